"""The corpus and the last generation become a new one: only what changed is embedded, nothing live is ever harmed."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from index import generation
from index.build import build
from index.embed import Embedder, Vectors32
from index.errors import BuildError, BuildLockedError, CorpusError, ModelError
from index.search import Searcher
from tests.conftest import ROOT, TEXTS, Place, write_corpus


class Unloadable(Embedder):
    """The model of the index, with weights that must not be asked for."""

    @property
    def _model(self) -> object:  # type: ignore[override]
        raise ModelError("The model was loaded.")


class Blind(Embedder):
    """The model of the index, gone wrong: no text finds itself."""

    def encode(self, texts: Sequence[str], _advance: object = None) -> Vectors32:
        return np.zeros((len(texts), 384), np.float32)


def test_when_nothing_changed_nothing_is_built_and_no_model_is_loaded(place: Place) -> None:
    before = generation.live(place.root)
    report = place.build(Unloadable())
    assert report.generation == before.name == generation.live_name(place.root)
    assert (report.unchanged, report.embedded) == (len(TEXTS) - 1 + 10, 0)
    assert (report.added, report.changed, report.removed) == ([], [], [])
    assert generation.names(place.root) == [before.name]


def test_a_build_of_nothing_new_imports_no_heavy_library(place: Place) -> None:
    told = "import sys; from index.__main__ import app; app(standalone_mode=False)\n" \
           "print(sorted({'torch', 'sentence_transformers', 'chromadb'} & set(sys.modules)))"  # fmt: skip
    ended = subprocess.run(
        [sys.executable, "-c", told, "build", "--corpus", place.corpus, "--index", place.root],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert ended.stdout.splitlines()[-1] == "[]"


def test_only_the_one_changed_text_is_embedded(place: Place, embedder: Embedder) -> None:
    place.write(**{"towns/ferry": "The Lindel ferry carries 310 passengers and a piano."})
    report = place.build(embedder)
    assert (report.changed, report.added, report.removed) == (["towns/ferry.txt"], [], [])
    assert report.embedded == 1
    assert place.found("piano passengers", embedder) == ["towns/ferry.txt"]
    assert place.found("summer", embedder) == []


def test_added_removed_and_renamed_texts_are_told_apart(place: Place, embedder: Embedder) -> None:
    place.write(ford="A ford crosses the Tarn.")
    (place.corpus / "tea.txt").unlink()
    (place.corpus / "reservoir.txt").rename(place.corpus / "dam.txt")
    (place.corpus / "towns").rename(place.corpus / "places")
    report = place.build(embedder)
    assert report.added == ["dam.txt", "ford.txt", "places/ferry.txt", "places/mill.txt"]
    assert report.removed == ["reservoir.txt", "tea.txt", "towns/ferry.txt", "towns/mill.txt"]
    assert report.embedded == 1
    assert place.found("沙溪镇的古戏台", embedder) == []
    assert place.found("водохранилище", embedder) == ["dam.txt"]
    assert place.found("mill", embedder) == ["places/mill.txt"]


def test_a_new_author_is_found_without_embedding_anything(place: Place, embedder: Embedder) -> None:
    records = (place.corpus / "birds.jsonl").read_text()
    (place.corpus / "birds.jsonl").write_text(
        records.replace('"id": "bird-11"', '"author": "Ornello", "id": "bird-11"')
    )
    report = place.build(embedder)
    assert (report.changed, report.embedded) == (["bird-11"], 0)
    assert place.found("Ornello", embedder) == ["bird-11"]


def test_a_dry_run_says_what_would_happen_and_changes_nothing(place: Place) -> None:
    place.write(ford="A ford crosses the Tarn.")
    (place.corpus / "tea.txt").unlink()
    generation.new_directory(place.root, "left by another")
    before = place.tree()
    report = place.build(Unloadable(), dry_run=True)
    assert (report.added, report.removed, report.embedded) == (["ford.txt"], ["tea.txt"], 1)
    assert report.generation == generation.live_name(place.root)
    assert place.tree() == before


def test_a_dry_run_without_an_index_makes_none(place: Place, tmp_path: Path) -> None:
    report = build(place.corpus, tmp_path / "none", Unloadable(), dry_run=True)
    assert (report.generation, report.embedded) == ("", report.passages)
    assert not (tmp_path / "none").exists()


def test_with_another_model_everything_would_be_made_anew(place: Place, other_model: str) -> None:
    report = place.build(Embedder(other_model), dry_run=True)
    assert report.unchanged == 0
    assert report.embedded == report.passages


@pytest.mark.parametrize(
    ("texts", "said"), [({}, "no text to index"), ({"a.txt": b"", "b.xyz": b"B"}, "a.txt: the file is empty")]
)
def test_a_corpus_without_a_text_is_refused(place: Place, texts: dict[str, bytes], said: str) -> None:
    shutil.rmtree(place.corpus)
    place.corpus.mkdir()
    write_corpus(place.corpus, texts)
    live = generation.live(place.root)
    with pytest.raises(CorpusError, match=said):
        place.build(Unloadable())
    assert generation.live(place.root) == live


def test_a_missing_corpus_leaves_the_index_as_it_is(place: Place) -> None:
    live = generation.live(place.root)
    shutil.rmtree(place.corpus)
    with pytest.raises(CorpusError, match="no corpus folder"):
        place.build(Unloadable())
    assert generation.live(place.root) == live


def test_a_generation_that_fails_its_check_never_goes_live(place: Place, embedder: Embedder) -> None:
    live = generation.live(place.root)
    for name in [path.name for path in place.corpus.glob("*.*")]:
        (place.corpus / name).unlink()
    place.write(ford="A ford crosses the Tarn.")
    with pytest.raises(BuildError, match=r"do not find themselves.*The live one is untouched"):
        place.build(Blind())
    assert generation.live(place.root) == live
    assert generation.names(place.root) == [live.name]
    assert not list(place.root.glob("*.tmp"))
    assert "tea.txt" in place.found("沙溪镇的古戏台", embedder)


def test_a_model_that_cannot_be_loaded_leaves_the_index_as_it_is(place: Place) -> None:
    live = generation.live(place.root)
    place.write(ford="A ford crosses the Tarn.")
    with pytest.raises(ModelError):
        place.build(Unloadable())
    assert generation.live(place.root) == live
    assert not list(place.root.glob("*.tmp"))


@pytest.mark.parametrize("moment", ["documents.jsonl", "generation.json"])
def test_a_build_killed_half_way_harms_nothing(place: Place, embedder: Embedder, moment: str) -> None:
    live = generation.live_name(place.root)
    (place.corpus / "tea.txt").unlink()
    builder = subprocess.Popen(
        [sys.executable, "-m", "index", "build", "--corpus", place.corpus, "--index", place.root], cwd=ROOT
    )
    deadline = time.monotonic() + 120
    while not list(place.root.glob(f"*.tmp/{moment}")):
        assert builder.poll() is None
        assert time.monotonic() < deadline
        time.sleep(0.002)
    builder.send_signal(signal.SIGKILL)
    builder.wait()
    assert generation.live_name(place.root) == live
    assert "tea.txt" in place.found("沙溪镇的古戏台", embedder)
    assert place.build(embedder).removed == ["tea.txt"]
    assert not list(place.root.glob("*.tmp"))
    assert place.found("沙溪镇的古戏台", embedder) == []


def test_a_second_build_is_told_that_one_is_running(place: Place) -> None:
    with generation.lock(place.root), pytest.raises(BuildLockedError, match=f"process {os.getpid()}"):
        place.build(Unloadable())


@pytest.mark.parametrize("part", ["chroma/chroma.sqlite3", "documents.jsonl"])
def test_a_damaged_generation_is_built_anew(place: Place, embedder: Embedder, part: str) -> None:
    (generation.live(place.root).directory / part).write_bytes(b"damaged")
    place.write(ford="A ford crosses the Tarn.")
    report = place.build(embedder)
    assert report.embedded == report.passages
    assert generation.live(place.root).passages == report.passages
    assert place.found("ford", embedder) == ["ford.txt"]


def test_building_step_by_step_finds_what_building_at_once_finds(
    place: Place, embedder: Embedder, tmp_path: Path
) -> None:
    place.write(ford="A ford crosses the Tarn.")
    place.build(embedder)
    place.write(ford="A weir crosses the Tarn.")
    place.build(embedder)
    at_once = tmp_path / "at-once"
    build(place.corpus, at_once, embedder)
    stepwise, whole = Searcher(place.root, embedder), Searcher(at_once, embedder)
    for question in ("What crosses the Tarn?", "How long is the Ruby Bridge?", "ford", "ringed in the reeds"):
        one, other = stepwise.search(question), whole.search(question)
        assert [hit.passage for hit in one.hits][:3] == [hit.passage for hit in other.hits][:3]
        assert (one.absent, one.rarity) == (other.absent, other.rarity)
    stepwise.close()
    whole.close()
