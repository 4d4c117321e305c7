"""Whether a statement puts a name from elsewhere in a passage where its quotes have another.

It imports the standard library, `bot.names` and modules of ours that hold words only.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.names import unknown_names

POINTS = re.compile(
    r"(?i)\b(?:it|its|they|them|their|he|him|his|she|her|this|these|that|those|such|there|both)\b"
    r"|\b(?:он|она|оно|они|его|её|их|этот|эта|это|эти)\b|[它他她这那其]"
)
"""Words of a quote that may stand for a name that is elsewhere in its passage."""
_WORD = re.compile(r"[\w'’-]+")


def displaced(text: str, quotes: Sequence[str], titles: str) -> bool:
    """Return whether *text* has a name that neither *quotes* nor *titles* have, and leaves out one of theirs for it.

    Where a quote points to something, as "it" does, the name may be what it points to, unless it stands behind the
    same word as the one left out: "drawn by Ada" of "drawn by Ben".
    """
    strange = _single(unknown_names(text, " \n".join([titles, *quotes])))
    left_out = _single(unknown_names(" \n".join(quotes), f"{text} \n{titles}")) if strange else []
    if not left_out:
        return False
    if not any(POINTS.search(one) for one in quotes):
        return True
    behind = {word for quote in quotes for word in _behind(quote, left_out)}
    return not behind.isdisjoint(_behind(text, strange))


def _single(lost: Sequence[str]) -> list[str]:
    return [one for one in lost if len(one) > 1 and " " not in one]


def _behind(text: str, found: Sequence[str]) -> set[str]:
    """Return the words that any of *found* stands behind, nothing for one that begins the text."""
    words = _WORD.findall(text)
    return {before.casefold() for before, word in zip(["", *words], words, strict=False) if word in found}
