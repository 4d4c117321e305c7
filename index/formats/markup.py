"""Bytes of HTML or XML become a tree, and a tree lines of text: the only home of lxml."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from index.formats.normal import invisible, normalise
from index.formats.unreadable import UnreadableError

Tree = Any
"""An element of lxml, with all that is in it."""

_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6", "head"}
_ITEMS = {"li", "item", "dt", "dd"}
_ROWS = {"tr", "row"}
_CELLS = {"td", "th", "cell"}
_BREAKS = {"br", "lb"}
_VERBATIM = {"pre"}
_BLOCKS = _HEADINGS | _ITEMS | _ROWS | _VERBATIM | {
    "address", "article", "aside", "blockquote", "body", "caption", "center", "details", "div", "dl", "fieldset",
    "figcaption", "figure", "footer", "form", "header", "hgroup", "hr", "list", "main", "nav", "ol", "p", "quote",
    "section", "summary", "table", "tbody", "tfoot", "thead", "ul",
}  # fmt: skip
_UNREAD = {
    "audio", "button", "canvas", "embed", "head-of-page", "iframe", "math", "noscript", "object", "option", "script",
    "select", "style", "svg", "template", "textarea", "title", "video",
}  # fmt: skip
_FRAMING = {"aside", "footer", "form", "header", "nav"}
_HIDDEN = re.compile(r"(?i)display\s*:\s*none|visibility\s*:\s*hidden")


@dataclass(slots=True)
class Lines:
    """The text of a page as lines; which of them are headings, and which entries of lists or rows of tables."""

    blocks: list[tuple[str, str]] = field(default_factory=list)
    """Kind (`text`, `heading` or `item`) and line."""
    invisible: int = 0

    def add(self, text: str, kind: str) -> None:
        """Add what stands in *text*, if it is anything."""
        line = "\n".join(" ".join(part.split()) for part in normalise(text).split("\n")).strip()
        if line:
            self.blocks.append((kind, line))
            self.invisible += invisible(text)

    @property
    def text(self) -> str:
        """The lines, with a blank one where a paragraph ends; entries of a list follow each other."""
        parts: list[str] = []
        before = ""
        for kind, line in self.blocks:
            parts += ["\n" if kind == before == "item" else "\n\n", line]
            before = kind
        return "".join(parts[1:])

    @property
    def headings(self) -> list[str]:
        return [part for kind, line in self.blocks if kind == "heading" for part in line.split("\n")]

    @property
    def items(self) -> list[str]:
        return [part for kind, line in self.blocks if kind == "item" for part in line.split("\n")]


def html(data: bytes) -> Tree:
    """Return the tree of an HTML page in UTF-8; raises UnreadableError when there is none."""
    from lxml import etree
    from lxml.html import HTMLParser  # its elements are those that trafilatura takes

    # With "huge", the markup may be nested 2,048 deep instead of 256.
    parser = HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True, no_network=True)
    try:
        tree = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        tree = None
    _check_memory(parser)
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise UnreadableError("its markup is nested too deep")
    if tree is None:
        raise UnreadableError("the file holds no text")
    return tree


def xml(data: bytes, what: str) -> Tree:
    """Return the tree of an XML file, its entities left alone; raises UnreadableError when *what* is no XML."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        _check_memory(parser)
        raise UnreadableError(f"{what} is damaged ({str(error).split(',')[0]})") from error


def _check_memory(parser: Any) -> None:
    if any(entry.type_name == "ERR_NO_MEMORY" for entry in parser.error_log):
        raise MemoryError


def drop_hidden(tree: Tree) -> None:
    """Take out of *tree* what a browser would not show; what follows it stays."""
    for element in list(tree.iter()):
        if element.getparent() is not None and (not name_of(element) or _is_hidden(element)):
            element.drop_tree()


def walked(tree: Tree) -> Any:
    """Return what walks through *tree* without recursion: pairs of `start` or `end` and an element."""
    from lxml import etree

    return etree.iterwalk(tree, events=("start", "end"))


def name_of(element: Tree) -> str:
    """Return the name of *element* in small letters, without its namespace; a comment has none."""
    return element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""


def lines_of(tree: Tree, *, framing: bool = True) -> Lines:
    """Return the text of *tree* as lines: a paragraph, a heading, an entry of a list or a row of a table each.

    Scripts and what a style hides are left out; without *framing*, menus, headers, footers and forms too.
    """
    made, buffer = Lines(), _Buffer()
    unread = _UNREAD if framing else _UNREAD | _FRAMING
    walk = walked(tree)
    for event, element in walk:
        name = _role(element)
        if event == "start" and (name in unread or not name or _is_hidden(element)):
            walk.skip_subtree()
            buffer.skipped = element
        elif event == "start":
            _begin(name, element.text or "", buffer, made)
        else:
            _end(name, buffer, made, skipped=buffer.skipped is element)
            buffer.write((element.tail or "") if element is not tree else "")
    buffer.flush(made)
    return made


@dataclass(slots=True)
class _Buffer:
    """The words since the last block began or ended, and in what they stand."""

    words: list[str] = field(default_factory=list)
    heading: int = 0
    item: int = 0
    row: int = 0
    verbatim: int = 0
    skipped: object = None

    def write(self, text: str) -> None:
        self.words.append(text if self.verbatim else " ".join(text.split("\n")))

    def flush(self, made: Lines) -> None:
        kind = "heading" if self.heading else "item" if self.item or self.row else "text"
        text = "".join(self.words)
        made.add(text.strip(" |") if self.row else text, kind)
        self.words.clear()


def _begin(name: str, text: str, buffer: _Buffer, made: Lines) -> None:
    if name in _BLOCKS and not (buffer.row and name not in _ROWS):
        buffer.flush(made)
    buffer.heading += name in _HEADINGS
    buffer.item += name in _ITEMS
    buffer.row += name in _ROWS
    buffer.verbatim += name in _VERBATIM
    if name in _BREAKS:
        buffer.words.append("\n" if not buffer.row else " ")
    elif name in _BLOCKS | _CELLS and buffer.row:
        buffer.words.append(" ")
    buffer.write(text)


def _end(name: str, buffer: _Buffer, made: Lines, *, skipped: bool) -> None:
    if skipped:
        return
    if name in _CELLS and buffer.row:
        buffer.words.append(" | ")
    elif name in _BLOCKS and not (buffer.row and name not in _ROWS):
        buffer.flush(made)
    buffer.heading -= name in _HEADINGS
    buffer.item -= name in _ITEMS
    buffer.row -= name in _ROWS
    buffer.verbatim -= name in _VERBATIM


def _role(element: Tree) -> str:
    """Return the name of *element*; code of several lines is verbatim, whatever it is called."""
    name = name_of(element)
    return "pre" if name == "code" and any("\n" in text for text in element.itertext()) else name


def _is_hidden(element: Tree) -> bool:
    return element.get("hidden") is not None or bool(_HIDDEN.search(element.get("style", "")))
