"""The steps of a reply that are kept in one transaction each: answered, delivered, moved with its group."""

from __future__ import annotations

from sqlalchemy import Connection

from bot.answer import Answer
from bot.ledger import answers, inbox
from bot.ledger.inbox import Job, State


def answered(connection: Connection, job: Job, answer: Answer | None, asked: str, seconds: float) -> None:
    """Keep the rendered reply to an update and, where there is one, the answer that it shows."""
    inbox.replied(connection, job)
    if answer is not None and job.chat is not None and job.person is not None:
        answers.give(
            connection,
            answer,
            update_id=job.update_id,
            chat=job.chat,
            person=job.person,
            asked=asked,
            seconds=seconds,
        )


def delivered(connection: Connection, job: Job, state: State) -> None:
    """Mark an update as finished, and keep which messages its answer stands in."""
    if job.messages:
        answers.stands_in(connection, job.update_id, job.messages)
    inbox.finish(connection, job, state)


def moved(connection: Connection, old: int, new: int) -> None:
    """Let all that belongs to a group belong to the supergroup that it became."""
    inbox.migrate(connection, old, new)
    answers.migrate(connection, old, new)


def tidy(connection: Connection, now: float, keep_seconds: float) -> int:
    """Erase what is older than what is kept; return how many answers that were."""
    inbox.sweep(connection, now)
    return answers.expire(connection, now - keep_seconds)
