"""A question is made of a sentence by a rule that makes a grammatical one, or not at all."""

import pytest

from bot.offers import offer


@pytest.mark.parametrize(
    ("sentence", "question", "answer"),
    [
        ("The Ruby Bridge over the Tarn was opened on 2 May 2019 by mayor Ilse Brandt.", "When was the Ruby Bridge over the Tarn opened?", "on 2 May 2019"),
        ("The mill at Sorrel was rebuilt by the brothers Hale.", "By whom was the mill at Sorrel rebuilt?", "the brothers Hale"),
        ("The Ruby Bridge is 412 metres long and cost 38 million crowns.", "How long is the Ruby Bridge?", "412 metres"),
        ("In 2020 about 9,300 vehicles a day crossed the Ruby Bridge, 12% more.", "How many vehicles a day crossed the Ruby Bridge in 2020?", "about 9,300"),
        ("The Lindel ferry carries 240 passengers at a time.", "How many passengers does the Lindel ferry carry?", "240"),
    ],
)  # fmt: skip
def test_a_plain_sentence_becomes_the_question_that_it_answers(sentence: str, question: str, answer: str) -> None:
    made = offer(sentence)
    assert made is not None
    assert (made.question, sentence[slice(*made.answer)]) == (question, answer)


@pytest.mark.parametrize(
    "sentence",
    ["It was opened in 2019.", "This bridge was opened in 2019.", "The bridge was opened in 2019.", "Farmers opposed it.", "", "🙂"],
)  # fmt: skip
def test_of_what_does_not_name_itself_or_is_not_plain_nothing_is_offered(sentence: str) -> None:
    assert offer(sentence) is None
