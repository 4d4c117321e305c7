"""A JSONL file becomes documents, one a line; a bad line is named and the others are read."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from index.formats.document import document
from index.formats.encoding import decode
from index.formats.normal import invisible, normalise
from index.formats.unreadable import UnreadableError
from index.passage import Document

_LINE = re.compile("[^\n]*\n?")  # JSON may hold other line ends inside its strings


def read(name: str, data: bytes) -> Iterator[Document | tuple[str, str]]:
    """Yield the document of each line of the file *name*, or the line's place and why it is skipped."""
    for number, found in enumerate(_LINE.finditer(decode(data)), 1):  # one line at a time in memory
        line = found.group()
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
    id = str(fields["id"]).encode("utf-8", "replace").decode()
    return document(id, text, fields, invisible=invisible(fields["text"]))
