"""Updates are fetched by long polling, and acknowledged by the next poll, after the ledger has them."""

from __future__ import annotations

import asyncio
import json
import logging
import random
import time
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from typing import Any
from urllib.parse import urlencode

from telegram import Bot
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError, TimedOut
from telegram.request import BaseRequest

from bot import errors
from bot.relay.metrics import Metrics
from bot.relay.sending import seconds_of
from index.errors import SeraiError

POLL_SECONDS = 25
"""How long Telegram holds a poll open while there is nothing new."""
ANSWER_SECONDS = 10.0
"""How long beyond that its answer may take."""
TOGETHER_SECONDS = 0.02
"""Polls that bring something follow each other no faster: who floods is then taken in by the handful."""
PAUSE_SECONDS = 1.0
LONGEST_PAUSE_SECONDS = 30.0
"""After a poll that failed; each pause is half as long again as the last."""
CONFLICTS = 10
CONFLICT_SECONDS = 60.0
"""So many polls ended by another poller within so long mean that it will not go away."""

Take = Callable[[Sequence[dict[str, Any]]], Awaitable[None]]

_log = logging.getLogger(__name__)


class Poller:
    """Polls for as long as it runs; we do it ourselves, for python-telegram-bot acknowledges what it only queued."""

    def __init__(self, bot: Bot, request: BaseRequest, take: Take, kinds: Sequence[str], metrics: Metrics) -> None:
        self._bot = bot
        self._request = request
        self._take = take
        self._kinds = json.dumps(list(kinds))
        self._metrics = metrics
        self._offset = 0
        self._conflicts: deque[float] = deque(
            maxlen=CONFLICTS + random.randrange(CONFLICTS)
        )  # so that one gives in first
        self.heard = time.monotonic()
        """When a poll last succeeded."""

    async def run(self) -> None:
        """Poll until cancelled; raises TelegramError of ours where polling can never work."""
        pause = PAUSE_SECONDS
        while True:
            try:
                await self._poll()
            except InvalidToken as error:
                raise errors.TelegramError("Telegram does not accept the bot's token any more.") from error
            except Conflict:
                self._conflict()
                await asyncio.sleep(PAUSE_SECONDS)
                continue
            except TimedOut as error:
                self._failed("timed out", error)
            except (TelegramError, SeraiError) as error:
                self._failed("failed", error)
                await asyncio.sleep(seconds_of(error) if isinstance(error, RetryAfter) else pause)
            except Exception:  # whatever was sent instead of updates, the next poll may bring some
                _log.exception("polling failed, trying again")
                await asyncio.sleep(pause)
            else:
                pause = PAUSE_SECONDS
                continue
            pause = min(LONGEST_PAUSE_SECONDS, 1.5 * pause)

    async def renew(self) -> None:
        """Leave the connections behind that nothing is heard on any more, and make new ones."""
        await self._request.shutdown()
        await self._request.initialize()

    @property
    def silence(self) -> float:
        """How many seconds ago a poll last succeeded."""
        return time.monotonic() - self.heard

    async def _poll(self) -> None:
        began = time.monotonic()
        wanted = {"offset": self._offset, "timeout": POLL_SECONDS, "allowed_updates": self._kinds}
        updates: Any = await self._request.post(
            f"{self._bot.base_url}/getUpdates?{urlencode(wanted)}", read_timeout=POLL_SECONDS + ANSWER_SECONDS
        )
        self.heard = time.monotonic()
        self._metrics.polls.labels("ok").inc()
        if updates:
            newest = max(int(update["update_id"]) for update in updates)
            await self._take(updates)  # committed here, and acknowledged by the next poll
            self._offset = newest + 1
            await asyncio.sleep(began + TOGETHER_SECONDS - time.monotonic())

    def _failed(self, how: str, error: Exception) -> None:
        self._metrics.polls.labels("failed").inc()
        _log.warning("polling %s, trying again: %s", how, error)

    def _conflict(self) -> None:
        """Count a poll that another one ended; raises TelegramError where that goes on."""
        self._metrics.polls.labels("conflict").inc()
        _log.error("another process polls with the same token: stop one of the two")
        now = time.monotonic()
        self._conflicts.append(now)
        if len(self._conflicts) == self._conflicts.maxlen and now - self._conflicts[0] < CONFLICT_SECONDS:
            raise errors.TelegramError(
                "Another process polls with the same token all the time. Stop it, or give this bot a token of its own."
            )
