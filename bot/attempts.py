"""Models are asked one after another, each again where that helps, until one replies or the time is up."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator, Sequence
from contextvars import ContextVar
from typing import Protocol

from bot.errors import BusyError, ChatModelError, LateError, UnreachableError
from bot.model import Piece

_TRIES = 3
_FIRST_PAUSE = 0.2  # seconds; doubled with each try
_WORTH_REPEATING = (BusyError, UnreachableError)
_FIRST_SHARE = 0.6  # of the time left that a model may take while there is another to fall back on


used: ContextVar[float] = ContextVar("used", default=0.0)
"""Seconds of the time for a question that models have used before the engine asks them."""


class Chat(Protocol):
    """A chat model, or what plays one."""

    name: str

    def pieces(self, messages: list[tuple[str, str]], until: float, *, formed: bool = True) -> Iterator[Piece]:
        """Yield a reply as it arrives, if *formed* in our form; raises ChatModelError, also after *until*."""
        ...


def reply(
    models: Sequence[Chat],
    messages: list[tuple[str, str]],
    until: float,
    pause: Callable[[float], None] = time.sleep,
    *,
    formed: bool = True,
) -> Iterator[Piece]:
    """Yield the pieces of the first reply that begins; raises the last ChatModelError if none does before *until*.

    A reply that breaks off raises too: what came of it has been seen, so nothing is asked again.
    """
    failure: ChatModelError = LateError("There was no time to ask a model.")
    for place, model in enumerate(models):
        for turn in range(_TRIES):
            now = time.monotonic()
            if now >= until:
                raise failure
            limit = until if place == len(models) - 1 else now + _FIRST_SHARE * (until - now)
            begun = False
            try:
                for piece in model.pieces(messages, limit, formed=formed):
                    begun = begun or bool(piece.text)
                    yield piece
                if begun:
                    return
                failure = UnreachableError(f"The model {model.name} replied nothing.")
            except ChatModelError as error:
                if begun:
                    raise
                failure = error
            wait = _FIRST_PAUSE * 2**turn * random.uniform(0.5, 1)
            if not isinstance(failure, _WORTH_REPEATING) or turn == _TRIES - 1 or time.monotonic() + wait >= until:
                break
            pause(wait)
    raise failure
