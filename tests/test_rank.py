"""Hits are ranked by how closely their sentences hold the question's terms."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.analysis import terms
from index.passage import Document, Passage
from index.rank import WEIGHTS, Analysed, Asked, Closeness, ranked

QUESTION = "How long is the red bridge of Sorrel?"


def passage(*sentences: str, title: str = "") -> Passage:
    text, spans = "", []
    for sentence in sentences:
        spans.append((len(text), len(text) + len(sentence)))
        text += sentence + " "
    return Passage(Document("a", text, title), 0, len(text), tuple(spans))


def closeness(read: Passage, question: str = QUESTION) -> Closeness:
    asked = terms(question)
    return Asked(asked, dict.fromkeys(asked, 2.0)).closeness(Analysed.of(read), 0.5, 0.5, 0.5)


def test_terms_in_one_sentence_are_closer_than_the_same_terms_in_two() -> None:
    one = passage("The red bridge of Sorrel is long.", "Boats pass.")
    two = passage("The red boat of Sorrel is long.", "A bridge of stone.")
    assert closeness(one).covered == closeness(two).covered
    assert ranked(closeness(one), 1.0) > ranked(closeness(two), 1.0)


def test_neighbours_that_stay_neighbours_are_closer_than_the_same_words_apart() -> None:
    together, apart = passage("Sorrel has a red bridge."), passage("A bridge, and a town at Sorrel painted red.")
    assert closeness(together).adjacent > closeness(apart).adjacent


def test_the_title_counts_for_every_sentence_of_its_document() -> None:
    named = passage("It is 40 metres long.", title="The red bridge of Sorrel")
    assert closeness(named).titled > closeness(passage("It is 40 metres long.")).titled


def test_words_of_one_beginning_count_as_alike() -> None:
    assert closeness(passage("Touristic trains run."), "tourist trains").sentence == 1.0
    assert closeness(passage("Tours run."), "tourist trains").sentence == 0.0


def test_a_figure_of_the_question_counts_where_one_sentence_has_it() -> None:
    question = "How many trains ran in 2024?"
    assert closeness(passage("In 2024 some trains ran."), question).figures == 1.0
    assert closeness(passage("In 2023 some trains ran."), question).figures == 0.0


@given(
    st.lists(st.text(max_size=40), max_size=4).map(tuple), st.text(max_size=60), st.text(max_size=20), st.floats(0, 1)
)
def test_any_passage_has_signs_between_0_and_1_and_a_score(
    sentences: tuple[str, ...], question: str, title: str, knows: float
) -> None:
    signs = closeness(passage(*sentences, title=title), question)
    assert all(0 <= getattr(signs, name) <= 1.000001 for name in Closeness.__slots__)
    assert 0 <= ranked(signs, knows) <= sum(WEIGHTS) + 1e-6


def test_what_the_model_cannot_read_is_ranked_by_words() -> None:
    alike = closeness(passage("Водохранилище полно."), "Сколько воды?")
    assert ranked(alike, 1.0) > ranked(alike, 0.0) > 0


@pytest.mark.parametrize("text", ["", "   ", "?!"])
def test_a_passage_without_words_is_close_to_nothing(text: str) -> None:
    signs = closeness(passage(text))
    assert (signs.sentence, signs.covered, signs.adjacent, signs.near) == (0, 0, 0, 0)
