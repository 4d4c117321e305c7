"""A word of a nearly verbatim statement that its quote has not in that place is noticed."""

import pytest

from bot.altered import altered

TRADE = "Trade of Lindel with Sorrel rose from 40 to 55 million crowns in 2019, and exports to Torvik doubled."


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        pytest.param(TRADE, TRADE.replace("from 40", "to 40"), id="another direction"),
        pytest.param(TRADE, TRADE.replace("exports to", "exports from"), id="to and from"),
        pytest.param(TRADE, TRADE.replace("40 to 55", "55 to 40"), id="figures exchanged around a word"),
        pytest.param(TRADE, TRADE.replace("exports to", "trade to"), id="a word of another place"),
        pytest.param(TRADE, TRADE.replace("2019", "40"), id="a figure of another place"),
        pytest.param("It sank before the flood of Varn.", "It sank after the flood of Varn.", id="before and after"),
        pytest.param("Sales moved (up 3%) in Varn.", "Sales moved (down 3%) in Varn.", id="up and down"),
        pytest.param("The fee fell by 40 crowns in Varn.", "The fee fell to 40 crowns in Varn.", id="by and to"),
        pytest.param(
            "The fee fell by nearly half a crown in Varn.",
            "The fee fell to nearly half a crown in Varn.",
            id="by about",
        ),
        pytest.param(
            "The World Bank lent Sorrel 5 crowns for a road.",
            "Sorrel lent the World Bank 5 crowns for a road.",
            id="names exchanged",
        ),
        pytest.param(
            "The plant is owned by Lindel Steel and run by Torvik Power.",
            "The plant is owned by Torvik Power and run by Lindel Steel.",
            id="long names exchanged",
        ),
        pytest.param(
            "The treaty of 1996 came before the charter of 2001.",
            "The charter of 2001 came before the treaty of 1996.",
            id="all turned round",
        ),
        pytest.param(
            "Lindel and Torvik bought 40 and 12 wagons.", "Torvik and Lindel bought 40 and 12 wagons.", id="two lists"
        ),
        pytest.param(
            "Coal and gas are exported; coal earns more than gas.",
            "Coal and gas are exported; gas earns more than coal.",
            id="what is also listed",
        ),
    ],
)
def test_another_word_of_the_quote_in_the_place_of_one_is_noticed(quote: str, text: str) -> None:
    assert altered(text, [quote])
    assert altered(text, ["Nobody lives there.", quote])


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        pytest.param(TRADE, TRADE, id="as it stands"),
        pytest.param(TRADE, "Trade of Lindel with Sorrel rose to 55 million crowns in 2019.", id="shortened"),
        pytest.param(TRADE, TRADE.replace("Lindel with Sorrel", "Sorrel with Lindel"), id="what goes either way"),
        pytest.param(TRADE, TRADE.replace("rose", "grew"), id="a word that no quote has"),
        pytest.param(TRADE, TRADE.replace("in 2019", "during 2019"), id="a small word of the same meaning"),
        pytest.param(TRADE, TRADE.replace("exports to", "exports for"), id="a small word of another kind"),
        pytest.param(TRADE, TRADE.replace("and exports", "while exports"), id="another joining word"),
        pytest.param("It fell by the sea near Varn.", "It fell to the sea near Varn.", id="no figure after it"),
        pytest.param(
            "UNICEF said in 2006 that it was so in Varn.", "In 2006 UNICEF said that it was so in Varn.", id="first"
        ),
        pytest.param("In 2006 UNICEF said that.", "UNICEF said in 2006 that.", id="a time later"),
        pytest.param("The ferries of Sorrel and Varn stop.", "The ferries of Varn and Sorrel stop.", id="listed"),
        pytest.param(
            "Exports of copper, gold and zinc rose in Varn.",
            "Exports of zinc, gold and copper rose in Varn.",
            id="three listed",
        ),
        pytest.param("Xi met Tokayev in Astana in July.", "Tokayev met Xi in Astana in July.", id="a meeting"),
        pytest.param(
            "The road from Osh to Kashgar is long.", "The road from Kashgar to Osh is long.", id="a road between two"
        ),
        pytest.param(
            "It runs to Varn without any stop.", "It runs to Varn with no stop.", id="the contrary with a denial"
        ),
        pytest.param("Its aim is different from ours.", "Its aim is different to ours.", id="a phrase"),
        pytest.param(
            "China's exports rose, Chinese officials said.",
            "Chinese exports rose, Chinese officials said.",
            id="people",
        ),
        pytest.param(
            "They built a mill, a building of stone.", "They building a mill, a building of stone.", id="form"
        ),
        pytest.param(
            "The ferry had taken 240 people from Varn to Sorrel before it sank.",
            "Before it sank in the storm, people had gone from Sorrel to Varn on that ferry.",
            id="words of its own",
        ),
        pytest.param(TRADE, "", id="nothing"),
    ],
)
def test_other_words_that_say_the_same_are_not(quote: str, text: str) -> None:
    assert not altered(text, [quote])


def test_a_statement_of_two_quotes_is_held_against_both() -> None:
    quotes = ["The Lindel road was closed from March to June.", "The Torvik road was open all the year."]
    text = "The Lindel road was closed from June to March, the Torvik road was open all the year."
    assert altered(text, quotes)
    assert not altered(text.replace("June to March", "March to June"), quotes)


def test_a_source_mark_in_a_quote_is_no_word() -> None:
    assert not altered(
        "About 3 million people live in Varn today.", ["About 3.0 million people live in Varn today.[3]"]
    )
    assert not altered("The mill burned down in 1911.", ["The mill burned down[3] in 1911."])
