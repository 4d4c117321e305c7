"""A generation that is open for searching: a question becomes hits, by meaning and by words, fused."""

from __future__ import annotations

from dataclasses import dataclass

from index import generation
from index.analysis import terms
from index.build import identity
from index.embed import Embedder, Vectors32
from index.formats import normalise
from index.fusion import fuse
from index.generation import Generation
from index.passage import Hit
from index.records import Records
from index.stores import Stores
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


class OpenGeneration:
    """The passages, vectors and words of one generation."""

    def __init__(self, opened: Generation, embedder: Embedder, stores: Stores) -> None:
        generation.check_identity(opened, identity(embedder))
        self.name = opened.name
        self._embedder = embedder
        self._records = Records(opened.records)
        self._words = Words(opened.words)
        self._vectors = stores.of(opened)

    def search(self, question: str, k: int = 10) -> Found:
        """Return the *k* best hits for *question*; raises GenerationError when the files don't hold together."""
        asked = list(dict.fromkeys(terms(normalise(question))))[:_MOST_TERMS]
        if not asked:
            return Found(question, self.name, (), {})
        rarity = {term: self._words.rarity(term) for term in asked}
        absent = frozenset(term for term in asked if not self._words.frequency(term))
        vector = self._embedder.encode([normalise(question)[:_MOST_CHARACTERS]])[0]
        hits = self._hits(vector, rarity, self._embedder.knows(question), max(k, _POOL))
        return Found(question, self.name, tuple(hits[:k]), rarity, absent)

    def _hits(self, vector: Vectors32, rarity: dict[str, float], knows: float, pool: int) -> list[Hit]:
        by_meaning = dict(self._vectors.nearest(vector, min(pool, len(self._records))))
        by_words = dict(self._words.best(list(rarity), pool))
        missing = [id for id in by_words if id not in by_meaning]
        by_meaning |= {id: float(v @ vector) for id, v in self._vectors.get(missing).items()}
        scores = fuse(by_meaning, by_words, rarity, knows)
        hits = (
            Hit(self._records.passage(id), score, by_meaning.get(id, 0.0), by_words.get(id, 0.0))
            for id, score in scores.items()
        )
        return sorted(hits, key=lambda hit: (-hit.score, hit.passage.document_id, hit.passage.start))

    def close(self) -> None:
        """Let go of the files."""
        self._vectors.close()
        self._words.close()
        self._records.close()
