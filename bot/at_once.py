"""What was found becomes cited passages at once, by words alone: no engine, no reader, no model is asked."""

from __future__ import annotations

from collections.abc import Iterator

from bot.answer import Citation
from index.analysis import terms
from index.opened import Found
from index.passage import Hit, Span

MOST = 8
_ENOUGH = 0.34
"""The share, by how much they tell, of the question's terms that a passage or its title must have."""
_NEAR = 0.55
"""Or the cosine of question and passage from which on the terms do not matter."""


def passages(found: Found) -> list[Citation]:
    """Return the best hits, each with the sentence that has most of the question quoted; none where nothing fits."""
    return [Citation(number, hit.passage, *place) for number, (hit, place) in enumerate(_quoted(found), 1)][:MOST]


def _quoted(found: Found) -> Iterator[tuple[Hit, Span]]:
    whole = sum(found.rarity.values())
    for hit in found.hits:
        passage = hit.passage
        titled = frozenset(terms(passage.document.title))
        told = [(_told(found, titled | frozenset(terms(passage.text[a:b]))), (a, b)) for a, b in passage.sentences]
        if not told or not whole:
            continue
        most, place = max(told, key=lambda one: (one[0], -one[1][0]))
        if most / whole >= _ENOUGH or hit.by_meaning >= _NEAR:
            yield hit, place


def _told(found: Found, had: frozenset[str]) -> float:
    """Return how much of the question, in nats, the terms *had* tell."""
    return sum(rarity for term, rarity in found.rarity.items() if term in had)
