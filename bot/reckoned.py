"""Figures that no quote gives and that still follow from it: years between two years, an age, a decade, a difference.

Only where the words around them say that they were reckoned. It imports the standard library and modules of ours only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from bot.days import Day
from bot.facts import Facts, Figure, facts, may_be_a_year, rounds, unproven
from index.analysis import stem

_THE, _AND = re.compile(r"(?i)\b(?:the|these|those|other)$"), re.compile(r"(?i)\band\b")
"""What points to two things told of, and what joins two in a quote."""
_DECADES, _TIMES = {"decade", "decades"}, {"times", "fold"}
_COMPARES = re.compile(r"(?i)[\s-]*(?:times|fold)\s+(?:as|the|that|more|its|their|[^\W\d_]+er)\b")
_BORN = re.compile(r"(?i)\b(?:born|birth|b\.)|\(\s*[^()]{0,30}?\b1\d{3}\s*[-–—]")
"""A quote that tells when somebody was born, in words or as "(1902 – 1978)"."""
_AGED = re.compile(
    r"(?i)\b(?:aged?(?:\sof)?|lived\sto\sbe|reached|at|was|were|is|turned|about|around|only|just|not\syet)$"
)
_AGED_SO = re.compile(r"(?i)\s*(?:[.,;:)]|$|years?\sold\b|(?:when|while|and|but|in|on|by|at|as|after|before|he|she)\b)")
"""What may follow an age."""
_DIFFERS = re.compile(
    r"(?i)\W{0,3}(?:[^\W\d_]+\s){0,3}?(?:more|less|fewer|extra|additional|(?:high|low|tall|long|short|old|young|larg|bigg"
    r"|small|heavi|light|wid|narrow|deep|fast|slow|great|near|clos)er|above|below|apart|ahead|behind|short\sof)\b"
)
_DIFFERED = re.compile(
    r"(?i)\b(?:differ(?:s|ed)?|rose|fell|grew|grown?|shr[aiu]nk|gain(?:s|ed)?|los[te]s?|drop(?:s|ped)?|declin(?:es?|ed)"
    r"|increas(?:es?|ed))\s(?:[^\W\d_]+\s){0,3}$"
)
_POINTS = re.compile(r"(?i)[\s%]*(?:percentage\s)?points?\b")
_CENTURY = re.compile(r"(?i)\b(?P<digits>\d{1,2})(?:st|nd|rd|th)[\s-]century\b")
_PLURAL = re.compile(r"'?s\b")
_PART = re.compile(r"(?i)\b(early|mid|late)[\s-]*(?:the\s)?$")
_PARTS = {"early": (0.0, 0.4), "mid": (0.3, 0.7), "late": (0.6, 1.0), "": (0.0, 1.0)}
"""What part of a decade or century is meant."""
_CLOSE, _LOOSE, _PASSED = 0.02, 0.12, 0.34
"""How far a multiple or share may be from the one said, of it; with a word such as "about"; years beyond "over ten"."""


def lost(text: str, quotes: Sequence[str], titles: str) -> list[Figure | Day]:
    """Return the figures and dates of *text* that neither stand in *quotes* nor follow from them.

    What a figure counts may be named by the *titles* of what is quoted.
    """
    together = " \n".join(quotes)
    words = frozenset(re.findall(r"\w+", f"{together} {titles}".casefold()))
    quoted = facts(together)
    missing = unproven(facts(text), quoted, words)
    return [one for one in missing if isinstance(one, Day) or not reckoned(one, text, quoted, together)]


def reckoned(figure: Figure, text: str, quoted: Facts, quotes: str) -> bool:
    """Return whether *figure* of *text* follows from what is *quoted*: the facts of *quotes*."""
    start, end = figure.place
    before = text[:start].rstrip()
    if figure.value == 2 and not figure.unit and _THE.search(before) and _AND.search(quotes):
        return not _counted_otherwise(figure, quoted)
    if may_be_a_year(figure) and _PLURAL.match(text, end):
        return _is_period(figure, before, quoted, quotes)
    if figure.unit == "year" or figure.noun in _DECADES:
        return _years_apart(figure, quoted)
    if figure.noun in _TIMES:
        return bool(_COMPARES.match(text, end)) and any(_near(figure, ratio) for ratio in _ratios(figure, quoted))
    if figure.unit == "%" and not any(c.isdigit() for c in text[start:end]):
        return any(_near(figure, ratio) for ratio in _ratios(figure, quoted))
    if figure.unit == "%":
        return bool(_POINTS.match(text, end)) and any(_is(figure, one) for one in _differences(figure, quoted))
    if figure.unit or figure.noun:
        differs = _DIFFERS.match(text, end) or _DIFFERED.search(f"{before} ")
        return bool(differs) and any(_is(figure, one) for one in _differences(figure, quoted))
    return _is_aged(figure, text) and bool(_BORN.search(quotes)) and _years_apart(figure, quoted, age=True)


def _counted_otherwise(figure: Figure, quoted: Facts) -> bool:
    """Return whether the quotes give a number of the things that *figure* counts."""
    return any(stem(one.noun) == stem(figure.noun) for one in quoted.figures if one.noun and figure.noun)


def _is_period(figure: Figure, before: str, quoted: Facts, quotes: str) -> bool:
    """Return whether a year or a century of the quotes lies in the decade or century that is said: "the 1870s"."""
    long = 100 if figure.value % 100 == 0 else 10
    part = _PART.search(before)
    low, high = _PARTS[part[1].casefold() if part else ""]
    if any(figure.value + low * long <= year < figure.value + high * long for year in _years(quoted)):
        return True
    centuries = {int(found["digits"]) for found in _CENTURY.finditer(quotes)}
    return part is None and long == 100 and int(figure.value) // 100 + 1 in centuries


def _years_apart(figure: Figure, quoted: Facts, *, age: bool = False) -> bool:
    """Return whether the two years that are quoted, and no others, are so many years apart.

    Of three, nobody could tell which two are meant. An age is one less before the birthday.
    """
    years = _years(quoted)
    if len(years) != 2:
        return False
    apart = max(years) - min(years)
    scale = 10 if figure.noun in _DECADES else 1
    said = Figure(figure.value * scale, "", "", figure.rough, figure.place, max(figure.step, 1.0) * scale, figure.side)
    fits = (apart, apart - 1) if age else (apart,)
    return any(_is(said, one) or (said.side != 0 and _near(said, one, _PASSED)) for one in fits)


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
    """Yield two and two figures of one unit that are no years; without one, two kinds of things are not compared."""
    counted = [one for one in quoted.figures if not may_be_a_year(one)]
    for one, other in combinations(counted, 2):
        both_named = one.noun.endswith("s") and other.noun.endswith("s")
        if one.unit == other.unit and (one.unit or not both_named or stem(one.noun) == stem(other.noun)):
            yield one, other


def _years(quoted: Facts) -> set[float]:
    found = {one.value for one in quoted.figures if may_be_a_year(one)}
    return found | {float(day.year) for day in quoted.days if day.year}


def _is_aged(figure: Figure, text: str) -> bool:
    """Return whether the words around it may be those of an age."""
    start, end = figure.place
    return bool(5 <= figure.value <= 120 and _AGED.search(text[:start].rstrip()) and _AGED_SO.match(text, end))
