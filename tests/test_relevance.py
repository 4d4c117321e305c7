"""A statement that is proven must also answer what was asked, as far as code and the reader can tell."""

import pytest

from bot.claims import Claim, Pointer
from bot.named import asked_names, missing
from bot.proof import Proven, prove
from bot.relevance import Fit, fit
from bot.years import apart, years
from index.passage import Document
from tests.claims_made import passage_of

FERRIES = passage_of(
    Document(
        "ferries.md",
        "Lindel had 240 passengers a day in 2019, 260 in 2020 and 300 in 2023. Torvik had 80 passengers a day in 2021. "
        "Since 2015 the ferries have sailed in winter too. They were painted red by the council. "
        "The old pier of Lindel burned down. Until 1990 Lindel had a steamer.",
        "Ferries of the Sorrel, 2019–2023",
    )
)
FAIR = passage_of(Document("fair.md", "Sorrel Fair 2030 is to be held in spring. The mayor announced it in 2016."))
MAYOR = passage_of(
    Document("brandt.md", "Ilse Brandt was mayor from 2012 to 2018. She opened the mill at Sorrel.", "Ilse Brandt")
)


def fits(question: str, text: str, words: str, support: float = 0.0) -> Fit:
    """Return what a statement is to a question; the reader has *support* for its quote."""
    pointers = tuple(Pointer(number, words) for number in (1, 2, 3))
    made = prove(Claim(text, pointers), [FERRIES, MAYOR, FAIR], question, lambda *_: 9.0)
    assert made
    assert made.quotes
    return fit(question, made, lambda *_: support)


@pytest.mark.parametrize(
    ("question", "text", "words"),
    [
        ("How many passengers had Lindel in 2019?", "Lindel had 240 passengers a day in 2019.", "240 passengers"),
        ("How many passengers had Lindel in 2020?", "Lindel had 260 in 2020 and 300 in 2023.", "300 in 2023"),
        ("Have the ferries sailed in winter since 2017?", "Since 2015 they have sailed in winter too.", "winter too"),
        ("Did they sail in the winter of 2018?", "Since 2015 they have sailed in winter too.", "winter too"),
        ("Was there a steamer in 1985?", "Until 1990 Lindel had a steamer.", "had a steamer"),
        ("What did the 2019 count of Lindel come to later?", "Lindel had 300 in 2023.", "300 in 2023"),
        ("Who was mayor in 2015?", "Ilse Brandt was mayor from 2012 to 2018.", "was mayor"),
        ("When after 2010 did Brandt become mayor?", "She was mayor from 2012 to 2018.", "was mayor"),
        ("In what year before the 2020 election did Brandt leave?", "She was mayor from 2012 to 2018.", "was mayor"),
        ("Who announced Sorrel Fair 2030?", "The mayor announced it in 2016.", "announced it"),
        ("What did Ilse Brandt open?", "She opened the mill at Sorrel.", "opened the mill"),
        ("Which ferries did the council of Lindel paint?", "The ferries were painted red.", "painted red"),
        ("сколько пассажиров было в Линделе в 2023 году?", "В 2023 году их было 300 в день.", "300 in 2023"),
    ],
)
def test_an_answer_to_the_question_stays(question: str, text: str, words: str) -> None:
    assert fits(question, text, words) is Fit.ANSWERS


@pytest.mark.parametrize(
    ("question", "text", "words"),
    [
        pytest.param("How many passengers had Lindel in 2016?", "Lindel had 240 in 2019.", "240 passengers", id="year"),
        pytest.param("How many had Torvik in 2023?", "Torvik had 80 passengers a day.", "Torvik had", id="quoted year"),
        pytest.param("How many had Torvik in the 1990s?", "Torvik had 80 a day in 2021.", "Torvik had", id="decade"),
        pytest.param("Who was mayor in 2020?", "Ilse Brandt was mayor from 2012 to 2018.", "was mayor", id="span"),
        pytest.param("Did they sail in winter before 2010?", "Since 2015 they have.", "winter too", id="open spans"),
        pytest.param("Who announced a fair In 2030?", "The mayor announced it in 2016.", "announced it", id="no name"),
        pytest.param("How long is the Ruby Bridge?", "Torvik had 80 passengers a day.", "Torvik had", id="other thing"),
        pytest.param("What did Otto Hale open?", "Ilse Brandt was mayor.", "was mayor from", id="other person"),
        pytest.param("сколько было в 2016 году?", "В 2023 году их было 300.", "300 in 2023", id="year in Russian"),
    ],
)
def test_what_is_plainly_of_another_time_or_thing_answers_another_question(
    question: str, text: str, words: str
) -> None:
    assert fits(question, text, words, support=9.0) is Fit.OTHER


