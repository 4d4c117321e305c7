"""How the tables of the ledger became what they are, step by step, by Alembic."""
