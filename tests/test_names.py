"""Names are told from words that only begin a sentence, and are found again however they are called."""

import pytest

from bot.claims import Claim, Pointer
from bot.names import names, unknown_names
from bot.ordinary import is_ordinary
from bot.proof import prove
from index.passage import Document
from tests.bench.ordinary_words import ordinary_words
from tests.claims_made import passage_of

ORDINARY = """
Seven Sixty-nine Lack Plenty Whether Via Never Just Images Scholars Older Short-term Well-paid Somebody
"""
NAMES = "China Turkey Jordan Polish Bill Mark May London-based Hvalsey France Florence"


@pytest.mark.parametrize("word", ORDINARY.split())
def test_an_ordinary_word_that_begins_a_sentence_is_no_name(word: str) -> None:
    assert names(f"{word} of these was known.") == []


@pytest.mark.parametrize("word", NAMES.split())
def test_a_name_that_begins_a_sentence_is_one(word: str) -> None:
    assert names(f"{word} was known.") == [(word, False)]


def test_a_word_that_names_begin_with_is_ordinary_only_before_a_word_in_lower_case() -> None:
    assert names("National courts apply the law.") == []
    assert names("National Westminster won.") == [("National", False), ("Westminster", True)]
    assert (is_ordinary("New"), is_ordinary("New", before_a_name=True)) == (True, False)


def test_words_are_ordinary_where_many_texts_write_them_small_and_hardly_any_capitalises_them() -> None:
    texts = [f"Here the lamp of Mark fell on {count} new stones, and Mark saw it." for count in range(40)]
    texts += ["We took the New Road and the mark of a boat.", "A jordan is rare."]
    found = ordinary_words(texts)
    assert {"lamp", "stones", "fell"} <= set(found)
    assert not {"mark", "mark*", "jordan", "here", "road"} & set(found)


def test_a_word_that_is_capitalised_in_names_alone_is_listed_with_a_star() -> None:
    texts = ["They saw a new lamp on it."] * 30 + ["They saw the New Lamp Hall on it."] * 10
    assert "new*" in ordinary_words(texts)


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("Work in the U.S. went on.", "He worked in the United States."),
        ("American work went on.", "It was work in the US."),
        ("The United States gave in.", "The American side gave in."),
        ("The British gave in.", "It was the U.K. that gave in."),
        ("Great Britain gave in.", "The UK gave in."),
        ("It fell after the First World War.", "It fell after World War I."),
        ("It fell in WWII.", "It fell during the Second World War."),
        ("The Frenchman sang.", "He is a French singer."),
        ("The Soviets won.", "The USSR won."),
        ("The Marxist view won.", "Marxism won."),
        ("It was 25 degrees Celsius.", "It was 25 °C."),
        ("The NHL grew.", "The National Hockey League grew."),
        ("The National Hockey League grew.", "The NHL grew."),
        ("The FDA said no.", "The Food and Drug Administration said no."),
        ("The MP spoke.", "She is a Member of Parliament."),
        ("MGM made it.", "It was made by Metro-Goldwyn-Mayer."),
        ("The London-based firm grew.", "The firm has its seat in London."),
        ("He won in the mid-1990s.", "He won from 1994 to 1996."),
        ("Mr Falk won.", "Falk won."),
    ],
)
def test_a_name_is_known_however_it_is_called(text: str, known: str) -> None:
    assert unknown_names(text, known) == []


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("The United States won.", "South America won."),
        ("It fell after World War II.", "It fell after World War I."),
        ("The NFL grew.", "The National Hockey League grew."),
        ("The National Football League grew.", "The NHL grew."),
        ("The Paris-based firm grew.", "The firm is based in London."),
        ("The Dutchman sang.", "He is a French singer."),
        ("The F-16 flew.", "The F-15 flew."),
    ],
)
def test_another_name_is_not_known(text: str, known: str) -> None:
    assert unknown_names(text, known)


FAMILIES = (
    "Anna Berg and Karl Schmidt met Duke Leopold and Hugh IV, Duke of Burgundy. Count Maria Falk left in June 1920. "
    "The Defense Secretary spoke to the State Department; the Senate of Canada did not."
)


@pytest.mark.parametrize("text", ["Here Anna Schmidt spoke.", "Here the Defense Department spoke."])
def test_parts_of_two_names_make_no_third(text: str) -> None:
    assert [one for one in unknown_names(text, FAMILIES) if " " in one]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Here Duke Hugh spoke.", id="a title"),
        pytest.param("Here the Canadian Senate spoke.", id="a people"),
        pytest.param("In June Karl Schmidt spoke.", id="a month"),
        pytest.param("Here Count Falk spoke.", id="a name between left out"),
        pytest.param("Here Schmidt Karl spoke.", id="the other order"),
    ],
)
def test_what_stands_before_a_name_makes_no_other_name_of_it(text: str) -> None:
    assert unknown_names(text, FAMILIES) == []


TOWER = passage_of(
    Document("tower.txt", "Ada Holm drew the hall. The tower was drawn by Ben Roth. It is dear to Oslo. Work began.")
)


@pytest.mark.parametrize(
    ("text", "words", "passes"),
    [
        pytest.param("The tower was drawn by Ben Roth.", "was drawn by", True, id="as quoted"),
        pytest.param("The tower was drawn by Ada Holm.", "was drawn by", False, id="in the place of another"),
        pytest.param("The tower of Oslo was drawn by Ben Roth.", "was drawn by", True, id="beside it"),
        pytest.param("The work in Oslo began.", "Work began", True, id="where the quote has none"),
        pytest.param("The tower was drawn by Cid Dahl.", "was drawn by", False, id="of no sentence"),
        pytest.param("The tower is dear to Oslo.", "dear to Oslo", True, id="what a pronoun points to"),
        pytest.param("It is dear to Ben Roth.", "dear to Oslo", False, id="behind the same word"),
    ],
)
def test_a_name_of_another_sentence_may_be_said_but_not_in_the_place_of_a_quoted_one(
    text: str, words: str, passes: bool
) -> None:
    assert bool(prove(Claim(text, (Pointer(1, words),)), [TOWER], "?", supports=lambda *_: 9.0)) == passes
