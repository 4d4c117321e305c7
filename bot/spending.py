"""What asking models costs is counted for each person and day, and capped; in memory, standard library only."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime

from bot.errors import QuotaError

asker: ContextVar[str] = ContextVar("asker", default="")
"""Who is asking, set by the front end; empty where there is only one."""

_MILLION = 1_000_000


@dataclass(slots=True)
class Spent:
    """What was used up."""

    requests: int = 0
    read: int = 0
    """Tokens of prompts."""
    written: int = 0
    """Tokens of replies."""
    money: float = 0.0
    stopped: int = 0
    """Requests that a cap forbade."""

    @property
    def tokens(self) -> int:
        return self.read + self.written


def _today() -> date:
    return datetime.now(UTC).date()


@dataclass(slots=True)
class Spending:
    """Counts tokens and money by person, for the day (UTC) that it is."""

    tokens_per_day: int = 0
    """For one person; 0: no limit."""
    price: str = ""
    """Of a million tokens, read and written: `0.15/0.60`."""
    money_per_day: float = 0.0
    """For all together; 0: no limit."""
    today: Callable[[], date] = _today
    _day: date | None = None
    _ever: Spent = field(default_factory=Spent)
    _people: dict[str, Spent] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def allow(self, tokens: int) -> None:
        """Return if a request of so many *tokens* may still be made; raises QuotaError if not."""
        with self._lock:
            mine, money = self._of(asker.get()), sum(one.money for one in self._people.values())
            used_up = self.tokens_per_day and mine.tokens + tokens > self.tokens_per_day
            too_dear = self.money_per_day and money + self._cost(tokens, 0) > self.money_per_day
            self._ever.stopped += bool(used_up or too_dear)
        if used_up:
            raise QuotaError("Your share of the model for today is used up.")
        if too_dear:
            raise QuotaError("What the model may cost today is used up.")

    def add(self, read: int, written: int) -> None:
        """Count a request."""
        with self._lock:
            for one in (self._of(asker.get()), self._ever):
                one.requests += 1
                one.read += read
                one.written += written
                one.money += self._cost(read, written)

    def total(self) -> Spent:
        """Return what all people together have used today."""
        with self._lock:
            self._of("")
            everyone = list(self._people.values())
        return Spent(
            sum(one.requests for one in everyone),
            sum(one.read for one in everyone),
            sum(one.written for one in everyone),
            sum(one.money for one in everyone),
        )

    def ever(self) -> Spent:
        """Return what has been used since the start, which never falls: what a counter of metrics shows."""
        with self._lock:
            return replace(self._ever)

    def _of(self, person: str) -> Spent:
        day = self.today()
        if day != self._day:
            self._day = day
            self._people.clear()
        return self._people.setdefault(person, Spent())

    def _cost(self, read: int, written: int) -> float:
        if not self.price:
            return 0.0
        for_read, for_written = map(float, self.price.split("/"))
        return (read * for_read + written * for_written) / _MILLION
