"""The nouns of the index: a document, the publications it draws on, a passage of it, a passage found.

It imports the standard library only.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

SOURCE_MARKS = re.compile(r"(?:(?<![ \t])[ \t]++)?(?:\[\d{1,3}\])+")
"""A run of source marks, `[3]` or `[1][2]`, with the blanks before it."""

_NUMBER = re.compile(r"\d+")

Span = tuple[int, int]
"""Half-open character offsets; every docstring says of which text."""


@dataclass(frozen=True, slots=True)
class Publication:
    """Something that was published and can be opened: what a person is sent to for the original."""

    outlet: str = ""
    title: str = ""
    url: str = ""
    date: str = ""
    """ISO, as precise as known (`2025`, `2025-06`, `2025-06-24`), or empty."""


@dataclass(frozen=True, slots=True)
class Document:
    """A text of the corpus, normalised once; every offset anywhere counts characters of *text*."""

    id: str
    """The POSIX path inside the corpus, or the record's id in a JSONL corpus."""
    text: str
    title: str = ""
    author: str = ""
    date: str = ""
    url: str = ""
    language: str = ""
    sources: tuple[Publication, ...] = ()
    """The publications a brief draws on, in the order its source marks count them; empty for a page of its own."""
    furniture: tuple[Span, ...] = ()
    """Stretches of *text* that identify or frame it (menus, credits, addresses): searchable, never quoted."""
    pages: tuple[int, ...] = ()
    """Where each page of a paged file begins in *text*, the first page first; empty for a file without pages."""
    invisible: int = 0
    """How many invisible or bidirectional characters were taken out of *text*: many are a sign of hidden words."""

    def page(self, position: int) -> int | None:
        """Return the number, from 1, of the page that the character at *position* stands on, where there are pages."""
        return bisect_right(self.pages, position) or None

    @property
    def is_page(self) -> bool:
        """Whether the document is itself the publication that its address opens."""
        return not self.sources and bool(self.url)

    @property
    def is_brief(self) -> bool:
        """Whether the document sums up its sources, naming them by source marks."""
        return bool(self.sources) and bool(SOURCE_MARKS.search(self.text))

    def publications(self, start: int, end: int) -> tuple[Publication, ...]:
        """Return the publications that back `text[start:end]`: those its source marks name.

        The marks inside the stretch count, or else the first ones after it in the same block (a line).
        Without marks, a page is its own one publication and a brief names all of its sources.
        """
        if not self.sources:
            return (Publication("", self.title, self.url, self.date),)
        named = self._marked(start, end) or self._marked_after(end)
        return tuple(self.sources[number - 1] for number in named) or self.sources

    def _marked(self, start: int, end: int) -> list[int]:
        runs = SOURCE_MARKS.findall(self.text, start, end)
        numbers = (int(n) for run in runs for n in _NUMBER.findall(run))
        return [n for n in dict.fromkeys(numbers) if 1 <= n <= len(self.sources)]

    def _marked_after(self, end: int) -> list[int]:
        line_end = self.text.find("\n", end)
        line_end = len(self.text) if line_end < 0 else line_end
        found = SOURCE_MARKS.search(self.text, end, line_end)
        return self._marked(found.start(), found.end()) if found else []


@dataclass(frozen=True, slots=True)
class Passage:
    """A verbatim stretch of a document: `document.text[start:end] == text`."""

    document: Document
    start: int
    end: int
    sentences: tuple[Span, ...]
    """Where its sentences stand, in characters of *text*, source marks and furniture left out."""

    @property
    def text(self) -> str:
        return self.document.text[self.start : self.end]

    @property
    def document_id(self) -> str:
        return self.document.id


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found for a question; a higher score is a better hit, comparable within one search only."""

    passage: Passage
    score: float
    by_meaning: float = 0.0
    """Cosine similarity of question and passage, -1 to 1."""
    by_words: float = 0.0
    """BM25 score of the passage, 0 or more."""
