"""A question becomes hits: passages found by meaning and by words, fused; also as a LangChain retriever."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document as LangChainDocument
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict, SkipValidation

from index import generation, records
from index.analysis import terms
from index.build import identity
from index.embed import Embedder, Vectors32
from index.formats import normalise
from index.fusion import fuse
from index.generation import Generation
from index.passage import Hit, Passage
from index.vectors import Vectors
from index.words import Words

_POOL = 50  # passages asked of each side before they are fused, or as many as are wanted
_MOST_TERMS = 200  # of a question; a pasted book must not become a query
_MOST_CHARACTERS = 4_000  # of a question that are embedded, far beyond what the model reads


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found, and what the generation knows of the question's terms."""

    question: str
    generation: str
    hits: tuple[Hit, ...]
    """The best first."""
    rarity: dict[str, float]
    """How much each term of the question tells (idf, in nats)."""
    absent: frozenset[str] = frozenset()
    """The terms of the question that no passage has."""


@dataclass(slots=True)
class _Opened:
    """A generation that is open for searching, and how many questions it is answering."""

    generation: Generation
    passages: dict[str, Passage]
    vectors: Vectors
    words: Words
    users: int = 0
    retired: bool = False

    def close(self) -> None:
        self.vectors.close()
        self.words.close()


class Searcher:
    """Searches the live generation of the index in *root*, whichever that is when a question comes."""

    def __init__(self, root: Path, embedder: Embedder) -> None:
        self.root = root
        self.embedder = embedder
        self._opened: _Opened | None = None
        self._lock = threading.Lock()

    def search(self, question: str, k: int = 10) -> Found:
        """Return the *k* best hits for *question*; raises GenerationError when there is nothing to search."""
        with self._live() as opened:
            asked = list(dict.fromkeys(terms(normalise(question))))[:_MOST_TERMS]
            if not asked:
                return Found(question, opened.generation.name, (), {})
            rarity = {term: opened.words.rarity(term) for term in asked}
            absent = frozenset(term for term in asked if not opened.words.frequency(term))
            vector = self.embedder.encode([normalise(question)[:_MOST_CHARACTERS]])[0]
            hits = self._hits(opened, vector, rarity, self.embedder.knows(question), max(k, _POOL))
            return Found(question, opened.generation.name, tuple(hits[:k]), rarity, absent)

    def _hits(self, opened: _Opened, vector: Vectors32, rarity: dict[str, float], knows: float, pool: int) -> list[Hit]:
        by_meaning = dict(opened.vectors.nearest(vector, min(pool, opened.generation.passages)))
        by_words = dict(opened.words.best(list(rarity), pool))
        missing = [id for id in by_words if id not in by_meaning]
        by_meaning |= {id: float(v @ vector) for id, v in opened.vectors.get(missing).items()}
        scores = fuse(by_meaning, by_words, rarity, knows)
        hits = (
            Hit(opened.passages[id], score, by_meaning.get(id, 0.0), by_words.get(id, 0.0))
            for id, score in scores.items()
        )
        return sorted(hits, key=lambda hit: (-hit.score, hit.passage.document_id, hit.passage.start))

    @property
    def generation(self) -> str:
        """The name of the generation that a question asked now would be answered from."""
        with self._live() as opened:
            return opened.generation.name

    def close(self) -> None:
        """Let go of the files."""
        with self._lock:
            opened, self._opened = self._opened, None
            if opened:
                self._retire(opened)

    @contextmanager
    def _live(self) -> Iterator[_Opened]:
        """Hold the live generation open for as long as a question needs it."""
        with self._lock:
            opened = self._current()
            opened.users += 1
        try:
            yield opened
        finally:
            with self._lock:
                opened.users -= 1
                if opened.retired and not opened.users:
                    opened.close()

    def _current(self) -> _Opened:
        name = generation.live_name(self.root)
        if self._opened is None or self._opened.generation.name != name:
            fresh = self._open(generation.live(self.root))
            if self._opened:
                self._retire(self._opened)
            self._opened = fresh
        return self._opened

    def _open(self, live: Generation) -> _Opened:
        generation.check_identity(live, identity(self.embedder))
        passages = {
            id: passage
            for record in records.read(live.records)
            for id, passage in zip(record.ids, record.passages, strict=True)
        }
        return _Opened(live, passages, Vectors(live.chroma), Words(live.words))

    def _retire(self, opened: _Opened) -> None:
        opened.retired = True
        if not opened.users:
            opened.close()


class PassageRetriever(BaseRetriever):
    """Our search as LangChain knows it; each document's metadata holds the hit it was made of."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    searcher: SkipValidation[Searcher]
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
