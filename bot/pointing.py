"""Which sentences say nothing by themselves: they point to something before them, or only ask.

It imports the standard library and `bot.names` only.
"""

from __future__ import annotations

import re

from bot.names import names

_POINTS = re.compile(
    r"(?i)\b(?:it|its|they|them|their|he|him|his|she|her|this|these|those)\b"
    r"|\b(?:он|она|оно|они|его|её|их|этот|эта|это|эти)\b|[它他她这其]"
)
_LEANS = re.compile(
    r"(?i)^\W*(?:but|however|yet|nor|thus|therefore|hence|instead|moreover|also|both|such|that|those|another|others?"
    r"|there(?!\s+(?:is|are|was|were|has|have|had|will|would|can|may|exist)\b))\b"
    r"|^\W*(?:\w+\s+){0,2}the\s+(?:latter|former|same|others?)\b"
)
"""How a sentence begins that goes on from another one."""
_SPEAKS = re.compile(
    r"\b(?:[Ww]e|[Oo]urs?|[Mm]y|us|[Mm]e)\b(?!\.)"
    r"|\bI(?:[’']\w+|\s(?:am|have|had|was|will|would|do|did|can|could|think|know|believe|said?|saw|went|built))\b"
)
_PREPOSITION = re.compile(
    r"(?i)\b(?:in|at|on|of|from|to|by|for|with|near|under|over|after|before|since|against|between|through|and|the)\s+$"
)


def points(text: str) -> bool:
    """Return whether *text* begins by pointing to something: a pronoun after its first name points to that."""
    found = _POINTS.search(text)
    first = next((text.find(name) for name, _ in names(text)), len(text))
    return found is not None and found.start() < first


def stands_alone(text: str) -> bool:
    """Return whether a sentence can be understood without the one before it, as far as its words tell.

    A pronoun has to have a name before it that is no place ("In Lindel he built"), and nobody may speak of himself.
    """
    if _LEANS.search(text) or _SPEAKS.search(text):
        return False
    found = _POINTS.search(text)
    if not found:
        return True
    before = text[: found.start()]
    starts = (before.find(name) for name, _ in names(before))
    return any(not _PREPOSITION.search(before[:at]) for at in starts)


def asks(text: str) -> bool:
    """Return whether *text* ends by asking something."""
    return text.rstrip(" \t\n\"'”’»").endswith(("?", "？"))
