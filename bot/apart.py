"""Whether two names that a statement puts side by side make another name than its text has.

It imports the standard library and modules of ours that hold words only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from bot import lexicon
from bot.called import NAME
from bot.peoples import is_of_a_people, root

_JOINED = re.compile(r" ?([-'’]) ?")
_MOST = 8  # words that one name spans
_AND = "&"
_PARTING = (_AND, "and", "und", "at", "for", "in", "on", "to")
_SMALL = ("", _AND)
_KINDS = frozenset(f"{lexicon.STYLES} {lexicon.TIMES}".split())


@dataclass(frozen=True, slots=True)
class _Standing:
    """How the words of names stand in a text, by their roots."""

    together: frozenset[tuple[str, str]]
    """Which stand in one name, the first before the second."""
    followed: frozenset[str]
    """Which have another behind them at once."""
    preceded: frozenset[str]
    """Which have another before them at once."""
    last: frozenset[str]
    """Which have none behind them somewhere."""


def are_apart(first: str, second: str, known: str) -> bool:
    """Return whether the names *first* and *second* are parts of others in *known*: Anna Schmidt of Anna Berg's text.

    Each has another name beside it there, or the first always has another behind it. A title, a month or a people
    before a name only tells its kind.
    """
    if _tells_a_kind(first) or second[0].islower():
        return False
    before, after = _parts(first)[-1], _parts(second)[0]
    standing = _standing(known)
    if not {(before, after), (after, before)}.isdisjoint(standing.together):
        return False
    if before in standing.followed and after in standing.preceded:
        return True
    return before in standing.followed - standing.last


def _tells_a_kind(name: str) -> bool:
    """Return whether *name*, before another, is a title, a time, a people, an owner, or as "London-based" is."""
    last = re.split("-", name)[-1]
    return last.islower() or last.endswith(("'s", "’s")) or last.casefold() in _KINDS or is_of_a_people(last)


def _parts(name: str) -> list[str]:
    return [root(part) for part in re.split(r"[-'’.]", name.removesuffix("'s").removesuffix("’s")) if part] or [name]


@lru_cache(maxsize=512)
def _standing(known: str) -> _Standing:
    runs = [_roots(found.group()) for found in NAME.finditer(_JOINED.sub(r"\1", known))]
    beside = [(first, second) for run in runs for first, second in pairwise([*run, ""]) if first not in _SMALL]
    return _Standing(
        frozenset(pair for run in runs for pair in _together(run)),
        frozenset(first for first, second in beside if second not in _SMALL),
        frozenset(second for _, second in beside if second not in _SMALL),
        frozenset(first for first, second in beside if second in _SMALL),
    )


def _roots(name: str) -> list[str]:
    """Return the roots of a name's words, with nothing for a small word, and a sign for one that may part two names."""
    words = name.split()
    return [
        one for word in words for one in (_parts(word) if word[0].isupper() else [_AND if word in _PARTING else ""])
    ]


def _together(run: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield the pairs in one name; before "and" only the last word shares what follows, as one of two first names."""
    for at, first in enumerate(run):
        for further, second in enumerate(run[at + 1 : at + _MOST]):
            if second == _AND and further:
                break
            if first not in _SMALL and second not in _SMALL:
                yield first, second
