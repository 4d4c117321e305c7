"""A text becomes the terms by which words are matched."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.analysis import stem, terms, tokens


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("bridges", "bridge"),
        ("Opened", "opening"),
        ("Company's", "company"),
        ("café", "cafe"),
        ("Rāhui", "rahui"),
        ("водохранилища", "водохранилище"),
        ("ПЛОТИНЫ", "плотина"),
        ("9,300", "9300"),
        ("ﬁsh", "fish"),
    ],
)
def test_forms_of_a_word_share_a_term(one: str, other: str) -> None:
    assert terms(one) == terms(other) != []


@pytest.mark.parametrize(("one", "other"), [("1911", "1912"), ("3.5", "35"), ("йод", "иод"), ("bridge", "ferry")])
def test_different_words_do_not(one: str, other: str) -> None:
    assert terms(one) != terms(other)


def test_a_word_of_which_stemming_leaves_nothing_is_its_own_term() -> None:
    assert terms("εἰς") == ["εισ"]


def test_scripts_without_spaces_become_pairs_of_characters() -> None:
    assert terms("古戏台") == ["古戏", "戏台"]
    assert terms("茶") == ["茶"]
    assert terms("ที่ไทย") == ["ที", "ี่", "่ไ", "ไท", "ทย"]


def test_a_latin_name_inside_a_text_without_spaces_is_found_by_itself() -> None:
    assert terms("据CCTV报道GDP增长3.5%") == ["据", *terms("cctv"), "报道", *terms("gdp"), "增长", "3.5"]


def test_a_figure_is_one_term_whatever_stands_around_it() -> None:
    assert terms("($4,362.70m)") == ["4362.70", "m"]


@pytest.mark.parametrize("text", ["", " ", "?!…", "😀", "[]", "\u200b"])
def test_what_has_no_words_has_no_terms(text: str) -> None:
    assert terms(text) == []


@given(st.text())
def test_every_term_stands_where_it_says(text: str) -> None:
    for found, (start, end) in tokens(text):
        assert 0 <= start < end <= len(text)
        assert found == terms(text[start:end])
        assert all(term and " " not in term for term in found)


@given(st.text(alphabet=st.characters(categories=["L"]), min_size=1))
def test_a_stem_does_not_depend_on_case(word: str) -> None:
    assert stem(word) == stem(word.casefold())
