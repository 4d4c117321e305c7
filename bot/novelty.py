"""Words of a statement that its quotes do not have: harmless ones of telling, or something put in the place of another.

It imports the standard library and modules of ours only.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot import lexicon
from bot.kin import related
from bot.names import names
from bot.wording import GENERIC, content
from index.analysis import stem, terms

_TOKEN = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|\d+|[^\w\s'’-]+")
_GAP = ""
_MOST = 2
_GUILT = frozenset(stem(word) for word in lexicon.GUILT.split())
_ACCUSING = frozenset(stem(word) for word in lexicon.ACCUSING.split())
_FOUND_GUILTY = frozenset(stem(word) for word in lexicon.FOUND_GUILTY.split())
_VIOLENT = frozenset(stem(word) for word in lexicon.VIOLENT.split())
_KILLED = frozenset(stem(word) for word in ["kill", "killed", "killer"])
_OPPOSED = frozenset(stem(word) for word in lexicon.OPPOSITES.split())


def adds(statement: str, quotes: Sequence[str], titles: str) -> bool:
    """Return whether *statement* tells things that neither *quotes* nor *titles* do.

    Two telling words may be new, three are too many; one alone that stands where the quotes have another was exchanged.
    """
    had = _had(quotes, titles)
    named = {term for name, _ in names(statement) for term in content(name)}
    new = [term for term in _telling(statement) if term and term not in named and not _is_known(term, had)]
    if len(set(new)) > _MOST:
        return True
    return bool(new) and _replaces(new[0], _telling(statement), [_telling(quote) for quote in quotes])


def accuses(statement: str, quotes: Sequence[str], titles: str) -> bool:
    """Return whether *statement* has a word of guilt or harm, and *quotes* and *titles* have none.

    Guilt that they only allege has to be alleged. Who was killed they may say with another violent word.
    """
    had, said = _had(quotes, titles), set(_telling(statement))
    if not said & _GUILT:
        return False
    if had & _FOUND_GUILTY:
        return False
    if had & _ACCUSING:
        return not said & _ACCUSING
    return not had & _GUILT and not (had & _VIOLENT and said & _GUILT <= _KILLED)


def _had(quotes: Sequence[str], titles: str) -> set[str]:
    return {term for text in (*quotes, titles) for term in content(text)}


def _telling(text: str) -> list[str]:
    """Return the terms of *text* that say something by themselves, in their order, with gaps at signs and figures."""
    said = content(text)
    found: list[str] = []
    for token in _TOKEN.findall(text):
        if not token[0].isalpha():
            found.append(_GAP)
        else:
            found += [term for term in terms(token) if term in said]
    return found


def _is_known(term: str, had: set[str]) -> bool:
    return term in had or term in GENERIC or term in _OPPOSED or related(term, had)


def _replaces(new: str, said: Sequence[str], quotes: Sequence[Sequence[str]]) -> bool:
    """Return whether a neighbour of *new* has in the quotes another neighbour on that side, which is not said."""
    at = said.index(new)
    for step in (-1, 1):
        if not 0 <= at + step < len(said):
            continue
        neighbour = said[at + step]
        if not neighbour:
            continue
        for quote in quotes:
            places = [place for place, term in enumerate(quote) if term == neighbour]
            others = [quote[place - step] for place in places if 0 <= place - step < len(quote)]
            if others and not any(not other or other in said or other in GENERIC for other in others):
                return True
    return False
