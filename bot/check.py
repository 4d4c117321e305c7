"""An answer is checked against its passages before it leaves: what cannot be proven is dropped."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.answer import Answer, Citation, Statement
from index.passage import SOURCE_MARKS

UNPROVEN = "I found something, but could not prove it word for word, so I leave it out."

_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")


def check(answer: Answer) -> Answer:
    """Return *answer* with only the statements that its quotes prove, its citations numbered anew from 1.

    A quote must stand character by character in its document; every figure of a statement must stand in one of its
    quotes; a statement that loses all its citations is dropped; an answer that loses all its statements is a refusal.
    """
    exact = {one.number: one for one in answer.citations if is_exact(one)}
    statements = [kept for statement in answer.statements if (kept := _kept(statement, exact))]
    used = list(dict.fromkeys(number for statement in statements for number in statement.citations))
    renumbered = {old: new for new, old in enumerate(used, 1)}
    nearest = tuple(one for one in answer.nearest if is_exact(one))
    checked = replace(
        answer,
        statements=tuple(replace(s, citations=tuple(renumbered[n] for n in s.citations)) for s in statements),
        citations=tuple(replace(exact[old], number=new) for old, new in renumbered.items()),
        nearest=nearest,
    )
    return checked if checked.answered else replace(checked, reply=answer.reply or UNPROVEN)


def is_exact(citation: Citation) -> bool:
    """Return whether the quote is a verbatim, non-empty stretch of its document, at the place it claims."""
    passage, document = citation.passage, citation.passage.document
    start, end = citation.place
    if not (0 <= citation.start < citation.end <= passage.end - passage.start) or end > len(document.text):
        return False
    if citation.span and not citation.start <= citation.span[0] < citation.span[1] <= citation.end:
        return False
    return bool(citation.quote.strip()) and document.text[start:end] == citation.quote


def _kept(statement: Statement, exact: dict[int, Citation]) -> Statement | None:
    cited = tuple(number for number in statement.citations if number in exact)
    quoted = {figure for number in cited for figure in _figures(exact[number].quote)}
    if not cited or not statement.text.strip() or not _figures(statement.text) <= quoted:
        return None
    return replace(statement, citations=cited)


def _figures(text: str) -> set[str]:
    return set(_FIGURE.findall(SOURCE_MARKS.sub("", text)))
