"""Markdown becomes a document: its front matter is metadata, its markup goes; confines markdown-it-py and PyYAML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from index.formats.document import document
from index.formats.encoding import decode
from index.formats.normal import invisible, normalise
from index.formats.unreadable import UnreadableError
from index.layout import ends_sentence
from index.passage import Document

if TYPE_CHECKING:
    from markdown_it.token import Token

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?)\n---[ \t]*(?:\n|\Z)", re.DOTALL)
_LONGEST_FRONT_MATTER = 64_000  # characters: YAML is read at some 50,000 a second
_ENDS_BLOCK = {"paragraph_close", "heading_close", "bullet_list_close", "table_close"}
_DEEPEST = 50  # brackets in brackets, or blocks of Markdown in blocks; past it, text would be left out or take minutes
_WRAPPED = 45  # characters: a line as long as this, and no sentence, was broken at a width


def read(name: str, data: bytes) -> Iterator[Document]:
    """Yield the one document of the Markdown file *name*."""
    text = decode(data).replace("\r\n", "\n")
    front = _FRONT_MATTER.match(text)
    fields = _front_matter(front.group(1)) if front else {}
    made = _plain(text[front.end() :] if front else text)
    if not made.text:
        raise UnreadableError("the file holds no text")
    fields |= {"title": fields.get("title") or next(iter(made.headings), "")}
    yield document(name, made.text, fields, made.headings, made.items, invisible=made.hidden)


def _front_matter(block: str) -> dict[str, Any]:
    import yaml

    if len(block) > _LONGEST_FRONT_MATTER:
        raise UnreadableError(f"its front matter is longer than {_LONGEST_FRONT_MATTER:,} characters")
    if _depth(block) > _DEEPEST:
        raise UnreadableError("its front matter is not YAML that we read (nested too deep)")
    try:
        # The base loader leaves every scalar as it is written: no Norwegian becomes False, no bad date an error.
        fields = yaml.load(block, yaml.BaseLoader)  # noqa: S506 - it makes strings, lists and mappings only
    except (yaml.YAMLError, RecursionError) as error:
        raise UnreadableError(f"its front matter is not YAML ({str(error).splitlines()[0]})") from error
    return fields if isinstance(fields, dict) else {}


def _depth(block: str) -> int:
    """Return how deep brackets are nested in *block*."""
    return max(accumulate((1 if one in "[{" else -1 for one in re.findall(r"[][{}]", block)), initial=0))


@dataclass(slots=True)
class _Plain:
    """The words of a Markdown text without its markup, a line a block."""

    lines: list[str] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)
    items: list[str] = field(default_factory=list)
    """Entries of lists and rows of tables; one that is nothing but a link belongs to a menu and is not among them."""
    row: list[str] = field(default_factory=list)
    """The cells so far of the row of a table."""
    hidden: int = 0
    """How many invisible characters were taken out."""

    @property
    def text(self) -> str:
        return re.sub(r"\n{3,}", "\n\n", "\n".join(self.lines)).strip()

    def normal(self, raw: str) -> str:
        """Return *raw* normalised, and count what is taken out of it."""
        self.hidden += invisible(raw)
        return normalise(raw)

    def end_row(self) -> None:
        """Write the row of a table as a line, its cells apart."""
        self.lines.append(" | ".join(self.row))
        self.items.append(self.lines[-1])
        self.row.clear()


def _plain(markdown: str) -> _Plain:
    from markdown_it import MarkdownIt

    made = _Plain()
    kind, depth = "", 0
    for token in MarkdownIt("commonmark", {"maxNesting": 2 * _DEEPEST}).enable("table").parse(markdown):
        depth += {"list_item_open": 1, "list_item_close": -1}.get(token.type, 0)
        if token.type.endswith("_open"):
            kind = token.type
        if token.type == "inline":
            line = made.normal(_words(token)).strip()
            (made.row if kind in {"th_open", "td_open"} else made.lines).append(line)
            if kind == "heading_open":
                made.headings.append(line)
            elif depth and not _is_link(token):
                made.items += line.split("\n")
        elif token.type == "tr_close":
            made.end_row()
        elif token.type in {"fence", "code_block"}:
            made.lines.append(made.normal(token.content).rstrip())
        elif token.type in _ENDS_BLOCK and made.lines and token.level == 0:
            made.lines.append("")
    return made


def _words(inline: Token) -> str:
    lines, line = [], ""
    for token in inline.children or ():
        if token.type == "softbreak" and len(line) >= _WRAPPED and not ends_sentence(line):
            line += " "
        elif token.type in {"softbreak", "hardbreak"}:
            lines.append(line)
            line = ""
        elif token.type in {"text", "code_inline"}:
            line += token.content
    return "\n".join([*lines, line])


def _is_link(inline: Token) -> bool:
    kinds = [token.type for token in inline.children or ()]
    return kinds[:1] == ["link_open"] and kinds.index("link_close") == len(kinds) - 1
