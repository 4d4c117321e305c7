"""Hits are ranked anew by how closely their sentences hold the question's terms. Standard library and analysis only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass, replace
from functools import cached_property
from itertools import pairwise

from index.analysis import terms
from index.passage import Passage

_BEGINNING = 5  # letters: words that share so many at their start are often of one root, as "tour" and stems are not
_NEAR = 3  # terms from one to the other
_LEAST_KNOWN = 0.02

WEIGHTS = (1.56, 4.65, 2.84, 2.52, 2.95, 2.99, 1.92, 1.88, 0.87)
"""Of the signs in `Closeness`, as `python -m tests.bench.ranking` prints them."""


@dataclass(frozen=True, slots=True)
class Closeness:
    """Signs that a passage is what a question is after, each 0 to 1."""

    words: float
    """Its score by words, as a share of what the question's terms could score."""
    meaning: float
    """Its similarity to the question, scaled over the hits, …"""
    similarity: float
    """… and as it is."""
    sentence: float
    """The most of the question's terms, by rarity, in one sentence, where words of one beginning count as the same."""
    titled: float
    """The most in one sentence and the title."""
    covered: float
    """The share in the title and all sentences."""
    adjacent: float
    """Of neighbours in the question, by rarity, the most that are neighbours in one sentence …"""
    near: float
    """… or stand near each other, in any order."""
    figures: float
    """The most of its figures in one sentence."""


@dataclass(frozen=True)
class Analysed:
    """The terms of a passage."""

    sentences: tuple[tuple[str, ...], ...]
    title: frozenset[str]

    @classmethod
    def of(cls, passage: Passage) -> Analysed:
        texts = [passage.text[start:end] for start, end in passage.sentences] or [passage.text]
        return cls(tuple(tuple(terms(text)) for text in texts), frozenset(terms(passage.document.title)))

    @cached_property
    def sets(self) -> tuple[frozenset[str], ...]:
        """The terms of each sentence."""
        return tuple(map(frozenset, self.sentences))

    @cached_property
    def beginnings(self) -> tuple[frozenset[str], ...]:
        """The beginnings of the longer terms of each sentence."""
        return tuple(frozenset(t[:_BEGINNING] for t in one if len(t) >= _BEGINNING) for one in self.sets)


class Asked:
    """A question's terms in their order, and how much each tells."""

    def __init__(self, question_terms: Sequence[str], rarity: Mapping[str, float]) -> None:
        self._rarity = rarity
        self._mass = sum(rarity.values()) or 1.0
        self._pairs = [(a, b) for a, b in pairwise(question_terms) if a != b]
        self._pair_mass = sum(map(self._weight, self._pairs)) or 1.0
        self._figures = frozenset(term for term in rarity if any(map(str.isdigit, term)))

    def closeness(self, passage: Analysed, words: float, meaning: float, similarity: float) -> Closeness:
        """Return the signs of *passage*; *words*, *meaning* and *similarity* are what the searches say of it."""
        everything = passage.title.union(*passage.sets)
        return Closeness(
            words,
            meaning,
            max(similarity, 0.0),
            max(map(self._alike, passage.sets, passage.beginnings)),
            max(self._share(one | passage.title) for one in passage.sets),
            self._share(everything),
            max(map(self._adjacent, passage.sentences)),
            max(map(self._near, passage.sentences)),
            max(len(self._figures & one) for one in passage.sets) / len(self._figures) if self._figures else 0.0,
        )

    def _share(self, found: frozenset[str]) -> float:
        return sum(weight for term, weight in self._rarity.items() if term in found) / self._mass

    def _alike(self, found: frozenset[str], beginnings: frozenset[str]) -> float:
        held = (
            weight
            for term, weight in self._rarity.items()
            if term in found or (len(term) >= _BEGINNING and term[:_BEGINNING] in beginnings)
        )
        return sum(held) / self._mass

    def _adjacent(self, sentence: Sequence[str]) -> float:
        neighbours = set(pairwise(sentence))
        return sum(self._weight(pair) for pair in self._pairs if pair in neighbours) / self._pair_mass

    def _near(self, sentence: Sequence[str]) -> float:
        places: dict[str, list[int]] = {}
        for place, term in enumerate(sentence):
            places.setdefault(term, []).append(place)
        together = (
            (a, b)
            for a, b in self._pairs
            if a in places and b in places and any(abs(i - j) <= _NEAR for i in places[a] for j in places[b])
        )
        return sum(map(self._weight, together)) / self._pair_mass

    def _weight(self, pair: tuple[str, str]) -> float:
        return self._rarity.get(pair[0], 0.0) + self._rarity.get(pair[1], 0.0)


def ranked(signs: Closeness, model_knows: float) -> float:
    """Return the score `Σ weight · sign`, 0 or more; meaning counts by how much of the question the model can read."""
    knows = max(model_knows, _LEAST_KNOWN)
    readable = replace(signs, meaning=knows * signs.meaning, similarity=knows * signs.similarity)
    return sum(float(weight * sign) for weight, sign in zip(WEIGHTS, astuple(readable), strict=True))
