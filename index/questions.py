"""Questions come from the command line or, a line each, from standard input. Standard library only."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it was put to a command."""

    question: str
    id: str | int | None = None
    conversation: str | None = None
    """Questions that share it are the turns of one dialogue, in order."""


def questions(argument: str | None) -> Iterator[Asked]:
    """Yield the one question of the command line, or each line of standard input as it arrives, empty ones too."""
    if argument is not None:
        yield Asked(encodable(argument))
        return
    while line := sys.stdin.buffer.readline():
        yield parse(line.decode("utf-8", "replace").rstrip("\r\n"))


def encodable(text: str) -> str:
    """Return *text* with a question mark for each half of a character, which no output could hold."""
    return text.encode("utf-8", "replace").decode()


def parse(line: str) -> Asked:
    """Return the question of a line: the line itself, or the fields of the JSON object it holds."""
    if line.lstrip().startswith("{"):
        try:
            fields = json.loads(line)
        except (ValueError, RecursionError):
            return Asked(line)
        if isinstance(fields, dict) and "question" in fields:
            id, conversation = fields.get("id"), fields.get("conversation")
            return Asked(
                encodable(str(fields["question"] or "")),
                id if isinstance(id, str | int) else None,
                str(conversation) if conversation is not None else None,
            )
    return Asked(line)
