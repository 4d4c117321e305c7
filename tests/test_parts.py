"""A message is parted into the questions that it asks."""

import pytest

from bot.parts import parts


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
            "Who opened the Ruby Bridge and when \\? How long is it?",
            ("Who opened the Ruby Bridge?", "When \\ opened the Ruby Bridge?", "How long is the Ruby Bridge?"),
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
