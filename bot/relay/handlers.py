"""An update becomes a reply: who may ask, what is asked, what is said when something goes wrong."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable

from telegram import Bot, Update
from telegram import Message as Incoming
from telegram.error import Conflict
from telegram.ext import ContextTypes

from bot.answer import Answer
from bot.relay import texts
from bot.relay.addressing import ASK, UNREAD, Request, person, request
from bot.relay.conversations import Conversations
from bot.relay.quota import Quota
from bot.relay.sending import Recipient, send, typing
from bot.render import Message, to_telegram
from bot.spending import asker
from index.errors import SeraiError

Answering = Callable[[str, tuple[Answer, ...]], Answer]
"""Answers a question, given the earlier answers of its conversation, oldest first; may block."""

_SAID = {"start": texts.START, "help": texts.HELP, UNREAD: texts.UNREAD}

_log = logging.getLogger(__name__)


class Replies:
    """What the bot replies to each message that addresses it."""

    def __init__(self, answer: Answering, allowed: frozenset[int], quota: Quota) -> None:
        self._answer = answer
        self._allowed = allowed
        self._quota = quota
        self._conversations = Conversations()

    async def on_message(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Reply to a message, if it is for the bot."""
        message = update.message
        wanted = request(message, context.bot.bot) if message else None
        if not message or not wanted:
            return
        to = _recipient(message)
        if self._allowed and person(message) not in self._allowed:
            messages = [Message(texts.NOT_ALLOWED)]
        elif wanted.command == ASK and wanted.text:
            messages = await self._asked(context.bot, to, message, wanted.text)
        else:
            messages = [Message(self._said(wanted, message))]
        await send(context.bot, to, messages)

    async def _asked(self, bot: Bot, to: Recipient, message: Incoming, question: str) -> list[Message]:
        """Return the answer to a question; over the quota, when to ask again, which is said once."""
        who = person(message)
        if seconds := self._quota.wait(who):
            return [Message(texts.over_quota(self._quota.per_minute, seconds))] if self._quota.tell(who) else []
        asker.set(str(who))  # whose share of a model's tokens this takes
        async with typing(bot, to):
            return await self._answered(question, _conversation(message))

    def _said(self, wanted: Request, message: Incoming) -> str:
        """Return what is said to a message that asks no question."""
        if wanted.command == ASK:
            return texts.ASK
        if wanted.command == "new":
            self._conversations.forget(_conversation(message))
            return texts.NEW
        return _SAID.get(wanted.command, texts.UNKNOWN_COMMAND)

    async def _answered(self, question: str, conversation: tuple[int, int]) -> list[Message]:
        """Return the rendered answer, or the one sentence that says why there is none."""
        try:
            answer = await asyncio.to_thread(self._answer, question, self._conversations.earlier(conversation))
            messages = to_telegram(answer)
        except SeraiError as error:
            _log.warning("a question could not be answered: %s", error)
            return to_telegram(Answer(question, reply=str(error) or texts.FAILED))
        except Exception:
            _log.exception("answering failed")
            return [Message(texts.FAILED)]
        self._conversations.add(conversation, answer)
        return messages or [Message(texts.FAILED)]


async def on_error(update: object, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Log what went wrong outside answering, such as polling that Telegram refuses."""
    del update
    _log.error("handling an update failed", exc_info=context.error)


def on_polling_error(error: Exception) -> None:
    """Log why polling failed, in one line; it goes on by itself."""
    if isinstance(error, Conflict):
        _log.error("another process polls with the same token: stop one of the two")
    else:
        _log.warning("polling failed, trying again: %s", error)


def _conversation(message: Incoming) -> tuple[int, int]:
    """Return what keeps conversations apart: the chat and, in a group, who speaks there."""
    return message.chat.id, person(message)


def _recipient(message: Incoming) -> Recipient:
    private = message.chat.id == person(message)
    topic = message.message_thread_id if message.is_topic_message else None
    return Recipient(message.chat.id, topic, None if private else message.message_id)
