"""What is said of an answer, and what its publications are called: for every place where answers are shown."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.answer import Answer, Citation, Statement
from bot.display import clean, human_date, label, tidied
from bot.styled import BOLD, Style, Styled, joined
from bot.texts import ENGLISH, Texts
from bot.translate import translated
from index.passage import Document, Publication, Span


def answer_text(answer: Answer, texts: Texts = ENGLISH) -> Styled:
    """Return the statements with their marks, or the reply; what is the engine's own in the language of *texts*."""
    reply = clean(translated(answer.reply, texts))
    if not answer.answered:
        return Styled(reply)
    cited = {citation.number: citation for citation in answer.citations}
    stated = [_statement(_own(statement, texts), cited) for statement in answer.statements]
    return joined([*stated, Styled(reply)] if reply else stated, " ")


def _own(statement: Statement, texts: Texts) -> Statement:
    """Return a statement that is a sentence of the engine's own, such as that figures differ, in the other language."""
    return replace(statement, text=translated(statement.text, texts)) if statement.text in ENGLISH.engine else statement


def _statement(statement: Statement, cited: dict[int, Citation]) -> Styled:
    """Return the statement with its marks, the answering words in bold where they stand in it."""
    citations = [cited[number] for number in statement.citations if number in cited]
    spans = (_stands(clean(statement.text), citation) for citation in citations)
    styles: list[Style] = []
    for span in sorted({span for span in spans if span}):
        if not styles or span[0] >= styles[-1].end:
            styles.append(Style(BOLD, *span))
    return Styled(clean(statement.marked), tuple(styles))


def _stands(text: str, citation: Citation) -> Span | None:
    """Return where the answering words stand in the text, best where the whole quote does."""
    if citation.span is None:
        return None
    quote = tidied(citation.passage.text, citation.start, citation.end)
    start, end = quote.span(citation.span)
    words = quote.text[start:end].strip()
    if not words:
        return None
    if (at := text.find(quote.text.strip())) >= 0:
        at += quote.text.index(words, start) - quote.text.index(quote.text.strip())
        return at, at + len(words)
    found = re.search(r"\s+".join(map(re.escape, words.split())), text)
    return found.span() if found and _whole_words(text, *found.span()) else None


def _whole_words(text: str, start: int, end: int) -> bool:
    """Tell whether no word of the text is cut at the ends, in scripts that part words by blanks."""
    return not any(
        0 < at < len(text) and all(c.isalnum() and c < "\u0e00" for c in text[at - 1 : at + 1]) for at in (start, end)
    )


def described(citation: Citation, publication: Publication, texts: Texts = ENGLISH) -> tuple[str, str]:
    """Return what a publication is called and, in brackets, what else is known: its outlet, date and the page."""
    document = citation.passage.document
    page = texts.page.format(page=citation.page) if citation.page and not document.is_brief else ""
    named = [name for name in (label(publication.title), label(publication.outlet)) if name] or [title(document)]
    known = [*named[1:], *(one for one in (human_date(publication.date, texts), page) if one)]
    return named[0], f" ({', '.join(known)})" if known else ""


def title(document: Document) -> str:
    """Return what a document is called: its title, or else its id."""
    return label(document.title) or label(document.id) or "untitled"
