"""How log lines are written: as text, or as JSON with a field for each figure; never with the token."""

from __future__ import annotations

import json
import logging
from datetime import UTC, datetime
from typing import Any

from bot.relay.redact import TokenFilter

TEXT = "%(asctime)s %(levelname)s %(name)s: %(message)s"
_OURS = set(vars(logging.LogRecord("", 0, "", 0, "", (), None))) | {"message", "asctime", "taskName"}
_TELLS_TEXTS = ("telegram", "httpcore", "httpx", "tornado", "asyncio")
"""Loggers that may write what was asked when they write everything."""


class Fields(logging.Formatter):
    """Adds to a line what it was given besides its message."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line with `name=value` for each of its fields."""
        line = super().format(record)
        first, newline, rest = line.partition("\n")
        return " ".join([first, *(f"{key}={value}" for key, value in _fields(record).items())]) + newline + rest


class JsonLines(logging.Formatter):
    """Writes a JSON object a line."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        line = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
            **_fields(record),
        }
        trace = record.exc_text or (self.formatException(record.exc_info) if record.exc_info else "")
        return json.dumps(line | ({"trace": trace} if trace else {}), ensure_ascii=False, default=str)


def set_up(token: str, form: str, *, questions: bool) -> None:
    """Write INFO and above to standard error where nobody has set up logging, and keep the token out in any case.

    Unless *questions* may be logged, libraries that write messages out at DEBUG are kept at INFO.
    """
    logging.basicConfig(level=logging.INFO)
    hide = TokenFilter(token)
    formatter = JsonLines() if form == "json" else Fields(TEXT)
    for handler in logging.getLogger().handlers:
        handler.addFilter(hide)
        handler.setFormatter(formatter)
    logging.getLogger("httpx").setLevel(logging.WARNING)
    if not questions:
        logging.getLogger("telegram").setLevel(logging.INFO)


def _fields(record: logging.LogRecord) -> dict[str, Any]:
    return {key: value for key, value in vars(record).items() if key not in _OURS}
