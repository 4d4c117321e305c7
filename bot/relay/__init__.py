"""The Telegram front end, the only home of `telegram`: messages come in by long polling, rendered answers go out."""
