"""Hits that are close to the best are ordered by the reader; others are left as they are, unread."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import pytest

from index.passage import Document, Hit, Passage
from index.reader import Reader
from index.reread import reread

ASKED = "How long is the Ruby Bridge?"
LONG = "The Ruby Bridge is 412 metres long."
OPENED = "The Ruby Bridge was opened on 2 May 2019 by mayor Ilse Brandt."
PAINTED = "The Ruby Bridge was painted by Nora Hale."


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


@pytest.fixture
def unreadable(tmp_path: Path) -> Reader:
    """Return a reader that fails as soon as anything is read."""
    return Reader(tmp_path / "none.safetensors")


def hits(*scored: tuple[str, float]) -> list[Hit]:
    return [
        Hit(Passage(Document(f"{n}.txt", text), 0, len(text), ((0, len(text)),)), score)
        for n, (text, score) in enumerate(scored)
    ]


def texts(found: Sequence[Hit]) -> list[str]:
    return [hit.passage.text for hit in found]


def test_what_answers_comes_before_what_is_as_close(reader: Reader) -> None:
    found = reread(ASKED, hits((OPENED, 10.0), (PAINTED, 9.9), (LONG, 9.8)), reader, 1.0)
    assert texts(found)[0] == LONG
    assert {OPENED, PAINTED} == set(texts(found)[1:])


def test_the_scores_keep_falling(reader: Reader) -> None:
    found = reread(ASKED, hits((OPENED, 10.0), (LONG, 9.0), (PAINTED, 3.0)), reader, 1.0)
    assert texts(found)[0] == LONG
    assert all(one.score >= other.score for one, other in pairwise(found))


def test_what_is_further_off_is_not_even_read(unreadable: Reader) -> None:
    given = hits((OPENED, 10.0), (LONG, 6.0))
    assert reread(ASKED, given, unreadable, 1.0) == given


def test_a_question_in_a_script_that_the_model_cannot_read_is_left_alone(unreadable: Reader) -> None:
    given = hits((OPENED, 10.0), (LONG, 9.9))
    assert reread("这座桥有多长?", given, unreadable, 0.0) == given


@pytest.mark.parametrize("given", [[], hits((LONG, 0.0), (OPENED, 0.0))])
def test_no_hits_and_no_scores_are_no_error(unreadable: Reader, given: list[Hit]) -> None:
    assert reread(ASKED, given, unreadable, 1.0) == given


def test_a_passage_that_was_read_for_a_question_is_not_read_again(reader: Reader) -> None:
    passage = hits((LONG, 1.0))[0].passage
    again = hits((LONG, 1.0))[0].passage
    assert reader.read(ASKED, [passage])[0] is reader.read(ASKED, [again])[0]
    assert reader.read("When was it painted?", [passage])[0] is not reader.read(ASKED, [passage])[0]
