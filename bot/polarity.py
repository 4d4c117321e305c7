"""Does a statement say the opposite of its quote: a negation that only one of them has, an opposite word.

It imports the standard library and `index.analysis` only.
"""

from __future__ import annotations

import re

from bot import lexicon
from index.analysis import stem, terms

_NEGATION = re.compile(
    r"(?i)\b(?:not|never|no|nor|none|neither|nobody|nothing|cannot|without|failed|refused|denied|\w+n['’]t"
    r"|не|нет|ни|никогда|никто|без)\b(?!\s+(?:only|until|least|yet|just|charge|cost|fee|только|менее|more|less|fewer)\b|\s+\w+\s+until\b)|[不没未无]"
)
_AFTER = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_PREFIXED = re.compile(r"(?:un|in|im|il|ir|dis|non-?|не)([^\W\d_]{4,})$")
_REACH = 4  # words that a negation speaks of
_GROUPS = [[[stem(word) for word in side.split()] for side in line.split("/")] for line in lexicon.OPPOSITES.split("|")]
OPPOSITES: dict[str, frozenset[str]] = {}
"""Each term that has opposites, and these."""
for _one, _other in _GROUPS:
    for _side, _against in ((_one, _other), (_other, _one)):
        for _word in _side:
            OPPOSITES[_word] = OPPOSITES.get(_word, frozenset()) | frozenset(_against)


def contradicts(statement: str, quotes: list[str]) -> bool:
    """Return whether *statement* says the opposite of all that *quotes* say, as far as single words tell.

    It has an opposite word, or one with a prefix that denies it, or leaves out what they deny.
    """
    said, quoted = set(terms(statement)), {term for quote in quotes for term in terms(quote)}
    meant = [one for one in _denials(statement) if _is_meant(one, quoted)]
    told = said.difference(quoted, *meant)
    if any(OPPOSITES[one] & quoted and not OPPOSITES[one] & said for one in told if one in OPPOSITES):
        return True
    if _turned(statement, quotes):
        return True
    return not _NEGATION.search(statement) and all(_denied(quote) & said for quote in quotes)


def denies_more(statement: str, quotes: list[str]) -> bool:
    """Return whether *statement* denies what the *quotes* do not, in words: it may still say the same otherwise."""
    quoted = {term for quote in quotes for term in terms(quote)}
    denied = {term for quote in quotes for term in _denied(quote)}
    plain = [one for one in _denials(statement) if not _is_meant(one, quoted)]
    if any(denial & quoted and not denial & denied for denial in plain):
        return True
    return len(plain) > sum(len(_NEGATION.findall(quote)) for quote in quotes)


def _is_meant(denial: set[str], quoted: set[str]) -> bool:
    """Return whether what a statement denies is denied in the quotes by an opposite: "did not win" of who lost.

    What is not so yet is denied by a word for what is to come.
    """
    if any(OPPOSITES.get(term, frozenset()) & quoted and term not in quoted for term in denial):
        return True
    if "longer" in denial and not _OVER.isdisjoint(quoted):
        return True
    return "yet" in denial and not _TO_COME.isdisjoint(quoted)


def _turned(statement: str, quotes: list[str]) -> bool:
    """Return whether one side has a word and the other its negation by prefix alone: `named`, `unnamed`."""
    sides = [{word.casefold() for word in _AFTER.findall(text)} for text in (statement, " ".join(quotes))]
    if any(denies(text) for text in (statement, *quotes)):
        return False
    for here, there in (sides, sides[::-1]):
        bare = {found[1]: found[0] for word in here if (found := _PREFIXED.match(word))}
        if any(word in there and word not in here and whole not in there for word, whole in bare.items()):
            return True
    return False


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


_OVER = frozenset(map(stem, ["ended", "stopped", "ceased", "closed", "abolished", "lost", "gave", "former", "until"]))
_TO_COME = frozenset(stem(word) for word in f"{lexicon.HEDGES} construction".split())
_SMALL = frozenset(stem(word) for word in lexicon.EMPTY.split())
