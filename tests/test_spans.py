"""Words of another kind than the question asks for are told by what they are and what unit follows them."""

import pytest

from bot.spans import clashes


def place(marked: str) -> tuple[str, tuple[int, int]]:
    """Return a sentence, and where the words between angle brackets stand in it."""
    start, end = marked.index("<"), marked.index(">") - 1
    return marked.replace("<", "").replace(">", ""), (start, end)


@pytest.mark.parametrize(
    ("question", "marked"),
    [
        ("How long is the tunnel?", "The tunnel failed on <25 December 2024>."),
        ("How long is the tunnel?", "The tunnel was closed <twice>."),
        ("How many ships called at Osk in 2024?", "The port of Osk handled <35.3 million> tonnes in 2024."),
        ("How many people saw the film?", "The film cost <3.5 million euros>."),
        ("How many visitors does the museum have?", "The museum was founded in <1898>."),
        ("How many mills are there?", "The <mayor> opened the mills."),
        ("How tall is the tower?", "The tower has a wheel of <4.2 MW>."),
        ("How tall is the dam?", "The lake holds <5.4 billion> cubic metres."),
        ("What does a ticket cost?", "The ship weighs <70 kg>."),
        ("How much did the bridge cost?", "It was built by Ann Lee (<1935 – 1999>)."),
        ("What share of the salt goes to Tesin?", "Salt goes to <Tesin> by ship."),
        ("When was the mill built?", "The mill cost <38 million crowns>."),
        ("When was the mill built?", "The mill is in <Osk>."),
        ("How fast does the ferry go?", "The ferry carries <300> tonnes."),
        ("How heavy is the bell?", "The bell cost <900> crowns."),
        ("How old is the mayor?", "The mayor lives <in Osk>."),
        ("Who opened the bridge?", "The bridge was opened on <2 May 2019>."),
    ],
)
def test_words_of_another_kind_clash_with_the_question(question: str, marked: str) -> None:
    assert clashes(question, *place(marked))


@pytest.mark.parametrize(
    ("question", "marked"),
    [
        ("How long is the tunnel?", "The tunnel is <412> metres long."),
        ("How long is the film?", "It runs <90 minutes>."),
        ("How long did the war last?", "It lasted until <1648>."),
        ("How many ships called at Osk?", "Some <300> ships called at Osk."),
        ("How many tonnes were shipped?", "They shipped <35.3 million> tonnes."),
        ("How many mills are there?", "There are <two>."),
        ("How many people live in Osk?", "Osk has <9,300> inhabitants."),
        ("How tall is the tower?", "It rises <187 m>."),
        ("How tall is the tower?", "Its height is <187>, as the mayor says."),
        ("What does a ticket cost?", "A ticket is $<40>."),
        ("How much did the bridge cost?", "The bridge cost <38 million crowns>."),
        ("What share of the salt goes to Tesin?", "<Two thirds> of it go to Tesin."),
        ("When was the mill built?", "The mill was built <in the reign of Ann>."),
        ("When was the mill built?", "The mill is of <1911>."),
        ("When does the gate open?", "It opens when <the bell rings>."),
        ("How fast does the ferry go?", "It makes <40 knots>."),
        ("How old is the mayor?", "The mayor, <fifty>, lives in Osk."),
        ("Who opened the bridge?", "<Ilse Brandt> opened it in 2019."),
        ("Why was the mill closed?", "It was closed in <1911>."),
        ("How long is the bridge?", "Мост построен в <2019> году."),
        ("", "<Osk>"),
    ],
)
def test_words_of_the_kind_asked_for_or_of_no_kind_known_do_not(question: str, marked: str) -> None:
    assert not clashes(question, *place(marked))
