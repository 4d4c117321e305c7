"""What tells one thing from another in a text, found by rule: years, figures, names; and words of the same form."""

from __future__ import annotations

import re
from collections.abc import Callable

YEAR = re.compile(r"\b(?:1[0-9]\d\d|20\d\d)\b")
WORD = re.compile(r"[^\W_]+(?:[.,'’][^\W_]+)*")
NAME = re.compile(r"\b[A-ZÀ-Þ][\w’'-]*[\w](?:(?: (?:of|the|de|la|von|al|and)){0,2} [A-ZÀ-Þ][\w’'-]*[\w])*")
MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_NUMBER = re.compile(r"\b\d+(?:[.,]\d+)*\b")
_OPENS_SENTENCE = re.compile(r"(?:^|[.?!\"\n-]\s?)$")
_ENDINGS = (
    "ing",
    "ed",
    "ly",
    "tion",
    "ment",
    "ity",
    "ism",
    "ists",
    "ous",
    "ive",
    "ful",
    "al",
    "ic",
    "ers",
    "er",
    "es",
    "s",
)

_STOPS = """
a an and are as at be been but by can could did do does for from had has have he her him his how i if in into is it
its many may might more most much not of on one or other she should so some such than that the their them then there
these they this those to up us was we were what when where which who whom whose why will with would you your about
after also all any because before between during each first kind name named called type over under out only own same
very
"""
STOP = frozenset(_STOPS.split())
"""Words that no near miss swaps."""


def years(text: str) -> list[str]:
    """Return the years named in *text*."""
    return YEAR.findall(text)


def figures(text: str) -> list[str]:
    """Return the figures of *text* that are no years."""
    return [match.group() for match in _NUMBER.finditer(text) if not YEAR.fullmatch(match.group())]


def names(text: str) -> list[str]:
    """Return the capitalised stretches of *text*, but not a lone word that opens a sentence."""
    found = []
    for match in NAME.finditer(text):
        name = match.group()
        if _OPENS_SENTENCE.search(text[max(0, match.start() - 2) : match.start()]):
            head, _, rest = name.partition(" ")
            if not rest or (head.lower() in STOP and not rest[0].isupper()):
                continue
            name = rest if head.lower() in STOP else name
        if name.lower() not in STOP and len(name) > 2:
            found.append(name)
    return found


KINDS: tuple[Callable[[str], list[str]], ...] = (years, figures, names)


def form(word: str) -> str:
    """Return the ending that tells roughly what part of speech *word* is."""
    return next((ending for ending in _ENDINGS if word.endswith(ending)), "")
