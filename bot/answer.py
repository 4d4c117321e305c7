"""The nouns of the bot: an answer, its statements, and the citations that prove them.

It imports the standard library and `index.passage` only.
"""

from __future__ import annotations

from dataclasses import dataclass

from index.passage import Passage, Publication, Span


@dataclass(frozen=True, slots=True)
class Citation:
    """A numbered quote and where it stands."""

    number: int
    passage: Passage
    start: int
    """Where the quote starts and ends, in characters of `passage.text`."""
    end: int
    span: Span | None = None
    """The answering words, in characters of `passage.text`; always inside the quote."""

    @property
    def quote(self) -> str:
        return self.passage.text[self.start : self.end]

    @property
    def place(self) -> Span:
        """Where the quote stands, in characters of the document's text."""
        return self.passage.start + self.start, self.passage.start + self.end

    @property
    def page(self) -> int | None:
        """The page that the quote begins on, where its document has pages."""
        return self.passage.document.page(self.place[0])

    @property
    def publications(self) -> tuple[Publication, ...]:
        """The publications that back the quote, never empty."""
        return self.passage.document.publications(*self.place)


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing the answer says, with the numbers of the citations that prove it."""

    text: str
    citations: tuple[int, ...]

    @property
    def marked(self) -> str:
        """The statement followed by its citation marks: `… in 2024. [1][2]`."""
        return f"{self.text} {''.join(f'[{number}]' for number in self.citations)}".rstrip()


@dataclass(frozen=True, slots=True)
class Answer:
    """What is said to a question. Without citations it is a refusal, whose *reply* is a sentence for the asker."""

    question: str
    statements: tuple[Statement, ...] = ()
    citations: tuple[Citation, ...] = ()
    confidence: float = 0.0
    """How sure the engine is that the corpus answers, 0 to 1, answered or not."""
    reply: str = ""
    """What is said without a citation: small talk, or a refusal, if only of a part of the message."""
    nearest: tuple[Citation, ...] = ()
    """On a refusal, what stands nearest to the question: not an answer, and said not to be."""
    offered: tuple[str, ...] = ()
    """On a refusal, questions near to this one that the texts answer."""
    note: str = ""
    """What the asker should know of how the answer was made, such as that a model could not be reached."""
    engine: str = ""
    generation: str = ""

    @property
    def answered(self) -> bool:
        return bool(self.citations)

    @property
    def text(self) -> str:
        """The whole answer with its citation marks; never empty."""
        stated = (statement.marked for statement in self.statements) if self.answered else ()
        return " ".join(filter(None, (*stated, self.reply)))
