"""The bot's token is kept out of everything that is logged."""

from __future__ import annotations

import logging
import traceback
from urllib.parse import quote

HIDDEN = "<token>"
SHORT = 8
"""What follows the colon is the secret and hidden by itself too, unless it is as short as this: then it is no token."""


class TokenFilter(logging.Filter):
    """Replaces the token in a record's message, arguments, traceback and stack."""

    def __init__(self, token: str) -> None:
        super().__init__()
        secret = token.partition(":")[2]
        forms = {token, quote(token, safe=""), secret if len(secret) > SHORT else ""}
        self._forms = sorted((form for form in forms if form), key=len, reverse=True)

    def hide(self, text: str) -> str:
        """Return the text without the token."""
        for form in self._forms:
            text = text.replace(form, HIDDEN)
        return text

    def filter(self, record: logging.LogRecord) -> bool:
        """Write the record's message and traceback out, hide the token in them, and let the record pass."""
        try:
            message = record.getMessage()
        except (TypeError, ValueError, KeyError):
            message = f"{record.msg} {record.args}"
        record.msg, record.args = self.hide(message), ()
        if record.exc_info and record.exc_info[0]:
            record.exc_text = "".join(traceback.format_exception(*record.exc_info)).rstrip()
        record.exc_info = None
        record.exc_text = self.hide(record.exc_text) if record.exc_text else None
        record.stack_info = self.hide(record.stack_info) if record.stack_info else None
        return True
