"""A model's reply, as far as it has come, becomes claims: statements that point to words of passages.

It imports the standard library only. Nothing here is believed: `bot.proof` checks every claim.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

_STATEMENTS = re.compile(r'"statements"\s*:\s*\[')
_MARKS = re.compile(r"\s*((?:\[\d+(?:\s*[,;]\s*\d+)*\]\s*)+)")
_DECODER = json.JSONDecoder()
_NUMBER = re.compile(r"\d+")
_SENTENCE = re.compile(
    r"[^\n]*?(?:[.!?。！？…](?:[\"'”»」）)]*)(?:\s*\[\d+(?:\s*[,;]\s*\d+)*\])*(?=\s|$|[^\W\d_])|\n|$)"
)
_BULLET = re.compile(r"^\s*(?:[-*•>#]+\s+|\d{1,2}[.)]\s+)?")
_EMPHASIS = re.compile(r"(?<!\w)(?:\*\*|__|`)|(?:\*\*|__|`)(?!\w)")
_UNSEEN = {"Cf", "Cc", "Co", "Cs", "Cn"}
_ALIKE = {"LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE"}
_LETTERS = re.compile(r"[^\W\d_]{2,}")
_RAISED = re.compile(r"\d[²³]|(?![0-9])\d")  # raised figures, and those of other scripts
_MOST_CITED = 6
_MOST_CHARACTERS = 1_000  # of a statement


@dataclass(frozen=True, slots=True)
class Pointer:
    """A passage that a claim points to, by the number it was shown under, and the words there; both may be wrong."""

    number: int
    words: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement of a model."""

    text: str
    pointers: tuple[Pointer, ...] = ()


class Reply:
    """A reply as it arrives: what is added to it gives the claims that are complete by now, each once."""

    def __init__(self) -> None:
        self.text = ""
        self._given = 0
        self._at = 0

    def add(self, piece: str) -> Iterator[Claim]:
        """Take the next piece of a reply; yield the claims that it completes."""
        self.text += piece
        if self.is_structured:
            yield from self._objects()

    def end(self) -> Iterator[Claim]:
        """Yield what is left once the reply has ended: all of it where it was plain text."""
        if self.is_structured:
            yield from self._objects()
        elif not _looks_structured(self.text):
            yield from claims_of_text(self.text)

    @property
    def is_structured(self) -> bool:
        return _looks_structured(self.text) and bool(_STATEMENTS.search(self.text))

    @property
    def declines(self) -> bool:
        """Whether the reply is well made and states nothing: the model found no answer in the passages."""
        return bool(re.search(r'"statements"\s*:\s*\[\s*\]', self.text))

    def _objects(self) -> Iterator[Claim]:
        """Yield the claims of the objects that are whole and were not yielded before."""
        if not self._at:
            found = _STATEMENTS.search(self.text)
            self._at = found.end() if found else 0
        while True:
            start = self._at + len(self.text[self._at :]) - len(self.text[self._at :].lstrip(", \t\r\n"))
            try:
                made, self._at = _DECODER.raw_decode(self.text, start)
            except (ValueError, RecursionError):
                return
            if claim := _claim(made):
                yield claim


def _looks_structured(text: str) -> bool:
    return text.lstrip().removeprefix("```json").removeprefix("```").lstrip().startswith("{")


def _claim(made: Any) -> Claim | None:
    if not isinstance(made, dict) or not isinstance(made.get("text"), str):
        return None
    pointers = made.get("citations")
    found = [_pointer(one) for one in pointers[:_MOST_CITED]] if isinstance(pointers, list) else []
    text, marked = _unmarked(made["text"])
    named = [one for one in found if one]
    return _made(text, named or [Pointer(number) for number in marked])


def _pointer(made: Any) -> Pointer | None:
    if isinstance(made, int) and not isinstance(made, bool):
        return Pointer(made)
    if not isinstance(made, dict) or not isinstance(number := made.get("passage"), int | str):
        return None
    digits = _NUMBER.fullmatch(str(number).strip("[] "))
    words = made.get("words")
    return Pointer(int(digits.group()[:9]), words if isinstance(words, str) else "") if digits else None


def claims_of_text(text: str) -> list[Claim]:
    """Return the claims of a reply in plain text whose sentences end in marks: `… in 2019 [1][3].`"""
    claims: list[Claim] = []
    for found in _SENTENCE.finditer(text):
        sentence, numbers = _unmarked(found.group())
        if not re.search(r"\w", sentence):
            if claims and numbers:  # marks that stand after the full stop
                before = claims.pop()
                claims.append(Claim(before.text, (*before.pointers, *map(Pointer, numbers))[:_MOST_CITED]))
            continue
        if claim := _made(sentence, [Pointer(number) for number in numbers]):
            claims.append(claim)
    return claims


def _made(text: str, pointers: list[Pointer]) -> Claim | None:
    seen = "".join(c for c in text if unicodedata.category(c) not in _UNSEEN or c in "\n\t")
    plain = _EMPHASIS.sub("", _BULLET.sub("", " ".join(seen.split()))).strip()
    if not plain or len(plain) > _MOST_CHARACTERS or _disguised(plain):
        return None
    return Claim(plain, tuple(pointers[:_MOST_CITED]))


def _disguised(text: str) -> bool:
    """Return whether letters or digits of *text* only look like others, and could be read otherwise."""
    if any(c.isalnum() and c not in "²³" and unicodedata.normalize("NFKC", c) != c for c in text):
        return True
    return bool(_RAISED.search(text)) or any(_is_mixed(word) for word in _LETTERS.findall(text))


def _is_mixed(word: str) -> bool:
    """Return whether a word has letters of two alphabets that look alike."""
    return len({name for c in word if (name := unicodedata.name(c, "").split(" ")[0]) in _ALIKE}) > 1


def _unmarked(text: str) -> tuple[str, list[int]]:
    """Return a statement without its citation marks, and their numbers."""
    numbers = [int(n[:9]) for run in _MARKS.findall(text) for n in _NUMBER.findall(run)]
    kept = _MARKS.sub(" ", text)
    return re.sub(r"\s+([.,;:!?。，；：！？])", r"\1", kept).strip(), list(dict.fromkeys(numbers))
