"""The trained reader, as it is shipped: what answers scores above what nearly does."""

import subprocess
import sys
from pathlib import Path

import pytest
from safetensors.numpy import load_file, save_file

from index.errors import ModelError
from index.layout import furniture
from index.passage import Document, Passage
from index.reader import WEIGHTS, Reader, Reading
from index.split import split
from tests.conftest import ROOT

BRIDGE = (
    "The Ruby Bridge over the Tarn was opened on 2 May 2019 by mayor Ilse Brandt. [1] "
    "It is 412 metres long and cost 38 million crowns. [2]\n"
    "In 2020 about 9,300 vehicles a day crossed the bridge.\n"
)


def passage_of(text: str, title: str = "") -> Passage:
    document = Document("a.txt", text, title, furniture=furniture(text))
    (passage,) = split(document, lambda texts: [len(text) // 4 + 1 for text in texts], 5000)
    return passage


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


def best_words(reading: Reading, passage: Passage) -> str:
    best = max((one for one in reading.sentences if one), key=lambda one: one.margin)
    return passage.text[slice(*best.span)]


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("How long is the Ruby Bridge?", "412 metres"),
        ("Who opened the Ruby Bridge?", "Ilse Brandt"),
        ("When was the Ruby Bridge opened?", "2 May 2019"),
        ("How many vehicles crossed the bridge each day in 2020?", "9,300"),
    ],
)
def test_the_words_that_answer_are_found(reader: Reader, question: str, words: str) -> None:
    passage = passage_of(BRIDGE)
    (reading,) = reader.read(question, [passage])
    assert words in best_words(reading, passage)


@pytest.mark.parametrize(
    ("asked", "near_miss"),
    [
        ("How many vehicles crossed the Ruby Bridge in 2020?", "How many vehicles crossed the Ruby Bridge in 1985?"),
        ("Who opened the Ruby Bridge?", "Who opened the Emerald Tunnel?"),
        ("How long is the Ruby Bridge?", "What colour is the Ruby Bridge painted?"),
    ],
)
def test_a_near_miss_is_thought_less_answerable(reader: Reader, asked: str, near_miss: str) -> None:
    passage = passage_of(BRIDGE)
    (answered,), (missed,) = reader.read(asked, [passage]), reader.read(near_miss, [passage])
    assert answered.answerable > missed.answerable


@pytest.mark.parametrize(
    "false",
    [
        "The Ruby Bridge was not opened on 2 May 2019 by mayor Ilse Brandt.",
        "The Ruby Bridge over the Tarn was closed on 2 May 2019 by mayor Ilse Brandt.",
        "The Ruby Bridge over the Tarn was opened on 2 May 2019 by mayor Karl Osman.",
    ],
)
def test_a_statement_that_the_passage_proves_is_thought_truer_than_one_a_word_off(reader: Reader, false: str) -> None:
    passage = passage_of(BRIDGE, "The Ruby Bridge")
    true = "The Ruby Bridge over the Tarn was opened on 2 May 2019 by mayor Ilse Brandt."
    (holds,), (holds_not,) = reader.holds(true, [passage]), reader.holds(false, [passage])
    assert holds > 0.0 > holds_not


def test_the_answering_words_lie_inside_their_sentence(reader: Reader) -> None:
    passage = passage_of(BRIDGE)
    (reading,) = reader.read("How long is the bridge, and what did it cost?", [passage])
    for (start, end), sentence in zip(passage.sentences, reading.sentences, strict=True):
        assert sentence is not None
        assert start <= sentence.span[0] < sentence.span[1] <= end


def test_readings_come_in_the_order_of_the_passages(reader: Reader) -> None:
    passages = [passage_of(f"The lamp number {n} hangs in room {n}. It is lit at night.\n") for n in range(7)]
    question = "In which room does lamp number 3 hang?"
    together, alone = reader.read(question, passages), [reader.read(question, [one])[0] for one in passages]
    assert [one.answerable for one in together] == pytest.approx([one.answerable for one in alone], abs=1e-4)


def test_a_sentence_too_far_on_is_said_to_be_unread(reader: Reader) -> None:
    passage = passage_of("The lamp burned all night long in the old house by the sea. " * 60)
    (reading,) = reader.read("Where did the lamp burn?", [passage])
    assert reading.sentences[0] is not None
    assert reading.sentences[-1] is None


@pytest.mark.parametrize("question", ["", "?", "🙂" * 50, "x" * 5000, "多少？", "a\nb\tc"])
def test_odd_questions_are_read(reader: Reader, question: str) -> None:
    assert len(reader.read(question, [passage_of(BRIDGE)])) == 1


def test_damaged_weights_are_an_error_that_names_the_file(tmp_path: Path) -> None:
    damaged = tmp_path / "reader.safetensors"
    damaged.write_bytes(b"no weights")
    with pytest.raises(ModelError, match=r"reader\.safetensors"):
        Reader(damaged).read("Why?", [passage_of(BRIDGE)])


def test_missing_weights_are_noticed_before_anything_is_read(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"prover\.safetensors.*is whole"):
        Reader(tmp_path / "prover.safetensors").check()
    Reader().check()


def test_weights_that_know_no_statements_are_an_error(tmp_path: Path) -> None:
    lacking = tmp_path / "reader.safetensors"
    save_file({name: half for name, half in load_file(WEIGHTS).items() if not name.startswith("holds")}, lacking)
    with pytest.raises(ModelError, match="holds"):
        Reader(lacking).holds("It is long.", [passage_of(BRIDGE)])


def test_the_shipped_weights_are_small() -> None:
    assert WEIGHTS.stat().st_size < 25_000_000


def test_loading_the_reader_imports_no_algebra() -> None:
    """Drawing weights by chance on torch's meta device imports sympy, three seconds of the time to the first answer."""
    load = (
        "import sys; from index.reader import WEIGHTS; from index.reader.network import trained_network;"
        "trained_network(WEIGHTS); sys.exit('sympy' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", load], cwd=ROOT, check=False).returncode == 0
