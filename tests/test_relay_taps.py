"""Buttons, inline queries, links, edits, groups and languages, in a bot that serves from a process of its own."""

from __future__ import annotations

import time
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from bot.texts import ENGLISH, LANGUAGES
from tests.bot_api import ME, BotAPI, Json, shown
from tests.relay_process import Relay, relay

MAINTAINER = 41
NAME = f"@{ME['username']}"

_chats = count(5000)


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Relay]:
    folder = tmp_path_factory.mktemp("taps")
    settings = {
        "SERAI_QUOTA_PER_MINUTE": "50",
        "SERAI_ADMINS": str(MAINTAINER),
        "SERAI_GOLD": str(folder / "gold.jsonl"),
        "SCRIPTED_GENERATION": str(folder / "generation"),
    }
    with BotAPI() as api, relay(api, folder / "log", level="INFO", **settings) as started:
        api.wait_until(lambda: bool(api.called("getUpdates")), "polling", 20)
        yield started
        assert "Traceback" not in started.output


@pytest.fixture
def chat() -> int:
    return next(_chats)


@pytest.fixture
def group() -> int:
    return -next(_chats)


def person(id: int, language: str = "en") -> Json:
    return {"id": id, "is_bot": False, "first_name": "P", "language_code": language}


def asked(running: Relay, chat: int, question: str = "how many", language: str = "en") -> Json:
    """Ask, and return the answer."""
    before = len(running.api.messages(chat))
    running.api.ask(question, chat, person(chat, language))
    return running.api.wait_for_answers(before + 1, 10, chat)[-1]


def labels(message: Json) -> list[str]:
    return [key["text"] for row in message["reply_markup"]["inline_keyboard"] for key in row]


# Languages


def test_trouble_is_told_in_the_language_of_the_asker_with_its_reason(running: Relay, chat: int) -> None:
    said = asked(running, chat, "known trouble", "ru")["text"]
    assert said.startswith("Сейчас я не могу искать в текстах.")
    assert said.endswith("There is no index. Build one with: python -m index build")


# Sources


def test_a_tap_shows_the_passage_with_its_sentence_in_bold_its_date_and_its_link(running: Relay, chat: int) -> None:
    answer = asked(running, chat)
    assert running.api.tapped(answer, ENGLISH.read_passage) == ""
    source = running.api.wait_for_answers(2, 10, chat)[1]
    assert source["reply_to_message"]["message_id"] == answer["message_id"]
    assert source["text"].startswith("The lake 🦆 [x](http://evil.example) (24 June 2025)\nThe lake is old.")
    kinds = [(entity["type"], shown(source, entity)) for entity in source["entities"]]
    assert ("bold", "It has 15 islands & one <b>ferry</b>.") in kinds
    assert [kind for kind, _ in kinds].count("expandable_blockquote") == 1
    (link,) = [entity["url"] for entity in source["entities"] if entity["type"] == "text_link"]
    assert link.startswith("https://example.org/lake#:~:text=")
    running.api.tapped(source, "✕")
    running.api.wait_until(lambda: len(running.api.messages(chat)) == 1, "a closed source")


