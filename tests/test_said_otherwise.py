"""The same fact in other forms of words, numbers and names is proven, and what only looks like it is not."""

import pytest

from bot.claims import Claim, Pointer
from bot.facts import facts
from index.passage import Document
from tests.claims_made import passage_of, unbroken

TEXT = (
    "In the wet year of 2017 the ferry rested from July to October. "
    "On 3 May the council met; a year later, in 2018, two thirds of its members had left. "
    "Every fifth boat belongs to a fund from Norway. "
    "The boats leave every quarter of an hour and are crewed by 38,000 people who speak Lemura. "
    "The choir, begun by Gilles, is of stone. "
    "A second pier is under construction. "
    "The ferry of Lindel was rebuilt at great cost and named Hvalsey. "
    "It is 31 metres long and has 19 cabins. "
    "The twin-engined boat cost 96 million dollars, holds 14,000 cubic metres and lost the race of the centre."
)
PASSAGE = passage_of(Document("ferry.txt", TEXT, "The ferry"))


def said(text: str, *words: str) -> bool:
    pointers = tuple(Pointer(1, one) for one in words)
    return unbroken(Claim(text, pointers), [PASSAGE])


@pytest.mark.parametrize(
    ("words", "true", "false"),
    [
        pytest.param(
            "rested from July",
            "The ferry rested in October 2017.",
            "The ferry rested in November 2017.",
            id="a month and its year apart",
        ),
        pytest.param(
            "two thirds",
            "In 2018 two-thirds of the members had left.",
            "In 2018 one third of the members had left.",
            id="a fraction",
        ),
        pytest.param(
            "Every fifth",
            "One in five boats belongs to a fund.",
            "One in four boats belongs to a fund.",
            id="one in five",
        ),
        pytest.param(
            "Every fifth",
            "A fifth of the boats belongs to a fund.",
            "Half of the boats belong to a fund.",
            id="a fifth",
        ),
        pytest.param(
            "Every fifth",
            "Every fifth boat belongs to a Norwegian fund.",
            "Every fifth boat belongs to a Swedish fund.",
            id="a land and its people",
        ),
        pytest.param(
            "every quarter of an hour",
            "The boats leave every 15 minutes.",
            "The boats leave every 25 minutes.",
            id="a quarter of an hour",
        ),
        pytest.param(
            "38,000 people",
            "The boats have 38,000 speakers of Lemura.",
            "The boats have 38,000 cabins of Lemura.",
            id="what is counted, by its verb",
        ),
        pytest.param("begun by Gilles", "Gilles began the choir.", "Gilles finished the choir.", id="begun"),
        pytest.param(
            "under construction", "A second pier is being built.", "A second pier was built.", id="not built yet"
        ),
        pytest.param("twin-engined", "The boat cost $96m.", "The boat cost $96bn.", id="a short scale"),
        pytest.param("twin-engined", "The boat has two engines.", "The boat has three engines.", id="twin"),
        pytest.param("twin-engined", "The boat holds 14,000 m³.", "The boat holds 14,000 m².", id="cubic metres"),
        pytest.param(
            "twin-engined",
            "The boat did not win the race of the center.",
            "The boat did not lose the race of the center.",
            id="no victory, and a spelling",
        ),
        pytest.param(
            "under construction",
            "The second pier is not open yet.",
            "The second pier is not under construction.",
            id="yet",
        ),
        pytest.param(
            "named Hvalsey",
            "The ferry was called Hvalsey and its rebuilding cost much.",
            "The ferry was called Havelsea and its rebuilding cost much.",
            id="another word for it",
        ),
    ],
)
def test_the_same_fact_in_other_words_is_said_and_a_near_one_is_not(words: str, true: str, false: str) -> None:
    assert (said(true, words), said(false, words)) == (True, False)


FAMILY = passage_of(
    Document(
        "family.txt",
        "Lena Marek was the younger sister of Ivo and wrote a film in 1974. "
        "The tram opened with two lines and 18 cars. In 2019 it carried 8 million passengers. "
        "The mill grinds 300 tonnes a day.",
    )
)


@pytest.mark.parametrize(
    ("words", "true", "false"),
    [
        pytest.param("Lena Marek", "Ivo's sister was Lena Marek.", "Ivo's wife was Lena Marek.", id="kinship"),
        pytest.param("Lena Marek", "Ivo was the brother of Lena.", "Ivo was the son of Lena.", id="its other side"),
        pytest.param("Lena Marek", "Lena was younger than Ivo.", "Lena was the elder sister of Ivo.", id="age"),
        pytest.param("two lines", "The tram opened with 18 cars.", "The tram opened with 18 lines.", id="counted"),
        pytest.param(
            "8 million", "It carried 8 million passengers in 2019.", "It carried 8 million a day.", id="a rate"
        ),
        pytest.param("300 tonnes", "The mill grinds 300 t daily.", "The mill grinds 300 t a year.", id="another rate"),
    ],
)
def test_kinship_rates_and_what_is_counted_are_those_of_the_quote(words: str, true: str, false: str) -> None:
    proven = [unbroken(Claim(one, (Pointer(1, words),)), [FAMILY]) for one in (true, false)]
    assert [bool(one) for one in proven] == [True, False]


def test_the_subject_of_a_figure_may_stand_in_another_quote_that_has_none_of_its_kind() -> None:
    text = "The ferry that rested in the wet year is 31 metres long."
    assert said(text, "rested from July", "31 metres long")
    assert not said(text, "31 metres long")


def test_what_is_more_than_a_number_is_not_rounded_to_a_higher_one() -> None:
    text = "51 % of the boats and 298 of the piers are new."
    one = passage_of(Document("new.txt", text))
    for statement, proven in (
        ("More than half of the boats are new.", True),
        ("Less than half of the boats are new.", False),
        ("Over 300 of the piers are new.", False),
        ("Nearly 300 of the piers are new.", True),
    ):
        assert unbroken(Claim(statement, (Pointer(1, "the boats"),)), [one]) == proven


def test_a_year_is_not_rounded_to_a_number_of_things() -> None:
    one = passage_of(Document("canal.txt", "In 1978 the canal was reopened by 200 volunteers."))
    for statement, proven in (
        ("It was reopened by about 200 volunteers.", True),
        ("It was reopened by about 2,000 volunteers.", False),
        ("It was reopened by 1,978 volunteers.", False),
    ):
        assert unbroken(Claim(statement, (Pointer(1, "was reopened"),)), [one]) == proven


@pytest.mark.parametrize(
    "text", ["a third bridge", "the first half of it", "his half-brother", "24 in three towns", "every third year"]
)
def test_what_only_looks_like_a_fraction_is_none(text: str) -> None:
    assert "%" not in {one.unit for one in facts(text).figures}
