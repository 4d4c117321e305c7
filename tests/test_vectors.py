"""Passages are found by meaning, in a real Chroma directory; the vectors are ours."""

import os
import resource
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import chromadb
import numpy as np
import pytest

from index.embed import Vectors32
from index.errors import GenerationError
from index.passage import Document, Passage
from index.vectors import Vectors
from tests.conftest import ROOT

IDS = ["a", "b", "c", "d"]


def axis(number: int) -> Vectors32:
    return np.eye(8, dtype=np.float32)[number]


def passages(count: int) -> list[Passage]:
    return [Passage(Document("d", "Words."), 0, 6, ())] * count


@pytest.fixture
def vectors(tmp_path: Path) -> Iterator[Vectors]:
    store = Vectors(tmp_path / "chroma", create=True)
    store.add(IDS, np.stack([axis(n) for n in range(4)]), passages(4))
    yield store
    store.close()


def test_the_most_similar_passage_comes_first_with_its_cosine(vectors: Vectors) -> None:
    (first, second, *_) = vectors.nearest((0.8 * axis(2) + 0.6 * axis(1)).astype(np.float32), 3)
    assert (first[0], second[0]) == ("c", "b")
    assert first[1] == pytest.approx(0.8, abs=1e-3)
    assert second[1] == pytest.approx(0.6, abs=1e-3)


def test_more_passages_than_there_are_may_be_asked_for(vectors: Vectors) -> None:
    assert len(vectors.nearest(axis(0), 50)) == 4
    assert vectors.nearest(axis(0), 0) == []


def test_a_vector_that_is_no_number_finds_nothing_and_is_not_kept(vectors: Vectors) -> None:
    nan = np.full(8, np.nan, np.float32)
    assert vectors.nearest(nan, 3) == []
    with pytest.raises(GenerationError, match="no number"):
        vectors.add(["e"], np.stack([nan]), passages(1))
    assert vectors.count() == 4


def test_what_was_kept_comes_back_as_it_was(vectors: Vectors) -> None:
    kept = vectors.get(["d", "nobody", "a"])
    assert set(kept) == {"a", "d"}
    assert np.array_equal(kept["d"], axis(3))
    assert vectors.get([]) == {}


def test_what_is_forgotten_is_no_longer_found(vectors: Vectors) -> None:
    vectors.delete(["a", "nobody"])
    vectors.delete([])
    assert "a" not in dict(vectors.nearest(axis(0), 10))
    assert vectors.count() == 3


def test_more_passages_than_chroma_takes_at_once_are_kept(tmp_path: Path) -> None:
    many = [str(n) for n in range(5_600)]
    drawn = np.random.default_rng(7).normal(size=(len(many), 3)).astype(np.float32)
    store = Vectors(tmp_path / "chroma", create=True)
    store.add(many, drawn, passages(len(many)))
    assert store.count() == len(many)
    assert set(store.get(many)) == set(many)
    store.delete(many)
    assert store.count() == 0
    store.close()


def test_a_closed_directory_opens_again_with_all_it_had(vectors: Vectors, tmp_path: Path) -> None:
    vectors.close()
    again = Vectors(tmp_path / "chroma")
    assert again.nearest(axis(3), 1)[0][0] == "d"
    again.close()


def test_chroma_knows_where_a_passage_stands_and_leaves_its_text_to_the_records(
    vectors: Vectors, tmp_path: Path
) -> None:
    vectors.close()
    client = chromadb.PersistentClient(str(tmp_path / "chroma"))
    (kept,) = client.get_collection("passages", embedding_function=None).get(ids=["a"])["metadatas"] or []
    client.close()
    assert kept == {"document": "d", "title": "", "start": 0, "end": 6}


def test_a_file_that_may_not_grow_is_an_error_and_ends_no_process(tmp_path: Path) -> None:
    store = Vectors(tmp_path / "chroma", create=True)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, hard))
    try:
        with pytest.raises(GenerationError, match="cannot be used"):
            store.add([str(n) for n in range(2_000)], np.ones((2_000, 384), np.float32), passages(2_000))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        store.close()


def test_the_hnsw_file_that_was_cut_off_is_noticed_when_its_vectors_are_fetched(tmp_path: Path) -> None:
    ids = [str(n) for n in range(3_000)]
    drawn = np.random.default_rng(7).normal(size=(len(ids), 64)).astype(np.float32)
    store = Vectors(tmp_path / "chroma", create=True)
    store.add(ids, drawn, passages(len(ids)))
    store.close()
    (file,) = tmp_path.rglob("data_level0.bin")
    os.truncate(file, file.stat().st_size // 2)
    # In a process of its own: this one's memory may still hold what the file has lost.
    code = (
        "import sys; from pathlib import Path; from index.vectors import Vectors\n"
        "store = Vectors(Path(sys.argv[1])); assert store.count() == 3000  # which proves nothing\n"
        "store.get(sys.argv[2:])"
    )
    command = [sys.executable, "-c", code, str(tmp_path / "chroma"), *ids[-10:]]
    fetched = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert fetched.returncode
    assert "GenerationError" in fetched.stderr.splitlines()[-1]
    assert "cannot be used" in fetched.stderr.splitlines()[-1]


def test_a_directory_without_vectors_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(GenerationError, match="cannot be used"):
        Vectors(tmp_path / "nothing")
