"""Proven statements come in, and it is known which sides of the comparisons in a message none of them has covered.

It imports modules of ours only.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.distinct import Side, told_apart
from bot.parts import MOST_PARTS, parts
from bot.proof import Proven
from bot.sides import sides
from bot.wording import same_script

UNPROVEN_SIDE = "I found nothing that proves an answer to this: “{question}”"

_COMPARATIVE = re.compile(
    r"(?i)\b(?:is|are|was|were|much|far|even|costs?|lasts?|carries|comes?|came)\s+"
    r"(?:(?!(?:under|after|never|other|rather|either)\b)\w{3,}er"
    r"|the\s+\w{3,}est|more|less|fewer|later|earlier|first)\b"
)
_SINGLE = str.maketrans("“”", "‘’")
_COMPARES = re.compile(
    r"(?i)\b(?:than|both|neither|same|similar\w*|alike|equal\w*|differ\w*|as\s+\w+\s+as"
    r"|the\s+(?:more|most|less|least|few\w+|\w+er|\w+est))\b"
)


class Uncovered:
    """The sides that are still open; a message that compares nothing has none."""

    def __init__(self, message: str) -> None:
        asked = parts(message)[:MOST_PARTS]
        compared = [found for question in asked if (found := sides(question))]
        self._comparisons = [told_apart(questions) for questions in compared]
        self._only_compares = len(compared) == len(asked)
        self._covered: set[str] = set()
        self._points = False

    def take(self, proven: Proven) -> None:
        """Count the sides that a statement covers."""
        for apart in self._comparisons:
            self._points |= _points(apart, proven)
            self._covered.update(side.question for side in _covered(apart, proven))

    @property
    def is_all(self) -> bool:
        """Whether all that the message asks is still open, as far as that can be told: it only compares."""
        return self._only_compares and not self._covered and not self._points

    @property
    def reply(self) -> str:
        """What is said of the sides that are still open, or nothing."""
        asked = (side.question for apart in self._comparisons for side in apart)
        left = (one for one in dict.fromkeys(asked) if one not in self._covered)
        return "" if self._points else " ".join(UNPROVEN_SIDE.format(question=one.translate(_SINGLE)) for one in left)


def _points(apart: Sequence[Side], proven: Proven) -> bool:
    """Return whether a statement may be of several sides: it names none ("The former is longer."), its quotes do.

    Or it compares the one that it names, with what is not named. Of which sides it is cannot be told then.
    """
    said = [side for side in apart if side.is_meant(proven.text)]
    quotes = " \n".join(one.text for one in proven.quotes)
    several = sum(side.is_meant(quotes) for side in apart) > 1
    return (not said and several) or (len(said) == 1 and bool(_COMPARATIVE.search(proven.text)))


def _covered(apart: Sequence[Side], proven: Proven) -> Sequence[Side]:
    """Return the sides that a statement speaks of and has of what is asked for, or that it compares.

    In another script than the question's nothing can be told, and all are taken to be covered.
    """
    if not same_script(apart[0].question, proven.text):
        return apart
    meant = _meant(apart, proven)
    if len(meant) > 1 and _COMPARES.search(proven.text):
        return meant
    return [side for side in meant if not side.lacks(proven.text)]


def _meant(apart: Sequence[Side], proven: Proven) -> list[Side]:
    """Return the sides that a statement names; where it only points, the one that its quotes or titles name."""
    if said := [side for side in apart if side.is_meant(proven.text)]:
        return said
    quotes = " \n".join(one.text for one in proven.quotes)
    titles = " \n".join(one.passage.document.title for one in proven.quotes)
    passages = " \n".join(one.passage.text for one in proven.quotes)
    for text in (quotes, titles, passages):
        if meant := [side for side in apart if side.is_meant(text)]:
            return meant if len(meant) == 1 else []
    return []
