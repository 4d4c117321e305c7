"""A message becomes the questions that it asks, each to stand alone.

It imports the standard library, `bot.answer` and `bot.dialogue` only.
"""

from __future__ import annotations

import re

from bot.answer import Answer
from bot.dialogue import standalone

MOST_PARTS = 4
"""Questions of one message that are answered."""

_ASKING = r"(?:who|whom|whose|what|which|when|where|why|how)"
_BETWEEN = re.compile(r"(?<=[?？])\s*(?=\S)")
_JOINED = re.compile(
    rf"(?i),?\s+(?:and|but|or)\s+(?=(?:(?:in|on|by|at|to|for|of|from)\s+)?(?!which\b|whom?\s+\w+\W*$){_ASKING}\b)"
)
_ASKS = re.compile(
    rf"(?i)\b{_ASKING}\b|^\W*(?:is|are|was|were|do|does|did|can|could|has|have|had|will|name|list|tell|compare|give)\b"
    r"|[?？]"
)
_LEADING = re.compile(rf"(?i)(?:\b(?:in|on|by|at|to|for|of|from)\s+)?{_ASKING}\b(?:\s+(?:many|much|long|often|far))?")
_BARE = re.compile(
    rf"(?i)^\W*(?:(?:in|on|by|at|to|for|of|from)\s+)?{_ASKING}"
    r"(?:\s+(?:many|much|long|often|far|year|date|day|country|city|place))?\W*$"
)
_LETTER = re.compile(r"[^\W_]")
_POINTER = re.compile(r"(?i)\b(?:it|they|them|he|she|him)\b")
_POINTED = re.compile(r"^(?P<piece>.*?)[?？]?\s+\((?P<name>[^,()]+)\)$", re.DOTALL)


def parts(message: str) -> tuple[str, ...]:
    """Return the questions that *message* asks, in order, each to stand alone; a message that asks one stays whole.

    "Who opened the bridge and when? How long is it?" are three. What stands before a question belongs to it; a bare
    "when" takes the words of the question before, and a question that only points takes its names.
    """
    pieces = [piece for sentence in _sentences(message) for piece in _JOINED.split(sentence)]
    if len(pieces) < 2 or not all(_ASKS.search(piece) for piece in pieces):
        return (message,)
    asked: list[str] = []
    for piece in pieces:
        asked.append(_alone(piece, asked[-1]) if asked else piece)
    ended = (one.strip() if one.rstrip()[-1:] in "?？" else f"{one.strip(' ,')}?" for one in asked)
    return tuple(dict.fromkeys(one[:1].upper() + one[1:] for one in ended))


def _sentences(message: str) -> list[str]:
    """Return the stretches that end with a question mark; those that ask nothing are joined to the one after."""
    asked, before = [], ""
    for piece in _BETWEEN.split(message):
        if _LETTER.search(piece) and _ASKS.search(piece):
            asked.append(f"{before} {piece}".strip())
            before = ""
        elif _LETTER.search(piece):
            before = f"{before} {piece}".strip()
    return asked


def _alone(piece: str, before: str) -> str:
    if _BARE.match(piece):
        return _LEADING.sub(lambda _: piece.strip(" ?？,."), before, count=1)
    whole = standalone(piece, [Answer(before)])
    pointed = _POINTED.match(whole) if whole != piece else None
    if not pointed or not _POINTER.search(pointed["piece"]):
        return whole
    the = "the " if f"the {pointed['name']}" in before.replace("The ", "the ") else ""
    return _POINTER.sub(lambda _: the + pointed["name"], pointed["piece"], count=1) + "?"
