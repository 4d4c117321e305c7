"""The tables of the ledger. A change here goes with a file in `migrations/versions` and a new VERSION.

Times are seconds since 1970 in UTC; what is JSON is text.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

VERSION = "0002"
"""The newest revision in `migrations/versions`."""

metadata = MetaData(
    naming_convention={"ix": "ix_%(table_name)s_%(column_0_name)s", "uq": "uq_%(table_name)s_%(column_0_name)s"}
)

_Id = BigInteger().with_variant(Integer, "sqlite")  # what SQLite numbers by itself has to be an INTEGER

updates = Table(
    "updates",
    metadata,
    Column("update_id", _Id, primary_key=True, autoincrement=False),
    Column("kind", String(40), nullable=False),
    Column("chat", BigInteger),
    Column("person", BigInteger),
    Column("raw", Text, nullable=False),  # JSON as it came; emptied as soon as the update is finished
    Column("state", String(10), nullable=False, index=True),  # inbox.State
    Column("attempts", Integer, nullable=False, default=0),
    Column("messages", Text, nullable=False, default="[]"),  # ids of the reply's messages, the placeholder first
    Column("reply", Text),  # JSON: the rendered messages, once they are known
    Column("received", Float, nullable=False),
    Column("finished", Float),
)
"""The durable inbox: every update that Telegram was told has arrived."""

answers = Table(
    "answers",
    metadata,
    Column("id", _Id, primary_key=True),
    Column("update_id", BigInteger, unique=True),  # the update that it answers
    Column("chat", BigInteger, nullable=False),
    Column("person", BigInteger, nullable=False),
    Column("asked", Text, nullable=False),  # as it was written
    Column("question", Text, nullable=False),  # as it was understood
    Column("answer", Text, nullable=False),  # JSON of `kept.kept`, with the places of its citations
    Column("message", BigInteger),  # id of the message that asked, in its chat
    Column("messages", Text, nullable=False, default="[]"),  # ids of the messages it stands in, in order
    Column("language", String(2), nullable=False, default="en"),  # that the asker was answered in
    Column("generation", String(80), nullable=False),
    Column("engine", String(200), nullable=False),
    Column("confidence", Float, nullable=False),
    Column("answered", Boolean, nullable=False),
    Column("seconds", Float, nullable=False),
    Column("at", Float, nullable=False, index=True),
    Index("ix_answers_chat", "chat", "person"),
    sqlite_autoincrement=True,  # a button of what is gone must not stand for something newer
)
"""The answers given, refusals too."""

turns = Table(
    "turns",
    metadata,
    Column("id", _Id, primary_key=True),
    Column("chat", BigInteger, nullable=False),
    Column("person", BigInteger, nullable=False),
    Column("answer_id", BigInteger, ForeignKey("answers.id", ondelete="CASCADE"), nullable=False, index=True),
    Index("ix_turns_chat", "chat", "person"),
)
"""The dialogue of a person in a chat, as far as it has not been forgotten: its answers, oldest first."""

feedback = Table(
    "feedback",
    metadata,
    Column("id", _Id, primary_key=True),
    Column("answer_id", BigInteger, ForeignKey("answers.id", ondelete="CASCADE"), nullable=False),
    Column("person", BigInteger, nullable=False, index=True),
    Column("liked", Boolean, nullable=False),
    Column("reason", Text, nullable=False, default=""),
    Column("at", Float, nullable=False),
    UniqueConstraint("answer_id", "person"),
)
"""What people thought of an answer, once for each of them."""

gaps = Table(
    "gaps",
    metadata,
    Column(
        "answer_id", BigInteger, ForeignKey("answers.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    ),
    Column("disliked", Boolean, nullable=False),
    Column("checked", String(80), nullable=False, default=""),  # the generation that was asked again last
    Column("closed", String(10)),  # gaps.Closed, or nothing while it is open
    Column("at", Float, nullable=False),
)
"""Answers that the texts did not have, or that were disliked; they go with their answer."""

muted = Table(
    "muted",
    metadata,
    Column("chat", BigInteger, primary_key=True, autoincrement=False),
    Column("at", Float, nullable=False),
)
"""Groups whose administrators do not want to hear the bot."""

codes = Table(
    "codes",
    metadata,
    Column("digest", String(64), primary_key=True),  # SHA-256 of the code, which is kept nowhere
    Column("maintainer", BigInteger, nullable=False),
    Column("person", BigInteger),  # who used it, or nobody yet
    Column("at", Float, nullable=False),
)
"""Codes that let one person in each; who has used one may ask."""

batches = Table(
    "batches",
    metadata,
    Column("id", _Id, primary_key=True),
    Column("maintainer", BigInteger, nullable=False),
    Column("files", Text, nullable=False),  # JSON: names, where to fetch them again, what was told of them
    Column("message", BigInteger, nullable=False),  # id of the message that shows it, in the maintainer's chat
    Column("state", String(10), nullable=False),  # batches.State
    Column("at", Float, nullable=False),
    sqlite_autoincrement=True,
)
"""Files and links that a maintainer sent, until it is decided whether they are added."""
