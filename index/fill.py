"""The directory of a new generation is filled: records, words and vectors, from the plan and the last generation."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index import alike, manifest, records
from index.before import Last
from index.embed import Vectors32
from index.errors import GenerationError
from index.generation import Generation
from index.passage import Passage
from index.plan import Plan
from index.stores import Stores
from index.unfinished import Unfinished, key
from index.vectorise import Vectorising
from index.vectors import Store
from index.words import Words

_FRESH_SHARE = 0.2  # past this share of changed passages, new directories are cheaper and tidier than copies
_BATCH = 5_000  # passages written at a time


@dataclass(frozen=True, slots=True)
class Change:
    """The passages of a plan against those of the last generation, by their ids."""

    before: dict[str, Passage]
    now: dict[str, Passage]
    new: list[str]
    gone: list[str]

    @classmethod
    def between(cls, before: dict[str, Passage], now: dict[str, Passage]) -> Change:
        return cls(before, now, [id for id in now if id not in before], [id for id in before if id not in now])

    @property
    def is_small(self) -> bool:
        return len(self.new) + len(self.gone) <= _FRESH_SHARE * len(self.before)


def sketches(plan: Plan, last: Generation | None) -> NDArray[np.uint64]:
    """Return the sketch of each document of *plan*, shape (documents, hashes); those of *last* are taken over."""
    known: dict[str, alike.Sketch] = {}
    if last and plan.before:
        known = dict(zip(plan.before, np.load(last.sketches), strict=True))
    fresh = {*plan.added, *plan.changed}
    rows = [
        alike.sketch(one.document.text) if one.document.id in fresh else known[one.document.id] for one in plan.records
    ]
    return np.stack(rows)


def fill(
    directory: Path, plan: Plan, last: Last | None, vectorising: Vectorising, made: Unfinished, stores: Stores
) -> list[str]:
    """Write all that *plan* says into *directory*, the vectors where *stores* keeps them.

    What *last* cannot give is embedded before. Returns the ids of the passages that were written anew.
    """
    records.write(directory / "documents.jsonl", plan.records)
    manifest.write(directory / "files.jsonl", plan.files)
    np.save(directory / "sketches.npy", sketches(plan, last.live if last else None))
    change = Change.between(last.passages if last else {}, plan.passages())
    copied, taken = _take_over(directory, last, change, stores)
    new = change.new if copied.vectors else list(change.now)
    vectorising.offer(records.embedded_text(change.now[id]) for id in new if id not in taken)
    vectorising.finish()
    _write_words(directory, change, copied=copied.words)
    with closing(stores.of_build(directory, create=not copied.vectors)) as store:
        if copied.vectors:
            store.delete(change.gone)
        _write_vectors(store, new, change.now, taken, made)
    return new


@dataclass(frozen=True, slots=True)
class _Copied:
    """Which parts of the new generation begin as a copy of the last one's."""

    words: bool = False
    vectors: bool = False


def _take_over(
    directory: Path, last: Last | None, change: Change, stores: Stores
) -> tuple[_Copied, dict[str, Vectors32]]:
    """Copy what little changed of *last*, and return with it the vectors it has for passages that are new."""
    before = directory / "before"
    if last is None:
        return _Copied(), {}
    words = last.is_same and change.is_small
    copied = _Copied(words, words and stores.are_local and not last.live.collection)
    try:
        if words:
            _copy_words(last.live, directory)
        with closing(stores.copy_of(last.live, before)) as store:
            taken = _vectors(store, last.live, change.new if copied.vectors else list(change.now), change)
        if copied.vectors:
            before.rename(directory / "chroma")
    except (GenerationError, FileNotFoundError):  # the last generation is damaged: nothing of it is used
        shutil.rmtree(directory / "words", ignore_errors=True)
        copied, taken = _Copied(), {}
    shutil.rmtree(before, ignore_errors=True)
    return copied, taken


def _copy_words(last: Generation, directory: Path) -> None:
    shutil.copytree(last.words, directory / "words")
    with closing(Words(directory / "words")) as words:
        if words.count() != last.passages:
            raise GenerationError(f"The generation {last.name} is damaged.")


def _vectors(store: Store, last: Generation, wanted: Sequence[str], change: Change) -> dict[str, Vectors32]:
    """Return the vectors of the *wanted* passages whose text the last generation had, wherever it stood there."""
    twins = {records.embedded_text(passage): id for id, passage in change.before.items()}
    found = {id: twins[text] for id in wanted if (text := records.embedded_text(change.now[id])) in twins}
    if store.count() != last.passages:
        raise GenerationError(f"The generation {last.name} is damaged.")
    taken = store.get(list(set(found.values())))
    return {id: taken[twin] for id, twin in found.items() if twin in taken}


def _write_words(directory: Path, change: Change, *, copied: bool) -> None:
    gone, new = (change.gone, change.new) if copied else ([], list(change.now))
    with closing(Words(directory / "words", create=not copied)) as words:
        words.change(gone, new, [change.now[id] for id in new])


def _write_vectors(
    store: Store, new: Sequence[str], now: dict[str, Passage], taken: dict[str, Vectors32], made: Unfinished
) -> None:
    for start in range(0, len(new), _BATCH):
        ids = new[start : start + _BATCH]
        fresh = [id for id in ids if id not in taken]
        keys = [key(records.embedded_text(now[id])) for id in fresh]
        vectors = taken | (dict(zip(fresh, made.take(keys), strict=True)) if keys else {})
        store.add(ids, np.stack([vectors[id] for id in ids]), [now[id] for id in ids])
