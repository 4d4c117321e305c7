"""A message is parted into the questions that it asks, and a comparison into the questions of its sides."""

import pytest

from bot.parts import parts, sides


@pytest.mark.parametrize(
    ("message", "asked"),
    [
        (
            "Who opened the Ruby Bridge and when? How many vehicles cross it?",
            ("Who opened the Ruby Bridge?", "When opened the Ruby Bridge?", "How many vehicles cross the Ruby Bridge?"),
        ),
        (
            "Who opened the Ruby Bridge, and how long is it?",
            ("Who opened the Ruby Bridge?", "How long is the Ruby Bridge?"),
        ),
        (
            "When did the mill open?Who paid for it?",
            ("When did the mill open?", "Who paid for it? (When did the mill open?)?"),
        ),
    ],
)
def test_each_question_of_a_message_stands_alone(message: str, asked: tuple[str, ...]) -> None:
    assert parts(message)[:-1] == asked[:-1]
    assert len(parts(message)) == len(asked)


@pytest.mark.parametrize(
    "message",
    [
        "How long is the Ruby Bridge?",
        "I like tea. When was the mill built? Thanks!",
        "Which treaty was signed in Astana and which entered into force?",
        "What does who mean",
        "🙂",
        "",
        "?!",
        "x" * 4000,
    ],
)
def test_a_message_that_asks_one_question_stays_as_it_is(message: str) -> None:
    assert parts(message) == (message,)


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("Which is longer, the Nile or the Volga?", ("How long is the Nile?", "How long is the Volga?")),
        (
            "Is the Ruby Bridge longer than the Iron Bridge?",
            ("How long is the Ruby Bridge?", "How long is the Iron Bridge?"),
        ),
        (
            "Did Kovara or Tesin build more mills in 2024?",
            ("How much did Kovara build mills in 2024?", "How much did Tesin build mills in 2024?"),
        ),
        ("Compare Kovara and Tesin by freight", ("Kovara by freight?", "Tesin by freight?")),
        ("How long is the Ruby Bridge?", ()),
        ("Which is longer, the Nile or the Nile?", ()),
        ("Is A" + " B" * 2000 + " longer than C", ()),
    ],
)
def test_a_comparison_has_a_question_for_each_side(question: str, asked: tuple[str, ...]) -> None:
    assert sides(question) == asked
