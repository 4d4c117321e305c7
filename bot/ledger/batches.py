"""What maintainers sent to be added to the texts: kept until it is decided, so that a restart does not lose it."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from enum import StrEnum

from sqlalchemy import Connection, delete, select, update

from bot.ledger.schema import batches

KEPT_SECONDS = 86_400.0
"""How long files wait for a decision; Telegram keeps them longer."""
TOGETHER_SECONDS = 30.0
"""Files that are sent within so long of each other, as albums are, are shown and decided on together."""


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
    """SHA-256 of the bytes that were shown: other ones are not added."""
    told: str = ""
    """What was told of it."""
    usable: bool = True
    """Whether it can be added."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Files and links that are decided on together."""

    id: int
    maintainer: int
    files: tuple[Sent, ...]
    state: State
    message: int
    """The message that shows it, in the maintainer's chat; 0: not sent yet."""


def offer(connection: Connection, maintainer: int, file: Sent) -> Batch:
    """Keep what was sent, in the batch that was sent just before or a new one, and return that; old ones go."""
    now = time.time()
    connection.execute(delete(batches).where(batches.c.at < now - KEPT_SECONDS))
    mine = (batches.c.maintainer == maintainer, batches.c.state == State.OFFERED, batches.c.at > now - TOGETHER_SECONDS)
    id = connection.scalar(select(batches.c.id).where(*mine).order_by(batches.c.id.desc()).limit(1))
    had = batch(connection, int(id)) if id is not None else None
    if had is None:
        row = {"maintainer": maintainer, "files": _json([file]), "state": State.OFFERED, "message": 0, "at": now}
        (new,) = connection.execute(batches.insert().values(row)).inserted_primary_key or (0,)
        return Batch(int(new), maintainer, (file,), State.OFFERED, 0)
    files = (*(one for one in had.files if one.name != file.name), file)
    connection.execute(update(batches).where(batches.c.id == had.id).values(files=_json(files), at=now))
    return replace(had, files=files)


def shown_in(connection: Connection, id: int, message: int) -> None:
    """Keep which message shows a batch."""
    connection.execute(update(batches).where(batches.c.id == id).values(message=message))


def batch(connection: Connection, id: int) -> Batch | None:
    """Return a batch, if it is still kept."""
    row = connection.execute(select(batches).where(batches.c.id == id)).one_or_none()
    if row is None:
        return None
    files = tuple(Sent(**one) for one in json.loads(row.files))
    return Batch(row.id, row.maintainer, files, State(row.state), row.message)


def decide(connection: Connection, id: int, state: State, *, given: State = State.OFFERED) -> bool:
    """Let a batch go from one state to another, and return whether it was in the first."""
    change = update(batches).where(batches.c.id == id, batches.c.state == given).values(state=state)
    return bool(connection.execute(change).rowcount)


def _json(files: Iterable[Sent]) -> str:
    return json.dumps([asdict(one) for one in files])
