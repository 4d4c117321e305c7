"""A plain text becomes a document; what it says of itself stands in the lines around its body."""

from __future__ import annotations

from collections.abc import Iterator

from index.formats.document import script_language
from index.formats.encoding import decode
from index.formats.normal import invisible, normalise
from index.formats.unreadable import UnreadableError
from index.layout import furniture, masthead
from index.passage import Document, Publication


def read(name: str, data: bytes) -> Iterator[Document]:
    """Yield the one document of the text file *name*."""
    raw = decode(data)
    text = normalise(raw)
    if not text.strip():
        raise UnreadableError("the file holds no text")
    head = masthead(text)
    sources = (Publication("", head.title, head.url, head.date),) if head.url else ()
    yield Document(
        name, text, head.title, head.author, head.date, language=script_language(text), sources=sources,
        furniture=furniture(text, (head.title,)), invisible=invisible(raw),
    )  # fmt: skip
