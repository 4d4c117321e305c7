"""What came in is answered, once, whatever happens to the process, the disk or the chat meanwhile."""

from __future__ import annotations

import resource
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from bot.relay.working import CRASHES
from bot.texts import ENGLISH
from tests.bot_api import PLACEHOLDER, BotAPI
from tests.relay_process import Relay, relay

ADMIN = 9


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Relay]:
    """A bot that several tests share; each has chats of its own."""
    log = tmp_path_factory.mktemp("durable") / "log"
    with BotAPI() as api, relay(api, log, SERAI_QUOTA_PER_MINUTE="100") as running:
        api.wait_until(lambda: bool(api.called("getUpdates")), "polling", 20)
        yield running


@pytest.fixture
def bot(tmp_path: Path) -> Iterator[Relay]:
    with BotAPI() as api, relay(api, tmp_path / "log", SERAI_QUOTA_PER_MINUTE="100", SERAI_ADMINS=str(ADMIN)) as bot:
        api.add_chat(ADMIN)
        api.wait_until(lambda: bool(api.called("getUpdates")), "polling", 20)
        yield bot


# The process


def test_a_killed_bot_goes_on_in_the_placeholder_and_remembers_the_dialogue(bot: Relay) -> None:
    bot.api.ask("how many", 5)
    bot.api.wait_for_answers(1, 10, 5)
    bot.api.ask("slow 1.5", 5)
    bot.api.wait_for_messages(2, 10, 5)
    time.sleep(0.2)  # for the id of the placeholder to be kept
    bot.kill()
    bot.start_again()
    bot.api.ask("earlier", 5)
    texts_of = [message["text"].split(" [1]")[0] for message in bot.api.wait_for_answers(3, 20, 5)]
    assert texts_of == ["It has 15 islands, how many.", "It has 15 islands, slow 1.5.", "how many | slow 1.5"]
    assert len(bot.api.messages(5)) == 3


def test_a_signal_ends_the_bot_within_five_seconds_whatever_waits_and_a_second_one_loses_nothing(bot: Relay) -> None:
    for chat in range(100, 140):
        bot.api.ask("slow 0.2", chat)
    bot.api.wait_until(lambda: bot.api.pending == 0, "all taken in")
    began = time.monotonic()
    bot.process.terminate()
    time.sleep(0.3)
    assert bot.stop() == 0
    assert time.monotonic() - began < 5
    unfinished = 40 - len(bot.api.answers())
    assert unfinished > 10
    bot.start_again()
    bot.api.wait_for_answers(40, 30)
    assert len(bot.api.messages()) == 40


def test_neither_an_answer_that_takes_very_long_nor_a_call_that_hangs_holds_up_the_end(bot: Relay) -> None:
    bot.api.delay("editMessageText", 9)
    bot.api.ask("how many", 6)
    bot.api.ask("slow 60", 5)
    bot.api.wait_for_messages(1, 10, 5)
    began = time.monotonic()
    assert bot.stop() == 0
    assert time.monotonic() - began < 5


def test_a_question_that_ends_the_process_again_and_again_is_set_aside_and_a_maintainer_hears_of_it(bot: Relay) -> None:
    bot.api.ask("crash", 5)
    assert bot.process.wait(20) == 3
    with closing(sqlite3.connect(bot.ledger)) as ledger:
        assert ledger.execute("SELECT attempts FROM updates WHERE state = 'waiting'").fetchall() == [(1,)]
        ledger.execute("UPDATE updates SET attempts = ?", (CRASHES - 1,))
        ledger.commit()
    bot.start_again()
    assert bot.process.wait(20) == 3
    bot.start_again()
    (told,) = bot.api.wait_for_answers(1, 20, 5)
    assert told["text"] == ENGLISH.failed
    (heard,) = bot.api.wait_for_answers(1, 20, ADMIN)
    assert "set aside" in heard["text"]
    assert "crash" not in heard["text"]
    bot.api.ask("how many", 5)
    assert len(bot.api.wait_for_answers(2, 20, 5)) == 2


