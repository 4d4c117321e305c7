"""A question becomes hits, by meaning and by words, from whichever generation is live when it comes."""

import shutil
import threading
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index import generation
from index.build import build
from index.embed import Embedder
from index.errors import GenerationError
from index.search import PassageRetriever, Searcher
from tests.conftest import TEXTS, write_corpus


@pytest.mark.parametrize(
    ("question", "document"),
    [
        pytest.param("How long is the Ruby Bridge?", "bridge.md", id="words"),
        pytest.param("How many people fit on the boat?", "towns/ferry.txt", id="meaning"),
        pytest.param("Who reconstructed the burnt-out grain works?", "towns/mill.txt", id="meaning, other words"),
        pytest.param("Сколько воды в водохранилище?", "reservoir.txt", id="Russian, another form"),
        pytest.param("沙溪镇的古戏台是哪一年建的？", "tea.txt", id="Chinese"),
        pytest.param("How often was the curlew ringed?", "bird-14", id="a record"),
    ],
)
def test_the_passage_that_answers_is_the_first_hit(searcher: Searcher, question: str, document: str) -> None:
    assert searcher.search(question).hits[0].passage.document_id == document


def test_hits_come_best_first_and_no_more_than_wanted(searcher: Searcher) -> None:
    hits = searcher.search("What happened at Sorrel?", 4).hits
    assert len(hits) == 4
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert len(searcher.search("What happened at Sorrel?", 1000).hits) == len(TEXTS) - 1 + 10


def test_the_same_question_finds_the_same(searcher: Searcher) -> None:
    assert searcher.search("ringed in the reeds").hits == searcher.search("ringed in the reeds").hits


@pytest.mark.parametrize("question", ["", "   ", "?!", "😀", "\0", "\u200b"])
def test_a_question_without_words_finds_nothing(searcher: Searcher, question: str) -> None:
    found = searcher.search(question)
    assert (found.hits, found.rarity) == ((), {})
    assert found.generation


@settings(max_examples=30)
@given(st.text(max_size=200))
def test_any_question_can_be_asked(searcher: Searcher, question: str) -> None:
    for hit in searcher.search(question, 3).hits:
        assert hit.passage.document.text[hit.passage.start : hit.passage.end] == hit.passage.text


def test_a_pasted_book_is_a_question_like_any_other(searcher: Searcher) -> None:
    assert searcher.search("How long is the Ruby Bridge? " + "filler words " * 50_000).hits


def test_what_the_corpus_never_says_is_named(searcher: Searcher) -> None:
    found = searcher.search("Does a zeppelin cross the bridge?")
    assert "zeppelin" in found.absent
    assert "bridg" not in found.absent
    assert found.rarity["zeppelin"] > found.rarity["bridg"]


def test_an_index_that_was_never_built_names_the_command(embedder: Embedder, tmp_path: Path) -> None:
    with pytest.raises(GenerationError, match="python -m index build"):
        Searcher(tmp_path, embedder).search("Anything?")


def test_an_index_from_another_model_is_refused_and_the_command_named(small_index: Path, other_model: str) -> None:
    with pytest.raises(GenerationError, match=r"built with the model all-MiniLM-L6-v2.*python -m index build"):
        Searcher(small_index, Embedder(other_model)).search("How long is the bridge?")


def test_langchain_gets_documents_that_hold_our_hits(searcher: Searcher) -> None:
    (first, *rest) = PassageRetriever(searcher=searcher, k=3).invoke("How long is the Ruby Bridge?")
    assert len(rest) == 2
    assert "412 metres" in first.page_content
    assert first.metadata["document"] == "bridge.md"
    assert first.metadata["hit"].passage.text == first.page_content


def test_a_searcher_follows_the_pointer_and_never_mixes_generations(
    small_index: Path, embedder: Embedder, tmp_path: Path
) -> None:
    root = tmp_path / "index"
    shutil.copytree(small_index, root)
    old = generation.live_name(root)
    corpus = write_corpus(tmp_path / "corpus", {f"ford-{n}.txt": f"Ford {n} crosses the Tarn." for n in range(5)})
    searcher = Searcher(root, embedder)
    assert searcher.search("the Tarn").generation == old
    new = build(corpus, root, embedder).generation
    assert searcher.search("the Tarn").generation == new

    mixed: list[str] = []
    seen: set[str] = set()
    over = threading.Event()

    def ask() -> None:
        while not over.is_set():
            found = searcher.search("What crosses the Tarn at Sorrel?")
            seen.add(found.generation)
            fords = {hit.passage.document_id.startswith("ford-") for hit in found.hits}
            if fords != {found.generation == new}:
                mixed.append(found.generation)

    askers = [threading.Thread(target=ask) for _ in range(3)]
    for asker in askers:
        asker.start()
    for number in range(20):
        generation.point(root, (old, new)[number % 2])
        over.wait(0.1)
    over.set()
    for asker in askers:
        asker.join()
    searcher.close()
    assert seen == {old, new}
    assert mixed == []
