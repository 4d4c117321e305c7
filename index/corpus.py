"""A folder becomes documents; what is left out is named with its reason."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePath

from index.errors import CorpusError
from index.formats import READERS, UnreadableError, read_file
from index.passage import Document

LEFT_OUT = frozenset({"README.md", "glossary.tsv"})
"""Files of a corpus folder that are no documents."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file, or a record of one, that is not in the index, and why."""

    file: str
    reason: str


def read(folder: Path) -> Iterator[Document | Skipped]:
    """Yield every document under *folder* in the order of their names, and what was skipped.

    Raises CorpusError when there is no such folder.
    """
    if not folder.is_dir():
        raise CorpusError(f"There is no corpus folder '{folder}'. Create it and put texts in, or set SERAI_CORPUS.")
    seen: dict[str, str] = {}
    closed: list[OSError] = []
    for path in _files(folder, closed.append):
        place = _place(path, folder)
        for found in _documents(path, place):
            if isinstance(found, Document) and found.id in seen:
                found = Skipped(place, f"the id '{found.id}' was already read from {seen[found.id]}")
            elif isinstance(found, Document):
                seen[found.id] = place
            yield found
    for error in closed:
        yield Skipped(_place(Path(error.filename), folder), f"it cannot be read ({error.strerror})")


def _place(path: Path, folder: Path) -> str:
    return path.relative_to(folder).as_posix().encode("utf-8", "replace").decode()


def _files(folder: Path, refused: Callable[[OSError], None]) -> Iterator[Path]:
    for parent, folders, names in os.walk(folder, onerror=refused):
        folders[:] = sorted(name for name in folders if not name.startswith((".", "_")))
        for name in sorted(names):
            if name not in LEFT_OUT and not name.startswith((".", "_")):
                yield Path(parent, name)


def _documents(path: Path, place: str) -> Iterator[Document | Skipped]:
    ending = PurePath(place).suffix
    if ending.lower().lstrip(".") not in READERS:
        yield Skipped(place, f"we do not read {ending or 'files without an ending'} (only {', '.join(READERS)})")
        return
    try:
        if not path.is_file():
            yield Skipped(place, "it is not a regular file")
            return
        for found in read_file(place, path.read_bytes()):
            yield found if isinstance(found, Document) else Skipped(*found)
    except UnreadableError as error:
        yield Skipped(place, str(error))
    except OSError as error:
        yield Skipped(place, f"it cannot be read ({error.strerror or error})")
