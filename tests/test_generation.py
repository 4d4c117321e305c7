"""The generations on disk: the pointer, swap, rollback, the lock, sweeping."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from index import generation
from index.errors import BuildLockedError, GenerationError
from index.generation import Generation, Identity
from tests.conftest import ROOT

IDENTITY = Identity("a model", 1, 1, 1)


def make(root: Path, digest: str = "abcdef0123", identity: Identity = IDENTITY) -> Generation:
    """Publish a generation that holds nothing."""
    directory = generation.new_directory(root, digest)
    for part in ("chroma", "words"):
        (directory / part).mkdir()
    (directory / "documents.jsonl").touch()
    made = Generation(
        directory.stem, generation.live_name(root), identity, "2025-01-01T00:00:00+00:00", 0, 0, directory
    )
    generation.describe(directory, made)
    return generation.publish(root, directory)


def test_what_is_published_is_live_and_says_what_made_it(tmp_path: Path) -> None:
    made = make(tmp_path)
    assert generation.live(tmp_path) == made
    assert (made.name, made.parent, made.identity) == ("000001-abcdef01", "", IDENTITY)
    assert not list(tmp_path.glob("*.tmp"))


def test_generations_are_counted_up(tmp_path: Path) -> None:
    made = [make(tmp_path).name for _ in range(3)]
    assert made == sorted(made) == generation.names(tmp_path)
    assert generation.live_name(tmp_path) == made[-1]


def test_an_index_that_was_never_built_names_the_command(tmp_path: Path) -> None:
    for root in (tmp_path, tmp_path / "nowhere"):
        for act in (generation.live, generation.rollback):
            with pytest.raises(GenerationError, match=r"no index .*python -m index build"):
                act(root)


@pytest.mark.parametrize("part", ["generation.json", "documents.jsonl", "words", "chroma"])
def test_a_generation_that_lost_a_part_is_refused(tmp_path: Path, part: str) -> None:
    directory = make(tmp_path).directory
    (directory / part).rename(tmp_path / "taken")
    with pytest.raises(GenerationError, match="cannot be read"):
        generation.live(tmp_path)


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"identity": {}}', "\0"])
def test_a_description_that_is_damaged_is_refused(tmp_path: Path, content: str) -> None:
    (make(tmp_path).directory / "generation.json").write_text(content)
    with pytest.raises(GenerationError, match="cannot be read"):
        generation.live(tmp_path)


def test_a_damaged_generation_does_not_stand_in_the_way_of_the_next(tmp_path: Path) -> None:
    (make(tmp_path).directory / "generation.json").unlink()
    assert make(tmp_path).name == "000002-abcdef01"


@pytest.mark.parametrize(
    "other",
    [
        Identity("other", 1, 1, 1),
        Identity("a model", 2, 1, 1),
        Identity("a model", 1, 2, 1),
        Identity("a model", 1, 1, 2),
    ],
)
def test_a_generation_of_other_making_is_refused_and_the_command_named(tmp_path: Path, other: Identity) -> None:
    with pytest.raises(GenerationError, match="python -m index build"):
        generation.check_identity(make(tmp_path), other)
    generation.check_identity(generation.live(tmp_path), IDENTITY)


def test_rollback_goes_back_to_what_was_live_before(tmp_path: Path) -> None:
    first, second = make(tmp_path), make(tmp_path)
    assert generation.rollback(tmp_path) == first
    third = make(tmp_path)
    assert third.parent == first.name
    assert generation.rollback(tmp_path) == first
    assert second.name in generation.names(tmp_path)
    with pytest.raises(GenerationError, match="no generation before"):
        generation.rollback(tmp_path)


def test_rollback_leaves_a_damaged_generation(tmp_path: Path) -> None:
    first, second = make(tmp_path), make(tmp_path)
    (second.directory / "generation.json").unlink()
    assert generation.rollback(tmp_path) == first
    assert generation.live(tmp_path) == first


def test_a_second_builder_is_told_who_holds_the_lock(tmp_path: Path) -> None:
    with (
        generation.lock(tmp_path),
        pytest.raises(BuildLockedError, match=f"process {os.getpid()} since"),
        generation.lock(tmp_path),
    ):
        pass
    with generation.lock(tmp_path):
        pass


def test_a_builder_in_another_process_is_held_off_and_a_killed_one_is_not_in_the_way(tmp_path: Path) -> None:
    held = "import sys; from index.generation import lock; from pathlib import Path\n" \
           "with lock(Path(sys.argv[1])): print('held', flush=True); sys.stdin.read()"  # fmt: skip
    with subprocess.Popen(
        [sys.executable, "-c", held, str(tmp_path)], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"held\n"
        with pytest.raises(BuildLockedError, match=f"process {other.pid} since"), generation.lock(tmp_path):
            pass
        other.kill()
    with generation.lock(tmp_path):
        pass


def test_sweeping_takes_what_killed_builds_left_at_once(tmp_path: Path) -> None:
    make(tmp_path)
    left = generation.new_directory(tmp_path, "ffffffff")
    assert generation.sweep(tmp_path) == [left.name]
    assert not left.exists()


def test_sweeping_keeps_three_generations_and_the_live_one(tmp_path: Path) -> None:
    made = [make(tmp_path).name for _ in range(5)]
    generation.point(tmp_path, made[0])
    in_an_hour = (tmp_path / made[0]).stat().st_mtime + 3600
    assert generation.sweep(tmp_path) == []
    assert generation.sweep(tmp_path, in_an_hour) == [made[1]]
    assert generation.names(tmp_path) == [made[0], *made[2:]]
