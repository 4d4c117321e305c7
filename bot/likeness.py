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
_NEAR_UNREAD, _WEIGHT_UNREAD = 4.0, 8.0
"""The same where the reader finds no answer in any of them: then the words differ, and it is at a loss."""
_MOST_UNREAD = 4
"""Sentences that are compared then: each waits for the embedding model."""


def likened(question: str, weighed: Sequence[Weighed], likeness: Likeness) -> list[Weighed]:
    """Return *weighed*, the best first, anew: those near the best gain or lose by their likeness to the *question*."""
    read = any(one.candidate.reading.margin > 0 for one in weighed)
    reach, weight = (_NEAR, _WEIGHT) if read else (_NEAR_UNREAD, _WEIGHT_UNREAD)
    near = [one for one in weighed if one.log_odds > weighed[0].log_odds - reach]
    near = near if read else near[:_MOST_UNREAD]
    if len(near) < 2:
        return list(weighed)
    alike = likeness(question, [one.candidate.text for one in near])
    mean = fmean(alike)
    moved = [one.log_odds + weight * (like - mean) for one, like in zip(near, alike, strict=True)]
    if read:
        near = [replace(one, log_odds=log_odds) for one, log_odds in zip(near, moved, strict=True)]
    else:
        near = _reordered(near, moved)
    return sorted([*near, *weighed[len(near) :]], key=lambda one: -one.log_odds)


def _reordered(weighed: Sequence[Weighed], by: Sequence[float]) -> list[Weighed]:
    """Return *weighed* in the order of *by*; the log-odds stay with their places: none is surer than before."""
    order = sorted(range(len(weighed)), key=lambda place: -by[place])
    return [replace(weighed[old], log_odds=one.log_odds) for old, one in zip(order, weighed, strict=True)]
