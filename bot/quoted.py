"""What a statement quotes: whole sentences of a passage, and how they are read. Types of ours only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from index.passage import Passage, Span


@dataclass(frozen=True, slots=True)
class Quoted:
    """Whole sentences of a passage, in characters of its text."""

    passage: Passage
    span: Span

    @property
    def text(self) -> str:
        return self.passage.text[slice(*self.span)]

    @property
    def place(self) -> Span:
        """Where the quote stands, in characters of the document's text."""
        return self.passage.start + self.span[0], self.passage.start + self.span[1]

    @property
    def alone(self) -> Passage:
        """The quote as a passage of its own, which is faster read than the whole."""
        start, end = self.place
        return Passage(self.passage.document, start, end, ((0, end - start),))


def read_together(quotes: Sequence[Quoted]) -> list[Passage]:
    """Return what to read for what *quotes* prove: of each document its quotes, and all where there are several.

    Quotes that do not follow each other are joined into a text of their own, which stands in no document.
    """
    documents = dict.fromkeys(one.passage.document_id for one in quotes)
    groups = [[one for one in quotes if one.passage.document_id == name] for name in documents]
    return [_joined(group) for group in (groups if len(groups) == 1 else [*groups, list(quotes)])]


def _joined(quotes: Sequence[Quoted]) -> Passage:
    """Return *quotes* as one passage, in the order in which they stand; one alone stays where it stands."""
    if len(quotes) == 1:
        return quotes[0].alone
    documents = list(dict.fromkeys(one.passage.document_id for one in quotes))
    ordered = sorted(quotes, key=lambda one: (documents.index(one.passage.document_id), one.place))
    title = "; ".join(dict.fromkeys(one.passage.document.title for one in ordered if one.passage.document.title))
    text, spans = "", []
    for one in ordered:
        start = len(text) + bool(text)
        text = f"{text} {one.text}".lstrip()
        spans.append((start, len(text)))
    document = replace(ordered[0].passage.document, text=text, title=title, furniture=(), pages=())
    return Passage(document, 0, len(text), tuple(spans))