def test_a_measure_of_one_thing_does_not_answer_for_another_of_the_same_text() -> None:
    asked = "How many passengers a day had Lindel?"
    assert fits(asked, "Torvik had 80 passengers a day in 2021.", "Torvik had", support=9.0) is Fit.BESIDE
    assert fits(asked, "Lindel had 240 in 2019.", "240 passengers") is Fit.ANSWERS


def test_a_follow_up_is_of_no_year_and_of_one_of_the_names_that_it_was_completed_by() -> None:
    asked, said, words = "How many passengers are they now?", "Lindel had 300 in 2023.", "300 in 2023"
    assert fits(f"{asked} (How many were there in 2016?)", said, words) is Fit.ANSWERS
    assert fits(f"{asked} (Torvik, Lindel)", said, words) is Fit.ANSWERS
    assert fits(f"{asked} (Ruby Bridge)", said, words) is Fit.OTHER


def test_how_many_is_not_answered_without_a_quantity() -> None:
    assert fits("How many piers are there?", "The old pier of Lindel burned down.", "pier", support=9.0) is Fit.BESIDE
    assert fits("How did the pier go?", "The old pier of Lindel burned down.", "pier") is Fit.ANSWERS


def test_what_the_reader_gives_no_support_at_all_only_stands_beside_an_answer() -> None:
    assert fits("Who painted the ferries?", "The old pier of Lindel burned down.", "pier", -8.0) is Fit.BESIDE
    assert fits("Who painted the ferries?", "They were painted by the council.", "painted red", -2.0) is Fit.ANSWERS


def test_the_reader_is_not_asked_of_what_it_cannot_read() -> None:
    assert fits("Кто покрасил паромы?", "В 2015 году паромы.", "winter too", -8.0) is Fit.ANSWERS


def test_words_that_join_are_no_answer() -> None:
    assert fit("How long is it?", Proven("In short:", ()), lambda *_: 9.0) is Fit.BESIDE


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("How old is Kazakhstan's president?", "The Kazakh president"),
        ("How old is Kazakstan?", "Kazakhstan is"),
        ("How old is Kyrgyzsatn?", "Kyrgyzstan is"),
        ("When did the Kitchen Aid stop?", "The KitchenAid is"),
        ("Кем был пожалован Дрого Генрихом III?", "Генрих 3 пожаловал дворянство Дрого"),
        ("Is the UN there?", "the United Nations are"),
        ("Are the United Nations there?", "the UN is"),
        ("Who is Mr Ermler?", "Fridrikh Ermler (Mr) was"),
        ("Who was Thomas V. Cooper?", "Thomas Valentine Cooper was"),
        ("WHO BUILT THE RUBY BRIDGE", "The mill"),
        ("Does it rain?", "The mill"),
        ("When did Apollo 11 land?", "On Apollo 11 and 12"),
    ],
)
def test_a_name_is_known_in_another_form(question: str, text: str) -> None:
    assert missing(asked_names(question), text) == []


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("How large is North Korea?", "South Korea is"),
        ("How large is Austria?", "Australia is"),
        ("When did Apollo 11 land?", "Apollo 12 landed"),
        ("How large is Niger?", "Kenya is"),
    ],
)
def test_a_name_like_another_is_not_that(question: str, text: str) -> None:
    assert missing(asked_names(question), text)


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("on 2 May 2019", {(2019, 2019)}),
        ("from 1930 to 1962", {(1930, 1962)}),
        ("the 2005–06 tour", {(2005, 2006)}),
        ("on 2010-12-05", {(2010, 2010)}),
        ("in the 1920s", {(1920, 1929)}),
        ("since April 2015", {(2015, 2999)}),
        ("until 31 December 2010", {(1000, 2010)}),
        ("by mid-2025", {(2025, 2025)}),
        ("after the 2008 crisis", {(2008, 2999)}),
        ("of 2000 MW for 1800 people", set()),
        ("US$2000, 1,860 or 19.5", set()),
        ("从2019年起", {(2019, 2999)}),
        ("в 2019 году", {(2019, 2019)}),
    ],
)
def test_years_are_read_as_spans_of_time(text: str, known: set[tuple[int, int]]) -> None:
    assert years(text) == known


def test_spans_are_apart_where_both_name_years_and_none_meet() -> None:
    assert apart(years("in 2016"), years("in 2019"))
    assert not apart(years("in 2016"), years("from 2010 to 2019"))
    assert not apart(years("in 2016"), years("then"))
    assert not apart(years("by 2020", asks=True), years("in 2016"))
    changed = years("from 5 in 1999 to 9 in 2011")
    assert not apart(years("from 2000 to 2010"), changed)
    assert apart(years("in 2003"), changed)
