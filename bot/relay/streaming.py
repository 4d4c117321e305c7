"""A slow answer grows in its placeholder: about one edit a second, as far as the budget has room to spare."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Callable

from telegram.error import TelegramError

from bot.answer import Answer
from bot.relay.answering import Grown
from bot.relay.sending import ClosedError, LaterError, MigratedError, MissingError, Recipient, Sender
from bot.render import Message, to_telegram
from bot.texts import ENGLISH, Texts

EDIT_SECONDS = 1.0
"""Between two edits."""
MORE = " …"
"""What an answer that is not finished ends with."""

_log = logging.getLogger(__name__)


@contextlib.asynccontextmanager
async def streamed(sender: Sender, to: Recipient, message_id: int, texts: Texts = ENGLISH) -> AsyncIterator[Grown]:
    """Show what the block hands over in a message. At the end no edit of ours is on its way any more."""
    newest: list[Answer] = []
    ended = asyncio.Event()

    def take() -> Message | None:
        return begun(newest.pop(), texts) if newest else None

    showing = asyncio.create_task(_show(sender, to, message_id, take, ended))
    try:
        yield lambda answer: newest.__setitem__(slice(None), [answer])
    finally:
        ended.set()  # not cancelled: an edit that is cut off might arrive after the answer
        await showing


async def _show(
    sender: Sender, to: Recipient, message_id: int, newest: Callable[[], Message | None], ended: asyncio.Event
) -> None:
    while not ended.is_set():
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(ended.wait(), EDIT_SECONDS)
            return
        if not sender.budget.spare(to.chat) or not (message := newest()):
            continue
        try:
            await sender.edit(to, message_id, message)
        except (ClosedError, LaterError, MigratedError, MissingError, TelegramError) as error:
            _log.debug("a growing answer could not be shown: %s", error)


def begun(answer: Answer, texts: Texts = ENGLISH) -> Message:
    """Return the first message of an answer that goes on."""
    first = to_telegram(answer, texts)[0]
    return (
        Message(first.text[: -len(MORE)] + MORE, ())
        if len(first.text) > 4000
        else Message(first.text + MORE, first.entities)
    )
