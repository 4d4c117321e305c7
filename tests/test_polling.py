"""Polling: what is acknowledged when, what is survived, and when it gives up."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from typing import Any, cast
from urllib.parse import parse_qs, urlsplit

import pytest
from telegram import Bot
from telegram.error import Conflict, InvalidToken, NetworkError, RetryAfter, TelegramError, TimedOut
from telegram.request import BaseRequest

from bot import errors
from bot.errors import LedgerError
from bot.relay import polling
from bot.relay.metrics import Metrics
from bot.relay.polling import CONFLICTS, Poller
from tests.bot_api import TOKEN

Json = dict[str, Any]


class Scripted:
    """Answers polls as it was told to, and remembers their offsets; then it ends the run."""

    def __init__(self, *answers: list[Json] | Exception) -> None:
        self._answers = list(answers)
        self.offsets: list[int] = []

    async def post(self, url: str, **_: Any) -> list[Json]:
        self.offsets.append(int(parse_qs(urlsplit(url).query)["offset"][0]))
        if not self._answers:
            raise asyncio.CancelledError
        answer = self._answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    for pause in ("PAUSE_SECONDS", "LONGEST_PAUSE_SECONDS", "TOGETHER_SECONDS"):
        monkeypatch.setattr(polling, pause, 0.0)


def polled(request: Scripted, take: Any = None) -> tuple[list[int], Poller]:
    """Poll until the script ends; return the updates that were taken, and the poller."""
    taken: list[int] = []

    async def remember(updates: Sequence[Json]) -> None:
        taken.extend(update["update_id"] for update in updates)

    poller = Poller(Bot(TOKEN), cast("BaseRequest", request), take or remember, ("message",), Metrics())
    with pytest.raises(asyncio.CancelledError):
        asyncio.run(poller.run())
    return taken, poller


def test_updates_are_acknowledged_by_the_next_poll_after_they_were_taken() -> None:
    request = Scripted([{"update_id": 7}, {"update_id": 8}], [], [{"update_id": 3}])
    assert polled(request)[0] == [7, 8, 3]
    assert request.offsets == [0, 9, 9, 4]


def test_what_could_not_be_kept_is_not_acknowledged() -> None:
    tries: list[int] = []

    async def full(updates: Sequence[Json]) -> None:
        tries.append(updates[0]["update_id"])
        if len(tries) < 3:
            raise LedgerError("The disk is full.")

    request = Scripted(*[[{"update_id": 7}]] * 3)
    polled(request, full)
    assert tries == [7, 7, 7]
    assert request.offsets == [0, 0, 0, 8]


@pytest.mark.parametrize(
    "error",
    [KeyError("update_id"), TimedOut(), NetworkError("gone"), TelegramError("Invalid server response"), Conflict("x")],
)
def test_polling_goes_on_after_an_error(error: Exception) -> None:
    assert polled(Scripted(error, [{"update_id": 7}]))[0] == [7]


def test_a_wait_that_telegram_asks_for_is_kept_before_the_next_poll(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "1")
    waits: list[float] = []
    monkeypatch.setattr(polling, "seconds_of", lambda error: waits.append(error.retry_after.total_seconds()) or 0.0)
    assert polled(Scripted(RetryAfter(7), [{"update_id": 7}]))[0] == [7]
    assert waits == [7.0]


def test_polling_that_another_process_ends_again_and_again_gives_up_with_what_to_do() -> None:
    request = Scripted(*[Conflict("terminated by other getUpdates request")] * 2 * CONFLICTS)
    poller = Poller(Bot(TOKEN), cast("BaseRequest", request), None, ("message",), Metrics())  # type: ignore[arg-type]
    with pytest.raises(errors.TelegramError, match="Stop it, or give this bot a token of its own"):
        asyncio.run(poller.run())
    assert len(request.offsets) >= CONFLICTS


def test_a_token_that_was_revoked_ends_polling() -> None:
    poller = Poller(Bot(TOKEN), cast("BaseRequest", Scripted(InvalidToken())), None, (), Metrics())  # type: ignore[arg-type]
    with pytest.raises(errors.TelegramError, match="does not accept the bot's token any more"):
        asyncio.run(poller.run())


def test_how_long_nothing_was_heard_is_known(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        _, poller = polled(Scripted(NetworkError("gone"), []))
    assert poller.silence < 1
    assert "polling failed, trying again: gone" in caplog.text