def test_what_only_waited_while_another_question_ended_the_process_is_not_blamed(bot: Relay) -> None:
    for chat in (21, 22):
        bot.api.ask("slow 60", chat)
    bot.api.wait_for_messages(1, 10, 22)
    for chat in range(23, 33):
        bot.api.ask("how many", chat)
    bot.api.wait_until(lambda: all(bot.api.messages(chat) for chat in range(23, 33)), "a placeholder for everybody")
    time.sleep(0.3)  # for the ids of the placeholders to be kept
    bot.kill()
    with closing(sqlite3.connect(bot.ledger)) as ledger:
        kept = ledger.execute("SELECT chat, attempts, messages FROM updates WHERE state = 'waiting'").fetchall()
    assert {chat: attempts for chat, attempts, _ in kept} == {21: 1, 22: 1} | dict.fromkeys(range(23, 33), 0)
    assert all(messages != "[]" for _, _, messages in kept)


def test_who_asks_nothing_waits_for_no_answer(bot: Relay) -> None:
    for chat in range(41, 53):
        bot.api.ask("slow 60", chat)
    bot.api.wait_for_messages(1, 10, 52)
    bot.api.ask("/start", 53)
    (said,) = bot.api.wait_for_messages(1, 3, 53)
    assert said["text"] == ENGLISH.start


def test_a_second_bot_on_the_same_ledger_ends_with_what_to_do(running: Relay) -> None:
    with relay(running.api, running.log) as second:
        assert second.process.wait(20) == 1
    assert "error: Another process serves from the ledger" in running.output


def test_a_bot_that_does_not_hear_of_telegram_any_more_ends_for_its_supervisor(tmp_path: Path) -> None:
    with BotAPI() as api, relay(api, tmp_path / "log", level="INFO", SERAI_TELEGRAM_SILENCE="2") as bot:
        api.fail("getUpdates", 500, times=100)
        assert bot.process.wait(20) == 1
        assert "connecting anew" in bot.output
        assert "error: Nothing was heard of Telegram for 2 seconds" in bot.output


# The ledger


def test_an_update_that_meets_a_locked_ledger_comes_again(running: Relay) -> None:
    with closing(sqlite3.connect(running.ledger)) as other:
        other.execute("BEGIN IMMEDIATE")
        running.api.ask("how many", 35)
        running.api.wait_until(lambda: "database is locked" in running.output, "a locked ledger", 10)
        assert running.api.pending == 1
        other.rollback()
    running.api.wait_for_answers(1, 20, 35)
    assert len(running.api.messages(35)) == 1


