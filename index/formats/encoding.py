"""Bytes become text: UTF-8, UTF-16, UTF-32, or the encoding they betray; confines charset-normalizer."""

from __future__ import annotations

import codecs
import re

from index.formats.unreadable import UnreadableError

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)  # in this order: the mark of UTF-32 begins as that of UTF-16 does
_SAMPLE = 200_000  # bytes: enough to tell an encoding, and quick
_TEXT = re.compile(r"[\w\s.,;:!?()'\"«»–—-]")


def decode(data: bytes) -> str:
    """Return the text of *data*: UTF-8, UTF-16 or UTF-32, or the encoding that its bytes betray."""
    if not data.strip():
        raise UnreadableError("the file is empty")
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    if b"\0" in data:
        return _unmarked_utf16(data)
    try:
        return data.decode()
    except UnicodeDecodeError:
        return _damaged_utf8(data) or _guessed(data)


def _unmarked_utf16(data: bytes) -> str:
    """Decode UTF-16 that has no mark, which its zeros tell: they stand at even or at odd places only."""
    even, odd = data[::2].count(0), data[1::2].count(0)
    if not (even and odd) and len(data) % 2 == 0:
        try:
            text = data.decode("utf-16-be" if even else "utf-16-le")
        except UnicodeDecodeError:
            text = ""
        sample = text[:4000]
        if sample and len(_TEXT.findall(sample)) >= 0.9 * len(sample):
            return text
    raise UnreadableError("the file is binary, not text")


def _damaged_utf8(data: bytes) -> str:
    """Return the text of UTF-8 in which a few bytes are bad, or nothing when it is rather another encoding."""
    text = data.decode(errors="replace")
    bad = text.count("\ufffd")
    good = sum(1 for _ in re.finditer("[^\x00-\x7f\ufffd]", text[:_SAMPLE]))
    return text if bad * 20 <= good else ""


def _guessed(data: bytes) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE]).best()
    if best is None:
        raise UnreadableError("the file is not text in any encoding we know")
    return data.decode(best.encoding, errors="replace") if len(data) > _SAMPLE else str(best)
