"""Hits that are close to the best are put in the order in which the reader thinks that they answer.

It imports the standard library and modules of ours only.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from index.passage import Hit
from index.reader import Reader

_MOST = 3
"""Hits that are read: a question waits for it."""
_NEAR = 0.8
"""Of the best hit's score, what another must have to be close: readings seldom turn round what is further apart."""
_WEIGHT = 0.08
"""What a log-odds of the reader counts, in shares of the best hit's score."""
_LEAST_KNOWN = 0.5
"""The share of the question that must be in scripts which the model can read: the reader stands on the same model."""


def reread(question: str, hits: Sequence[Hit], reader: Reader, model_knows: float) -> list[Hit]:
    """Return *hits*, the best first, with the close ones in a new order; the scores stay with their places."""
    close = _close(hits) if model_knows >= _LEAST_KNOWN else []
    if len(close) < 2:
        return list(hits)
    readings = reader.read(question, [hit.passage for hit in close])
    thought = [
        hit.score / hits[0].score + _WEIGHT * reading.answerable for hit, reading in zip(close, readings, strict=True)
    ]
    order = sorted(range(len(close)), key=lambda place: -thought[place])
    moved = [replace(close[place], score=hit.score) for place, hit in zip(order, close, strict=True)]
    return [*moved, *hits[len(close) :]]


def _close(hits: Sequence[Hit]) -> Sequence[Hit]:
    if not hits or hits[0].score <= 0:
        return []
    return [hit for hit in hits[:_MOST] if hit.score >= _NEAR * hits[0].score]
