"""Questions come from the command line or, a line each, from standard input."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.questions import Asked, parse, questions


def test_the_command_line_asks_one_question() -> None:
    assert list(questions("How long is it?")) == [Asked("How long is it?")]


@pytest.mark.parametrize(
    ("line", "asked"),
    [
        ("How long is it?", Asked("How long is it?")),
        ("", Asked("")),
        ('{"id": 7, "question": "How?", "conversation": "c"}', Asked("How?", 7, "c")),
        ('{"id": "a", "question": "How?"}', Asked("How?", "a")),
        ('  {"question": null}', Asked("")),
        ('{"question": "\\ud83d\\ude00 \\ud800"}', Asked("😀 ?")),
        ("{not json", Asked("{not json")),
        ('{"answer": 1}', Asked('{"answer": 1}')),
        ("[1, 2]", Asked("[1, 2]")),
    ],
)
def test_a_line_is_a_question_or_an_object_that_holds_one(line: str, asked: Asked) -> None:
    assert parse(line) == asked


@given(st.text())
def test_any_line_is_a_question(line: str) -> None:
    assert isinstance(parse(line).question, str)


def test_a_question_of_bytes_that_are_no_text_can_still_be_written() -> None:
    (asked,) = questions("tea \udcff")
    asked.question.encode()
