"""A question becomes an answer in its chat: found in a thread, shown as it grows, kept, and brought there once."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from bot.answer import Answer
from bot.ledger import answers, delivery
from bot.ledger.database import Ledger
from bot.ledger.delivery import Asked
from bot.ledger.inbox import Job
from bot.posts import about
from bot.relay.answering import Threads
from bot.relay.delivering import Delivery
from bot.relay.metrics import Metrics
from bot.relay.sending import Recipient
from bot.relay.streaming import streamed
from bot.render import Message, to_telegram
from bot.texts import Texts
from index.errors import SeraiError

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, and how it is shown."""

    asked: Asked
    texts: Texts
    meant: str = ""
    """What is looked for, where that is not the text alone; such a question follows on nothing earlier."""
    head: str = ""
    """What the answer begins with, such as the question where nobody wrote it in the chat."""


class Asking:
    """Answers questions."""

    def __init__(
        self, ledger: Ledger, delivery: Delivery, threads: Threads, metrics: Metrics, log_questions: bool
    ) -> None:
        self._ledger = ledger
        self._delivery = delivery
        self._threads = threads
        self._metrics = metrics
        self._log_questions = log_questions

    async def ask(self, job: Job, to: Recipient, question: Question) -> None:
        """Bring the answer to a question into its chat, or go on where an earlier attempt ended."""
        if job.reply is None:
            await self._answer(job, to, question)
        await self._delivery.deliver(job, to)

    async def _answer(self, job: Job, to: Recipient, question: Question) -> None:
        """Find the answer, while a placeholder stands for it, and keep it as the reply."""
        placeholder = await self._delivery.begin(job, to)
        if self._log_questions:
            words = {"update": job.update_id, "person": job.person, "question": question.asked.text}
            _log.info("question", extra=words)
        earlier = await self._ledger.soon(answers.earlier, to.chat, job.person or 0) if not question.meant else ()
        began = time.monotonic()
        answer, failed = None, ""
        try:
            async with streamed(self._delivery.sender, to, placeholder, question.texts) as grown:
                meant = question.meant or question.asked.text
                answer = await self._threads.answer(
                    meant, earlier, job.person or 0, grown, lambda: self._delivery.attempt(job)
                )
            answer = await self._with_related(answer)
        except SeraiError as error:
            _log.warning("update %s could not be answered: %s", job.update_id, error)
            failed = question.texts.trouble.format(reason=error) if str(error) else question.texts.failed
        seconds = time.monotonic() - began

        def render(row: int | None) -> list[dict[str, Any]]:
            return [asdict(message) for message in _rendered(answer, failed, question, row)]

        asked = replace(question.asked, language=question.texts.code)
        job.reply = await self._ledger.soon(delivery.answered, job, answer, asked, seconds, render)
        self._count(answer, seconds, job)

    async def _with_related(self, answer: Answer) -> Answer:
        """Return an answer with a few further questions."""
        knows = self._threads.knows
        if not answer.answered or answer.offered or knows is None:
            return answer
        return replace(answer, offered=await asyncio.to_thread(knows.related, answer))

    def _count(self, answer: Answer | None, seconds: float, job: Job) -> None:
        outcome = "failed" if answer is None else "answered" if answer.answered else "refused"
        self._metrics.questions.labels(outcome).inc()
        if answer is not None:
            self._metrics.answered_from(answer.generation)
        _log.info("answered", extra={"update": job.update_id, "outcome": outcome, "seconds": round(seconds, 3)})


def _rendered(answer: Answer | None, failed: str, question: Question, row: int | None) -> Sequence[Message]:
    if answer is None:
        messages = to_telegram(Answer(question.asked.text, reply=failed))
    else:
        messages = to_telegram(answer, question.texts, row)
    messages = messages or [Message(question.texts.failed)]
    return about(question.head, messages) if question.head else messages
