"""How well quotes back a statement: the rules it breaks and what the reader says, weighed together.

It imports the standard library and modules of ours only.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from itertools import accumulate

from bot import faults
from bot.as_quoted import as_quoted
from bot.faults import likeness
from bot.quoted import Quoted, read_together
from bot.weights import BACKING, BACKING_BIAS
from index.passage import Passage

Supports = Callable[[str, Passage], float]
"""How far a passage proves a statement, in log-odds."""

DOUBTS = (
    faults.NAMES_APART, faults.OPPOSITE, faults.DENIED, faults.EXCHANGED, faults.RATE, faults.KINSHIP,
    faults.TOO_STRONG, faults.STRONG_WORD, faults.MOVED, faults.NEW, faults.ALTERED,
)  # fmt: skip
"""The rules that a true statement may break too, the oftener the freer its words are."""
_OWN, _NEAR = 0.4, 0.8
"""The likeness up to which words are a statement's own, and from which they are its quotes'; between, both count."""
_MOST = 4.0
"""Log-odds of the reader beyond which it is not surer."""
_READ_AT_ONCE, _LETTERS = 50, 5
"""Tokens of a statement that are read, by letters of a word for each: the reader takes 56, and sees none after them."""


@dataclass(frozen=True, slots=True)
class Backing:
    """Signs of how well its quotes back a statement."""

    rules: frozenset[str]
    """Those that it breaks."""
    likeness: float
    """Of its words, how many they have in the same order, 0 to 1."""
    holds: float
    """The reader's log-odds that the quotes prove it."""

    @property
    def signs(self) -> tuple[float, ...]:
        """What is weighed, in the order of `bot.weights.BACKING`.

        What the reader says and each rule count one way where the words are the statement's own, and another where they
        are its quotes'. What was altered was the quotes', however far it was moved.
        """
        holds = max(-_MOST, min(_MOST, self.holds))
        near = max(0.0, min(1.0, (self.likeness - _OWN) / (_NEAR - _OWN)))
        own = 1 - near
        broken = [rule for rule in DOUBTS if rule in self.rules]
        nearness = {rule: 1.0 if rule == faults.ALTERED else near for rule in broken}
        of_quotes = [nearness.get(rule, 0.0) for rule in DOUBTS]
        of_its_own = [1 - nearness.get(rule, 1.0) for rule in DOUBTS]
        return (holds * own, holds * near, *of_its_own, *of_quotes)

    @property
    def log_odds(self) -> float:
        """The log-odds that the statement is true."""
        return BACKING_BIAS + sum(weight * sign for weight, sign in zip(BACKING, self.signs, strict=True))


def backing(text: str, quotes: Sequence[Quoted], rules: Collection[str], supports: Supports) -> Backing:
    """Return how well *quotes* back the statement *text*, which breaks these of the `DOUBTS`.

    The reader takes it with its figures as the quotes write them, part by part where it is long.
    """
    read = as_quoted(text, [one.text for one in quotes])
    parts = _parts(read)
    holds = max(min(supports(part, one) for part in parts) for one in read_together(quotes))
    return Backing(frozenset(rules), likeness(read, quotes), holds)


def _parts(text: str) -> list[str]:
    """Return *text*, or equal parts of it of which the reader takes each at once."""
    words = text.split()
    ends = list(accumulate(-(-len(word) // _LETTERS) for word in words)) or [0]
    count = max(1, -(-ends[-1] // _READ_AT_ONCE))
    parts: list[list[str]] = [[] for _ in range(count)]
    for word, end in zip(words, ends, strict=False):
        parts[(end - 1) * count // ends[-1]].append(word)
    return [" ".join(part) for part in parts if part] or [text]
