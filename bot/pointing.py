"""Which texts begin by pointing to something that stands before them. It imports `bot.names` only."""

from __future__ import annotations

import re

from bot.names import names

_POINTS = re.compile(
    r"(?i)\b(?:it|its|they|them|their|he|him|his|she|her|this|these|those)\b"
    r"|\b(?:он|она|оно|они|его|её|их|этот|эта|это|эти)\b|[它他她这其]"
)


def points(text: str) -> bool:
    """Return whether *text* begins by pointing to something: a pronoun after its first name points to that."""
    found = _POINTS.search(text)
    first = next((text.find(name) for name, _ in names(text)), len(text))
    return found is not None and found.start() < first
