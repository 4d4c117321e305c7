"""A text becomes the dates that it gives, as precise as it gives them, in three languages.

It imports the standard library and types of ours only.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from index.passage import Span

_MONTH_NAMES = {
    1: "january jan января январь январе", 2: "february feb февраля февраль феврале", 3: "march mar марта март марте",
    4: "april apr апреля апрель апреле", 5: "may мая май мае", 6: "june jun июня июнь июне",
    7: "july jul июля июль июле", 8: "august aug августа август августе",
    9: "september sept sep сентября сентябрь сентябре", 10: "october oct октября октябрь октябре",
    11: "november nov ноября ноябрь ноябре", 12: "december dec декабря декабрь декабре",
}  # fmt: skip
_MONTHS = {form: month for month, forms in _MONTH_NAMES.items() for form in forms.split()}
_MONTH = rf"(?P<month>{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\.?"
_DATES = [
    re.compile(r"(?<![\d-])(?P<year>\d{4})-(?P<m>0[1-9]|1[0-2])(?:-(?P<day>\d{2}))?(?![\d-])"),
    re.compile(r"(?P<year>\d{4})\s?年\s?(?P<m>0?[1-9]|1[0-2])\s?月(?:\s?(?P<day>\d{1,2})\s?[日号])?"),
    re.compile(rf"(?i)(?<!\d)(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?\s+{_MONTH}(?:,?\s+(?P<year>\d{{4}}))?\b"),
    re.compile(rf"(?i)\b{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?!\d)(?:,?\s+(?P<year>\d{{4}})\b)?"),
    re.compile(rf"(?i)\b{_MONTH},?\s+(?:of\s+)?(?P<year>\d{{4}})\b"),
]


@dataclass(frozen=True, slots=True)
class Day:
    """A date, as precise as the text gives it; 0 for what it leaves open."""

    year: int
    month: int
    day: int
    place: Span

    def within(self, other: Day) -> bool:
        """Return whether *other* says this date, at least as precisely."""
        mine, theirs = (self.year, self.month, self.day), (other.year, other.month, other.day)
        return all(not a or a == b for a, b in zip(mine, theirs, strict=True))


def days_of(text: str) -> list[Day]:
    """Return the dates of *text*."""
    days: list[Day] = []
    for pattern in _DATES:
        days += map(_day, pattern.finditer(text))
        text = pattern.sub(lambda found: " " * len(found.group()), text)
    return days


def _day(found: re.Match[str]) -> Day:
    parts = found.groupdict()
    month = int(parts["m"]) if parts.get("m") else _MONTHS[parts["month"].casefold().rstrip(".")]
    return Day(int(parts.get("year") or 0), month, int(parts.get("day") or 0), found.span())


def is_dated(day: Day, days: Sequence[Day], years: AbstractSet[int], words: frozenset[str]) -> bool:
    """Return whether a text with these *days*, *years* and *words* has a date, as one or in parts.

    In parts is "in July" of a sentence that begins "In 2017".
    """
    if any(day.within(other) for other in days):
        return True
    if not day.year or day.year not in years:
        return False
    same_month = [one for one in days if one.month == day.month]
    if day.day:
        return any(one.day == day.day and not one.year for one in same_month)
    named = words.intersection(_MONTH_NAMES[day.month].split()) - {"may", "march", "mar"}  # which may be verbs
    return all(not one.year for one in same_month) and bool(named)
