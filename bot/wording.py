"""How much of a text's wording another text has, and which texts only join others.

It imports the standard library and `index.analysis` only.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from bot import lexicon
from bot.facts import LINKS, facts
from bot.kin import related
from bot.names import names
from bot.numerals import SCALES, SMALL
from index.analysis import stem, terms

_AFTER_NUMBERS = ("percent", "cent", "процент", "st", "nd", "rd", "th")
_STOPS = frozenset(stem(word) for word in (*lexicon.EMPTY.split(), *SMALL, *SCALES, *_AFTER_NUMBERS))
GENERIC = frozenset(stem(word) for word in lexicon.GENERIC.split())
"""Terms that say little by themselves."""
EVENTS = frozenset(stem(word) for word in lexicon.EVENTS.split())
"""Those of them that say what happened."""
_JOINING = frozenset(stem(word) for word in lexicon.JOINING.split())
_WORD = re.compile(r"\w+")
_MOST_JOINING_WORDS = 14


@lru_cache(maxsize=4096)
def content(text: str) -> frozenset[str]:
    """Return the terms of *text* that say something by themselves."""
    return frozenset(term for term in terms(text) if term not in _STOPS)


def coverage(text: str, others: Sequence[str]) -> float:
    """Return the share of what *text* says in words, figures left out, that *others* say too, 0 to 1.

    Words of telling that only *text* has don't count, but it must share something with *others*.
    """
    had = {term for other in others for term in content(other)}
    said = {term for term in content(text) if not term[0].isdigit() and (term in had or term not in GENERIC)}
    if not said:
        return 0.0 if any(not term[0].isdigit() for term in content(text)) else 1.0
    return len({one for one in said if one in had or related(one, had)}) / len(said)


def in_order(text: str, other: str) -> float:
    """Return the share of the words of *text* that *other* has in the same order, 0 to 1: 1 of what is only shortened.

    They are the longest common subsequence of the two (Wagner and Fischer, 1974).
    """
    words, others = ([word.casefold() for word in _WORD.findall(one)] for one in (text, other))
    best = [0] * (len(others) + 1)
    for word in words:
        row = [0]
        for at, one in enumerate(others):
            row.append(best[at] + 1 if word == one else max(best[at + 1], row[-1]))
        best = row
    return best[-1] / max(1, len(words))


def joins(text: str, question: str) -> bool:
    """Return whether *text* only joins statements: short, with no figure, name, link or word that says anything new."""
    if len(text.split()) > _MOST_JOINING_WORDS or len(text) > 120 or LINKS.search(text):
        return False
    if facts(text).figures or facts(text).days:
        return False
    asked = content(question)
    new = {term for term in content(text) if term not in asked and term not in _JOINING}
    named = {term for name, _ in names(text) for term in content(name)}
    linking = {term for term in content(text) if term in _JOINING}
    return not new and not named - asked and bool(linking or not content(text))


def same_script(text: str, other: str) -> bool:
    """Return whether most letters of the two texts are of one script."""
    return script(text) == script(other)


@lru_cache(maxsize=4096)
def script(text: str) -> str:
    counted: dict[str, int] = {}
    for character in text:
        if character.isalpha():
            name = unicodedata.name(character, "OTHER").split()[0]
            counted[name] = counted.get(name, 0) + 1
    return max(counted, key=lambda name: counted[name], default="")
