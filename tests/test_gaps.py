"""Unanswered questions become gaps, and gaps gold."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from typer.testing import CliRunner

from bot.__main__ import app
from bot.answer import Answer
from bot.gaps import Unanswered, gaps
from bot.gold import append, gold
from bot.ledger import answers, missing
from bot.ledger.database import Ledger
from index.embed import Embedder
from index.errors import SettingsError
from index.gate import read_gold
from tests.test_render import BRIEF, answering, citing


def unanswered(*questions: str) -> list[Unanswered]:
    return [Unanswered(row, question, row % 3) for row, question in enumerate(questions, 1)]


def apart(questions: Sequence[str]) -> NDArray[np.float32]:
    """Give every question a meaning of its own."""
    return np.eye(len(questions), dtype=np.float32)


def test_questions_that_mean_the_same_are_one_gap_and_the_most_asked_comes_first(embedder: Embedder) -> None:
    asked = unanswered(
        "What is the population of Kazakhstan?",
        "Who won the football match?",
        "How many people live in Kazakhstan?",
        "who won the football match",
        "What is the population of Kazakhstan??",
        "How many people lived in Kazakhstan in 2020?",
    )
    found = gaps(asked, embedder.encode, embedder.knows)
    assert [(gap.question, [one.row for one in gap.asked]) for gap in found] == [
        ("What is the population of Kazakhstan?", [1, 3, 5]),
        ("Who won the football match?", [2, 4]),
        ("How many people lived in Kazakhstan in 2020?", [6]),
    ]
    assert gaps(list(reversed(asked)), embedder.encode, embedder.knows) == found
    assert [gap.people for gap in found] == [3, 2, 1]


def test_questions_in_a_script_that_the_model_cannot_read_are_compared_by_their_words() -> None:
    same = lambda questions: np.ones((len(questions), 1), np.float32)  # noqa: E731
    asked = unanswered("Сколько людей живёт в Казахстане?", "Сколько людей живет в Казахстане", "Кто построил плотину?")
    assert [len(gap.asked) for gap in gaps(asked, same, lambda _: 0.0)] == [2, 1]


def test_another_figure_is_another_question() -> None:
    same = lambda questions: np.ones((len(questions), 1), np.float32)  # noqa: E731
    asked = unanswered("What was the trade in 2023?", "What was the trade in 2024?")
    assert len(gaps(asked, same, lambda _: 1.0)) == 2


def test_without_questions_there_are_no_gaps() -> None:
    assert gaps([], apart, lambda _: 1.0) == []


def test_a_gap_becomes_a_gold_question_that_the_gate_can_read(tmp_path: Path) -> None:
    path = tmp_path / "new" / "gold.jsonl"
    (refused, found) = gaps(unanswered("Where is the moon?", "When was it signed?"), apart, lambda _: 1.0)
    answer = answering(citing(BRIEF, "The treaty has 15 articles."))
    assert append(path, gold(refused, None))
    assert append(path, gold(found, answer))
    assert not append(path, gold(found, answer))
    first, second = map(json.loads, path.read_text().splitlines())
    assert first == {
        "id": "gap-1-where-is-the-moon", "question": "Where is the moon?", "kind": "absent", "answerable": False,
    }  # fmt: skip
    assert second["kind"] == "date"
    (one,) = read_gold(path)
    assert one.question == "When was it signed?"
    assert one.evidence == (("treaty.md", "The treaty has 15 articles."),)


def test_a_disliked_answer_is_no_evidence() -> None:
    (gap,) = gaps([Unanswered(1, "How long?", 1, disliked=True)], apart, lambda _: 1.0)
    line = gold(gap, answering(citing(BRIEF, "The treaty has 15 articles.")))
    assert (line["kind"], line["answerable"]) == ("near-miss", False)
    assert not gold(gap, Answer("How long?", reply="No."))["answerable"]


def test_a_file_that_is_no_gold_is_left_as_it_is(tmp_path: Path) -> None:
    (path := tmp_path / "gold.jsonl").write_text("no json\n")
    (gap,) = gaps(unanswered("Where?"), apart, lambda _: 1.0)
    with pytest.raises(SettingsError, match="is no gold file"):
        append(path, gold(gap, None))
    assert path.read_text() == "no json\n"


# The command


def test_the_command_lists_gaps_for_people_and_programs_and_makes_gold(
    small_index: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = {
        "SERAI_DATABASE_URL": f"sqlite:///{tmp_path}/serai.db", "SERAI_INDEX": str(small_index),
        "SERAI_GOLD": str(tmp_path / "gold.jsonl"),
    }  # fmt: skip
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    assert "There are no gaps" in CliRunner().invoke(app, ["gaps"]).stderr
    ledger = Ledger(settings["SERAI_DATABASE_URL"])
    for number, question in enumerate(["Who owns the moon?", "How long is the Ruby Bridge?", "who owns the moon"]):
        refused = Answer(question, reply="The texts don't say.", generation="g1")
        row = ledger.do(answers.give, refused, update_id=number, chat=number, person=number, asked="?", seconds=0)
        ledger.do(missing.note, row)
    ledger.close()
    first, second = map(json.loads, CliRunner().invoke(app, ["gaps", "--json"]).stdout.splitlines())
    assert (first["question"], first["asked"], first["people"]) == ("Who owns the moon?", 2, 2)
    assert first["spellings"] == ["Who owns the moon?", "who owns the moon"]
    assert second["number"] == 2
    assert "2. How long is the Ruby Bridge? (asked 1 times" in CliRunner().invoke(app, ["gaps"]).stdout
    assert CliRunner().invoke(app, ["gaps", "--gold", "2"]).exit_code == 0
    (line,) = map(json.loads, (tmp_path / "gold.jsonl").read_text().splitlines())
    assert line["evidence"][0]["document"] == "bridge.md"
    assert len(CliRunner().invoke(app, ["gaps"]).stdout.splitlines()) == 1
    assert "There is no gap 9" in str(CliRunner().invoke(app, ["gaps", "--gold", "9"]).exception)


def test_when_and_who_are_other_questions_however_near_their_words() -> None:
    same = lambda questions: np.ones((len(questions), 1), np.float32)  # noqa: E731
    asked = unanswered("When was the dam built?", "In what year was the dam built?", "Who built the dam?")
    assert [len(gap.asked) for gap in gaps(asked, same, lambda _: 1.0)] == [2, 1]
