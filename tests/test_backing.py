"""How well quotes back a statement: no rule that it breaks speaks for it, nor what the reader is sure of against it."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.backing import DOUBTS, Backing, backing
from bot.quoted import Quoted
from bot.weights import BACKING, PROVEN
from index.passage import Document
from tests.claims_made import passage_of

SHARES = st.floats(0, 1)
BACKINGS = st.builds(Backing, st.frozensets(st.sampled_from(DOUBTS)), SHARES, st.floats(-12, 12))


def test_each_sign_has_a_weight() -> None:
    assert len(Backing(frozenset(), 0.0, 0.0).signs) == len(BACKING)


@given(BACKINGS, st.sampled_from(DOUBTS))
def test_a_broken_rule_never_speaks_for_a_statement(made: Backing, rule: str) -> None:
    assert replace(made, rules=made.rules | {rule}).log_odds <= made.log_odds + 1e-9


@given(BACKINGS, st.floats(0, 5))
def test_what_the_reader_is_surer_of_is_never_less_likely_true(made: Backing, more: float) -> None:
    assert replace(made, holds=made.holds + more).log_odds >= made.log_odds - 1e-9


def test_what_is_nearly_verbatim_is_proven_and_what_the_reader_denies_is_not() -> None:
    assert Backing(frozenset(), 1.0, 3.0).log_odds >= PROVEN
    assert Backing(frozenset(), 0.1, -4.0).log_odds < PROVEN


@pytest.mark.parametrize(("words", "times"), [(1, 1), (50, 1), (51, 2), (120, 3)])
def test_a_long_statement_is_read_part_by_part_and_is_as_sure_as_its_least_sure_part(words: int, times: int) -> None:
    read: list[str] = []

    def supports(statement: str, _: object) -> float:
        read.append(statement)
        return 3.0 - len(read)

    text = " ".join(["word"] * words)
    passage = passage_of(Document("one.txt", "The ferry rests.", ""))
    made = backing(text, [Quoted(passage, (0, 16))], (), supports)
    assert len(read) == times
    assert made.holds == 3.0 - times
