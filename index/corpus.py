"""A folder becomes documents; what is left out is named with its reason."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

from index.errors import CorpusError
from index.formats import READERS, UnreadableError, limit, read_file
from index.formats.names import LEFT_OUT, ending, left_out, shown
from index.passage import Document

__all__ = ["LEFT_OUT", "File", "Skipped", "documents", "files", "fingerprint", "read", "taken", "unique"]

_Answer = TypeVar("_Answer")

_TRIES = 3
_BLOCK = 2**20  # bytes read at once


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file, or a record of one, that is not in the index, and why."""

    file: str
    reason: str


@dataclass(frozen=True, slots=True)
class File:
    """A file that may hold documents, as it was met in the corpus folder."""

    path: Path
    place: str
    """Its POSIX path inside the corpus, as it can be written on a line."""
    size: int
    """Bytes."""
    mtime_ns: int


def read(folder: Path) -> Iterator[Document | Skipped]:
    """Yield every document under *folder* in the order of their names, and what was skipped.

    Raises CorpusError when there is no such folder.
    """
    return unique(_found(folder))


def taken(place: str, id: str, first: str) -> Skipped:
    """Return that a document of the file at *place* is skipped, for its *id* came *first* from another."""
    return Skipped(place, f"the id '{id}' was already read from {first}")


def unique(found: Iterable[tuple[str, Document | Skipped]]) -> Iterator[Document | Skipped]:
    """Yield what was found, as pairs of a file's place and what it gave; an id met twice is skipped and named."""
    seen: dict[str, str] = {}
    for place, one in found:
        if isinstance(one, Document) and one.id in seen:
            yield taken(place, one.id, seen[one.id])
            continue
        if isinstance(one, Document):
            seen[one.id] = place
        yield one


def files(folder: Path) -> Iterator[File | Skipped]:
    """Yield every file under *folder* that could be a document, in the order of their names, or why it cannot.

    Raises CorpusError when there is no such folder.
    """
    if not folder.is_dir():
        raise CorpusError(f"There is no corpus folder '{folder}'. Create it and put texts in, or set SERAI_CORPUS.")
    home = folder.resolve()
    waiting = [(folder, "")]
    while waiting:
        parent, place = waiting.pop()
        try:
            with os.scandir(parent) as scanned:
                entries = sorted((entry for entry in scanned if not left_out(entry.name)), key=lambda one: one.name)
                folders = {entry.name: entry for entry in entries if entry.is_dir(follow_symlinks=False)}
        except OSError as error:
            yield Skipped(shown(place.rstrip("/")) or ".", _refused(error))
            continue
        yield from (_file(entry, place, home) for entry in entries if entry.name not in folders)
        waiting += [(Path(entry.path), f"{place}{entry.name}/") for entry in reversed(folders.values())]


def documents(file: File) -> tuple[str, list[Document | Skipped]]:
    """Return the SHA-256 of the bytes of *file* in hexadecimal, and what it holds; it is read once, and never raises.

    The hash is empty when the bytes could not be read whole.
    """
    try:
        data = _bytes(file)
    except UnreadableError as error:
        return "", [Skipped(file.place, str(error))]
    found: list[Document | Skipped] = []
    try:
        found += (one if isinstance(one, Document) else Skipped(*one) for one in read_file(file.place, data))
    except UnreadableError as error:
        found.append(Skipped(file.place, str(error)))
    except MemoryError:
        found.append(Skipped(file.place, "reading it takes more memory than there is"))
    return sha256(data).hexdigest(), found


def fingerprint(file: File) -> str | Skipped:
    """Return the SHA-256 of the bytes of *file* in hexadecimal, without reading what they mean."""
    digest = sha256()
    try:
        for block in _blocks(file):
            digest.update(block)
    except UnreadableError as error:
        return Skipped(file.place, str(error))
    return digest.hexdigest()


def _found(folder: Path) -> Iterator[tuple[str, Document | Skipped]]:
    for file in files(folder):
        for one in [file] if isinstance(file, Skipped) else documents(file)[1]:
            yield (file.file if isinstance(file, Skipped) else file.place), one


def _file(entry: os.DirEntry[str], parent: str, home: Path) -> File | Skipped:
    place = shown(parent + entry.name)
    try:
        if entry.is_symlink() and (reason := _astray(Path(entry.path), home)):
            return Skipped(place, reason)
        if ending(place) not in READERS:
            what = f".{ending(place)}" if ending(place) else "files without an ending"
            return Skipped(place, f"we do not read {what} (only {', '.join(READERS)})")
        status = entry.stat()
    except OSError as error:
        return Skipped(place, _refused(error))
    if not stat.S_ISREG(status.st_mode):
        return Skipped(place, "it is not a regular file")
    return File(Path(entry.path), place, status.st_size, status.st_mtime_ns)


def _astray(link: Path, home: Path) -> str:
    """Return why the symbolic *link* is not followed, or nothing when it may be."""
    try:
        target = link.resolve(strict=True)
    except (FileNotFoundError, NotADirectoryError):
        return "it is a link to nothing"
    except (OSError, RuntimeError) as error:
        if isinstance(error, OSError) and error.errno != errno.ELOOP:
            raise
        return "it is a link that leads back to itself"
    if not target.is_relative_to(home):
        return "it is a link that leads out of the corpus folder; copy what it names into the folder"
    return "it is a link to a folder, which is read in its own place" if target.is_dir() else ""


def _bytes(file: File) -> bytes:
    """Return the bytes of *file* as they were at one moment."""
    for _ in range(_TRIES):
        before = _status(file)
        data = b"".join(_blocks(file))
        if _status(file) == before and len(data) == before[0]:
            return data
    raise UnreadableError("it changed while it was being read; build again when it is finished")


def _status(file: File) -> tuple[int, int, int]:
    status = _asking(lambda: file.path.stat())
    return status.st_size, status.st_mtime_ns, status.st_ino


def _blocks(file: File) -> Iterator[bytes]:
    """Yield the bytes of *file*; raises UnreadableError when it is too large, or not to be read."""
    # Without O_NONBLOCK, opening a pipe that took the place of the file would wait for ever.
    number = _asking(lambda: os.open(file.path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC))
    with open(number, "rb", buffering=0) as opened:  # noqa: PTH123 - it is opened by its number
        status = os.fstat(number)
        if not stat.S_ISREG(status.st_mode):
            raise UnreadableError("it is not a regular file")
        room = limit(file.place)
        if status.st_size > room:
            raise UnreadableError(f"it is larger than {room // 2**20} MB; split it")
        while block := _asking(lambda: opened.read(_BLOCK)):
            room -= len(block)
            if room < 0:
                raise UnreadableError("it grows while it is being read")
            yield block


def _asking(ask: Callable[[], _Answer]) -> _Answer:
    """Return what the file system answers; raises UnreadableError when it refuses."""
    try:
        return ask()
    except OSError as error:
        raise UnreadableError(_refused(error)) from error


def _refused(error: OSError) -> str:
    return f"it cannot be read ({error.strerror or error})"
