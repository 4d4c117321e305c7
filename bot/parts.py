"""A message becomes the questions that it asks, and a comparison the question of each side.

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
_MOST_CHARACTERS = 300
"""A longer question is no comparison: the patterns look at every pair of words."""

_SIDE = r"(?:the\s+|a\s+|an\s+)?[^\s,?]+(?:\s+[^\s,?]+){0,5}?"
_NAMED = r"(?:[Tt]he\s+)?[^\W\d_a-z]\S*(?:\s+(?:(?:of|the|in|and|de|von)\s+)*[^\W\d_a-z]\S*)*"
_WHICH = re.compile(
    rf"(?i)^\W*(?P<head>(?:which|who|what|where)\b[^,:?]*?)\s*[,:–—-]+\s*(?P<a>{_SIDE})\s*,?\s+or\s+(?P<b>{_SIDE})\W*$"
)
_EITHER = re.compile(
    rf"^\W*(?P<verb>(?i:is|are|was|were|do|does|did|has|have|had|will|can))\s+(?P<a>{_NAMED})\s+or\s+(?P<b>{_NAMED})"
    r"\s+(?P<rest>[^?]+?)\W*$"
)
_THAN = re.compile(
    rf"^\W*(?P<verb>(?i:is|are|was|were|do|does|did|has|have|had))\s+(?P<a>{_NAMED})\s+(?P<rest>[^?]*?)"
    rf"(?P<more>\b(?:more|less|fewer|\w+er)\b[^?]*?)\s+than\s+(?P<b>{_NAMED})(?P<tail>[^?]*?)\W*$"
)
_COMPARE = re.compile(
    rf"(?i)^\W*(?:please\s+)?(?:compare|(?:what(?:\s+i|’|')s\s+)?(?:the\s+)?difference\s+between)\s+(?P<head>)"
    rf"(?P<a>{_SIDE})\s+(?:and|with|to)\s+(?P<b>{_SIDE})(?P<rest>(?:\s+(?:in|by|for)\s+[^?]+)?)\W*$"
)
_MEASURES = {
    "longer": "how long", "shorter": "how long", "taller": "how tall", "higher": "how high", "larger": "how large",
    "bigger": "how large", "smaller": "how large", "older": "how old", "younger": "how old", "faster": "how fast",
    "earlier": "when", "later": "when", "first": "when", "more": "how much", "less": "how much", "fewer": "how many",
    "cheaper": "how much", "deeper": "how deep", "wider": "how wide", "further": "how far", "heavier": "how heavy",
}  # fmt: skip
_MEASURE = re.compile(rf"(?i)\b(?:{'|'.join(_MEASURES)})\b")


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


def sides(question: str) -> tuple[str, ...]:
    """Return for a comparison of two named things the question of each, or nothing.

    "Which is longer, the Nile or the Volga?" asks "How long is the Nile?" and "How long is the Volga?".
    """
    question = question.strip(" ?？!.")
    if len(question) > _MOST_CHARACTERS:
        return ()
    for pattern in (_WHICH, _EITHER, _THAN, _COMPARE):
        found = pattern.match(question)
        if found and found["a"].casefold() != found["b"].casefold():
            return tuple(_of_side(found, found[name]) for name in ("a", "b"))
    return ()


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
        return _LEADING.sub(piece.strip(" ?？,."), before, count=1)
    whole = standalone(piece, [Answer(before)])
    pointed = _POINTED.match(whole) if whole != piece else None
    if not pointed or not _POINTER.search(pointed["piece"]):
        return whole
    the = "the " if f"the {pointed['name']}" in before.replace("The ", "the ") else ""
    return _POINTER.sub(the + pointed["name"], pointed["piece"], count=1) + "?"


def _of_side(found: re.Match[str], side: str) -> str:
    groups = found.groupdict()
    verb, head = groups.get("verb") or "", groups.get("head") or ""
    said = f"{head} {groups.get('rest') or ''} {groups.get('more') or ''}"
    measure = _MEASURE.search(said)
    rest = " ".join(f"{groups.get('rest') or ''} {groups.get('more') or ''} {groups.get('tail') or ''}".split())
    if not measure:
        return " ".join(f"{head or verb} {side} {rest}".split()) + "?"
    asked = _MEASURES[measure.group().casefold()].capitalize()
    if verb:
        return " ".join(f"{asked} {verb.lower()} {side} {_MEASURE.sub('', rest)}".split()) + "?"
    about = re.sub(r"(?i)^\W*(?:which|who|what|where)\b(?:\s+(?:one|of\s+(?:the\s+)?two|of\s+them))?", "", head)
    about = _MEASURE.sub("", about) or "is"
    return " ".join(f"{asked} {about} {side} {rest}".split()) + "?"
