"""What tells the question of one side of a comparison from the others', and whether a text speaks of that side.

It imports modules of ours only.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.facts import facts
from bot.named import asked_names, missing
from bot.wanted import Wanted, kind_of
from bot.wording import content
from index.analysis import terms

_BEGINNING = 5  # letters: words that share so many at their start are often of one root


@dataclass(frozen=True, slots=True)
class Side:
    """The question of one side, and what it has that the others' have not."""

    question: str
    terms: frozenset[str]
    beginnings: frozenset[str]
    """How the long ones of them begin, where no other side's do: "Austria" and "Australia" begin alike."""
    names: tuple[tuple[str, ...], ...]
    """Its names, each as its words, which a text may have in another form: "the EU"."""

    def is_named(self, text: str) -> bool:
        """Tell whether *text* has one of the terms, or a word of one beginning, as "Kyrgyz" and "Kyrgyzstan" are."""
        had = set(terms(text))
        return bool(self.terms & had) or bool(self.beginnings & _beginnings(had))

    def is_meant(self, text: str) -> bool:
        """Tell whether *text* names the side, or has one of its names in another form or as initials."""
        return self.is_named(text) or len(missing(list(self.names), text)) < len(self.names)

    def lacks(self, text: str) -> bool:
        """Tell whether the side's question asks for a figure, date, name or reason, and *text* has none."""
        wanted = Wanted.of(self.question, dict.fromkeys(terms(self.question), 1.0))
        spelled = wanted.asks_figure and facts(text).figures  # "four mills"
        return bool(kind_of(wanted, text)[1]) and not spelled


def told_apart(questions: Sequence[str]) -> list[Side]:
    """Return what each of the *questions* of a comparison's sides has of its own."""
    return [_side(one, [other for other in questions if other != one]) for one in questions]


def _side(question: str, others: Sequence[str]) -> Side:
    theirs = {term for other in others for term in terms(other)}
    own = frozenset(terms(question)) - theirs
    own = own & content(question) or own  # "the" of "The Avenger" is in every text
    named = {name for other in others for name in asked_names(other)}
    names = tuple(name for name in asked_names(question) if name not in named)
    return Side(question, own, _beginnings(own) - _beginnings(theirs), names)


def _beginnings(words: Iterable[str]) -> frozenset[str]:
    return frozenset(word[:_BEGINNING] for word in words if len(word) >= _BEGINNING)
