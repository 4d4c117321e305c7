"""A file becomes documents: its bytes decoded, its text normalised once, its metadata read and never invented."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from index.formats import archive, epub, isolation, markdown, pdf, plain, records, rtf, webpage, word
from index.formats.document import iso_date
from index.formats.encoding import decode
from index.formats.names import ending
from index.formats.normal import invisible, normalise
from index.formats.unreadable import UnreadableError
from index.passage import Document

__all__ = [
    "READERS", "READER_VERSION", "UnreadableError", "decode", "ending", "invisible", "iso_date", "limit", "normalise",
    "read_file",
]  # fmt: skip

READER_VERSION = 2
"""Raised whenever the same bytes would become other documents than before."""

TEXT_LIMIT = 256 * 2**20
"""Bytes: a larger text file or archive is skipped."""

RICH_LIMIT = 64 * 2**20
"""Bytes: a larger file of any other format is skipped."""

_ISOLATED = frozenset({"html", "htm", "xhtml", "pdf", "docx", "epub", "rtf"})
_LARGE_MARKDOWN = 2**18  # bytes: from here on, Markdown made to be slow takes minutes


def read_file(name: str, data: bytes) -> Iterator[Document | tuple[str, str]]:
    """Yield the documents of the file *name*, or `(place, reason)` for a record that is skipped.

    A format whose reading may crash, hang or swell is read in a process of its own.
    Raises UnreadableError when the whole file is of no use.
    """
    kind = ending(name)
    if kind == "zip":
        yield from archive.read(name, data, READERS, limit, read_file)
    elif kind in _ISOLATED or (READERS[kind] is markdown.read and len(data) > _LARGE_MARKDOWN):
        yield from isolation.read(name, data)
    else:
        yield from READERS[kind](name, data)


def limit(name: str) -> int:
    """Return how many bytes the file *name* may have."""
    return RICH_LIMIT if ending(name) in _ISOLATED else TEXT_LIMIT


READERS: dict[str, Callable[[str, bytes], Iterator[Document | tuple[str, str]]]] = {
    "txt": plain.read,
    "md": markdown.read,
    "markdown": markdown.read,
    "jsonl": records.read,
    "html": webpage.read,
    "htm": webpage.read,
    "xhtml": webpage.read,
    "pdf": pdf.read,
    "docx": word.read,
    "epub": epub.read,
    "rtf": rtf.read,
    "zip": read_file,
}
"""What reads a file in this process, by the end of its name."""
