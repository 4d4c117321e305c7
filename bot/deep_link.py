"""A link that opens the bot with a question: the question itself where it is short, else a row of the ledger.

Telegram takes 64 letters, digits, `_` and `-` after `start=`. UTF-8 has no byte that makes base64 begin with `_`,
so that a question and a row are never mistaken for each other.
"""

from __future__ import annotations

import re
from base64 import urlsafe_b64decode, urlsafe_b64encode

START_CHARACTERS = 64
QUESTION = "q_"
PAIR = "p_"

_ROW = re.compile(r"q__(\d{1,15})")
_LETTERS = re.compile(r"[A-Za-z0-9_-]+")


def link(username: str, payload: str) -> str:
    """Return the address that opens the bot *username* with *payload*."""
    return f"https://t.me/{username}?start={payload}"


def payload(question: str, row: int) -> str:
    """Return what stands for *question*, which the ledger keeps in *row*."""
    written = QUESTION + urlsafe_b64encode(question.encode("utf-8", "replace")).decode().rstrip("=")
    return written if len(written) <= START_CHARACTERS else f"{QUESTION}_{row}"


def question(payload: str) -> str | int | None:
    """Return the question that a payload holds, or the row of the ledger that does; None where it is neither."""
    if row := _ROW.fullmatch(payload):
        return int(row[1])
    written = payload.removeprefix(QUESTION)
    if written == payload or len(payload) > START_CHARACTERS or not _LETTERS.fullmatch(written):
        return None
    try:
        return urlsafe_b64decode(written + "=" * (-len(written) % 4)).decode().strip() or None
    except ValueError:
        return None
