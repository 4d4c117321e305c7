"""What Alembic runs to bring a ledger up to date: all steps in one transaction, on the connection it is given."""

from __future__ import annotations

from alembic import context

from bot.ledger.schema import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata, transactional_ddl=True)
with context.begin_transaction():
    context.run_migrations()
