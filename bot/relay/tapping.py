"""A tapped button is answered: a source is shown, an opinion kept, a question asked, a maintainer obeyed."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Coroutine
from typing import Any

from telegram import Bot, CallbackQuery
from telegram import Message as Incoming
from telegram.constants import ChatType
from telegram.error import TelegramError

from bot.answer import Answer
from bot.ledger import answers, missing
from bot.ledger.answers import Given
from bot.ledger.database import Ledger
from bot.ledger.delivery import Asked
from bot.ledger.inbox import Job
from bot.ledger.kept import remembered
from bot.posts import buttons, source
from bot.relay.asking import Asking, Question
from bot.relay.doors import Doors
from bot.relay.sending import MissingError, Recipient, Sender
from bot.relay.upkeep import Upkeep
from bot.styled import Message
from bot.taps import CLOSE, DISLIKE, LIKE, LONG, MAINTAINED, PAGE, QUESTION, REASON, SOURCE, Tap, tap
from bot.texts import Texts, texts_for

TOLD_CHARACTERS = 200
"""The most that Telegram shows over a chat."""

_log = logging.getLogger(__name__)


class Taps:
    """Answers every tap, so that no button keeps spinning."""

    def __init__(self, bot: Bot, ledger: Ledger, sender: Sender, asking: Asking, upkeep: Upkeep, doors: Doors) -> None:
        self._bot = bot
        self._ledger = ledger
        self._sender = sender
        self._asking = asking
        self._upkeep = upkeep
        self._doors = doors
        self._under_way: set[asyncio.Task[None]] = set()

    def refuse(self, query: CallbackQuery, text: str) -> None:
        """Say why nothing comes of a tap, soon."""
        self._soon(self._told(query, text, alert=True))

    async def work(self, job: Job, query: CallbackQuery) -> None:
        """Do what a tap means; raises the errors of `sending`."""
        tapped, message = tap(query.data), query.message
        texts = texts_for(query.from_user.language_code)
        if not tapped or not message:
            await self._told(query, texts.gone, alert=True)
        elif not self._doors.may_ask(query.from_user.id):
            await self._told(query, texts.not_allowed, alert=True)
        elif tapped.kind in MAINTAINED:
            await self._maintained(job, tapped, query, texts)
        else:
            await self._of_answer(job, tapped, query, texts)

    async def _maintained(self, job: Job, tapped: Tap, query: CallbackQuery, texts: Texts) -> None:
        """Do what a maintainer's button means; a long work is no reason for it to spin."""
        message = query.message
        if not message or message.chat.type != ChatType.PRIVATE or not self._doors.maintains(query.from_user.id):
            await self._told(query, texts.gone)
        elif tapped.kind in LONG:
            await self._told(query)
            if said := await self._upkeep.tapped(job, tapped, query, texts):
                await self._sender.say(_beside(message), Message(said))
        else:
            await self._told(query, await self._upkeep.tapped(job, tapped, query, texts))

    async def _of_answer(self, job: Job, tapped: Tap, query: CallbackQuery, texts: Texts) -> None:
        """Do what the button of an answer means, if that answer was given in this chat and is still kept."""
        message = query.message
        given = await self._ledger.soon(answers.given, tapped.row)
        if not given or not message or given.chat != message.chat.id:
            await self._told(query, texts.gone, alert=True)
            return
        answer = remembered(given.answer)
        to = _beside(message)
        match tapped.kind:
            case "s" | "p" if not 1 <= tapped.number <= len(answer.citations):
                await self._told(query, texts.gone, alert=True)
            case kind if kind == SOURCE:
                await self._told(query)
                await self._sender.say(to, source(answer, tapped.number, texts, given.id))
            case kind if kind == PAGE:
                await self._told(query)
                await self._page(given, message, source(answer, tapped.number, texts, given.id), to)
            case kind if kind == CLOSE:
                await self._told(query)
                if message.message_id not in given.messages:
                    await self._sender.delete(to.chat, message.message_id)
            case kind if kind in {LIKE, DISLIKE, REASON}:
                await self._rated(tapped, query, given, answer, texts)
            case kind if kind == QUESTION and 1 <= tapped.number <= len(answer.offered):
                await self._told(query, texts.answering)
                asked = answer.offered[tapped.number - 1]
                await self._asking.ask(job, to, Question(Asked(asked), texts, asked, f"❓ {asked}"))
            case _:
                await self._told(query, texts.gone, alert=True)

    async def _page(self, given: Given, message: Any, shown: Any, to: Recipient) -> None:
        """Show another source where one is shown; in the answer's own messages nothing is ever put."""
        if message.message_id in given.messages:
            return
        try:
            await self._sender.edit(to, message.message_id, shown)
        except MissingError:
            _log.debug("a source was closed before it was turned")

    async def _rated(self, tapped: Tap, query: CallbackQuery, given: Given, answer: Answer, texts: Texts) -> None:
        """Keep an opinion; a dislike asks for its reason, in a private chat."""
        who = query.from_user.id
        reason = texts.reasons[tapped.number - 1][0] if 1 <= tapped.number <= len(texts.reasons) else ""
        liked = tapped.kind == LIKE
        await self._ledger.soon(answers.rate, given.id, who, liked, reason)
        if liked:
            await self._ledger.soon(missing.liked_after_all, given.id)
        else:
            await self._ledger.soon(missing.note, given.id, disliked=True)
        private = given.chat == who
        why = tapped.kind == DISLIKE and private
        await self._told(query, texts.what_is_wrong if why else texts.liked if liked else texts.noted)
        if isinstance(query.message, Incoming) and private and not liked:
            rows = buttons(answer, texts, given.id, asking_why=why)
            await self._sender.edit_buttons(given.chat, query.message.message_id, rows)

    async def _told(self, query: CallbackQuery, text: str = "", *, alert: bool = False) -> None:
        """Let a button stop spinning; one that was tapped too long ago has stopped by itself."""
        try:
            await self._bot.answer_callback_query(query.id, text[:TOLD_CHARACTERS] or None, show_alert=alert)
        except TelegramError as error:
            _log.info("a tap could not be answered: %s", error)

    def _soon(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)


def _beside(message: Any) -> Recipient:
    """Return the place beside a message: a reply to it, in its topic."""
    topic = message.message_thread_id if isinstance(message, Incoming) and message.is_topic_message else None
    return Recipient(message.chat.id, topic, message.message_id)
