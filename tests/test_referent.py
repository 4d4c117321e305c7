"""What a sentence that begins with a pronoun speaks of is said only where a rule is sure of it."""

import re

import pytest

from bot.referent import referent
from index.passage import Document, Passage


def referents(text: str, title: str = "") -> list[str]:
    sentences = tuple(found.span() for found in re.finditer(r"[^\s-][^.\n]*\.", text))
    passage = Passage(Document("a.txt", text, title), 0, len(text), sentences)
    return [referent(passage, start) for start, _ in sentences]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The Ruby Bridge over the Tarn was opened in May. It is 412 m long. It cost much.", "The Ruby Bridge"),
        ("Marie Curie won two prizes. She was born in Warsaw.", "Marie Curie"),
        ("Farmers opposed the plan. They lost.", "Farmers"),
        ("The Lindel ferry carries passengers. It is red.", "The Lindel ferry"),
        ("The Tarn Railway Line was built. The project cost more.", "The Tarn Railway Line"),
    ],
)
def test_a_pronoun_stands_for_the_named_subject_of_the_sentence_before(text: str, found: str) -> None:
    assert referents(text)[0] == ""
    assert set(referents(text)[1:]) == {found}


def test_in_a_first_sentence_it_stands_for_a_title_that_is_a_name() -> None:
    assert referents("It is 412 m long.", "The Ruby Bridge") == ["The Ruby Bridge"]
    assert referents("It is 412 m long.", "How the towns met") == [""]
    assert referents("It has 15 articles.", "Treaty of 2025") == [""]


@pytest.mark.parametrize(
    "text",
    [
        "In spring the bridge opened. It is long.",
        "Farmers opposed it. The project cost more.",
        "The Ruby Bridge was opened. They cheered.",
        "The Ruby Bridge was opened. She cheered.",
        "The Ruby Bridge was opened. It was announced that tolls would rise.",
        "- The Ruby Bridge was opened.\n- It is long.",
        "The Ruby Bridge was opened. This was a surprise.",
    ],
)
def test_where_a_rule_is_not_sure_nothing_is_said(text: str) -> None:
    assert set(referents(text)) == {""}
