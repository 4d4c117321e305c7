"""An address becomes a ledger that is up to date and takes transactions; SQLite for one machine, or PostgreSQL."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import (
    ArgumentError,
    DataError,
    IntegrityError,
    NoSuchModuleError,
    ProgrammingError,
    SQLAlchemyError,
)

from bot.errors import LedgerError
from bot.ledger.schema import VERSION

BUSY_MILLISECONDS = 2000
"""How long SQLite waits for another process that writes."""

_PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",  # what is committed outlives a power cut, not only a kill
    "foreign_keys=ON",
    "secure_delete=ON",  # what is erased is overwritten
    f"busy_timeout={BUSY_MILLISECONDS}",
)

P = ParamSpec("P")
T = TypeVar("T")


class Ledger:
    """An open ledger. Work on it is a function that takes a connection; each runs in a transaction of its own.

    All of it happens in one thread, so that a slow disk never holds up the event loop and writers never meet.
    """

    def __init__(self, url: str) -> None:
        """Open the ledger at *url* and bring its tables up to date; raises LedgerError."""
        self.url = _url(url)
        self._engine = _engine(self.url)
        self._thread = ThreadPoolExecutor(1, "ledger")
        try:
            self.do(_up_to_date)
        except BaseException:
            self.close()
            raise

    def do(self, work: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Do the work and commit it; raises LedgerError, with nothing done, where that cannot be."""
        return self._thread.submit(self._transaction, lambda ledger: work(ledger, *args, **kwargs)).result()

    async def soon(self, work: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Do the same from an event loop. Once begun it is done, even if who awaits it is cancelled."""
        begun = self._thread.submit(self._transaction, lambda ledger: work(ledger, *args, **kwargs))
        return await asyncio.wrap_future(begun)

    async def erased(self) -> None:
        """Let what was erased be gone from the files of SQLite too, where its log still has it."""
        if self._engine.dialect.name == "sqlite":
            await asyncio.wrap_future(self._thread.submit(self._checkpoint))

    def close(self) -> None:
        """Finish what is under way and close."""
        self._thread.shutdown()
        self._engine.dispose()

    def _checkpoint(self) -> None:
        try:
            with self._engine.connect() as connection:
                driver: Any = connection.connection.driver_connection  # no transaction: it would be in the way
                driver.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        except (SQLAlchemyError, sqlite3.Error) as error:
            raise LedgerError(_said(self.url, error)) from error

    def _transaction(self, work: Callable[[Connection], T]) -> T:
        try:
            with self._engine.begin() as connection:
                return work(connection)
        except (DataError, IntegrityError, ProgrammingError):
            raise  # a mistake of ours: the same would happen again
        except SQLAlchemyError as error:
            raise LedgerError(_said(self.url, error)) from error


def _url(url: str) -> URL:
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise LedgerError(
            "SERAI_DATABASE_URL is no address of a database. Write it like sqlite:///serai.db or "
            "postgresql://user:password@host/name."
        ) from error
    if parsed.drivername in {"postgresql", "postgres"}:
        parsed = parsed.set(drivername="postgresql+psycopg")
    return parsed


def _engine(url: URL) -> Engine:
    try:
        engine = create_engine(url, pool_pre_ping=url.get_backend_name() != "sqlite", hide_parameters=True)
    except (NoSuchModuleError, ModuleNotFoundError) as error:
        raise LedgerError(
            f"The ledger cannot be kept in {url.get_backend_name()}: sqlite and postgresql are known, the latter with "
            "pip install 'serai[postgres]'."
        ) from error
    if engine.dialect.name == "sqlite":
        if url.database and url.database != ":memory:":
            Path(url.database).parent.mkdir(parents=True, exist_ok=True)
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _: object) -> None:
    connection.isolation_level = (
        None  # we begin transactions ourselves: Python's driver leaves out those that make tables
    )
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _up_to_date(connection: Connection) -> None:
    """Run the migrations that this ledger has not seen; Alembic is loaded only if there are any."""
    exists = connection.dialect.has_table(connection, "alembic_version")
    version = connection.scalar(text("SELECT version_num FROM alembic_version")) if exists else None
    if version == VERSION:
        return
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    try:
        command.upgrade(config, "head")
    except CommandError as error:
        raise LedgerError(
            f"The ledger was written by another version of this program (its revision is {version}). "
            "Install the newest one, or set SERAI_DATABASE_URL to another ledger."
        ) from error


def _said(url: URL, error: Exception) -> str:
    reason = str(getattr(error, "orig", None) or error).strip().split("\n")[0]
    return f"The ledger ({url.render_as_string(hide_password=True)}) cannot be used: {reason}."
