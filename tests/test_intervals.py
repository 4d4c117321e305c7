"""Of what lies between two dates both are said, where one sentence has only one of them."""

from bot.compose import compose
from bot.wanted import Wanted
from index.analysis import terms
from tests.test_members import weighed

PLANNED, BUILT = "The mill was planned in <1900>.", "It was built in <1914>."
QUESTION = "How long after it was planned was the mill built?"


def said(question: str, *sentences: str) -> list[str]:
    wanted = Wanted.of(question, dict.fromkeys(terms(question), 1.0))
    found = weighed(sentences, [1.0 - 2 * place for place in range(len(sentences))])
    statements, _ = compose(wanted, found)
    return [one.text.split("] ")[-1] for one in statements]


def test_the_other_date_is_said_too_in_the_order_of_the_text() -> None:
    assert said(QUESTION, PLANNED, "It is <red>.", BUILT) == ["The mill was planned in 1900.", "It was built in 1914."]


def test_nothing_is_added_where_the_sentence_says_how_long() -> None:
    assert len(said(QUESTION, "The mill was built <14 years> after its plan of 1900.", BUILT)) == 1


def test_nothing_is_added_where_the_sentence_has_both_dates() -> None:
    assert len(said(QUESTION, "Planned in 1900, the mill was built in <1914>.", "It burned in <1920>.")) == 1


def test_to_other_questions_nothing_is_added() -> None:
    assert len(said("When was the mill planned?", PLANNED, "It is <red>.", BUILT)) == 1
