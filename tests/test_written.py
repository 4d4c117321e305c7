"""Statements written in words of their own become true and false examples of what is cited."""

import random
from pathlib import Path

from index.reader.training.claimed import Claimed
from index.reader.training.folder import Folder, Text
from index.reader.training.kinship import Kinship
from index.reader.training.verbs import Verbs
from index.reader.training.written import Written, about, claimed, read_written

FERRY = "The ferry was launched in 1931. Captain Nora Held sold it to Linden in 1974. It lies in the harbour now."
VERBS = Verbs(Kinship().vocabulary)
LINE = (
    '{"folder":"boats","document":"ferry","stretch":[0,104],"spans":[[32,76]],'
    '"true":"Linden bought the old ferry from Nora Held.","false":"Nora Held bought the old ferry from Linden.",'
    '"kind":"exchanged"}\n'
)


def folder(*texts: Text, name: str = "boats") -> Folder:
    return Folder(name, texts, ())


def written_to(path: Path) -> Path:
    path.write_text(LINE, encoding="utf-8")
    return path


def told_often(written: list[Written]) -> list[Claimed]:
    """Return what is made of *written* about the ferry by forty draws."""
    ferry = folder(Text("ferry", "", FERRY))
    return [one for seed in range(40) for one in claimed(ferry, written, random.Random(seed), VERBS)]


def test_a_true_and_a_false_one_cite_the_sentences_that_prove_the_true_one(tmp_path: Path) -> None:
    written = read_written(written_to(tmp_path / "written.jsonl"))
    made = told_often(written)
    assert {one.statement for one in made if one.recipe == "false: written, exchanged"} == {written[0].false}
    told = [one for one in made if one.recipe == "written"]
    assert {one.statement for one in told} == {written[0].true}
    assert {one.text for one in told} == {"Captain Nora Held sold it to Linden in 1974.", FERRY}
    unproven = [one for one in made if one.recipe == "false: written, other sentences"]
    assert {one.text for one in unproven} == {"It lies in the harbour now."}


def test_two_that_deny_each_other_in_the_same_words_are_told_of_each_other_too(tmp_path: Path) -> None:
    written = read_written(written_to(tmp_path / "written.jsonl"))
    made = told_often(written)
    both = {written[0].true, written[0].false}
    contrary = [one for one in made if one.recipe == "false: written, of its contrary"]
    assert {(one.statement, one.text) for one in contrary} == {(a, b) for a in both for b in both if a != b}
    assert not any(one.holds for one in contrary)
    assert {one.text for one in made if one.recipe == "written, of itself"} == both


def test_one_whose_false_side_is_missing_is_told_alone(tmp_path: Path) -> None:
    path = written_to(tmp_path / "written.jsonl")
    path.write_text(
        LINE.replace('"false":"Nora Held bought the old ferry from Linden.","kind":"exchanged"', '"kind":""')
    )
    made = claimed(folder(Text("ferry", "", FERRY)), read_written(path), random.Random(3), VERBS)
    assert {one.statement for one in made} == {"Linden bought the old ferry from Nora Held."}


def test_half_of_them_are_false(tmp_path: Path) -> None:
    written = read_written(written_to(tmp_path / "written.jsonl"))
    made = list(claimed(folder(Text("ferry", "", FERRY)), written, random.Random(1), VERBS))
    assert sum(one.holds for one in made) * 2 == len(made)


def test_statements_about_other_folders_and_texts_are_left_out(tmp_path: Path) -> None:
    written = read_written(written_to(tmp_path / "written.jsonl"))
    assert not list(about(folder(Text("ferry", "", FERRY), name="ships"), written))
    assert not list(about(folder(Text("barge", "", FERRY)), written))


def test_what_is_shipped_differs_in_truth_and_cites_sentences_of_its_stretch() -> None:
    written = read_written()
    assert len(written) > 1_000
    for one in written:
        assert one.true or one.false
        assert one.true != one.false
        assert bool(one.false) == bool(one.kind)
        assert one.spans == tuple(sorted(one.spans))
        assert all(one.stretch[0] <= start < end <= one.stretch[1] for start, end in one.spans)
