"""What an engine says in English of its own becomes the same in another language; what it quotes stays as it stands."""

from __future__ import annotations

import re
from functools import cache

from bot.texts import ENGLISH, Texts

_BLANK = re.compile(r"\\\{(\w+)\\\}")


def translated(reply: str, texts: Texts) -> str:
    """Return *reply* with each sentence of the engine's own in the language of *texts*."""
    if texts is ENGLISH:
        return reply
    parts, place = [], 0
    while found := _sentences().search(reply, place):
        parts += [reply[place : found.start()], _said(found, texts)]
        place = found.end()
    return "".join([*parts, reply[place:]])


def _said(found: re.Match[str], texts: Texts) -> str:
    number = next(n for n in range(len(_said_in(ENGLISH))) if found[f"s{n}"] is not None)
    words = {
        name.partition("_")[2]: value for name, value in found.groupdict().items() if name.startswith(f"w{number}_")
    }
    if "words" in words:
        words["words"] = words["words"].replace(ENGLISH.engine_or, texts.engine_or)
    return _said_in(texts)[number].format(**words)


def _said_in(texts: Texts) -> tuple[str, ...]:
    """Return all that an engine says of its own: in a reply, and of how it was made."""
    return (*texts.engine, *texts.notes)


@cache
def _sentences() -> re.Pattern[str]:
    """Return what finds any sentence of the engine's; the words filled in are `w<number>_<name>`."""
    alternatives = []
    for number, sentence in enumerate(_said_in(ENGLISH)):
        blank = r"[^“”]+|“[^”]*”(?:(?:, | or )“[^”]*”)*" if sentence in ENGLISH.engine else ".+?"
        filled = _BLANK.sub(rf"(?P<w{number}_\1>{blank})", re.escape(sentence))
        alternatives.append(f"(?P<s{number}>{filled})")
    return re.compile("|".join(alternatives))
