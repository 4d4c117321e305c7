"""An answer grows of what is proven of a model's statements, and of sentences that are said in place of others.

It imports the standard library and modules of ours only.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from bot.answer import Answer, Citation, Statement
from bot.prompt import MOST_STATEMENTS
from bot.proof import Proven
from bot.quoted import Quoted
from bot.relevance import Fit
from bot.uncovered import Uncovered
from bot.verbatim import said, unsaid
from index.opened import Found

_MOST_READ = 6
"""Sentences of unproven statements that are looked at,"""
_MOST_BESIDE = 2
"""and that stand beside an answer: nobody vouches for them."""


@dataclass(slots=True)
class Draft:
    """The answer as far as it is proven."""

    found: Found
    engine: str
    uncovered: Uncovered
    statements: list[Statement] = field(default_factory=list)
    numbers: dict[Quoted, int] = field(default_factory=dict)
    claims: int = 0
    """What the model has stated by now,"""
    proven: int = 0
    """and how much of it was proven and is said."""
    given_way: list[Quoted] = field(default_factory=list)
    """Sentences that may be said in place of statements that are not proven."""
    fits: bool = False
    """Whether a statement is an answer to what was asked."""
    strays: bool = False
    """Whether a statement that was proven answers something else."""

    @property
    def answers(self) -> bool:
        """Whether a statement answers what was asked, of a comparison one side, so that others may stand beside it."""
        return self.fits and not self.uncovered.is_all

    def add(self, proven: Proven, fit: Fit) -> bool:
        """Take a statement in, unless it answers another question; return whether it is new."""
        self.strays |= fit is not Fit.ANSWERS and bool(proven.quotes)
        if fit is Fit.OTHER or not self._say(proven):
            return False
        self.proven += 1
        self.fits |= fit is Fit.ANSWERS
        return True

    def give_way(self, relevance: Callable[[Proven], Fit]) -> None:
        """Say a few sentences of unproven statements that are not said by now, and not of something else."""
        self.statements = _joined(self.statements)
        texts = [one.text for one in self.statements]
        left = map(said, unsaid(self.given_way, list(self.numbers), texts)[:_MOST_READ])
        for one in [one for one in left if relevance(one) is not Fit.OTHER][:_MOST_BESIDE]:
            self._say(one)

    def answering_sentences(self, relevance: Callable[[Proven], Fit]) -> Draft:
        """Return a draft of nothing but those of them that answer by themselves."""
        made = Draft(self.found, self.engine, Uncovered(self.found.question))
        for one in map(said, unsaid(self.given_way, (), ())[:_MOST_READ]):
            if relevance(one) is Fit.ANSWERS:
                made.fits |= made._say(one)
        return made

    def answer(self) -> Answer:
        """Return what has been proven by now, without joining words at its end that join nothing."""
        citations = tuple(Citation(number, one.passage, *one.span) for one, number in self.numbers.items())
        confidence = 0.6 + 0.4 * self.proven / max(self.claims, self.proven, 1)
        return Answer(
            self.found.question,
            tuple(_joined(self.statements)),
            citations,
            confidence if citations else 0.0,
            engine=self.engine,
            generation=self.found.generation,
        )

    def _say(self, proven: Proven) -> bool:
        """Take a statement in; return whether it is new and there is room."""
        if len(self.statements) >= MOST_STATEMENTS or proven.text in {one.text for one in self.statements}:
            return False
        cited = tuple(self.numbers.setdefault(quote, len(self.numbers) + 1) for quote in proven.quotes)
        self.statements.append(Statement(proven.text, cited))
        self.uncovered.take(proven)
        return True


def _joined(statements: list[Statement]) -> list[Statement]:
    """Return *statements* without joining words at their end, which join nothing."""
    end = len(statements)
    while end and not statements[end - 1].citations:
        end -= 1
    return statements[:end]
