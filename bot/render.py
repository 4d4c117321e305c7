"""An answer becomes Telegram messages, text for a terminal, or JSON. Standard library and types of ours only."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from bot.answer import Answer, Citation, Statement
from bot.display import clean, excerpt, human_date, label, link, shown_quote, tidied
from bot.styled import BLOCKQUOTE, BOLD, LINK, Entity, Message, Style, Styled, joined, to_messages
from index.passage import Document, Passage, Publication, Span

__all__ = ["Entity", "Message", "to_json", "to_telegram", "to_terminal"]

SOURCES = "Sources"
SUMMARY = "our summary of "
NEAREST = "Nearest in the texts (not an answer):"
OFFERED = "The texts can answer:"
PASSAGE_CHARACTERS = 1900
"""A longer passage is shown around its quotes only, so that one fits a message whatever its letters."""

_BOLD_ON, _DIM_ON, _OFF = "\x1b[1m", "\x1b[2m", "\x1b[0m"


def to_json(answer: Answer, id: str | int | None, seconds: float) -> dict[str, Any]:
    """Return the answer as `ask --json` writes it; places count characters of the documents' texts."""
    return {
        "id": id,
        "question": answer.question,
        "answered": answer.answered,
        "confidence": round(answer.confidence, 4),
        "answer": answer.text,
        "engine": answer.engine,
        "generation": answer.generation,
        "seconds": round(seconds, 3),
        "citations": [_citation_json(citation) for citation in answer.citations],
        "nearest": [] if answer.answered else [_quote_json(citation) for citation in answer.nearest],
        **({"offered": list(answer.offered)} if answer.offered else {}),
        **({"note": answer.note} if answer.note else {}),
    }


def to_terminal(answer: Answer, *, styled: bool = False) -> str:
    """Return the answer as lines for a terminal: what is said, then where it stands.

    Nothing in the corpus can steer the terminal: control characters are blanked. *styled* adds bold and dim.
    """
    bold, dim, off = (_BOLD_ON, _DIM_ON, _OFF) if styled else ("", "", "")
    cited = answer.citations if answer.answered else answer.nearest
    said = _answer_text(answer)
    lines = [_with_codes(said, bold, off), *(["", f"{dim}{clean(answer.note)}{off}"] if answer.note else [])]
    if cited:
        lines += ["", f"{bold}{SOURCES if answer.answered else NEAREST}{off}"]
    for citation in cited:
        mark = f"[{citation.number}]" if answer.answered else "-"
        lines.append(f"{mark} {dim}“{shown_quote(citation.passage, citation.start, citation.end)}”{off}")
        lines += [f"    {line}" for line in _terminal_sources(citation)]
    if answer.offered:
        lines += ["", f"{bold}{OFFERED}{off}", *(f"- {clean(question)}" for question in answer.offered)]
    return "\n".join(lines)


def to_telegram(answer: Answer) -> list[Message]:
    """Return the answer as the messages to send, in order: what is said, its sources, the passages.

    Corpus text never acts as markup: it is text, and every link is the address of a publication.
    """
    blocks = [_answer_text(answer), *([Styled(clean(answer.note))] if answer.note else [])]
    if answer.answered:
        sources = [Styled(f"[{citation.number}] ") + _telegram_sources(citation) for citation in answer.citations]
        blocks.append(joined([Styled(SOURCES).within(BOLD), *sources], "\n"))
        blocks += [_telegram_passage(cited) for cited in _by_passage(answer.citations)]
    elif answer.nearest:
        blocks.append(joined([Styled(NEAREST), *map(_telegram_nearest, answer.nearest)], "\n"))
    if answer.offered:
        questions = (Styled(f"• {clean(question)}") for question in answer.offered)
        blocks.append(joined([Styled(OFFERED), *questions], "\n"))
    return to_messages(blocks)


# What is said


def _answer_text(answer: Answer) -> Styled:
    if not answer.answered:
        return Styled(clean(answer.reply))
    cited = {citation.number: citation for citation in answer.citations}
    stated = [_statement(statement, cited) for statement in answer.statements]
    return joined([*stated, Styled(clean(answer.reply))] if answer.reply else stated, " ")


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


