"""An answer is checked against its passages before it leaves: what cannot be proven is dropped."""

from __future__ import annotations

from dataclasses import replace

from bot.answer import Answer, Citation, Statement
from bot.facts import LINKS
from bot.reckoned import lost
from bot.wording import joins
from index.passage import SOURCE_MARKS

UNPROVEN = "I found something, but could not prove it word for word, so I leave it out."


def check(answer: Answer) -> Answer:
    """Return *answer* with only the statements that its quotes prove, its citations numbered anew from 1.

    A quote must stand character by character in its document; every figure, date and link of a statement must stand in
    its quotes; one without citations is dropped unless it only joins others; an answer without any is a refusal.
    """
    exact = {one.number: one for one in answer.citations if is_exact(one)}
    statements = [kept for statement in answer.statements if (kept := _kept(statement, exact, answer.question))]
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


def _kept(statement: Statement, exact: dict[int, Citation], question: str) -> Statement | None:
    cited = tuple(number for number in statement.citations if number in exact)
    if not statement.text.strip():
        return None
    if not cited:
        return statement if not statement.citations and joins(statement.text, question) else None
    quotes = [SOURCE_MARKS.sub("", exact[number].quote) for number in cited]
    titles = " ".join(exact[number].passage.document.title for number in cited)
    return replace(statement, citations=cited) if _is_proven(statement.text, quotes, titles) else None


def _is_proven(text: str, quotes: list[str], titles: str) -> bool:
    """Return whether *text* is one of the quotes, or its figures and dates follow from them and its links stand there.

    What a figure counts may be named by their *titles*.
    """
    if " ".join(text.split()) in {" ".join(quote.split()) for quote in quotes}:
        return True
    together = " \n".join(quotes)
    links = (found.group() for found in LINKS.finditer(text))
    return all(link in together for link in links) and not lost(text, quotes, titles)
