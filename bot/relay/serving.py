"""The parts of the relay are put together, started, watched, and stopped in good order."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import secrets
import signal
import time
from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any

from telegram import Bot
from telegram.error import InvalidToken, RetryAfter, TelegramError
from telegram.request import HTTPXRequest

from bot import errors
from bot.ledger import delivery
from bot.ledger.database import Ledger
from bot.relay import menu
from bot.relay.answering import AT_ONCE, AT_ONCE_WITH_MODEL, Answering, Threads
from bot.relay.assembly import parts
from bot.relay.budget import Budget
from bot.relay.delivering import Delivery
from bot.relay.doors import Doors
from bot.relay.handlers import KINDS, Replies, Rules
from bot.relay.intake import Intake
from bot.relay.lanes import Lanes
from bot.relay.metrics import Metrics
from bot.relay.polling import Poller
from bot.relay.quota import Quota
from bot.relay.sending import Sender, seconds_of
from bot.relay.working import Workers
from bot.settings import TELEGRAM, BotSettings
from bot.spending import Spent
from index.errors import SeraiError

if TYPE_CHECKING:
    from tornado.httpserver import HTTPServer

GRACE_SECONDS = 2.5
"""How long what is under way may take to finish after a signal."""
FAREWELL_SECONDS = 0.7
"""How long closing connections may take after that."""
SILENT_SECONDS = 90.0
"""Beyond this without a successful poll, /healthz says so."""
TIDY_SECONDS = 3600.0
PAUSE_SECONDS = 1.0
LONGEST_PAUSE_SECONDS = 30.0
"""Between attempts to reach Telegram at the start; each is half as long again as the last."""
DAY = 86_400.0

_log = logging.getLogger(__name__)


class Serving:
    """One process that serves."""

    def __init__(
        self,
        token: str,
        settings: BotSettings,
        ledger: Ledger,
        answer: Answering,
        spent: Callable[[], Spent] | None,
    ) -> None:
        self._settings = settings
        self._ledger = ledger
        self._metrics = Metrics()
        self._lanes = Lanes()
        self._threads = Threads(answer, AT_ONCE if spent is None else AT_ONCE_WITH_MODEL)
        self._secret = settings.telegram_webhook_secret.get_secret_value() or secrets.token_urlsafe(32)
        self._ready = False
        self._tasks: list[asyncio.Task[None]] = []
        self._working: asyncio.Task[None] | None = None
        self._servers: list[HTTPServer] = []
        polling = HTTPXRequest(1)
        base_url = settings.telegram_base_url or TELEGRAM
        self._bot = Bot(
            token,
            base_url,
            f"{base_url.removesuffix('bot')}file/bot",
            request=HTTPXRequest(32, read_timeout=10.0, pool_timeout=10.0),
            get_updates_request=polling,
        )
        sender = Sender(self._bot, Budget(), self._metrics)
        doors = Doors(ledger, settings.allowed, settings.admins)
        delivering = Delivery(sender, ledger, self._lanes)
        self._parts = parts(self._bot, ledger, delivering, self._threads, doors, settings, self._metrics)
        self._replies = Replies(
            self._bot, ledger, delivering, self._parts, doors, Rules(settings.admins, settings.keep_days),
            Quota(settings.quota_per_minute), self._metrics,
        )  # fmt: skip
        self._intake = Intake(self._bot, ledger, self._lanes, self._replies.judge, self._metrics)
        self._workers = Workers(self._lanes, ledger, self._replies, self._metrics)
        self._poller = Poller(self._bot, polling, self._intake.take, KINDS, self._metrics)
        self._metrics.watch(lambda: len(self._lanes), lambda: self._poller.silence, spent)

    @property
    def busy(self) -> bool:
        """Whether a thread is still at an answer."""
        return self._threads.busy

    async def run(self) -> None:
        """Serve until a signal, a second of which changes nothing, or until it cannot go on."""
        stop = asyncio.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            asyncio.get_running_loop().add_signal_handler(number, stop.set)
        stopping = asyncio.create_task(stop.wait())
        self._begin(self._start())
        try:
            while not stop.is_set() and not any(_ended_badly(task) for task in self._tasks):
                await asyncio.wait((stopping, *self._running()), return_when=asyncio.FIRST_COMPLETED)
        finally:
            stopping.cancel()
            await self._stop()
        for task in self._tasks:
            if task.done() and not task.cancelled() and (error := task.exception()):
                if isinstance(error, SeraiError):
                    raise error
                _log.error("a part of the relay failed", exc_info=error)
                raise errors.TelegramError("A part of the relay failed; the log says how.") from None

    def _begin(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        self._tasks.append(task := asyncio.create_task(work))
        return task

    def _running(self) -> list[asyncio.Task[None]]:
        return [task for task in self._tasks if not task.done()]

    async def _start(self) -> None:
        """Reach Telegram, however long that takes, take up what was left, and take in what comes."""
        self._listen()
        await self._until_reached(self._bot.initialize)
        if resumed := await self._intake.resume():
            _log.info("taking up %s updates that were left unfinished", resumed)
        self._working = self._begin(self._workers.run())
        self._begin(self._tidy())
        if self._settings.telegram_webhook_url:
            await self._until_reached(self._set_webhook)
        else:
            await self._until_reached(self._bot.delete_webhook)
            self._poller.heard = time.monotonic()
            self._begin(self._poller.run())
            self._begin(self._watch())
        self._ready = True
        _log.info("serving as @%s", self._bot.username)
        self._begin(self._parts.telling.run())
        await menu.set_up(self._bot, self._settings.admins)

    def _listen(self) -> None:
        """Serve the webhook and what those who run the bot look at, where that is set."""
        settings = self._settings
        if settings.health_port or settings.telegram_webhook_url:
            from bot.relay import web

            if settings.health_port:
                self._servers.append(web.health(settings.health_port, self._wrong, self._not_ready, self._metrics.text))
            if settings.telegram_webhook_url:
                self._servers.append(
                    web.webhook(
                        settings.telegram_webhook_url,
                        self._secret,
                        settings.telegram_webhook_listen,
                        self._intake.take,
                    )
                )

    async def _set_webhook(self) -> None:
        await self._bot.set_webhook(
            self._settings.telegram_webhook_url, secret_token=self._secret, allowed_updates=KINDS, max_connections=10
        )

    async def _until_reached(self, call: Callable[[], Coroutine[Any, Any, Any]]) -> None:
        pause = PAUSE_SECONDS
        while True:
            try:
                await call()
            except InvalidToken:
                raise errors.TelegramError(
                    "Telegram does not accept the bot's token. Copy it again from @BotFather into TELEGRAM_BOT_TOKEN."
                ) from None
            except TelegramError as error:
                _log.warning("Telegram cannot be reached, trying again: %s", error)
                await asyncio.sleep(seconds_of(error) if isinstance(error, RetryAfter) else pause)
                pause = min(LONGEST_PAUSE_SECONDS, 1.5 * pause)
            else:
                return

    async def _watch(self) -> None:
        """Make new connections where nothing is heard any more, and end the process where that does not help."""
        limit, renewed = float(self._settings.telegram_silence), 0.0
        while limit:
            await asyncio.sleep(min(1.0, limit / 10))
            silence = self._poller.silence
            if silence > limit:
                raise errors.TelegramError(
                    f"Nothing was heard of Telegram for {silence:.0f} seconds. This process ends so that it can be "
                    "started anew; what waits is kept."
                )
            if silence > limit / 3 and time.monotonic() - renewed > limit / 3:
                _log.warning("nothing was heard of Telegram for %.0f seconds, connecting anew", silence)
                renewed = time.monotonic()
                await self._poller.renew()

    async def _tidy(self) -> None:
        """Erase what is older than what is kept, now and every hour."""
        while True:
            try:
                erased = await self._ledger.soon(delivery.tidy, time.time(), self._settings.keep_days * DAY)
                _log.debug("%s answers were older than what is kept", erased)
            except errors.LedgerError as error:
                _log.warning("what is old could not be erased: %s", error)
            await asyncio.sleep(TIDY_SECONDS)

    async def _stop(self) -> None:
        """Take nothing more in, finish what is nearly done, and leave the rest to the next start."""
        _log.info("stopping, %s updates are left for the next start", len(self._lanes))
        self._ready = False
        for server in self._servers:
            server.stop()
        for task in self._running():
            if task is not self._working:
                task.cancel()
        await self._workers.stop(GRACE_SECONDS)
        for task in self._running():
            task.cancel()
        await asyncio.wait(self._tasks, timeout=FAREWELL_SECONDS)
        self._threads.close()
        with contextlib.suppress(TimeoutError, TelegramError):
            await asyncio.wait_for(self._bot.shutdown(), FAREWELL_SECONDS)

    def _wrong(self) -> dict[str, str]:
        """Return what is so wrong that a new start would help."""
        silent = self._ready and not self._settings.telegram_webhook_url and self._poller.silence > SILENT_SECONDS
        return {"polling": f"silent for {self._poller.silence:.0f} s"} if silent else {}

    def _not_ready(self) -> dict[str, str]:
        """Return why no questions can be answered now."""
        return self._wrong() if self._ready else {"relay": "starting or stopping"}


def _ended_badly(task: asyncio.Task[None]) -> bool:
    return task.done() and not task.cancelled() and task.exception() is not None
