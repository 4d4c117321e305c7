"""The documents of a generation as lines of JSON, with where their passages stand. Home of orjson.

documents.jsonl   a document a line: its text, its metadata, where its passages and their sentences stand
passages.npy      a row a passage: its id, the line of its document, its number there
lines.npy         where each line begins, in bytes
"""

from __future__ import annotations

import hashlib
import mmap
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import orjson

from index.errors import GenerationError
from index.passage import Document, Passage, Publication

_ROW = np.dtype([("id", "V16"), ("line", "<u4"), ("number", "<u4")])
_KEPT_OPEN = 2_000  # documents that were read last, ready to be quoted again
_DIGEST_BYTES = 16


@dataclass(frozen=True)
class Record:
    """A document with its passages, as a generation keeps them."""

    document: Document
    passages: tuple[Passage, ...]
    places: tuple[str, ...] = ()
    """Where else in the corpus the same document stands."""

    @cached_property
    def digest(self) -> str:
        return digest(self.document)

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """An id for each passage: the same text at the same place of the same document has the same one."""
        return tuple(passage_id(passage) for passage in self.passages)


def digest(document: Document) -> str:
    """Return a hash of all that *document* is, but for its id: its text and its metadata."""
    fields = _fields(document)
    del fields["id"]
    return hashlib.sha256(orjson.dumps(fields)).hexdigest()[: 2 * _DIGEST_BYTES]


def passage_id(passage: Passage) -> str:
    """Return the id of *passage*: a hash of where it stands and of all that it is found by."""
    document = passage.document
    key = (document.id, passage.start, document.author, document.date, embedded_text(passage))
    return hashlib.sha256("\0".join(map(str, key)).encode("utf-8", "replace")).hexdigest()[: 2 * _DIGEST_BYTES]


def embedded_text(passage: Passage) -> str:
    """Return what the embedding model reads of *passage*: the title before the text."""
    title = passage.document.title
    return f"{title}\n{passage.text}" if title else passage.text


def write(path: Path, records: Iterable[Record]) -> None:
    """Write *records* to *path*, a line each, and beside it the tables that find a passage by its id."""
    starts, rows = [0], []
    with path.open("wb") as file:
        for line, record in enumerate(records):
            places = [(p.start, p.end, p.sentences) for p in record.passages]
            fields = _fields(record.document) | {"passages": places, "places": record.places}
            starts.append(starts[-1] + file.write(orjson.dumps(fields) + b"\n"))
            rows += [(bytes.fromhex(id), line, number) for number, id in enumerate(record.ids)]
    np.save(path.with_name("lines.npy"), np.array(starts, np.uint64))
    np.save(path.with_name("passages.npy"), np.array(rows, _ROW))


def read(path: Path) -> Iterator[Record]:
    """Yield the records of *path* in the order they were written; raises GenerationError when it is damaged."""
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            try:
                yield _record(orjson.loads(line))
            except (ValueError, TypeError, KeyError) as error:
                raise _damaged(path, f"Line {number} of") from error


class Records:
    """The passages of a generation, each read from the disk when it is asked for by its id."""

    def __init__(self, path: Path) -> None:
        self._path = path
        try:
            self._starts = np.load(path.with_name("lines.npy")).tolist()
            rows = np.load(path.with_name("passages.npy"))
            with path.open("rb") as file:
                self._bytes = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        except (OSError, ValueError) as error:
            raise _damaged(path, "The file") from error
        ids = rows["id"].tobytes().hex()
        width = 2 * _DIGEST_BYTES
        self._rows = {ids[width * row : width * (row + 1)]: row for row in range(len(rows))}
        self._places: list[tuple[int, int]] = list(zip(rows["line"].tolist(), rows["number"].tolist(), strict=True))
        self._record = lru_cache(_KEPT_OPEN)(self._read)

    def passage(self, id: str) -> Passage:
        """Return the passage *id*; raises GenerationError when the generation has none of that id."""
        row = self._rows.get(id)
        if row is None:
            raise GenerationError(f"The passage {id} is not recorded in '{self._path}'. Run: python -m index build")
        line, number = self._places[row]
        return self._record(line).passages[number]

    def ids(self) -> Sequence[str]:
        """Return the id of every passage, in the order of the documents."""
        return list(self._rows)

    def _read(self, line: int) -> Record:
        try:
            return _record(orjson.loads(self._bytes[self._starts[line] : self._starts[line + 1]]))
        except (ValueError, TypeError, KeyError, IndexError) as error:
            raise _damaged(self._path, f"Line {line + 1} of") from error

    def __len__(self) -> int:
        return len(self._rows)

    def close(self) -> None:
        """Let go of the file."""
        self._bytes.close()


def _damaged(path: Path, what: str) -> GenerationError:
    return GenerationError(f"{what} '{path}' is damaged. Run: python -m index rollback, or python -m index build")


def _record(fields: dict[str, Any]) -> Record:
    places, elsewhere = fields.pop("passages"), tuple(fields.pop("places"))
    sources = tuple(Publication(*source) for source in fields.pop("sources"))
    framing = tuple((a, b) for a, b in fields.pop("furniture"))
    pages = tuple(fields.pop("pages"))
    document = Document(**fields, sources=sources, furniture=framing, pages=pages)
    passages = (Passage(document, a, b, tuple((c, d) for c, d in spans)) for a, b, spans in places)
    return Record(document, tuple(passages), elsewhere)


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
