"""The extractive engine's weights are fitted: `python -m tests.bench.fit --data DIR …` prints `bot/weights.py`.

Each DIR holds `corpus.jsonl` and `queries.jsonl` (id, question, answerable, document, answers, starts).
Sentences that hold an answer are the positives of support. Questions are the positives of confidence; its negatives
are the unanswerable ones, answerable ones whose document is hidden from the search, and ones with a figure or a name
swapped for another question's. Folders must be ones that the reader was not trained on: it is too sure of those.

A sign is added to `Support` or `Doubt` and measured in `bot.evidence`; here, its side is added to `_SUPPORT_SIDES` or
`_DOUBT_SIDES` in the order of the fields, and in `_AT_LEAST` how much it must weigh where data are too few to say.
The thresholds come from questions each weighed without its fold, by the rule in `_RATIOS`.
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
from dataclasses import astuple, dataclass, fields, replace
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize
from sklearn.metrics import roc_auc_score

from bot.evidence import Doubt, Support, Weighed, candidates, doubt, measure
from bot.extract import worth_reading
from bot.wanted import Wanted
from index.build import build
from index.embed import Embedder
from index.opened import Found
from index.reader import Reader
from index.search import Searcher

_SUPPORT_SIDES = "++++++++" + "+-++" + "+"  # in the order of the fields of bot.evidence.Support
_DOUBT_SIDES = "++++++" + "+++" + "------" + "++"  # and of Doubt
_AT_LEAST = {"figures": 1.0, "defines": 1.0, "figures_missing": 1.0, "years_contradicted": 0.5}
"""What these signs weigh at least, whichever their side: too few public questions have a year to swap, or define; but
a question about one year must not be answered with another."""
_RATIOS = {"strict": 0.5, "balanced": 2.0, "generous": 8.0}
"""Of the share answered wrongly of what is absent to the share refused of what is present, where a threshold lies.
"balanced" makes as many mistakes of either sort where twice as many questions can be answered as cannot."""
_FOLDS = 5
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
    reader = Reader()
    signs = [(_signs(found, reader), query) for found, query in asked if found.hits]
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
        shutil.copy(folder / "corpus.jsonl", root / "corpus")
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


Limits = tuple[float | None, float | None]


def limits(signs: type[Support] | type[Doubt], sides: str) -> list[Limits]:
    """Return between what each weight may lie: on the side of zero of its sign, as far off as it must."""
    least = [_AT_LEAST.get(field.name, 0.0) for field in fields(signs)]
    return [(low, None) if side == "+" else (None, -low) for side, low in zip(sides, least, strict=True)]


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights of a logistic regression, each kept to the side of zero that its sign's meaning allows."""

    weights: Any
    bias: float

    @classmethod
    def fit(
        cls, examples: Sequence[Sequence[float]], labels: Sequence[bool], limits: Sequence[Limits], *, balanced: bool
    ) -> Weights:
        """Minimise the mean cross entropy plus 1e-3 of the squared weights, each within its limits."""
        x, y = np.asarray(examples, float), np.asarray(labels, float)
        share = y.mean()
        importance = np.where(y > 0, 0.5 / share, 0.5 / (1 - share)) if balanced else np.ones_like(y)

        def loss(at: Any) -> tuple[float, Any]:
            odds = x @ at[:-1] + at[-1]
            value = np.mean(importance * (np.logaddexp(0, odds) - y * odds)) + 1e-3 * float(at[:-1] @ at[:-1])
            slope = importance * (1 / (1 + np.exp(-odds)) - y) / len(y)
            return value, np.append(x.T @ slope + 2e-3 * at[:-1], slope.sum())

        bounds = [*limits, (None, None)]
        found = minimize(loss, np.zeros(x.shape[1] + 1), jac=True, bounds=bounds, method="L-BFGS-B").x
        return cls(found[:-1], float(found[-1]))

    def decision_function(self, examples: Sequence[Sequence[float]]) -> Any:
        return np.asarray(examples, float) @ self.weights + self.bias


