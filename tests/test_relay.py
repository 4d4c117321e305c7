"""The Telegram front end, in a process of its own, talks over real HTTP to the fake Bot API."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator
from itertools import count, pairwise
from pathlib import Path

import pytest

from bot.relay.quota import Quota
from bot.texts import ENGLISH
from tests.bot_api import ME, BotAPI, Json, shown
from tests.conftest import ROOT
from tests.relay_process import QUOTA, Relay, relay

NAME = f"@{ME['username']}"

_chats = count(2000)


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Relay]:
    everything = {"SERAI_LOG_QUESTIONS": "true"}  # the libraries' lines too
    with BotAPI() as api, relay(api, tmp_path_factory.mktemp("relay") / "log", **everything) as started:
        api.wait_until(lambda: bool(api.called("getUpdates")), "polling", 20)
        yield started


@pytest.fixture
def chat() -> int:
    """A chat, and by the same number a person, that no other test uses."""
    return next(_chats)


@pytest.fixture
def group() -> int:
    return -next(_chats)


def replies(running: Relay, chat: int, n: int = 1) -> list[Json]:
    return running.api.wait_for_answers(n, 10, chat)


def reply(running: Relay, chat: int) -> str:
    return str(replies(running, chat)[0]["text"])


# Questions


def test_a_private_question_is_answered_with_its_source_and_buttons(running: Relay, chat: int) -> None:
    running.api.ask("how many", chat)
    (message,) = replies(running, chat)
    assert message["text"].startswith("It has 15 islands, how many. [1]\n\nSources\n[1] The lake 🦆 [x](http://evil")
    kinds = [(entity["type"], shown(message, entity)) for entity in message["entities"]]
    assert ("bold", "15 islands") in kinds
    links = [entity["url"] for entity in message["entities"] if entity["type"] == "text_link"]
    assert links == ["https://example.org/lake#:~:text=It%20has%2015%20islands%20%26%20one%20%3Cb%3Eferry%3C%2Fb%3E."]
    labels = [[key["text"] for key in row] for row in message["reply_markup"]["inline_keyboard"]]
    assert labels == [[ENGLISH.read_passage], ["👍", "👎"], ["❓ refuse"], ["❓ how old"]]


def test_an_answer_carries_no_preview_and_no_markup_and_is_no_reply_in_a_private_chat(
    running: Relay, chat: int
) -> None:
    running.api.ask("how many", chat)
    replies(running, chat)
    for call in running.api.called("sendMessage", chat) + running.api.called("editMessageText", chat):
        assert call.parameters["link_preview_options"] == {"is_disabled": True}
        assert not {"parse_mode", "reply_parameters"} & set(call.parameters)


def test_a_placeholder_stands_at_once_for_an_answer_that_takes_time(running: Relay, chat: int) -> None:
    running.api.ask("slow", chat)
    (placeholder,) = running.api.wait_for_messages(1, 1, chat)
    assert placeholder["text"] == ENGLISH.placeholder
    (answer,) = replies(running, chat)
    assert answer["message_id"] == placeholder["message_id"]


def test_a_slow_answer_grows_in_its_placeholder_about_once_a_second(running: Relay, chat: int) -> None:
    running.api.ask("grow", chat)
    running.api.wait_until(lambda: any("grow" in m["text"] for m in running.api.messages(chat)), "the answer")
    edits = running.api.called("editMessageText", chat)
    begun = [call.parameters["text"].split("\n")[0] for call in edits]
    assert begun[:2] == ["Statement 1. [1]", "Statement 1. Statement 2. [1]"]
    assert [call.parameters["text"].endswith(" …") for call in edits] == [True] * (len(edits) - 1) + [False]
    assert all(later.at - earlier.at > 0.9 for earlier, later in pairwise(edits[:-1]))


def test_a_long_answer_comes_in_several_messages_in_order(running: Relay, chat: int) -> None:
    running.api.ask("long", chat)
    sent = replies(running, chat, 3)
    assert [len(message["text"]) <= 4096 for message in sent] == [True] * 3
    assert sent[0]["text"].endswith("many, long.")
    assert "Sources" in sent[2]["text"]
    assert ["reply_markup" in message for message in sent] == [False, False, True]


def test_a_refusal_is_its_reply(running: Relay, chat: int) -> None:
    running.api.ask("/ask refuse", chat)
    assert reply(running, chat) == "The texts do not say."


# Conversations


def test_earlier_answers_are_handed_on_oldest_first_and_new_forgets_them(running: Relay, chat: int) -> None:
    for n, question in enumerate(["refuse", "how many", "earlier", "/new"], start=1):
        running.api.ask(question, chat)
        sent = replies(running, chat, n)
    assert [sent[2]["text"], sent[3]["text"]] == ["refuse | how many", ENGLISH.new]
    running.api.ask("earlier", chat, user=next(_chats))
    running.api.ask("earlier", other := next(_chats))
    assert reply(running, other) == "nothing yet"


def test_in_a_group_each_person_has_a_conversation_of_their_own(running: Relay, group: int) -> None:
    first, second = next(_chats), next(_chats)
    running.api.ask("/ask how many", group, first, "supergroup")
    replies(running, group)
    running.api.ask("/ask earlier", group, second, "supergroup")
    assert replies(running, group, 2)[1]["text"] == "nothing yet"
    running.api.ask("/ask earlier", group, first, "supergroup")
    assert replies(running, group, 3)[2]["text"] == "how many"


# Commands and what is no question


@pytest.mark.parametrize(
    ("said", "answered"),
    [
        ("/start", ENGLISH.start),
        ("/help", ENGLISH.help),
        ("/ask", ENGLISH.ask),
        (f"/ask{NAME}   ", ENGLISH.ask),
        ("/settings now", ENGLISH.unknown_command),
    ],
)
def test_each_command_has_its_reply(running: Relay, chat: int, said: str, answered: str) -> None:
    running.api.ask(said, chat)
    assert reply(running, chat) == answered


@pytest.mark.parametrize("kind", ["voice", "sticker"])
def test_what_is_not_text_gets_a_kind_sentence(running: Relay, chat: int, kind: str) -> None:
    file = {"file_id": "f", "file_unique_id": "u", "duration": 1, "width": 1, "height": 1, "type": "regular"}
    fields: Json = {kind: {**file, "is_animated": False, "is_video": False}}
    running.api.ask(None, chat, **fields)
    assert reply(running, chat) == ENGLISH.unread


# Groups


def test_a_mention_in_a_group_is_stripped_from_the_question_and_answered_as_a_reply(running: Relay, group: int) -> None:
    asked = running.api.ask(f"🦆 {NAME.upper()}, how many?", group, 7, "supergroup")
    (message,) = replies(running, group)
    assert message["text"].startswith("It has 15 islands, 🦆 how many?.")
    assert message["reply_to_message"]["message_id"] == asked["message_id"]


def test_a_reply_to_the_bot_in_a_group_is_a_question(running: Relay, group: int) -> None:
    running.api.ask("/ask how many", group, next(_chats), "group")
    (message,) = replies(running, group)
    running.api.ask("and now", group, next(_chats), "group", reply_to=message)
    assert replies(running, group, 2)[1]["text"].startswith("It has 15 islands, and now.")


def test_a_group_message_that_does_not_address_the_bot_is_ignored(running: Relay, group: int) -> None:
    person = next(_chats)
    somebody = running.api.ask("hello all", group, person, "supergroup")
    running.api.ask("@somebody_else how many?", group, person, "supergroup")
    running.api.ask("no idea", group, person, "supergroup", reply_to=somebody)
    running.api.ask("/ask@somebody_else how many", group, person, "supergroup")
    running.api.ask("/help", group, person, "supergroup")
    running.api.ask(None, group, person, "supergroup", voice={"file_id": "f", "file_unique_id": "u", "duration": 1})
    running.api.ask(f"/ask{NAME} the last one", group, person, "supergroup")
    assert reply(running, group).startswith("It has 15 islands, the last one.")
    running.api.wait_until(lambda: running.api.pending == 0, "acknowledgement")
    assert len(running.api.messages(group)) == 1
    assert len(running.api.called("sendMessage", group)) == 1


def test_what_a_bot_says_is_ignored(running: Relay, chat: int) -> None:
    running.api.ask("how many", chat, {"id": chat, "is_bot": True, "first_name": "Another"})
    running.api.ask("refuse", chat)
    assert reply(running, chat) == "The texts do not say."


# When something goes wrong


def test_an_error_of_ours_is_told_to_the_person(running: Relay, chat: int) -> None:
    running.api.ask("known trouble", chat)
    assert reply(running, chat) == "There is no index. Build one with: python -m index build"


def test_any_other_error_is_logged_and_excused(running: Relay, chat: int) -> None:
    running.api.ask("unknown trouble", chat)
    assert reply(running, chat) == ENGLISH.failed
    assert "ValueError: the token is <token>" in running.output


def test_a_wait_that_telegram_asks_for_is_kept(running: Relay, chat: int) -> None:
    running.api.fail("sendMessage", retry_after=1)
    running.api.ask("refuse", chat)
    replies(running, chat)
    refused, sent = running.api.called("sendMessage", chat)
    assert (refused.status, sent.status) == (429, 200)
    assert sent.at - refused.at >= 1


def test_refused_entities_become_plain_text(running: Relay, chat: int) -> None:
    running.api.fail("editMessageText", 400, "Bad Request: can't parse entities: no reason")
    running.api.ask("how many", chat)
    (message,) = replies(running, chat)
    assert message["text"].startswith("It has 15 islands, how many. [1]")
    assert "entities" not in message


def test_an_error_of_telegrams_is_tried_again(running: Relay, chat: int) -> None:
    running.api.fail("sendMessage", 502, "Bad Gateway")
    running.api.ask("refuse", chat)
    assert reply(running, chat) == "The texts do not say."


def test_a_message_that_may_have_arrived_is_not_sent_twice(running: Relay, chat: int) -> None:
    running.api.drop("sendMessage")
    running.api.ask("refuse", chat)
    replies(running, chat)
    running.api.ask("how many", chat)
    assert [m["text"][:9] for m in replies(running, chat, 2)] == ["The texts", "It has 15"]


def test_a_person_who_blocked_the_bot_stops_nothing(running: Relay, chat: int) -> None:
    running.api.add_chat(blocked := next(_chats))
    running.api.block(blocked)
    running.api.ask("refuse", blocked)
    running.api.ask("refuse", chat)
    assert reply(running, chat) == "The texts do not say."


def test_polling_goes_on_after_errors(running: Relay, chat: int) -> None:
    running.api.fail("getUpdates", 500)
    running.api.drop("getUpdates")
    running.api.ask("refuse", chat)
    assert reply(running, chat) == "The texts do not say."


# Who may ask, and how much


def test_over_the_quota_a_person_is_told_once_when_to_come_back_and_others_are_answered(
    running: Relay, chat: int
) -> None:
    for n in range(QUOTA + 2):
        running.api.ask("refuse", chat)
        replies(running, chat, min(n + 1, QUOTA + 1))
    running.api.ask("refuse", other := next(_chats))
    assert reply(running, other) == "The texts do not say."
    told = running.api.messages(chat)
    assert len(told) == QUOTA + 1
    assert told[-1]["text"].startswith("I take 3 questions a minute from each person; please ask again in ")


def test_the_quota_opens_again_as_the_minute_slides() -> None:
    times = iter([0.0, 30.0, 31.0, 59.9, 60.0, 61.0])
    quota = Quota(2, lambda: next(times))
    assert [quota.wait(1) for _ in range(6)] == [0, 0, 29, 1, 0, 29]


def test_those_who_are_not_allowed_get_one_sentence_and_a_signal_ends_the_bot_after_the_answers(tmp_path: Path) -> None:
    with BotAPI() as api, relay(api, tmp_path / "log", level="INFO", SERAI_ALLOWED="1,2") as bot:
        api.ask("refuse", 1)
        api.ask("refuse", 3)
        assert {message["chat"]["id"]: message["text"] for message in api.wait_for_answers(2, 20)} == {
            1: "The texts do not say.",
            3: ENGLISH.not_allowed,
        }
        assert f"serving as {NAME}" in bot.output
        api.ask("slow", 2)
        api.wait_for_messages(1, 10, 2)
        bot.process.send_signal(signal.SIGTERM)
        assert bot.stop() == 0
        assert [message["text"][:9] for message in api.messages(2)] == ["It has 15"]
        assert "Traceback" not in bot.output


def test_starting_the_relay_waits_for_no_model_no_index_and_no_migrations() -> None:
    heavy = {"torch", "chromadb", "sentence_transformers", "tantivy", "alembic", "tornado", "langchain_core"}
    script = "import sys, tests.scripted_relay; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert not set(loaded.stdout.split()) & heavy


# The token


def test_a_token_that_telegram_refuses_ends_the_bot_with_one_line_that_does_not_show_it(tmp_path: Path) -> None:
    wrong = "987654321:AAwrongwrongwrongwrongwrongwrongwrong"
    with BotAPI() as api, relay(api, tmp_path / "log", TELEGRAM_BOT_TOKEN=wrong) as bot:
        assert bot.process.wait(20) == 1
        assert "error: Telegram does not accept the bot's token" in bot.output
        assert wrong.partition(":")[2] not in bot.output


def test_a_bot_that_cannot_reach_telegram_waits_and_still_ends_on_a_signal(tmp_path: Path) -> None:
    with BotAPI() as api, relay(api, tmp_path / "log") as bot:
        api.fail("getMe", 502, "Bad Gateway", times=100)
        api.wait_until(lambda: len(api.called("getMe")) >= 2, "second attempt", 20)
        assert bot.stop(signal.SIGINT) == 0


def test_the_token_is_never_in_the_output_even_when_everything_is_logged(running: Relay, chat: int) -> None:
    running.api.drop("getUpdates")
    running.api.ask("unknown trouble", chat)
    replies(running, chat)
    running.api.wait_until(lambda: "polling failed" in running.output, "a polling error in the log")
    assert "httpcore" in running.output
    assert "<token>" in running.output
    assert running.api.token.partition(":")[2] not in running.output
