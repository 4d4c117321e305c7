"""What the reader learns from: a question, a passage, and the words that answer, or that none do."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from index.analysis import terms
from index.passage import Document, Passage, Span
from index.split import blocks_of, split


@dataclass(frozen=True, slots=True)
class Example:
    """One question over one passage."""

    question: str
    title: str
    text: str
    span: Span | None
    """The words that answer, in characters of *text*; None where the text does not answer."""
    answers: tuple[str, ...]
    """All that is accepted as an answer."""
    recipe: str
    """How it was made: `given`, or the name of a near miss."""
    source: str
    """The folder it comes from."""

    @property
    def passage(self) -> Passage:
        """The text as the product would read it."""
        return passage_of(self.title, self.text)

    @property
    def holder(self) -> str:
        """The sentence that the answer begins in, or all of the text."""
        return next((self.text[a:b] for a, b in sentences(self.text) if self.span and a <= self.span[0] < b), self.text)


def passage_of(title: str, text: str) -> Passage:
    """Return *text* as one passage, split into sentences."""
    (passage,) = split(Document("", text, title), lambda texts: [0] * len(texts), 1)
    return passage


@lru_cache(maxsize=50_000)
def sentences(text: str) -> tuple[Span, ...]:
    """Return where the sentences of *text* stand, source marks included."""
    return tuple(span for block in blocks_of(Document("", text)) for span in block)


@lru_cache(maxsize=50_000)
def stems(text: str) -> frozenset[str]:
    """Return the distinct terms of *text*."""
    return frozenset(terms(text))


def contains(text: str, answers: Iterable[str]) -> bool:
    """Return whether *text* says one of *answers*, word for word or stem for stem."""
    plain, stemmed = text.lower(), _stemmed(text)
    return any(
        answer.lower().strip(" .,") in plain or (stems(answer) and _stemmed(answer) in stemmed) for answer in answers
    )


@lru_cache(maxsize=200_000)
def _stemmed(text: str) -> str:
    return f" {' '.join(terms(text))} "


def words(text: str) -> int:
    """Return how many words *text* has, parted by blanks."""
    return len(re.findall(r"\S+", text))
