"""A question becomes hits, from whichever generation is live when it comes; also as a LangChain retriever."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document as LangChainDocument
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict, SkipValidation

from index import generation
from index.embed import Embedder
from index.errors import GenerationError
from index.opened import Found, OpenGeneration
from index.passage import Hit
from index.reader import Reader
from index.stores import Stores

if TYPE_CHECKING:
    from index.server import Server


@dataclass(slots=True)
class _InUse:
    """An open generation, and how many questions it is answering."""

    opened: OpenGeneration
    users: int = 0
    retired: bool = False

    def close_if_done(self) -> None:
        if self.retired and not self.users:
            self.opened.close()


class Searcher:
    """Searches the live generation of the index in *root*, whichever that is when a question comes."""

    def __init__(
        self, root: Path, embedder: Embedder, server: Server | None = None, reader: Reader | None = None
    ) -> None:
        """Search the index in *root*; a *reader* ranks the first hits once more where they are close."""
        self.root, self._reader = root, reader
        self._stores = Stores(root, server)
        self.embedder = embedder
        self._current: _InUse | None = None
        self._lock = threading.Lock()  # held for moments: which generation is in use, and by how many
        self._opening = threading.Lock()  # held for as long as opening one takes

    def search(self, question: str, k: int = 10) -> Found:
        """Return the *k* best hits for *question*; raises GenerationError when there is nothing to search.

        A generation that fails meanwhile, because it was swept or its rows vanished, is opened anew, once.
        """
        with self._live() as live:
            try:
                return live.opened.search(question, k)
            except GenerationError:
                self._drop(live)
        with self._live() as live:
            return live.opened.search(question, k)

    @property
    def generation(self) -> str:
        """The name of the generation that a question asked now would be answered from."""
        with self._live() as live:
            return live.opened.name

    def close(self) -> None:
        """Let go of the files."""
        if self._current:
            self._drop(self._current)

    @contextmanager
    def _live(self) -> Iterator[_InUse]:
        """Hold the live generation open for as long as a question needs it."""
        live = self._take()
        try:
            yield live
        finally:
            with self._lock:
                live.users -= 1
                live.close_if_done()

    def _take(self) -> _InUse:
        """Return the live generation with one more user.

        While one thread opens a new generation, the others go on with the one before.
        """
        name = generation.live_name(self.root)
        if held := self._held(name):
            return held
        if not self._opening.acquire(blocking=False):
            if held := self._held():
                return held
            self._opening.acquire()
        try:
            return self._held(generation.live_name(self.root)) or self._open()
        finally:
            self._opening.release()

    def _held(self, name: str = "") -> _InUse | None:
        """Return the generation in use, with one more user, if there is one and it is the one of that *name*."""
        with self._lock:
            if self._current and name in {"", self._current.opened.name}:
                self._current.users += 1
                return self._current
        return None

    def _open(self) -> _InUse:
        fresh = _InUse(self._opened(), users=1)
        with self._lock:
            before, self._current = self._current, fresh
            if before:
                before.retired = True
                before.close_if_done()
        return fresh

    def _opened(self) -> OpenGeneration:
        """Open the live generation; one that was swept between the look and the opening is looked for again."""
        try:
            return self._open_live()
        except GenerationError:
            return self._open_live()

    def _open_live(self) -> OpenGeneration:
        return OpenGeneration(generation.live(self.root), self.embedder, self._stores, self._reader)

    def _drop(self, live: _InUse) -> None:
        """Use *live* no more; it is closed when the last question is done with it."""
        with self._lock:
            if self._current is live:
                self._current = None
            live.retired = True
            live.close_if_done()


class Searches(Protocol):
    """What finds hits: the live generation, whichever that is, or one that is open."""

    def search(self, question: str, k: int = 10) -> Found:
        """Return the *k* best hits for *question*."""


class PassageRetriever(BaseRetriever):
    """Our search as LangChain knows it; each document's metadata holds the hit it was made of."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    searcher: SkipValidation[Searches]
    k: int = 10

    def find(self, question: str) -> Found:
        """Return all that the search found, as the chain needs it."""
        return self.searcher.search(question, self.k)

    def _get_relevant_documents(
        self,
        query: str,
        *,
        run_manager: CallbackManagerForRetrieverRun,  # noqa: ARG002 - LangChain's signature
    ) -> list[LangChainDocument]:
        return [_as_langchain(hit) for hit in self.find(query).hits]


def _as_langchain(hit: Hit) -> LangChainDocument:
    passage = hit.passage
    place = {"document": passage.document_id, "start": passage.start, "title": passage.document.title}
    return LangChainDocument(page_content=passage.text, metadata=place | {"score": hit.score, "hit": hit})
