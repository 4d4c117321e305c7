"""The steps of a reply that are kept in one transaction each: answered, delivered, moved with its group."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection

from bot.answer import Answer
from bot.gaps import is_refusal
from bot.ledger import answers, inbox, missing, people
from bot.ledger.inbox import Job, State

Json = dict[str, Any]
Render = Callable[[int | None], list[Json]]
"""Renders a reply for the row that its answer is kept in."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it was put."""

    text: str
    message: int | None = None
    """The message that asked it."""
    instead: int | None = None
    """The row of the answer that stood where this one will."""
    fills: int | None = None
    """The row of the gap that is closed by telling this."""
    language: str = "en"


def answered(
    connection: Connection, job: Job, answer: Answer | None, asked: Asked, seconds: float, render: Render
) -> list[Json]:
    """Keep the answer to an update, if there is one, and its rendered reply, which is returned."""
    row = None
    if asked.instead is not None:
        answers.withdraw(connection, asked.instead)
    if answer is not None and job.chat is not None and job.person is not None:
        row = answers.give(
            connection,
            answer,
            update_id=job.update_id,
            chat=job.chat,
            person=job.person,
            asked=asked.text,
            seconds=seconds,
            message=asked.message,
            language=asked.language,
        )
        if is_refusal(answer):
            missing.note(connection, row)
    if asked.fills is not None:
        missing.close(connection, [asked.fills], missing.Closed.TOLD)
    reply = render(row)
    inbox.replied(connection, replace(job, reply=reply))
    return reply


def delivered(connection: Connection, job: Job, state: State) -> None:
    """Mark an update as finished, and keep which messages its answer stands in."""
    if job.messages:
        answers.stands_in(connection, job.update_id, job.messages)
    inbox.finish(connection, job, state)


def moved(connection: Connection, old: int, new: int) -> None:
    """Let all that belongs to a group belong to the supergroup that it became."""
    inbox.migrate(connection, old, new)
    answers.migrate(connection, old, new)
    people.migrate(connection, old, new)


def tidy(connection: Connection, now: float, keep_seconds: float) -> int:
    """Erase what is older than what is kept; return how many answers that were."""
    inbox.sweep(connection, now)
    return answers.expire(connection, now - keep_seconds)
