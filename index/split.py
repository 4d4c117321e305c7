"""A document becomes passages: verbatim stretches that end where sentences end and fit the embedding model.

The only home of sentencex.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

import sentencex

from index.layout import is_wrapped
from index.passage import SOURCE_MARKS, Document, Passage, Span

VERSION = 1
"""Raised whenever the same text would be split otherwise."""

CountTokens = Callable[[Sequence[str]], list[int]]
"""Gives the length of each text in the embedding model's tokens."""

_BLOCK_LINES = re.compile(r"[^\n]+")
_BLOCK_PARAGRAPHS = re.compile(r"\S(?:[^\n]|\n(?![ \t]*\n|[ \t]*[-*•][ \t]))*")
_INITIAL = re.compile(r"(?:^|[\s(])\w\.$")
_PIECE = re.compile(r"\S+\s*")
_MARKS_ONLY = re.compile(rf"(?:{SOURCE_MARKS.pattern})+\s*")


def split(document: Document, count_tokens: CountTokens, budget: int) -> list[Passage]:
    """Return the passages of *document*, each of at most *budget* tokens and as few as sentence ends allow.

    A paragraph is broken only when it does not fit; a sentence only when it alone exceeds the budget.
    """
    blocks = [list(_pieces(document.text, block, count_tokens, budget)) for block in blocks_of(document)]
    lengths = iter(count_tokens([document.text[a:b] for block in blocks for a, b in block]))
    groups: list[list[Span]] = [[]]
    used = 0
    for block in blocks:
        sizes = [next(lengths) for _ in block]
        if used and used + sum(sizes) > budget:
            groups.append([])
            used = 0
        for span, size in zip(block, sizes, strict=True):
            if used and used + size > budget:
                groups.append([])
                used = 0
            groups[-1].append(span)
            used += size
    return [_passage(document, group) for group in groups if group]


def blocks_of(document: Document) -> Iterator[list[Span]]:
    """Yield the sentences of each block (a line, or a paragraph where lines are wrapped), with their source marks."""
    blocks = _BLOCK_PARAGRAPHS if is_wrapped(document.text) else _BLOCK_LINES
    for block in blocks.finditer(document.text):
        sentences = list(sentences_of(document.text, block.span(), document.language))
        if sentences:
            yield sentences


def sentences_of(text: str, block: Span, language: str) -> Iterator[Span]:
    """Yield where the sentences of `text[block]` stand, blanks trimmed, a source mark kept with what it backs."""
    start, offset = -1, block[0]
    end = offset
    for boundary in sentencex.get_sentence_boundaries(language or "en", text[block[0] : block[1]]):
        first, last = block[0] + boundary["start_index"], block[0] + boundary["end_index"]
        marks = _MARKS_ONLY.match(text, first, last)
        if marks and start >= 0:
            end = marks.end()
            first = marks.end()
        if not text[first:last].strip():
            continue
        if start >= 0 and not _INITIAL.search(text[start:end].rstrip()):
            yield _trim(text, start, end)
            start = -1
        start = first if start < 0 else start
        end = last
    if start >= 0 and text[start:end].strip():
        yield _trim(text, start, end)


def _trim(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _pieces(text: str, block: list[Span], count_tokens: CountTokens, budget: int) -> Iterator[Span]:
    """Yield the sentences of a block, one that exceeds the budget in pieces that end between words."""
    for start, end in block:
        if end - start <= budget or count_tokens([text[start:end]])[0] <= budget:
            yield start, end
            continue
        yield from _cut(text, start, end, budget * 2)


def _cut(text: str, start: int, end: int, width: int) -> Iterator[Span]:
    begin = last = start
    for word in _PIECE.finditer(text, start, end):
        for stop in [*range(word.start() + width, word.end(), width), word.end()]:
            if stop - begin > width and last > begin:
                yield _trim(text, begin, last)
                begin = last
            last = stop
    if last > begin:
        yield _trim(text, begin, last)


def _passage(document: Document, spans: list[Span]) -> Passage:
    start, end = spans[0][0], spans[-1][1]
    quotable = (_without_marks(document.text, span) for span in spans if not _is_furniture(document, span))
    return Passage(document, start, end, tuple((a - start, b - start) for a, b in quotable if b > a))


def _is_furniture(document: Document, span: Span) -> bool:
    return any(a <= span[0] and span[1] <= b for a, b in document.furniture)


def _without_marks(text: str, span: Span) -> Span:
    start, end = span
    for marks in reversed(list(SOURCE_MARKS.finditer(text, start, end))):
        if text[marks.end() : end].strip():
            break
        end = marks.start()
    return _trim(text, start, end)
