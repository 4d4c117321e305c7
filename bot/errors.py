"""Errors of the bot that a person may be shown; they stand in the tree of `index.errors`.

SeraiError
├── TelegramError          Telegram does not let this bot serve
├── LedgerError            what was asked and answered cannot be kept or looked up
└── ChatModelError         a chat model gives no answer that can be used
    ├── KeyRefusedError        it does not accept the key
    ├── UnknownModelError      its server has no such model
    ├── BusyError              it has no time for us: try again soon
    ├── QuotaError             what was paid for, or what we allow ourselves, is used up
    ├── UnreachableError       its server does not answer, or not in its protocol
    ├── LateError              the deadline has passed
    ├── OverlongError          the prompt does not fit it
    └── DeclinedError          it refuses to answer
"""

from __future__ import annotations

from index.errors import SeraiError


class TelegramError(SeraiError):
    """Telegram does not let this bot serve."""


class LedgerError(SeraiError):
    """What was asked and answered cannot be kept or looked up."""


class ChatModelError(SeraiError):
    """A chat model gives no answer that can be used."""


class KeyRefusedError(ChatModelError):
    """A model's server does not accept the key."""


class UnknownModelError(ChatModelError):
    """A model's server has no such model."""


class BusyError(ChatModelError):
    """A model's server has no time for us; it may have later."""


class QuotaError(ChatModelError):
    """What was paid for, or what we allow ourselves, is used up."""


class UnreachableError(ChatModelError):
    """A model's server does not answer, or not in its protocol."""


class LateError(ChatModelError):
    """A model has not answered within the deadline."""


class OverlongError(ChatModelError):
    """A prompt does not fit the model."""


class DeclinedError(ChatModelError):
    """A model refuses to answer."""
