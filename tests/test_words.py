"""Passages are found by words, in a real tantivy directory."""

from pathlib import Path

import pytest

from index.analysis import terms
from index.errors import GenerationError
from index.passage import Document, Passage
from index.words import Words

TEXTS = {
    "mill": "The old mill at Sorrel burned down in 1911.",
    "ferry": "The ferry carries 240 passengers and ferries cars too.",
    "dam": "Водохранилище вмещает 46 миллионов кубометров.",
    "tea": "沙溪镇有一座古戏台。",
}


def passage(id: str, text: str) -> Passage:
    return Passage(Document(id, text, title=f"About {id}", author="Ann Lee", date="2024"), 0, len(text), ())


@pytest.fixture
def words(tmp_path: Path) -> Words:
    made = Words(tmp_path / "words", create=True)
    made.change([], list(TEXTS), [passage(*pair) for pair in TEXTS.items()])
    return made


def ids(words: Words, question: str, k: int = 10) -> list[str]:
    return [id for id, _ in words.best(terms(question), k)]


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("When did the mill burn?", "mill"),
        ("passenger ferries", "ferry"),
        ("Сколько миллионов кубометров в водохранилище?", "dam"),
        ("古戏台在哪里？", "tea"),
        ("1911", "mill"),
    ],
)
def test_a_passage_is_found_by_its_words(words: Words, question: str, found: str) -> None:
    assert ids(words, question)[0] == found


def test_a_passage_is_found_by_its_title_and_author(words: Words) -> None:
    assert ids(words, "about tea")[0] == "tea"
    assert set(ids(words, "Lee")) == set(TEXTS)


def test_words_that_nobody_wrote_find_nothing(words: Words) -> None:
    assert ids(words, "zeppelin") == []
    assert ids(words, "") == []
    assert ids(words, "mill", 0) == []


def test_what_is_forgotten_is_no_longer_found(words: Words) -> None:
    words.change(["mill"], ["ford"], [passage("ford", "A ford crosses the Tarn.")])
    assert ids(words, "mill") == []
    assert ids(words, "ford") == ["ford"]
    assert words.frequency("mill") == 0
    assert words.count() == len(TEXTS)


def test_what_was_written_is_there_when_opened_again(words: Words, tmp_path: Path) -> None:
    words.close()
    assert ids(Words(tmp_path / "words"), "mill") == ["mill"]


def test_a_rare_term_tells_more_than_a_common_one(words: Words) -> None:
    assert words.rarity("1911") > words.rarity("about") > 0
    assert words.rarity("zeppelin") > words.rarity("1911")


def test_operators_of_a_query_language_are_mere_words(words: Words) -> None:
    assert ids(words, 'mill AND (NOT "burned") ^2 title:x~ *')[0] == "mill"


def test_a_missing_or_damaged_directory_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "meta.json").write_text("{")
    for name in ("nowhere", "broken"):
        with pytest.raises(GenerationError, match="cannot be used"):
            Words(tmp_path / name)


def test_a_passage_holds_its_own_words_and_no_others(words: Words) -> None:
    assert words.holds("mill", terms(TEXTS["mill"]))
    assert words.holds("mill", [])
    assert not words.holds("mill", terms(TEXTS["ferry"]))
    assert not words.holds("nobody", [])
