"""Questions are answered in threads, few at once, and what is known of an answer is handed on while it grows."""

from __future__ import annotations

import asyncio
import contextvars
from collections.abc import Awaitable, Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Protocol, runtime_checkable

from bot.answer import Answer, Citation
from bot.gaps import Gap, Unanswered
from bot.spending import asker

AT_ONCE = 2
"""How many questions are answered at the same time: answering takes a core."""
AT_ONCE_WITH_MODEL = 4
"""The same where most of it is waiting for a chat model."""


class Answering(Protocol):
    """Answers a question, given the earlier answers of its conversation, oldest first; may block."""

    def __call__(self, message: str, earlier: Sequence[Answer] = ()) -> Answer:
        """Return the answer."""
        ...


@runtime_checkable
class Growing(Protocol):
    """Answers that are known in part before they are finished."""

    def growing(self, message: str, earlier: Sequence[Answer] = ()) -> Iterator[Answer]:
        """Yield the answer as it grows; the last one is the answer."""
        ...


@runtime_checkable
class Knowing(Protocol):
    """Knows the texts without an engine."""

    @property
    def generation(self) -> str:
        """The generation that is live."""
        ...

    def related(self, answer: Answer) -> tuple[str, ...]:
        """Return further questions that the texts answer."""
        ...

    def at_once(self, question: str) -> list[Citation]:
        """Return passages that fit, each with a sentence quoted."""
        ...

    def gaps(self, unanswered: Sequence[Unanswered]) -> list[Gap]:
        """Return the gaps, those that mean the same together."""
        ...


Grown = Callable[[Answer], None]
Begins = Callable[[], Awaitable[None]]


async def _nothing() -> None:
    pass


class Threads:
    """The threads that answer."""

    def __init__(self, answer: Answering, at_once: int = AT_ONCE) -> None:
        self._answer = answer
        self.knows = answer if isinstance(answer, Knowing) else None
        """What can be asked of the texts without an engine, if anything."""
        self._pool = ThreadPoolExecutor(at_once, "answering")
        self._turns = asyncio.Semaphore(at_once)
        self._begun: set[Future[Answer]] = set()

    @property
    def busy(self) -> bool:
        """Whether a question is being answered, even one that nobody waits for any more."""
        return bool(self._begun)

    async def answer(
        self, question: str, earlier: Sequence[Answer], person: int, grown: Grown, begins: Begins = _nothing
    ) -> Answer:
        """Return the answer; *grown* is called in the event loop with what is known of it so far.

        First come, first served; *begins* is awaited when it is its turn.
        """
        loop = asyncio.get_running_loop()
        context = contextvars.copy_context()
        context.run(asker.set, str(person))  # whose share of a model's tokens this takes

        def hand_on(answer: Answer) -> None:
            loop.call_soon_threadsafe(grown, answer)

        async with self._turns:
            await begins()
            begun = self._pool.submit(context.run, self._work, question, earlier, hand_on)
            self._begun.add(begun)
            begun.add_done_callback(self._begun.discard)
            return await asyncio.wrap_future(begun)

    def close(self) -> None:
        """Begin nothing more."""
        self._pool.shutdown(wait=False, cancel_futures=True)

    def _work(self, question: str, earlier: Sequence[Answer], hand_on: Grown) -> Answer:
        if not isinstance(self._answer, Growing):
            return self._answer(question, earlier)
        last: Answer | None = None
        for answer in self._answer.growing(question, earlier):
            if last:
                hand_on(last)
            last = answer
        return last or self._answer(question, earlier)
