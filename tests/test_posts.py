"""Answers in Telegram: what stands under them as buttons, their sources as messages, and what is cut where."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answer import Answer, Statement
from bot.deep_link import START_CHARACTERS, payload, question
from bot.posts import about, buttons, source, to_telegram
from bot.related import related
from bot.styled import Message
from bot.taps import DATA_BYTES, Tap, tap
from bot.texts import ENGLISH, LANGUAGES
from index.passage import Document, Passage
from tests.faults import rendering
from tests.test_render import BRIEF, PAGE, answering, citing, covered

ROW = 7
TWO = Answer(
    "What?",
    (Statement("15 articles.", (1,)), Statement("No force.", (2,))),
    (citing(BRIEF, "The treaty has 15 articles."), citing(PAGE, "It rules out force.", 2)),
    offered=("How many presidents signed the treaty?",),
)


def labels(answer: Answer, code: str = "en") -> list[list[str]]:
    return [[button.label for button in row] for row in buttons(answer, LANGUAGES[code], ROW)]


# Buttons


def test_a_kept_answer_has_its_sources_the_thumbs_and_further_questions_as_buttons_and_no_folded_passage() -> None:
    (message,) = to_telegram(TWO, ENGLISH, ROW)
    assert [[button.label for button in row] for row in message.buttons] == [
        ["📖 1", "📖 2"],
        ["👍", "👎"],
        ["❓ How many presidents signed the treaty?"],
    ]
    assert not covered(message, "expandable_blockquote")
    assert message.text.endswith("\n\nYou could also ask:")
    assert "18 June 2025" in message.text


def test_one_source_is_offered_in_words_and_in_the_language_of_the_person() -> None:
    assert labels(answering(citing(BRIEF, "The treaty has 15 articles.")), "ru")[0] == ["📖 Прочитать отрывок"]


def test_a_refusal_offers_its_questions_as_buttons_and_can_be_disliked() -> None:
    refusal = Answer("?", reply="The texts don't say.", nearest=TWO.citations[:1], offered=TWO.offered)
    assert labels(refusal) == [["👍", "👎"], ["❓ How many presidents signed the treaty?"]]
    (message,) = to_telegram(refusal, LANGUAGES["zh"], ROW)
    assert message.text.startswith("文本没有提到。")
    assert message.text.endswith("文本可以回答：")


def test_small_talk_has_no_buttons() -> None:
    (message,) = to_telegram(Answer("hi", reply="Hello."), ENGLISH, ROW)
    assert message.buttons == ()


def test_a_long_question_is_shortened_on_its_button() -> None:
    answer = Answer("?", reply="No.", offered=("word " * 40,))
    assert len(labels(answer)[-1][0]) <= 62


def test_whoever_dislikes_is_asked_why_in_place_of_the_thumbs() -> None:
    rows = buttons(TWO, ENGLISH, ROW, asking_why=True)
    assert [row[0].label for row in rows[1:-1]] == [said for _, said in ENGLISH.reasons]
    assert [tap(row[0].data) for row in rows[1:-1]] == [Tap("r", ROW, n) for n in range(1, len(rows) - 1)]


@given(st.sampled_from("spxudrqgkaly"), st.integers(0, 10**15 - 1), st.integers(0, 9999))
def test_what_a_button_stands_for_comes_back_whole_and_fits(kind: str, row: int, number: int) -> None:
    data = Tap(kind, row, number).data
    assert len(data.encode()) <= DATA_BYTES
    assert tap(data) == Tap(kind, row, number)


@pytest.mark.parametrize("data", [None, "", "s:", "S:1:1", "s:1:1:1", "s:-1:1", "s:1:99999", "sources", "s:１:1\n"])
def test_what_is_none_of_our_buttons_stands_for_nothing(data: str | None) -> None:
    assert tap(data) is None


# Sources


def test_a_source_shows_its_passage_with_the_quote_in_bold_what_published_it_when_and_the_way_there() -> None:
    message = source(TWO, 2, ENGLISH, ROW)
    assert message.text.startswith("Source 2 of 2\nTreaty & text (2025)\n- Six presidents")
    assert covered(message, "expandable_blockquote")[0].endswith("It rules out force.")
    assert "It rules out force." in covered(message, "bold")
    links = [entity.url for entity in message.entities if entity.kind == "text_link"]
    assert links == ["https://example.org/a#:~:text=It%20rules%20out%20force."]


def test_sources_are_paged_round_and_round() -> None:
    (row,) = source(TWO, 2, ENGLISH, ROW).buttons
    assert [tap(button.data) for button in row] == [Tap("p", ROW, 1), Tap("x", ROW), Tap("p", ROW, 1)]
    assert source(TWO, 3, ENGLISH, ROW) == source(TWO, 1, ENGLISH, ROW)


def test_a_single_source_can_only_be_closed() -> None:
    alone = answering(citing(BRIEF, "The treaty has 15 articles."))
    assert [[button.label for button in row] for row in source(alone, 1, ENGLISH, ROW).buttons] == [["✕"]]


def test_an_answer_to_a_question_from_a_button_says_which_it_answers() -> None:
    first, *rest = about("❓ How\nmany?", to_telegram(TWO, ENGLISH, ROW))
    assert not rest
    assert first.text.startswith("❓ How many?\n\n15 articles. [1]")
    assert covered(first, "bold")[0] == "❓ How many?"
    assert set(covered(first, "text_link")) == {"China, Central Asia Sign Treaty", "Treaty & text"}
    assert len(first.buttons) == 3
    full = [Message("x" * 4096)]
    assert about("Why?", full)[1:] == full


# Long answers


def test_a_long_answer_is_never_cut_between_a_sentence_and_its_citations() -> None:
    statements = tuple(Statement(f"This is sentence number {n} of very many.", (1, 2)) for n in range(200))
    messages = to_telegram(Answer("?", statements, TWO.citations), ENGLISH, ROW)
    assert len(messages) > 2
    said = [message.text.partition("\n\nSources")[0] for message in messages]
    assert all(text.startswith("This is") and text.endswith("[1][2]") for text in said)
    assert [bool(message.buttons) for message in messages] == [False] * (len(messages) - 1) + [True]


# Further questions


def test_further_questions_are_those_that_other_sentences_of_the_document_answer() -> None:
    text = (
        "- The Ruby Bridge was opened on 2 May 2019. [1]\n"
        "- The Ruby Bridge was built by the brothers Hale. [2]\n"
        "- The Ruby Bridge is 412 metres long. [1]"
    )
    document = Document("bridge.md", text, "The Ruby Bridge")
    sentences = ((2, 43), (50, 97))
    citation = answering(citing(document, "The Ruby Bridge was opened on 2 May 2019.")).citations[0]
    passage = Passage(document, 0, len(text), sentences)
    answer = Answer(
        "How long is the Ruby Bridge?", (Statement("x", (1,)),), (type(citation)(1, passage, *sentences[0]),)
    )
    assert related(answer) == ("By whom was the Ruby Bridge built?",)
    assert related(Answer("?", reply="No.")) == ()


# Links that ask


@settings(max_examples=200)
@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1), st.integers(1, 10**15 - 1))
def test_a_link_holds_a_short_question_or_the_row_of_a_long_one(asked: str, row: int) -> None:
    written = payload(asked, row)
    assert len(written) <= START_CHARACTERS
    assert written.replace("_", "").replace("-", "").isalnum()
    assert question(written) in (asked.strip() or None, row)


@pytest.mark.parametrize("written", ["", "q_", "q__", "q__x", "q_" + "A" * 63, "q_!", "p_AAAA", "q_/w==", "q_gICA"])
def test_a_link_that_asks_nothing_is_none(written: str) -> None:
    assert question(written) is None


# Whatever people write and texts hold


def test_whatever_people_write_and_texts_hold_each_message_is_taken_and_says_what_was_meant() -> None:
    rendered = rendering.run(600)
    assert not rendered.failure
    assert rendered.strings >= 600
