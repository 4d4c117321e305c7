"""Passages in Chroma, found by meaning. The only home of chromadb: vectors come in and go out, Chroma never embeds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np

from index.embed import Vectors32
from index.errors import GenerationError
from index.passage import Passage

_COLLECTION = "passages"
_BATCH = 5_000  # Chroma refuses more than 5,461 rows at once


class Vectors:
    """The vectors of one generation, in a Chroma directory of their own."""

    def __init__(self, directory: Path, *, create: bool = False) -> None:
        import chromadb  # takes a second: --help must not wait for it
        from chromadb.config import Settings

        self._directory = directory
        directory.mkdir(parents=True, exist_ok=True)
        with _chroma_errors(directory):
            self._client: Any = chromadb.PersistentClient(str(directory), Settings(anonymized_telemetry=False))
            self._collection = self._open(create)

    def _open(self, create: bool) -> Any:
        if not create:
            return self._client.get_collection(_COLLECTION, embedding_function=None)
        return self._client.get_or_create_collection(
            _COLLECTION, embedding_function=None, configuration={"hnsw": {"space": "cosine", "ef_search": 100}}
        )

    def add(self, ids: Sequence[str], vectors: Vectors32, passages: Sequence[Passage]) -> None:
        """Keep each passage under its id with its vector; the ids must be new."""
        if not np.isfinite(vectors).all():
            raise GenerationError(
                "The embedding model gave a vector that is no number. Try another SERAI_EMBEDDING_MODEL."
            )
        for start in range(0, len(ids), _BATCH):
            part = slice(start, start + _BATCH)
            with _chroma_errors(self._directory):
                self._collection.add(
                    ids=list(ids[part]),
                    embeddings=vectors[part],
                    documents=[passage.text for passage in passages[part]],
                    metadatas=[
                        {"document": passage.document_id, "start": passage.start, "title": passage.document.title}
                        for passage in passages[part]
                    ],
                )

    def delete(self, ids: Sequence[str]) -> None:
        """Forget the passages of *ids*."""
        for start in range(0, len(ids), _BATCH):
            with _chroma_errors(self._directory):
                self._collection.delete(ids=list(ids[start : start + _BATCH]))

    def get(self, ids: Sequence[str]) -> dict[str, Vectors32]:
        """Return the vector of every id that is here, shape (dimensions,) each."""
        found: dict[str, Vectors32] = {}
        for start in range(0, len(ids), _BATCH):
            with _chroma_errors(self._directory):
                rows = self._collection.get(ids=list(ids[start : start + _BATCH]), include=["embeddings"])
            found |= zip(rows["ids"], np.asarray(rows["embeddings"], np.float32), strict=True)
        return found

    def nearest(self, vector: Vectors32, k: int) -> list[tuple[str, float]]:
        """Return up to *k* ids with their cosine similarity to *vector*, the most similar first."""
        if not np.isfinite(vector).all() or not k:
            return []
        with _chroma_errors(self._directory):
            rows = self._collection.query(query_embeddings=[vector], n_results=k, include=["distances"])
        return [(id, 1.0 - distance) for id, distance in zip(rows["ids"][0], rows["distances"][0], strict=True)]

    def count(self) -> int:
        with _chroma_errors(self._directory):
            return int(self._collection.count())

    def close(self) -> None:
        """Let go of the files; without this every opened generation stays in memory."""
        self._client.close()


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
