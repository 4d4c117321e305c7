"""The bot runs in Telegram: from a token to a process that takes updates in, answers, and ends on SIGTERM or SIGINT."""

from __future__ import annotations

import asyncio
import logging
import os
import sys
from collections.abc import Callable
from typing import NoReturn

from bot.ledger import lock
from bot.ledger.database import Ledger
from bot.relay import logs
from bot.relay.answering import Answering
from bot.relay.serving import Serving
from bot.settings import BotSettings
from bot.spending import Spent

_log = logging.getLogger(__name__)


def serve(token: str, settings: BotSettings, answer: Answering, spent: Callable[[], Spent] | None = None) -> None:
    """Answer in Telegram until SIGTERM or SIGINT; what is not finished by then is, when it starts again.

    *spent* tells what chat models have cost since the start.
    Raises TelegramError where Telegram does not let this bot serve, and LedgerError where the ledger does not.
    """
    logs.set_up(token, settings.log, questions=settings.log_questions)
    os.environ.setdefault("PTB_TIMEDELTA", "1")
    ledger = Ledger(settings.database_url)
    try:
        with lock.alone(ledger):
            serving = Serving(token, settings, ledger, answer, spent)
            asyncio.run(serving.run())
    finally:
        ledger.close()
    if serving.busy:
        _end_at_once()


def _end_at_once() -> NoReturn:
    """End although an answer is being thought about, which nobody waits for: Python would wait for its thread."""
    _log.info("an answer under way is left; the next start takes its question up again")
    logging.shutdown()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(0)
