"""One budget for all calls of the bot, so that Telegram never has to refuse any; where it does, its wait is obeyed.

Telegram takes about 30 messages a second in all, one a second in a private chat, and 20 a minute in a group.
"""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

OVERALL = (3, 0.1)
"""Thirty a second, evenly: what is on its way when a process dies is little."""
PRIVATE = (8, 8.0)
"""One a second, of which the placeholders and edits of a long answer may come at once."""
GROUP = (20, 60.0)
"""Calls, and the seconds within which no more than so many are made."""
CHATS = 10_000
"""Beyond this many, chats that have been quiet for a minute are forgotten."""
QUIET_SECONDS = 60.0
RESERVE = 0.5
"""The share of a budget that is left to answers; what is only nice to have uses the rest."""


@dataclass(slots=True)
class _Window:
    """At most *most* calls within any *seconds*."""

    most: int
    seconds: float
    times: deque[float] = field(default_factory=deque)
    halted: float = 0.0
    """Until when nothing is sent, because Telegram asked for that."""

    def wait(self, now: float) -> float:
        """Return in how many seconds there is room for a call."""
        while self.times and now - self.times[0] >= self.seconds:
            self.times.popleft()
        full = self.times[-self.most] + self.seconds - now if len(self.times) >= self.most else 0.0
        return max(0.0, full, self.halted - now)

    def spare(self, now: float) -> bool:
        return not self.wait(now) and len(self.times) < self.most * (1 - RESERVE)


class Budget:
    """Hands out turns to call; first come, first served."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._overall = _Window(*OVERALL)
        self._chats: dict[int, _Window] = {}
        self._line = asyncio.Lock()

    async def turn(self, chat: int) -> None:
        """Wait until a call to *chat* may be made, and count it."""
        window = self._window(chat)
        while True:
            while wait := window.wait(self._clock()):
                await asyncio.sleep(wait)
            async with self._line:
                while wait := self._overall.wait(self._clock()):
                    await asyncio.sleep(wait)
                now = self._clock()
                if not window.wait(now):
                    window.times.append(now)
                    self._overall.times.append(now)
                    return

    def spare(self, chat: int) -> bool:
        """Return whether a call that nobody needs may be made to *chat* now; `turn` then counts it."""
        now = self._clock()
        return not self._line.locked() and self._overall.spare(now) and self._window(chat).spare(now)

    def halt(self, chat: int, seconds: float) -> None:
        """Send nothing to *chat* for so long; nor to anybody, if Telegram asks that of another chat meanwhile."""
        now = self._clock()
        other = any(window.halted > now for key, window in self._chats.items() if key != chat)
        window = self._window(chat)
        window.halted = max(window.halted, now + seconds)
        if other:
            self._overall.halted = max(self._overall.halted, now + seconds)

    def _window(self, chat: int) -> _Window:
        if chat not in self._chats and len(self._chats) >= CHATS:
            now = self._clock()
            self._chats = {
                key: one
                for key, one in self._chats.items()
                if one.halted > now or (one.times and now - one.times[-1] < QUIET_SECONDS)
            }
        return self._chats.setdefault(chat, _Window(*(PRIVATE if chat > 0 else GROUP)))
