"""What the bot says is whole in every language, and chosen by the person's."""

from __future__ import annotations

import ast
import re
from dataclasses import fields

import pytest

from bot import check, compose, dialogue, joining, refuse
from bot.answer import Answer
from bot.composing import INSTEAD, LEAKED, NOTHING_PROVEN, UNASKED
from bot.display import human_date
from bot.errors import ChatModelError
from bot.model_errors import _SENTENCES
from bot.render import to_telegram
from bot.texts import ENGLISH, LANGUAGES, Texts, texts_for
from bot.translate import translated
from bot.uncovered import UNPROVEN_SIDE
from tests.conftest import ROOT

OTHERS = [texts for code, texts in LANGUAGES.items() if code != "en"]


def strings(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    return [found for one in value for found in strings(one)] if isinstance(value, tuple) else []


@pytest.mark.parametrize("texts", OTHERS, ids=lambda texts: texts.code)
def test_every_language_says_everything_with_the_same_words_to_fill_in(texts: Texts) -> None:
    for field in fields(Texts):
        own, english = getattr(texts, field.name), getattr(ENGLISH, field.name)
        assert own, field.name
        assert len(strings(own)) == len(strings(english)), field.name
        if field.name in {"day", "month", "months"}:
            continue
        for said, model in zip(strings(own), strings(english), strict=True):
            assert set(re.findall(r"{\w*}", said)) == set(re.findall(r"{\w*}", model)), field.name


@pytest.mark.parametrize("texts", LANGUAGES.values(), ids=lambda texts: texts.code)
def test_menus_and_descriptions_fit_what_telegram_takes(texts: Texts) -> None:
    assert len(texts.about) <= 512
    assert len(texts.about_short) <= 120
    assert all(len(text) <= 64 for text in (texts.inline_nothing, texts.inline_hint, texts.inline_closed))
    for menu in (texts.commands, texts.commands_group, texts.commands_admin):
        assert all(re.fullmatch(r"[a-z0-9_]{1,32}", name) and 1 <= len(said) <= 256 for name, said in menu)
    assert [name for name, _ in texts.commands] == [name for name, _ in ENGLISH.commands]
    assert [name for name, _ in texts.reasons] == [name for name, _ in ENGLISH.reasons]


@pytest.mark.parametrize(
    ("client", "spoken"),
    [("ru", "ru"), ("ru-RU", "ru"), ("zh-hans", "zh"), ("zh_TW", "zh"), ("kk", "ru"), ("fr", "en"), ("", "en"),
     (None, "en")],
)  # fmt: skip
def test_the_language_of_the_client_chooses_the_texts(client: str | None, spoken: str) -> None:
    assert texts_for(client).code == spoken


def test_all_that_the_engine_says_of_its_own_is_translated() -> None:
    said = [refuse.REFUSAL, refuse.NOTHING_ASKED, refuse.NEVER, joining.NOT_SAID, joining.TOO_MANY, check.UNPROVEN]
    said += [compose.DIFFERENT, compose.DIFFERENT_DATED, *(reply for _, reply in dialogue._SMALL_TALK)]
    assert {*said, dialogue.TOO_LONG, UNPROVEN_SIDE} == set(ENGLISH.engine)


def model_errors() -> set[str]:
    """Return the sentence of each ChatModelError that is raised or made anywhere in the bot, its blanks filled."""
    kinds = {one.__name__ for one in ChatModelError.__subclasses__()}
    found = set(_SENTENCES.values())
    for module in (ROOT / "bot").rglob("*.py"):
        for call in (node for node in ast.walk(ast.parse(module.read_text())) if isinstance(node, ast.Call)):
            if isinstance(call.func, ast.Name) and call.func.id in kinds:
                found.add(ast.unparse(call.args[0]).removeprefix("f").strip("'\""))
    return {re.sub(r"{[\w.]*}", "x:y-1", one) for one in found}


def test_every_note_to_an_answer_of_a_chat_model_is_translated() -> None:
    notes = {NOTHING_PROVEN, UNASKED, LEAKED, *(f"{error} {INSTEAD}" for error in model_errors())}
    assert len(notes) > 15
    for note in notes:
        assert translated(note, ENGLISH) == note
        for texts in OTHERS:
            left = re.sub(r"x:y-1|SERAI_\w+", "", translated(note, texts))
            assert not re.search("[A-Za-z]", left), left
            assert translated(note, texts).count("x:y-1") == note.count("x:y-1")


def test_a_note_stands_under_an_answer_in_the_language_of_the_asker() -> None:
    answer = Answer("?", reply="The texts don't say.", note=f"The model openai:gpt-4.1 is too busy. {INSTEAD}")
    (message,) = to_telegram(answer, texts_for("ru"))
    assert message.text == (
        "В текстах этого нет.\n\nМодель openai:gpt-4.1 сейчас перегружена. Поэтому вот слова самих текстов."
    )


def test_a_refusal_is_translated_and_the_words_of_the_question_in_it_are_not() -> None:
    reply = "The texts don't say. The texts never mention “Zürich”, “moon” or “The texts don't say.”."
    assert translated(reply, texts_for("ru")) == (
        "В текстах этого нет. В текстах нигде не встречается: “Zürich”, “moon” или “The texts don't say.”."
    )
    assert translated(reply, ENGLISH) == reply
    assert translated("The texts don't say: “Who?” The texts don't say.", texts_for("zh")) == (
        "文本没有回答：“Who?” 文本没有提到。"
    )


@pytest.mark.parametrize(
    ("iso", "code", "human"),
    [
        ("2025-06-24", "ru", "24 июня 2025"),
        ("2025-06", "ru", "06.2025"),
        ("2025-06-24", "zh", "2025年6月24日"),
        ("2025-06", "zh", "2025年6月"),
        ("2025", "zh", "2025"),
    ],
)
def test_dates_are_written_as_the_language_writes_them(iso: str, code: str, human: str) -> None:
    assert human_date(iso, LANGUAGES[code]) == human
