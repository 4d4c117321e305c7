"""Questions that the documents of an answer answer too, made of their other sentences by rule; no model is asked."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from bot.answer import Answer
from bot.offers import offer
from index.passage import SOURCE_MARKS, Document, Span
from index.split import blocks_of

MOST = 3
_MOST_CHARACTERS = 200_000
"""Of a longer document, nothing is offered: reading a book for it would hold up the answer."""


def related(answer: Answer) -> tuple[str, ...]:
    """Return a few questions that *answer* leaves open and its documents answer, those nearest to a quote first."""
    told = {_plain(answer.question)}
    questions: list[str] = []
    for question in _beside(answer):
        if _plain(question) not in told:
            told.add(_plain(question))
            questions.append(question)
        if len(questions) == MOST:
            break
    return tuple(questions)


def _beside(answer: Answer) -> Iterator[str]:
    """Yield the questions of the sentences that are not quoted, by how far they stand from a quote."""
    made = [
        (min(abs(start - a), abs(b - end)), rank, question)
        for rank, citation in enumerate(answer.citations)
        for a, b in [citation.place]
        for question, (start, end) in _offered(citation.passage.document)
        if not (start < b and a < end)
    ]
    yield from (question for _, _, question in sorted(made))


@lru_cache(maxsize=256)
def _offered(document: Document) -> tuple[tuple[str, Span], ...]:
    """Return the questions that the sentences of a document answer, and where those stand in its text."""
    if len(document.text) > _MOST_CHARACTERS:
        return ()
    sentences = (span for block in blocks_of(document) for span in block)
    made = ((offer(_bare(document.text[start:end])), (start, end)) for start, end in sentences)
    return tuple((one.question, place) for one, place in made if one)


def _bare(sentence: str) -> str:
    """Return a sentence without its source marks and what makes it an item of a list."""
    return SOURCE_MARKS.sub("", sentence).strip().removeprefix("- ").removeprefix("* ").strip()


def _plain(question: str) -> str:
    return question.casefold().strip(" ?")
