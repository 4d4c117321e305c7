"""A comparison is parted into the questions of its sides, in whatever form it is asked."""

import pytest

from bot.sides import sides


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("Which is longer, the Nile or the Volga?", ("How long is the Nile?", "How long is the Volga?")),
        ("Which film is older: Jazz Boat or The Avenger?", ("How old is Jazz Boat?", "How old is The Avenger?")),
        ("Who was born first, Ann Lee or Bo Hale?", ("When was Ann Lee born?", "When was Bo Hale born?")),
        ("Which sells more, Kovara or Tesin?", ("How much Kovara sells?", "How much Tesin sells?")),
        (
            "Which town refunds mills more, Osk or Tesin?",
            ("How much Osk refunds mills?", "How much Tesin refunds mills?"),
        ),
        (
            "Where does salt cost less, Osk or Tesin?",
            ("How much does salt cost in Osk?", "How much does salt cost in Tesin?"),
        ),
        ("Where is salt dearer, in Osk or in Tesin?", ("How much is salt in Osk?", "How much is salt in Tesin?")),
        (
            "Did ships call more often at Osk or Tesin?",
            ("How often did ships call at Osk?", "How often did ships call at Tesin?"),
        ),
        ("Was Expo 2017 opened before Expo 2010?", ("When was Expo 2017 opened?", "When was Expo 2010 opened?")),
        ("Which has more mills Kovara or Tesin?", ("How many mills has Kovara?", "How many mills has Tesin?")),
        ("Which of Kovara and Tesin is older?", ("How old is Kovara?", "How old is Tesin?")),
        ("Kovara vs. Tesin: who has more mills?", ("How many mills has Kovara?", "How many mills has Tesin?")),
        ("What's more expensive, a ferry or a bridge?", ("How much is a ferry?", "How much is a bridge?")),
        (
            "Which mill opened first, the one in Osk, the one at Sorrel or the Lindel one?",
            ("When the mill in Osk opened?", "When the mill at Sorrel opened?", "When the Lindel mill opened?"),
        ),
        (
            "Is the Ruby Bridge longer than the Iron Bridge?",
            ("How long is the Ruby Bridge?", "How long is the Iron Bridge?"),
        ),
        (
            "How much longer is the Ruby Bridge than the Iron Bridge?",
            ("How long is the Ruby Bridge?", "How long is the Iron Bridge?"),
        ),
        ("Is Kovara's quota larger than Tesin's?", ("How large is Kovara's quota?", "How large is Tesin's quota?")),
        (
            "Is the cost of the mill higher than that of the ferry?",
            ("How high is the cost of the mill?", "How high is the cost of the ferry?"),
        ),
        ("Was the mill built earlier than the road?", ("When was the mill built?", "When was the road built?")),
        ("Is the railway or the road longer?", ("How long is the railway?", "How long is the road?")),
        (
            "Did Kovara or Tesin build more mills in 2024?",
            ("How many mills did Kovara build in 2024?", "How many mills did Tesin build in 2024?"),
        ),
        (
            "Did trade with Kovara grow faster in 2023 or 2024?",
            ("How fast did trade with Kovara grow in 2023?", "How fast did trade with Kovara grow in 2024?"),
        ),
        (
            "Does Lindel sell more salt to Kovara than to Tesin?",
            ("How much salt does Lindel sell to Kovara?", "How much salt does Lindel sell to Tesin?"),
        ),
        ("Was Kovara founded before Tesin?", ("When was Kovara founded?", "When was Tesin founded?")),
        (
            "Were Kovara and Tesin founded in the same year?",
            ("Which year was Kovara founded?", "Which year was Tesin founded?"),
        ),
        ("Compare Kovara and Tesin by freight", ("What is the freight of Kovara?", "What is the freight of Tesin?")),
        ("How do Kovara and Tesin differ in size?", ("What is the size of Kovara?", "What is the size of Tesin?")),
        ("How does Kovara differ from Tesin?", ("What is Kovara?", "What is Tesin?")),
        ("Is Kovara as old as Tesin?", ("How old is Kovara?", "How old is Tesin?")),
        (
            "Did Kovara sell as much salt as Tesin in 2024?",
            ("How much salt did Kovara sell in 2024?", "How much salt did Tesin sell in 2024?"),
        ),
        (
            "Does Kovara owe Lindel more than Tesin does?",
            ("How much does Kovara owe Lindel?", "How much does Tesin owe Lindel?"),
        ),
        (
            "Is there more salt in Kovara or Tesin?",
            ("How much salt is there in Kovara?", "How much salt is there in Tesin?"),
        ),
        (
            "In which country are there more mills, Kovara or Tesin?",
            ("How many mills are there in Kovara?", "How many mills are there in Tesin?"),
        ),
        (
            "Whose quota was higher in 2018, Kovara's or Tesin's?",
            ("How high was Kovara's quota in 2018?", "How high was Tesin's quota in 2018?"),
        ),
        (
            "What is the difference in price between the Ruby Bridge and the Iron Bridge?",
            ("What is the price of the Ruby Bridge?", "What is the price of the Iron Bridge?"),
        ),
        ("How did trade in 2024 compare with 2023?", ("What is trade in 2024?", "What is trade in 2023?")),
        (
            "Compare the number of mills in Kovara and Tesin in 2024.",
            ("What is the number of mills in Kovara in 2024?", "What is the number of mills in Tesin in 2024?"),
        ),
        (
            "How does trade of Lindel with Kovara differ from that with Tesin?",
            ("What is trade of Lindel with Kovara?", "What is trade of Lindel with Tesin?"),
        ),
        ("Which is older: the mill or the bridge, or both?", ("How old is the mill?", "How old is the bridge?")),
        ("Compare and contrast Kovara and Tesin.", ("What is Kovara?", "What is Tesin?")),
    ],
)
def test_a_comparison_has_a_question_for_each_side(question: str, asked: tuple[str, ...]) -> None:
    assert sides(question) == asked


@pytest.mark.parametrize(
    "question",
    [
        "How long is the Ruby Bridge?",
        "Which is longer, the Nile or the Nile?",
        "Which countries trade more than Kovara?",
        "What did Kovara and Tesin sign in 2024?",
        "How did Kovara and Tesin settle the dispute?",
        "Who signed the treaty between Kovara and Tesin?",
        "Did Kovara sign the treaty in 2023 or 2024?",
        "How does the pipeline run from Kovara to Tesin?",
        "Is Kovara known as well as Tesin?",
        "Did it rain more in Kovara than anywhere else?",
        "Was Kovara founded before 1900?",
        "Is the Ruby Bridge longer than 400 metres?",
        "Was the Ruby Bridge more expensive than planned?",
        "Is Kovara larger than it was in 1990?",
        "Is Kovara bigger than Tesin and Osk?",
        "Какой мост длиннее, Рубиновый или Железный?",
        "",
        "?",
        "Is A" + " B" * 2000 + " longer than C",
    ],
)
def test_what_is_no_comparison_has_no_sides(question: str) -> None:
    assert sides(question) == ()
