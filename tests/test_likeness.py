"""Sentences that are hardly told apart are told apart by their likeness to the question."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from bot.evidence import Candidate, Support, Weighed
from bot.likeness import likened
from index.embed import Embedder
from index.passage import Document, Hit, Passage
from index.reader import Sentence

ASKED = "What share of the business goes by truck?"
LORRIES = "Lorries carried 51.8% of the trade."
BANKS = "Banks had a share of 12% of the loans."
FAR = "The mill burned down in 1911."


def weighed(*said: tuple[str, float], margin: float = 1.0) -> list[Weighed]:
    found = []
    for text, log_odds in said:
        whole = (0, len(text))
        hit = Hit(Passage(Document("a.txt", text), *whole, (whole,)), 1.0)
        candidate = Candidate(hit, *whole, 0, Sentence(0.0, whole, margin), 0.0)
        found.append(Weighed(candidate, Support(*[0.0] * 14), log_odds))
    return found


def texts(found: Sequence[Weighed]) -> list[str]:
    return [one.candidate.text for one in found]


def test_of_two_that_are_as_likely_the_one_that_means_the_same_comes_first(embedder: Embedder) -> None:
    found = likened(ASKED, weighed((BANKS, 1.0), (LORRIES, 0.9), (FAR, -3.0)), embedder.likeness)
    assert texts(found) == [LORRIES, BANKS, FAR]


def test_what_is_clearly_ahead_is_compared_with_nothing() -> None:
    given = weighed((BANKS, 4.0), (LORRIES, 2.0))
    assert likened(ASKED, given, lambda *_: pytest.fail("it was compared")) == given


def test_where_the_reader_finds_no_answer_likeness_reaches_further(embedder: Embedder) -> None:
    said = ((BANKS, 1.0), (LORRIES, -0.6), (FAR, -0.7))
    assert texts(likened(ASKED, weighed(*said), embedder.likeness))[0] == BANKS
    assert texts(likened(ASKED, weighed(*said, margin=-1.0), embedder.likeness))[0] == LORRIES


def test_nothing_that_was_weighed_is_no_error(embedder: Embedder) -> None:
    assert likened(ASKED, [], embedder.likeness) == []


def test_a_question_that_the_model_cannot_read_is_like_nothing(embedder: Embedder) -> None:
    assert embedder.likeness("这座桥有多长?", [LORRIES, BANKS]) == [0.0, 0.0]
    assert embedder.likeness(ASKED, [LORRIES])[0] > embedder.likeness(ASKED, [FAR])[0]