def _signs(found: Found, reader: Reader) -> tuple[Found, list[Any], list[Support]]:
    wanted = Wanted.of(found.question, found.rarity)
    hits = worth_reading(found.hits)
    read = candidates(hits, reader.read(found.question, [hit.passage for hit in hits]))
    return found, read, [measure(wanted, one, found.hits[0].score) for one in read]


def _holds_answer(candidate: Any, query: dict[str, Any]) -> bool:
    passage = candidate.hit.passage
    first, last = passage.start + candidate.start, passage.start + candidate.end
    return passage.document_id == query["document"] and any(first <= start < last for start in query["starts"])


def _fit_support(fitted: Sequence[Any], kept: Sequence[Any]) -> Weights:
    def rows(part: Sequence[Any]) -> tuple[list[Any], list[bool]]:
        pairs = [
            (astuple(sign), _holds_answer(one, query))
            for (_, read, signs), query in part
            if query
            for one, sign in zip(read, signs, strict=True)
        ]
        return [x for x, _ in pairs], [y for _, y in pairs]

    model = Weights.fit(*rows(fitted), limits(Support, _SUPPORT_SIDES), balanced=False)
    right = [
        _holds_answer(read[int(np.argmax(model.decision_function([astuple(s) for s in signs])))], query)
        for (_, read, signs), query in kept
        if query and read
    ]
    _print("SUPPORT", model, f"first sentence right {np.mean(right):.3f} of {len(right)}")
    return model


def _fit_doubt(fitted: Sequence[Any], kept: Sequence[Any], support: Weights) -> None:
    def row(one: Any) -> Any:
        found, read, signs = one
        odds = map(float, support.decision_function([astuple(sign) for sign in signs]))
        weighed = sorted(map(Weighed, read, signs, odds), key=lambda one: -one.log_odds)
        return astuple(doubt(Wanted.of(found.question, found.rarity), weighed, found.absent))

    def rows(part: Sequence[Any]) -> tuple[list[Any], list[bool]]:
        return [row(one) for one, _ in part if one[1]], [query is not None for one, query in part if one[1]]

    examples, labels = rows([*fitted, *kept])
    inside = limits(Doubt, _DOUBT_SIDES)
    odds = _crossed(examples, labels, inside)
    _print("DOUBT", Weights.fit(examples, labels, inside, balanced=True), f"AUROC {roc_auc_score(labels, odds):.3f}")
    _print_thresholds(1 / (1 + np.exp(-odds)), np.asarray(labels))


def _crossed(examples: Sequence[Any], labels: Sequence[bool], inside: Sequence[Limits]) -> Any:
    """Return the log-odds of each example by weights fitted without its fold."""
    x, y = np.asarray(examples, float), np.asarray(labels)
    fold, odds = np.arange(len(y)) % _FOLDS, np.zeros(len(y))
    for n in range(_FOLDS):
        odds[fold == n] = Weights.fit(x[fold != n], y[fold != n], inside, balanced=True).decision_function(x[fold == n])
    return odds


def _print_thresholds(sure: Any, labels: Any) -> None:
    """Print for each setting the threshold at which the two kinds of mistake have its ratio."""
    found = []
    for name, ratio in _RATIOS.items():
        grid = np.arange(0.05, 0.96, 0.01)
        gap = [abs(np.mean(sure[~labels] >= at) - ratio * np.mean(sure[labels] < at)) for at in grid]
        at = float(grid[int(np.argmin(gap))])
        found.append(f'"{name}": {at:.2f}')
        refused = (
            f"refused when absent {np.mean(sure[~labels] < at):.2f}, when present {np.mean(sure[labels] < at):.2f}"
        )
        sys.stdout.write(f"# {name}: {refused}\n")
    sys.stdout.write(f"THRESHOLDS = {{{', '.join(found)}}}\n")


def _print(name: str, model: Weights, score: str) -> None:
    weights = ", ".join(f"{weight:.2f}" for weight in model.weights)
    sys.stdout.write(f"{name} = ({weights})\n{name}_BIAS = {model.bias:.2f}\n# {score}\n")


if __name__ == "__main__":
    main()
