"""A statement that is not proven gives way to the sentences that it cites."""

import pytest

from bot.claims import Claim, Pointer
from bot.proof import Proven
from bot.quoted import Quoted
from bot.relevance import Fit, Relevance, fit
from bot.verbatim import MOST_WORDS, in_place_of
from index.passage import Document, Passage
from index.reader import Reader
from tests.claims_made import PASSAGES, passage_of

LENGTH = "The Ruby Bridge is 412 metres long and cost 38 million crowns."


def said(text: str, *pointers: tuple[int, str]) -> str:
    """Return what is said in place of *text*, or nothing."""
    made = in_place_of(Claim(text, tuple(Pointer(n, words) for n, words in pointers)), PASSAGES)
    return made.text if made else ""


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The Ruby Bridge is 999 metres long.", id="another figure"),
        pytest.param("At 412 metres the Ruby Bridge cost fewer crowns than was feared.", id="more than the text says"),
        pytest.param("The Ruby Bridge isn't 412 metres long.", id="denied"),
    ],
)
def test_the_sentence_is_said_that_a_wrong_statement_points_to(text: str) -> None:
    assert said(text, (1, "is 412 metres long")) == LENGTH


def test_what_its_pronoun_refers_to_is_said_before_a_sentence() -> None:
    text = "The Lindel ferry sails four times a day in all seasons."
    assert said(text, (3, "It sails four times a day")) == "[The Lindel ferry] It sails four times a day in summer."


def test_sentences_of_two_texts_are_said_in_the_order_of_the_statement() -> None:
    text = "The mill was rebuilt in brick by the brothers Hale, the ferry sails four times a day."
    words = said(text, (2, "It was rebuilt in brick"), (3, "It sails four times a day"))
    assert words.index("rebuilt in brick") < words.index("It sails four times")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("Karl Osman built the Ruby Bridge, 412 metres long.", "is 412 metres long", id="a made-up name"),
        pytest.param("The bridge is “a wonder of steel”, 412 metres long.", "is 412 metres long", id="a quotation"),
        pytest.param("The bridge is 999 metres long, see evil.example.", "is 412 metres long", id="a link"),
        pytest.param("Tourists adore eating pancakes nearby.", "is 412 metres long", id="something else"),
        pytest.param("The bridge is 999 metres long.", "is 999 metres long", id="words that stand nowhere"),
        pytest.param("Мост длиной 999 метров.", "is 412 metres long", id="another script"),
        pytest.param("It stole 412 metres from its crowns, 38 million.", "is 412 metres long", id="guilt"),
    ],
)
def test_nothing_is_said_in_place_of_what_is_no_slip_in_reading(text: str, words: str) -> None:
    assert said(text, (1, words)) == ""


def test_nothing_is_said_in_place_of_a_statement_that_points_nowhere() -> None:
    assert said("The Ruby Bridge is 999 metres long.") == ""


def test_a_sentence_with_a_link_is_not_said() -> None:
    passage = passage_of(Document("a.txt", "The Ruby Bridge is open, says https://evil.example/now today."))
    claim = Claim("The Ruby Bridge is not open today.", (Pointer(1, "The Ruby Bridge is open"),))
    assert not in_place_of(claim, [passage])


def test_sentences_that_would_be_long_together_are_not_all_said() -> None:
    words = " ".join(f"word{n}" for n in range(40))
    text = f"The mill at Sorrel burned down {words}. The ferry of Lindel sails daily {words}."
    passage = passage_of(Document("long.txt", text))
    pointers = Pointer(1, "The mill at Sorrel burned"), Pointer(1, "The ferry of Lindel sails")
    made = in_place_of(Claim("The mill at Sorrel never burned down, the ferry sails.", pointers), [passage])
    assert made
    assert (made.text, len(made.quotes)) == (passage.text[slice(*passage.sentences[0])], 1)
    assert len(made.text.split()) <= MOST_WORDS


# What it is to the question


@pytest.mark.parametrize(
    ("support", "what"), [(1.0, Fit.ANSWERS), (-3.0, Fit.BESIDE), (-6.0, Fit.OTHER)], ids=["much", "some", "none"]
)
def test_what_is_said_in_place_of_a_statement_needs_more_support(support: float, what: Fit) -> None:
    quote = Quoted(PASSAGES[0], PASSAGES[0].sentences[1])
    assert fit("How long is the Ruby Bridge?", Proven(LENGTH, (quote,), is_verbatim=True), lambda *_: support) is what


def test_where_the_reader_cannot_read_it_only_stands_beside_an_answer() -> None:
    passage = passage_of(Document("мост.txt", "Мост через Тарн открыт в 2019 году. Длина моста 412 метров."))
    quote = Quoted(passage, passage.sentences[1])
    assert fit("Какова длина моста?", Proven(quote.text, (quote,), is_verbatim=True), lambda *_: 9.0) is Fit.BESIDE


class _Counting(Reader):
    """A reader that counts what it reads."""

    asked = 0

    def read(self, question: str, passages: list[Passage]) -> list:  # type: ignore[type-arg,override]
        self.asked += 1
        return super().read(question, passages)


def test_it_is_read_although_another_statement_has_answered() -> None:
    reader = _Counting()
    relevance = Relevance("How long is the Ruby Bridge?", reader)
    quote, other = (Quoted(PASSAGES[0], span) for span in PASSAGES[0].sentences[1:3])
    assert relevance(Proven(LENGTH, (quote,))) is Fit.ANSWERS
    asked = reader.asked
    relevance(Proven(other.text, (other,)))
    assert reader.asked == asked
    relevance(Proven(other.text, (other,), is_verbatim=True))
    assert reader.asked > asked