# Where it stands, in Telegram


def _telegram_sources(citation: Citation) -> Styled:
    """Return a line that names and links the publications behind a quote; a brief is said to be our summary."""
    document = citation.passage.document
    named = [_telegram_publication(citation, publication) for publication in citation.publications]
    if not document.is_brief:
        return joined(named, "; ")
    return Styled(f"{_title(document)}: {SUMMARY}") + joined(named, "; ")


def _telegram_publication(citation: Citation, publication: Publication) -> Styled:
    name, more = _described(citation, publication)
    url = link(citation.passage.document, publication, citation.quote)
    return (Styled(name).within(LINK, url) if url else Styled(name)) + more


def _telegram_passage(cited: list[Citation]) -> Styled:
    """Return the passage that some citations share, folded, with their quotes in bold."""
    passage = cited[0].passage
    text, spans = excerpt(passage, [(citation.start, citation.end) for citation in cited], PASSAGE_CHARACTERS)
    bold = tuple(Style(BOLD, start, end) for start, end in _merged(spans))
    marks = "".join(f"[{citation.number}]" for citation in cited)
    return Styled(f"{marks} {_title(passage.document)}\n") + Styled(text, bold).within(BLOCKQUOTE)


def _telegram_nearest(citation: Citation) -> Styled:
    quote = shown_quote(citation.passage, citation.start, citation.end)
    return Styled(f"• “{quote}” — ") + _telegram_sources(citation)


def _by_passage(citations: tuple[Citation, ...]) -> Iterator[list[Citation]]:
    """Yield the citations that share a passage together, in the order of their first."""
    together: dict[tuple[str, int, int], list[Citation]] = {}
    for citation in citations:
        together.setdefault(_place(citation.passage), []).append(citation)
    yield from together.values()


def _place(passage: Passage) -> tuple[str, int, int]:
    return passage.document_id, passage.start, passage.end


def _merged(spans: list[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return merged


# Where it stands, in a terminal and for both


def _terminal_sources(citation: Citation) -> Iterator[str]:
    document = citation.passage.document
    if document.is_brief:
        yield f"{_title(document)}: {SUMMARY.strip()}"
    for publication in citation.publications:
        yield "".join(_described(citation, publication))
        if url := link(document, publication, citation.quote):
            yield url


def _described(citation: Citation, publication: Publication) -> tuple[str, str]:
    """Return what a publication is called and, in brackets, what else is known: its outlet, date and the page."""
    document = citation.passage.document
    page = f"p. {citation.page}" if citation.page and not document.is_brief else ""
    named = [name for name in (label(publication.title), label(publication.outlet)) if name] or [_title(document)]
    known = [*named[1:], *(one for one in (human_date(publication.date), page) if one)]
    return named[0], f" ({', '.join(known)})" if known else ""


def _title(document: Document) -> str:
    return label(document.title) or label(document.id) or "untitled"


def _with_codes(styled: Styled, on: str, off: str) -> str:
    text = styled.text
    for style in reversed(styled.styles):
        text = f"{text[: style.start]}{on}{text[style.start : style.end]}{off}{text[style.end :]}"
    return text


# JSON


def _citation_json(citation: Citation) -> dict[str, Any]:
    start, end = citation.place
    first = citation.passage.start
    return {
        "number": citation.number,
        **_quote_json(citation),
        "start": start,
        "end": end,
        "span": [first + citation.span[0], first + citation.span[1]] if citation.span else None,
        **({"page": citation.page} if citation.page else {}),
        "sources": [_publication_json(publication) for publication in citation.publications],
    }


def _quote_json(citation: Citation) -> dict[str, Any]:
    return {
        "document": citation.passage.document_id,
        "title": citation.passage.document.title,
        "quote": citation.quote,
    }


def _publication_json(publication: Publication) -> dict[str, str]:
    return {
        "outlet": publication.outlet,
        "title": publication.title,
        "url": publication.url,
        "date": publication.date,
    }
