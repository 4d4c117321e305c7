"""A text and the fields found with it become a Document; a field that is not what it should be is left empty."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from index.formats.normal import normalise
from index.layout import furniture
from index.passage import Document, Publication

_ISO_DATE = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?(?!\d)")
_SCRIPTS = (
    ("ja", "\u3040", "\u30ff"),
    ("zh", "\u4e00", "\u9fff"),
    ("th", "\u0e00", "\u0e7f"),
    ("ru", "\u0400", "\u04ff"),
)


def document(
    name: str,
    text: str,
    fields: Mapping[str, Any],
    headings: Iterable[str] = (),
    items: Iterable[str] = (),
    *,
    pages: tuple[int, ...] = (),
    invisible: int = 0,
) -> Document:
    """Return the document *name* of the normalised *text*, with what *fields* say of it, as far as it can be true."""
    return Document(
        id=name,
        text=text,
        title=line(fields.get("title")),
        author=line(fields.get("author")),
        date=iso_date(fields.get("date")),
        url=_address(fields.get("url")),
        language=line(fields.get("language")) or script_language(text),
        sources=tuple(_publications(fields.get("sources"))),
        furniture=furniture(text, headings, items),
        pages=pages,
        invisible=invisible,
    )


def line(value: object) -> str:
    """Return *value* as one line of normalised text: a list as its items, what is nested as nothing."""
    if isinstance(value, list):
        return ", ".join(line(item) for item in value if not isinstance(item, list))
    if isinstance(value, dict):
        return ""
    return " ".join(normalise(str(value)).split()) if value is not None else ""


def iso_date(value: object) -> str:
    """Return a date as ISO text, as precise as it is known, or nothing when *value* is no date."""
    found = _ISO_DATE.match(line(value))
    return found.group() if found else ""


def script_language(text: str) -> str:
    """Return the language that the script alone gives away (`zh`, `ja`, `th`, `ru`), or nothing."""
    letters = [c for c in text[:4000] if c.isalpha()]
    counts = {code: sum(low <= c <= high for c in letters) for code, low, high in _SCRIPTS}
    best = max(counts, key=lambda code: counts[code])
    return best if counts[best] * 5 > len(letters) else ""


def _publications(sources: object) -> Iterator[Publication]:
    for source in sources if isinstance(sources, list) else ():
        fields = source if isinstance(source, dict) else {"title": source}
        yield Publication(
            line(fields.get("outlet")), line(fields.get("title")), _address(fields.get("url")),
            iso_date(fields.get("date")),
        )  # fmt: skip


def _address(value: object) -> str:
    address = line(value)
    return address if address.startswith(("https://", "http://")) and " " not in address else ""
