"""The extractive engine's weights are fitted: `python -m tests.bench.fit --data DIR …` prints `bot/weights.py`.

Each DIR holds `corpus.jsonl` and `queries.jsonl` (id, question, answerable, document, answers, starts).
Sentences that hold an answer are the positives of support. Questions are the positives of confidence; its negatives
are the unanswerable ones, answerable ones whose document is hidden from the search, and ones with a figure or a name
swapped for another question's. Folders must be ones that the reader was not trained on: it is too sure of those.

A sign is added to `Support` or `Doubt` and measured in `bot.evidence`; in `tests.bench.regression` its side is added
to `SUPPORT_SIDES` or `DOUBT_SIDES`, in the order of the fields, and to `_AT_LEAST` how much it must weigh where data
are too few to say.

Public questions repeat their texts' words, and what they ask and is absent is made of what is there: from them nothing
learns what it means that the texts lack a word. So the questions of `--asked`, invented over the briefs of `--corpus`
in the words of people who have not read them, count as much together as all the public ones. The thresholds come
by the rule in `RATIOS` there from the same questions, each weighed by a fit that left its fold out.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import astuple, replace
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.metrics import roc_auc_score

from bot.doubting import doubted
from bot.evidence import Doubt, Support, Weighed, candidates, measure
from bot.extract import worth_reading
from bot.likeness import likened
from bot.wanted import Wanted
from index.build import build
from index.corpus import read
from index.embed import Embedder
from index.opened import Found
from index.passage import Document
from index.reader import Reader
from index.search import Searcher
from tests.bench.regression import DOUBT_SIDES, SUPPORT_SIDES, Weights, crossed, limits, thresholds

ASKED = Path(__file__).with_name("asked.jsonl")
_FOLDS = 5
_A_LINE = 14  # weights
_FIGURE = re.compile(r"\b\d[\d,.]*\d\b|\b\d\b")
_NAME = re.compile(r"(?<=\s)[A-Z][\w’-]+")


def main() -> None:
    """Fit both sets of weights and print them with their areas under the curve on questions kept aside."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, action="append", required=True)
    parser.add_argument("--limit", type=int, default=1000, help="questions of each folder")
    parser.add_argument("--asked", type=Path, default=ASKED, help="invented questions")
    parser.add_argument("--corpus", type=Path, default=Path("corpus"), help="the folder of texts they are asked of")
    given = parser.parse_args()
    chance = random.Random(0)
    embedder = Embedder()
    asked: list[tuple[Found, dict[str, Any] | None]] = []
    reader = Reader()
    for folder in given.data:
        asked += searched(folder, embedder, reader, given.limit, chance)
    chance.shuffle(asked)
    kept = len(asked) // 5
    public = [(_signs(found, reader), query) for found, query in asked if found.hits]
    invented = [(_signs(found, reader), query) for found, query in _asked(given.asked, given.corpus, embedder, reader)]
    chance.shuffle(invented)
    support = _fit_support(public[kept:], invented, public[:kept])
    _fit_doubt(public, invented, support, embedder, reader)


@contextmanager
def searching(corpus: Path, embedder: Embedder, reader: Reader) -> Iterator[Searcher]:
    """Give what searches an index of *corpus*, a folder or a file, that lasts as long as the block."""
    with tempfile.TemporaryDirectory() as temporary:
        folder, root = corpus, Path(temporary) / "index"
        if corpus.is_file():
            folder = Path(temporary) / "corpus"
            folder.mkdir()
            shutil.copy(corpus, folder)
        build(folder, root, embedder)
        with closing(Searcher(root, embedder, reader=reader)) as searcher:
            yield searcher


def searched(
    folder: Path, embedder: Embedder, reader: Reader, limit: int, chance: random.Random
) -> Iterator[tuple[Found, dict[str, Any] | None]]:
    """Yield each question as searched, with its query when the corpus answers it, and None when not."""
    queries = [json.loads(line) for line in (folder / "queries.jsonl").read_text().splitlines()]
    chance.shuffle(queries)
    with searching(folder / "corpus.jsonl", embedder, reader) as searcher:
        for query, other in zip(queries[:limit], [*queries[1:limit], queries[0]], strict=False):
            found = searcher.search(query["question"], 9)
            yield replace(found, hits=found.hits[:8]), query if query["answerable"] else None
            if query["answerable"]:
                hidden = tuple(hit for hit in found.hits if hit.passage.document_id != query["document"])
                if chance.random() < 0.3:
                    yield replace(found, hits=hidden), None
                exchanged = altered(query["question"], other["question"])
                if exchanged:
                    yield searcher.search(exchanged, 8), None


def _asked(
    questions: Path, corpus: Path, embedder: Embedder, reader: Reader
) -> Iterator[tuple[Found, dict[str, Any] | None]]:
    """Yield each invented question as searched, with itself when the corpus answers it, and None when not."""
    texts = {one.id: one.text for one in read(corpus) if isinstance(one, Document)}
    with searching(corpus, embedder, reader) as searcher:
        for line in questions.read_text(encoding="utf-8").splitlines():
            query = json.loads(line)
            if "quotation" in query:
                query["starts"] = [texts[query["document"]].index(query["quotation"])]
            yield searcher.search(query["question"], 8), query if query["answerable"] else None


