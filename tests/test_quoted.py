"""What a statement quotes is read together, and its own figures as the quotes write them."""

import pytest

from bot.as_quoted import as_quoted
from bot.quoted import Quoted, read_together
from tests.claims_made import BRIDGE, MILL

OPENED, LENGTH = (Quoted(BRIDGE, BRIDGE.sentences[n]) for n in (0, 1))
BURNED, TRAFFIC = Quoted(MILL, MILL.sentences[0]), Quoted(BRIDGE, BRIDGE.sentences[2])


def test_a_quote_alone_is_read_where_it_stands() -> None:
    (read,) = read_together([LENGTH])
    assert (read.text, read.document, read.start) == (LENGTH.text, BRIDGE.document, LENGTH.place[0])


def test_quotes_of_one_document_are_read_as_one_passage_in_their_order_under_its_title() -> None:
    (read,) = read_together([TRAFFIC, OPENED])
    assert [read.text[slice(*span)] for span in read.sentences] == [OPENED.text, TRAFFIC.text]
    assert read.document.title == BRIDGE.document.title


def test_quotes_of_two_documents_are_read_apart_and_together() -> None:
    assert [one.text for one in read_together([LENGTH, BURNED])] == [
        LENGTH.text,
        BURNED.text,
        f"{LENGTH.text} {BURNED.text}",
    ]


@pytest.mark.parametrize(
    ("said", "quoted", "read"),
    [
        ("It is 412 m long.", "is 412 metres long", "It is 412 metres long."),
        ("It cost 38,000,000 crowns.", "cost 38 million crowns", "It cost 38 million crowns."),
        ("About 9,000 came.", "some 9,312 came", "About 9,312 came."),
        ("It opened on May 2, 2019.", "opened on 2 May 2019", "It opened on 2 May 2019."),
        ("Twelve per cent more.", "12% more", "12% more."),
        ("A fifth of them.", "every fifth of them", "every fifth of them."),
        ("It is 413 m long.", "is 412 metres long", "It is 413 m long."),
        ("It has no figure.", "is 412 metres long", "It has no figure."),
    ],
)
def test_a_figure_is_read_as_its_quote_writes_it_and_another_figure_as_it_is(said: str, quoted: str, read: str) -> None:
    assert as_quoted(said, [quoted]) == read
