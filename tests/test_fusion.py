"""Scores by meaning and by words become one score a passage."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.fusion import fuse

SCORES = st.dictionaries(st.sampled_from("abcdef"), st.floats(0, 50))


def best(scores: dict[str, float]) -> str:
    return max(scores, key=lambda one: scores[one])


@given(SCORES, SCORES, st.dictionaries(st.sampled_from("xyz"), st.floats(0.01, 10)), st.floats(0, 1))
def test_every_passage_that_either_side_found_has_a_finite_score(
    by_meaning: dict[str, float], by_words: dict[str, float], rarity: dict[str, float], knows: float
) -> None:
    fused = fuse(by_meaning, by_words, rarity, knows)
    assert set(fused) == set(by_meaning) | set(by_words)
    assert all(0 <= score < float("inf") for score in fused.values())


def test_the_passage_that_is_best_on_both_sides_is_best() -> None:
    assert best(fuse({"a": 0.9, "b": 0.5}, {"a": 8.0, "b": 3.0}, {"tea": 4.0}, 1.0)) == "a"


def test_a_question_whose_words_the_corpus_lacks_is_decided_by_meaning() -> None:
    assert best(fuse({"a": 0.3, "b": 0.6}, {}, {"tea": 4.0}, 1.0)) == "b"


def test_a_question_that_the_model_cannot_read_is_decided_by_words() -> None:
    meaning, words = {"a": 0.9, "b": 0.1}, {"a": 4.0, "b": 4.2}
    assert best(fuse(meaning, words, {"чай": 4.0}, 0.0)) == "b"
    assert best(fuse(meaning, words, {"tea": 4.0}, 1.0)) == "a"


@pytest.mark.parametrize("scores", [{"a": 0.4}, {"a": 0.4, "b": 0.4}])
def test_passages_of_equal_meaning_score_alike(scores: dict[str, float]) -> None:
    assert len(set(fuse(scores, {}, {"tea": 4.0}, 1.0).values())) == 1


def test_nothing_found_is_nothing_fused() -> None:
    assert fuse({}, {}, {}, 1.0) == {}
