"""Texts are embedded in a thread of their own while others are still being read, a block at a time."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType
from typing import TYPE_CHECKING, Self

from index.unfinished import Unfinished, key

if TYPE_CHECKING:
    from index.embed import Embedder

_BLOCK = 512  # texts: a killed build loses at most the block it was at, some ten seconds


class Vectorising:
    """Embeds what it is offered into an Unfinished, and nothing twice."""

    def __init__(
        self, embedder: Embedder, unfinished: Unfinished, begin: Callable[[int], Callable[[int], None]]
    ) -> None:
        self._begin = begin
        self._embedder = embedder
        self._unfinished = unfinished
        self._texts: dict[bytes, str] = {}
        self._offered: set[bytes] = set()
        self._done = 0
        self._hear: Callable[[int], None] = lambda steps: None
        self.seconds = 0.0
        """How long embedding has taken so far."""
        self._blocks: list[Future[None]] = []
        self._pool = ThreadPoolExecutor(1, "embedding")

    def offer(self, texts: Iterable[str]) -> None:
        """Embed *texts* soon, but for those that have been; raises what embedding earlier ones raised."""
        for text in texts:
            marked = key(text)
            if marked not in self._offered and marked not in self._unfinished:
                self._offered.add(marked)
                self._texts[marked] = text
        if len(self._texts) >= _BLOCK:
            self._start()
        for block in self._blocks:
            if block.done():
                block.result()

    def finish(self) -> int:
        """Wait until all is embedded and return how many texts were."""
        self._start()
        if self._offered and any(not block.done() for block in self._blocks):
            self._hear = self._begin(len(self._offered))
            self._hear(self._done)
        for block in self._blocks:
            block.result()
        return len(self._offered)

    def _start(self) -> None:
        texts = sorted(self._texts.items(), key=lambda item: len(item[1]))
        self._texts = {}
        for start in range(0, len(texts), _BLOCK):
            self._blocks.append(self._pool.submit(self._embed, dict(texts[start : start + _BLOCK])))

    def _embed(self, texts: dict[bytes, str]) -> None:
        def advance(steps: int) -> None:
            self._done += steps
            self._hear(steps)

        began = time.monotonic()
        self._unfinished.append(list(texts), self._embedder.encode(list(texts.values()), advance))
        self.seconds += time.monotonic() - began

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for block in self._blocks:
            block.cancel()
        self._pool.shutdown(wait=True)
