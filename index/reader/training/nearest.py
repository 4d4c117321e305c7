"""A question finds the texts of a folder that share its rare words (BM25 over numpy arrays), or mean the like."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import cached_property

import numpy as np

from index.analysis import terms
from index.embed import Embedder, Vectors32
from index.reader.training.example import stems
from index.reader.training.folder import Text

_SATURATION, _BY_LENGTH = 0.9, 0.4  # k1 and b of BM25
_KEPT = 40  # texts that a question's meaning finds


class Nearest:
    """The texts of one folder by their words."""

    def __init__(self, texts: Sequence[Text]) -> None:
        self._texts = texts
        counted = [Counter(terms(text.text)) for text in texts]
        mean = sum(map(Counter.total, counted)) / max(1, len(texts))
        postings: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for place, counts in enumerate(counted):
            slowed = _SATURATION * (1 - _BY_LENGTH + _BY_LENGTH * counts.total() / mean)
            for term, count in counts.items():
                postings[term].append((place, count * (1 + _SATURATION) / (count + slowed)))
        self._postings = {
            term: (
                np.array([place for place, _ in found]),
                np.array([weight for _, weight in found]) * _rarity(len(found), len(texts)),
            )
            for term, found in postings.items()
        }

    def __call__(self, question: str, most: int) -> list[Text]:
        """Return up to *most* texts, the nearest first."""
        scores = np.zeros(len(self._texts))
        for term in sorted(stems(question)):
            if term in self._postings:
                places, weights = self._postings[term]
                scores[places] += weights
        best = np.argsort(-scores, kind="stable")[:most]
        return [self._texts[place] for place in best if scores[place] > 0]


def _rarity(having: int, texts: int) -> float:
    return math.log(1 + (texts - having + 0.5) / (having + 0.5))


class NearestByMeaning:
    """The texts of one folder by their vectors, for *questions* known beforehand: many are embedded quicker together.

    Nothing is embedded before the first question.
    """

    def __init__(self, texts: Sequence[Text], questions: Sequence[str], embedder: Embedder) -> None:
        self._texts, self._embedder = texts, embedder
        self._places = {question: place for place, question in enumerate(dict.fromkeys(questions))}
        self._found: dict[str, list[int]] = {}

    @cached_property
    def _vectors(self) -> Vectors32:
        return self._embedder.encode([text.text for text in self._texts])

    @cached_property
    def _asked(self) -> Vectors32:
        return self._embedder.encode(list(self._places))

    def __call__(self, question: str, most: int) -> list[Text]:
        """Return up to *most* texts, the nearest first."""
        if question not in self._found:
            cosines = self._vectors @ self._asked[self._places[question]]
            self._found[question] = np.argsort(-cosines, kind="stable")[:_KEPT].tolist()
        return [self._texts[place] for place in self._found[question][:most]]
