"""A file becomes documents: its bytes decoded, its text normalised once, its metadata read and never invented."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import yaml
from charset_normalizer import from_bytes
from markdown_it import MarkdownIt
from markdown_it.token import Token

from index.layout import ends_sentence, furniture, masthead
from index.passage import Document, Publication

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?)\n---[ \t]*(?:\n|\Z)", re.DOTALL)
_ISO_DATE = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?(?!\d)")
_LINE_END = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_WRAPPED = 45  # characters: a line as long as this, and no sentence, was broken at a width
_KEPT_CONTROLS = "\n\t"
_KEPT_FORMATS = "\u200c\u200d"  # the joiners that spell words in Persian, Hindi and emoji


class UnreadableError(Exception):
    """A file or record that cannot become a document; the message is the reason, for a list of skipped files."""


def read_file(name: str, data: bytes) -> Iterator[Document | tuple[str, str]]:
    """Yield the documents of the file *name*, or `(place, reason)` for a record that is skipped.

    Raises UnreadableError when the whole file is of no use.
    """
    read = READERS[name.rsplit(".", 1)[-1].lower()]
    yield from read(name, decode(data))


def decode(data: bytes) -> str:
    """Return the text of *data*: UTF-8, UTF-16 with a mark, or the encoding that its bytes betray."""
    if not data.strip():
        raise UnreadableError("the file is empty")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    if b"\0" in data:
        raise UnreadableError("the file is binary, not text")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        best = from_bytes(data).best()
        if best is None:
            raise UnreadableError("the file is not text in any encoding we know") from None
        return str(best)


def normalise(text: str) -> str:
    """Return *text* in NFC with Unix line ends, without control, invisible and bidirectional format characters."""
    text = _LINE_END.sub("\n", text)
    if text.isascii() and text.isprintable():
        return text
    return unicodedata.normalize("NFC", "".join(map(_kept, text)))


def _kept(character: str) -> str:
    category = unicodedata.category(character)
    if category in {"Cc", "Cs"}:
        return character if character in _KEPT_CONTROLS else ""
    return "" if category == "Cf" and character not in _KEPT_FORMATS else character


def _text_file(name: str, text: str) -> Iterator[Document]:
    text = normalise(text)
    if not text.strip():
        raise UnreadableError("the file holds no text")
    head = masthead(text)
    sources = (Publication("", head.title, head.url, head.date),) if head.url else ()
    yield Document(
        name, text, head.title, head.author, head.date, language=_language(text), sources=sources,
        furniture=furniture(text, (head.title,)),
    )  # fmt: skip


def _markdown_file(name: str, text: str) -> Iterator[Document]:
    text = text.replace("\r\n", "\n")
    front = _FRONT_MATTER.match(text)
    fields = _front_matter(front.group(1)) if front else {}
    body, headings, items = _plain(text[front.end() :] if front else text)
    if not body.strip():
        raise UnreadableError("the file holds no text")
    yield _document(name, body, fields | {"title": fields.get("title") or next(iter(headings), "")}, headings, items)


def _front_matter(block: str) -> dict[str, Any]:
    try:
        # The base loader leaves every scalar as it is written: no Norwegian becomes False, no bad date an error.
        fields = yaml.load(block, yaml.BaseLoader)  # noqa: S506 - it makes strings, lists and mappings only
    except (yaml.YAMLError, RecursionError) as error:
        raise UnreadableError(f"its front matter is not YAML ({str(error).splitlines()[0]})") from error
    return fields if isinstance(fields, dict) else {}


def _json_lines(name: str, text: str) -> Iterator[Document | tuple[str, str]]:
    for number, line in enumerate(text.split("\n"), 1):  # JSON may hold other line ends inside its strings
        if not line.strip():
            continue
        try:
            yield _record(json.loads(line))
        except (ValueError, RecursionError, UnreadableError) as error:
            reason = str(error) if isinstance(error, UnreadableError) else "the line is not JSON"
            yield f"{name}:{number}", reason


def _record(fields: object) -> Document:
    if not isinstance(fields, dict):
        raise UnreadableError("the line is not a JSON object")
    if not isinstance(fields.get("id"), str | int) or fields["id"] == "" or not isinstance(fields.get("text"), str):
        raise UnreadableError("the record needs an 'id' and a 'text'")
    text = normalise(fields["text"])
    if not text.strip():
        raise UnreadableError("the record holds no text")
    return _document(str(fields["id"]).encode("utf-8", "replace").decode(), text, fields)


def _document(
    name: str, text: str, fields: Mapping[str, Any], headings: tuple[str, ...] = (), items: tuple[str, ...] = ()
) -> Document:
    return Document(
        id=name,
        text=text,
        title=_line(fields.get("title")),
        author=_line(fields.get("author")),
        date=iso_date(fields.get("date")),
        url=_address(fields.get("url")),
        language=_line(fields.get("language")) or _language(text),
        sources=tuple(_publications(fields.get("sources"))),
        furniture=furniture(text, headings, items),
    )


def _publications(sources: object) -> Iterator[Publication]:
    for source in sources if isinstance(sources, list) else ():
        fields = source if isinstance(source, dict) else {"title": source}
        yield Publication(
            _line(fields.get("outlet")), _line(fields.get("title")), _address(fields.get("url")),
            iso_date(fields.get("date")),
        )  # fmt: skip


def _line(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(_line(item) for item in value if not isinstance(item, list))
    if isinstance(value, dict):
        return ""
    return " ".join(normalise(str(value)).split()) if value is not None else ""


def _address(value: object) -> str:
    address = _line(value)
    return address if address.startswith(("https://", "http://")) and " " not in address else ""


def iso_date(value: object) -> str:
    """Return a date as ISO text, as precise as it is known, or nothing when *value* is no date."""
    found = _ISO_DATE.match(_line(value))
    return found.group() if found else ""


def _language(text: str) -> str:
    """Return the language that the script alone gives away (`zh`, `ja`, `th`, `ru`), or nothing."""
    letters = [c for c in text[:4000] if c.isalpha()]
    counts = {code: sum(low <= c <= high for c in letters) for code, low, high in _SCRIPTS}
    best = max(counts, key=lambda code: counts[code])
    return best if counts[best] * 5 > len(letters) else ""


_SCRIPTS = (
    ("ja", "\u3040", "\u30ff"),
    ("zh", "\u4e00", "\u9fff"),
    ("th", "\u0e00", "\u0e7f"),
    ("ru", "\u0400", "\u04ff"),
)


def _plain(markdown: str) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """Return the words of *markdown* without its markup, a line a block; its headings; the items of its lists.

    An item that is nothing but a link belongs to a menu, and is not returned among the items.
    """
    lines: list[str] = []
    headings: list[str] = []
    items: list[str] = []
    kind, depth = "", 0
    for token in MarkdownIt("commonmark").enable("table").parse(markdown):
        depth += {"list_item_open": 1, "list_item_close": -1}.get(token.type, 0)
        if token.type.endswith("_open"):
            kind = token.type
        if token.type == "inline":
            line = normalise(_words(token)).strip()
            lines.append(line)
            if kind == "heading_open":
                headings.append(line)
            elif depth and not _is_link(token):
                items += line.split("\n")
        elif token.type in {"fence", "code_block"}:
            lines.append(normalise(token.content).rstrip())
        elif token.type in {"paragraph_close", "heading_close", "bullet_list_close"} and lines and token.level == 0:
            lines.append("")
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip(), tuple(headings), tuple(items)


def _words(inline: Token) -> str:
    words = ""
    for token in inline.children or ():
        if token.type == "softbreak":
            line = words.rpartition("\n")[2]
            words += " " if len(line) >= _WRAPPED and not ends_sentence(line) else "\n"
        elif token.type == "hardbreak":
            words += "\n"
        elif token.type in {"text", "code_inline"}:
            words += token.content
    return words


def _is_link(inline: Token) -> bool:
    kinds = [token.type for token in inline.children or ()]
    return kinds[:1] == ["link_open"] and kinds.index("link_close") == len(kinds) - 1


READERS: dict[str, Callable[[str, str], Iterator[Document | tuple[str, str]]]] = {
    "txt": _text_file,
    "md": _markdown_file,
    "markdown": _markdown_file,
    "jsonl": _json_lines,
}
"""What reads a file, by the end of its name."""
