"""What a message means in its dialogue: a question that stands alone, a follow-up to complete, or small talk.

It imports the standard library and `bot.answer` only.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.answer import Answer

_ELLIPSIS = re.compile(
    r"(?i)^\s*(?:(?:and|but|so)\s+)?(?:(?:what|how) about|and|а(?: как)?(?: насч[её]т)?|и|那么?)(?![^\W\d])"
    r"[\s,:]*(?P<rest>.*?)\s*[?？呢]*\s*$"
)
_REFERS = re.compile(
    r"(?i)\b(?:it|its|they|them|their|he|she|him|his|her|this|that|these|those|there|then"
    r"|он|она|оно|они|его|её|ее|их|там|это|этот|эта)\b|它|他们|她|这|那"
)
_ASKS = re.compile(
    r"(?i)^(?:when|who|whose|what|where|why|how|which|is|are|was|were|do|does|did|can|could|has|have|will"
    r"|когда|кто|что|где|куда|почему|сколько|какой|какая|какие)\b"
)
_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
_NAME = re.compile(r"(?<![.!?] )(?<!^)\b[A-ZА-ЯЁ][\w’'-]*(?:[\s–-]+[A-ZА-ЯЁ][\w’'-]*)*")
_GREETING = re.compile(
    r"(?i)^\W*(?:hi|hello|hey|good (?:morning|day|evening)|привет|здравствуйте|你好|您好)\W*(?:there|bot)?\W*$"
)
_THANKS = re.compile(r"(?i)^\W*(?:thanks|thank you|thx|спасибо|谢谢)\b.{0,20}$")
_CLOSING = re.compile(r"(?i)^\W*(?:ok|okay|good|great|bye|goodbye|пока|хорошо|好的|再见)\W*$")
_SMALL_TALK = (
    (_GREETING, "Hello! Ask me a question, and I will look for the sentence that answers it."),
    (_THANKS, "You are welcome. Ask on whenever you like."),
    (_CLOSING, "All right. Ask on whenever you like."),
)
TOO_LONG = "Your question is longer than the {most} characters that I read. Please ask it in fewer words."
_FEW_WORDS = 6


def small_talk(message: str) -> str:
    """Return what to say to a greeting, thanks or the like; nothing when the message is no small talk."""
    return next((reply for pattern, reply in _SMALL_TALK if pattern.match(message)), "")


def too_long(message: str, most: int) -> str:
    """Return what to say to a message of more than *most* characters; nothing to a shorter one."""
    return TOO_LONG.format(most=most) if len(message.strip()) > most else ""


def depends(message: str) -> bool:
    """Return whether *message* may mean something that was said before: it points, is short, or goes on."""
    return bool(_REFERS.search(message) or _ELLIPSIS.match(message)) or len(message.split()) <= _FEW_WORDS


def standalone(message: str, earlier: Sequence[Answer]) -> str:
    """Return the question that *message* asks after the *earlier* answers of its dialogue, oldest first.

    "And in 2023?" takes the last question with the year replaced, "What about Horgos?" with its last name replaced;
    a question that only points ("When did it open?") gets the names of the last one.
    """
    if not earlier:
        return message
    last = earlier[-1].question
    ellipsis = _ELLIPSIS.match(message)
    if ellipsis and _ASKS.match(ellipsis["rest"]):
        message = message[ellipsis.start("rest") :]
    elif ellipsis and len(message.split()) <= _FEW_WORDS and ellipsis["rest"]:
        return _replaced(last, ellipsis["rest"])
    if _REFERS.search(message) and not _names(message):
        pointed = ", ".join(_names(last))
        return f"{message} ({pointed or last})"
    return message


def about(message: str, quoted: str) -> str:
    """Return the question that *message* asks of somebody's words: completed by them where it only points there."""
    return standalone(message, [Answer(quoted)])


def _replaced(last: str, rest: str) -> str:
    """Return the question *last* asked of *rest* instead: a year for a year, a name for the last name."""
    year = _YEAR.search(rest)
    if year and _YEAR.search(last):
        return _YEAR.sub(year.group(), last)
    names, new = _names(last), _names(f" {rest}")
    if names and new:
        before, _, after = last.rpartition(names[-1])
        return f"{before}{new[0]}{after}"
    return f"{last.rstrip('?？ ')} {rest}?"


def _names(text: str) -> list[str]:
    return [match.group() for match in _NAME.finditer(text)]
