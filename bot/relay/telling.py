"""When a new generation answers what was refused, whoever asked is told, once, with the answer."""

from __future__ import annotations

import asyncio
import logging

from telegram import Bot

from bot.display import label
from bot.ledger import answers, inbox, missing
from bot.ledger.answers import Given
from bot.ledger.database import Ledger
from bot.ledger.delivery import Asked
from bot.ledger.inbox import Job
from bot.relay.answering import Threads
from bot.relay.asking import Asking, Question
from bot.relay.doors import Doors
from bot.relay.lanes import Lanes
from bot.relay.sending import Recipient
from bot.texts import texts_for
from index.errors import SeraiError

KIND = "gap"
"""The kind of job that tells somebody."""
LOOK_SECONDS = 20.0
"""Between two looks whether there is a new generation."""

_log = logging.getLogger(__name__)


class Telling:
    """Asks each new generation what was refused before."""

    def __init__(self, bot: Bot, ledger: Ledger, lanes: Lanes, threads: Threads, asking: Asking, doors: Doors) -> None:
        self._bot = bot
        self._ledger = ledger
        self._lanes = lanes
        self._threads = threads
        self._asking = asking
        self._doors = doors

    async def run(self) -> None:
        """Look for new generations until cancelled."""
        asked = ""
        while True:
            try:
                generation = await asyncio.to_thread(self._live)
                if generation and generation != asked:
                    await self._ask_again(generation)
                    asked = generation
            except SeraiError as error:
                _log.warning("gaps could not be asked again: %s", error)
            except Exception:
                _log.exception("asking gaps again failed")
            await asyncio.sleep(LOOK_SECONDS)

    def _live(self) -> str:
        """Return the generation that is live, where that can be known."""
        return self._threads.knows.generation if self._threads.knows else ""

    async def _ask_again(self, generation: str) -> None:
        """Ask what is open of a generation, and queue what it answers; each question of a person once."""
        told: set[tuple[int, str]] = set()
        for row, question in await self._ledger.soon(missing.unchecked, generation):
            given = await self._ledger.soon(answers.given, row)
            if given is None:
                continue
            key = (given.person, " ".join(question.casefold().split()))
            answer = await self._threads.answer(question, (), 0, lambda _: None)  # at nobody's expense
            if answer.answered and answer.generation == generation:
                if key in told or self._doors.muted(given.chat) or not self._doors.may_ask(given.person):
                    await self._ledger.soon(missing.close, [row], missing.Closed.TOLD)
                else:
                    told.add(key)
                    await self._queue(given)
            await self._ledger.soon(missing.checked, [row], generation)

    async def _queue(self, given: Given) -> None:
        """Let the asker be told, by a job that is kept like an update and, by its number, is there once."""
        raw = {"update_id": -given.id, KIND: given.id}
        job = Job(-given.id, KIND, raw, given.chat, given.person)
        if await self._ledger.soon(inbox.unknown, [job.update_id]):
            await self._ledger.soon(inbox.keep, [job])
            self._lanes.add([job])

    async def work(self, job: Job) -> None:
        """Tell an asker; raises the errors of `sending`."""
        given = await self._ledger.soon(answers.given, int(job.raw[KIND]))
        if not given or job.chat is None:
            return
        texts = texts_for(given.language)
        asked = Asked(given.asked, given.message, fills=given.id)
        head = texts.gap_answered.format(question=label(given.asked))
        question = Question(asked, texts, given.answer["question"], head)
        await self._asking.ask(job, Recipient(job.chat, None, given.message), question)
