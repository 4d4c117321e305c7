"""The bot runs in Telegram: from a token to a process that polls, answers, and ends on SIGTERM or SIGINT."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import signal
from collections.abc import Coroutine
from typing import Any

from telegram import Update
from telegram.error import InvalidToken, RetryAfter, TelegramError
from telegram.ext import Application, ApplicationBuilder, MessageHandler, filters

from bot import errors
from bot.relay import texts
from bot.relay.handlers import Answering, Replies, on_error, on_polling_error
from bot.relay.quota import Quota
from bot.relay.redact import keep_out_of_logs
from bot.relay.sending import seconds_of

AT_ONCE = 8
"""How many updates are worked on at the same time."""
PAUSE_SECONDS = 1.0
LONGEST_PAUSE_SECONDS = 30.0
"""Between attempts to reach Telegram at the start; each is half as long again as the last."""

_Application = Application[Any, Any, Any, Any, Any, Any]

_log = logging.getLogger(__name__)


def serve(
    token: str,
    base_url: str,
    answer: Answering,
    allowed: frozenset[int],
    quota_per_minute: int,
) -> None:
    """Answer in Telegram until SIGTERM or SIGINT; what was taken in by then is answered first.

    Without a *base_url* it is Telegram's own. An empty *allowed* lets everyone ask; a quota of 0 sets no limit.
    Raises TelegramError where Telegram does not know the token.
    """
    keep_out_of_logs(token)
    os.environ.setdefault("PTB_TIMEDELTA", "1")
    try:
        application = _application(token, base_url, Replies(answer, allowed, Quota(quota_per_minute)))
        asyncio.run(_run(application))
    except InvalidToken:
        raise errors.TelegramError(
            "Telegram does not accept the bot's token. Copy it again from @BotFather into TELEGRAM_BOT_TOKEN."
        ) from None


def _application(token: str, base_url: str, replies: Replies) -> _Application:
    builder = ApplicationBuilder().token(token).concurrent_updates(AT_ONCE).job_queue(None)
    if base_url:
        builder = builder.base_url(base_url)
    application = builder.build()
    application.add_handler(MessageHandler(filters.UpdateType.MESSAGE, replies.on_message))
    application.add_error_handler(on_error)
    return application


async def _run(application: _Application) -> None:
    """Start, wait for a signal, and stop in good order; a second signal changes nothing."""
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    try:
        await _unless(stop, _start(application))
        await stop.wait()
        _log.info("stopping")
    finally:
        if application.updater and application.updater.running:
            await application.updater.stop()
        if application.running:
            await application.stop()
        await application.shutdown()


async def _unless(stop: asyncio.Event, work: Coroutine[Any, Any, None]) -> None:
    """Do the work, or leave it as soon as *stop* is set."""
    working, stopping = asyncio.create_task(work), asyncio.create_task(stop.wait())
    await asyncio.wait((working, stopping), return_when=asyncio.FIRST_COMPLETED)
    stopping.cancel()
    if not working.done():
        working.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await working


async def _start(application: _Application) -> None:
    """Reach Telegram, however long that takes, and begin to poll."""
    await _initialize(application)
    await application.start()
    assert application.updater is not None  # noqa: S101 - the builder made one
    await application.updater.start_polling(
        bootstrap_retries=-1,
        allowed_updates=[Update.MESSAGE],
        error_callback=on_polling_error,
    )
    _log.info("serving as @%s", application.bot.username)
    with contextlib.suppress(TelegramError):
        await application.bot.set_my_commands(texts.COMMANDS)


async def _initialize(application: _Application) -> None:
    pause = PAUSE_SECONDS
    while True:
        try:
            return await application.initialize()
        except InvalidToken:
            raise
        except TelegramError as error:
            _log.warning("Telegram cannot be reached, trying again: %s", error)
            await asyncio.sleep(seconds_of(error) if isinstance(error, RetryAfter) else pause)
            pause = min(LONGEST_PAUSE_SECONDS, 1.5 * pause)
