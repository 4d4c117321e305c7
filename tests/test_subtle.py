"""Statements that are nearly right: each kind of small untruth is dropped, and its true neighbour stays."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.claims import Claim, Pointer, Reply
from bot.proof import prove
from index.passage import Document
from tests.chat_server import structured
from tests.claims_made import PASSAGES, passage_of, unbroken

TEXT = (
    "Horgos cleared imports in 16 hours and exports in one hour by rail in 2025. "
    "Daryo gives 486 km for the line, while Fergana gives about 454 km. "
    "Norvania rebuked Sudland in 2023 for hints about a gas union. "
    "A third company plans to build a 30 MW wind farm at Buka, the first in the region. "
    "Critics fear that weak laws could let police watch protesters. "
    "Some brands have taken over 30% of the market for tea. "
    "Tajikistan's debt fell from US$3.2 billion on 1 January 2025 to 2.6 billion a year later. "
    "The hall lies in an oil and gas university and has 500 seats of unknown make. "
    "Trade rose from 312 to 674 billion yuan."
)
PASSAGE = passage_of(Document("subtle.txt", TEXT, "Horgos and others"))


def said(text: str, words: str) -> bool:
    return unbroken(Claim(text, (Pointer(1, words),)), [PASSAGE])


@pytest.mark.parametrize(
    ("words", "true", "false"),
    [
        pytest.param(
            "cleared imports in 16 hours",
            "Rail imports took 16 hours at Horgos in 2025, exports one hour.",
            "Rail exports took 16 hours at Horgos in 2025, imports one hour.",
            id="what two figures are of",
        ),
        pytest.param(
            "Daryo gives 486 km",
            "The line is 486 km long by Daryo and about 454 km by Fergana.",
            "The line is 486 km long by Fergana and about 454 km by Daryo.",
            id="who says what",
        ),
        pytest.param(
            "plans to build", "A company plans to build a wind farm of 30 MW at Buka.",
            "A company built a 30 MW wind farm at Buka.", id="a plan made a deed",
        ),
        pytest.param(
            "plans to build", "A 30 MW wind farm at Buka is planned.",
            "A company plans to build a 30 MW solar farm at Buka.",
            id="another kind of thing",
        ),
        pytest.param(
            "plans to build", "It is to be the first wind farm in the region.",
            "It is to be the largest wind farm in the region.", id="a superlative nobody used",
        ),
        pytest.param(
            "Critics fear", "Critics fear that police could watch protesters.",
            "Weak laws let police watch protesters.",
            id="a fear made a fact",
        ),
        pytest.param(
            "Some brands", "More than 30% of the market for tea is taken by some brands.",
            "Under 30% of the market for tea is taken by some brands.", id="a limit turned round",
        ),
        pytest.param(
            "Some brands", "Brands have taken over 30% of the market for tea.",
            "All brands have taken over 30% of the market for tea.", id="all instead of some",
        ),
        pytest.param(
            "debt fell", "Tajikistan's debt was US$3.2 billion on 1 January 2025.",
            "Tajikistan's debt rose to US$3.2 billion on 1 January 2025.", id="the other direction",
        ),
        pytest.param(
            "The hall lies", "The hall is in an oil and gas university.", "The hall is in a medical university.",
            id="a word put in another's place",
        ),
        pytest.param("The hall lies", "Its seats are of unknown make.", "Its seats are of known make.", id="a prefix"),
        pytest.param(
            "Trade rose", "Trade rose from 312 billion to 674 billion yuan.",
            "Trade rose from 312 million to 674 billion yuan.",
            id="a scale that two figures share",
        ),
        pytest.param(
            "Daryo gives 486 km", "Fergana says that the line has about 454 km.",
            "Fergana says that the line has about 454 miles.", id="miles",
        ),
        pytest.param(
            "Norvania rebuked", "In 2023 Norvania rebuked Sudland for hints about a gas union.",
            "In 2023 Norvania did not rebuke Sudland for hints about a gas union.", id="a denial put in",
        ),
    ],
)  # fmt: skip
def test_a_small_untruth_is_dropped_and_the_truth_beside_it_is_said(words: str, true: str, false: str) -> None:
    assert said(true, words)
    assert not said(false, words)


@pytest.mark.parametrize(
    "text", ["Kazakh trade rose.", "The Kazakhs' trade rose.", "Торговля Казахстана выросла в 2024 году."]
)
def test_a_people_is_called_by_its_land_and_the_other_way_round(text: str) -> None:
    passage = passage_of(Document("trade.txt", "Kazakhstan's trade rose in 2024."))
    assert unbroken(Claim(text, (Pointer(1, "trade rose in 2024"),)), [passage])


def test_a_name_of_the_next_sentence_is_not_lent_to_a_sentence_that_points_to_none() -> None:
    passage = passage_of(Document("bus.txt", "Almaty gets a bus plant. It opens in May. Astana gets a library."))
    for text, words, passes in (
        ("Astana gets a bus plant.", "Almaty gets a bus plant", False),
        ("It opens in May in Almaty.", "It opens in May", True),
    ):
        claim = Claim(text, (Pointer(1, words),))
        assert unbroken(claim, [passage]) == passes


@pytest.mark.parametrize(
    "text",
    ["It has become a problem.", "Many people said so at that time.", "Things went on from there.", "It was good."],
)
def test_words_of_telling_alone_tell_nothing_that_a_quote_proves(text: str) -> None:
    claim = Claim(text, (Pointer(1, "Daryo gives 486 km"),))
    assert not unbroken(claim, [PASSAGE])


BRIDGE_OPENED = "was opened on 2 May 2019"


@pytest.mark.parametrize(
    ("text", "passes"),
    [
        ("Мост Руби был открыт 2 мая 2019 года.", True),
        ("Мост Руби не был открыт 2 мая 2019 года.", False),
        ("Мост Руби закрыли 2 мая 2019 года.", False),
        ("Мост Руби будет открыт 2 мая 2019 года.", False),
        ("红宝石桥于2019年5月2日通车。", True),
        ("红宝石桥将于2019年5月2日关闭。", False),
        ("桥不是2019年5月2日通车的。", False),
    ],
)
def test_an_answer_in_another_script_must_not_plainly_say_the_opposite(text: str, passes: bool) -> None:
    claim = Claim(text, (Pointer(1, BRIDGE_OPENED),))
    assert unbroken(claim, PASSAGES) == passes


def through(text: str) -> str:
    """Return what gets out of a whole reply that says *text* of the bridge."""
    reply = Reply()
    claims = [*reply.add(structured((text, [(1, "is 412 metres long")]))), *reply.end()]
    made = [prove(one, PASSAGES, "?", supports=lambda *_: 9.0) for one in claims]
    return " ".join(one.text for one in made if one)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The Rub\u0443 Bridge is 412 metres long.", id="a Cyrillic letter in a Latin name"),
        pytest.param("The Ruby Bridge is \uff14\uff11\uff12 metres long.", id="wide figures"),
        pytest.param("The Ruby Bridge is \U0001d7d7\U0001d7d7\U0001d7d7 metres long.", id="figures of formulas"),
        pytest.param("The Ruby Bridge is \u0664\u0661\u0662 metres long.", id="figures of another script"),
        pytest.param("The Ruby Bridge is 412\u00b2 metres long.", id="a raised figure"),
        pytest.param("The Ruby Bridge is 412\u200b3 metres long.", id="a figure parted by nothing visible"),
        pytest.param("The Ruby Bridge is 412 metres long ev\u200bil.com.", id="an address parted by nothing visible"),
        pytest.param("The Ruby Bridge is 412 metres long [see](evil).", id="a link of Markdown"),
        pytest.param("The Ruby Bridge is 412 metres long, see 192.168.1.1.", id="an address in figures"),
        pytest.param("The Ruby Bridge is 412 metres long /start.", id="a command"),
        pytest.param("The Ruby Bridge is 412 metres long #tulips.", id="a tag"),
        pytest.param("The Ruby Bridge is 412 metres long \uff20evil.", id="a wide mention"),
    ],
)
def test_nothing_disguised_is_said(text: str) -> None:
    assert through(text) == ""


def test_what_cannot_be_seen_is_left_out_and_not_shown() -> None:
    assert through("The Ruby\u200b Bridge\u202e is 4\u206012 metres long.") == "The Ruby Bridge is 412 metres long."


@settings(max_examples=50)
@given(st.text(st.sampled_from("0123456789.,:/%-–$€ 万亿mkгa²½٣[]()'\"“”«»\u200b\u0301 nottoBridge"), max_size=60))
def test_no_statement_whatever_breaks_proving(text: str) -> None:
    assert isinstance(through(text), str)
    assert isinstance(through(f"The Ruby Bridge is 412 metres long {text}"), str)
