"""Could a build set the threshold of refusal by itself? `python -m tests.bench.calibration --data DIR …` tells.

Each DIR holds `corpus.jsonl` and `queries.jsonl`. For each the log-odds are printed at which as large a share of the
answerable questions would be refused as of the others answered: first by the questions that people asked, with their
negatives as in `tests.bench.fit`; then by questions made by rule of the corpus's own sentences, whose negatives have
their document hidden or a figure or name exchanged. Were the two to rise and fall together over the folders, a build
could tell the one by the other.
"""

from __future__ import annotations

import argparse
import random
import statistics
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bot import weights
from bot.doubting import doubted
from bot.evidence import weigh
from bot.extract import Extractive
from bot.wanted import Wanted
from index import generation, records
from index.embed import Embedder
from index.opened import Found
from index.passage import Passage
from index.reader import Reader
from index.reader.training.cloze import cloze
from tests.bench.fit import altered, searched, searching

_MADE = 120  # questions by rule, of each folder
Sure = list[tuple[float, bool]]
"""The log-odds of confidence in an answer, and whether there is one."""


def main() -> None:
    """Print both log-odds for each folder, and how far they go together."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, action="append", required=True)
    parser.add_argument("--limit", type=int, default=250, help="questions of each folder")
    given = parser.parse_args()
    table, pairs = Table("folder", "by people's questions", "by its own sentences"), []
    embedder, reader = Embedder(), Reader()
    for folder in given.data:
        asked = _asked(folder, embedder, reader, given.limit)
        made = _made(folder, embedder, reader)
        pairs.append((level(asked), level(made)))
        table.add_row(folder.name, *(f"{one:.2f}" for one in pairs[-1]))
    Console().print(table)
    if len(pairs) > 2:
        Console().print(f"correlation {statistics.correlation(*zip(*pairs, strict=True)):.2f}")


def level(sure: Sure) -> float:
    """Return the log-odds below which the share refused of what is there is that answered of what is not."""
    there = [odds for odds, answerable in sure if answerable]
    absent = [odds for odds, answerable in sure if not answerable]

    def gap(at: float) -> float:
        refused = sum(odds < at for odds in there) / len(there)
        return abs(refused - sum(odds >= at for odds in absent) / len(absent))

    return min(sorted(there + absent), key=gap)


def _asked(folder: Path, embedder: Embedder, reader: Reader, limit: int) -> Sure:
    engine = Extractive(reader, embedder.likeness)
    asked = searched(folder, embedder, reader, limit, random.Random(0))
    return [(_odds(engine, found), query is not None) for found, query in asked]


def _made(folder: Path, embedder: Embedder, reader: Reader) -> Sure:
    engine, chance = Extractive(reader, embedder.likeness), random.Random(0)
    with searching(folder / "corpus.jsonl", embedder, reader) as searcher:
        questions = list(_questions(searcher.root, chance))
        chance.shuffle(questions)
        questions = questions[:_MADE]
        sure = []
        for (question, passage), (other, _) in zip(questions, [*questions[1:], questions[0]], strict=True):
            found = searcher.search(question, 9)
            sure.append((_odds(engine, found), True))
            hidden = tuple(hit for hit in found.hits if hit.passage.document_id != passage.document_id)
            sure.append((_odds(engine, replace(found, hits=hidden)), False))
            if exchanged := altered(question, other):
                sure.append((_odds(engine, searcher.search(exchanged, 8)), False))
    return sure


def _questions(root: Path, chance: random.Random) -> Iterator[tuple[str, Passage]]:
    for record in records.read(generation.live(root).records):
        for passage in record.passages:
            for start, end in passage.sentences:
                if made := cloze(passage.text[start:end], passage.document.title, chance):
                    yield made[0], passage


def _odds(engine: Extractive, found: Found) -> float:
    """Return the log-odds that *engine* would give its answer."""
    wanted = Wanted.of(found.question, found.rarity)
    weighed = engine.weigh(found, wanted)
    if not weighed:
        return -10.0
    return weigh(doubted(wanted, weighed, found.absent, engine.reader), weights.DOUBT, weights.DOUBT_BIAS)


if __name__ == "__main__":
    main()
