"""An answer becomes Telegram messages, text for a terminal, or JSON. Standard library and types of ours only."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bot.answer import Answer, Citation
from bot.display import clean, link, shown_quote
from bot.lines import answer_text, described, title
from bot.posts import to_telegram
from bot.styled import Entity, Message, Styled
from bot.texts import ENGLISH
from index.passage import Publication

__all__ = ["Entity", "Message", "to_json", "to_telegram", "to_terminal"]

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
    said = answer_text(answer)
    lines = [_with_codes(said, bold, off), *(["", f"{dim}{clean(answer.note)}{off}"] if answer.note else [])]
    if cited:
        lines += ["", f"{bold}{ENGLISH.sources if answer.answered else ENGLISH.nearest}{off}"]
    for citation in cited:
        mark = f"[{citation.number}]" if answer.answered else "-"
        lines.append(f"{mark} {dim}“{shown_quote(citation.passage, citation.start, citation.end)}”{off}")
        lines += [f"    {line}" for line in _terminal_sources(citation)]
    if answer.offered:
        lines += ["", f"{bold}{ENGLISH.offered}{off}", *(f"- {clean(question)}" for question in answer.offered)]
    return "\n".join(lines)


# In a terminal


def _terminal_sources(citation: Citation) -> Iterator[str]:
    document = citation.passage.document
    if document.is_brief:
        yield f"{title(document)}: {ENGLISH.summary_of.strip()}"
    for publication in citation.publications:
        yield "".join(described(citation, publication))
        if url := link(document, publication, citation.quote):
            yield url


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
