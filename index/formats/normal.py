"""Text is brought into the one form that every offset counts: NFC, Unix line ends, nothing that cannot be seen."""

from __future__ import annotations

import re
import unicodedata

_LINE_ENDS = ("\r\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029")
_CONTROLS = "\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff"
_FORMATS = (
    "\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f"
    "\ufff9-\ufffb"
)  # category Cf but the joiners U+200C and U+200D, which spell words in Persian, Hindi and emoji
_HIGH_FORMATS = (
    "\U000110bd\U000110cd\U00013430-\U00013438\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0001\U000e0020-\U000e007f"
)
_HARMLESS = "\u00ad\ufeff"  # a soft hyphen and a byte order mark: taken out, but no sign of anything
_UNSEEN = re.compile(f"[{_CONTROLS}{_FORMATS}{_HARMLESS}]+")
_UNSEEN_HIGH = re.compile(f"[{_HIGH_FORMATS}]+")  # apart, for the class of both is four times as slow
_HIGH = re.compile("[\U00010000-\U0010ffff]")
_INVISIBLE = re.compile(f"[{_FORMATS}]+")
UNSEEN = _CONTROLS + _FORMATS + _HIGH_FORMATS + _HARMLESS
"""All characters that `normalise` takes out, as they stand in a class of a regular expression."""
_ASCII = {code: None for code in (*range(32), 127) if chr(code) not in "\n\t"}


def normalise(text: str) -> str:
    """Return *text* in NFC with Unix line ends, without control, invisible and bidirectional format characters."""
    ascii_only = text.isascii()
    if ascii_only and text.isprintable():
        return text
    for end in _LINE_ENDS:
        text = text.replace(end, "\n")
    if ascii_only:
        return text.translate(_ASCII)
    text = _UNSEEN.sub("", text)
    if _HIGH.search(text):
        text = _UNSEEN_HIGH.sub("", text)
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


def invisible(text: str) -> int:
    """Return how many invisible or bidirectional characters `normalise` takes out of *text*."""
    if text.isascii():
        return 0
    high = _UNSEEN_HIGH.findall(text) if _HIGH.search(text) else []
    return sum(map(len, _INVISIBLE.findall(text) + high))