def test_a_tap_of_another_chat_or_of_none_gets_a_kind_sentence(running: Relay, chat: int) -> None:
    answer = asked(running, chat)
    data = answer["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    elsewhere = asked(running, next(_chats))
    for wrong in (data, "s:999999:1", "s:1:77", "nonsense", "a:1", "g:1:1"):
        assert running.api.tapped(elsewhere, "", data=wrong) == ENGLISH.gone
    assert (
        running.api.tapped(answer, "", data=data.replace(":1", ":9") if data.endswith(":1") else data) == ENGLISH.gone
    )
    assert len(running.api.messages(elsewhere["chat"]["id"])) == 1


def test_the_answer_itself_is_never_deleted_or_overwritten_by_a_made_up_tap(running: Relay, chat: int) -> None:
    answer = asked(running, chat)
    row = answer["reply_markup"]["inline_keyboard"][0][0]["callback_data"].split(":")[1]
    running.api.tapped(answer, "", data=f"x:{row}:0")
    running.api.tapped(answer, "", data=f"p:{row}:1")
    assert running.api.messages(chat) == [answer]


# Opinions


def test_thumbs_are_answered_and_a_dislike_asks_why_and_puts_the_buttons_back(running: Relay, chat: int) -> None:
    answer = asked(running, chat)
    before = labels(answer)
    assert running.api.tapped(answer, "👍") == ENGLISH.liked
    assert running.api.tapped(answer, "👎") == ENGLISH.what_is_wrong
    running.api.wait_until(lambda: "Out of date" in labels(answer), "reasons")
    assert running.api.tapped(answer, "Out of date") == ENGLISH.noted
    running.api.wait_until(lambda: labels(answer) == before, "the buttons from before")


# Questions on buttons


def test_a_further_question_is_answered_under_its_own_words(running: Relay, chat: int) -> None:
    answer = asked(running, chat)
    assert running.api.tapped(answer, "❓ how old") == ENGLISH.answering
    second = running.api.wait_for_answers(2, 10, chat)[1]
    assert second["text"].startswith("❓ how old\n\nIt has 15 islands, how old. [1]")
    assert second["reply_to_message"]["message_id"] == answer["message_id"]
    assert ENGLISH.read_passage in labels(second)


def test_a_question_on_a_button_counts_and_is_told_so_over_the_quota(tmp_path: Path) -> None:
    with BotAPI() as api, relay(api, tmp_path / "log", level="INFO", SERAI_QUOTA_PER_MINUTE="1") as bot:
        answer = asked(bot, 9)
        assert "1 questions a minute" in api.tapped(answer, "❓ how old")
        assert api.tapped(answer, "👍") == ENGLISH.liked
        assert len(api.messages(9)) == 1


# Languages


def test_a_person_is_spoken_to_in_the_language_of_their_client(running: Relay, chat: int) -> None:
    russian, chinese = LANGUAGES["ru"], LANGUAGES["zh"]
    assert asked(running, chat, "/start", "ru")["text"] == russian.start
    answer = asked(running, chat, "how many", "ru-RU")
    assert "\n\nИсточники\n" in answer["text"]
    assert "24 июня 2025" in answer["text"]
    assert labels(answer)[0] == russian.read_passage
    assert asked(running, chat, "missing it", "zh-hans")["text"] == "文本没有提到。 文本从未提到“it”。"
    assert running.api.tapped(answer, "👍", language="zh") == chinese.liked


def test_menus_and_descriptions_are_set_in_each_language(running: Relay) -> None:
    running.api.wait_until(lambda: ("short", "zh") in running.api.descriptions, "descriptions", 20)
    menus = running.api.menus
    for code in ("", "ru", "zh"):
        texts = LANGUAGES[code or "en"]
        assert [(one["command"], one["description"]) for one in menus["all_private_chats", code]] == list(
            texts.commands
        )
        assert running.api.descriptions["long", code] == texts.about
        own = [one["command"] for one in menus[f"chat {MAINTAINER}", code]]
        assert {"ask", "gaps", "rebuild"} <= set(own)
    assert "mute" in [one["command"] for one in menus["all_chat_administrators", ""]]


# Inline


def test_an_inline_query_gets_passages_with_their_quote_and_source_and_no_waiting(running: Relay) -> None:
    began = time.monotonic()
    answer = running.api.query("how many islands")
    assert time.monotonic() - began < 2
    assert answer["cache_time"] == 60
    assert not answer.get("is_personal")
    first = answer["results"][0]
    content = first["input_message_content"]
    assert first["title"] == "The lake 🦆 [x](http://evil.example)"
    assert first["description"] == "It has 15 islands & one <b>ferry</b>."
    assert content["message_text"].startswith("It has 15 islands & one <b>ferry</b>.\nThe lake 🦆")
    assert {entity["type"] for entity in content["entities"]} == {"expandable_blockquote", "text_link"}
    assert content["link_preview_options"] == {"is_disabled": True}
    assert answer["button"]["text"] == ENGLISH.inline_hint


def test_an_inline_query_without_a_fit_leads_to_the_bot_with_its_question(running: Relay, chat: int) -> None:
    answer = running.api.query("nothing", language="ru")
    assert answer["results"] == []
    assert answer["button"]["text"] == LANGUAGES["ru"].inline_nothing
    assert running.api.query("")["results"] == []
    message = asked(running, chat, f"/start {answer['button']['start_parameter']}")
    assert message["text"].startswith("❓ nothing\n\nIt has 15 islands, nothing. [1]")


# Links


def test_a_link_asks_its_question_and_start_alone_greets(running: Relay, chat: int) -> None:
    written = urlsafe_b64encode("сколько?".encode()).decode().rstrip("=")
    assert asked(running, chat, f"/start q_{written}")["text"].startswith("❓ сколько?\n\nIt has 15 islands, сколько?.")
    assert asked(running, chat, "/start")["text"] == ENGLISH.start
    assert asked(running, chat, "/start q_!!")["text"] == ENGLISH.start


# Edits


def test_an_edited_question_is_answered_again_where_its_answer_stands(running: Relay, chat: int) -> None:
    first = asked(running, chat, "long")
    assert len(running.api.wait_for_answers(2, 10, chat)) >= 2
    question = next(m for (c, _), m in running.api._seen.items() if c == chat and m["from"]["id"] == chat)
    running.api.edit(question, "how many")
    running.api.wait_until(lambda: first["text"].startswith("It has 15 islands, how many."), "another answer")
    running.api.wait_until(lambda: len(running.api.messages(chat)) == 1, "no message of the longer answer")
    assert ENGLISH.read_passage in labels(first)
    edits = len(running.api.called("editMessageText", chat))
    running.api.edit(question, "how many")
    asked(running, chat, "refuse")
    assert len(running.api.called("editMessageText", chat)) == edits + 1


def test_an_edited_command_is_not_carried_out_again(running: Relay, chat: int) -> None:
    asked(running, chat, "/new")
    question = next(m for (c, _), m in running.api._seen.items() if c == chat and m["from"]["id"] == chat)
    running.api.edit(question, "/help")
    asked(running, chat, "refuse")
    assert len(running.api.messages(chat)) == 2


# Groups


def test_a_reply_to_anybodys_message_asks_about_that_message(running: Relay, group: int) -> None:
    somebody = running.api.ask("The Ruby Bridge is 412 metres long", group, 1, "supergroup")
    running.api.ask(f"{NAME} when was it opened?", group, 2, "supergroup", reply_to=somebody)
    (first,) = running.api.wait_for_answers(1, 10, group)
    assert first["text"].startswith("It has 15 islands, when was it opened? (Ruby Bridge).")
    running.api.ask(NAME, group, 2, "supergroup", reply_to=somebody)
    second = running.api.wait_for_answers(2, 10, group)[1]
    assert second["text"].startswith("It has 15 islands, The Ruby Bridge is 412 metres long.")


def test_administrators_silence_the_bot_in_a_group_and_let_it_speak_again(running: Relay, group: int) -> None:
    running.api.administrators.add((group, 1))

    def says(text: str, who: int, n: int) -> str:
        running.api.ask(text, group, who, "supergroup")
        return str(running.api.wait_for_answers(n, 10, group)[n - 1]["text"])

    assert says("/ask how many", 2, 1).startswith("It has 15 islands")
    assert says("/mute", 2, 2) == ENGLISH.only_admins
    assert says(f"/mute{NAME}", 1, 3) == ENGLISH.muted
    running.api.ask("/ask how many", group, 2, "supergroup")
    answer = running.api.messages(group)[0]
    for button in ("❓ how old", ENGLISH.read_passage):
        assert running.api.tapped(answer, button, 2) == ENGLISH.muted
    assert says("/unmute", 1, 4) == ENGLISH.unmuted
    assert says("/ask refuse", 2, 5) == "The texts do not say."


# Pairing


def test_a_code_from_a_maintainer_lets_one_person_in_for_good(tmp_path: Path) -> None:
    settings = {"SERAI_ALLOWED": "1", "SERAI_ADMINS": "2", "level": "INFO"}
    with BotAPI() as api, relay(api, tmp_path / "log", **settings) as bot:
        given = asked(bot, 2, "/pair")["text"]
        code = given.splitlines()[1]
        assert f"https://t.me/serai_test_bot?start=p_{code}" in given
        assert asked(bot, 3, "how many")["text"] == ENGLISH.not_allowed
        assert asked(bot, 3, f"/start p_{code[:-1]}")["text"] == ENGLISH.bad_code
        assert asked(bot, 3, f"/start p_{code}")["text"] == ENGLISH.paired
        assert asked(bot, 4, code)["text"] == ENGLISH.not_allowed
        assert asked(bot, 1, "/pair")["text"] == ENGLISH.paired
        assert api.query("how many", user=4)["results"] == []
        assert api.query("how many", user=3)["is_personal"]
        assert bot.stop() == 0
    with BotAPI() as api, relay(api, tmp_path / "log", **settings) as bot:
        api._last_ids["update"] += 1000
        assert asked(bot, 3, "refuse")["text"] == "The texts do not say."


# Gaps


def test_gaps_are_listed_made_gold_by_a_tap_and_told_when_the_texts_have_grown(running: Relay) -> None:
    first, second = next(_chats), next(_chats)
    asked(running, first, "missing bridge")
    asked(running, second, "missing bridge?")
    asked(running, second, "missing ferry", "ru")
    listed = asked(running, MAINTAINER, "/gaps")
    assert "1. missing bridge — asked: 2, people: 2" in listed["text"]
    number = next(line.split(".")[0] for line in listed["text"].splitlines() if "missing ferry" in line)
    assert "gap-" in running.api.tapped(listed, f"★ Gold {number}")
    running.api.wait_until(lambda: "missing ferry" not in listed["text"], "the gap is closed")
    folder = Path(running.log).parent
    assert '"question": "missing ferry"' in (folder / "gold.jsonl").read_text()
    (folder / "generation").write_text("g2")
    for chat, question in ((first, "missing bridge"), (second, "missing bridge?")):
        running.api.wait_until(
            lambda chat=chat, question=question: any(
                m["text"].startswith(ENGLISH.gap_answered.format(question=question) + "\n\nIt has 15 islands")
                for m in running.api.messages(chat)
            ),
            "the asker is told",
        )
    time.sleep(0.5)
    assert [len(running.api.messages(chat)) for chat in (first, second)] == [2, 3]
    (folder / "generation").write_text("g3")
    time.sleep(0.5)
    assert [len(running.api.messages(chat)) for chat in (first, second)] == [2, 3]
    assert not [line for line in asked(running, MAINTAINER, "/gaps")["text"].splitlines() if "missing bridge" in line]


def test_only_maintainers_see_gaps(running: Relay, chat: int) -> None:
    assert asked(running, chat, "/gaps")["text"] == ENGLISH.unknown_command


# Whatever Telegram sends


def test_updates_that_lack_what_one_expects_stop_nothing_and_every_tap_is_answered(running: Relay, chat: int) -> None:
    sender = person(chat)
    message = {"message_id": 1, "date": 1, "chat": {"id": chat, "type": "private", "first_name": "P"}, "from": sender}
    old = {"message_id": 1, "date": 0, "chat": {"id": chat, "type": "private", "first_name": "P"}}
    tap = {"from": sender, "chat_instance": "1"}
    for number, strange in enumerate(
        [
            {"callback_query": {**tap, "inline_message_id": "5", "data": "s:1:1"}},
            {"callback_query": {**tap, "message": message}},
            {"callback_query": {**tap, "message": message, "game_short_name": "chess"}},
            {"callback_query": {**tap, "message": old, "data": "s:1:1"}},
            {"callback_query": {**tap, "message": old, "data": "q:1:1"}},
            {"callback_query": {**tap, "message": message, "data": "\x00" * 64}},
        ]
    ):
        strange["callback_query"]["id"] = f"strange{number}"
        running.api.push(strange)
        running.api.wait_until(lambda number=number: f"strange{number}" in running.api.taps, "an answer to a tap")
    for strange in (
        {"edited_message": message},
        {"edited_message": message | {"text": "/start q_"}},
        {"edited_message": message | {"text": "how many", "date": 1}},
        {"inline_query": {"id": "i", "from": sender, "query": "\ud83e", "offset": "x", "chat_type": "channel"}},
        {"message": message | {"document": {"file_id": "gone", "file_unique_id": "u"}}},
        {"chosen_inline_result": {"result_id": "1", "from": sender, "query": "x"}},
    ):
        running.api.push(strange)
    running.api.ask("refuse", chat)
    running.api.wait_until(
        lambda: any(m["text"] == "The texts do not say." for m in running.api.messages(chat)), "an answer"
    )
