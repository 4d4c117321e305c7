"""An update becomes a reply: whether it is taken, what is asked, and what is said to it."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime

from telegram import Bot, CallbackQuery, Update
from telegram import Message as Incoming

from bot.deep_link import PAIR, question
from bot.ledger import answers, delivery
from bot.ledger.database import Ledger
from bot.ledger.delivery import Asked
from bot.ledger.inbox import Job, State
from bot.relay import telling
from bot.relay.addressing import ASK, UNREAD, Request, meant, person, recipient, request
from bot.relay.asking import Asking, Question
from bot.relay.delivering import Delivery
from bot.relay.doors import Doors
from bot.relay.groups import Groups
from bot.relay.inline import Inline
from bot.relay.metrics import Metrics
from bot.relay.quota import Quota
from bot.relay.sending import Recipient
from bot.relay.tapping import Taps
from bot.relay.telling import Telling
from bot.relay.upkeep import Upkeep
from bot.render import Message
from bot.taps import QUESTION, tap
from bot.texts import ENGLISH, Texts, texts_for

KINDS = ("message", "edited_message", "callback_query", "inline_query")
"""The kinds of updates that Telegram is asked for."""
WAITING = 5
"""So many unfinished messages a person may have; what comes beyond that is not taken."""
EDITED_SECONDS = 3600.0
"""How long a message may be edited into a question that was not answered before."""

Waits = Callable[[int], int]
"""Returns how many messages of a person are unfinished."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Rules:
    """Who may ask, and what is kept and logged of it."""

    admins: frozenset[int] = frozenset()
    """The maintainers, who hear of trouble."""
    keep_days: int = 30


@dataclass(frozen=True, slots=True)
class Parts:
    """Those who know what to do about each kind of update."""

    asking: Asking
    taps: Taps
    inline: Inline
    groups: Groups
    upkeep: Upkeep
    telling: Telling


