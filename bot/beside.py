"""Work that may be wanted begins a moment later in another thread, or never. Standard library and `bot.answer` only."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor

from bot.answer import Answer

_AFTER = 0.1
"""Seconds after which the work begins although nobody has asked for it yet."""


class Beside:
    """Work that begins a moment later in another thread, or at once when its result is asked for, or never."""

    def __init__(self, pool: ThreadPoolExecutor, work: Callable[[], Answer]) -> None:
        self._wanted, self._spared = threading.Event(), False
        self._future: Future[Answer | None] = pool.submit(self._run, work)

    def result(self) -> Answer:
        self._wanted.set()
        answer = self._future.result()
        assert answer is not None  # noqa: S101 - only what is spared has no result
        return answer

    def spare(self) -> None:
        """Let the work be left undone, if it has not begun."""
        self._spared = True
        self._wanted.set()

    def _run(self, work: Callable[[], Answer]) -> Answer | None:
        self._wanted.wait(_AFTER)
        return None if self._spared else work()
