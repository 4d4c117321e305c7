"""The extractive engine and the chain, over a real index with the real model."""

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from langchain_core.runnables import Runnable

from bot import dialogue
from bot.answer import Answer
from bot.bootstrap import Answering, answering
from bot.extract import worth_reading
from bot.gaps import is_refusal
from bot.render import to_telegram
from bot.settings import BotSettings
from bot.texts import texts_for
from index.build import build
from index.embed import Embedder
from index.errors import SettingsError
from index.passage import Document, Hit, Passage
from index.search import Searcher

TEXTS = {
    "bridge.md": """---
title: The Ruby Bridge
sources:
  - {outlet: The Valley Post, title: A bridge at last, url: "https://valley.example/bridge", date: 2019-05-02}
  - {outlet: River Board, title: Annual report, url: "https://river.example/report", date: 2020}
---

- The Ruby Bridge over the Tarn was opened on 2 May 2019 by mayor Ilse Brandt. [1]
- The Ruby Bridge is 412 metres long and cost 38 million crowns. [1][2]
- In 2020 about 9,300 vehicles a day crossed the Ruby Bridge, 12% more than forecast. [2]
- Farmers opposed the bridge because its ramps cut their meadows in two. [1]
""",
    "mill.txt": "The old mill at Sorrel burned down in 1911. It was rebuilt in brick by the brothers Hale.\n",
}


@pytest.fixture(scope="module")
def answer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answering]:
    root = tmp_path_factory.mktemp("extract")
    (root / "corpus").mkdir()
    for name, text in TEXTS.items():
        (root / "corpus" / name).write_text(text)
    build(root / "corpus", root / "index", Embedder())
    made = answering(BotSettings(index=root / "index"))
    yield made
    made.searcher.close()


@pytest.mark.parametrize(
    ("question", "holds"),
    [
        ("How long is the Ruby Bridge?", "412 metres"),
        ("When was the Ruby Bridge opened?", "2 May 2019"),
        ("Who opened the Ruby Bridge?", "Ilse Brandt"),
        ("Why did farmers oppose the bridge?", "cut their meadows"),
        ("When did the mill at Sorrel burn down?", "1911"),
    ],
)
def test_a_fact_is_answered_with_one_sentence_that_holds_it(answer: Answering, question: str, holds: str) -> None:
    given = answer(question)
    assert holds in given.text
    assert len(given.citations) == 1


def test_every_quote_stands_in_its_document(answer: Answering) -> None:
    for citation in answer("How many vehicles crossed the Ruby Bridge in 2020?").citations:
        start, end = citation.place
        assert citation.passage.document.text[start:end] == citation.quote


def test_a_brief_cites_the_publications_of_the_fact(answer: Answering) -> None:
    (citation,) = answer("How long is the Ruby Bridge?").citations
    assert [one.outlet for one in citation.publications] == ["The Valley Post", "River Board"]
    assert [one.date for one in citation.publications] == ["2019-05-02", "2020"]


def test_source_marks_are_no_part_of_the_answer(answer: Answering) -> None:
    assert answer("How long is the Ruby Bridge?").text.endswith("38 million crowns. [1]")


def test_the_figure_asked_for_is_marked_in_its_quote(answer: Answering) -> None:
    (citation,) = answer("When did the mill at Sorrel burn down?").citations
    assert citation.span is not None
    assert citation.passage.text[slice(*citation.span)] == "1911"


@pytest.mark.parametrize(
    "question",
    [
        "Who won the chess championship in Oslo?",
        "What is the recipe for plov?",
        "How many vehicles crossed the Ruby Bridge in 2031?",
    ],
)
def test_what_the_texts_do_not_say_is_refused_with_what_is_nearest(answer: Answering, question: str) -> None:
    given = answer(question)
    assert not given.answered
    assert given.text
    assert given.nearest


@pytest.mark.parametrize("question", ["", "   ", "?!", "🙂🙂🙂", "the of and", "x" * 4000, "\0\ud800", "$(rm -rf)"])
def test_odd_questions_get_a_sentence_and_no_exception(answer: Answering, question: str) -> None:
    assert answer(question).text


def test_a_question_that_is_too_long_is_told_the_limit_and_nothing_is_looked_for(
    answer: Answering, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Searcher, "search", lambda *_: pytest.fail("it was searched"))
    question = "How long is the Ruby Bridge? ".ljust(2_001, "?")
    for given in (answer(question), *answer.growing(question)):
        assert given.text == dialogue.TOO_LONG.format(most=2000)
        assert (given.answered, given.nearest, is_refusal(given)) == (False, (), False)
    assert answer.at_once(question) == []
    (message,) = to_telegram(answer(question), texts_for("ru"), row=1)
    assert message.text == "Ваш вопрос длиннее, чем я читаю (символов: 2000). Пожалуйста, задайте его короче."
    assert not message.buttons


def test_a_question_of_the_longest_length_is_answered(answer: Answering) -> None:
    assert answer("How long is the Ruby Bridge?".ljust(2_000, " ") + "  ").answered
    asked = replace(answer, most_characters=28)
    assert asked("How long is the Ruby Bridge?").answered
    assert not asked("How long is the Ruby Bridge??").answered


def test_an_answered_question_is_surer_than_a_foreign_one(answer: Answering) -> None:
    asked, foreign = answer("How long is the Ruby Bridge?"), answer("Who won the chess championship in Oslo?")
    assert asked.confidence > foreign.confidence


def test_a_follow_up_is_understood_in_its_dialogue(answer: Answering) -> None:
    first = answer("How long is the Ruby Bridge?")
    assert "2 May 2019" in answer("And when was it opened?", [first]).text


def test_small_talk_is_not_answered_and_gets_a_reply(answer: Answering) -> None:
    given = answer("Hello!")
    assert (given.answered, bool(given.text), given.nearest) == (False, True, ())


def test_the_chain_is_a_langchain_runnable(answer: Answering) -> None:
    chain: Runnable[str, Answer] = answer.chain
    questions = ["How long is the Ruby Bridge?", "Who opened the Ruby Bridge?"]
    one_by_one = [chain.invoke(question) for question in questions]
    assert chain.batch(questions) == one_by_one
    assert asyncio.run(chain.ainvoke(questions[0])) == one_by_one[0]


def test_an_engine_that_nobody_knows_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="no engine 'oracle'"):
        answering(BotSettings(index=tmp_path), "oracle")


def test_a_hit_without_a_sentence_to_quote_takes_no_time_of_the_reader() -> None:
    head = Passage(Document("a.txt", "By Ann Lee"), 0, 10, ())
    body = Passage(Document("a.txt", "By Ann Lee\nIt rained."), 11, 21, ((0, 10),))
    hits = [Hit(head, 1.0), Hit(body, 0.9)]
    assert worth_reading(hits) == [hits[1]]
