"""Text with styles, in characters, becomes messages that Telegram accepts, in UTF-16 units. Standard library only."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import accumulate

MESSAGE_UNITS = 4096
"""The longest message Telegram takes, in UTF-16 units."""
MESSAGE_ENTITIES = 100
"""The most entities Telegram takes in a message."""

BOLD = "bold"
LINK = "text_link"
BLOCKQUOTE = "expandable_blockquote"

_MARKS = r"(?:[ \t]*(?:\[\d{1,3}\])+)?"
"""The citation marks after a sentence, which are never parted from it."""
_MARKS_CHARACTERS = 200  # more than the marks of one sentence take
_SENTENCE_END = re.compile(rf"[.!?…]['\"”’»)\]]*{_MARKS}\s+(?!\[\d{{1,3}}\])|[。！？][”’」』）]*{_MARKS}|\n")
_BLANK = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Entity:
    """How a stretch of a message looks; *offset* and *length* count UTF-16 units, as Telegram does."""

    kind: str
    offset: int
    length: int
    url: str = ""


@dataclass(frozen=True, slots=True)
class Button:
    """A button under a message, and what comes back when it is tapped, 1 to 64 bytes."""

    label: str
    data: str


@dataclass(frozen=True, slots=True)
class Message:
    """One message as it is sent: text and entities, never markup, and rows of buttons."""

    text: str
    entities: tuple[Entity, ...] = ()
    buttons: tuple[tuple[Button, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Style:
    """How a stretch of a text looks; *start* and *end* count characters."""

    kind: str
    start: int
    end: int
    url: str = ""


@dataclass(frozen=True, slots=True)
class Styled:
    """A text and its styles; two of them add up to one."""

    text: str = ""
    styles: tuple[Style, ...] = ()

    def __add__(self, other: Styled | str) -> Styled:
        if isinstance(other, str):
            return Styled(self.text + other, self.styles)
        shift = len(self.text)
        moved = (replace(s, start=s.start + shift, end=s.end + shift) for s in other.styles)
        return Styled(self.text + other.text, (*self.styles, *moved))

    def within(self, kind: str, url: str = "") -> Styled:
        """Return the same text with the whole of it in one more style, the outermost."""
        return Styled(self.text, (Style(kind, 0, len(self.text), url), *self.styles)) if self.text else self

    def part(self, start: int, end: int) -> Styled:
        """Return a stretch of the text without the white space around it; styles are cut to fit."""
        stretch = self.text[start:end]
        start += len(stretch) - len(stretch.lstrip())
        end = start + len(stretch.strip())
        cut = (replace(s, start=max(s.start, start) - start, end=min(s.end, end) - start) for s in self.styles)
        return Styled(self.text[start:end], tuple(s for s in cut if s.start < s.end))


def joined(parts: Iterable[Styled], separator: str) -> Styled:
    """Return the parts as one text with the separator between them."""
    whole = Styled()
    for position, part in enumerate(parts):
        whole = whole + separator + part if position else whole + part
    return whole


def to_messages(blocks: Iterable[Styled]) -> list[Message]:
    """Fit the blocks into as few messages as their order allows; only a block too big for one message is split."""
    fitted: list[Styled] = []
    for block in blocks:
        for piece in _pieces(block):
            together = joined((fitted[-1], piece), "\n\n") if fitted else piece
            if fitted and _fits(together):
                fitted[-1] = together
            else:
                fitted.append(piece)
    return [_message(styled) for styled in fitted]


def units(text: str) -> int:
    """Return the length of a text in UTF-16 units."""
    return len(text) + sum(character > "\uffff" for character in text)


def _fits(styled: Styled) -> bool:
    return units(styled.text) <= MESSAGE_UNITS and len(styled.styles) <= MESSAGE_ENTITIES


def _pieces(styled: Styled) -> Iterator[Styled]:
    """Yield the text whole, or in stretches that each fit a message; white space alone is dropped."""
    rest = styled.part(0, len(styled.text))
    while rest.text and not _fits(rest):
        cut = _cut(rest)
        if (first := rest.part(0, cut)).text:
            yield first
        rest = rest.part(cut, len(rest.text))
    if rest.text:
        yield rest


def _cut(styled: Styled) -> int:
    """Return where the next message ends: at a sentence end, else a blank, outside every style if there is any way."""
    text, styles = styled.text, styled.styles
    furthest = _furthest(styled)
    within = min(len(text), furthest + _MARKS_CHARACTERS)
    ends = [end for found in _SENTENCE_END.finditer(text, 0, within) if (end := found.end()) <= furthest]
    blanks = [found.end() for found in _BLANK.finditer(text, 0, furthest)]
    before_styles = [s.start for s in styles if 0 < s.start <= furthest]
    for places in (ends, [*blanks, *before_styles]):
        if outside := [place for place in places if not any(s.start < place < s.end for s in styles)]:
            return max(outside)
    return max(ends or blanks or [furthest])


def _furthest(styled: Styled) -> int:
    """Return how many of the first characters fit a message with the styles that begin in them."""
    measured = list(accumulate((2 if character > "\uffff" else 1 for character in styled.text), initial=0))
    by_units = bisect_right(measured, MESSAGE_UNITS) - 1
    starts = sorted(s.start for s in styled.styles)
    by_styles = starts[MESSAGE_ENTITIES] if len(starts) > MESSAGE_ENTITIES else len(styled.text)
    return max(1, min(by_units, by_styles))


def _message(styled: Styled) -> Message:
    measured = list(accumulate((2 if character > "\uffff" else 1 for character in styled.text), initial=0))
    entities = (Entity(s.kind, measured[s.start], measured[s.end] - measured[s.start], s.url) for s in styled.styles)
    return Message(styled.text, tuple(entities))
