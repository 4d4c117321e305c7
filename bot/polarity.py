"""Does a statement say the opposite of its quote: a negation that only one of them has, an opposite word.

It imports the standard library and `index.analysis` only.
"""

from __future__ import annotations

import re

from bot import lexicon
from index.analysis import stem, terms

_NEGATION = re.compile(
    r"(?i)\b(?:not|never|no|nor|none|neither|nobody|nothing|cannot|without|failed|refused|denied|\w+n['’]t"
    r"|не|нет|ни|никогда|никто|без)\b(?!\s+(?:only|until|least|yet|just|только|менее|more|less|fewer)\b)|[不没未无]"
)
_AFTER = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_REACH = 4  # words that a negation speaks of
_PAIRS = lexicon.OPPOSITES.strip().replace("\n", "|").split("|")
_OPPOSITES = [(stem(a), stem(b)) for pair in _PAIRS for a, b in (pair.split(), pair.split()[::-1])]


def contradicts(statement: str, quotes: list[str]) -> bool:
    """Return whether *statement* says the opposite of all that *quotes* say, as far as single words tell."""
    said, quoted = set(terms(statement)), {term for quote in quotes for term in terms(quote)}
    if any(a in said and a not in quoted and b in quoted and b not in said for a, b in _OPPOSITES):
        return True
    denied = {term for quote in quotes for term in _denied(quote)}
    if any(denial & quoted and not denial & denied for denial in _denials(statement)):
        return True
    if bool(_NEGATION.search(statement)) and not any(_NEGATION.search(quote) for quote in quotes):
        return True
    return not _NEGATION.search(statement) and all(_denied(quote) & said for quote in quotes)


def denies(text: str) -> bool:
    """Return whether *text* holds a negation."""
    return bool(_NEGATION.search(text))


def _denied(quote: str) -> set[str]:
    """Return the terms that the negations in *quote* speak of."""
    return {term for denial in _denials(quote) for term in denial}


def _denials(text: str) -> list[set[str]]:
    """Return for each negation in *text* the terms that it speaks of."""
    denials = []
    for found in _NEGATION.finditer(text):
        words = [match.group() for match in _AFTER.finditer(text, found.end())][:_REACH]
        denials.append({term for word in words for term in terms(word)} - _SMALL)
    return denials


_SMALL = frozenset(stem(word) for word in lexicon.EMPTY.split())
