"""What a land and its people, a faith and its followers are both called by.

It imports the standard library, `bot.thesaurus` and `bot.kin` only.
"""

from __future__ import annotations

import re
from functools import lru_cache

from bot import thesaurus
from bot.kin import groups

_ENDINGS = (
    "istanis", "istani", "istan", "stanis", "stani", "stan", "isms", "ism", "ists", "ist", "eans", "ians", "ese", "ean",
    "ian", "ans", "ish", "an", "ia", "es", "is", "a", "e", "i", "s",
)  # fmt: skip
_OF_A_PEOPLE = ("ians", "ian", "eans", "ean", "ese", "ish", "ani", "i")
_PEOPLES = {word: group[0] for group in groups(thesaurus.PEOPLES) for word in reversed(group)}
_FEWEST = 3  # letters that a name keeps
_INITIALS = 5  # capitals that are initials, and of no people


@lru_cache(maxsize=65_536)
def root(name: str) -> str:
    """Return what a land and its people are both called by: `Kazakh` of Kazakhstan, `chin` of China and Chinese."""
    plain = re.sub(r"(?:'s|’s|'|’)$", "", name.casefold())
    for people in (plain, plain.removesuffix("s"), re.sub(r"(?<=land)ers?$|(?:wo)?m[ae]n$", "", plain)):
        if people in _PEOPLES:
            return _PEOPLES[people]
    if name.isupper() and len(name) <= _INITIALS:
        return plain
    for _ in range(2):  # Afghanistan, Afghan
        fits = (one for one in _ENDINGS if plain.endswith(one) and len(plain) - len(one) >= _FEWEST)
        plain = plain.removesuffix(next(fits, ""))
    return plain


def is_of_a_people(name: str) -> bool:
    """Return whether *name* is, or ends like, what is said of a land's people."""
    return name.casefold().removesuffix("s") in _PEOPLES or name.casefold().endswith(_OF_A_PEOPLE)
