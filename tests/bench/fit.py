"""The extractive engine's weights are fitted: `python -m tests.bench.fit --data DIR …` prints `bot/weights.py`.

Each DIR holds `corpus.jsonl` and `queries.jsonl` (id, question, answerable, document, answers, starts).
Sentences that hold an answer are the positives of support. Questions are the positives of confidence; its negatives
are the unanswerable ones, answerable ones whose document is hidden from the search, and ones with a figure or a name
swapped for another question's.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import astuple, replace
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

from bot.evidence import Support, Wanted, candidates, doubt, measure
from bot.extract import READ
from index.build import build
from index.embed import Embedder
from index.search import Found, Searcher

_FIGURE = re.compile(r"\b\d[\d,.]*\d\b|\b\d\b")
_NAME = re.compile(r"(?<=\s)[A-Z][\w’-]+")


def main() -> None:
    """Fit both sets of weights and print them with their areas under the curve on questions kept aside."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, action="append", required=True)
    parser.add_argument("--limit", type=int, default=1000, help="questions of each folder")
    given = parser.parse_args()
    chance = random.Random(0)
    embedder = Embedder()
    asked: list[tuple[Found, dict[str, Any] | None]] = []
    for folder in given.data:
        asked += _searched(folder, embedder, given.limit, chance)
    chance.shuffle(asked)
    kept = len(asked) // 5
    signs = [(_signs(found, embedder), query) for found, query in asked if found.hits]
    support = _fit_support(signs[kept:], signs[:kept])
    _fit_doubt(signs[kept:], signs[:kept], support)


def _searched(
    folder: Path, embedder: Embedder, limit: int, chance: random.Random
) -> Iterator[tuple[Found, dict[str, Any] | None]]:
    """Yield each question as searched, with its query when the corpus answers it, and None when not."""
    queries = [json.loads(line) for line in (folder / "queries.jsonl").read_text().splitlines()]
    chance.shuffle(queries)
    with tempfile.TemporaryDirectory() as temporary:
        root = Path(temporary)
        (root / "corpus").mkdir()
        (root / "corpus" / "corpus.jsonl").symlink_to((folder / "corpus.jsonl").resolve())
        build(root / "corpus", root / "index", embedder)
        searcher = Searcher(root / "index", embedder)
        for query, other in zip(queries[:limit], [*queries[1:limit], queries[0]], strict=False):
            found = searcher.search(query["question"], 9)
            yield replace(found, hits=found.hits[:8]), query if query["answerable"] else None
            if query["answerable"]:
                hidden = tuple(hit for hit in found.hits if hit.passage.document_id != query["document"])
                if chance.random() < 0.3:
                    yield replace(found, hits=hidden), None
                altered = _altered(query["question"], other["question"])
                if altered:
                    yield searcher.search(altered, 8), None
        searcher.close()


def _altered(question: str, other: str) -> str:
    """Return *question* with a figure or a name of *other* in place of its own, or nothing when it has none."""
    for pattern in (_FIGURE, _NAME):
        mine, theirs = pattern.findall(question), pattern.findall(other)
        new = [one for one in theirs if one not in question]
        if mine and new:
            return question.replace(mine[-1], new[-1])
    return ""


def _signs(found: Found, embedder: Embedder) -> tuple[Found, list[Any], list[Support]]:
    wanted = Wanted.of(found.question, found.rarity)
    read = candidates(found.hits, READ)
    vectors = embedder.encode([found.question, *(one.text for one in read)])
    best = found.hits[0].score
    return (
        found,
        read,
        [measure(wanted, one, float(v @ vectors[0]), best) for one, v in zip(read, vectors[1:], strict=True)],
    )


def _holds_answer(candidate: Any, query: dict[str, Any]) -> bool:
    passage = candidate.hit.passage
    first, last = passage.start + candidate.start, passage.start + candidate.end
    return passage.document_id == query["document"] and any(first <= start < last for start in query["starts"])


def _fit_support(fitted: Sequence[Any], kept: Sequence[Any]) -> LogisticRegression:
    def rows(part: Sequence[Any]) -> tuple[list[Any], list[bool]]:
        pairs = [
            (astuple(sign), _holds_answer(one, query))
            for (_, read, signs), query in part
            if query
            for one, sign in zip(read, signs, strict=True)
        ]
        return [x for x, _ in pairs], [y for _, y in pairs]

    model = LogisticRegression(C=10, max_iter=1000).fit(*rows(fitted))
    right = [
        _holds_answer(read[int(np.argmax(model.decision_function([astuple(s) for s in signs])))], query)
        for (_, read, signs), query in kept
        if query and read
    ]
    _print("SUPPORT", model, f"first sentence right {np.mean(right):.3f} of {len(right)}")
    return model


def _fit_doubt(fitted: Sequence[Any], kept: Sequence[Any], support: LogisticRegression) -> None:
    def row(one: Any) -> Any:
        found, read, signs = one
        odds = support.decision_function([astuple(sign) for sign in signs])
        top = int(np.argmax(odds))
        rest = [o for o, c in zip(odds, read, strict=True) if c.hit.passage != read[top].hit.passage]
        wanted = Wanted.of(found.question, found.rarity)
        margin = float(odds[top] - max(rest)) if rest else 0.0
        return astuple(doubt(wanted, read[top], signs[top], float(odds[top]), margin, found.absent))

    def rows(part: Sequence[Any]) -> tuple[list[Any], list[bool]]:
        return [row(one) for one, _ in part if one[1]], [query is not None for one, query in part if one[1]]

    model = LogisticRegression(C=10, max_iter=1000, class_weight="balanced").fit(*rows(fitted))
    examples, labels = rows(kept)
    _print("DOUBT", model, f"AUROC {roc_auc_score(labels, model.decision_function(examples)):.3f} of {len(labels)}")


def _print(name: str, model: LogisticRegression, score: str) -> None:
    weights = ", ".join(f"{weight:.2f}" for weight in model.coef_[0])
    sys.stdout.write(f"{name} = ({weights})\n{name}_BIAS = {model.intercept_[0]:.2f}\n# {score}\n")


if __name__ == "__main__":
    main()
