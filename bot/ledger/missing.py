"""The gaps that are kept: which answers the texts did not have, or were disliked, and what became of each."""

from __future__ import annotations

import time
from collections.abc import Sequence
from enum import StrEnum

from sqlalchemy import Connection, func, select, update
from sqlalchemy.dialects import postgresql, sqlite

from bot.gaps import Unanswered
from bot.ledger.schema import answers, feedback, gaps

MOST = 2_000
"""So many of the newest are grouped and asked again; older ones wait until some of these are closed."""


class Closed(StrEnum):
    """What became of a gap."""

    GOLD = "gold"
    DROPPED = "dropped"
    TOLD = "told"  # the texts answer it now, and the asker knows


def note(connection: Connection, answer_id: int, *, disliked: bool = False) -> None:
    """Keep that an answer was refused or disliked; one that is closed stays closed."""
    dialect = sqlite if connection.dialect.name == "sqlite" else postgresql
    row = {"answer_id": answer_id, "disliked": disliked, "checked": "", "closed": None, "at": time.time()}
    connection.execute(dialect.insert(gaps).values(row).on_conflict_do_nothing())


def liked_after_all(connection: Connection, answer_id: int) -> None:
    """Let go of a gap that was there only because of dislikes, when nobody dislikes the answer any more."""
    others = select(feedback.c.id).where(feedback.c.answer_id == answer_id, feedback.c.liked.is_(False))
    disliked = (gaps.c.answer_id == answer_id, gaps.c.disliked.is_(True))
    connection.execute(gaps.delete().where(*disliked, ~others.exists()))


def unanswered(connection: Connection) -> list[Unanswered]:
    """Return the open ones, oldest first."""
    rows = connection.execute(
        select(answers.c.id, answers.c.question, answers.c.person, gaps.c.disliked)
        .join(gaps, gaps.c.answer_id == answers.c.id)
        .where(gaps.c.closed.is_(None))
        .order_by(answers.c.id.desc())
        .limit(MOST)
    )
    return [Unanswered(row.id, row.question, row.person, row.disliked) for row in reversed(list(rows))]


def count(connection: Connection) -> int:
    """Return how many are open."""
    return connection.scalar(select(func.count()).where(gaps.c.closed.is_(None))) or 0


def unchecked(connection: Connection, generation: str) -> list[tuple[int, str]]:
    """Return the row and the question of those refused that were not asked of *generation* yet, oldest first."""
    rows = connection.execute(
        select(answers.c.id, answers.c.question)
        .join(gaps, gaps.c.answer_id == answers.c.id)
        .where(
            gaps.c.closed.is_(None),
            gaps.c.disliked.is_(False),
            gaps.c.checked != generation,
            answers.c.generation != generation,
        )
        .order_by(answers.c.id)
        .limit(MOST)
    )
    return [(row.id, row.question) for row in rows]


def checked(connection: Connection, answer_ids: Sequence[int], generation: str) -> None:
    """Keep that these were asked of *generation*."""
    connection.execute(update(gaps).where(gaps.c.answer_id.in_(answer_ids)).values(checked=generation))


def close(connection: Connection, answer_ids: Sequence[int], how: Closed) -> int:
    """Close those of these that are open, and return how many that were."""
    still = (gaps.c.answer_id.in_(answer_ids), gaps.c.closed.is_(None))
    return connection.execute(update(gaps).where(*still).values(closed=how)).rowcount