class Replies:
    """What the bot replies to each update that addresses it."""

    def __init__(
        self,
        bot: Bot,
        ledger: Ledger,
        delivery: Delivery,
        parts: Parts,
        doors: Doors,
        rules: Rules,
        quota: Quota,
        metrics: Metrics,
    ) -> None:
        self._bot = bot
        self._ledger = ledger
        self._delivery = delivery
        self._parts = parts
        self._doors = doors
        self._rules = rules
        self._quota = quota
        self._metrics = metrics

    def judge(self, job: Job, update: Update, waits: Waits) -> None:
        """Say whose an update is and what is to become of it, before it is kept."""
        if update.inline_query:
            job.state = State.IGNORED  # answered at once or not at all
            self._parts.inline.begin(update.inline_query)
        elif update.callback_query:
            self._judge_tap(job, update.callback_query, waits)
        elif update.message and (update.message.migrate_to_chat_id or update.message.migrate_from_chat_id):
            job.chat = update.message.chat.id
        else:
            self._judge_message(job, update.message or update.edited_message, waits)

    def _judge_message(self, job: Job, message: Incoming | None, waits: Waits) -> None:
        wanted = self._wanted(message) if message else None
        if not message or not wanted:
            job.state = State.IGNORED
            return
        job.chat, job.person = message.chat.id, person(message)
        texts = _texts(message)
        if wanted.command == "rebuild" and self._doors.maintains(job.person):
            job.chat = None  # it takes long, and questions in the same chat do not wait for it
        asks = wanted.command == ASK and wanted.text and self._doors.may_ask(job.person)
        if waits(job.person) >= WAITING and not self._doors.maintains(job.person):
            self._surplus(job, job.person, texts.queued)
        elif asks and (seconds := self._quota.wait(job.person)):
            over = texts.over_quota.format(questions=self._quota.per_minute, seconds=seconds)
            self._surplus(job, job.person, over)

    def _judge_tap(self, job: Job, query: CallbackQuery, waits: Waits) -> None:
        """Take a tap; one that asks counts as a question and waits its turn in the chat, others go beside it."""
        job.person, tapped, message = query.from_user.id, tap(query.data), query.message
        texts = texts_for(query.from_user.language_code)
        refused = "" if tapped and message else texts.gone
        if message and self._doors.muted(message.chat.id):
            refused = texts.muted
        if waits(job.person) >= WAITING:
            refused = texts.queued
        elif tapped and tapped.kind == QUESTION and message and not refused and self._doors.may_ask(job.person):
            job.chat = message.chat.id
            if seconds := self._quota.wait(job.person):
                refused = texts.over_quota.format(questions=self._quota.per_minute, seconds=seconds)
        if refused:
            job.state = State.IGNORED
            self._parts.taps.refuse(query, refused)

    async def work(self, job: Job) -> None:
        """Reply to an update, or go on where an earlier attempt ended; raises the errors of `sending`."""
        if job.kind == telling.KIND:
            await self._parts.telling.work(job)
            return
        update = Update.de_json(job.raw, self._bot)
        message = update.message or update.edited_message
        if update.callback_query:
            await self._parts.taps.work(job, update.callback_query)
        elif update.message and (migrated := _migrated(update.message)):
            await self.moved(*migrated)
        elif message and (wanted := self._wanted(message)):
            to = recipient(message, job.chat or message.chat.id)
            await self._reply(job, message, wanted, to, edited=update.edited_message is not None)

    async def moved(self, old: int, new: int) -> None:
        """Let all that belongs to a group belong to the supergroup that it became."""
        _log.info("group %s is now supergroup %s", old, new)
        await self._ledger.soon(delivery.moved, old, new)
        self._doors.moved(old, new)
        self._delivery.lanes.migrate(old, new)

    async def give_up(self, job: Job, reason: str) -> None:
        """Tell the asker, and the maintainers, that an update was set aside."""
        self._metrics.aside.inc()
        update = Update.de_json(job.raw, self._bot) if job.raw else None
        message = (update.message or update.edited_message) if update else None
        if message and job.chat is not None:
            await self._delivery.excuse(job, recipient(message, job.chat), Message(_texts(message).failed))
        elif update and update.callback_query:
            self._parts.taps.refuse(
                update.callback_query, texts_for(update.callback_query.from_user.language_code).failed
            )
        for admin in self._rules.admins:
            aside = ENGLISH.set_aside.format(number=job.update_id, reason=reason)
            await self._delivery.tell(admin, Message(aside))

    async def _reply(self, job: Job, message: Incoming, wanted: Request, to: Recipient, *, edited: bool) -> None:
        texts, who = _texts(message), person(message)
        if job.state is State.TELLING:
            await self._delivery.say(job, to, Message((job.reply or [{"text": texts.queued}])[0]["text"]))
        elif wanted.command == UNREAD and message.chat.type == message.chat.PRIVATE and self._doors.maintains(who):
            await self._parts.upkeep.received(message, texts)
        elif not self._doors.may_ask(who):
            await self._let_in(job, wanted, to, who, texts)
        elif wanted.command == ASK and wanted.text:
            await self._asked(job, message, wanted, to, edited=edited)
        elif not edited and (said := await self._said(job, wanted, message, to)):
            await self._delivery.say(job, to, Message(said))

    async def _let_in(self, job: Job, wanted: Request, to: Recipient, who: int, texts: Texts) -> None:
        """Let somebody in who brings a code, or say that they are not."""
        code = wanted.text.removeprefix(PAIR)
        brought = wanted.command in {ASK, "pair", "start"} and 0 < len(code) <= 16 and code.isalnum()
        if brought and await self._doors.let_in(code, who):
            await self._delivery.say(job, to, Message(texts.paired))
        else:
            tried = wanted.command == "pair" or wanted.text.startswith(PAIR)
            await self._delivery.say(job, to, Message(texts.bad_code if tried else texts.not_allowed))

    async def _asked(self, job: Job, message: Incoming, wanted: Request, to: Recipient, *, edited: bool) -> None:
        """Answer a question; an edited one where its answer stands."""
        instead = None
        if edited and job.reply is None:
            given = await self._ledger.soon(answers.given_to, to.chat, message.message_id)
            if given and given.asked == wanted.text:
                return
            if not given and (datetime.now(UTC) - message.date).total_seconds() > EDITED_SECONDS:
                return
            if given:
                instead, job.messages = given.id, job.messages or list(given.messages)
        if await self._parts.upkeep.took_link(message, wanted, _texts(message)):
            return
        asked = Asked(wanted.text, message.message_id, instead)
        await self._parts.asking.ask(job, to, Question(asked, _texts(message), meant(message, wanted, self._bot.bot)))

    async def _said(self, job: Job, wanted: Request, message: Incoming, to: Recipient) -> str:
        """Do what a command says, and return what is said to it."""
        texts, who = _texts(message), person(message)
        match wanted.command:
            case "new":
                await self._ledger.soon(answers.begin_anew, to.chat, who)
                return texts.new
            case "forget":
                erased = await self._ledger.soon(answers.forget, who)
                await self._ledger.erased()
                return texts.forgotten.format(answers=erased)
            case "privacy":
                return texts.privacy.format(days=self._rules.keep_days)
            case "mute" | "unmute":
                return await self._parts.groups.said(wanted.command, message, texts)
            case "start" if wanted.text:
                return await self._started(job, wanted.text, message, to)
            case "start":
                return texts.start
            case "help":
                return _help(message, texts, maintains=self._doors.maintains(who))
            case "pair" if not self._doors.maintains(who):
                return texts.pair_open if self._doors.open else texts.paired
        if message.chat.type == message.chat.PRIVATE and self._doors.maintains(who):
            return await self._parts.upkeep.said(job, wanted, message, texts)
        return {ASK: texts.ask, UNREAD: texts.unread}.get(wanted.command, texts.unknown_command)

    async def _started(self, job: Job, payload: str, message: Incoming, to: Recipient) -> str:
        """Answer the question of a link; return what is said where there is none."""
        asked = question(payload)
        if isinstance(asked, int):
            given = await self._ledger.soon(answers.given, asked)
            asked = given.answer["question"] if given else None
        if asked is None:
            return _texts(message).start
        shown = Question(Asked(asked, message.message_id), _texts(message), asked, f"❓ {asked}")
        await self._parts.asking.ask(job, to, shown)
        return ""

    def _wanted(self, message: Incoming) -> Request | None:
        """Return what a message asks of the bot; in a group that is muted, only to speak again."""
        wanted = request(message, self._bot.bot)
        muted = wanted and self._doors.muted(message.chat.id) and wanted.command != "unmute"
        return None if muted else wanted

    def _surplus(self, job: Job, who: int, text: str) -> None:
        """Do not take a message; its asker is told so once a minute."""
        job.state = State.TELLING if self._quota.tell(who) else State.SURPLUS
        job.reply = [asdict(Message(text))]


def _texts(message: Incoming) -> Texts:
    return texts_for(message.from_user.language_code if message.from_user else None)


def _help(message: Incoming, texts: Texts, *, maintains: bool) -> str:
    if message.chat.type != message.chat.PRIVATE:
        return texts.help_group
    return f"{texts.help}\n\n{texts.upkeep_help}" if maintains else texts.help


def _migrated(message: Incoming) -> tuple[int, int] | None:
    """Return the old and the new id of a group that became a supergroup, where that is what a message says."""
    if message.migrate_to_chat_id:
        return message.chat.id, message.migrate_to_chat_id
    return (message.migrate_from_chat_id, message.chat.id) if message.migrate_from_chat_id else None
