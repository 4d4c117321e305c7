"""Who may ask and where: people let in by a code, groups that are muted, chats that can be written to."""

from __future__ import annotations

import hashlib
import secrets
import time

from sqlalchemy import Connection, delete, select, update
from sqlalchemy.dialects import postgresql, sqlite

from bot.ledger.schema import answers, codes, muted

CODE_SECONDS = 86_400.0
"""How long a code lets somebody in."""
_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # none that is taken for another
_LENGTH = 10


def new_code(connection: Connection, maintainer: int) -> str:
    """Return a code that lets one person in; only its hash is kept."""
    connection.execute(delete(codes).where(codes.c.person.is_(None), codes.c.at < time.time() - CODE_SECONDS))
    code = "".join(secrets.choice(_LETTERS) for _ in range(_LENGTH))
    connection.execute(codes.insert().values(digest=_digest(code), maintainer=maintainer, person=None, at=time.time()))
    return code


def let_in(connection: Connection, code: str, person: int) -> bool:
    """Use a code, and return whether it is one that nobody else has used, and not too old."""
    free = (codes.c.digest == _digest(code), codes.c.person.is_(None), codes.c.at > time.time() - CODE_SECONDS)
    if connection.execute(update(codes).where(*free).values(person=person, at=time.time())).rowcount:
        return True
    return connection.scalar(select(codes.c.person).where(codes.c.digest == _digest(code))) == person


def everyone_let_in(connection: Connection) -> set[int]:
    """Return who has used a code."""
    return {person for person in connection.scalars(select(codes.c.person)) if person is not None}


def mute(connection: Connection, chat: int) -> None:
    """Keep that a group does not want to hear the bot."""
    dialect = sqlite if connection.dialect.name == "sqlite" else postgresql
    connection.execute(dialect.insert(muted).values(chat=chat, at=time.time()).on_conflict_do_nothing())


def unmute(connection: Connection, chat: int) -> None:
    """Keep that a group wants to hear the bot."""
    connection.execute(delete(muted).where(muted.c.chat == chat))


def is_muted(connection: Connection, chat: int) -> bool:
    """Return whether a group does not want to hear the bot."""
    return connection.scalar(select(muted.c.chat).where(muted.c.chat == chat)) is not None


def all_muted(connection: Connection) -> set[int]:
    """Return the groups that do not want to hear the bot."""
    return set(connection.scalars(select(muted.c.chat)))


def migrate(connection: Connection, old: int, new: int) -> None:
    """Let what a group wants hold for the supergroup that it became."""
    if is_muted(connection, old):
        mute(connection, new)
        unmute(connection, old)


def private_chats(connection: Connection) -> list[int]:
    """Return the private chats in which somebody was answered, as long as that is kept."""
    asked = select(answers.c.chat).where(answers.c.chat == answers.c.person).distinct().order_by(answers.c.chat)
    return list(connection.scalars(asked))


def _digest(code: str) -> str:
    return hashlib.sha256(code.strip().upper().encode("utf-8", "replace")).hexdigest()
