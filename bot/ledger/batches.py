"""What maintainers sent to be added to the texts: kept until it is decided, so that a restart does not lose it."""

from __future__ import annotations

import json
import time
from dataclasses import asdict, dataclass
from enum import StrEnum

from sqlalchemy import Connection, delete, select, update

from bot.ledger.schema import batches

KEPT_SECONDS = 86_400.0
"""How long files wait for a decision; Telegram keeps them longer."""


class State(StrEnum):
    """What becomes of a batch."""

    OFFERED = "offered"
    ADDING = "adding"
    LEFT = "left"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Sent:
    """A file or a link: under which name it would stand in the corpus, and where to fetch it again."""

    name: str
    file_id: str = ""
    url: str = ""
    digest: str = ""
    """Of the bytes that were shown: other ones are not added."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Files and links that are decided on together."""

    id: int
    maintainer: int
    files: tuple[Sent, ...]
    state: State


def offer(connection: Connection, maintainer: int, files: list[Sent]) -> int:
    """Keep what was sent, and return the batch's id; old ones are dropped."""
    connection.execute(delete(batches).where(batches.c.at < time.time() - KEPT_SECONDS))
    row = {"maintainer": maintainer, "files": json.dumps([asdict(one) for one in files]), "state": State.OFFERED}
    (id,) = connection.execute(batches.insert().values(row | {"at": time.time()})).inserted_primary_key or (0,)
    return int(id)


def batch(connection: Connection, id: int) -> Batch | None:
    """Return a batch, if it is still kept."""
    row = connection.execute(select(batches).where(batches.c.id == id)).one_or_none()
    if row is None:
        return None
    files = tuple(Sent(**one) for one in json.loads(row.files))
    return Batch(row.id, row.maintainer, files, State(row.state))


def decide(connection: Connection, id: int, state: State, *, given: State = State.OFFERED) -> bool:
    """Let a batch go from one state to another, and return whether it was in the first."""
    change = update(batches).where(batches.c.id == id, batches.c.state == given).values(state=state)
    return bool(connection.execute(change).rowcount)
