"""The gaps, the groups that are muted, the codes that let people in, and what maintainers sent."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision: str | None = "0001"

_Id = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "gaps",
        sa.Column(
            "answer_id",
            sa.BigInteger,
            sa.ForeignKey("answers.id", ondelete="CASCADE"),
            primary_key=True,
            autoincrement=False,
        ),
        sa.Column("disliked", sa.Boolean, nullable=False),
        sa.Column("checked", sa.String(80), nullable=False),
        sa.Column("closed", sa.String(10)),
        sa.Column("at", sa.Float, nullable=False),
    )
    op.create_table(
        "muted",
        sa.Column("chat", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("at", sa.Float, nullable=False),
    )
    op.create_table(
        "codes",
        sa.Column("digest", sa.String(64), primary_key=True),
        sa.Column("maintainer", sa.BigInteger, nullable=False),
        sa.Column("person", sa.BigInteger),
        sa.Column("at", sa.Float, nullable=False),
    )
    op.create_table(
        "batches",
        sa.Column("id", _Id, primary_key=True),
        sa.Column("maintainer", sa.BigInteger, nullable=False),
        sa.Column("files", sa.Text, nullable=False),
        sa.Column("message", sa.BigInteger, nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("at", sa.Float, nullable=False),
        sqlite_autoincrement=True,
    )
