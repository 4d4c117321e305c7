"""Of a comparison, it is known which sides the proven statements have covered."""

import pytest

from bot.claims import Claim, Pointer
from bot.proof import prove
from bot.uncovered import UNPROVEN_SIDE, Uncovered
from index.passage import Document
from tests.claims_made import passage_of

RIVERS = passage_of(
    Document(
        "rivers.md",
        "The Tarn is 310 km long. The Sorrel is 180 km long. The Tarn is longer than the Sorrel. It rises at Osk. "
        "The Tarn was named after a saint. The Sorrel has four mills. "
        "The European Fishing Union was founded in 1990 and the Lake Board in 1975.",
        "Rivers",
    )
)
TARN = passage_of(Document("tarn.md", "It is 310 km long.", "The Tarn"))
LONGER = "Which is longer, the Tarn or the Sorrel?"


def left(question: str, *statements: tuple[str, str]) -> str:
    """Return what is said to be open once these statements, each with the words that prove it, are proven."""
    uncovered = Uncovered(question)
    for text, words in statements:
        made = prove(Claim(text, (Pointer(1, words), Pointer(2, words))), [RIVERS, TARN], question, lambda *_: 9.0)
        assert made
        uncovered.take(made)
    return uncovered.reply


def unproven(*questions: str) -> str:
    return " ".join(UNPROVEN_SIDE.format(question=one) for one in questions)


def test_a_side_without_a_statement_is_open() -> None:
    assert left(LONGER, ("The Tarn is 310 km long.", "The Tarn is 310 km")) == unproven("How long is the Sorrel?")
    assert left(LONGER) == unproven("How long is the Tarn?", "How long is the Sorrel?")


@pytest.mark.parametrize(
    ("question", "statements"),
    [
        (LONGER, [("The Tarn is 310 km long.", "Tarn is 310"), ("The Sorrel is 180 km long.", "Sorrel is 180")]),
        (LONGER, [("The Tarn is longer than the Sorrel.", "longer than")]),
        (
            "Which was founded first, the EFU or the Lake Board?",
            [("The European Fishing Union was founded in 1990 and the Lake Board in 1975.", "was founded in 1990")],
        ),
        ("How long is the Tarn?", [("The Tarn was named after a saint.", "after a saint")]),
    ],
)
def test_nothing_is_open_where_each_side_is_covered(question: str, statements: list[tuple[str, str]]) -> None:
    assert left(question, *statements) == ""


def test_a_statement_of_a_side_that_lacks_what_is_asked_for_leaves_it_open() -> None:
    said = ("The Tarn was named after a saint.", "after a saint")
    assert left(LONGER, said) == unproven("How long is the Tarn?", "How long is the Sorrel?")
    assert left("Compare the Tarn and the Sorrel.", said) == unproven("What is the Sorrel?")


def test_a_number_in_words_is_a_quantity() -> None:
    asked = "Which has more mills, the Tarn or the Sorrel?"
    assert left(asked, ("The Sorrel has four mills.", "four mills")) == unproven("How many mills has the Tarn?")


def test_what_only_points_is_of_the_side_that_its_title_names() -> None:
    assert left(LONGER, ("It is 310 km long.", "It is 310 km long")) == unproven("How long is the Sorrel?")


def test_a_message_that_also_asks_something_else_is_not_all_open() -> None:
    assert Uncovered(LONGER).is_all
    assert not Uncovered(f"{LONGER} Where does the Tarn rise?").is_all
    assert not Uncovered("Where does the Tarn rise?").is_all


@pytest.mark.parametrize("text", ["It is longer.", "The Tarn is longer."])
def test_a_statement_that_only_points_or_compares_leaves_no_side_open(text: str) -> None:
    uncovered = Uncovered(LONGER)
    made = prove(Claim(text, (Pointer(1, "The Tarn is longer than the Sorrel"),)), [RIVERS], LONGER, lambda *_: 9.0)
    assert made
    uncovered.take(made)
    assert not uncovered.is_all
    assert uncovered.reply == ""
