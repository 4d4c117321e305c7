"""Questions that the texts did not answer become gaps: those that mean the same together, most asked first."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.answer import Answer
from index.analysis import terms

SAME_MEANING = 0.8
"""The cosine from which on two questions are taken to mean the same, where the model can read them."""
SAME_WORDS = 0.6
"""The share of their terms that two questions must have in common where it cannot."""

REFUSED = "The texts don't say"
"""What a refusal begins with, whatever else it says."""
_FIGURE = re.compile(r"\d+")
_TIME = re.compile(
    r"(?i)\bwhen\b|\b(?:what|which) (?:date|day|month|year)\b|\bкогда\b|\bв каком году\b|什么时候|何时|哪年|哪一年"
)


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A question that was refused, or whose answer was disliked, as one person asked it."""

    row: int
    """Its row in the ledger; later questions have higher ones."""
    question: str
    person: int
    disliked: bool = False


@dataclass(frozen=True, slots=True)
class Gap:
    """Unanswered questions that mean the same, in the words of the one that was asked most often, then first."""

    question: str
    asked: tuple[Unanswered, ...]

    @property
    def people(self) -> int:
        """How many people asked."""
        return len({one.person for one in self.asked})

    @property
    def row(self) -> int:
        """The row that the gap is known by: its first question's."""
        return self.asked[0].row

    @property
    def disliked(self) -> int:
        """How many of them were answered, and the answer disliked."""
        return sum(one.disliked for one in self.asked)


def is_refusal(answer: Answer) -> bool:
    """Return whether the texts had no answer; small talk and trouble of ours are no gaps of theirs."""
    return not answer.answered and REFUSED in answer.reply


class Meaning:
    """Tells whether two questions mean the same: by their vectors, or by their words where the model cannot read."""

    def __init__(
        self,
        encode: Callable[[Sequence[str]], NDArray[np.float32]],
        knows: Callable[[str], float],
        questions: Sequence[str],
    ) -> None:
        self._vectors = encode(questions) if questions else np.zeros((0, 1), np.float32)
        self._known = [knows(question) > 0.5 for question in questions]
        self._terms = [frozenset(terms(question)) for question in questions]
        self._figures = [frozenset(_FIGURE.findall(question)) for question in questions]
        self._of_time = [bool(_TIME.search(question)) for question in questions]

    def same(self, one: int, other: int) -> bool:
        """Tell whether the questions at these places mean the same.

        They never do with another figure, or when one of them asks for a time and the other does not.
        """
        if self._figures[one] != self._figures[other] or self._of_time[one] != self._of_time[other]:
            return False
        if self._known[one] and self._known[other]:
            return float(self._vectors[one] @ self._vectors[other]) >= SAME_MEANING
        both, either = self._terms[one] & self._terms[other], self._terms[one] | self._terms[other]
        return bool(either) and len(both) / len(either) >= SAME_WORDS


def gaps(
    unanswered: Sequence[Unanswered],
    encode: Callable[[Sequence[str]], NDArray[np.float32]],
    knows: Callable[[str], float],
) -> list[Gap]:
    """Return the gaps, those asked by most people first; the same questions make the same gaps in whatever order.

    *encode* gives vectors of unit length; *knows* the share of a question that the model behind them can read.
    """
    spelled: dict[str, list[Unanswered]] = {}
    for one in sorted(unanswered, key=lambda one: one.row):
        spelled.setdefault(_plain(one.question), []).append(one)
    asked = sorted(spelled.values(), key=lambda same: (-len(same), same[0].row))
    meaning = Meaning(encode, knows, [same[0].question for same in asked])
    groups: list[list[int]] = []
    for place in range(len(asked)):
        near = next((group for group in groups if meaning.same(group[0], place)), None)
        if near is None:
            groups.append([place])
        else:
            near.append(place)
    found = [_gap([asked[place] for place in group]) for group in groups]
    return sorted(found, key=lambda gap: (-gap.people, -len(gap.asked), gap.row))


def _gap(spellings: list[list[Unanswered]]) -> Gap:
    together = sorted((one for same in spellings for one in same), key=lambda one: one.row)
    return Gap(spellings[0][0].question, tuple(together))


def _plain(question: str) -> str:
    return " ".join(re.findall(r"\w+", question.casefold()))
