"""Only one process serves from a ledger: a lock that ends with the process, however it ends."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import create_engine, text

from bot.errors import LedgerError
from bot.ledger.database import Ledger

_KEY = 0x5E2A1  # of PostgreSQL's advisory lock, the same in every version of this program


@contextmanager
def alone(ledger: Ledger) -> Iterator[None]:
    """Hold the lock of a ledger for as long as the block runs; raises LedgerError where another process holds it."""
    database = ledger.url.database
    if ledger.url.get_backend_name() != "sqlite":
        with _advisory(ledger):
            yield
    elif database and database != ":memory:":
        with Path(f"{database}.lock").open("w") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as error:
                raise _taken(database) from error
            yield
    else:
        yield


@contextmanager
def _advisory(ledger: Ledger) -> Iterator[None]:
    """Hold a lock of the database server; it goes with the connection."""
    engine = create_engine(ledger.url, isolation_level="AUTOCOMMIT")
    try:
        with engine.connect() as connection:
            if not connection.scalar(text("SELECT pg_try_advisory_lock(:key)"), {"key": _KEY}):
                raise _taken(str(ledger.url.database))
            yield
    finally:
        engine.dispose()


def _taken(database: str) -> LedgerError:
    return LedgerError(
        f"Another process serves from the ledger '{database}'. Stop it first, or set SERAI_DATABASE_URL to another one."
    )
