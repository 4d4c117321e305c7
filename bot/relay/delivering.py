"""A reply gets into its chat exactly once: placeholders whose ids are kept first, then edits that can be repeated."""

from __future__ import annotations

import logging
from typing import Any

from telegram.error import TelegramError

from bot.ledger import inbox
from bot.ledger.database import Ledger
from bot.ledger.inbox import Job
from bot.relay.lanes import Lanes
from bot.relay.sending import ClosedError, LaterError, MigratedError, MissingError, Recipient, Sender
from bot.render import Entity, Message
from bot.styled import Button
from bot.texts import ENGLISH

REPLACED = 3
"""So often a message that its reader deleted while it was being written is sent anew."""

_log = logging.getLogger(__name__)


class Delivery:
    """Brings replies into chats, and keeps in the ledger how far it has come."""

    def __init__(self, sender: Sender, ledger: Ledger, lanes: Lanes) -> None:
        self.sender = sender
        self.lanes = lanes
        self._ledger = ledger

    async def begin(self, job: Job, to: Recipient) -> int:
        """Return the id of the placeholder that stands for the answer."""
        if not job.messages:
            await self._place(job, to, 0)
        return job.messages[0]

    async def attempt(self, job: Job) -> None:
        """Count that an answer is being made now: if that ends the process, it is known what did."""
        job.attempts += 1
        await self._ledger.soon(inbox.placed, job)

    async def deliver(self, job: Job, to: Recipient) -> None:
        """Let the messages of the reply be what was rendered, in order. A repetition changes nothing."""
        messages = [message_from(json) for json in job.reply or ()]
        following = Recipient(to.chat, to.topic)
        for position in range(len(job.messages), len(messages)):
            await self._place(job, following if position else to, position)
        for position, message in enumerate(messages):
            await self._edit(job, following if position else to, position, message)
        for surplus in job.messages[len(messages) :]:  # of the answer that stood here before
            await self.sender.delete(to.chat, surplus)
        del job.messages[len(messages) :]

    async def say(self, job: Job, to: Recipient, message: Message) -> None:
        """Say what is no answer: sent plainly, so at a crash it may be said twice."""
        del job
        await self.sender.say(to, message)

    async def excuse(self, job: Job, to: Recipient, message: Message) -> None:
        """Say why there is no answer, in the placeholder where there is one; whether that works is of no account."""
        try:
            if job.messages:
                await self.sender.edit(to, job.messages[0], message)
            else:
                await self.sender.say(to, message)
        except (ClosedError, LaterError, MigratedError, MissingError, TelegramError) as error:
            _log.warning("chat %s could not be told: %s", to.chat, error)

    async def tell(self, chat: int, message: Message) -> None:
        """Tell a maintainer something; whether that works is of no account."""
        try:
            await self.sender.say(Recipient(chat), message)
        except (ClosedError, LaterError, MigratedError, TelegramError) as error:
            _log.warning("maintainer %s could not be told: %s", chat, error)

    async def _edit(self, job: Job, to: Recipient, position: int, message: Message) -> None:
        for _ in range(REPLACED):
            try:
                return await self.sender.edit(to, job.messages[position], message)
            except MissingError:
                _log.info("a message in chat %s was deleted before it was finished, it is sent anew", to.chat)
                del job.messages[position]
                await self._place(job, to, position)
        return None

    async def _place(self, job: Job, to: Recipient, position: int) -> None:
        """Send a placeholder and keep its id: from then on the reply is only ever edited into it."""

        async def noted(message_id: int) -> None:
            job.messages.insert(position, message_id)
            await self._ledger.soon(inbox.placed, job)

        await self.sender.send(to, Message(ENGLISH.placeholder), noted)


def message_from(json: dict[str, Any]) -> Message:
    """Return a rendered message that was kept as JSON."""
    entities = tuple(Entity(**entity) for entity in json["entities"])
    rows = tuple(tuple(Button(**button) for button in row) for row in json.get("buttons", ()))
    return Message(json["text"], entities, rows)
