"""The inbox, the answers, the dialogues and the feedback."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision: str | None = None

_Id = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Make the first tables."""
    op.create_table(
        "updates",
        sa.Column("update_id", _Id, primary_key=True, autoincrement=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("chat", sa.BigInteger),
        sa.Column("person", sa.BigInteger),
        sa.Column("raw", sa.Text, nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("messages", sa.Text, nullable=False),
        sa.Column("reply", sa.Text),
        sa.Column("received", sa.Float, nullable=False),
        sa.Column("finished", sa.Float),
    )
    op.create_index("ix_updates_state", "updates", ["state"])
    op.create_table(
        "answers",
        sa.Column("id", _Id, primary_key=True),
        sa.Column("update_id", sa.BigInteger),
        sa.Column("chat", sa.BigInteger, nullable=False),
        sa.Column("person", sa.BigInteger, nullable=False),
        sa.Column("asked", sa.Text, nullable=False),
        sa.Column("question", sa.Text, nullable=False),
        sa.Column("answer", sa.Text, nullable=False),
        sa.Column("message", sa.BigInteger),
        sa.Column("messages", sa.Text, nullable=False),
        sa.Column("language", sa.String(2), nullable=False),
        sa.Column("generation", sa.String(80), nullable=False),
        sa.Column("engine", sa.String(200), nullable=False),
        sa.Column("confidence", sa.Float, nullable=False),
        sa.Column("answered", sa.Boolean, nullable=False),
        sa.Column("seconds", sa.Float, nullable=False),
        sa.Column("at", sa.Float, nullable=False),
        sa.UniqueConstraint("update_id", name="uq_answers_update_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_answers_chat", "answers", ["chat", "person"])
    op.create_index("ix_answers_at", "answers", ["at"])
    _of_answers()


def _of_answers() -> None:
    """Make the tables whose rows go when their answer goes."""
    op.create_table(
        "turns",
        sa.Column("id", _Id, primary_key=True),
        sa.Column("chat", sa.BigInteger, nullable=False),
        sa.Column("person", sa.BigInteger, nullable=False),
        sa.Column("answer_id", sa.BigInteger, sa.ForeignKey("answers.id", ondelete="CASCADE"), nullable=False),
    )
    op.create_index("ix_turns_chat", "turns", ["chat", "person"])
    op.create_index("ix_turns_answer_id", "turns", ["answer_id"])
    op.create_table(
        "feedback",
        sa.Column("id", _Id, primary_key=True),
        sa.Column("answer_id", sa.BigInteger, sa.ForeignKey("answers.id", ondelete="CASCADE"), nullable=False),
        sa.Column("person", sa.BigInteger, nullable=False),
        sa.Column("liked", sa.Boolean, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("at", sa.Float, nullable=False),
        sa.UniqueConstraint("answer_id", "person", name="uq_feedback_answer_id"),
    )
    op.create_index("ix_feedback_person", "feedback", ["person"])
