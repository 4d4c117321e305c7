"""What a question asks for is told by its form."""

import pytest

from bot.wanted import Wanted


def wanted(question: str) -> Wanted:
    return Wanted.of(question, {})


@pytest.mark.parametrize(
    "question",
    [
        "Which countries does the railway cross?",
        "Into which languages was the book translated?",
        "Which languages was The Book translated into?",
        "What museums has Bo Hale directed?",
        "What kinds of goods does Lindel export?",
        "Which children of Ann Lee became millers?",
        "Which Isle of the Winds ferries sank?",
        "Which countries' quotas were cut?",
        "Who starred in The Mill?",
        "Who took part in the meeting?",
        "Who are the members of the council?",
        "Name Tesin's mills.",
        "Please list the mills of Kovara",
        "Give examples of goods that Lindel sells",
    ],
)
def test_several_things_are_asked_for(question: str) -> None:
    assert wanted(question).asks_list


@pytest.mark.parametrize(
    "question",
    [
        "Which company sold cars?",
        "Which country has more mills than Kovara?",
        "Which business is the largest?",
        "What is the news?",
        "Name the capital of Kovara.",
        "Who opened the bridge?",
        "Tell me about Lindel",
        "",
    ],
)
def test_one_thing_is_asked_for(question: str) -> None:
    assert not wanted(question).asks_list


def test_a_span_of_months_and_a_currency_are_no_names_that_a_text_must_have() -> None:
    asked = "How much did Kovara sell to Tesin from January to May, in US dollars?"
    assert Wanted.of(asked, {}).names == {"kovara", "tesin"}
    assert Wanted.of("How many ships called in March?", {}).names == {"march"}
    assert not Wanted.of("«When was the mill built?»", {}).names
