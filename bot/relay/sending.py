"""Rendered messages go out to a chat within the budget; each error of Telegram's becomes what to do about it."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TypeVar

import httpx
from telegram import (
    Bot,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    MessageEntity,
    ReplyParameters,
)
from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, NetworkError, RetryAfter, TelegramError

from bot.relay.budget import Budget
from bot.relay.metrics import Metrics
from bot.render import Message
from bot.styled import Button

LONGEST_WAIT_SECONDS = 3.0
"""A wait that Telegram asks for is sat out if it is no longer; after a longer one the work is taken up again."""

SENDING = 2
"""So many messages are on their way at the same time: at a crash, those have come to stand for nothing."""

Noted = Callable[[int], Awaitable[None]]

_NOT_ARRIVED = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)
_ABOUT_ENTITIES = ("entit", "parse", "url")
_CLOSED = (
    "chat not found",
    "user is deactivated",
    "group chat was deactivated",
    "have no rights to send",
    "not enough rights to send",
    "peer_id_invalid",
    "chat_write_forbidden",
    "topic_closed",
)
_MISSING = ("message to edit not found", "message can't be edited", "message_id_invalid")
_NO_TOPIC = "message thread not found"
_UNCHANGED = "message is not modified"

T = TypeVar("T")

_log = logging.getLogger(__name__)


class ClosedError(Exception):
    """The chat does not take messages: the bot was blocked or removed, or the chat is gone."""


class MissingError(Exception):
    """The message that is to be edited is gone."""


class MigratedError(Exception):
    """The group has become a supergroup, with the id *chat*."""

    def __init__(self, chat: int) -> None:
        super().__init__(chat)
        self.chat = chat


class LaterError(Exception):
    """Telegram did not take it now: it cannot be reached, or asks to wait for *seconds* (0: does not say)."""

    def __init__(self, reason: str, seconds: float = 0.0, *, arrived: bool = False) -> None:
        super().__init__(reason)
        self.seconds = seconds
        self.arrived = arrived
        """Whether it may have been carried out all the same."""


@dataclass(frozen=True, slots=True)
class Recipient:
    """Where messages go: a chat, the topic in it, and the message that is replied to."""

    chat: int
    topic: int | None = None
    replies_to: int | None = None


class Sender:
    """Sends and edits messages. Whatever fails is one of the errors above, or a BadRequest that is ours."""

    def __init__(self, bot: Bot, budget: Budget, metrics: Metrics) -> None:
        self._bot = bot
        self._metrics = metrics
        self._sending = asyncio.Semaphore(SENDING)
        self.budget = budget

    async def send(self, to: Recipient, message: Message, noted: Noted | None = None) -> None:
        """Send a message, and note its id at once. After a LaterError that *arrived* it may stand in the chat."""

        async def send(to: Recipient, message: Message) -> None:
            async with self._sending:
                message_id = await self._send(to, message)
                if noted:
                    await noted(message_id)

        try:
            return await self._called(to, message, send)
        except BadRequest as error:
            if _NO_TOPIC not in str(error).lower() or to.topic is None:
                raise
        return await self._called(replace(to, topic=None), message, send)

    async def say(self, to: Recipient, message: Message) -> None:
        """Send a message that is no answer; one that may have arrived is left at that, one that cannot is dropped."""
        try:
            await self.send(to, message)
        except LaterError as error:
            if not error.arrived:
                raise
            _log.warning("a message to chat %s may have arrived, it is not sent again: %s", to.chat, error)

    async def edit(self, to: Recipient, message_id: int, message: Message) -> None:
        """Let a message be this; as often as wanted, the end is the same."""

        async def edit(to: Recipient, message: Message) -> None:
            try:
                await self._bot.edit_message_text(
                    message.text,
                    to.chat,
                    message_id,
                    entities=entities(message),
                    link_preview_options=LinkPreviewOptions(is_disabled=True),
                    reply_markup=_markup(message.buttons),
                )
            except BadRequest as error:
                if not _says(error, (_UNCHANGED,)):
                    raise

        await self._called(to, message, edit)

    async def edit_buttons(self, chat: int, message_id: int, rows: Sequence[Sequence[Button]]) -> None:
        """Let the buttons under a message be these; whether that works is of no account."""
        await self.budget.turn(chat)
        try:
            await self._bot.edit_message_reply_markup(chat, message_id, reply_markup=_markup(rows))
        except TelegramError as error:
            _log.info("buttons in chat %s could not be changed: %s", chat, error)

    async def delete(self, chat: int, message_id: int) -> None:
        """Delete a message of ours; whether that works is of no account."""
        await self.budget.turn(chat)
        try:
            await self._bot.delete_message(chat, message_id)
        except TelegramError as error:
            _log.info("a message in chat %s could not be deleted: %s", chat, error)

    async def _send(self, to: Recipient, message: Message) -> int:
        reply = ReplyParameters(to.replies_to, allow_sending_without_reply=True) if to.replies_to else None
        sent = await self._bot.send_message(
            to.chat,
            message.text,
            entities=entities(message),
            link_preview_options=LinkPreviewOptions(is_disabled=True),
            reply_markup=_markup(message.buttons),
            message_thread_id=to.topic,
            reply_parameters=reply,
        )
        return sent.message_id

    async def _called(self, to: Recipient, message: Message, call: Callable[[Recipient, Message], Awaitable[T]]) -> T:
        """Make a call when it is its turn, once more after a short wait, and without entities if those are refused."""
        for once_more in (True, True, False):
            await self.budget.turn(to.chat)
            try:
                called = await call(to, message)
            except RetryAfter as error:
                self._metrics.calls.labels("wait").inc()
                wait = seconds_of(error)
                self.budget.halt(to.chat, wait)
                if wait > LONGEST_WAIT_SECONDS or not once_more:
                    raise LaterError("Telegram asks to wait", wait) from error
            except BadRequest as error:
                if once_more and message.entities and _says(error, _ABOUT_ENTITIES):
                    _log.warning("entities refused, sending plain text: %s", error)
                    message = replace(message, entities=())
                else:
                    self._metrics.calls.labels("refused").inc()
                    raise _outcome(error) from error
            except TelegramError as error:
                self._metrics.calls.labels("failed").inc()
                raise _outcome(error) from error
            else:
                self._metrics.calls.labels("ok").inc()
                return called
        raise LaterError("Telegram asks to wait")


def _outcome(error: TelegramError) -> Exception:
    """Return what an error of Telegram's means for who sends."""
    if isinstance(error, Forbidden) or (isinstance(error, BadRequest) and _says(error, _CLOSED)):
        return ClosedError(str(error))
    if isinstance(error, ChatMigrated):
        return MigratedError(error.new_chat_id)
    if isinstance(error, BadRequest):  # a NetworkError to python-telegram-bot, but it will never work
        return MissingError(str(error)) if _says(error, _MISSING) else error
    if isinstance(error, NetworkError):
        return LaterError(str(error), arrived=_may_have_arrived(error))
    if isinstance(error, InvalidToken):
        return LaterError("Telegram does not accept the token")
    return LaterError(str(error), arrived=True)


def _says(error: TelegramError, words: tuple[str, ...]) -> bool:
    said = str(error).lower()
    return any(word in said for word in words)


def entities(message: Message) -> list[MessageEntity] | None:
    """Return the entities of a message as python-telegram-bot takes them."""
    return [MessageEntity(e.kind, e.offset, e.length, url=e.url or None) for e in message.entities] or None


def _markup(rows: Sequence[Sequence[Button]]) -> InlineKeyboardMarkup | None:
    keys = [[InlineKeyboardButton(one.label, callback_data=one.data) for one in row] for row in rows]
    return InlineKeyboardMarkup(keys) if keys else None


def _may_have_arrived(error: NetworkError) -> bool:
    """Tell whether Telegram may have taken the message: the connection broke after it was made.

    An answer of Telegram's, such as 502, has no cause; it says that the message was not taken.
    """
    return error.__cause__ is not None and not isinstance(error.__cause__, _NOT_ARRIVED)


def seconds_of(error: RetryAfter) -> float:
    """Return how long Telegram asks to wait, in seconds."""
    wait = error.retry_after
    return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)
