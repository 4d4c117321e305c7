"""How often or in what time a figure counts, "a day" or "yearly", and whether the quotes say so.

It imports the standard library only.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_SPANS = {
    "second": "second seconds", "minute": "minute minutes", "hour": "hour hours hourly", "day": "day days daily",
    "night": "night nights nightly", "week": "week weeks weekly", "month": "month months monthly",
    "quarter": "quarter quarters quarterly", "year": "year years yearly annual annually annum",
    "decade": "decade decades", "century": "century centuries",
}  # fmt: skip
_SPAN = {form: span for span, forms in _SPANS.items() for form in forms.split()}
_EACH = re.compile(
    r"(?i)(?<!\bfor\s)(?<!\bin\s)(?<!\bwithin\s)(?<!\bafter\s)(?<!\bof\s)(?<!\bhalf\s)(?<!\bover\s)(?<!\babout\s)"
    r"(?<!\bthan\s)(?<!\bis\s)(?<!\bwas\s)(?<!\bjust\s)(?<!\bonly\s)(?<!\band\s)(?<!,\s)"
    rf"\b(?:an?|per|each|every)\s(?P<span>{'|'.join(_SPAN)})\b(?!-|\s(?:later|earlier|after|before|ago|old|of|in|since|when|that))"
)
_ADVERB = re.compile(
    r"(?i)\b(?P<span>hourly|daily|nightly|weekly|monthly|quarterly|yearly|annually)\b(?!\s+(?:newspaper|paper))"
)
_WORD = re.compile(r"[^\W\d_]+")


def of_another_rate(statement: str, quotes: Sequence[str]) -> bool:
    """Return whether *statement* says "a day", "per year" or the like, and no *quote* has a word for that span."""
    said = {_SPAN[found["span"].casefold()] for pattern in (_EACH, _ADVERB) for found in pattern.finditer(statement)}
    had = {_SPAN[word] for quote in quotes for found in _WORD.findall(quote) if (word := found.casefold()) in _SPAN}
    return bool(said - had)
