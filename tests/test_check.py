"""Nothing unproven leaves: quotes, places and figures are checked in code."""

from dataclasses import replace

import pytest

from bot.answer import Answer, Citation, Statement
from bot.check import UNPROVEN, check, is_exact
from index.passage import Document, Passage

TEXT = "The pass opened in 1997. It lies at 3,536 metres. [1]"
PASSAGE = Passage(Document("pass.md", TEXT), 0, len(TEXT), ((0, 24), (25, 49)))
FIRST = Citation(1, PASSAGE, 0, 24)
SECOND = Citation(2, PASSAGE, 25, 49)


def answered(*statements: Statement, citations: tuple[Citation, ...] = (FIRST, SECOND)) -> Answer:
    return Answer("When did the pass open?", statements, citations)


def test_a_proven_answer_passes_unchanged() -> None:
    answer = answered(Statement("The pass opened in 1997.", (1,)), Statement("It lies at 3,536 metres.", (2,)))
    assert check(answer) == answer


def test_a_statement_with_a_figure_that_its_quote_lacks_is_dropped() -> None:
    checked = check(answered(Statement("The pass opened in 1998.", (1,)), Statement("It lies at 3,536 metres.", (2,))))
    assert [one.text for one in checked.statements] == ["It lies at 3,536 metres."]


def test_a_figure_must_stand_in_the_quote_that_is_cited_for_it() -> None:
    assert not check(answered(Statement("The pass opened in 1997.", (2,)))).answered


def test_what_is_left_is_numbered_from_one() -> None:
    checked = check(answered(Statement("Made up in 2050.", (1,)), Statement("It lies at 3,536 metres.", (2,))))
    assert checked.text == "It lies at 3,536 metres. [1]"
    assert [one.number for one in checked.citations] == [1]


def test_a_statement_without_a_citation_is_dropped() -> None:
    assert not check(answered(Statement("Everybody knows that.", ()))).answered


def test_a_citation_number_that_points_nowhere_is_dropped() -> None:
    assert not check(answered(Statement("The pass opened in 1997.", (7,)))).answered


def test_an_answer_that_loses_everything_says_so_in_a_sentence() -> None:
    checked = check(answered(Statement("It opened in 2050.", (1,))))
    assert (checked.answered, checked.text) == (False, UNPROVEN)


@pytest.mark.parametrize(
    "citation",
    [
        pytest.param(Citation(1, PASSAGE, 5, 5), id="empty"),
        pytest.param(Citation(1, PASSAGE, -3, 10), id="before its passage"),
        pytest.param(Citation(1, PASSAGE, 40, len(TEXT) + 1), id="past its passage"),
        pytest.param(Citation(1, PASSAGE, 24, 25), id="blank"),
        pytest.param(Citation(1, PASSAGE, 0, 24, span=(20, 30)), id="bold words outside the quote"),
        pytest.param(Citation(1, Passage(Document("d", "short"), 0, 99, ()), 0, 50), id="past its document"),
    ],
)
def test_a_quote_that_is_not_in_its_passage_is_not_exact(citation: Citation) -> None:
    assert not is_exact(citation)


def test_the_nearest_of_a_refusal_are_checked_too() -> None:
    refusal = Answer("?", reply="The texts don't say.", nearest=(FIRST, replace(SECOND, end=500)))
    assert check(refusal).nearest == (FIRST,)
