"""The lines of a text are told apart: what it says, what identifies it, and the furniture around it.

It imports the standard library and `index.passage` only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from itertools import islice, pairwise

from index.passage import SOURCE_MARKS, Span

_ENDS_SENTENCE = re.compile(r"[.!?…。！？؟।]['\"”’»)\]）」』]*$")
_CREDIT = re.compile(r"(?P<label>[^\W\d_][^:：.!?\n]{1,40})[:：]\s*(?P<value>\S[^\n]*)")
_PICTURE = re.compile(r"(?i)\b(?:photo|image|picture|video|фото|图)\w*")
_LINE = re.compile(r"[^\n]+")
_WORD = re.compile(r"\w+")
_BULLET = re.compile(r"(?:[-*•–]|\d{1,2}[.)])\s")
_ADDRESS = re.compile(r"https?://[^\s<>\"）)]+")
_MONTHS = {
    name: number
    for number, names in enumerate(
        ("january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
         "september sep sept", "october oct", "november nov", "december dec"), 1)
    for name in names.split()
}  # fmt: skip
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_DATES = (
    re.compile(r"(?P<year>(?:19|20)\d{2})[-/.年](?P<month>\d{1,2})[-/.月](?P<day>\d{1,2})"),
    re.compile(rf"(?i)\b(?P<day>\d{{1,2}})\.?\s+(?P<name>{_MONTH})\.?,?\s+(?P<year>(?:19|20)\d{{2}})\b"),
    re.compile(rf"(?i)\b(?P<name>{_MONTH})\.?\s+(?P<day>\d{{1,2}}),?\s+(?P<year>(?:19|20)\d{{2}})\b"),
)
_TAIL = 1000  # characters: where the end of a sentence is looked for in a line of any length
_LONG_LINE_WORDS = 15  # a line as long as this says something, however it ends
_LONGEST_HEAD_WORDS = 25  # a line as long as this stands in the body


@dataclass(frozen=True, slots=True)
class Masthead:
    """What a plain text says of itself; empty where it says nothing."""

    title: str = ""
    author: str = ""
    date: str = ""
    url: str = ""


def ends_sentence(line: str) -> bool:
    """Return whether *line* ends as a sentence does, source marks and closing quotes aside."""
    stripped = line.rstrip()[-_TAIL:]
    if _ENDS_SENTENCE.search(stripped):
        return True
    marks = list(SOURCE_MARKS.finditer(stripped))
    return (
        bool(marks) and marks[-1].end() == len(stripped) and bool(_ENDS_SENTENCE.search(stripped[: marks[-1].start()]))
    )


def furniture(text: str, headings: Iterable[str] = (), items: Iterable[str] = ()) -> tuple[Span, ...]:
    """Return the stretches of *text* that only frame it: menus, headings, picture credits, lone dates.

    A line is furniture when it neither ends as a sentence, nor is long, nor credits somebody ("Translator: …"), nor
    is one of *items*, the lines that the markup of the file shows to be entries of a list.
    A text without a single sentence (a list, a poem) has no furniture but its headings.
    """
    named, listed = set(headings), set(items)
    lines = list(_lines(text))
    if not any(ends_sentence(line) for _, line in lines):
        return tuple(span for span, line in lines if line.strip() in named)
    wrapped = is_wrapped(text)
    return tuple(
        span
        for span, line in lines
        if line.strip() in named or (not wrapped and line.strip() not in listed and _frames(line))
    )


def _frames(line: str) -> bool:
    if ends_sentence(line) or _BULLET.match(line.lstrip()) or _words(line) >= _LONG_LINE_WORDS:
        return False
    credit = _CREDIT.fullmatch(line.strip())
    if credit:
        return bool(_PICTURE.search(credit["label"]))
    return not re.search(r"[\u3040-\u9fff\u0e00-\u0e7f]{15}", line)


def is_wrapped(text: str) -> bool:
    """Return whether the lines of *text* are broken at a width, so that only blank lines part its paragraphs."""
    lines = text.splitlines()
    pairs = [first for first, second in pairwise(lines) if first.strip() and second.strip()]
    if len(pairs) < 3 or max(map(len, lines)) > 130:
        return False
    return sum(len(line) >= 45 and not ends_sentence(line) for line in pairs) * 5 >= len(pairs) * 3


def masthead(text: str) -> Masthead:
    """Read title, author, date and address from the lines around the body of a plain text."""
    lines = [line.strip() for _, line in _lines(text)]
    first = next((i for i, line in enumerate(lines) if ends_sentence(line) or _words(line) >= _LONGEST_HEAD_WORDS), 0)
    head, credits = lines[:first], [match for line in lines if (match := _CREDIT.fullmatch(line))]
    title = next((line for line in reversed(head) if _may_be_title(line)), "")
    author = next((m["value"] for m in credits if m["label"].lower() in {"author", "by", "автор", "作者"}), "")
    byline = next((line[3:] for line in head if line.lower().startswith("by ")), "")
    return Masthead(title, author or byline, _date(" ".join(head)), _address(credits))


def _may_be_title(line: str) -> bool:
    credit = _CREDIT.fullmatch(line)
    if credit and _words(credit["value"]) < 3:
        return False
    return _words(line) >= 3 and not _date(line) and not line.lower().startswith("by ")


def _date(line: str) -> str:
    for pattern in _DATES:
        for found in pattern.finditer(line):
            parts = found.groupdict()
            month = _MONTHS[parts["name"].lower()] if "name" in parts else int(parts["month"])
            with suppress(ValueError):  # there is no 31 June
                return date(int(parts["year"]), month, int(parts["day"])).isoformat()
    return ""


def _address(credits: list[re.Match[str]]) -> str:
    found = (_ADDRESS.fullmatch(match["value"]) for match in credits)
    return next((match.group() for match in found if match), "")


def _words(line: str) -> int:
    """Return how many words *line* has, counted no further than matters."""
    return sum(1 for _ in islice(_WORD.finditer(line), _LONGEST_HEAD_WORDS))


def _lines(text: str) -> Iterator[tuple[Span, str]]:
    for match in _LINE.finditer(text):
        if match.group().strip():
            yield match.span(), match.group()
