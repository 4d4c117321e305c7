"""Maintainers run the bot from their private chat: texts are added, the index is built, gaps are closed."""

from __future__ import annotations

import asyncio
import logging
import re
import time
from dataclasses import dataclass
from functools import partial
from typing import Any

from telegram import Bot, CallbackQuery, Message
from telegram.error import TelegramError

from bot.deep_link import PAIR, link
from bot.display import clean
from bot.ledger import batches, inbox, people
from bot.ledger.batches import Batch, State
from bot.ledger.database import Ledger
from bot.ledger.inbox import Job
from bot.relay.adding import Adding
from bot.relay.addressing import Request
from bot.relay.building import Builder
from bot.relay.doors import Doors
from bot.relay.fetching import FetchError
from bot.relay.gap_list import GapList
from bot.relay.receiving import Receiving
from bot.relay.sending import ClosedError, LaterError, MissingError, Recipient, Sender
from bot.render import Message as Shown
from bot.styled import Button, Styled, to_messages
from bot.taps import ADD, DROP, GOLD, LEAVE, SAY, Tap
from bot.texts import Texts
from index.errors import BuildError, CorpusError, SeraiError

EDIT_SECONDS = 2.0
"""Between two lines of progress in a message."""
_LINK = re.compile(r"https?://\S+")

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Upkeep:
    """What maintainers may do; whoever calls has made sure that they are."""

    bot: Bot
    ledger: Ledger
    sender: Sender
    doors: Doors
    builder: Builder
    receiving: Receiving
    gap_list: GapList

    async def received(self, message: Message, texts: Texts) -> None:
        """Show a file that was sent."""
        if not await self.receiving.document(message, texts):
            await self._say(message, Shown(texts.unread))

    async def took_link(self, message: Message, wanted: Request, texts: Texts) -> bool:
        """Show the text behind a link, where a maintainer sent nothing but one; return whether that was so."""
        who = message.from_user.id if message.from_user else 0
        ours = message.chat.type == message.chat.PRIVATE and self.doors.maintains(who)
        if not ours or not _LINK.fullmatch(wanted.text):
            return False
        await self.receiving.link(message, wanted.text, texts)
        return True

    async def said(self, job: Job, wanted: Request, message: Message, texts: Texts) -> str:
        """Do what a maintainer's command says, and return what is said to it."""
        who = message.from_user.id if message.from_user else 0
        try:
            match wanted.command:
                case "status":
                    return await self._status(texts)
                case "gaps":
                    await self._say(message, await self.gap_list.shown(texts))
                case "rebuild":
                    await self._rebuild(job, message, texts)
                case "rollback":
                    return texts.rolled_back.format(generation=await self.builder.rollback())
                case "pair":
                    return await self._pair(who, texts)
                case "say":
                    return await self._offer_to_say(message, wanted.text, texts)
                case _:
                    return f"{texts.unknown_command}\n\n{texts.upkeep_help}"
        except SeraiError as error:
            return str(error)
        return ""

    async def tapped(self, job: Job, tapped: Tap, query: CallbackQuery, texts: Texts) -> str:
        """Do what a maintainer's button means, and return what is said over the chat."""
        message = query.message
        if not isinstance(message, Message):
            return texts.preview_gone
        try:
            if tapped.kind in {GOLD, DROP}:
                said = await self.gap_list.close(tapped, query.from_user.id, texts)
                await self._edit(message, await self.gap_list.shown(texts))
                return said
            if tapped.kind in {ADD, LEAVE}:
                return await self._decided(tapped, query.from_user.id, message, texts)
            if tapped.kind == SAY:
                return await self._say_to_all(job, message, texts)
        except SeraiError as error:
            return str(error)
        return texts.gone

    async def _pair(self, who: int, texts: Texts) -> str:
        if self.doors.open:
            return texts.pair_open
        code = await self.ledger.soon(people.new_code, who)
        return texts.pair_code.format(code=code, link=link(self.bot.username, PAIR + code))

    # Texts

    async def _decided(self, tapped: Tap, who: int, message: Message, texts: Texts) -> str:
        """Add or leave what was sent; an addition that was interrupted is gone on with."""
        batch = await self.ledger.soon(batches.batch, tapped.row)
        if batch is None or batch.maintainer != who:
            return texts.preview_gone
        if tapped.kind == LEAVE:
            if not await self.ledger.soon(batches.decide, batch.id, State.LEFT):
                return texts.preview_gone
            await self._edit(message, Shown(texts.preview_left.format(names=_names(batch))))
            return ""
        if self.builder.building:
            return texts.building_now
        if not await self.ledger.soon(batches.decide, batch.id, State.ADDING) and batch.state is not State.ADDING:
            return texts.preview_gone
        await self._add(batch, message, texts)
        return ""

    async def _add(self, batch: Batch, message: Message, texts: Texts) -> None:
        """Put the files into the corpus and build; where that fails, take them out again and say why."""
        adding = Adding(self.builder.corpus, batch.id)
        await self._edit(message, Shown(texts.build_waiting))
        try:
            files = {one.name: await self.receiving.again(one) for one in batch.files if one.usable}
            await asyncio.to_thread(adding.put, files)
            report = await self.builder.build(_Progress(self, message, texts))
        except (BuildError, CorpusError, FetchError) as error:
            await asyncio.to_thread(adding.undo)
            await self.ledger.soon(batches.decide, batch.id, State.LEFT, given=State.ADDING)
            undone = f"{texts.build_failed.format(reason=error)}\n\n{texts.build_undone}"
            await self._edit(message, to_messages([Styled(clean(undone))])[0])
            return
        await asyncio.to_thread(adding.keep)
        await self.ledger.soon(batches.decide, batch.id, State.ADDED, given=State.ADDING)
        await self._edit(message, Shown(f"{_names(batch)}\n\n{_reported(report, texts)}"[:4000]))

    async def _rebuild(self, job: Job, message: Message, texts: Texts) -> None:
        if self.builder.building:
            await self._say(message, Shown(texts.building_now))
            return
        if not job.messages:
            await self.sender.send(_to(message), Shown(texts.build_waiting), partial(self._placed, job))
        try:
            said = _reported(await self.builder.build(_Progress(self, message, texts, job.messages[0])), texts)
        except BuildError as error:
            said = texts.build_failed.format(reason=error)
        await self._edit(message, to_messages([Styled(clean(said))])[0], job.messages[0])

    async def _placed(self, job: Job, id: int) -> None:
        job.messages = [id]
        await self.ledger.soon(inbox.placed, job)

    async def _status(self, texts: Texts) -> str:
        status = await self.builder.status()
        live: dict[str, Any] = next((one for one in status["generations"] if one["live"]), {})
        drift = status["drift"] or {"new": "?", "edited": "?", "gone": "?"}
        said = {key: live.get(key, "?") for key in ("generation", "documents", "passages", "built")}
        return texts.status.format(**said, **drift, gaps=len(await self.gap_list.gaps()))

    # Messages to everyone

    async def _offer_to_say(self, message: Message, text: str, texts: Texts) -> str:
        if not text:
            return texts.say_how
        chats = await self.ledger.soon(people.private_chats)
        shown = to_messages([Styled(clean(texts.say_ask.format(count=len(chats), text=text)))])[0]
        await self._say(message, Shown(shown.text, (), ((Button(texts.say_do, Tap(SAY, message.message_id).data),),)))
        return ""

    async def _say_to_all(self, job: Job, message: Message, texts: Texts) -> str:
        """Send what the message before says to everyone who was answered; the job's `messages` are who has it."""
        written = message.reply_to_message
        text = (written.text or "").partition(" ")[2].strip() if written else ""
        if not text:
            return texts.preview_gone
        for chat in await self.ledger.soon(people.private_chats):
            if chat in job.messages:
                continue
            job.messages.append(chat)
            await self.ledger.soon(inbox.placed, job)
            try:
                await self.sender.say(Recipient(chat), to_messages([Styled(clean(text))])[0])
            except (ClosedError, LaterError, TelegramError) as error:
                _log.info("chat %s could not be told: %s", chat, error)
        await self._edit(message, Shown(texts.said_to.format(count=len(job.messages))))
        return ""

    async def _say(self, message: Message, shown: Shown) -> None:
        await self.sender.say(_to(message), shown)

    async def _edit(self, message: Message, shown: Shown, id: int = 0) -> None:
        try:
            await self.sender.edit(Recipient(message.chat.id), id or message.message_id, shown)
        except MissingError:
            await self._say(message, shown)


