"""Does a statement in another script than its quotes plainly say something else, as far as a few words tell.

It imports the standard library and modules of ours only.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot import lexicon
from bot.polarity import denies

_WORD = re.compile(r"[^\W\d_]+")
_GROUPS = [[tuple(side.split()) for side in group.split("/")] for group in lexicon.ACROSS.split("|")]
_SHORT = 25  # words
_UNDONE = tuple(lexicon.UNDONE.split())
_WHOLE = re.compile(r"^[a-z]{1,3}$")
"""Beginnings so short that they must be the whole word."""


def turned(statement: str, quotes: Sequence[str]) -> bool:
    """Return whether *statement* denies otherwise, has an opposite, or tells as planned what is not.

    A denial in a long quote may be of something else.
    """
    together = " \n".join(quotes)
    denied = any(denies(one) for one in quotes)
    if denies(statement) != denied and (not denied or len(together.split()) <= _SHORT):
        return True
    for one, other in _GROUPS:
        for here, there in ((one, other), (other, one)):
            if (
                _has(statement, here)
                and not _has(statement, there)
                and _has(together, there)
                and not _has(together, here)
            ):
                return True
    return _has(statement, _UNDONE) and not _has(together, _UNDONE)


def _has(text: str, beginnings: Sequence[str]) -> bool:
    words = [word.casefold() for word in _WORD.findall(text)]
    return any(_is_in(one, text, words) for one in beginnings)


def _is_in(beginning: str, text: str, words: Sequence[str]) -> bool:
    if beginning > "\u3000":
        return beginning in text
    return any(word == beginning if _WHOLE.match(beginning) else word.startswith(beginning) for word in words)
