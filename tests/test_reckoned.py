"""A figure that no quote gives is proven where it follows from those that it gives, and is said to be reckoned."""

import pytest

from bot.answer import Answer, Citation, Statement
from bot.check import check
from bot.claims import Claim, Pointer
from bot.facts import facts
from bot.proof import prove
from bot.reckoned import reckoned
from index.passage import Document
from tests.claims_made import passage_of


def follows(text: str, quote: str) -> list[bool]:
    return [reckoned(one, text, facts(quote), quote) for one in facts(text).figures]


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Six years lay between the two.", "It landed on 4 January 2004 and fell silent in 2010."),
        ("She ruled for roughly four decades.", "She ruled from 1679 to 1719."),
        ("For over ten years he played.", "He played from 1991 until 2004."),
        ("He died aged 83.", "Karl Brenn (2 May 1900 - 1 March 1984) was a painter."),
        ("He was about 21 when he joined.", "Born in 1983, he joined in 2004."),
        ("The brothers worked together in the 1770s.", "The house was built in 1772 by both brothers."),
        ("Towns grew in the 1800s.", "Towns grew in the 19th century."),
        ("The peak is 68 metres lower than its neighbour.", "It has 6,893 metres, its neighbour 6,961 metres."),
        ("Five times as many people live there.", "7 million people live there and 1.4 million here."),
        ("A quarter of the boats sank.", "Of 160 boats 40 sank."),
    ],
)
def test_what_is_reckoned_from_the_quote_follows(text: str, quote: str) -> None:
    assert all(follows(text, quote))


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        pytest.param("Seven years lay between them.", "It came in 2004 and fell silent in 2010.", id="other years"),
        pytest.param("He waited twelve years.", "He waited until 1990.", id="only one year"),
        pytest.param("For over ten years he played.", "He played from 1998 until 2004.", id="too few for over"),
        pytest.param("They worked in the 1760s.", "The house was built in 1772.", id="another decade"),
        pytest.param("Towns grew in the 1700s.", "Towns grew in the 19th century.", id="another century"),
        pytest.param("It employs 68 people.", "It had 6,893 people, now 6,961.", id="no difference"),
        pytest.param("It is 68 kg heavier.", "It has 6,893 metres, its neighbour 6,961 metres.", id="another unit"),
        pytest.param("25% of the boats sank.", "Of 160 boats 40 sank.", id="digits are not rounded"),
        pytest.param("Two boats sank.", "A barge and a raft of 12 people sank.", id="a number of its own"),
        pytest.param(
            "The war lasted 30 years.", "It lasted from 1914 to 1918; a film of 1944 tells of it.", id="of three"
        ),
        pytest.param(
            "He was 40 when it opened.", "The bridge was begun in 1960 and opened in 2000.", id="nobody's birth"
        ),
        pytest.param("He won the cup three times.", "He played 30 games and won 10.", id="no comparison"),
        pytest.param("The two brothers signed.", "Three brothers, Al, Bo and Cy, signed.", id="another number of them"),
        pytest.param("They worked in the late 1870s.", "The house was built in 1871.", id="another part of it"),
        pytest.param("He bought 84 boats.", "Karl Brenn (1900 - 1984) was a painter.", id="no age"),
    ],
)
def test_what_is_not_does_not(text: str, quote: str) -> None:
    assert not any(follows(text, quote))


def test_what_is_reckoned_stands_when_the_answer_is_checked_once_more() -> None:
    quote = "The ferry was launched in 1931 and scrapped in 1974."
    passage = passage_of(Document("ferry.txt", quote, "The ferry"))

    def checked(text: str) -> bool:
        made = Answer("How old was it?", (Statement(text, (1,)),), (Citation(1, passage, 0, len(quote)),))
        return check(made).answered

    assert checked("The ferry was scrapped after 43 years.")
    assert not checked("The ferry was scrapped after 34 years.")


def test_a_statement_that_reckons_rightly_is_proven_and_one_that_does_not_is_dropped() -> None:
    quote = "The ferry was launched in 1931 and scrapped in 1974."
    passage = passage_of(Document("ferry.txt", quote, "The ferry"))

    def said(text: str) -> bool:
        return bool(prove(Claim(text, (Pointer(1, quote),)), [passage], "?", supports=lambda *_: 9.0))

    assert said("The ferry was scrapped 43 years after it had been launched.")
    assert not said("The ferry was scrapped 34 years after it had been launched.")
