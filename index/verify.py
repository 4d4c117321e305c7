"""A generation is checked by real queries; `python -m index.verify DIRECTORY` does so in a process of its own."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from index import generation, records
from index.analysis import terms
from index.errors import GenerationError, SeraiError
from index.generation import Generation
from index.passage import Passage
from index.vectors import Vectors
from index.words import Words

_SAMPLE = 100
_MUST_FIND = 0.95  # HNSW is approximate, and twins may find each other


def verify(directory: Path) -> Generation:
    """Return the generation in *directory*; raise GenerationError unless all its passages find themselves."""
    checked = generation.load(directory)
    passages = {
        id: passage
        for record in records.read(checked.records)
        for id, passage in zip(record.ids, record.passages, strict=True)
    }
    if len(passages) != checked.passages:
        raise GenerationError(f"{checked.passages} passages were built and {len(passages)} are recorded")
    ids = list(passages)[:: max(1, len(passages) // _SAMPLE)]
    _verify_vectors(checked, ids)
    _verify_words(checked, {id: passages[id] for id in ids})
    return checked


def _verify_vectors(checked: Generation, ids: Sequence[str]) -> None:
    store = Vectors(checked.chroma)
    try:
        if store.count() != checked.passages:
            raise GenerationError(f"{checked.passages} passages were built and {store.count()} have vectors")
        vectors = store.get(ids)
        lost = [id for id in ids if id not in vectors or _distance_to_nearest(store, vectors[id]) > 1e-3]
    finally:
        store.close()
    if len(lost) > (1 - _MUST_FIND) * len(ids):
        raise GenerationError(f"{len(lost)} of {len(ids)} vectors do not find themselves")


def _distance_to_nearest(store: Vectors, vector: object) -> float:
    found = store.nearest(vector, 1)  # type: ignore[arg-type]
    return 1.0 - found[0][1] if found else 1.0


def _verify_words(checked: Generation, passages: dict[str, Passage]) -> None:
    words = Words(checked.words)
    if words.count() != checked.passages:
        raise GenerationError(f"{checked.passages} passages were built and {words.count()} have words")
    for id, passage in passages.items():
        if not words.holds(id, list(dict.fromkeys(terms(passage.text)))[:50]):
            raise GenerationError(f"passage {id} is not found by its own words")


def main(arguments: Sequence[str]) -> int:
    """Verify the directory named on the command line."""
    try:
        verify(Path(arguments[0]))
    except SeraiError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
