"""Search is measured: `python -m tests.bench [--data DIR …]` prints nDCG@10 of each way to rank, and the time it takes.

A DIR holds `corpus.jsonl` and `queries.jsonl` (question, answerable, document). Without one, the gold questions over
`corpus/` are used. All ways rank the same candidates of the same index in the same run.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.table import Table

from index.build import build
from index.embed import Embedder
from index.passage import Hit
from index.reader import Reader
from index.search import Searcher

REPOSITORY = Path(__file__).resolve().parents[2]
Ranking = Callable[[Sequence[Hit]], Mapping[int, float]]
"""A way to rank: a score for each hit, by its place in the list given."""


def by_meaning(hits: Sequence[Hit]) -> dict[int, float]:
    return {i: hit.by_meaning for i, hit in enumerate(hits)}


def by_words(hits: Sequence[Hit]) -> dict[int, float]:
    return {i: hit.by_words for i, hit in enumerate(hits)}


def reciprocal_ranks(hits: Sequence[Hit]) -> dict[int, float]:
    """Score 1 / (60 + rank) on each side, summed (Cormack, Clarke and Büttcher, SIGIR 2009)."""
    total = dict.fromkeys(range(len(hits)), 0.0)
    for side in (by_meaning(hits), by_words(hits)):
        for rank, i in enumerate(sorted(side, key=lambda i: -side[i]), 1):
            total[i] += 1 / (60 + rank)
    return total


def scaled_sums(hits: Sequence[Hit]) -> dict[int, float]:
    """Score the sum of both sides, each scaled to 0..1 over the candidates."""
    total = dict.fromkeys(range(len(hits)), 0.0)
    for side in (by_meaning(hits), by_words(hits)):
        low, high = min(side.values()), max(side.values())
        for i, score in side.items():
            total[i] += (score - low) / ((high - low) or 1.0)
    return total


def ours(hits: Sequence[Hit]) -> dict[int, float]:
    return {i: hit.score for i, hit in enumerate(hits)}


RANKINGS: dict[str, Ranking] = {
    "by meaning": by_meaning,
    "by words": by_words,
    "reciprocal ranks": reciprocal_ranks,
    "scaled sums": scaled_sums,
    "ours": ours,
}


def ndcg(documents: Sequence[str], wanted: str, k: int = 10) -> float:
    """Return nDCG@k with one relevant document: 1 / log2(1 + rank) where it is among the first *k*, else 0."""
    return 1 / math.log2(2 + documents.index(wanted)) if wanted in documents[:k] else 0.0


def main() -> None:
    """Print a table for each folder of questions."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, action="append", default=[])
    parser.add_argument("--limit", type=int, default=1000, help="questions of each folder")
    given = parser.parse_args()
    embedder = Embedder()
    for folder in given.data or [None]:
        with _questions(folder) as (corpus, questions):
            random.Random(0).shuffle(questions)
            _measure(folder.name if folder else "gold", corpus, questions[: given.limit], embedder)


@contextmanager
def _questions(folder: Path | None) -> Iterator[tuple[Path, list[tuple[str, str]]]]:
    """Give a corpus folder and its answerable questions, each with the document that answers."""
    if folder is None:
        gold = [json.loads(line) for line in (REPOSITORY / "tests/evaluation/gold.jsonl").read_text().splitlines()]
        yield REPOSITORY / "corpus", [(g["question"], g["evidence"][0]["document"]) for g in gold if g["answerable"]]
        return
    queries = [json.loads(line) for line in (folder / "queries.jsonl").read_text().splitlines()]
    with tempfile.TemporaryDirectory() as temporary:
        shutil.copy(folder / "corpus.jsonl", temporary)
        yield Path(temporary), [(q["question"], q["document"]) for q in queries if q.get("answerable", True)]


def _measure(name: str, corpus: Path, questions: Sequence[tuple[str, str]], embedder: Embedder) -> None:
    scores: dict[str, list[float]] = {ranking: [] for ranking in RANKINGS}
    seconds = []
    with tempfile.TemporaryDirectory() as root:
        report = build(corpus, Path(root), embedder)
        searcher = Searcher(Path(root), embedder, reader=Reader())
        searcher.search("A first question loads the model.")
        for question, wanted in questions:
            began = time.perf_counter()
            hits = searcher.search(question, 100).hits
            seconds.append(time.perf_counter() - began)
            for ranking, rank in RANKINGS.items():
                scored = rank(hits) if hits else {}
                ordered = sorted(scored, key=lambda i: -scored[i])
                documents = list(dict.fromkeys(hits[i].passage.document_id for i in ordered))
                scores[ranking].append(ndcg(documents, wanted))
        searcher.close()
    title = f"{name}: {len(questions)} questions, {report.documents} documents, {report.passages} passages"
    table = Table("ranking", "nDCG@10", title=title)
    for ranking, values in scores.items():
        table.add_row(ranking, f"{statistics.fmean(values):.4f}")
    console = Console()
    console.print(table)
    console.print(f"a search takes {1000 * statistics.median(seconds):.0f} ms (median)")


if __name__ == "__main__":
    main()
