"""What comes back when a button is tapped: a kind, a row of the ledger, a number. At most 64 bytes, and checked.

Anybody can send back anything, so whoever gets a tap looks whether its row belongs to the chat that it came from.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

DATA_BYTES = 64
"""The most that Telegram takes behind a button."""

SOURCE = "s"
"""Show a source of an answer in a message of its own."""
PAGE = "p"
"""Show another source in the message that shows one."""
CLOSE = "x"
LIKE, DISLIKE, REASON = "u", "d", "r"
QUESTION = "q"
"""Ask a question that an answer offers."""
GOLD, DROP = "g", "k"
"""Make a gap a gold question, or drop it."""
ADD, LEAVE = "a", "l"
"""Add files that a maintainer sent, or leave them."""
SAY = "y"
"""Send what a maintainer wrote to everyone."""
MAINTAINED = frozenset({GOLD, DROP, ADD, LEAVE, SAY})
"""What only maintainers may do."""
LONG = frozenset({ADD, SAY})
"""What takes so long that nobody waits for it."""

_DATA = re.compile(r"(?P<kind>[a-z])(?::(?P<row>\d{1,15})(?::(?P<number>\d{1,4}))?)?")


@dataclass(frozen=True, slots=True)
class Tap:
    """What a button stands for."""

    kind: str
    row: int = 0
    number: int = 0

    @property
    def data(self) -> str:
        """What Telegram keeps behind the button."""
        return f"{self.kind}:{self.row}:{self.number}"


def tap(data: str | None) -> Tap | None:
    """Return what *data* stands for; None where it is none of ours."""
    found = _DATA.fullmatch(data or "")
    return Tap(found["kind"], int(found["row"] or 0), int(found["number"] or 0)) if found else None