class _Progress:
    """Tells how a build gets on, in the message that it was asked for in."""

    def __init__(self, upkeep: Upkeep, message: Message, texts: Texts, id: int = 0) -> None:
        self._upkeep = upkeep
        self._message = message
        self._texts = texts
        self._id = id
        self._told = 0.0

    async def __call__(self, work: str, done: int, total: int) -> None:
        if time.monotonic() - self._told < EDIT_SECONDS or not self._upkeep.sender.budget.spare(self._message.chat.id):
            return
        self._told = time.monotonic()
        said = self._texts.build_reading if work == "Reading" else self._texts.build_embedding
        try:
            await self._upkeep._edit(self._message, Shown(said.format(done=done, total=total)), self._id)
        except (ClosedError, LaterError, TelegramError) as error:
            _log.debug("progress could not be shown: %s", error)


def _to(message: Message) -> Recipient:
    return Recipient(message.chat.id, None, message.message_id)


def _names(batch: Batch) -> str:
    return ", ".join(one.name for one in batch.files)


def _reported(report: dict[str, Any], texts: Texts) -> str:
    if not any(report[kind] for kind in ("added", "changed", "removed", "embedded")):
        return texts.build_same.format(generation=report["generation"])
    return texts.build_done.format(**{**report, "skipped": len(report["skipped"]), "seconds": round(report["seconds"])})
