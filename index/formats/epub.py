"""An EPUB becomes a document: its chapters in the order in which they are read."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator
from urllib.parse import unquote

from index.formats.archive import opened, unpacked
from index.formats.document import document
from index.formats.markup import Lines, Tree, html, lines_of, name_of, xml
from index.formats.unreadable import UnreadableError
from index.passage import Document

_LARGEST_PART = 2**26  # bytes
_MOST_BYTES = 2**27  # of all chapters together, unpacked


def read(name: str, data: bytes) -> Iterator[Document]:
    """Yield the one document of the EPUB file *name*."""
    with opened(data, "the EPUB") as archive:
        place = _package(archive)
        package = xml(_part(archive, place), "its table of parts")
        lines, room = Lines(), _MOST_BYTES
        for chapter in _spine(package, posixpath.dirname(place)):
            part = _part(archive, chapter)
            room -= len(part)
            if room < 0:
                raise UnreadableError(f"it would unpack to more than {_MOST_BYTES // 2**20} MB")
            found = lines_of(html(part)) if part.strip() else Lines()
            lines.blocks += found.blocks
            lines.invisible += found.invisible
    if not lines.blocks:
        raise UnreadableError("the book holds no text")
    yield document(name, lines.text, _fields(package), lines.headings, lines.items, invisible=lines.invisible)


def _package(archive: zipfile.ZipFile) -> str:
    """Return the place of the package document, which the container names."""
    if "META-INF/encryption.xml" in archive.namelist() and "META-INF/rights.xml" in archive.namelist():
        raise UnreadableError("it is protected against copying (DRM)")
    container = xml(_part(archive, "META-INF/container.xml"), "its container")
    for element in container.iter():
        if name_of(element) == "rootfile" and element.get("full-path"):
            return str(element.get("full-path"))
    raise UnreadableError("the EPUB is damaged (it has no table of parts)")


def _part(archive: zipfile.ZipFile, place: str) -> bytes:
    try:
        return unpacked(archive, archive.getinfo(place), _LARGEST_PART)
    except KeyError:
        raise UnreadableError(f"the EPUB is damaged (its part {place} is missing)") from None


def _spine(package: Tree, folder: str) -> Iterator[str]:
    """Yield the places of the chapters in the order in which they are read, the table of contents left out."""
    elements = list(package.iter())
    parts = {one.get("id"): one for one in elements if name_of(one) == "item"}
    for one in elements:
        part = parts.get(one.get("idref")) if name_of(one) == "itemref" else None
        if part is not None and "nav" not in part.get("properties", "").split():
            yield posixpath.normpath(posixpath.join(folder, unquote(part.get("href", ""))))


def _fields(package: Tree) -> dict[str, object]:
    """Return what the book says of itself; a date is the one of its publication, not of its conversion."""
    said: dict[str, list[str]] = {}
    for element in package.iter():
        event = next((value for key, value in element.items() if key.endswith("event")), "publication")
        if element.text and name_of(element) in {"title", "creator", "date", "language"} and event == "publication":
            said.setdefault(name_of(element), []).append(element.text.strip())
    first = {name: values[0] for name, values in said.items()}
    return {
        "title": first.get("title", ""),
        "author": said.get("creator", []),
        "date": first.get("date", ""),
        "language": first.get("language", "").split("-")[0].lower(),
    }
