"""Passages in Chroma, found by meaning. The only home of chromadb: vectors come in and go out, Chroma never embeds."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from index.errors import GenerationError
from index.passage import Passage

if TYPE_CHECKING:
    from index.embed import Vectors32  # whose libraries a check of the vectors needs not

_COLLECTION = "passages"
CONFIGURATION = {"hnsw": {"space": "cosine", "ef_construction": 60, "ef_search": 200}}
"""Of 20,000 clustered vectors 100 and 100 found 98 % of the nearest 50; this finds 99 %, and fills a quarter faster."""


def load_library() -> None:
    """Import chromadb, which takes a second, for a process that has time to do so before it is needed."""
    import chromadb
    import chromadb.api.rust  # noqa: F401 - the part that a local client would import


class Store(ABC):
    """Where the vectors of one generation are: a build fills it, a search asks it."""

    _batch: int
    """How many passages go in or come out at once."""

    @abstractmethod
    def _ask(self, action: str, **fields: Any) -> Any:
        """Do *action* of Chroma's collections; raises GenerationError when it cannot be done."""

    @abstractmethod
    def close(self) -> None:
        """Let go of files and connections; without this every opened generation stays in memory."""

    def add(self, ids: Sequence[str], vectors: Vectors32, passages: Sequence[Passage]) -> None:
        """Keep each passage under its id with its vector; the ids must be new."""
        if not np.isfinite(vectors).all():
            raise GenerationError(
                "The embedding model gave a vector that is no number. Try another SERAI_EMBEDDING_MODEL."
            )
        for part in self._parts(len(ids)):
            self._ask(
                "add",
                ids=list(ids[part]),
                embeddings=vectors[part],
                metadatas=[_place(passage) for passage in passages[part]],
            )

    def delete(self, ids: Sequence[str]) -> None:
        """Forget the passages of *ids*."""
        for part in self._parts(len(ids)):
            self._ask("delete", ids=list(ids[part]))

    def get(self, ids: Sequence[str]) -> dict[str, Vectors32]:
        """Return the vector of every id that is here, shape (dimensions,) each."""
        found: dict[str, Vectors32] = {}
        for part in self._parts(len(ids)):
            rows = self._ask("get", ids=list(ids[part]), include=["embeddings"])
            for id, vector in zip(rows["ids"], rows["embeddings"], strict=True):
                if vector is not None:  # it vanished in between
                    found[id] = np.asarray(vector, np.float32)
        return found

    def nearest(self, vector: Vectors32, k: int) -> list[tuple[str, float]]:
        """Return up to *k* ids with their cosine similarity to *vector*, the most similar first."""
        if not np.isfinite(vector).all() or not k:
            return []
        rows = self._ask("query", query_embeddings=[vector], n_results=k, include=["distances"])
        pairs = zip(rows["ids"][0], rows["distances"][0], strict=True)
        return [(id, 1.0 - distance) for id, distance in pairs if distance is not None]

    def count(self) -> int:
        return int(self._ask("count"))

    def _parts(self, total: int) -> Iterator[slice]:
        return (slice(start, start + self._batch) for start in range(0, total, self._batch))


def _place(passage: Passage) -> dict[str, str | int]:
    """Return where *passage* stands. Its text is in the generation's records: Chroma would index every three letters.

    That takes 1.4 ms and 10 kB a passage, which at 100,000 doubles the time to add them and makes 1.2 GB of 0.2.
    """
    document = passage.document
    return {
        "document": document.id, "title": document.title, "start": passage.start,
        "end": passage.start + len(passage.text),
    }  # fmt: skip


class Vectors(Store):
    """The vectors of one generation, in a Chroma directory of their own."""

    _batch = 5_000  # Chroma refuses more than 5,461 rows at once

    def __init__(self, directory: Path, *, create: bool = False) -> None:
        self._directory = directory
        directory.mkdir(parents=True, exist_ok=True)
        with _chroma_errors(directory):
            self._client = _client(directory)
            try:
                self._collection = self._open(create)
            except BaseException:
                self._client.close()
                raise

    def _open(self, create: bool) -> Any:
        if not create:
            return self._client.get_collection(_COLLECTION, embedding_function=None)
        return self._client.get_or_create_collection(_COLLECTION, embedding_function=None, configuration=CONFIGURATION)

    def _ask(self, action: str, **fields: Any) -> Any:
        with _chroma_errors(self._directory):
            return getattr(self._collection, action)(**fields)

    def close(self) -> None:
        self._client.close()


def _client(directory: Path) -> Any:
    import chromadb  # takes a second: --help must not wait for it
    from chromadb.config import Settings

    return chromadb.PersistentClient(str(directory), Settings(anonymized_telemetry=False))


@contextmanager
def _chroma_errors(directory: Path) -> Iterator[None]:
    from chromadb.errors import ChromaError

    try:
        yield
    except (ChromaError, ValueError, OSError) as error:
        raise GenerationError(
            f"The vectors in '{directory}' cannot be used ({error}). "
            "Run: python -m index rollback, or python -m index build"
        ) from error
