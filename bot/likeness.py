"""Sentences that are hardly told apart are told apart by how like the question they are as a whole.

The reader holds to words that question and sentence share; the embedding model knows that lorries are trucks.
It imports the standard library and modules of ours only.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from statistics import fmean

from bot.evidence import Weighed

Likeness = Callable[[str, Sequence[str]], Sequence[float]]
"""The cosine similarity of a question to each of some texts; all 0 where it cannot be told."""

_NEAR = 1.5
"""Log-odds behind the best within which sentences are compared."""
_WEIGHT = 3.0
"""Log-odds that a likeness of 1 counts."""


def likened(question: str, weighed: Sequence[Weighed], likeness: Likeness) -> list[Weighed]:
    """Return *weighed*, the best first, anew: those near the best gain or lose by their likeness to the *question*."""
    near = [one for one in weighed if one.log_odds > weighed[0].log_odds - _NEAR]
    if len(near) < 2:
        return list(weighed)
    alike = likeness(question, [one.candidate.text for one in near])
    mean = fmean(alike)
    moved = [
        replace(one, log_odds=one.log_odds + _WEIGHT * (like - mean)) for one, like in zip(near, alike, strict=True)
    ]
    return sorted([*moved, *weighed[len(near) :]], key=lambda one: -one.log_odds)
