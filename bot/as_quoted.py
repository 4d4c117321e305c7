"""The figures and dates of a statement, once proven, are written as its quotes write them, for the reader to compare.

It imports the standard library and modules of ours only.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.days import Day
from bot.facts import Facts, Figure, facts, unproven
from bot.units import UNITS

_UNIT = re.compile(r"[\s-]?(?P<unit>%|per\s?cent|[^\W\d_]+)")


def as_quoted(text: str, quotes: Sequence[str]) -> str:
    """Return *text* with "704 m" as "704 metres" where its *quotes* have that, and dates in their form."""
    together = " \n".join(quotes)
    said, quoted = facts(text), facts(together)
    given: list[Figure | Day] = [*said.figures, *said.days]
    for one in sorted(given, key=lambda found: found.place, reverse=True):
        theirs = _same(one, quoted, together)
        if theirs is None:
            continue
        start, end = one.place
        unit, their_unit = _UNIT.match(text, end), _UNIT.match(together, theirs.place[1])
        word = together[slice(*theirs.place)].strip()
        if unit and their_unit and _is_unit(unit["unit"], their_unit["unit"]):
            word, end = together[theirs.place[0] : their_unit.end()].strip(), unit.end()
        text = f"{text[:start]}{_blank(text, start)}{word}{text[end:]}"
    return text


def _same(one: Figure | Day, quoted: Facts, together: str) -> Figure | Day | None:
    """Return the quoted figure or date that is the same as *one*, and of figures that only round, the one meant."""
    words = frozenset(re.findall(r"\w+", together.casefold()))
    if isinstance(one, Day):
        return next(
            (day for day in quoted.days if (day.year, day.month, day.day) == (one.year, one.month, one.day)), None
        )
    alone = Facts((one,), ())
    fits = [other for other in quoted.figures if not unproven(alone, Facts((other,), ()), words)]
    return next((other for other in fits if other.value == one.value), fits[0] if fits else None)


def _is_unit(one: str, other: str) -> bool:
    unit = UNITS.get(one.casefold().replace("per cent", "percent"))
    return unit is not None and unit == UNITS.get(other.casefold().replace("per cent", "percent"))


def _blank(text: str, start: int) -> str:
    """Return a blank where the place of a figure begins with one."""
    return " " if text[start : start + 1].isspace() else ""
