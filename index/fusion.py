"""Scores by meaning and by words become one score a passage. Standard library only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

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
    meaning = dict(zip(by_meaning, scaled(list(by_meaning.values())), strict=True))
    weight = MEANING_WEIGHT * max(model_knows, 0.02)
    return {
        id: share(by_words.get(id, 0.0), rarity) + weight * meaning.get(id, 0.0)
        for id in dict.fromkeys([*by_meaning, *by_words])
    }


def share(by_words: float, rarity: Mapping[str, float]) -> float:
    """Return a BM25 score as a share, about 0 to 1, of what terms of this *rarity* could score at most."""
    return by_words / (_SATURATION * sum(rarity.values()) or 1.0)


def scaled(scores: Sequence[float]) -> list[float]:
    """Return *scores* scaled to 0..1; all 1 where they are the same."""
    low, high = min(scores, default=0.0), max(scores, default=0.0)
    return [(score - low) / (high - low) if high > low else 1.0 for score in scores]
