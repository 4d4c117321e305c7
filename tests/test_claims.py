"""A reply becomes claims while it arrives, whatever a model makes of the form that was asked for."""

import json
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.claims import Claim, Pointer, Reply, claims_of_text
from tests.chat_server import structured

WHOLE = structured(("It is 412 m long.", [(1, "412 metres")]), ("It cost {38}.", [(2, 'a "b"'), (3, "c")]))
CLAIMS = [
    Claim("It is 412 m long.", (Pointer(1, "412 metres"),)),
    Claim("It cost {38}.", (Pointer(2, 'a "b"'), Pointer(3, "c"))),
]


def claims(*pieces: str) -> list[Claim]:
    reply = Reply()
    return [claim for piece in pieces for claim in reply.add(piece)] + list(reply.end())


@given(st.lists(st.integers(0, len(WHOLE)), max_size=8))
def test_the_pieces_in_which_a_reply_arrives_make_no_difference(cuts: list[int]) -> None:
    places = [0, *sorted(cuts), len(WHOLE)]
    assert claims(*(WHOLE[a:b] for a, b in pairwise(places))) == CLAIMS


def test_a_claim_comes_as_soon_as_it_is_whole() -> None:
    reply = Reply()
    end = WHOLE.index("}]}") + 3
    assert list(reply.add(WHOLE[: end - 1])) == []
    assert list(reply.add(WHOLE[end - 1 : end])) == CLAIMS[:1]


@given(st.integers(0, len(WHOLE)))
def test_a_reply_that_breaks_off_gives_what_was_whole(end: int) -> None:
    assert claims(WHOLE[:end]) in ([], CLAIMS[:1], CLAIMS)


@pytest.mark.parametrize("reply", [f"```json\n{WHOLE}\n```", f"\n {WHOLE}", WHOLE.replace("{", "{ ", 1)])
def test_a_fence_or_blanks_around_a_reply_are_no_harm(reply: str) -> None:
    assert claims(reply) == CLAIMS


@pytest.mark.parametrize(
    "statement",
    [
        {"text": 5, "citations": []},
        {"citations": [1]},
        "It is long.",
        {"text": "", "citations": []},
        {"text": "x" * 5000, "citations": []},
    ],
)
def test_what_is_no_statement_is_left_out(statement: object) -> None:
    made = json.dumps({"statements": [statement, {"text": "It is.", "citations": [1, {"passage": "[2]"}, None, True]}]})
    assert claims(made)[-1] == Claim("It is.", (Pointer(1), Pointer(2)))


def test_a_reply_without_statements_declines() -> None:
    reply = Reply()
    assert list(reply.add('{"statements": [ ]}')) == []
    assert reply.declines


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "It is long [1]. It is wide. [2][3]",
            [Claim("It is long.", (Pointer(1),)), Claim("It is wide.", (Pointer(2), Pointer(3)))],
        ),
        (
            "- **It is long** [1, 2].\n- It is 3.5 m wide [3].",
            [Claim("It is long.", (Pointer(1), Pointer(2))), Claim("It is 3.5 m wide.", (Pointer(3),))],
        ),
        ("桥长412米[1]。它很宽[2]。", [Claim("桥长412米。", (Pointer(1),)), Claim("它很宽。", (Pointer(2),))]),
        ("Nobody knows.", [Claim("Nobody knows.")]),
        ("", []),
    ],
)
def test_sentences_with_marks_are_claims(text: str, wanted: list[Claim]) -> None:
    assert claims_of_text(text) == wanted


@given(st.text(max_size=300))
def test_no_reply_whatever_breaks_the_reading(text: str) -> None:
    for reply in (text, '{"statements": [' + text, '{"statements": [{"text": "' + text):
        assert isinstance(claims(reply), list)
