"""The lines of printed pages become paragraphs: what repeats on every page is dropped, broken words are made whole."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from index.layout import ends_sentence

HYPHEN = "\x02"
"""Ends a line that broke a word, or a compound at its hyphen."""

_EDGE = 2  # lines at the top and at the bottom of a page that may be running heads
_FEWEST = 3  # pages: on fewer, nothing is said to repeat
_SHARE = 0.4  # of the pages: left and right pages have heads of their own
_BULLET = re.compile(r"(?:[-*•‣▪●–]|\(?\d{1,2}[.)]|\(?[a-z][.)])\s")
_NUMBER = re.compile(r"\d+")
_WORD = re.compile(r"\w+(?:-\w+)*")


@dataclass(frozen=True, slots=True)
class Line:
    """A line as it is printed; places in points, from the lower left corner of the page."""

    text: str
    left: float
    right: float
    baseline: float
    size: float
    """Height of its letters."""


Page = Sequence[Line]


def without_running_heads(pages: Sequence[Page]) -> list[list[Line]]:
    """Return *pages* without the lines at their edges that most of them repeat, page numbers among them."""
    if len(pages) < _FEWEST:
        return [list(page) for page in pages]
    counts = Counter(key for number, page in enumerate(pages) for key in {k for _, k in _edges(page, number)})
    needed = max(_FEWEST, _SHARE * len(pages))
    kept = []
    for number, page in enumerate(pages):
        repeated = {place for place, key in _edges(page, number) if counts[key] >= needed}
        repeated -= {1} if 0 not in repeated else set()  # under a line that is its own, a line is its own too
        repeated -= {len(page) - 2} - {0} if len(page) - 1 not in repeated else set()
        kept.append([line for place, line in enumerate(page) if place not in repeated])
    return kept


def _edges(page: Page, number: int) -> Iterator[tuple[int, str]]:
    """Yield the lines at the edges of *page* as places and keys: the text, and the text with its page number left out.

    A figure is a page number when it is as far from *number* on every page that has the line.
    """
    places = range(len(page))
    for place in sorted({*places[:_EDGE], *places[-_EDGE:]}):
        text = " ".join(page[place].text.split()).casefold()
        text = f"{page[place].size:.0f} {text}"  # the same words in larger letters are the title
        yield place, text
        for found in _NUMBER.finditer(text, text.index(" ")):
            if len(found.group()) <= 5:
                yield place, f"{text[: found.start()]}\0{int(found.group()) - number}\0{text[found.end() :]}"


def joined(pages: Sequence[Page]) -> tuple[str, tuple[int, ...]]:
    """Return the text of *pages*, a paragraph a line with a blank one between, and where each page begins in it."""
    known = _words(line.text for page in pages for line in page)
    pitch = _pitch(pages)
    parts: list[str] = []
    starts: list[int] = []
    length = 0
    before: Line | None = None
    for page in pages:
        margin = sorted(line.right for line in page)[int(len(page) * 0.9)] if page else 0.0
        starts.append(length)
        for place, line in enumerate(page):
            glue = "\n\n" if before else ""
            if before and (_goes_on(before, line, pitch, margin) if place else _goes_over(before, line)):
                glue = _glue(before.text, line.text, known)
            parts += [glue, line.text.removesuffix(HYPHEN)]
            if not place:
                starts[-1] = length + len(glue)
            length += len(glue) + len(parts[-1])
            before = line
    return "".join(parts), tuple(min(start, length) for start in starts)


def _goes_on(before: Line, line: Line, pitch: float, margin: float) -> bool:
    """Return whether *line* goes on with the paragraph of the line *before* it on the page."""
    if before.text.endswith(HYPHEN):
        return True
    fall = before.baseline - line.baseline
    if abs(before.size - line.size) > 0.12 * max(before.size, line.size) or _BULLET.match(line.text):
        return False
    if fall < 0:  # the top of the next column
        return _goes_over(before, line)
    if fall > 1.45 * pitch * max(before.size, line.size):
        return False
    width = max(margin - before.left, 1.0)
    short = margin - before.right > 0.15 * width
    if ends_sentence(before.text):
        return not short and line.left <= before.left + 0.8 * line.size
    return not (margin - before.right > 0.4 * width and not line.text[:1].islower())


def _goes_over(before: Line, line: Line) -> bool:
    """Return whether *line*, at the top of a page or column, goes on with the paragraph that the last one left."""
    alike = abs(before.size - line.size) <= 0.12 * max(before.size, line.size)
    return before.text.endswith(HYPHEN) or (alike and line.text[:1].islower() and not ends_sentence(before.text))


def _glue(before: str, line: str, known: set[str]) -> str:
    """Return what stands between two lines of a paragraph: nothing where a word was broken, its hyphen or a blank."""
    if not before.endswith(HYPHEN):
        return "" if _is_dense(before[-1:]) and _is_dense(line[:1]) else " "
    first, second = re.search(r"\w*$", before[:-1]), re.match(r"\w*", line)
    head, tail = (first.group() if first else "").lower(), (second.group() if second else "").lower()
    if head + tail in known or (f"{head}-{tail}" not in known and line[:1].islower()):
        return ""
    return "-"


def _is_dense(character: str) -> bool:
    """Return whether *character* is of a script that puts no blanks between words."""
    return "\u3000" <= character <= "\u9fff" or "\uff00" <= character <= "\uffef"


def _words(lines: Iterable[str]) -> set[str]:
    """Return the words of *lines* as they stand unbroken within a line, in small letters."""
    whole = (line.rpartition(" ")[0] if line.endswith(HYPHEN) else line for line in lines)
    return {word.lower() for line in whole for word in _WORD.findall(line)}


def _pitch(pages: Sequence[Page]) -> float:
    """Return how far the lines of a paragraph mostly are apart, in heights of their letters."""
    falls = [
        (first.baseline - second.baseline) / second.size
        for page in pages
        for first, second in pairwise(page)
        if second.size and 0 < first.baseline - second.baseline < 3 * second.size
    ]
    return median(falls) if falls else 1.2
