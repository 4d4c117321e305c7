"""Answers to the parts of a message, or to the sides of a comparison, become one. Types of ours only."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from bot.answer import Answer, Citation, Statement
from bot.compose import MOST_WORDS
from bot.distinct import Side, told_apart
from bot.members import shorter
from index.analysis import terms

NOT_SAID = "The texts don't say: “{question}”"
TOO_MANY = "Please ask the rest again: “{question}”"

_T = TypeVar("_T")
_IS_FOUNDED = re.compile(
    r"(?i)\b(?:was|were|been|is|are)\s+(?:\w+\s+)?(?:founded|built|opened|established|set\s+up|created|completed)\b"
)
_OLD = re.compile(r"(?i)how old (?P<verb>is|are|was|were) (?P<thing>.+)\?$")
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


def compared(question: str, sides: Sequence[str], ask: Callable[[str], Answer]) -> Answer:
    """Return one statement of each of the *sides* of a comparison, or else the answer to the whole question.

    Where only some sides are known and the whole question is answered, it is said of which the texts tell nothing.
    """
    answers = [_asked(side, ask) for side in sides]
    apart = told_apart(sides)
    said = [_of_side(one, n, apart) for n, one in enumerate(answers)]
    if all(said):
        both = joined(question, _agreeing([one for one in said if one], answers, apart))
        return replace(both, question=question, statements=_brief(both))
    given = ask(question)
    if not given.answered or all(side.is_named(given.text) for side in apart):
        return given
    missing = [
        answer
        for answer, side in zip(answers, apart, strict=True)
        if not side.is_named(given.text) and not (answer.answered and _is_about(answer, side))
    ]
    return replace(given, reply=" ".join(_refused(one, alone=False) for one in missing))


def _asked(side: str, ask: Callable[[str], Answer]) -> Answer:
    """Return the answer to a side; of how old a thing is, texts often tell when it was founded."""
    old = _OLD.match(side)
    if not old:
        return ask(side)
    plain = ask(side)
    if plain.answered:
        return plain
    founded = ask(f"When {'were' if old['verb'].lower() in {'are', 'were'} else 'was'} {old['thing']} founded?")
    told = founded.answered and _IS_FOUNDED.search(founded.statements[0].text)
    return replace(founded, question=side) if told else plain


def _brief(answer: Answer) -> tuple[Statement, ...]:
    """Return the statements, each shortened around its answering words where they are too long together."""
    if sum(len(one.text.split()) for one in answer.statements) <= MOST_WORDS:
        return answer.statements
    cited = {one.number: one for one in answer.citations}
    return tuple(replace(one, text=_short(one, cited[one.citations[0]])) for one in answer.statements)


def _short(statement: Statement, citation: Citation) -> str:
    """Return the statement without what only adds to it; as it is where its answer stands twice or not at all."""
    words = " ".join(citation.passage.text[slice(*citation.span)].split()) if citation.span else ""
    found = list(re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", statement.text)) if words else []
    return shorter(statement.text, found[0].span()) if len(found) == 1 else statement.text


def _is_about(answer: Answer, side: Side) -> bool:
    """Tell whether what an answer quotes stands in a passage, or under a title, that names its side at all."""
    passages = (one.passage for one in answer.citations)
    return any(side.is_named(f"{one.document.title} {one.text}") for one in passages)


def _of_side(answer: Answer, number: int, apart: Sequence[Side]) -> Answer | None:
    """Return the answer to one side with its first statement that speaks of it, and has what is asked for."""
    side, others = apart[number], [one for n, one in enumerate(apart) if n != number]
    for statement in answer.statements:
        cited = tuple(one for one in answer.citations if one.number in statement.citations)
        titles = " ".join(one.passage.document.title for one in cited)
        alone = not any(one.is_named(statement.text) for one in others)
        speaks = side.is_named(statement.text) or (alone and side.terms <= set(terms(titles)))
        if speaks and not side.lacks(statement.text):
            return replace(answer, statements=(statement,), citations=cited, reply="")
    return None


def _agreeing(said: Sequence[Answer], answers: Sequence[Answer], apart: Sequence[Side]) -> Sequence[Answer]:
    """Return *said*, or where it is one statement for all sides, the answer that says most of all of them."""
    if len({one.statements[0].text for one in said}) > 1:
        return said
    return [max(answers, key=lambda one: sum(all(side.is_named(s.text) for side in apart) for s in one.statements))]


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
