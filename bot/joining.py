"""Answers to the parts of a message, or to the sides of a comparison, become one. Types of ours only."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from bot.answer import Answer, Citation, Statement

NOT_SAID = "The texts don't say: “{question}”"
TOO_MANY = "Please ask the rest again: “{question}”"

_T = TypeVar("_T")
_MOST = 3  # of what is nearest, and of questions offered


def joined(message: str, answers: Sequence[Answer], left: Sequence[str] = ()) -> Answer:
    """Return one answer of those to the parts of *message*; parts refused, and those *left* unasked, are named."""
    said = [one for one in answers if one.answered]
    refused = [one for one in answers if not one.answered]
    replies = [_refused(one, alone=not said) for one in refused] + [TOO_MANY.format(question=one) for one in left[:1]]
    statements, citations = _together(said)
    return Answer(
        message,
        statements,
        citations,
        min((one.confidence for one in said), default=max((one.confidence for one in answers), default=0.0)),
        reply=" ".join(replies),
        nearest=tuple(replace(one, number=n) for n, one in enumerate(_first(one.nearest for one in refused), 1)),
        offered=tuple(dict.fromkeys(_first(one.offered for one in refused))),
        engine=answers[0].engine,
        generation=answers[0].generation,
    )


def compared(given: Answer, sides: Sequence[str], ask: Callable[[str], Answer]) -> Answer:
    """Return *given* where it speaks of both *sides* of a comparison, else a sentence of each where both are known."""
    said = given.text.casefold() if given.answered else ""
    names = [_own_words(side, sides) for side in sides]
    if said and all(any(word in said for word in words) for words in names):
        return given
    answers = [ask(side) for side in sides]
    if not all(one.answered for one in answers):
        return given
    shortest = [_first_statement(one) for one in answers]
    both = all(any(word in one.text.casefold() for word in words) for one, words in zip(shortest, names, strict=True))
    return replace(joined(given.question, shortest), question=given.question) if both else given


def _own_words(side: str, sides: Sequence[str]) -> list[str]:
    """Return the words by which the question of one side differs from the other's."""
    others = {word for other in sides if other != side for word in other.casefold().strip("?").split()}
    return [word for word in side.casefold().strip("?").split() if word not in others]


def _first_statement(answer: Answer) -> Answer:
    first = answer.statements[0]
    cited = tuple(one for one in answer.citations if one.number in first.citations)
    return replace(answer, statements=(first,), citations=cited)


def _together(answers: Sequence[Answer]) -> tuple[tuple[Statement, ...], tuple[Citation, ...]]:
    """Return all statements and citations, numbered through; what is cited twice is cited and said once."""
    citations: list[Citation] = []
    statements: list[Statement] = []
    for answer in answers:
        numbers: dict[int, int] = {}
        for one in answer.citations:
            same = next((c for c in citations if (c.passage.document_id, c.place) == _stand(one)), None)
            if same is None:
                same = replace(one, number=len(citations) + 1)
                citations.append(same)
            numbers[one.number] = same.number
        for said in answer.statements:
            statement = Statement(said.text, tuple(numbers[n] for n in said.citations))
            if statement not in statements:
                statements.append(statement)
    return tuple(statements), tuple(citations)


def _stand(citation: Citation) -> tuple[str, tuple[int, int]]:
    return citation.passage.document_id, citation.place


def _refused(answer: Answer, *, alone: bool) -> str:
    """Return a refusal that names its question; *alone*, with what its words lack."""
    named = NOT_SAID.format(question=answer.question)
    more = answer.reply.partition(". ")[2] if alone else ""
    return f"{named} {more}".strip()


def _first(lists: Iterable[Sequence[_T]]) -> list[_T]:
    """Return the first of each list, then the second of each, up to what is shown."""
    rows = [list(one) for one in lists]
    turns = [row[n] for n in range(_MOST) for row in rows if n < len(row)]
    return turns[:_MOST]
