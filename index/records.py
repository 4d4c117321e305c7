"""The documents of a generation as lines of JSON, with where their passages stand. Home of orjson."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import orjson

from index.errors import GenerationError
from index.passage import Document, Passage, Publication


@dataclass(frozen=True)
class Record:
    """A document with its passages, as a generation keeps them."""

    document: Document
    passages: tuple[Passage, ...]

    @cached_property
    def digest(self) -> str:
        return digest(self.document)

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """An id for each passage: the same text at the same place of the same document has the same one."""
        return tuple(passage_id(passage) for passage in self.passages)


def digest(document: Document) -> str:
    """Return a hash of all that *document* is: its text and its metadata."""
    return hashlib.sha256(orjson.dumps(_fields(document))).hexdigest()


def passage_id(passage: Passage) -> str:
    """Return the id of *passage*: a hash of where it stands and of all that it is found by."""
    document = passage.document
    key = (document.id, passage.start, document.author, document.date, embedded_text(passage))
    return hashlib.sha256("\0".join(map(str, key)).encode("utf-8", "replace")).hexdigest()[:32]


def embedded_text(passage: Passage) -> str:
    """Return what the embedding model reads of *passage*: the title before the text."""
    title = passage.document.title
    return f"{title}\n{passage.text}" if title else passage.text


def write(path: Path, records: Iterable[Record]) -> None:
    """Write *records*, a line each."""
    with path.open("wb") as file:
        for record in records:
            places = [(p.start, p.end, p.sentences) for p in record.passages]
            file.write(orjson.dumps(_fields(record.document) | {"passages": places}) + b"\n")


def read(path: Path) -> Iterator[Record]:
    """Yield the records of *path* in the order they were written; raises GenerationError when it is damaged."""
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            try:
                yield _record(orjson.loads(line))
            except (ValueError, TypeError, KeyError) as error:
                raise GenerationError(
                    f"Line {number} of '{path}' is damaged. Run: python -m index rollback, or python -m index build"
                ) from error


def _record(fields: dict[str, Any]) -> Record:
    places = fields.pop("passages")
    sources = tuple(Publication(*source) for source in fields.pop("sources"))
    framing = tuple((a, b) for a, b in fields.pop("furniture"))
    pages = tuple(fields.pop("pages"))
    document = Document(**fields, sources=sources, furniture=framing, pages=pages)
    passages = (Passage(document, a, b, tuple((c, d) for c, d in spans)) for a, b, spans in places)
    return Record(document, tuple(passages))


def _fields(document: Document) -> dict[str, object]:
    return {
        "id": document.id,
        "text": document.text,
        "title": document.title,
        "author": document.author,
        "date": document.date,
        "url": document.url,
        "language": document.language,
        "sources": [(s.outlet, s.title, s.url, s.date) for s in document.sources],
        "furniture": document.furniture,
        "pages": document.pages,
        "invisible": document.invisible,
    }
