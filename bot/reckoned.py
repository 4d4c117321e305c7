"""Figures that no quote gives and that still follow from it: years between two years, an age, a decade, a difference.

Only where the words around them say that they were reckoned. It imports the standard library and modules of ours only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from bot.facts import Facts, Figure, may_be_a_year, rounds

_THE, _AND = re.compile(r"(?i)\b(?:the|these|those|other)$"), re.compile(r"(?i)\band\b")
"""What points to two things told of, and what joins two in a quote."""
_DECADES, _TIMES = {"decade", "decades"}, {"times", "fold"}
_AGED = re.compile(r"(?i)\b(?:age(?:d)?(?:\sof)?|at|was|were|is|turned|about|around|only|just|not yet)$")
_AGED_SO = re.compile(r"(?i)\s*(?:[.,;:)]|$|years?\sold\b|(?:when|while|and|but|in|on|by|at|as|after|before|he|she)\b)")
"""What may follow an age."""
_DIFFERS = re.compile(
    r"(?i)\W{0,3}(?:[^\W\d_]+\s){0,3}?(?:more|less|fewer|extra|additional|(?:high|low|tall|long|short|old|young|larg|bigg"
    r"|small|heavi|light|wid|narrow|deep|fast|slow|great|near|clos)er|above|below|apart|ahead|behind|short\sof)\b"
)
_DIFFERED = re.compile(r"(?i)\b(?:(?:differ|rose|fell|grew|gr[eo]w|shr[aiu]nk|gain|lo[st]|drop|declin|increas)\w*)\b")
_CENTURY = re.compile(r"(?i)\b(?P<digits>\d{1,2})(?:st|nd|rd|th)[\s-]century\b")
_PLURAL = re.compile(r"'?s\b")
_CLOSE = 0.02
"""How far a multiple or a share may be from the one said, of it, without a word such as "about"."""
_LOOSE = 0.12
"""And with one."""
_PASSED = 0.34
"""How far years may be beyond "over ten years", of these."""


def reckoned(figure: Figure, text: str, quoted: Facts, quotes: str) -> bool:
    """Return whether *figure* of *text* follows from what is *quoted*: the facts of *quotes*."""
    start, end = figure.place
    if figure.value == 2 and _THE.search(text[:start].rstrip()) and _AND.search(quotes):
        return True
    if may_be_a_year(figure) and _PLURAL.match(text, end):
        return _is_period(figure, quoted, quotes)
    if figure.unit == "year" or figure.noun in _DECADES:
        return _years_apart(figure, quoted)
    if figure.noun in _TIMES or (figure.unit == "%" and not any(c.isdigit() for c in text[start:end])):
        return any(_near(figure, ratio) for ratio in _ratios(figure, quoted))
    if figure.unit or figure.noun:
        differs = _DIFFERS.match(text, end) or _DIFFERED.search(text[:start])
        return bool(differs) and any(_is(figure, one) for one in _differences(figure, quoted))
    return _is_aged(figure, text) and _years_apart(figure, quoted, age=True)


def _is_period(figure: Figure, quoted: Facts, quotes: str) -> bool:
    """Return whether a year or a century of the quotes lies in the decade or century that is said: "the 1870s"."""
    last = figure.value + (100 if figure.value % 100 == 0 else 10)
    if any(figure.value <= year < last for year in _years(quoted)):
        return True
    centuries = {int(found["digits"]) for found in _CENTURY.finditer(quotes)}
    return figure.value % 100 == 0 and int(figure.value) // 100 + 1 in centuries


def _years_apart(figure: Figure, quoted: Facts, *, age: bool = False) -> bool:
    """Return whether two of the quoted years are so many years apart; an age is one less before the birthday."""
    scale = 10 if figure.noun in _DECADES else 1
    said = Figure(figure.value * scale, "", "", figure.rough, figure.place, max(figure.step, 1.0) * scale, figure.side)
    apart = {abs(one - other) for one, other in combinations(sorted(_years(quoted)), 2)}
    apart |= {one - 1 for one in apart} if age else set()
    return any(_is(said, years) or (said.side and _near(said, years, _PASSED)) for years in apart)


def _is(said: Figure, value: float) -> bool:
    other = Figure(value, said.unit, said.noun, False, (0, 0))
    return abs(said.value - value) < 1e-6 * max(1.0, value) or (value > 0 and rounds(said, other))


def _near(said: Figure, value: float, loose: float = _LOOSE) -> bool:
    """Return whether what is said is nearly the *value*, on the side that "over" and "almost" say."""
    if said.side and said.side * (value - said.value) < 0:
        return False
    return abs(value - said.value) <= (loose if said.rough else _CLOSE) * said.value


def _ratios(figure: Figure, quoted: Facts) -> Iterator[float]:
    for one, other in _alike(quoted):
        low, high = sorted((one.value, other.value))
        if low > 0:
            yield 100 * low / high if figure.unit == "%" else high / low


def _differences(figure: Figure, quoted: Facts) -> Iterator[float]:
    for one, other in _alike(quoted):
        if one.unit == figure.unit:
            yield abs(one.value - other.value)


def _alike(quoted: Facts) -> Iterator[tuple[Figure, Figure]]:
    """Yield two and two figures of one unit that are no years."""
    counted = [one for one in quoted.figures if not may_be_a_year(one)]
    yield from ((one, other) for one, other in combinations(counted, 2) if one.unit == other.unit)


def _years(quoted: Facts) -> set[float]:
    found = {one.value for one in quoted.figures if may_be_a_year(one)}
    return found | {float(day.year) for day in quoted.days if day.year}


def _is_aged(figure: Figure, text: str) -> bool:
    """Return whether the words around it may be those of an age."""
    start, end = figure.place
    return bool(5 <= figure.value <= 120 and _AGED.search(text[:start].rstrip()) and _AGED_SO.match(text, end))
