"""Documents that are nearly the same are found, and no others."""

import random

import numpy as np
import pytest

from index.alike import HASHES, near_duplicates, resemblance, sketch
from tests.conftest import BIRDS

WORDS = [f"{one}{other}" for one in BIRDS for other in ("", "s", "ing", "like")]


def text(seed: int, words: int = 300) -> str:
    chosen = random.Random(seed)
    return " ".join(chosen.choice(WORDS) for _ in range(words)) + "."


def found(*texts: str, new: set[str] | None = None) -> list[tuple[str, str]]:
    ids = [str(number) for number in range(len(texts))]
    pairs = near_duplicates(ids, np.stack([sketch(one) for one in texts]), set(ids) if new is None else new)
    return [(pair.document, pair.of) for pair in pairs]


def test_a_text_with_one_word_changed_is_nearly_the_same() -> None:
    original = text(1)
    changed = original.replace(original.split()[150], "Zanzibar", 1)
    assert found(original, text(2), changed) == [("2", "0")]
    assert resemblance(sketch(original), sketch(changed)) > 0.8


def test_case_blanks_and_punctuation_make_no_difference() -> None:
    original = text(1)
    assert resemblance(sketch(original), sketch(original.upper().replace(" ", ",\n "))) == 1.0


def test_texts_that_share_a_quarter_are_different_texts() -> None:
    shared = text(1, 100)
    assert found(shared + text(2), shared + text(3)) == []


@pytest.mark.parametrize("short", ["", "No.", "A ford crosses the Tarn.", "茶马古道"])
def test_texts_too_short_to_judge_are_like_no_other(short: str) -> None:
    assert found(short, short) == []
    assert sketch(short).shape == (HASHES,)


def test_only_pairs_with_a_new_document_are_reported() -> None:
    old, new = text(1), text(2)
    assert found(old, old + " End.", new, new + " End.", new={"3"}) == [("3", "2")]


def test_a_new_document_before_an_old_one_is_reported_with_it() -> None:
    assert found(text(1), text(1) + " End.", new={"0"}) == [("1", "0")]


def test_each_of_many_twins_is_reported_once() -> None:
    assert found(*(text(1) + f" {number}." for number in range(300))) == [(str(n), "0") for n in range(1, 300)]


def test_the_share_in_common_is_estimated_within_its_error() -> None:
    common = text(1, 700)
    estimate = resemblance(sketch(common + text(2, 150)), sketch(common + text(3, 150)))
    assert abs(estimate - 0.7) < 3 * (0.7 * 0.3 / HASHES) ** 0.5
