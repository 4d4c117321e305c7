"""An RTF becomes a document: its paragraphs and what its information group says; confines striprtf."""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.formats.document import document
from index.formats.normal import invisible, normalise
from index.formats.pdf import proper_author, proper_title
from index.formats.unreadable import UnreadableError
from index.passage import Document

_INFO = re.compile(r"\{\\(title|author)\s?([^{}]{0,2000})\}")
_CREATED = re.compile(r"\{\\creatim\\yr(\d{4})\\mo(\d{1,2})\\dy(\d{1,2})")
_HEAD = 20_000  # characters in which the information group stands


def read(name: str, data: bytes) -> Iterator[Document]:
    """Yield the one document of the RTF file *name*."""
    if not data.lstrip().startswith(b"{\\rtf"):
        raise UnreadableError("the file is no RTF")
    source = data.decode("latin-1")  # RTF is ASCII, with escapes for the rest
    raw = _told(source)
    text = re.sub(r"\n{3,}", "\n\n", re.sub(r"[ \t]*\n", "\n", normalise(raw).replace("\n", "\n\n"))).strip()
    if not text:
        raise UnreadableError("the file holds no text")
    said = {kind: _field(words, source) for kind, words in _INFO.findall(source[:_HEAD])}
    created = _CREATED.search(source[:_HEAD])
    year, month, day = created.groups() if created else ("", "", "")
    fields = {
        "title": proper_title(said.get("title", "")),
        "author": proper_author(said.get("author", "")),
        "date": f"{year}-{month:>02}-{day:>02}",
    }
    yield document(name, text, fields, invisible=invisible(raw))


def _field(words: str, source: str) -> str:
    """Return a field of the information group, read with the code page of the file."""
    page = re.search(r"\\ansicpg\d+", source[:1000])
    return _told(f"{{\\rtf1\\ansi{page.group() if page else ''} {words}}}")


def _told(source: str) -> str:
    from striprtf.striprtf import rtf_to_text

    return str(rtf_to_text(source, encoding="cp1252", errors="replace"))
