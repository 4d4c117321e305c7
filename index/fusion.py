"""Scores by meaning and by words become one score a passage. Standard library only."""

from __future__ import annotations

from collections.abc import Mapping

MEANING_WEIGHT = 0.3
"""What similarity by meaning may add, as a share of what a passage with every term of the question scores by words."""

_SATURATION = 1.6
"""About what BM25 (k1 1.2, b 0.75) gives a term that stands once or twice in a passage of average length, per nat."""


def fuse(
    by_meaning: Mapping[str, float],
    by_words: Mapping[str, float],
    rarity: Mapping[str, float],
    model_knows: float,
) -> dict[str, float]:
    """Return a score for each id that either side found.

    *by_words* counts as a share of what the question's terms, by their *rarity*, could score at most: a question
    whose words the corpus lacks leaves the word to *by_meaning*, which is scaled to 0..1 over the passages found and
    weighed by how much of the question the embedding model can read (*model_knows*, 0 to 1).
    """
    possible = _SATURATION * sum(rarity.values()) or 1.0
    meaning = _scaled(by_meaning)
    weight = MEANING_WEIGHT * max(model_knows, 0.02)
    return {
        id: by_words.get(id, 0.0) / possible + weight * meaning.get(id, 0.0)
        for id in dict.fromkeys([*by_meaning, *by_words])
    }


def _scaled(scores: Mapping[str, float]) -> dict[str, float]:
    if not scores:
        return {}
    low, high = min(scores.values()), max(scores.values())
    return {id: (score - low) / (high - low) if high > low else 1.0 for id, score in scores.items()}
