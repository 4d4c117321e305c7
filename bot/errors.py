"""Errors of the bot that a person may be shown; they stand in the tree of `index.errors`.

SeraiError
└── TelegramError          Telegram does not let this bot serve
"""

from __future__ import annotations

from index.errors import SeraiError


class TelegramError(SeraiError):
    """Telegram does not let this bot serve."""
