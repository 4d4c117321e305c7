"""Judgements become a report: scores with their intervals, scores by kind of question, the refusal curve."""

from __future__ import annotations

import math
import statistics
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from tests.evaluation import scoring
from tests.evaluation.judge import Judgement
from tests.evaluation.scoring import Interval

THRESHOLDS = tuple(tenth / 10 for tenth in range(1, 10))
FEW = (0.3, 0.5, 0.7)
"""Of a single kind, whose intervals are wide."""


@dataclass(frozen=True, slots=True)
class Score:
    """A number over *n* things, with its 95 % interval where it has one."""

    name: str
    value: float
    n: int
    interval: Interval | None = None
    unit: str = "share"
    """`share` of 1, `words`, `s`, or nothing."""

    def as_row(self) -> dict[str, Any]:
        low, high = self.interval or (math.nan, math.nan)
        return {
            "name": self.name,
            "value": _or_none(self.value),
            "low": _or_none(low),
            "high": _or_none(high),
            "n": self.n,
            "unit": self.unit,
        }


@dataclass(frozen=True, slots=True)
class Kind:
    """The scores of the questions of one kind; those that it cannot have are None."""

    name: str
    n: int
    hit_1: float | None
    hit_4: float | None
    ndcg: float | None
    cited: Score | None
    right: Score | None
    refused: Score


@dataclass(frozen=True, slots=True)
class Point:
    """What another threshold of confidence would have done to the questions of one kind, or to all."""

    kind: str
    """Empty for all questions."""
    threshold: float
    refused_absent: Score
    refused_present: Score
    right: Score
    """Of the present: neither refused, nor answered wrongly. What was refused is judged by the nearest quote."""

    def as_row(self) -> dict[str, Any]:
        scores = {name: getattr(self, name).as_row() for name in ("refused_absent", "refused_present", "right")}
        return {"kind": self.kind, "threshold": self.threshold} | scores


@dataclass(frozen=True, slots=True)
class Report:
    """All that an evaluation found."""

    about: dict[str, Any]
    """What was evaluated: corpus, engine, generation, counts."""
    scores: tuple[Score, ...]
    kinds: tuple[Kind, ...]
    curve: tuple[Point, ...]
    judgements: tuple[Judgement, ...]

    def as_json(self) -> dict[str, Any]:
        """Return it as plain values, without `nan`, which JSON does not know."""
        return {
            "about": self.about,
            "scores": [score.as_row() for score in self.scores],
            "kinds": [_kind_row(kind) for kind in self.kinds],
            "curve": [point.as_row() for point in self.curve],
            "questions": [judgement.as_row() for judgement in self.judgements],
        }

    def __getitem__(self, name: str) -> float:
        """Return the value of the score called *name*."""
        return next(score.value for score in self.scores if score.name == name)


def report(judgements: Sequence[Judgement], about: dict[str, Any]) -> Report:
    """Return the report on *judgements*, in the order in which they were asked."""
    present = [one for one in judgements if one.gold.answerable]
    absent = [one for one in judgements if not one.gold.answerable]
    kinds = dict.fromkeys(one.gold.kind for one in judgements)
    return Report(
        about,
        (*_found(present), *_answers(judgements, present), *_refusals(present, absent), *_effort(judgements)),
        tuple(_kind(kind, [one for one in judgements if one.gold.kind == kind]) for kind in kinds),
        tuple(_point(kind, judgements, at) for kind in ("", *kinds) for at in (THRESHOLDS if not kind else FEW)),
        tuple(judgements),
    )


def _found(present: Sequence[Judgement]) -> list[Score]:
    gains = [scoring.ndcg(one.ranks) for one in present]
    return [
        proportion("hit@1", [scoring.hit_at(one.ranks, 1) for one in present]),
        proportion("hit@4", [scoring.hit_at(one.ranks, 4) for one in present]),
        proportion("whole@4", [scoring.whole_at(one.ranks, 4) for one in present]),
        Score("nDCG@10", _mean(gains), len(gains), scoring.bootstrap(gains), unit=""),
    ]


def _answers(judgements: Sequence[Judgement], present: Sequence[Judgement]) -> list[Score]:
    return [
        proportion("cited", [one.cited for one in present]),
        proportion("right", [one.right for one in present]),
        proportion("right and cited", [one.proven for one in present]),
        proportion("quote exact", [exact for one in judgements for exact in one.exact]),
    ]


def _refusals(present: Sequence[Judgement], absent: Sequence[Judgement]) -> list[Score]:
    sure, unsure = [one.confidence for one in present], [one.confidence for one in absent]
    area = scoring.auroc(sure, unsure)
    interval = scoring.bootstrap_auroc(sure, unsure) if sure and unsure else None
    return [
        proportion("refused", [not one.answered for one in absent]),
        proportion("falsely refused", [not one.answered for one in present]),
        Score("AUROC of confidence", area, len(sure) + len(unsure) if interval else 0, interval, unit=""),
    ]


def _effort(judgements: Sequence[Judgement]) -> list[Score]:
    """Return lengths and waiting times; the first question waits for the models to load, and stands apart."""
    lengths = [one.words for one in judgements if one.answered]
    waits = [one.seconds for one in judgements[1:]]
    first = [one.seconds for one in judgements[:1]]
    return [
        Score("answer length, mean", _mean(lengths), len(lengths), scoring.bootstrap(lengths), "words"),
        Score("seconds, median", scoring.percentile(waits, 50), len(waits), unit="s"),
        Score("seconds, p95", scoring.percentile(waits, 95), len(waits), unit="s"),
        Score("seconds, first question", _mean(first), len(first), unit="s"),
    ]


def proportion(name: str, values: Sequence[bool]) -> Score:
    """Return the score that is a share of *values*, with its Wilson interval."""
    return Score(name, scoring.share(values), len(values), scoring.wilson(sum(values), len(values)))


def _kind(name: str, judgements: Sequence[Judgement]) -> Kind:
    answerable = judgements[0].gold.answerable
    refused = proportion("refused", [not one.answered for one in judgements])
    if not answerable:
        return Kind(name, len(judgements), None, None, None, None, None, refused)
    return Kind(
        name,
        len(judgements),
        scoring.share([scoring.hit_at(one.ranks, 1) for one in judgements]),
        scoring.share([scoring.hit_at(one.ranks, 4) for one in judgements]),
        _mean([scoring.ndcg(one.ranks) for one in judgements]),
        proportion("cited", [one.cited for one in judgements]),
        proportion("right", [one.right for one in judgements]),
        refused,
    )


def _point(kind: str, judgements: Sequence[Judgement], threshold: float) -> Point:
    of_kind = [one for one in judgements if kind in {"", one.gold.kind}]
    absent = [one.confidence < threshold for one in of_kind if not one.gold.answerable]
    present = [one.confidence < threshold for one in of_kind if one.gold.answerable]
    right = [one.confidence >= threshold and one.would_be_right for one in of_kind if one.gold.answerable]
    return Point(
        kind,
        threshold,
        proportion("refused when absent", absent),
        proportion("refused when present", present),
        proportion("right", right),
    )


def _kind_row(kind: Kind) -> dict[str, Any]:
    scored = {one.name: one.as_row() for one in (kind.cited, kind.right, kind.refused) if one}
    return asdict(kind) | {"cited": None, "right": None} | scored


def _mean(values: Sequence[float]) -> float:
    return statistics.fmean(values) if values else math.nan


def _or_none(value: float) -> float | None:
    return None if math.isnan(value) else round(value, 4)
