"""Rendered messages go out to a chat: waits are obeyed, refused entities become plain text, nothing is sent twice."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

import httpx
from telegram import Bot, LinkPreviewOptions, MessageEntity, ReplyParameters
from telegram.constants import ChatAction
from telegram.error import BadRequest, ChatMigrated, Forbidden, NetworkError, RetryAfter, TelegramError

from bot.render import Message

ATTEMPTS = 4
PAUSE_SECONDS = 1.0
"""Between attempts after an error of Telegram's; it doubles each time."""
TYPING_SECONDS = 4.5
"""Telegram shows that the bot is typing for five seconds."""

_NOT_ARRIVED = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)
_ABOUT_ENTITIES = ("entit", "parse", "url")

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Recipient:
    """Where messages go: a chat, the topic in it, and the message that is replied to."""

    chat: int
    topic: int | None = None
    replies_to: int | None = None


async def send(bot: Bot, recipient: Recipient, messages: Sequence[Message]) -> None:
    """Send the messages in order, the first as a reply; give up with a line in the log where Telegram refuses."""
    for position, message in enumerate(messages):
        to = recipient if position == 0 else Recipient(recipient.chat, recipient.topic)
        try:
            await _deliver(bot, to, message)
        except Forbidden as error:
            _log.info("chat %s does not take messages: %s", recipient.chat, error)
            return
        except TelegramError as error:
            _log.error("a message to chat %s could not be sent: %s", recipient.chat, error)
            return


@contextlib.asynccontextmanager
async def typing(bot: Bot, recipient: Recipient) -> AsyncIterator[None]:
    """Show that the bot is typing for as long as the block runs; whether that works is of no account."""
    shown = asyncio.create_task(_type(bot, recipient))
    try:
        yield
    finally:
        shown.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await shown


async def _type(bot: Bot, recipient: Recipient) -> None:
    while True:
        with contextlib.suppress(TelegramError):
            await bot.send_chat_action(recipient.chat, ChatAction.TYPING, message_thread_id=recipient.topic)
        await asyncio.sleep(TYPING_SECONDS)


async def _deliver(bot: Bot, to: Recipient, message: Message) -> None:
    """Send one message, again where it surely did not arrive, and without entities where those are refused."""
    pause = PAUSE_SECONDS
    for attempt in range(1, ATTEMPTS + 1):
        last = attempt == ATTEMPTS
        try:
            return await _send_once(bot, to, message)
        except RetryAfter as error:
            if last:
                raise
            await asyncio.sleep(seconds_of(error))
        except ChatMigrated as error:
            to = Recipient(error.new_chat_id, to.topic)
        except BadRequest as error:
            if last or not message.entities or not any(word in str(error).lower() for word in _ABOUT_ENTITIES):
                raise
            _log.warning("entities refused, sending plain text: %s", error)
            message = Message(message.text)
        except NetworkError as error:
            if _may_have_arrived(error):
                _log.warning("a message to chat %s may have arrived, not sending it again: %s", to.chat, error)
                return None
            if last:
                raise
            await asyncio.sleep(pause)
            pause *= 2
    return None


async def _send_once(bot: Bot, to: Recipient, message: Message) -> None:
    entities = [MessageEntity(e.kind, e.offset, e.length, url=e.url or None) for e in message.entities]
    await bot.send_message(
        to.chat,
        message.text,
        entities=entities or None,
        link_preview_options=LinkPreviewOptions(is_disabled=True),
        message_thread_id=to.topic,
        reply_parameters=ReplyParameters(to.replies_to, allow_sending_without_reply=True) if to.replies_to else None,
    )


def _may_have_arrived(error: NetworkError) -> bool:
    """Tell whether Telegram may have taken the message: the connection broke after it was made.

    An answer of Telegram's, such as 502, has no cause; it says that the message was not taken.
    """
    return error.__cause__ is not None and not isinstance(error.__cause__, _NOT_ARRIVED)


def seconds_of(error: RetryAfter) -> float:
    """Return how long Telegram asks to wait, in seconds."""
    wait = error.retry_after
    return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)
