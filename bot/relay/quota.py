"""How many questions a person may ask within a minute."""

from __future__ import annotations

import math
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

MINUTE = 60.0
PEOPLE = 10_000
"""Beyond this many, those who have asked nothing for a minute are forgotten."""


@dataclass(slots=True)
class _Asked:
    times: deque[float] = field(default_factory=deque)
    told: float = -math.inf
    """When they were last told."""


class Quota:
    """A sliding minute for each person. A quota of 0 takes every question."""

    def __init__(self, per_minute: int, clock: Callable[[], float] = time.monotonic) -> None:
        self.per_minute = per_minute
        self._clock = clock
        self._people: dict[int, _Asked] = {}

    def wait(self, person: int) -> int:
        """Count a question and return 0; or, over the quota, return the seconds until there is room again."""
        now = self._clock()
        if len(self._people) > PEOPLE:
            self._people = {who: a for who, a in self._people.items() if a.times and now - a.times[-1] < MINUTE}
        asked = self._people.setdefault(person, _Asked())
        while asked.times and now - asked.times[0] >= MINUTE:
            asked.times.popleft()
        if 0 < self.per_minute <= len(asked.times):
            return max(1, math.ceil(asked.times[0] + MINUTE - now))
        asked.times.append(now)
        return 0

    def tell(self, person: int) -> bool:
        """Return whether to tell a person who asks too much: once a minute."""
        now = self._clock()
        asked = self._people.setdefault(person, _Asked())
        due = now - asked.told >= MINUTE
        if due:
            asked.told = now
        return due
