"""The answers given, the dialogues they belong to, and what people thought of them; and how all that is forgotten."""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, delete, func, or_, select, update

from bot.answer import Answer
from bot.ledger.kept import kept, remembered
from bot.ledger.schema import answers, feedback, turns, updates

TURNS = 6
"""How many answers of a dialogue are remembered."""


@dataclass(frozen=True, slots=True)
class Given:
    """An answer as it was given."""

    id: int
    chat: int
    person: int
    asked: str
    """The question as it was written."""
    answer: dict[str, Any]
    """As `kept` writes it."""
    messages: list[int]
    """The ids of the messages it stands in, in order."""
    at: float
    message: int | None
    """The message that asked, in its chat."""
    language: str
    """That the asker was answered in."""


def give(
    connection: Connection,
    answer: Answer,
    *,
    update_id: int,
    chat: int,
    person: int,
    asked: str,
    seconds: float,
    message: int | None = None,
    language: str = "en",
) -> int:
    """Keep an answer as the next turn of its dialogue, and return its id; for an update that has one, that one's."""
    had = connection.scalar(select(answers.c.id).where(answers.c.update_id == update_id))
    if had is not None:
        return int(had)
    row = {
        "update_id": update_id,
        "chat": chat,
        "person": person,
        "asked": _plain(asked),
        "question": _plain(answer.question),
        "answer": json.dumps(kept(answer)),
        "message": message,
        "messages": "[]",
        "language": language,
        "generation": answer.generation,
        "engine": answer.engine,
        "confidence": answer.confidence,
        "answered": answer.answered,
        "seconds": seconds,
        "at": time.time(),
    }
    (id,) = connection.execute(answers.insert().values(row)).inserted_primary_key or (0,)
    connection.execute(turns.insert().values(chat=chat, person=person, answer_id=id))
    _shorten(connection, chat, person)
    return int(id)


def stands_in(connection: Connection, update_id: int, messages: Sequence[int]) -> None:
    """Keep which messages the answer to an update stands in."""
    connection.execute(
        update(answers).where(answers.c.update_id == update_id).values(messages=json.dumps(list(messages)))
    )


def given(connection: Connection, id: int) -> Given | None:
    """Return an answer by its id, if it is still kept."""
    row = connection.execute(select(answers).where(answers.c.id == id)).one_or_none()
    if row is None:
        return None
    answer, messages = json.loads(row.answer), json.loads(row.messages)
    return Given(row.id, row.chat, row.person, row.asked, answer, messages, row.at, row.message, row.language)


def given_to(connection: Connection, chat: int, message: int) -> Given | None:
    """Return the answer to a message, if it is still kept."""
    asked = select(answers.c.id).where(answers.c.chat == chat, answers.c.message == message)
    id = connection.scalar(asked.order_by(answers.c.id.desc()).limit(1))
    return given(connection, int(id)) if id is not None else None


def withdraw(connection: Connection, id: int) -> None:
    """Let go of an answer in whose place another one stands."""
    connection.execute(delete(answers).where(answers.c.id == id))


def earlier(connection: Connection, chat: int, person: int) -> tuple[Answer, ...]:
    """Return the answers of a dialogue that are remembered, oldest first."""
    rows = connection.scalars(
        select(answers.c.answer)
        .join(turns, turns.c.answer_id == answers.c.id)
        .where(turns.c.chat == chat, turns.c.person == person)
        .order_by(turns.c.id)
    )
    return tuple(remembered(json.loads(row)) for row in rows)


def begin_anew(connection: Connection, chat: int, person: int) -> None:
    """Forget what was spoken about in a dialogue; the answers stay kept."""
    connection.execute(delete(turns).where(turns.c.chat == chat, turns.c.person == person))


def rate(connection: Connection, answer_id: int, person: int, liked: bool, reason: str = "") -> None:
    """Keep what a person thinks of an answer; a later opinion replaces the earlier one."""
    connection.execute(delete(feedback).where(feedback.c.answer_id == answer_id, feedback.c.person == person))
    connection.execute(
        feedback.insert().values(answer_id=answer_id, person=person, liked=liked, reason=reason, at=time.time())
    )


def forget(connection: Connection, person: int) -> int:
    """Erase all that is kept of a person, and return how many answers that were.

    What the person has asked and not been answered yet stays until it is.
    """
    erased = connection.execute(delete(answers).where(answers.c.person == person)).rowcount
    connection.execute(delete(turns).where(turns.c.person == person))
    connection.execute(delete(feedback).where(feedback.c.person == person))
    finished = updates.c.finished.is_not(None)
    connection.execute(
        update(updates)
        .where(or_(updates.c.person == person, updates.c.chat == person), finished)
        .values(chat=None, person=None, raw="", reply=None)
    )
    return erased


def expire(connection: Connection, before: float) -> int:
    """Erase the answers given before a time, and all that hangs on them; return how many."""
    return connection.execute(delete(answers).where(answers.c.at < before)).rowcount


def migrate(connection: Connection, old: int, new: int) -> None:
    """Let the dialogues of a group go on in the supergroup that it became."""
    for table in (answers, turns):
        connection.execute(update(table).where(table.c.chat == old).values(chat=new))


def _plain(text: str) -> str:
    """Return the text without what databases do not take: lone surrogates and NUL."""
    return text.encode("utf-8", "replace").decode().replace("\0", " ")


def _shorten(connection: Connection, chat: int, person: int) -> None:
    """Drop the oldest turns beyond TURNS."""
    mine = (turns.c.chat == chat, turns.c.person == person)
    if (connection.scalar(select(func.count()).where(*mine)) or 0) > TURNS:
        newest = select(turns.c.id).where(*mine).order_by(turns.c.id.desc()).limit(TURNS)
        connection.execute(delete(turns).where(*mine, turns.c.id.not_in(list(connection.scalars(newest)))))