def test_an_update_that_meets_a_full_disk_comes_again(running: Relay) -> None:
    full = Path(f"{running.ledger}-wal").stat().st_size
    resource.prlimit(running.process.pid, resource.RLIMIT_FSIZE, (full, resource.RLIM_INFINITY))
    for chat in range(100, 120):
        running.api.ask("a question that takes room " * 150, chat)
    time.sleep(1.45)
    assert running.api.pending
    assert running.process.poll() is None
    resource.prlimit(running.process.pid, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    for chat in range(100, 120):
        assert running.api.wait_for_answers(1, 30, chat)[0]["text"].startswith("It has 15")


# The chat


def test_a_placeholder_that_was_deleted_is_sent_anew(running: Relay) -> None:
    running.api.ask("slow 0.5", 55)
    (placeholder,) = running.api.wait_for_messages(1, 10, 55)
    running.api.delete(55, placeholder["message_id"])
    (answer,) = running.api.wait_for_answers(1, 10, 55)
    assert answer["message_id"] != placeholder["message_id"]


def test_an_answer_goes_to_the_supergroup_that_a_group_has_become(running: Relay) -> None:
    running.api.add_chat(-1064, "supergroup")
    upgraded = "Bad Request: group chat was upgraded to a supergroup chat"
    running.api.fail("editMessageText", 400, upgraded, migrate_to_chat_id=-1064)
    running.api.ask("/ask how many", -64, 7, "group")
    (answer,) = running.api.wait_for_answers(1, 10, -1064)
    assert answer["text"].startswith("It has 15 islands, how many.")
    assert "reply_to_message" not in answer
    running.api.ask("/ask earlier", -1064, 7, "supergroup")
    assert running.api.wait_for_answers(2, 10, -1064)[1]["text"] == "how many"


def test_a_dialogue_goes_on_in_the_supergroup_that_a_message_of_telegrams_names(running: Relay) -> None:
    running.api.ask("/ask how many", -74, 7, "group")
    running.api.wait_for_answers(1, 10, -74)
    running.api.ask(None, -74, 7, "group", migrate_to_chat_id=-1074)
    running.api.ask("/ask earlier", -1074, 7, "supergroup")
    (answer,) = running.api.wait_for_answers(1, 10, -1074)
    assert answer["text"] == "how many"


def test_who_blocks_the_bot_while_it_answers_leaves_nothing_undone(running: Relay) -> None:
    running.api.ask("slow 0.5", 85)
    running.api.wait_for_messages(1, 10, 85)
    running.api.block(85)
    running.api.ask("how many", 86)
    running.api.wait_for_answers(1, 10, 86)
    running.api.wait_until(lambda: any(c.status == 403 for c in running.api.called("editMessageText", 85)), "a refusal")
    time.sleep(0.3)
    with closing(sqlite3.connect(running.ledger)) as ledger:
        assert ledger.execute("SELECT count(*) FROM updates WHERE state = 'waiting'").fetchone() == (0,)


# Kinds of updates


def test_no_kind_of_update_and_no_broken_one_stops_the_bot(running: Relay) -> None:
    from telegram import Update

    running.api.filters = False
    for kind in Update.ALL_TYPES:
        for content in ({}, {"id": 1}, {"message_id": 1, "date": 0, "chat": {"id": 1, "type": "private"}}, [], None, 7):
            running.api.push({kind: content})
    running.api.push({})
    running.api.push({"kind_of_the_future": {"text": "hello"}})
    running.api.push({"message": {"message_id": "x", "date": "y", "chat": {"id": None}, "from": 3, "text": 5}})
    running.api.ask("how many", 95)
    running.api.wait_for_answers(1, 20, 95)
    running.api.wait_until(lambda: running.api.pending == 0, "acknowledgement", 20)
    assert [message["chat"]["id"] for message in running.api.messages() if message["text"] != PLACEHOLDER][-1] == 95


def test_letters_that_are_none_are_answered(running: Relay) -> None:
    running.api.ask("how \ud83d many \0", 301)
    running.api.wait_for_answers(1, 10, 301)
    running.api.ask("earlier", 301)
    assert running.api.wait_for_answers(2, 10, 301)[1]["text"].startswith("how")


# Privacy


def test_to_forget_erases_what_is_kept_of_a_person_and_privacy_says_what_that_is(running: Relay) -> None:
    for number, text in enumerate(["how many ducks", "/privacy", "/forget", "earlier"], 1):
        running.api.ask(text, 205)
        said = running.api.wait_for_answers(number, 10, 205)
    assert "30 days" in said[1]["text"]
    assert said[2]["text"].startswith("Erased: the answers that I kept of you (1)")
    assert said[3]["text"] == "nothing yet"
    assert not any(b"how many ducks" in path.read_bytes() for path in running.log.parent.glob("log.db*"))
    assert "how many ducks" not in running.output


def test_what_is_asked_is_logged_only_where_that_is_set(tmp_path: Path) -> None:
    with BotAPI() as api, relay(api, tmp_path / "log", SERAI_LOG_QUESTIONS="true", SERAI_LOG="json") as bot:
        api.ask("how many ducks", 5)
        api.wait_for_answers(1, 20, 5)
        assert '"question": "how many ducks"' in bot.output
