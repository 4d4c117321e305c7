"""A document knows which publications back which of its words."""

import time

import pytest

from index.passage import SOURCE_MARKS, Document, Passage, Publication

POST = Publication("The Valley Post", "A bridge at last", "https://valley.example/bridge", "2019-05-02")
BOARD = Publication("River Board", "Annual report", "https://river.example/report", "2020")
TEXT = (
    "The bridge opened in 2019. [1]\nIt cost 38 million crowns. It is long. [1][2]\nNobody backs this.\nNor this. [9]"
)
BRIEF = Document("bridge.md", TEXT, sources=(POST, BOARD))


def place(words: str) -> tuple[int, int]:
    return TEXT.index(words), TEXT.index(words) + len(words)


@pytest.mark.parametrize(
    ("words", "publications"),
    [
        pytest.param("The bridge opened in 2019.", (POST,), id="the mark after a sentence"),
        pytest.param("The bridge opened in 2019. [1]", (POST,), id="the mark inside the stretch"),
        pytest.param("It is long.", (POST, BOARD), id="both marks of a run"),
        pytest.param("It cost 38 million crowns.", (POST, BOARD), id="the marks at the end of the line"),
        pytest.param("Nobody backs this.", (POST, BOARD), id="no mark: all sources"),
        pytest.param("Nor this.", (POST, BOARD), id="a mark that counts past the sources: all sources"),
        pytest.param(TEXT, (POST, BOARD), id="each publication once"),
    ],
)
def test_words_are_backed_by_the_publications_that_their_marks_name(
    words: str, publications: tuple[Publication, ...]
) -> None:
    assert BRIEF.publications(*place(words)) == publications


def test_a_page_is_its_own_publication() -> None:
    page = Document("a.txt", "Words. [1]", title="A page", url="https://page.example", date="2024")
    assert page.publications(0, 6) == (Publication("", "A page", "https://page.example", "2024"),)
    assert page.is_page
    assert not page.is_brief


def test_a_document_with_sources_and_marks_is_a_brief() -> None:
    assert BRIEF.is_brief
    assert not BRIEF.is_page


def test_a_passage_is_a_verbatim_stretch() -> None:
    passage = Passage(BRIEF, *place("It is long."), ())
    assert passage.text == "It is long."
    assert passage.document_id == "bridge.md"


@pytest.mark.parametrize("text", ["[1]", "[12][3]", " [1]", "\t [1]"])
def test_source_marks_are_found_with_the_blanks_before_them(text: str) -> None:
    found = SOURCE_MARKS.search(f"Said{text} here")
    assert found
    assert found.group() == text


@pytest.mark.parametrize("text", ["[2024]", "[a]", "[]", "(1)", "1]"])
def test_what_only_looks_like_a_source_mark_is_none(text: str) -> None:
    assert not SOURCE_MARKS.search(text)


def test_a_long_run_of_blanks_does_not_slow_the_search_for_marks() -> None:
    began = time.monotonic()
    assert not SOURCE_MARKS.search("a" + " " * 200_000 + "b")
    assert time.monotonic() - began < 1
