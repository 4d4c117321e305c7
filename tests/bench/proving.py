"""What proving lets out and drops: `python -m tests.bench.proving`, on the corpus and on statements about it.

Statements written by hand, true ones and subtly false ones of many kinds, each about a stretch of the corpus
(`statements.jsonl`, "hand"). The same about texts of other fields, made up (`more_statements.jsonl`): rules were
repaired after reading the first half of them ("half1"), then the second ("half2"), never the last. And each sentence of
the corpus said as it stands, or with one thing in it changed by chance ("changed"): one of these that passes is a
false statement let out, unless the change leaves it true. With `--data` the same of other texts, and what was written
about them in words of its own, as freely as chat models write (`reworded.jsonl`, "reworded").

Of each it is printed what gets out, what is dropped (what is not said, and its sentences are not said in
its place either), and how well the reader alone tells true from false (AUROC of its log-odds that
the quotes prove the statement); with `--tables`, what would get out by other thresholds.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, partial
from itertools import islice
from pathlib import Path

from rich.console import Console

from index import corpus
from index.passage import Document, Passage
from index.reader import PROVER, Reader
from tests.bench.examined import Examined, area, examine, parted
from tests.bench.stated import Stated, by_hand, mutated, of_other_texts, of_the_corpus, passages_of, reworded
from tests.bench.thresholds import tables


def main() -> None:
    """Measure, and print what got out and what was dropped."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--show", action="store_true", help="print each statement that fared wrongly")
    parser.add_argument("--tables", action="store_true", help="print what other thresholds would let out and drop")
    parser.add_argument("--data", type=Path, action="append", default=[], help="a folder of texts to be changed")
    parser.add_argument("--limit", type=int, default=200, help="passages of each such folder")
    parser.add_argument("--only", nargs="*", help="what to measure, by the names above or a folder's")
    given = parser.parse_args()
    reader = Reader(PROVER)
    for name, statements in _sets(given.data, given.limit).items():
        if given.only and name not in given.only:
            continue
        examined = [found for one in statements() if (found := examine(one, reader))]
        _tell(name, examined, show=given.show)
        for table in tables(examined) if given.tables else ():
            Console(width=140).print(table)


def _sets(data: Sequence[Path], limit: int) -> dict[str, Callable[[], Iterable[Stated]]]:
    texts = cache(of_the_corpus)
    return {
        "hand": lambda: by_hand(texts()),
        "half1": lambda: of_other_texts(0),
        "half2": lambda: of_other_texts(1),
        "last": lambda: of_other_texts(2),
        "changed": lambda: mutated([one for some in texts().values() for one in some]),
        **({"reworded": lambda: reworded(data)} if data else {}),
        **{folder.name: partial(_changed, folder, limit) for folder in data},
    }


def _changed(folder: Path, limit: int) -> Iterator[Stated]:
    documents = (one for one in corpus.read(folder) if isinstance(one, Document))
    passages: Iterator[Passage] = (passage for document in documents for passage in passages_of(document))
    return mutated(list(islice(passages, limit)))


def _tell(name: str, examined: Sequence[Examined], *, show: bool) -> None:
    asked = Counter(one.stated.kind for one in examined)
    out = Counter(one.stated.kind for one in examined if one.passed)
    true, false = parted(examined)
    unsaid, let_out = sum(not one.passed for one in true), sum(one.passed for one in false)
    dropped = sum(not one.passed and not one.gives_way for one in true)
    print(f"{name}: {unsaid} of {len(true)} true ones not said, {dropped} of them dropped")  # noqa: T201
    print(f"  {let_out} of {len(false)} false ones out")  # noqa: T201
    print(f"  the reader alone: AUROC {area(examined):.3f}")  # noqa: T201
    print("  out:", {kind: f"{count} of {asked[kind]}" for kind, count in out.items()})  # noqa: T201
    for one in (one for one in examined if show and one.passed != one.stated.is_true):
        signs = f"{sorted(one.rules)} {one.backing.likeness:.2f} {one.backing.holds:.1f}"
        print(f"  {one.stated.kind}: {one.stated.text} {signs}")  # noqa: T201


if __name__ == "__main__":
    main()
