"""Follow-ups are completed from the dialogue; small talk gets a reply."""

import pytest

from bot.answer import Answer
from bot.dialogue import small_talk, standalone

TRAINS = Answer("How many trains passed through Alashankou in 2024?")


@pytest.mark.parametrize(
    ("message", "meant"),
    [
        ("And in 2023?", "How many trains passed through Alashankou in 2023?"),
        ("What about Horgos?", "How many trains passed through Horgos in 2024?"),
        ("and Horgos", "How many trains passed through Horgos in 2024?"),
        ("А в 2022?", "How many trains passed through Alashankou in 2022?"),
        ("What about lorries?", "How many trains passed through Alashankou in 2024 lorries?"),
        ("And when did it open?", "when did it open? (Alashankou)"),
        ("When did it open?", "When did it open? (Alashankou)"),
        ("Who is the president of Kazakhstan?", "Who is the president of Kazakhstan?"),
        ("Does it cross Kyrgyzstan?", "Does it cross Kyrgyzstan?"),
    ],
)
def test_a_follow_up_is_completed_from_the_last_question(message: str, meant: str) -> None:
    assert standalone(message, [Answer("Something earlier?"), TRAINS]) == meant


def test_the_first_question_of_a_dialogue_stands_alone() -> None:
    assert standalone("And in 2023?", []) == "And in 2023?"


@pytest.mark.parametrize("message", ["Hello!", "hi there", "Привет", "你好", "Thank you very much", "ok", "Bye!"])
def test_small_talk_gets_a_reply(message: str) -> None:
    assert small_talk(message)


@pytest.mark.parametrize("message", ["", "Hi, how many trains passed in 2024?", "What is good governance?", "2024"])
def test_a_question_is_not_taken_for_small_talk(message: str) -> None:
    assert not small_talk(message)
