"""A generation is checked by real queries: whatever it lost is noticed before it goes live."""

import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from index import generation, records
from index.errors import GenerationError
from index.generation import Generation
from index.vectors import Vectors
from index.verify import main, verify
from index.words import Words


@pytest.fixture
def whole(small_index: Path, tmp_path: Path) -> Generation:
    """A copy of a generation that is whole."""
    live = generation.live(small_index)
    shutil.copytree(live.directory, tmp_path / live.name)
    return generation.load(tmp_path / live.name)


def test_a_whole_generation_passes(whole: Generation) -> None:
    assert verify(whole.directory) == whole
    assert main([str(whole.directory)]) == 0


def lose_a_record(broken: Generation) -> None:
    kept = list(records.read(broken.records))[1:]
    records.write(broken.records, kept)


def spoil_a_record(broken: Generation) -> None:
    broken.records.write_bytes(broken.records.read_bytes()[:-20])


def alter_a_record(broken: Generation) -> None:
    written = broken.records.read_bytes()
    assert b"412 metres" in written
    broken.records.write_bytes(written.replace(b"412 metres", b"413 metres"))


def ids(broken: Generation) -> list[str]:
    return [id for record in records.read(broken.records) for id in record.ids]


def lose_a_vector(broken: Generation) -> None:
    store = Vectors(broken.chroma)
    store.delete(ids(broken)[:1])
    store.close()


def swap_vectors(broken: Generation) -> None:
    passages = [passage for record in records.read(broken.records) for passage in record.passages]
    store = Vectors(broken.chroma)
    store.delete(ids(broken))
    store.add([f"other-{n}" for n in range(len(passages))], np.eye(len(passages), 384, dtype=np.float32), passages)
    store.close()


def lose_words(broken: Generation) -> None:
    Words(broken.words).change(ids(broken)[:1], [], [])


def swap_words(broken: Generation) -> None:
    passages = [passage for record in records.read(broken.records) for passage in record.passages]
    Words(broken.words).change(ids(broken), ids(broken), [*passages[1:], passages[0]])


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        (lose_a_record, "are recorded"),
        (spoil_a_record, "is damaged"),
        (alter_a_record, "is not as it was built"),
        (lose_a_vector, "have vectors"),
        (swap_vectors, "cannot be read"),
        (lose_words, "have words"),
        (swap_words, "not found by its own words"),
    ],
)
def test_whatever_was_lost_is_noticed(
    whole: Generation, harm: Callable[[Generation], None], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    harm(whole)
    with pytest.raises(GenerationError, match=said):
        verify(whole.directory)
    assert main([str(whole.directory)]) == 1
    assert len(capsys.readouterr().err.splitlines()) == 1
