"""The bot's budget: how much goes out within a time, to whom, and what Telegram asks to wait for."""

from __future__ import annotations

import asyncio
from collections import Counter

import pytest

from bot.relay import budget
from bot.relay.budget import GROUP, OVERALL, PRIVATE, Budget


class Clock:
    """A clock that goes on only while somebody sleeps."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = 1000.0
        self._real = asyncio.sleep
        monkeypatch.setattr(budget.asyncio, "sleep", self._sleep)

    def __call__(self) -> float:
        return self.now

    async def _sleep(self, seconds: float) -> None:
        until = self.now + seconds
        while self.now < until:
            self.now += min(0.01, until - self.now)
            await self._real(0)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return Clock(monkeypatch)


def most_within(times: list[float], seconds: float) -> int:
    return max(sum(first <= one < first + seconds - 1e-6 for one in times) for first in times)


def calls(clock: Clock, chats: list[int]) -> dict[int, list[float]]:
    """Make all these calls at once, and return when each chat's were made."""
    made: dict[int, list[float]] = {chat: [] for chat in chats}

    async def call(one: Budget, chat: int) -> None:
        await one.turn(chat)
        made[chat].append(clock.now)

    async def run() -> None:
        one = Budget(clock)
        await asyncio.gather(*(call(one, chat) for chat in chats))

    asyncio.run(run())
    return made


def test_no_more_than_thirty_calls_go_out_in_any_second(clock: Clock) -> None:
    made = calls(clock, list(range(1, 101)))
    times = [time for one in made.values() for time in one]
    assert most_within(times, 1.0) <= 30
    assert most_within(times, OVERALL[1]) <= OVERALL[0]
    assert max(times) - min(times) < 4.5


def test_a_private_chat_gets_one_a_second_after_a_burst(clock: Clock) -> None:
    (times,) = calls(clock, [5] * 24).values()
    assert most_within(times, PRIVATE[1]) == PRIVATE[0]
    assert times[5] - times[0] < 1


def test_a_group_gets_twenty_a_minute_and_holds_up_nobody_else(clock: Clock) -> None:
    made = calls(clock, [-5] * 30 + [6])
    assert most_within(made[-5], GROUP[1]) == GROUP[0]
    assert made[6][0] < 1005


def test_a_wait_that_telegram_asks_for_holds_its_chat_and_a_second_one_everybody() -> None:
    now = [100.0]
    one = Budget(lambda: now[0])
    one.halt(5, 10)
    assert not one.spare(5)
    assert one.spare(6)
    one.halt(6, 20)
    assert not one.spare(7)
    now[0] += 21
    assert one.spare(7)


def test_what_is_only_nice_to_have_leaves_half_of_a_budget_to_answers() -> None:
    now = [100.0]
    one = Budget(lambda: now[0])

    async def nice() -> Counter[int]:
        used: Counter[int] = Counter()
        for _ in range(100):
            now[0] += 0.1
            for chat in (-5, 5):
                if one.spare(chat):
                    await one.turn(chat)
                    used[chat] += 1
        return used

    used = asyncio.run(nice())
    assert used[-5] == GROUP[0] / 2
    assert used[5] <= 8


def test_chats_that_are_quiet_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(budget, "CHATS", 3)
    now = [100.0]
    one = Budget(lambda: now[0])
    for chat in range(1, 8):
        now[0] += budget.QUIET_SECONDS
        asyncio.run(one.turn(chat))
    assert len(one._chats) <= 4
