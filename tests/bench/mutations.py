"""Ways to make another statement of a sentence, by chance: most leave it untrue."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

_NUMBER = re.compile(r"(?<![\w.,])\d[\d,]*(?:\.\d+)?(?![\w])")
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{3,}")
_VERB = re.compile(r"\b(?:is|are|was|were|has|have|had|will|can)\b")
_NAMES = ("Mongolia", "Vladivostok", "Henderson", "Osaka")


def _other_digit(text: str, chance: random.Random) -> str | None:
    places = [at for found in _NUMBER.finditer(text) for at in range(*found.span()) if text[at].isdigit()]
    if not places:
        return None
    at = chance.choice(places)
    digit = chance.choice([one for one in "123456789" if one != text[at]])
    return text[:at] + digit + text[at + 1 :]


def _exchanged(text: str, chance: random.Random) -> str | None:
    numbers = list(_NUMBER.finditer(text))
    pairs = [(a, b) for a in numbers for b in numbers if a.start() < b.start() and a.group() != b.group()]
    if not pairs:
        return None
    a, b = chance.choice(pairs)
    return text[: a.start()] + b.group() + text[a.end() : b.start()] + a.group() + text[b.end() :]


def _denied(text: str, chance: random.Random) -> str | None:
    verbs = list(_VERB.finditer(text))
    if not verbs:
        return None
    verb = chance.choice(verbs)
    return f"{text[: verb.end()]} not{text[verb.end() :]}"


def _renamed(text: str, chance: random.Random) -> str | None:
    found = list(_NAME.finditer(text))
    if not found:
        return None
    name = chance.choice(found)
    return text[: name.start()] + chance.choice(_NAMES) + text[name.end() :]


def _swapped(*pairs: tuple[str, str]) -> Callable[[str, random.Random], str | None]:
    """Return what puts the second word of each pair for the first, once."""

    def change(text: str, chance: random.Random) -> str | None:  # noqa: ARG001 - as the others
        for old, new in pairs:
            changed = re.sub(rf"(?<![\w]){old}(?![\w])", new, text, count=1)
            if changed != text:
                return changed
        return None

    return change


def _names_exchanged(text: str, chance: random.Random) -> str | None:
    names = list(_NAME.finditer(text))
    pairs = [(a, b) for a in names for b in names if a.end() + 1 < b.start() and a.group() != b.group()]
    if not pairs:
        return None
    a, b = chance.choice(pairs)
    return text[: a.start()] + b.group() + text[a.end() : b.start()] + a.group() + text[b.end() :]


CHANGES: dict[str, Callable[[str, random.Random], str | None]] = {
    "as it stands": lambda text, chance: text,
    "another digit": _other_digit,
    "two figures exchanged": _exchanged,
    "a not put in": _denied,
    "another name": _renamed,
    "two names exchanged": _names_exchanged,
    "another scale": _swapped(("million", "billion"), ("billion", "million")),
    "another unit": _swapped(
        ("tonnes", "kilograms"), ("yuan", "dollars"), ("km", "miles"), ("MW", "GW"), ("%", " tonnes")
    ),
    "another direction": _swapped(("exports", "imports"), ("imports", "exports"), ("from", "to")),
    "another comparison": _swapped(
        ("more than", "less than"), ("over", "under"), ("above", "below"), ("up", "down"), ("at least", "at most")
    ),
    "another time": _swapped(
        ("January", "March"), ("June", "July"), ("early", "late"), ("late", "early"), ("May", "April")
    ),
    "a plan made a deed": _swapped(
        ("plans to build", "built"), ("is to", "did"), ("planned", "finished"), ("expected to", "known to"),
        ("aims to", "did"),
    ),
}  # fmt: skip
"""Ways to change a sentence, by name; each gives nothing where it does not apply."""
