"""The answers to the sides of a comparison become one, or it is said which side the texts tell nothing of."""

import re

from bot.answer import Answer, Citation, Statement
from bot.joining import compared
from index.passage import Document, Passage

SIDES = ("How large is Austria?", "How large is Australia?")


def said(question: str, text: str) -> Answer:
    """Return the answer that the last line of a text gives."""
    start = text.rfind("\n") + 1
    passage = Passage(Document("a.txt", text), 0, len(text), ((start, len(text)),))
    figure = re.search(r"\d[\d,.]* km²", text)
    span = figure.span() if figure else None
    return Answer(question, (Statement(text[start:], (1,)),), (Citation(1, passage, start, len(text), span),), 0.9)


def asked(*texts: str) -> Answer:
    """Return what a comparison of both is answered, where these texts answer the first side, the second and both."""
    known = {question: said(question, text) for question, text in zip((*SIDES, "Both?"), texts, strict=True)}
    return compared("Both?", SIDES, known.__getitem__)


def test_each_side_is_said() -> None:
    given = asked("Austria has 84,000 km².", "Australia has 7.7 million km².", "")
    assert given.text == "Austria has 84,000 km². [1] Australia has 7.7 million km². [2]"


def test_a_name_that_begins_like_the_other_side_is_none_of_this_one() -> None:
    australia = "Australia has 7.7 million km²."
    assert asked(australia, australia, australia).reply == "The texts don't say: “How large is Austria?”"


def test_a_side_that_was_answered_with_something_else_is_not_known() -> None:
    austria = "Austria has 84,000 km²."
    assert asked(austria, "Kovara has 300 km².", austria).reply == "The texts don't say: “How large is Australia?”"


def test_a_side_whose_answer_stands_in_a_text_about_it_is_known() -> None:
    austria = "Austria has 84,000 km²."
    assert not asked(austria, "Australia lies apart.\nIts area is large.", austria).reply


def test_of_how_old_a_side_is_it_is_asked_when_it_was_founded() -> None:
    texts = {"When was Osk founded?": "Osk was founded in 1190.", "How old is Tesin?": "Tesin is 300 years old."}
    sides = ("How old is Osk?", "How old is Tesin?")
    given = compared("Both?", sides, lambda side: said(side, texts[side]) if side in texts else Answer(side))
    assert given.text == "Osk was founded in 1190. [1] Tesin is 300 years old. [2]"


def test_sides_that_are_too_long_together_are_shortened_around_their_answers() -> None:
    long = "{} has 300 km² (of which a part is under water, {}), which its people like to walk upon in the summer."
    filling = "as its mayor likes to say to all who come to see it, and to many others too"
    given = asked(long.format("Austria", filling), long.format("Australia", filling), "")
    assert given.text == "Austria has 300 km² … [1] Australia has 300 km² … [2]"
