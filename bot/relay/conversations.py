"""What was answered earlier in each conversation, kept in memory and for the last few answers only."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable

from bot.answer import Answer

ANSWERS = 6
CONVERSATIONS = 10_000
"""Beyond this many, the conversation that has been silent longest is forgotten."""


class Conversations:
    """The earlier answers of each conversation, oldest first."""

    def __init__(self) -> None:
        self._answers: OrderedDict[Hashable, tuple[Answer, ...]] = OrderedDict()

    def earlier(self, key: Hashable) -> tuple[Answer, ...]:
        return self._answers.get(key, ())

    def add(self, key: Hashable, answer: Answer) -> None:
        self._answers[key] = (*self.earlier(key), answer)[-ANSWERS:]
        self._answers.move_to_end(key)
        if len(self._answers) > CONVERSATIONS:
            self._answers.popitem(last=False)

    def forget(self, key: Hashable) -> None:
        self._answers.pop(key, None)
