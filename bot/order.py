"""Were figures of a quote exchanged: does one stand in a statement where another stands in the quote.

It imports the standard library and modules of ours only.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import permutations

from bot.facts import facts
from index.analysis import stem

_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+|[%$€£]")
_WINDOW = 2  # tokens on each side

_Around = dict[str, set[tuple[int, str]]]


def exchanged(statement: str, quotes: list[str]) -> bool:
    """Return whether two figures of *statement* each stand between the words that the other has in the quotes."""
    said = _around([_undated(statement, quotes)])
    quoted = _around(quotes)
    both = [figure for figure in said if figure in quoted]
    return any(
        len(said[one] & quoted[other]) > len(said[one] & quoted[one])
        and len(said[other] & quoted[one]) >= len(said[other] & quoted[other])
        for one, other in permutations(both, 2)
    )


def repeated(statement: str, quotes: list[str]) -> bool:
    """Return whether *statement* says a figure again in the place of another: oftener than the quotes, and not that."""
    said = Counter(one.value for one in facts(statement).figures)
    quoted = Counter(one.value for quote in quotes for one in facts(quote).figures)
    again = any(times > 1 and times > quoted[value] > 0 for value, times in said.items())
    return again and any(value not in said for value in quoted)


def _around(texts: list[str]) -> _Around:
    """Return for each figure the words around it, each with how far on it stands."""
    found: _Around = {}
    for text in texts:
        tokens = [token if token[0].isdigit() else stem(token) for token in _TOKEN.findall(text)]
        for at, token in enumerate(tokens):
            if token[0].isdigit():
                near = range(max(0, at - _WINDOW), min(len(tokens), at + _WINDOW + 1))
                words = {(there - at, tokens[there]) for there in near if not tokens[there][0].isdigit()}
                found.setdefault(token.replace(",", ""), set()).update(words)
    return found


def _undated(text: str, quotes: list[str]) -> str:
    """Return the text without dates that are written in another order than in the quotes, whose parts may be so."""
    for day in facts(text).days:
        start, end = day.place
        if not any(text[start:end] in quote for quote in quotes):
            text = text[:start] + " " * (end - start) + text[end:]
    return text
