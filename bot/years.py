"""The years that a text speaks of, as spans, so that two texts can be held against each other.

It imports the standard library only.
"""

from __future__ import annotations

import re
from functools import lru_cache

from index.passage import Span

_FIRST, _LAST = 1000, 2999
_YEAR = r"(?<![\d.,$€£¥])(?<!\d[-–])(?:1[0-9]|20)\d\d(?![\d%‰]|[.,]\d)"
_FOUND = re.compile(rf"(?P<year>{_YEAR})(?P<decade>'?s\b|-е\b|-х\b|年代)?")
_COUNTED = re.compile(
    r"\s?(?:(?:m|km|kg|t|ha|[kMG]W|[kMG]Wh|per\s?cent|million|billion|people|men|women|children)\b"
    r"|[米吨人个名公万亿]|(?:млн|тыс|км|кг|тонн|человек|людей))"
)
"""What follows a number that is no year."""
_PLURAL = re.compile(r"\s[a-z]*[^\W\dsiu]s\b")
"""What may follow such a number too: "1800 workers", but "the 2019 elections"."""
_TIMED = re.compile(r"(?i)(?:\b(?:in|of|the|during|for|late|early|mid|в|за|на)|[-–(,])\s?$")
_THROUGH = re.compile(
    rf"(?i)(?<![\d.,])(?P<first>{_YEAR})\s?(?:[-–—/]|to|until|till|and|through|по|до|и|至|到)\s?(?:the\s)?"
    rf"(?P<last>{_YEAR}|\d\d(?!\d|-\d\d))"
)
_PART = r"\s?(?:(?:the|about|early|late|mid|spring|summer|autumn|fall|winter|end\sof)[\s-])*$"
_SINCE = re.compile(rf"(?i)(?:\b(?:since|from|after|following|past|с|со|после)|自|从){_PART}")
_UNTIL = re.compile(rf"(?i)(?:\b(?:until|till|before|prior to|up to|by|through|до|к|ко|перед)|至|到|截至){_PART}")
_BY = re.compile(rf"(?i)(?:\b(?:by|к|ко)|截至){_PART}")
_MONTH_BEFORE = re.compile(
    r"(?i)(?:\d{1,2}(?:st|nd|rd|th)?\s)?(?:of\s)?\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s"
    r"(?:\d{1,2},?\s)?$"
)


def years(text: str, *, asks: bool = False) -> frozenset[Span]:
    """Return the first and last year of each span of time that *text* names; that of a single year is itself.

    "Since 2015" goes on, "until 2010" has no beginning; "by 2020" has none only in a question, which *asks* says.
    """
    return _years(text, asks)


def apart(asked: frozenset[Span], said: frozenset[Span]) -> bool:
    """Return whether both name years, and none of the spans meet; what is said of two years tells of those between.

    That counts only where a span is asked about: "from 5 in 1999 to 9 in 2011" tells of 2000 to 2010, and not of 2003.
    """
    if not asked or not said:
        return False
    if any(first < last for first, last in asked):
        said = frozenset({(min(first for first, _ in said), max(last for _, last in said))})
    return not any(a <= d and c <= b for a, b in asked for c, d in said)


@lru_cache(maxsize=2048)
def _years(text: str, asks: bool) -> frozenset[Span]:
    spans = {span for found in _THROUGH.finditer(text) if (span := _through(found))}
    text = _THROUGH.sub(lambda found: " " * len(found.group()) if _through(found) else found.group(), text)
    for found in _FOUND.finditer(text):
        before = _MONTH_BEFORE.sub("", text[max(0, found.start() - 40) : found.start()])
        plural = _PLURAL.match(text, found.end()) and not _is_timed(before)
        if not found["decade"] and (plural or _COUNTED.match(text, found.end())):
            continue
        year = int(found["year"])
        last = year + 9 if found["decade"] and year % 10 == 0 else year
        spans.add((_FIRST if _open(before, asks) else year, _LAST if _SINCE.search(before) else last))
    return frozenset(spans)


def _open(before: str, asks: bool) -> bool:
    return bool(_UNTIL.search(before)) and (asks or not _BY.search(before))


def _is_timed(before: str) -> bool:
    return any(sign.search(before) for sign in (_TIMED, _SINCE, _UNTIL))


def _through(found: re.Match[str]) -> Span | None:
    """Return the span of "2005–06" or "from 1930 to 1962"; "2025-06" is a month."""
    first, last = int(found["first"]), found["last"]
    end = int(last) if len(last) == 4 else first - first % 100 + int(last)
    return (first, end) if first <= end else None
