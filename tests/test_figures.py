"""Two figures differ only when they count the same thing, of the same time, in the same unit."""

import pytest

from bot.figures import Figure, differ, figures
from index.passage import Publication

POST = Publication("The Valley Post", "A bridge at last", date="2019-05-02")


def _differ(first: str, second: str, one: str, other: str) -> bool:
    spans = [(text.index(figure), text.index(figure) + len(figure)) for text, figure in ((first, one), (second, other))]
    return differ(first, second, (spans[0], spans[1]), [POST])


def test_a_figure_has_a_value_and_a_unit() -> None:
    assert figures("It cost US$4.2 billion, 12% more, in 2019.") == [Figure(4.2e9, "US$"), Figure(12.0, "%")]
    assert figures("About 9,300 vehicles") == [Figure(9300.0, "vehicl")]


@pytest.mark.parametrize(
    ("first", "second", "one", "other", "differs"),
    [
        ("The Ruby Bridge cost 38 million crowns to build.", "The Ruby Bridge cost 41 million crowns to build.", "38", "41", True),
        ("By the Valley Post the Ruby Bridge cost 38 million crowns.", "The Ruby Bridge cost 41 million crowns.", "38", "41", True),
        ("The Ruby Bridge cost 38 million crowns to build.", "The Iron Bridge cost 41 million crowns to build.", "38", "41", False),
        ("In 2019 the Ruby Bridge carried 300 cars a day.", "In 2020 the Ruby Bridge carried 400 cars a day.", "300", "400", False),
        ("The Ruby Bridge cost 38 million crowns to build.", "The Ruby Bridge cost 41 million euros to build.", "38", "41", False),
        ("The Ruby Bridge cost 38 million crowns to build.", "The Ruby Bridge cost 38.1 million crowns to build.", "38", "38.1", False),
        ("The Ruby Bridge cost 38 million crowns.", "Ramps of another bridge took 41 million crowns.", "38", "41", False),
    ],
)  # fmt: skip
def test_sentences_differ_where_all_but_the_figure_agrees(
    first: str, second: str, one: str, other: str, differs: bool
) -> None:
    assert _differ(first, second, one, other) is differs
