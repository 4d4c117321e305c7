"""Fractions of a text become percentages: "two thirds", "one in five", "half"; other quantities in words.

It imports the standard library only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.passage import Span

_COUNTS = {
    "one": 1, "a": 1, "an": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10,
}  # fmt: skip
_PARTS = {
    "half": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10,
}  # fmt: skip
_COUNT, _PART = "|".join(_COUNTS), "|".join(_PARTS)
_PATTERNS = (
    re.compile(rf"(?i)\b(?P<count>{_COUNT})[\s-](?P<part>{_PART})s?\b(?=s\b|\s+(?:of|as|more|less)\b|\W*$|\s*[,.;)])"),
    re.compile(rf"(?i)\b(?P<count>two|three|four|five|six|seven|eight|nine)[\s-](?P<part>{_PART})s\b"),
    re.compile(
        rf"(?i)\b(?P<count>{_COUNT}|\d{{1,2}})\s(?:in|out\sof)\s(?:every\s)?(?P<whole>{_COUNT}|\d{{1,3}})\b(?![.,]\d|\s*\w*illion)"
        r"(?!\s+(?:year|day|month|week|hour))"
    ),
    re.compile(rf"(?i)\bevery\s(?P<part>{_PART.removeprefix('half|')})\b(?!\s+(?:year|day|month|week|hour))"),
    re.compile(
        r"(?i)(?<!first\s)(?<!second\s)(?<!other\s)(?<!latter\s)\b(?P<part>half)\b(?=\s+(?:of\s+)?(?:the|its|their|his|her|as|all|those)\b)"
    ),
    re.compile(r"(?i)\bby\s(?:about\s|roughly\s|nearly\s|almost\s|over\s)?(?P<part>half)\b|\b(?P<halved>halved)\b"),
)
QUANTITIES = (
    (re.compile(r"(?i)\bthree\squarters\sof\san\shour\b"), 45.0, "minute"),
    (re.compile(r"(?i)\b(?:a\s)?quarter\sof\san\shour\b"), 15.0, "minute"),
    (re.compile(r"(?i)\bhalf[\s-](?:an?\s)?hour\b"), 30.0, "minute"),
    (re.compile(r"(?i)\bhalf\sa\syear\b"), 6.0, "month"),
    (re.compile(r"(?i)\bhalf\sa\sdozen\b"), 6.0, ""),
    (re.compile(r"(?i)\b(?<!half\s)(?:a|one)\sdozen\b"), 12.0, ""),
    (re.compile(r"(?i)\b(?<!half\s)(?:a|one)\sdecade\b"), 10.0, "year"),
    (re.compile(r"(?i)\bhalf\sa\scentury\b"), 50.0, "year"),
    (re.compile(r"(?i)\b(?<!half\s)(?:a|one)\scentury\b"), 100.0, "year"),
)
"""What is a number although no numeral is written."""


def fractions(text: str) -> Iterator[tuple[float, Span]]:
    """Yield the percentage that each fraction of *text* is, and where it stands."""
    taken: list[Span] = []
    for pattern in _PATTERNS:
        for found in pattern.finditer(text):
            start, end = found.span()
            if any(a < end and start < b for a, b in taken):
                continue
            taken.append((start, end))
            parts = found.groupdict()
            part = "half" if parts.get("halved") else (parts.get("part") or "").casefold()
            whole = _PARTS[part] if part else _number(parts["whole"])
            count = _number(parts.get("count") or "one")
            if count < whole:
                yield round(100 * count / whole, 4), found.span()


def _number(word: str) -> int:
    return int(word) if word.isdigit() else _COUNTS[word.casefold()]
