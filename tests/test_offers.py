"""A question is made of a sentence by a rule that makes a grammatical one, or not at all."""

import pytest

from bot.offers import offer


@pytest.mark.parametrize(
    ("sentence", "question"),
    [
        ("The bridge over the Tarn was opened <on 2 May 2019>.", "When was the bridge over the Tarn opened?"),
        ("The mill at Sorrel was rebuilt by <the brothers Hale>.", "By whom was the mill at Sorrel rebuilt?"),
        ("The Ruby Bridge is <412 metres> long and red.", "How long is the Ruby Bridge?"),
        ("In 2020 <9,300> vehicles crossed the Ruby Bridge.", "How many vehicles crossed the Ruby Bridge in 2020?"),
        ("The Lindel ferry carries <240> passengers at a time.", "How many passengers does the Lindel ferry carry?"),
        ("In 2020 Lindel exported <300> boats.", "How many boats did Lindel export in 2020?"),
        ("Ilse Brandt opened the Ruby Bridge <on 2 May 2019>.", "When did Ilse Brandt open the Ruby Bridge?"),
        ("<On 2 May 2019> Ilse Brandt opened the bridge.", "When did Ilse Brandt open the bridge?"),
        ("Lindel's debt to Sorrel was <about 3 million> crowns.", "How much was Lindel's debt to Sorrel?"),
    ],
)  # fmt: skip
def test_a_plain_sentence_becomes_the_question_that_it_answers(sentence: str, question: str) -> None:
    made = offer(sentence.replace("<", "").replace(">", ""))
    assert made is not None
    assert made.question == question
    assert made.answer == (sentence.index("<"), sentence.index(">") - 1)


@pytest.mark.parametrize(
    "sentence",
    [
        "It was opened in 2019.",
        "This bridge was opened in 2019.",
        "The bridge was opened in 2019.",
        "Lorries carried 300 tonnes.",
        "Lindel sold a bridge and bought a mill in 2019.",
        "Farmers opposed it.",
        "",
        "🙂",
    ],
)
def test_of_what_does_not_name_itself_or_is_not_plain_nothing_is_offered(sentence: str) -> None:
    assert offer(sentence) is None
