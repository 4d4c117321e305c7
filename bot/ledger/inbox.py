"""The durable inbox: updates are kept before Telegram is told that they arrived, until they are finished."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, delete, func, select, update
from sqlalchemy.dialects import postgresql, sqlite

from bot.ledger.schema import updates

KEPT_SECONDS = 2 * 86_400.0
"""How long the number of a finished update is kept, to know it again; Telegram sends none after a day."""


class State(StrEnum):
    """What becomes of an update. The first two are unfinished and taken up again at the start."""

    WAITING = "waiting"
    TELLING = "telling"  # too much at once: not answered, but its asker is told so
    DONE = "done"
    SURPLUS = "surplus"  # too much at once, and its asker knows
    IGNORED = "ignored"  # not for the bot
    ASIDE = "aside"  # failed again and again


UNFINISHED = (State.WAITING, State.TELLING)


@dataclass(slots=True)
class Job:
    """An update as it is worked on."""

    update_id: int
    kind: str
    raw: dict[str, Any]
    chat: int | None = None
    person: int | None = None
    state: State = State.WAITING
    attempts: int = 0
    """How often it was begun and not finished."""
    messages: list[int] = field(default_factory=list)
    """The ids of the messages that the reply stands in, the placeholder first."""
    reply: list[dict[str, Any]] | None = None
    """The rendered messages, once they are known."""
    received: float = field(default_factory=time.time)
    failures: int = 0
    """How often it failed in this process, and, in a word, why; these and what follows are not kept."""
    failed: str = ""
    delays: int = 0
    """How often it had to wait for others."""
    ended: State | None = None
    """What became of it, when that is still to be noted."""


def unknown(connection: Connection, update_ids: Sequence[int]) -> set[int]:
    """Return which of the updates are not in the inbox yet."""
    known = select(updates.c.update_id).where(updates.c.update_id.in_(update_ids))
    return set(update_ids) - set(connection.scalars(known))


def keep(connection: Connection, jobs: Iterable[Job]) -> None:
    """Keep updates; one that is known is left as it is. Of what is finished at once, only the number is kept."""
    rows = [_row(job) for job in jobs]
    if not rows:
        return
    dialect = sqlite if connection.dialect.name == "sqlite" else postgresql
    connection.execute(dialect.insert(updates).on_conflict_do_nothing(), rows)


def unfinished(connection: Connection) -> list[Job]:
    """Return what has to be done yet, in the order in which it arrived."""
    rows = connection.execute(select(updates).where(updates.c.state.in_(UNFINISHED)).order_by(updates.c.update_id))
    return [_job(row._asdict()) for row in rows]


def placed(connection: Connection, job: Job) -> None:
    """Keep the ids of the messages that the reply will stand in, and that another attempt has begun."""
    connection.execute(
        update(updates)
        .where(updates.c.update_id == job.update_id)
        .values(messages=json.dumps(job.messages), attempts=job.attempts)
    )


def replied(connection: Connection, job: Job) -> None:
    """Keep the rendered messages: whatever happens now, these are the reply."""
    reply = None if job.reply is None else json.dumps(job.reply)
    connection.execute(update(updates).where(updates.c.update_id == job.update_id).values(reply=reply))


def finish(connection: Connection, job: Job, state: State = State.DONE) -> None:
    """Mark an update as finished; what it said and who sent it is erased here, unless it was set aside."""
    said = {} if state is State.ASIDE else {"raw": "", "reply": None, "chat": None, "person": None}
    connection.execute(
        update(updates)
        .where(updates.c.update_id == job.update_id)
        .values(state=state, finished=time.time(), messages=json.dumps(job.messages), **said)
    )


def waiting(connection: Connection) -> int:
    """Return how many updates are unfinished."""
    return connection.scalar(select(func.count()).where(updates.c.state.in_(UNFINISHED))) or 0


def sweep(connection: Connection, now: float) -> None:
    """Forget the numbers of updates that were finished so long ago that they cannot come again."""
    connection.execute(delete(updates).where(updates.c.finished < now - KEPT_SECONDS))


def migrate(connection: Connection, old: int, new: int) -> None:
    """Let what waits for a group wait for the supergroup that it became; its placeholders stay behind."""
    waits = updates.c.state.in_(UNFINISHED)
    connection.execute(update(updates).where(updates.c.chat == old, waits).values(chat=new, messages="[]"))


def _row(job: Job) -> dict[str, Any]:
    open_ = job.state in UNFINISHED
    return {
        "update_id": job.update_id,
        "kind": job.kind,
        "chat": job.chat if open_ else None,
        "person": job.person if open_ else None,
        "raw": json.dumps(job.raw) if open_ or job.state is State.ASIDE else "",
        "state": job.state,
        "attempts": job.attempts,
        "messages": json.dumps(job.messages),
        "reply": json.dumps(job.reply) if open_ and job.reply else None,
        "received": job.received,
        "finished": None if open_ else job.received,
    }


def _job(row: dict[str, Any]) -> Job:
    return Job(
        row["update_id"],
        row["kind"],
        json.loads(row["raw"] or "{}"),
        row["chat"],
        row["person"],
        State(row["state"]),
        row["attempts"],
        json.loads(row["messages"]),
        json.loads(row["reply"]) if row["reply"] else None,
        row["received"],
    )
