"""The ledger keeps what came in and what was answered, in SQLite and, where a server is installed, in PostgreSQL."""

from __future__ import annotations

import asyncio
import os
import shutil
import sqlite3
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, select, text

from bot.answer import Answer
from bot.errors import LedgerError
from bot.ledger import answers, inbox, lock, schema
from bot.ledger.database import Ledger
from bot.ledger.inbox import Job, State
from bot.ledger.kept import kept, remembered
from tests.scripted_relay import cited

DEBIAN = Path("/usr/lib/postgresql")
QUIETLY: Any = {"check": True, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": "/"}
SERVER_PROGRAMS = next((str(folder) for folder in sorted(DEBIAN.glob("*/bin"), reverse=True)), None)


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """A PostgreSQL server on a socket of its own, and its address; it refuses to run as root, so it then does not."""
    initdb = shutil.which("initdb", path=SERVER_PROGRAMS) or shutil.which("initdb")
    if not initdb:
        pytest.skip("no PostgreSQL server is installed")
    as_somebody = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    pg_ctl = [*as_somebody, str(Path(initdb).resolve().parent / "pg_ctl"), "-w", "-D"]
    with tempfile.TemporaryDirectory() as folder:
        if as_somebody:
            shutil.chown(folder, "postgres")
        data = f"{folder}/data"
        subprocess.run([*as_somebody, initdb, "-D", data, "-U", "serai", "-A", "trust", "--no-sync"], **QUIETLY)
        options = f"-c listen_addresses= -c fsync=off -k {folder}"
        subprocess.run([*pg_ctl, data, "-l", f"{folder}/log", "-o", options, "start"], **QUIETLY)
        yield f"postgresql://serai@/postgres?host={folder}"
        subprocess.run([*pg_ctl, data, "-m", "immediate", "stop"], **QUIETLY)


@pytest.fixture(params=["sqlite", "postgresql"])
def ledger(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Ledger]:
    """An empty ledger."""
    if request.param == "sqlite":
        opened = Ledger(f"sqlite:///{tmp_path}/serai.db")
    else:
        opened = Ledger(request.getfixturevalue("server"))
        opened.do(_emptied)
    yield opened
    opened.close()


def _emptied(connection: Connection) -> None:
    for table in reversed(schema.metadata.sorted_tables):
        connection.execute(table.delete())


def job(update_id: int, state: State = State.WAITING, chat: int = 5) -> Job:
    return Job(update_id, "message", {"update_id": update_id, "message": {"text": "a secret"}}, chat, chat, state)


# The inbox


def test_an_update_is_kept_once_however_often_it_arrives(ledger: Ledger) -> None:
    ledger.do(inbox.keep, [job(7), job(3)])
    ledger.do(inbox.keep, [job(3, chat=9)])
    assert [(one.update_id, one.chat) for one in ledger.do(inbox.unfinished)] == [(3, 5), (7, 5)]
    assert ledger.do(inbox.unknown, [3, 4, 7]) == {4}


def test_a_finished_update_is_known_by_its_number_and_says_nothing_any_more(ledger: Ledger) -> None:
    ledger.do(inbox.keep, [one := job(1), job(2, State.IGNORED), job(3, State.SURPLUS)])
    one.messages, one.attempts = [11, 12], 1
    ledger.do(inbox.placed, one)
    assert ledger.do(inbox.unfinished)[0].messages == [11, 12]
    ledger.do(inbox.finish, one)
    assert not ledger.do(inbox.unfinished)
    assert not ledger.do(inbox.unknown, [1, 2, 3])
    rows = ledger.do(lambda c: list(c.execute(select(schema.updates.c.raw))))
    assert [row.raw for row in rows] == ["", "", ""]
    ledger.do(inbox.sweep, one.received + 3 * 86_400)
    assert ledger.do(inbox.unknown, [1]) == {1}


def test_a_rendered_reply_outlives_the_process(ledger: Ledger) -> None:
    ledger.do(inbox.keep, [one := job(1)])
    one.reply = [{"text": "ответ", "entities": []}]
    ledger.do(inbox.replied, one)
    assert ledger.do(inbox.unfinished)[0].reply == one.reply


# Answers and dialogues


def give(ledger: Ledger, update_id: int, question: str, chat: int = 5, person: int = 5) -> int:
    answer = cited(question, "It has 15 islands.")
    return ledger.do(answers.give, answer, update_id=update_id, chat=chat, person=person, asked=question, seconds=0.1)


def test_a_dialogue_remembers_its_last_six_answers_oldest_first_until_it_begins_anew(ledger: Ledger) -> None:
    for number in range(8):
        give(ledger, number, f"question {number}")
    give(ledger, 100, "elsewhere", chat=-9)
    turns = ledger.do(answers.earlier, 5, 5)
    assert [one.question for one in turns] == [f"question {number}" for number in range(2, 8)]
    assert all(one.answered for one in turns)
    ledger.do(answers.begin_anew, 5, 5)
    assert not ledger.do(answers.earlier, 5, 5)
    assert len(ledger.do(answers.earlier, -9, 5)) == 1


def test_an_update_has_one_answer_however_often_it_is_answered(ledger: Ledger) -> None:
    first = give(ledger, 1, "first")
    assert give(ledger, 1, "again") == first
    assert len(ledger.do(answers.earlier, 5, 5)) == 1


def test_an_answer_is_found_by_its_id_with_its_messages_and_the_passages_of_its_quotes(ledger: Ledger) -> None:
    id = give(ledger, 1, "how many")
    ledger.do(answers.stands_in, 1, [21, 22])
    found = ledger.do(answers.given, id)
    assert found
    assert (found.messages, found.asked, found.person) == ([21, 22], "how many", 5)
    (citation,) = found.answer["citations"]
    passage = citation["passage"]
    assert (
        passage["text"][citation["start"] - passage["start"] : citation["end"] - passage["start"]] == citation["quote"]
    )
    assert ledger.do(answers.given, id + 1) is None


def test_what_a_dialogue_remembers_of_an_answer_is_the_same_again() -> None:
    answer = cited("how many", "It has 15 islands.")
    again = remembered(kept(answer))
    assert (again.question, again.text, again.answered) == (answer.question, answer.text, True)
    assert again.citations[0].quote == answer.citations[0].quote
    assert kept(remembered(kept(answer)))["citations"][0]["span"] == kept(answer)["citations"][0]["span"]
    refusal = Answer("who", reply="The texts do not say.", nearest=answer.citations)
    assert remembered(kept(refusal)).nearest[0].quote == answer.citations[0].quote


def test_letters_that_no_database_takes_are_taken(ledger: Ledger) -> None:
    hostile = "how \ud83d many \0 ducks"
    ledger.do(inbox.keep, [one := Job(1, "message", {"text": hostile}, 5, 5)])
    one.reply = [{"text": hostile}]
    ledger.do(inbox.replied, one)
    assert ledger.do(inbox.unfinished)[0].raw == {"text": hostile}
    give(ledger, 1, hostile)
    assert ledger.do(answers.earlier, 5, 5)[0].question == hostile


def test_the_last_opinion_of_a_person_counts(ledger: Ledger) -> None:
    id = give(ledger, 1, "how many")
    ledger.do(answers.rate, id, 5, True)
    ledger.do(answers.rate, id, 5, False, "wrong year")
    ledger.do(answers.rate, id, 6, True)
    rows = ledger.do(lambda c: list(c.execute(select(schema.feedback).order_by(schema.feedback.c.person))))
    assert [(row.person, row.liked, row.reason) for row in rows] == [(5, False, "wrong year"), (6, True, "")]


def test_to_forget_a_person_erases_all_that_is_kept_of_them_and_of_nobody_else(ledger: Ledger) -> None:
    ledger.do(inbox.keep, [one := job(1), job(2, chat=6)])
    ledger.do(answers.rate, give(ledger, 1, "mine"), 6, True)
    ledger.do(answers.rate, give(ledger, 2, "another's", 6, 6), 5, False)
    ledger.do(inbox.finish, one)
    assert ledger.do(answers.forget, 5) == 1
    assert not ledger.do(answers.earlier, 5, 5)
    assert [one.question for one in ledger.do(answers.earlier, 6, 6)] == ["another's"]
    assert not ledger.do(lambda c: list(c.execute(select(schema.feedback))))
    assert not ledger.do(lambda c: list(c.execute(select(schema.updates).where(schema.updates.c.person == 5))))


def test_what_was_forgotten_is_not_in_the_file_any_more(tmp_path: Path) -> None:
    ledger = Ledger(f"sqlite:///{tmp_path}/serai.db")
    give(ledger, 1, "a most private question")
    assert any(b"most private" in path.read_bytes() for path in tmp_path.iterdir())
    ledger.do(answers.forget, 5)
    asyncio.run(ledger.erased())
    assert not any(b"most private" in path.read_bytes() for path in tmp_path.iterdir())
    ledger.close()


def test_answers_expire_with_all_that_hangs_on_them(ledger: Ledger) -> None:
    ledger.do(answers.rate, give(ledger, 1, "old"), 5, True)
    assert ledger.do(answers.expire, 0.0) == 0
    assert ledger.do(answers.expire, 1e12) == 1
    assert not ledger.do(answers.earlier, 5, 5)
    assert not ledger.do(lambda c: list(c.execute(select(schema.feedback))))


def test_what_waits_for_a_group_and_its_dialogues_go_on_in_its_supergroup(ledger: Ledger) -> None:
    ledger.do(inbox.keep, [job(1, chat=-4)])
    give(ledger, 2, "before", chat=-4)
    ledger.do(inbox.migrate, -4, -1004)
    ledger.do(answers.migrate, -4, -1004)
    assert ledger.do(inbox.unfinished)[0].chat == -1004
    assert len(ledger.do(answers.earlier, -1004, 5)) == 1


# The database


def test_the_migrations_make_the_tables_that_the_schema_describes(ledger: Ledger) -> None:
    scripts = ScriptDirectory(str(Path(schema.__file__).parent / "migrations"))
    assert scripts.get_current_head() == schema.VERSION
    different = ledger.do(lambda c: compare_metadata(MigrationContext.configure(c), schema.metadata))
    assert different == []


def test_a_commit_of_sqlite_outlives_a_power_cut(tmp_path: Path) -> None:
    ledger = Ledger(f"sqlite:///{tmp_path}/serai.db")
    names = ("journal_mode", "synchronous", "foreign_keys", "secure_delete")
    assert [ledger.do(lambda c, n=name: c.scalar(text(f"PRAGMA {n}"))) for name in names] == ["wal", 2, 1, 1]
    ledger.close()


def test_a_second_process_on_the_same_ledger_is_turned_away(ledger: Ledger) -> None:
    second = Ledger(ledger.url.render_as_string(hide_password=False))
    with lock.alone(ledger), pytest.raises(LedgerError, match="Another process serves"), lock.alone(second):
        pass
    with lock.alone(second):
        pass
    second.close()


def test_a_locked_ledger_says_so_and_nothing_is_half_done(tmp_path: Path) -> None:
    ledger = Ledger(f"sqlite:///{tmp_path}/serai.db")
    other = sqlite3.connect(tmp_path / "serai.db")
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(LedgerError, match=r"cannot be used: database is locked\.$"):
        ledger.do(inbox.keep, [job(1)])
    other.rollback()
    other.close()
    assert ledger.do(inbox.unknown, [1]) == {1}
    ledger.close()


def test_a_full_ledger_says_so_and_goes_on_when_there_is_room(tmp_path: Path) -> None:
    ledger = Ledger(f"sqlite:///{tmp_path}/serai.db")
    many = [job(number) for number in range(5000)]
    ledger.do(lambda c: c.execute(text("PRAGMA max_page_count=40")))
    with pytest.raises(LedgerError, match="full"):
        ledger.do(inbox.keep, many)
    ledger.do(lambda c: c.execute(text("PRAGMA max_page_count=100000")))
    ledger.do(inbox.keep, many)
    assert ledger.do(inbox.waiting) == 5000
    ledger.close()


def test_a_ledger_of_a_newer_program_is_left_alone(tmp_path: Path) -> None:
    ledger = Ledger(f"sqlite:///{tmp_path}/serai.db")
    ledger.do(lambda c: c.execute(text("UPDATE alembic_version SET version_num = '9999'")))
    ledger.close()
    with pytest.raises(LedgerError, match="another version of this program"):
        Ledger(f"sqlite:///{tmp_path}/serai.db")


@pytest.mark.parametrize(("url", "said"), [("nonsense", "no address"), ("oracle+nothing://x/y", "cannot be kept in")])
def test_an_address_that_is_none_is_said(url: str, said: str) -> None:
    with pytest.raises(LedgerError, match=said):
        Ledger(url)
