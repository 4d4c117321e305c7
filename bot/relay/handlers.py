"""An update becomes a reply: whether it is taken, what is asked, and what is said to it."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

from telegram import Bot, Update
from telegram import Message as Incoming

from bot.answer import Answer
from bot.ledger import answers, delivery
from bot.ledger.database import Ledger
from bot.ledger.inbox import Job, State
from bot.relay import texts
from bot.relay.addressing import ASK, UNREAD, Request, person, request
from bot.relay.answering import Threads
from bot.relay.delivering import Delivery
from bot.relay.metrics import Metrics
from bot.relay.quota import Quota
from bot.relay.sending import Recipient
from bot.relay.streaming import streamed
from bot.render import Message, to_telegram
from index.errors import SeraiError

KINDS = ("message",)
"""The kinds of updates that Telegram is asked for."""
WAITING = 5
"""So many unfinished messages a person may have; what comes beyond that is not taken."""

Waits = Callable[[int], int]
"""Returns how many messages of a person are unfinished."""

_SAID = {"start": texts.START, "help": texts.HELP, UNREAD: texts.UNREAD, ASK: texts.ASK}

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Rules:
    """Who may ask, and what is kept and logged of it."""

    allowed: frozenset[int] = frozenset()
    """Empty: everyone."""
    admins: frozenset[int] = frozenset()
    """The maintainers, who may always ask and hear of trouble."""
    keep_days: int = 30
    log_questions: bool = False

    def may_ask(self, who: int) -> bool:
        return not self.allowed or who in self.allowed or who in self.admins


class Replies:
    """What the bot replies to each message that addresses it."""

    def __init__(
        self,
        bot: Bot,
        ledger: Ledger,
        delivery: Delivery,
        threads: Threads,
        rules: Rules,
        quota: Quota,
        metrics: Metrics,
    ) -> None:
        self._bot = bot
        self._ledger = ledger
        self._delivery = delivery
        self._threads = threads
        self._rules = rules
        self._quota = quota
        self._metrics = metrics

    def judge(self, job: Job, update: Update, waits: Waits) -> None:
        """Say whose an update is and what is to become of it, before it is kept."""
        message = update.message
        if message and (message.migrate_to_chat_id or message.migrate_from_chat_id):
            job.chat = message.chat.id
            return
        wanted = request(message, self._bot.bot) if message else None
        if not message or not wanted:
            job.state = State.IGNORED
            return
        job.chat, job.person = message.chat.id, person(message)
        asks = wanted.command == ASK and wanted.text and self._rules.may_ask(job.person)
        if waits(job.person) >= WAITING:
            self._surplus(job, job.person, texts.QUEUED)
        elif asks and (seconds := self._quota.wait(job.person)):
            self._surplus(job, job.person, texts.over_quota(self._quota.per_minute, seconds))

    async def work(self, job: Job) -> None:
        """Reply to an update, or go on where an earlier attempt ended; raises the errors of `sending`."""
        message = Update.de_json(job.raw, self._bot).message
        if not message or job.chat is None:
            return
        if migrated := _migrated(message):
            await self.moved(*migrated)
        elif wanted := request(message, self._bot.bot):
            await self._reply(job, message, wanted)

    async def moved(self, old: int, new: int) -> None:
        """Let all that belongs to a group belong to the supergroup that it became."""
        _log.info("group %s is now supergroup %s", old, new)
        await self._ledger.soon(delivery.moved, old, new)
        self._delivery.lanes.migrate(old, new)

    async def give_up(self, job: Job, reason: str) -> None:
        """Tell the asker, and the maintainers, that an update was set aside."""
        self._metrics.aside.inc()
        message = Update.de_json(job.raw, self._bot).message if job.raw else None
        if message and job.chat is not None:
            await self._delivery.excuse(job, _recipient(message, job.chat), Message(texts.FAILED))
        for admin in self._rules.admins:
            await self._delivery.tell(admin, Message(texts.set_aside(job.update_id, reason)))

    async def _reply(self, job: Job, message: Incoming, wanted: Request) -> None:
        to = _recipient(message, job.chat or message.chat.id)
        if job.state is State.TELLING:
            await self._delivery.say(job, to, Message((job.reply or [{"text": texts.QUEUED}])[0]["text"]))
        elif not self._rules.may_ask(person(message)):
            await self._delivery.say(job, to, Message(texts.NOT_ALLOWED))
        elif wanted.command == ASK and wanted.text:
            if job.reply is None:
                await self._answer(job, to, wanted.text)
            await self._delivery.deliver(job, to)
        else:
            await self._delivery.say(job, to, Message(await self._said(wanted, to.chat, person(message))))

    async def _said(self, wanted: Request, chat: int, who: int) -> str:
        """Do what a command says, and return what is said to it."""
        if wanted.command == "new":
            await self._ledger.soon(answers.begin_anew, chat, who)
            return texts.NEW
        if wanted.command == "forget":
            erased = await self._ledger.soon(answers.forget, who)
            await self._ledger.erased()
            return texts.forgotten(erased)
        if wanted.command == "privacy":
            return texts.privacy(self._rules.keep_days)
        return _SAID.get(wanted.command, texts.UNKNOWN_COMMAND)

    async def _answer(self, job: Job, to: Recipient, question: str) -> None:
        """Find the answer to a question, while a placeholder stands for it, and keep it as the reply."""
        chat, who = to.chat, job.person or 0
        placeholder = await self._delivery.begin(job, to)
        if self._rules.log_questions:
            _log.info("question", extra={"update": job.update_id, "person": who, "question": question})
        earlier = await self._ledger.soon(answers.earlier, chat, who)
        began = time.monotonic()
        answer: Answer | None = None
        try:
            async with streamed(self._delivery.sender, to, placeholder) as grown:
                answer = await self._threads.answer(question, earlier, who, grown)
            messages = to_telegram(answer)
        except SeraiError as error:
            _log.warning("update %s could not be answered: %s", job.update_id, error)
            messages = to_telegram(Answer(question, reply=str(error) or texts.FAILED))
        job.reply = [_json(message) for message in messages or [Message(texts.FAILED)]]
        seconds = time.monotonic() - began
        await self._ledger.soon(delivery.answered, job, answer, question, seconds)
        self._count(answer, seconds, job)

    def _count(self, answer: Answer | None, seconds: float, job: Job) -> None:
        outcome = "failed" if answer is None else "answered" if answer.answered else "refused"
        self._metrics.questions.labels(outcome).inc()
        if answer is not None:
            self._metrics.answered_from(answer.generation)
        _log.info("answered", extra={"update": job.update_id, "outcome": outcome, "seconds": round(seconds, 3)})

    def _surplus(self, job: Job, who: int, text: str) -> None:
        """Do not take a message; its asker is told so once a minute."""
        job.state = State.TELLING if self._quota.tell(who) else State.SURPLUS
        job.reply = [_json(Message(text))]


def _json(message: Message) -> dict[str, Any]:
    return asdict(message)


def _migrated(message: Incoming) -> tuple[int, int] | None:
    """Return the old and the new id of a group that became a supergroup, where that is what a message says."""
    if message.migrate_to_chat_id:
        return message.chat.id, message.migrate_to_chat_id
    return (message.migrate_from_chat_id, message.chat.id) if message.migrate_from_chat_id else None


def _recipient(message: Incoming, chat: int) -> Recipient:
    """Return where the reply goes: to the message itself where others write too, if that is where it still stands."""
    private = message.chat.id == person(message)
    moved = chat != message.chat.id
    topic = message.message_thread_id if message.is_topic_message and not moved else None
    return Recipient(chat, topic, None if private or moved else message.message_id)
