"""Vectors of an interrupted build are kept, whole ones only."""

from pathlib import Path

import numpy as np
import pytest

from index.unfinished import Unfinished, key

KEYS = [key(text) for text in ("one", "two", "three")]


def vectors(count: int) -> np.ndarray:
    made = np.random.default_rng(count).normal(size=(count, 8)).astype(np.float32)
    return made / np.linalg.norm(made, axis=1, keepdims=True)


def test_a_later_build_finds_what_an_earlier_one_kept(tmp_path: Path) -> None:
    kept = vectors(3)
    Unfinished(tmp_path, "model").append(KEYS, kept)
    later = Unfinished(tmp_path, "model")
    assert len(later) == 3
    assert np.array_equal(later.take(KEYS[::-1]), kept[::-1])
    later.append([key("four")], vectors(1))
    assert np.array_equal(Unfinished(tmp_path, "model").take([KEYS[1], key("four")]), [kept[1], vectors(1)[0]])


@pytest.mark.parametrize("lost", [1, 40, 47])
def test_what_was_written_in_part_counts_as_not_written(tmp_path: Path, lost: int) -> None:
    unfinished = Unfinished(tmp_path, "model")
    unfinished.append(KEYS, vectors(3))
    path = next(tmp_path.glob("*.vectors"))
    path.write_bytes(path.read_bytes()[:-lost])
    resumed = Unfinished(tmp_path, "model")
    assert [one in resumed for one in KEYS] == [True, True, False]
    resumed.append(KEYS[2:], vectors(1))
    assert np.array_equal(Unfinished(tmp_path, "model").take(KEYS[2:]), vectors(1))


def test_what_is_no_vector_counts_as_not_written(tmp_path: Path) -> None:
    Unfinished(tmp_path, "model").append(KEYS, vectors(3))
    path = next(tmp_path.glob("*.vectors"))
    path.write_bytes(path.read_bytes()[:-48] + bytes(48))  # as a lost block of the disk reads
    assert [one in Unfinished(tmp_path, "model") for one in KEYS] == [True, True, False]


def test_another_models_vectors_are_never_taken(tmp_path: Path) -> None:
    Unfinished(tmp_path, "model").append(KEYS, vectors(3))
    assert KEYS[0] not in Unfinished(tmp_path, "other")


def test_a_finished_build_leaves_nothing_behind(tmp_path: Path) -> None:
    Unfinished(tmp_path, "other").append(KEYS, vectors(3))
    unfinished = Unfinished(tmp_path, "model")
    unfinished.append(KEYS, vectors(3))
    unfinished.remove()
    assert not list(tmp_path.iterdir())
    assert KEYS[0] not in unfinished
