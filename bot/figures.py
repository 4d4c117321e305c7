"""Figures in sentences: what they count, and whether two sentences give different ones for the same thing.

It imports the standard library, `index.analysis` and `index.passage` only.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.analysis import stem, terms
from index.passage import Publication, Span

_FIGURE = re.compile(
    r"(?P<money>(?:US|A|C|HK)?\$|€|£|¥|₸)?(?<![\d.,])(?P<number>\d+(?:,\d{3})*(?:\.\d+)?)(?![\d]|[.,]\d)"
    r"(?:[\s\u00a0-]*(?P<scale>thousand|million|billion|trillion|mln|bn|bln|tn)\b)?"
    r"(?:\s*(?P<share>%|per\s?cent\b|percentage points?\b)|[\s\u00a0-]*(?P<unit>[^\W\d_]+))?"
)
_SCALES = {
    "thousand": 1e3,
    "million": 1e6,
    "mln": 1e6,
    "billion": 1e9,
    "bn": 1e9,
    "bln": 1e9,
    "trillion": 1e12,
    "tn": 1e12,
}
_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
_PERIOD = re.compile(
    r"(?i)\b(?:january|february|march|april|may|june|july|august|september|october|november|december|quarter|half"
    r"|months?|first|second|third|fourth)\b"
)
_NAME = re.compile(r"(?<!^)(?<![.!?“\"] )\b[^\W\d_a-z][\w’'-]*")
_CLOSE = 0.6
"""The share of the shorter sentence's words, figures left out, that the other must have too."""
_SHARED = 4
"""And at least so many."""
_TELLING = 4  # letters of a stem: shorter ones are mostly "of", "the", "and"
_ROUNDED = 0.005
"""Figures no further apart are the same one, rounded."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number and what it counts."""

    value: float
    unit: str
    """A currency sign, "%", or the stem of the word after it."""


def figures(text: str) -> list[Figure]:
    """Return the figures of *text* that count something; bare numbers and years count nothing."""
    found = []
    for match in _FIGURE.finditer(text):
        unit = match["money"] or ("%" if match["share"] else stem(match["unit"]) if match["unit"] else "")
        if unit and not (_YEAR.fullmatch(match["number"]) and not match["money"] and not match["scale"]):
            scale = _SCALES.get((match["scale"] or "").casefold(), 1.0)
            found.append(Figure(float(match["number"].replace(",", "")) * scale, unit))
    return found


def differ(first: str, second: str, spans: tuple[Span, Span], told: Sequence[Publication]) -> bool:
    """Tell whether two sentences give different figures for the same thing.

    The answering words of each (*spans*, in characters of the sentence) must hold one figure, of the same unit; years
    and other periods must be the same; the words must mostly be shared, and names too but those of who *told* it.
    """
    one, other = _counted(first, spans[0]), _counted(second, spans[1])
    if one is None or other is None or _times(first) != _times(second):
        return False
    if one.unit != other.unit or abs(one.value - other.value) <= _ROUNDED * max(one.value, other.value):
        return False
    return _same_subject(first, second, told)


def _counted(text: str, span: Span) -> Figure | None:
    """Return the one figure that begins in the span; its unit may stand after it."""
    inside = [match for match in _FIGURE.finditer(text) if span[0] <= match.start("number") < span[1]]
    counts = [figure for match in inside for figure in figures(text[match.start() : match.end()])]
    return counts[0] if len(counts) == 1 else None


def _times(text: str) -> tuple[frozenset[str], frozenset[str]]:
    return frozenset(_YEAR.findall(text)), frozenset(word.casefold() for word in _PERIOD.findall(text))


def _same_subject(first: str, second: str, told: Sequence[Publication]) -> bool:
    one, other = _words(first), _words(second)
    shared = one & other
    if len(shared) < _SHARED or len(shared) < _CLOSE * min(len(one), len(other)):
        return False
    tellers = {term for publication in told for term in terms(f"{publication.outlet} {publication.title}")}
    mine, theirs = _names(first) - other - tellers, _names(second) - one - tellers
    return not mine and not theirs


def _words(text: str) -> set[str]:
    """Return the words that say what a sentence speaks of: no figures, no scales, and none of the shortest."""
    return {term for term in terms(text) if len(term) >= _TELLING and not term[0].isdigit() and term not in _SCALES}


def _names(text: str) -> set[str]:
    return {term for name in _NAME.findall(text) for term in terms(name) if not term[0].isdigit()}
