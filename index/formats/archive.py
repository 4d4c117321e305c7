"""A zip archive is a folder: its members become documents `archive.zip/inner/name.md`, or are named and skipped."""

from __future__ import annotations

import io
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable, Collection, Iterator
from contextlib import suppress

from index.formats.names import ending, left_out, shown
from index.formats.unreadable import UnreadableError
from index.passage import Document

MOST_MEMBERS = 20_000
MOST_BYTES = 2**29
"""Of all members together, unpacked."""
LARGEST_RATIO = 200
"""Of a member unpacked to the member packed; from a megabyte on."""

_ARCHIVES = frozenset({"zip", "7z", "rar", "tar", "gz", "tgz", "bz2", "xz", "zst", "jar"})
_ENCRYPTED = 0x1
_UTF8 = 0x800
_DIRECTORY_END = b"PK\5\6"
_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, struct.error)

Found = Document | tuple[str, str]


def opened(data: bytes, what: str = "the archive") -> zipfile.ZipFile:
    """Return the archive in *data*; raises UnreadableError when it is none, or lists more than anybody would pack."""
    end = data.rfind(_DIRECTORY_END)
    size = int.from_bytes(data[end + 12 : end + 16], "little") if end >= 0 else 0
    if size > MOST_MEMBERS * 400 or data.count(b"PK\1\2", -min(len(data), size + 100) or 0) > MOST_MEMBERS:
        raise UnreadableError(f"{what} holds more than {MOST_MEMBERS:,} files; unpack it")
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except _DAMAGED as error:
        raise UnreadableError(f"{what} is damaged") from error


def unpacked(archive: zipfile.ZipFile, member: zipfile.ZipInfo, room: int) -> bytes:
    """Return the bytes of *member*; raises UnreadableError when they are damaged, locked or more than *room*."""
    if member.flag_bits & _ENCRYPTED:
        raise UnreadableError("it is locked with a password; unpack it")
    if member.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        raise UnreadableError("it is packed in a way that we do not read; unpack it")
    if member.file_size > max(2**20, LARGEST_RATIO * member.compress_size):
        raise UnreadableError(f"it would unpack to more than {LARGEST_RATIO} times its size")
    if member.file_size > room:
        raise UnreadableError(f"it is larger than {room // 2**20} MB")
    try:
        with archive.open(member) as stream:
            return stream.read(room)
    except _DAMAGED as error:
        raise UnreadableError("it is damaged in its archive") from error


def read(
    name: str,
    data: bytes,
    endings: Collection[str],
    limit: Callable[[str], int],
    read_file: Callable[[str, bytes], Iterator[Found]],
) -> Iterator[Found]:
    """Yield what the members of the archive *name* hold, each by *read_file* if its ending is among *endings*."""
    with opened(data) as archive:
        members = [member for member in archive.infolist() if not member.is_dir()]
        if sum(member.file_size for member in members) > MOST_BYTES:
            raise UnreadableError(f"the archive would unpack to more than {MOST_BYTES // 2**20} MB; unpack it")
        for member in sorted(members, key=_name):
            inner = _name(member)
            parts = [part for part in inner.split("/") if part not in {"", "."}]
            if any(map(left_out, (part for part in parts if part != ".."))):
                continue
            place = f"{name}/{shown('/'.join(parts))}"
            try:
                _check(member, inner, parts, endings)
                yield from read_file(place, unpacked(archive, member, limit(place)))
            except UnreadableError as error:
                yield place, str(error)


def _name(member: zipfile.ZipInfo) -> str:
    """Return the name of *member* with slashes; UTF-8 that is not marked as such is known by being it."""
    name = member.filename
    if not member.flag_bits & _UTF8:
        with suppress(ValueError):
            name = name.encode("cp437").decode()
    return name.replace("\\", "/")


def _check(member: zipfile.ZipInfo, inner: str, parts: list[str], endings: Collection[str]) -> None:
    """Raise UnreadableError when *member* is none that we read."""
    if ".." in parts or inner.startswith("/") or re.match("[A-Za-z]:", inner):
        raise UnreadableError("its name leads out of the archive")
    if stat.S_ISLNK(member.external_attr >> 16):
        raise UnreadableError("it is a link")
    kind = ending(inner)
    if kind in _ARCHIVES:
        raise UnreadableError("an archive in an archive is not read; unpack it")
    if kind not in endings:
        raise UnreadableError(f"we do not read {f'.{shown(kind)}' if kind else 'files without an ending'}")
