"""A file becomes documents: its bytes decoded, its text normalised once, its metadata read and never invented."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from typing import Any

import yaml
from charset_normalizer import from_bytes
from markdown_it import MarkdownIt
from markdown_it.token import Token

from index.layout import furniture, masthead
from index.passage import Document, Publication

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?)\n---[ \t]*(?:\n|\Z)", re.DOTALL)
_ISO_DATE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")
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
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n"))
    return "".join(map(_kept, text)) if not text.isascii() or not text.isprintable() else text


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
    body, headings = _plain(text[front.end() :] if front else text)
    if not body.strip():
        raise UnreadableError("the file holds no text")
    yield _document(name, body, fields | {"title": fields.get("title") or next(iter(headings), "")}, headings)


def _front_matter(block: str) -> dict[str, Any]:
    try:
        fields = yaml.safe_load(block)
    except yaml.YAMLError as error:
        raise UnreadableError(f"its front matter is not YAML ({str(error).splitlines()[0]})") from error
    return fields if isinstance(fields, dict) else {}


def _json_lines(name: str, text: str) -> Iterator[Document | tuple[str, str]]:
    for number, line in enumerate(text.splitlines(), 1):
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
    if not isinstance(fields.get("id"), str | int) or not isinstance(fields.get("text"), str):
        raise UnreadableError("the record needs an 'id' and a 'text'")
    text = normalise(fields["text"])
    if not text.strip():
        raise UnreadableError("the record holds no text")
    return _document(str(fields["id"]).encode("utf-8", "replace").decode(), text, fields, ())


def _document(name: str, text: str, fields: Mapping[str, Any], headings: tuple[str, ...]) -> Document:
    return Document(
        id=name,
        text=text,
        title=_line(fields.get("title")),
        author=_line(fields.get("author")),
        date=iso_date(fields.get("date")),
        url=_address(fields.get("url")),
        language=_line(fields.get("language")) or _language(text),
        sources=tuple(_publications(fields.get("sources"))),
        furniture=furniture(text, headings),
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
        return ", ".join(_line(item) for item in value)
    return " ".join(normalise(str(value)).split()) if value is not None else ""


def _address(value: object) -> str:
    address = _line(value)
    return address if address.startswith(("https://", "http://")) and " " not in address else ""


def iso_date(value: object) -> str:
    """Return a date as ISO text, as precise as it is known, or nothing when *value* is no date."""
    if isinstance(value, datetime | date):
        return value.isoformat()[:10]
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


def _plain(markdown: str) -> tuple[str, tuple[str, ...]]:
    """Return the words of *markdown* without its markup, a line a block, and its headings."""
    lines: list[str] = []
    headings: list[str] = []
    kind = ""
    for token in MarkdownIt("commonmark").enable("table").parse(markdown):
        if token.type.endswith("_open"):
            kind = token.type
        if token.type == "inline":
            line = normalise(_words(token)).strip()
            lines.append(line)
            if kind == "heading_open":
                headings.append(line)
        elif token.type in {"fence", "code_block"}:
            lines.append(normalise(token.content).rstrip())
        elif token.type in {"paragraph_close", "heading_close", "bullet_list_close"} and lines and token.level == 0:
            lines.append("")
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip(), tuple(headings)


def _words(inline: Token) -> str:
    breaks = {"softbreak": "\n", "hardbreak": "\n"}
    return "".join(
        breaks.get(token.type, token.content if token.type in {"text", "code_inline"} else "")
        for token in inline.children or ()
    )


READERS: dict[str, Callable[[str, str], Iterator[Document | tuple[str, str]]]] = {
    "txt": _text_file,
    "md": _markdown_file,
    "markdown": _markdown_file,
    "jsonl": _json_lines,
}
"""What reads a file, by the end of its name."""
