"""A DOCX becomes a document: its paragraphs, headings, lists and tables, and its properties."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator

from index.formats.archive import opened, unpacked
from index.formats.document import document
from index.formats.markup import Lines, Tree, name_of, walked, xml
from index.formats.pdf import proper_author, proper_title
from index.formats.unreadable import UnreadableError
from index.passage import Document

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LARGEST_PART = 2**26  # bytes
_UNREAD = {"del", "moveFrom", "fallback", "pPr", "rPr", "sectPr", "instrText", "delText"}
_GLYPHS = {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_DEFAULT_DATE = "2013-12-23"  # the date of the template that python-docx starts from


def read(name: str, data: bytes) -> Iterator[Document]:
    """Yield the one document of the DOCX file *name*."""
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise UnreadableError("it is locked with a password, or an old .doc; save it as .docx without one")
    with opened(data, "the DOCX") as archive:
        body = _part(archive, "word/document.xml")
        if body is None:
            raise UnreadableError("the DOCX is damaged (it has no text part)")
        lines = _lines(body, _heading_styles(_part(archive, "word/styles.xml")))
        for notes in ("word/footnotes.xml", "word/endnotes.xml"):
            part = _part(archive, notes)
            lines.blocks += _lines(part, set()).blocks if part is not None else []
        fields = _properties(_part(archive, "docProps/core.xml"))
    if not lines.blocks:
        raise UnreadableError("the file holds no text")
    fields["title"] = fields["title"] or next(iter(lines.headings), "")
    yield document(name, lines.text, fields, lines.headings, lines.items, invisible=lines.invisible)


def _part(archive: zipfile.ZipFile, name: str) -> Tree | None:
    try:
        member = archive.getinfo(name)
    except KeyError:
        return None
    return xml(unpacked(archive, member, _LARGEST_PART), f"its part {name}")


def _heading_styles(styles: Tree | None) -> set[str]:
    """Return the ids of the styles that are headings or titles: an id is in the writer's language, a name is not."""
    found = set()
    for style in () if styles is None else styles.iter(f"{_W}style"):
        name = style.find(f"{_W}name")
        label = name.get(f"{_W}val", "").lower() if name is not None else ""
        if label.startswith(("heading", "title")):
            found.add(style.get(f"{_W}styleId", ""))
    return found


def _lines(body: Tree, headings: set[str]) -> Lines:
    """Return the text of *body*: a paragraph a line, a row of a table a line."""
    made = Lines()
    words: list[str] = []
    depth = 0
    walk = walked(body)
    for event, element in walk:
        name = element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
        if event == "start" and (name in _UNREAD or name.lower() == "fallback"):
            walk.skip_subtree()
        elif event == "start":
            depth += name == "tr"
        elif name == "t":
            words.append(element.text or "")
        elif name in _GLYPHS:
            words.append(_GLYPHS[name])
        elif (name == "p" and not depth) or (name == "tr" and depth == 1):
            made.add("".join(words).strip(" |"), "item" if name == "tr" else _kind(element, headings))
            words.clear()
        elif depth and name in {"tc", "p"}:
            words.append(" | " if name == "tc" else " ")
        depth -= event == "end" and name == "tr"
    return made


def _kind(paragraph: Tree, headings: set[str]) -> str:
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    if style is not None and style.get(f"{_W}val") in headings:
        return "heading"
    return "item" if paragraph.find(f"{_W}pPr/{_W}numPr") is not None else "text"


def _properties(core: Tree | None) -> dict[str, str]:
    said = {name_of(part): (part.text or "").strip() for part in (() if core is None else core)}
    made = said.get("created", "")[:10]
    return {
        "title": proper_title(said.get("title", "")),
        "author": proper_author(said.get("creator", "")),
        "date": made if made != _DEFAULT_DATE else "",
        "language": said.get("language", "").split("-")[0].lower(),
    }
