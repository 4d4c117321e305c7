"""A sentence that has nothing of the kind that is asked for is known by its words."""

import pytest

from bot.kinds import lacks


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("How deep is the lake?", "The lake holds 300 cubic metres."),
        ("How tall are the turbines?", "The wind farm has 40 turbines."),
        ("How long is the bridge?", "The bridge was opened by the mayor."),
        ("How long is the railway?", "Tesin's railway has lines in the hands of Kovara."),
        ("How much does the ferry cost?", "The ferry carried 1,200 people."),
        ("What is the fee at the school?", "The school has 40 pupils."),
        ("What share of the salt goes to Tesin?", "Salt goes to Tesin by ship."),
        ("When was the partnership founded?", "The two countries built a partnership for energy."),
        ("In which month is the fair held?", "The fair is held at Sorrel."),
    ],
)
def test_a_sentence_without_the_kind_asked_for_lacks_it(question: str, sentence: str) -> None:
    assert lacks(question, sentence)


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("How deep is the lake?", "The lake is 30 m deep."),
        ("When was the mill closed?", "It was closed after the flood."),
        ("When the mill was closed, who bought it?", "Ann Lee bought the mill."),
        ("How tall is the tower?", "It rises 187m."),
        ("How long is the bridge?", "It is 412 metres long."),
        ("How long did the war last?", "It lasted from May to June."),
        ("How long does the ferry take?", "The ferry takes two hours."),
        ("How much did the bridge cost?", "The bridge cost 38 crowns."),
        ("How much time was spent on it?", "Work took a summer."),
        ("How much salt is sold?", "They sell 7,000 tonnes."),
        ("What share of the salt goes to Tesin?", "Two thirds of it go to Tesin."),
        ("Who opened the bridge?", "It is red."),
        ("How thick is the ice?", "The ice is 30 centimetres thick."),
        ("How deep is the bay?", "It is twelve fathoms deep."),
        ("How long is the film?", "It runs 90 min."),
        ("How long is the poem?", "The poem has 140 lines."),
        ("How much does the ferry cost?", "A ticket is 40 pesos."),
        ("How much does the ferry cost?", "A ticket is ₹40."),
        ("How long is the bridge?", "Мост имеет длину 412 м."),
        ("How much did the bridge cost?", "大桥耗资三千八百万元。"),
        ("", ""),
    ],
)
def test_a_sentence_with_it_or_asked_for_other_things_does_not(question: str, sentence: str) -> None:
    assert not lacks(question, sentence)
