"""A build takes over what did not change, wherever it went, and says what became of the rest."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence

import pytest

from index import disk, generation
from index.build import build
from index.embed import Embedder, Vectors32
from index.errors import BuildError
from index.search import Searcher
from tests.conftest import ROOT, Place

NOTE = "\n".join(f"Note {n}: the lock-keeper of Sorrel counted {n * 37} barges and {n * 11} rafts." for n in range(40))


class Interrupted(Embedder):
    """The real model, whose process is interrupted when it has embedded some blocks."""

    def __init__(self, blocks: int) -> None:
        super().__init__()
        self.blocks = blocks
        self.embedded = 0

    def encode(self, texts: Sequence[str], advance: Callable[[int], None] | None = None) -> Vectors32:
        if not self.blocks:
            raise KeyboardInterrupt
        self.blocks -= 1
        self.embedded += len(texts)
        return super().encode(texts, advance)


def test_a_renamed_text_is_told_and_not_embedded_again(place: Place, embedder: Embedder) -> None:
    (place.corpus / "tea.txt").rename(place.corpus / "market.txt")
    report = place.build(embedder)
    assert report.renamed == [("tea.txt", "market.txt")]
    assert (report.added, report.removed, report.embedded) == (["market.txt"], ["tea.txt"], 0)


def test_the_same_text_twice_is_indexed_once_with_all_its_places(place: Place, embedder: Embedder) -> None:
    (place.corpus / "z.txt").write_bytes((place.corpus / "tea.txt").read_bytes())
    before = generation.live(place.root)
    report = place.build(embedder)
    assert [(one.file, one.of) for one in report.duplicates] == [("z.txt", "tea.txt")]
    assert (report.documents, report.passages, report.embedded) == (before.documents, before.passages, 0)
    assert place.found("沙溪镇的古戏台", embedder) == ["tea.txt"]
    again = place.build(embedder)
    assert (again.generation, again.duplicates) == (report.generation, report.duplicates)


def test_when_the_first_of_two_places_goes_the_other_takes_over(place: Place, embedder: Embedder) -> None:
    (place.corpus / "z.txt").write_bytes((place.corpus / "tea.txt").read_bytes())
    place.build(embedder)
    (place.corpus / "tea.txt").unlink()
    report = place.build(embedder)
    assert (report.duplicates, report.embedded) == ([], 0)
    assert place.found("沙溪镇的古戏台", embedder) == ["z.txt"]


def test_an_id_that_was_taken_is_free_when_its_first_holder_goes(place: Place, embedder: Embedder) -> None:
    (place.corpus / "more.jsonl").write_text('{"id": "bird-11", "text": "A gannet dived off Sorrel."}\n')
    report = place.build(embedder)
    assert [(one.file, one.reason) for one in report.skipped] == [
        ("more.jsonl", "the id 'bird-11' was already read from birds.jsonl")
    ]
    (place.corpus / "birds.jsonl").unlink()
    report = place.build(embedder)
    assert (report.skipped, report.changed) == ([], ["bird-11"])
    assert place.found("gannet", embedder) == ["bird-11"]


def test_a_text_that_is_nearly_another_is_reported(place: Place, embedder: Embedder) -> None:
    place.write(notes=NOTE)
    place.build(embedder)
    place.write(draft=NOTE.replace("1443 barges", "1444 barges"))
    near = place.build(embedder).near_duplicates
    assert [(one.document, one.of) for one in near] == [("notes.txt", "draft.txt")]
    assert near[0].similarity > 0.9


def test_a_file_that_cannot_be_read_is_reported_again_by_the_next_build(place: Place, embedder: Embedder) -> None:
    (place.corpus / "bad.md").write_text("---\ntitle: [\n---\nText.\n")
    first = place.build(embedder)
    assert [one.file for one in first.skipped] == ["bad.md"]
    second = place.build(embedder)
    assert (second.skipped, second.generation) == (first.skipped, first.generation)


def test_a_copy_whose_times_are_older_is_still_noticed_by_what_it_says(place: Place, embedder: Embedder) -> None:
    path = place.corpus / "tea.txt"
    before = path.stat()
    path.write_bytes(path.read_bytes().replace(b"1415", b"1515"))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert place.build(embedder).changed == ["tea.txt"]


def test_an_interrupted_build_goes_on_where_it_ended(place: Place) -> None:
    place.write(**{f"note{n}": f"{NOTE} {n}" for n in range(2)})
    place.write(**{f"line{n}": f"The lock at mile {n} has {n % 7 + 2} gates." for n in range(600)})
    interrupted = Interrupted(1)
    with pytest.raises(KeyboardInterrupt):
        place.build(interrupted)
    assert interrupted.embedded > 100
    resumed = Interrupted(9)
    report = place.build(resumed)
    assert report.embedded == resumed.embedded
    assert resumed.embedded + interrupted.embedded < 630
    assert not list(place.root.glob("unfinished*"))
    assert place.build(Interrupted(0)).unchanged == report.documents


def test_a_build_that_takes_a_new_splitter_embeds_nothing_it_knows(
    place: Place, embedder: Embedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.split.VERSION", 99)
    report = place.build(embedder)
    assert (report.embedded, len(report.added)) == (0, report.documents)
    assert place.found("mill", embedder) == ["towns/mill.txt"]


def test_a_dry_run_tells_how_long_a_build_would_take(place: Place, embedder: Embedder) -> None:
    short = place.build(embedder, dry_run=True)
    place.write(notes="\n\n".join(f"{NOTE} {n}" for n in range(20)))
    long = place.build(embedder, dry_run=True)
    assert short.seconds < 5 < long.seconds
    assert long.embedded > 20


def test_without_room_on_the_disk_nothing_is_begun(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    place.write(ford="A ford crosses the Tarn.")
    live = generation.live(place.root)
    monkeypatch.setattr("shutil.disk_usage", lambda _path: os.terminal_size((0, 0)) and Usage(10**9, 10**9, 10**6))
    with pytest.raises(BuildError, match=r"needs about .* MB more and 1 MB are free"):
        place.build(Embedder())
    assert generation.live(place.root) == live
    assert not list(place.root.glob("*.tmp"))


class Usage(tuple[int, int, int]):
    """What shutil.disk_usage returns."""

    def __new__(cls, total: int, used: int, free: int) -> "Usage":
        return super().__new__(cls, (total, used, free))

    @property
    def free(self) -> int:
        return self[2]


def test_a_file_that_outgrows_its_cap_fails_the_build_and_harms_nothing(
    place: Place, embedder: Embedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(disk, "_LEAST_CAP_BYTES", 0)
    monkeypatch.setattr("index.build._PASSAGE_BYTES", 0)
    monkeypatch.setattr(disk, "size", lambda _paths: 2_000)
    place.write(ford="A ford crosses the Tarn.")
    live = generation.live(place.root)
    with pytest.raises(BuildError, match="could not be written"):
        place.build(embedder)
    assert generation.live(place.root) == live
    assert "tea.txt" in place.found("沙溪镇的古戏台", embedder)
    assert not list(place.root.glob("*.tmp"))


def test_a_shortened_file_of_the_live_generation_is_noticed_and_built_anew(place: Place, embedder: Embedder) -> None:
    data = next(generation.live(place.root).chroma.glob("*/data_level0.bin"))
    data.write_bytes(data.read_bytes()[:100])
    report = place.build(embedder)
    assert report.generation != data.parts[-4]
    assert generation.live(place.root).is_whole
    assert place.found("mill", embedder) == ["towns/mill.txt"]


def test_questions_in_flight_finish_on_the_generation_they_began_with(place: Place, embedder: Embedder) -> None:
    searcher = Searcher(place.root, embedder)
    first = generation.live_name(place.root)
    with searcher._live() as held:
        place.write(ford="A ford crosses the Tarn.")
        second = build(place.corpus, place.root, embedder).generation
        assert searcher.search("What crosses the Tarn?").generation == second
        assert held.opened.search("How long is the Ruby Bridge?").generation == first
    assert searcher.search("ford").hits[0].passage.document_id == "ford.txt"
    searcher.close()


def test_a_search_that_meets_vanished_rows_opens_the_live_generation_anew(place: Place, embedder: Embedder) -> None:
    searcher = Searcher(place.root, embedder)
    searcher.search("mill")
    with searcher._live() as held:
        held.opened._records._rows = {}
    assert searcher.search("mill").hits[0].passage.document_id == "towns/mill.txt"
    searcher.close()


def test_a_watched_folder_is_built_when_it_changes(place: Place, embedder: Embedder) -> None:
    command = [sys.executable, "-m", "index", "watch", "--corpus", place.corpus, "--index", place.root]
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # ignored in the background
    ) as watching:  # fmt: skip
        assert watching.stdout
        assert "0 added" in watching.stdout.readline()
        time.sleep(1)
        place.write(ford="A ford crosses the Tarn.")
        assert any("1 added, 0 changed, 0 removed" in line for line in iter(watching.stdout.readline, ""))
        watching.send_signal(signal.SIGINT)
        assert watching.wait(10) in (0, 130)
    assert place.found("ford", embedder) == ["ford.txt"]
