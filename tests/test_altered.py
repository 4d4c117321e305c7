"""A word of a nearly verbatim statement that its quote has not in that place is noticed."""

import pytest

from bot.altered import altered

TRADE = "Trade of Lindel with Sorrel rose from 40 to 55 million crowns in 2019, and exports to Torvik doubled."
BRIDGE = "The Ruby Bridge replaced the ferry of Varn, which had carried 240 passengers before the flood."

LOAN = "The World Bank lent Sorrel 5 million crowns for a road."
PLANT = "The plant is owned by Lindel Steel and run by Torvik Power."


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(TRADE.replace("from 40 to 55", "to 40 to 55"), id="another direction"),
        pytest.param(TRADE.replace("exports to Torvik", "exports from Torvik"), id="to and from"),
        pytest.param("Sorrel lent the World Bank 5 million crowns for a road.", id="names exchanged"),
        pytest.param("The plant is owned by Torvik Power and run by Lindel Steel.", id="long names exchanged"),
        pytest.param(TRADE.replace("40 to 55", "55 to 40"), id="figures exchanged"),
        pytest.param(TRADE.replace("exports to Torvik", "trade to Torvik"), id="a word of another place"),
        pytest.param(BRIDGE.replace("before", "after"), id="before and after"),
        pytest.param("Sales were 40 tonnes (up 3%) and 12 tonnes (up 9%) in Varn.", id="up and down"),
    ],
)
def test_another_word_of_the_quote_in_the_place_of_one_is_noticed(text: str) -> None:
    assert altered(text, [BRIDGE, TRADE, LOAN, PLANT, "Sales were 40 tonnes (down 3%) and 12 tonnes (up 9%) in Varn."])


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(TRADE, id="as it stands"),
        pytest.param("Trade of Lindel with Sorrel rose to 55 million crowns in 2019.", id="shortened"),
        pytest.param("In 2019 trade of Lindel with Sorrel rose from 40 to 55 million crowns.", id="in another order"),
        pytest.param("UNICEF said in 2006 that it was so in Varn", id="a phrase that moves as it is"),
        pytest.param(TRADE.replace("rose", "grew"), id="a word of the same meaning"),
        pytest.param(TRADE.replace("in 2019", "during 2019"), id="a direction of the same meaning"),
        pytest.param(TRADE.replace("and exports", "while exports"), id="another joining word"),
        pytest.param("The ferries of Varn and Sorrel have closed.", id="a list turned round"),
        pytest.param(TRADE.replace("rose", "fell"), id="what no quote has is left to other rules"),
        pytest.param("The ferry before the Ruby Bridge had taken 240 people from Varn.", id="words of its own"),
        pytest.param("", id="nothing"),
    ],
)
def test_other_words_that_say_the_same_are_not(text: str) -> None:
    assert not altered(
        text,
        [BRIDGE, TRADE, "The ferries of Sorrel and Varn have closed.", "In 2006 UNICEF said that it was so in Varn."],
    )


def test_a_source_mark_in_a_quote_is_no_word() -> None:
    assert not altered("The mill burned down in 1911.", ["The mill burned down[3] in 1911."])
