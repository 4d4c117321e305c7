"""The ledger keeps gaps, codes, muted groups and what maintainers sent."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.answer import Answer
from bot.ledger import answers, batches, missing, people
from bot.ledger.batches import Sent, State
from bot.ledger.database import Ledger
from bot.ledger.kept import kept, remembered
from bot.ledger.missing import Closed
from bot.posts import source
from bot.texts import ENGLISH
from tests.test_render import BRIEF, PAGE, answering, citing


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    opened = Ledger(f"sqlite:///{tmp_path}/serai.db")
    yield opened
    opened.close()


def refuse(ledger: Ledger, update_id: int, question: str, person: int = 5, generation: str = "g1") -> int:
    answer = Answer(question, reply="The texts don't say.", generation=generation)
    row = ledger.do(answers.give, answer, update_id=update_id, chat=person, person=person, asked=question, seconds=0.1)
    ledger.do(missing.note, row)
    return row


def test_what_is_kept_of_an_answer_shows_its_sources_as_the_answer_did() -> None:
    paged = replace(PAGE, pages=(0, 30, 70))
    for document in (BRIEF, PAGE, paged):
        answer = answering(citing(document, "The treaty has 15 articles.", span="15"))
        assert source(remembered(kept(answer)), 1, ENGLISH, 7) == source(answer, 1, ENGLISH, 7)


def test_marks_that_stand_after_a_passage_name_the_publications_of_what_is_kept_too() -> None:
    first = replace(citing(BRIEF, "Six presidents signed the treaty in Astana on 17 June 2025."))
    short = replace(first, passage=replace(first.passage, end=61), end=61)
    assert remembered(kept(answering(short))).citations[0].publications == short.publications


def test_a_refusal_is_a_gap_until_it_is_closed_and_once_closed_stays_so(ledger: Ledger) -> None:
    rows = [refuse(ledger, n, f"question {n}") for n in range(3)]
    assert [one.row for one in ledger.do(missing.unanswered)] == rows
    assert ledger.do(missing.close, rows[:2], Closed.DROPPED) == 2
    assert ledger.do(missing.close, rows[:2], Closed.GOLD) == 0
    ledger.do(missing.note, rows[0], disliked=True)
    assert [one.row for one in ledger.do(missing.unanswered)] == rows[2:]
    assert ledger.do(missing.count) == 1
    ledger.do(answers.forget, 5)
    assert ledger.do(missing.count) == 0


def test_a_dislike_makes_a_gap_and_a_like_takes_it_back(ledger: Ledger) -> None:
    row = refuse(ledger, 1, "refused")
    ledger.do(missing.liked_after_all, row)
    assert ledger.do(missing.count) == 1
    answer = answering(citing(BRIEF, "The treaty has 15 articles."))
    liked = ledger.do(answers.give, answer, update_id=2, chat=5, person=5, asked="?", seconds=0.1)
    ledger.do(missing.note, liked, disliked=True)
    assert [one.disliked for one in ledger.do(missing.unanswered)] == [False, True]
    ledger.do(answers.rate, liked, 6, False)
    ledger.do(missing.liked_after_all, liked)
    assert ledger.do(missing.count) == 2
    ledger.do(answers.rate, liked, 6, True)
    ledger.do(missing.liked_after_all, liked)
    assert ledger.do(missing.count) == 1


def test_a_gap_is_asked_of_each_generation_once_and_never_of_its_own(ledger: Ledger) -> None:
    row = refuse(ledger, 1, "who", generation="g1")
    assert ledger.do(missing.unchecked, "g1") == []
    assert ledger.do(missing.unchecked, "g2") == [(row, "who")]
    ledger.do(missing.checked, [row], "g2")
    assert ledger.do(missing.unchecked, "g2") == []
    assert ledger.do(missing.unchecked, "g3") == [(row, "who")]


def test_a_code_lets_one_person_in_and_its_letters_may_be_small(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = ledger.do(people.new_code, 1)
    assert 7 not in ledger.do(people.everyone_let_in)
    assert not ledger.do(people.let_in, "WRONG", 7)
    assert ledger.do(people.let_in, f" {code.lower()}", 7)
    assert ledger.do(people.everyone_let_in) == {7}
    assert ledger.do(people.let_in, code, 7)
    assert not ledger.do(people.let_in, code, 8)
    late = ledger.do(people.new_code, 1)
    monkeypatch.setattr(people, "CODE_SECONDS", -1.0)
    assert not ledger.do(people.let_in, late, 8)
    assert ledger.do(people.everyone_let_in) == {7}


def test_a_code_is_not_in_the_file(tmp_path: Path) -> None:
    opened = Ledger(f"sqlite:///{tmp_path}/serai.db")
    code = opened.do(people.new_code, 1).encode()
    opened.close()
    assert not any(code in path.read_bytes() for path in tmp_path.iterdir())


def test_a_group_stays_muted_when_it_becomes_a_supergroup(ledger: Ledger) -> None:
    ledger.do(people.mute, -5)
    ledger.do(people.mute, -5)
    ledger.do(people.migrate, -5, -1005)
    assert (ledger.do(people.is_muted, -5), ledger.do(people.is_muted, -1005)) == (False, True)
    ledger.do(people.unmute, -1005)
    assert not ledger.do(people.is_muted, -1005)


def test_private_chats_are_those_of_people_who_were_answered(ledger: Ledger) -> None:
    for update_id, (chat, person) in enumerate([(5, 5), (-9, 6), (5, 5), (3, 3)]):
        answer = Answer("?", reply="No.")
        ledger.do(answers.give, answer, update_id=update_id, chat=chat, person=person, asked="?", seconds=0)
    assert ledger.do(people.private_chats) == [3, 5]


def test_files_sent_together_are_decided_on_together_and_once(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    first = ledger.do(batches.offer, 1, Sent("a.txt", file_id="f", digest="d", told="one"))
    ledger.do(batches.shown_in, first.id, 77)
    again = ledger.do(batches.offer, 1, Sent("a.txt", file_id="g"))
    second = ledger.do(batches.offer, 1, Sent("b.html", url="https://e.org"))
    assert ledger.do(batches.offer, 2, Sent("c.txt")).id not in {first.id, 0}
    assert (again.id, second.id, second.message) == (first.id, first.id, 77)
    assert ledger.do(batches.batch, first.id) == second
    assert [(one.name, one.file_id) for one in second.files] == [("a.txt", "g"), ("b.html", "")]
    assert ledger.do(batches.decide, first.id, State.ADDING)
    assert not ledger.do(batches.decide, first.id, State.LEFT)
    assert ledger.do(batches.offer, 1, Sent("d.txt")).id > second.id
    monkeypatch.setattr(batches, "KEPT_SECONDS", -1.0)
    ledger.do(batches.offer, 1, Sent("e.txt"))
    assert ledger.do(batches.batch, first.id) is None
