"""A document becomes passages: verbatim, within the model's reach, with its sentences in place."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.embed import Embedder
from index.formats import normalise
from index.layout import furniture
from index.passage import SOURCE_MARKS, Document, Passage
from index.split import split

PIECES = [
    "The bridge opened in 1997. ", "Es kostete 3,5 Mio. € im Jahr. ", "Плотина стоит с 1962 г. и до сих пор. ",
    "水库的水很深。", "ダムは大きい！", "👩🏽‍🚀 flew 😀. ", "Dr. A. B. Hale said “No.” Then he left. ", "U.S. trade. ",
    "[1][2] ", "[3]", " [12]\n", "\n", "\n\n", "- a bullet\n", "Menu", "Photo: CFP\n", "x" * 300, "word " * 120, "\t",
    "…", "?!", "He asked: why? ", "נמל חדש נפתח. ", "e\u0301te\u0301. ", "नमस्ते। ",
]  # fmt: skip


def documents() -> st.SearchStrategy[Document]:
    """Odd texts, normalised as a file's text is."""
    pieces = st.one_of(st.sampled_from(PIECES), st.text(max_size=20))
    texts = st.lists(pieces, min_size=1, max_size=25).map("".join).map(normalise)
    languages = st.sampled_from(["", "en", "ru", "zh", "xx", "not a language"])
    return st.builds(lambda text, language: Document("a", text, language=language, furniture=furniture(text)),
                     texts, languages)  # fmt: skip


def words(texts: object) -> list[int]:
    """Count a token for every four characters: enough to split by."""
    return [len(text) // 4 + 1 for text in texts]  # type: ignore[attr-defined]


def sentences(passages: list[Passage]) -> list[str]:
    return [passage.text[start:end] for passage in passages for start, end in passage.sentences]


def test_a_short_text_is_one_passage_with_its_sentences() -> None:
    (passage,) = split(Document("a", "It opened in 1997. It is long. [1]\nIt is red.\n"), words, 200)
    assert passage.text == "It opened in 1997. It is long. [1]\nIt is red."
    assert sentences([passage]) == ["It opened in 1997.", "It is long.", "It is red."]


@settings(max_examples=60)
@given(documents())
def test_passages_are_verbatim_in_order_and_lose_no_word(document: Document) -> None:
    passages = split(document, words, 40)
    assert all(document.text[one.start : one.end] == one.text for one in passages)
    assert all(one.text.strip() == one.text for one in passages)
    edges = [0, *(edge for one in passages for edge in (one.start, one.end)), len(document.text)]
    assert edges == sorted(edges)
    between = [document.text[a:b] for a, b in zip(edges[::2], edges[1::2], strict=True)]
    assert not "".join(between).strip()


@settings(max_examples=60)
@given(documents())
def test_sentences_lie_inside_their_passage_free_of_marks_and_furniture(document: Document) -> None:
    for passage in split(document, words, 40):
        end_before = 0
        for start, end in passage.sentences:
            assert end_before <= start < end <= len(passage.text)
            end_before = end
            sentence = passage.text[start:end]
            assert sentence.strip() == sentence
            assert not any(mark.end() == len(sentence) for mark in SOURCE_MARKS.finditer(sentence))
            place = (passage.start + start, passage.start + end)
            assert not any(a <= place[0] and place[1] <= b for a, b in document.furniture)


@settings(max_examples=40)
@given(st.lists(st.sampled_from([piece for piece in PIECES if piece.isascii()]), min_size=1, max_size=25))
def test_the_model_can_read_every_passage_of_its_script_whole(embedder: Embedder, pieces: list[str]) -> None:
    passages = split(Document("a", normalise("".join(pieces))), embedder.count_tokens, 150)
    assert all(size <= embedder.max_tokens - 2 for size in embedder.count_tokens([one.text for one in passages]))


def test_a_paragraph_is_broken_only_when_it_does_not_fit() -> None:
    paragraph = "This sentence has about forty characters. "
    passages = split(Document("a", f"{paragraph * 3}\n{paragraph * 3}\n{paragraph * 9}"), words, 70)
    assert [len(sentences([one])) for one in passages] == [6, 6, 3]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Dr. Hale came. He left.", ["Dr. Hale came.", "He left."], id="a title"),
        pytest.param("J. S. Bach wrote it. It is old.", ["J. S. Bach wrote it.", "It is old."], id="initials"),
        pytest.param("It rose 3.5 percent. Fine.", ["It rose 3.5 percent.", "Fine."], id="a decimal point"),
        pytest.param("水很深。坝很高！", ["水很深。", "坝很高！"], id="Chinese"),
        pytest.param("Вода глубока. Плотина высока.", ["Вода глубока.", "Плотина высока."], id="Russian"),
        pytest.param("😀 Hello 😀. How are 👨‍👩‍👧 you?", ["😀 Hello 😀.", "How are 👨‍👩‍👧 you?"], id="emoji"),
        pytest.param("One. [1] Two. [2][3]", ["One.", "Two."], id="a mark after each sentence"),
        pytest.param("One [1] and two.", ["One [1] and two."], id="a mark inside a sentence"),
        pytest.param("One\r\ntwo.", ["One\r", "two."], id="a text that was not normalised"),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str, expected: list[str]) -> None:
    assert [one.strip() for one in sentences(split(Document("a", text), words, 200))] == [
        one.strip() for one in expected
    ]


def test_the_sentences_of_a_wrapped_text_are_whole() -> None:
    text = (
        "The harbour of Lindel handled more ships last year than\n"
        "it ever did before. The town wants to build two quays\n"
        "of concrete. They would cost some eleven million crowns\n"
        "and take three years.\n\nNobody knows who is going to pay for them, says the\nmayor of Lindel.\n"
    )
    assert sentences(split(Document("a", text), words, 200))[1] == "The town wants to build two quays\nof concrete."


def test_furniture_is_in_a_passage_and_is_never_quoted() -> None:
    text = "Home  About\nPhoto: CFP\nThe bridge is long.\n- a bullet\nTranslator: Marta Ohlin"
    (passage,) = split(Document("a", text, furniture=furniture(text)), words, 200)
    assert passage.text == text
    assert sentences([passage]) == ["The bridge is long.", "- a bullet", "Translator: Marta Ohlin"]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("x" * 100_000, id="one word"),
        pytest.param("水" * 50_000, id="one Chinese word"),
        pytest.param("word " * 20_000, id="one sentence"),
        pytest.param("A. B. " * 10_000, id="initials"),
        pytest.param("a" + " " * 50_000 + "b [1]", id="blanks"),
        pytest.param("[1] " * 10_000, id="marks"),
        pytest.param("A word.\n" * 10_000, id="lines"),
    ],
)
def test_a_monstrous_line_is_split_in_seconds(embedder: Embedder, text: str) -> None:
    began = time.monotonic()
    passages = split(Document("a", text), embedder.count_tokens, 200)
    assert all(text[one.start : one.end] == one.text for one in passages)
    assert max(embedder.count_tokens([one.text for one in passages])) <= 200
    assert time.monotonic() - began < 10
