"""Names that are called in several ways become one: lands, wars, prizes; initials and what they are the initials of.

It imports the standard library and `bot.lexicon` and `bot.thesaurus` only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from bot import lexicon, thesaurus

_SMALL = frozenset(lexicon.INSIDE_NAMES.split())
_CAPITALISED = r"(?:(?:[A-Z]\.)+|[A-ZÀ-Þ][\w'’-]*)"
NAME = re.compile(rf"{_CAPITALISED}(?: (?:(?:{'|'.join(sorted(_SMALL))}|&) ){{0,3}}{_CAPITALISED})*")
"""A name of one word or more, with small words and initials inside."""
_INITIALS = re.compile(r"\b[A-Z](?:\.?[A-Z]){1,7}\b")
_DOTTED = re.compile(r"\b(?:[A-Z]\.){2,}")
_FEWEST, _MOST = 2, 8  # letters of initials


def _patterns() -> Iterator[tuple[re.Pattern[str], str]]:
    for line in thesaurus.CALLED.strip().splitlines():
        name, _, others = line.partition(" = ")
        forms = sorted(others.split(" / "), key=len, reverse=True)
        yield re.compile(rf"(?<![^\W\d_])(?:{'|'.join(map(re.escape, forms))})(?=(?:n|ns|s)?(?![\w$]))"), name


_CALLED = tuple(_patterns())


@lru_cache(maxsize=512)
def called_alike(text: str) -> str:
    """Return *text* with one name for all that is called by several: `America` for "U.S." and "United States"."""
    for pattern, name in _CALLED:
        text = pattern.sub(name, text)
    return _DOTTED.sub(lambda found: found.group().replace(".", ""), text)


def abbreviated(text: str, known: str) -> str:
    """Return *text* with the initials that *known* has in place of the names that they are the initials of."""
    had = _initials_in(known)
    for words in _names(text) if had else ():
        fitting = ((some, had & _initials_of(some)) for some in _parts(words))
        some, found = next((one for one in fitting if one[1]), ((), frozenset()))
        if found:
            text = text.replace(" ".join(some), min(found))
    return text


@lru_cache(maxsize=512)
def spelt(known: str) -> frozenset[str]:
    """Return the initials of all names in *known*, with and without those of small words, as capitals."""
    return frozenset(one for words in _names(known) for some in _parts(words) for one in _initials_of(some))


@lru_cache(maxsize=512)
def _initials_in(known: str) -> frozenset[str]:
    return frozenset(found.group().replace(".", "") for found in _INITIALS.finditer(known))


def _initials_of(words: Sequence[str]) -> frozenset[str]:
    joined = [part for word in words if word != "&" for part in word.split("-") if part]
    made = ("".join(word[0] for word in joined if word not in _SMALL), "".join(word[0] for word in joined))
    return frozenset(one.upper() for one in made if _FEWEST <= len(one) <= _MOST)


def _names(text: str) -> Iterator[Sequence[str]]:
    """Yield the words of each name in *text* that has several, small ones inside it too."""
    for found in NAME.finditer(text):
        if " " in found.group() or "-" in found.group():
            yield found.group().split(" ")


def _parts(words: Sequence[str]) -> Iterator[Sequence[str]]:
    """Yield the stretches of a name that begin and end with a word of weight, the longest first."""
    for length in range(min(len(words), 2 * _MOST), 0, -1):
        for at in range(len(words) - length + 1):
            some = words[at : at + length]
            if not {some[0], some[-1]} & _SMALL and (length > 1 or "-" in some[0]):
                yield some
