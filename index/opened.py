"""A generation that is open for searching: a question becomes hits, by meaning and by words, fused and ranked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from index import generation
from index.analysis import terms
from index.build import identity
from index.embed import Embedder, Vectors32
from index.formats import normalise
from index.fusion import fuse, scaled, share
from index.generation import Generation
from index.passage import Hit
from index.rank import Analysed, Asked, ranked
from index.reader import Reader
from index.records import Records
from index.reread import reread
from index.stores import Stores
from index.words import Words

_POOL = 50  # passages asked of each side before they are fused, or as many as are wanted
_LOOKED_AT = 30  # of the fused hits, to be ranked by a closer look
_KEPT_ANALYSED = 5_000  # passages whose terms are at hand
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

    def __init__(self, opened: Generation, embedder: Embedder, stores: Stores, reader: Reader | None = None) -> None:
        """Open the files of *opened*; a *reader* ranks the first hits once more where they are close."""
        generation.check_identity(opened, identity(embedder))
        self.name = opened.name
        self.embedder, self._reader = embedder, reader
        self._records = Records(opened.records)
        self._words = Words(opened.words)
        self._vectors = stores.of(opened)
        self._analysed = lru_cache(_KEPT_ANALYSED)(Analysed.of)

    def search(self, question: str, k: int = 10) -> Found:
        """Return the *k* best hits for *question*; raises GenerationError when the files don't hold together."""
        asked = terms(normalise(question))
        rarity = {term: self._words.rarity(term) for term in list(dict.fromkeys(asked))[:_MOST_TERMS]}
        if not rarity:
            return Found(question, self.name, (), {})
        absent = frozenset(term for term in rarity if not self._words.frequency(term))
        vector = self.embedder.encode_question(normalise(question)[:_MOST_CHARACTERS])
        knows = self.embedder.knows(question)
        hits = self._closely(self._hits(vector, rarity, knows, max(k, _POOL)), asked[:_MOST_TERMS], rarity, knows)
        if self._reader:
            hits = reread(question, hits, self._reader, knows)
        return Found(question, self.name, tuple(hits[:k]), rarity, absent)

    def _closely(
        self, hits: Sequence[Hit], question_terms: Sequence[str], rarity: dict[str, float], knows: float
    ) -> list[Hit]:
        """Return *hits* with the first of them ranked by a closer look; the others follow them, in their order."""
        looked, others = hits[:_LOOKED_AT], hits[_LOOKED_AT:]
        asked, meaning = Asked(question_terms, rarity), scaled([hit.by_meaning for hit in looked])
        first = []
        for hit, alike in zip(looked, meaning, strict=True):
            words = share(hit.by_words, rarity)
            signs = asked.closeness(self._analysed(hit.passage), words, alike, hit.by_meaning)
            first.append(replace(hit, score=ranked(signs, knows)))
        first.sort(key=_order)
        below = first[-1].score / others[0].score if others and others[0].score else 0.0
        return [*first, *(replace(hit, score=below * hit.score) for hit in others)]

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
        return sorted(hits, key=_order)

    def close(self) -> None:
        """Let go of the files."""
        self._vectors.close()
        self._words.close()
        self._records.close()


def _order(hit: Hit) -> tuple[float, str, int]:
    return -hit.score, hit.passage.document_id, hit.passage.start