def altered(question: str, other: str) -> str:
    """Return *question* with a figure or a name of *other* in place of its own, or nothing when it has none."""
    for pattern in (_FIGURE, _NAME):
        mine, theirs = pattern.findall(question), pattern.findall(other)
        new = [one for one in theirs if one not in question]
        if mine and new:
            return question.replace(mine[-1], new[-1])
    return ""


def _signs(found: Found, reader: Reader) -> tuple[Found, list[Any], list[Support]]:
    wanted = Wanted.of(found.question, found.rarity)
    hits = worth_reading(found.hits)
    read = candidates(hits, reader.read(found.question, [hit.passage for hit in hits]))
    return found, read, [measure(wanted, one, found.hits[0].score) for one in read]


def _holds_answer(candidate: Any, query: dict[str, Any]) -> bool:
    passage = candidate.hit.passage
    first, last = passage.start + candidate.start, passage.start + candidate.end
    return passage.document_id == query["document"] and any(first <= start < last for start in query["starts"])


def _fit_support(public: Sequence[Any], invented: Sequence[Any], kept: Sequence[Any]) -> Weights:
    def rows(part: Sequence[Any]) -> tuple[list[Any], list[bool]]:
        pairs = [
            (astuple(sign), _holds_answer(one, query))
            for (_, read, signs), query in part
            if query and "starts" in query
            for one, sign in zip(read, signs, strict=True)
        ]
        return [x for x, _ in pairs], [y for _, y in pairs]

    def right(model: Weights, part: Sequence[Any]) -> list[bool]:
        return [
            _holds_answer(read[int(np.argmax(model.decision_function([astuple(s) for s in signs])))], query)
            for (_, read, signs), query in part
            if query and "starts" in query and read
        ]

    inside = limits(Support, SUPPORT_SIDES)
    (x, y), (more_x, more_y) = rows(public), rows(invented)
    model = Weights.fit(x + more_x, y + more_y, inside, _counts(x, more_x), balanced=False)
    first = right(model, kept)
    left: list[bool] = []
    for n in range(_FOLDS):
        left += right(_without(n, public, invented, rows, inside), invented[n::_FOLDS])
    _print("SUPPORT", model, f"first sentence right {np.mean(first):.3f} of {len(first)}")
    if left:
        _tell(f"# of the invented ones, weighed without their fold: {np.mean(left):.3f} of {len(left)}")
    return model


def _without(n: int, public: Sequence[Any], invented: Sequence[Any], rows: Any, inside: Any) -> Weights:
    (x, y) = rows(public)
    (more_x, more_y) = rows([one for place, one in enumerate(invented) if place % _FOLDS != n])
    return Weights.fit(x + more_x, y + more_y, inside, _counts(x, more_x), balanced=False)


def _counts(public: Sequence[Any], invented: Sequence[Any]) -> list[float]:
    """Return how often each example counts, so that both kinds count as much together."""
    return [1.0] * len(public) + [len(public) / max(1, len(invented))] * len(invented)


def _fit_doubt(
    public: Sequence[Any], invented: Sequence[Any], support: Weights, embedder: Embedder, reader: Reader
) -> None:
    def row(one: Any) -> Any:
        found, read, signs = one
        odds = map(float, support.decision_function([astuple(sign) for sign in signs]))
        weighed = sorted(map(Weighed, read, signs, odds), key=lambda one: -one.log_odds)
        weighed = likened(found.question, weighed, embedder.likeness)
        return astuple(doubted(Wanted.of(found.question, found.rarity), weighed, found.absent, reader))

    rows = [[row(one) for one, _ in part if one[1]] for part in (public, invented)]
    labels = [query is not None for part in (public, invented) for one, query in part if one[1]]
    examples, counts, inside = [*rows[0], *rows[1]], _counts(*rows), limits(Doubt, DOUBT_SIDES)
    odds, told = crossed(examples, labels, inside, counts), np.asarray(labels)
    model = Weights.fit(examples, labels, inside, counts, balanced=True)
    parts = (("public", slice(0, len(rows[0]))), ("invented", slice(len(rows[0]), None)))
    areas = (f"{name} {roc_auc_score(told[at], odds[at]):.3f} of {len(told[at])}" for name, at in parts)
    _print("DOUBT", model, f"AUROC {', '.join(areas)}")
    at = parts[1][1] if rows[1] else parts[0][1]
    _print_thresholds(1 / (1 + np.exp(-odds[at])), told[at])


def _print_thresholds(sure: Any, labels: Any) -> None:
    found = thresholds(sure, labels)
    for name, (_, absent, present) in found.items():
        _tell(f"# {name}: refused when absent {absent:.2f}, when present {present:.2f}")
    written = ", ".join(f'"{name}": {at:.2f}' for name, (at, _, _) in found.items())
    _tell(f"THRESHOLDS = {{{written}}}")


def _tell(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def _print(name: str, model: Weights, score: str) -> None:
    found = [f"{weight:.2f}" for weight in model.weights]
    rows = [", ".join(found[at : at + _A_LINE]) for at in range(0, len(found), _A_LINE)]
    weights = f"({rows[0]})" if len(rows) == 1 else "(\n    " + ",\n    ".join(rows) + ",\n)  # fmt: skip"
    sys.stdout.write(f"{name} = {weights}\n{name}_BIAS = {model.bias:.2f}\n# {score}\n")


if __name__ == "__main__":
    main()
