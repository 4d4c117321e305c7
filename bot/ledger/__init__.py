"""The ledger: what came in from Telegram, what was answered, what people thought of it. The only home of SQL."""
