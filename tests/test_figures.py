"""Two figures differ only when they count the same thing, of the same time, in the same unit."""

import pytest

from bot.figures import Figure, differ, figures
from index.passage import Publication

POST = Publication("The Valley Post", "A bridge at last", date="2019-05-02")


def test_a_figure_has_a_value_and_a_unit() -> None:
    assert figures("It cost US$4.2 billion, 12% more, in 2019.") == [Figure(4.2e9, "US$"), Figure(12.0, "%")]
    assert figures("About 9,300 vehicles") == [Figure(9300.0, "vehicl")]


COST = "The Ruby Bridge cost {} to build."


@pytest.mark.parametrize(
    ("first", "second", "differs"),
    [
        (COST.format("<38> million crowns"), COST.format("<41> million crowns"), True),
        ("By the Valley Post the Ruby Bridge cost <38> crowns.", "The Ruby Bridge cost <41> crowns in all.", True),
        (COST.format("<38> crowns"), "The Iron Bridge cost <41> crowns to build.", False),
        ("In 2019 the Ruby Bridge had <300> cars a day.", "In 2020 the Ruby Bridge had <400> cars a day.", False),
        (COST.format("<38> million crowns"), COST.format("<41> million euros"), False),
        (COST.format("<38> million crowns"), COST.format("<38.1> million crowns"), False),
        (COST.format("<38> crowns"), "It is for the year and the town, and it took <41> crowns.", False),
        (COST.format("<38> crowns"), "Ramps of another bridge took <41> crowns.", False),
    ],
)
def test_sentences_differ_where_all_but_the_figure_agrees(first: str, second: str, differs: bool) -> None:
    places = [(text.index("<"), text.index(">") - 1) for text in (first, second)]
    one, other = (text.replace("<", "").replace(">", "") for text in (first, second))
    assert differ(one, other, (places[0], places[1]), [POST]) is differs
