"""What is shown of a corpus: tidy text, passages around quotes, dates, links. Imports only what holds texts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote as percent_encoded
from urllib.parse import urlsplit

from bot.texts import ENGLISH, Texts
from index.passage import SOURCE_MARKS, Document, Passage, Publication, Span

LABEL_CHARACTERS = 200
"""Titles and outlets longer than this are shown shortened."""
FRAGMENT_WORDS = 12
FRAGMENT_CHARACTERS = 120
"""A quote with more words or characters than these is linked by how it begins and ends."""
EDGE_WORDS = 6

_UNSHOWABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_UNSHOWN = re.compile(rf"(?P<marks>{SOURCE_MARKS.pattern})|\s+")
_LINE_START = re.compile(r"^\s*(?:[*•>#-]+\s+)*")
_CLAUSE = re.compile(r"[^，。；！？、：]+[，。；！？、：]*")


def clean(text: str) -> str:
    """Return the text, as long as before, with blanks for what must not reach a screen.

    These are control characters, bidirectional overrides and lone surrogates.
    """
    return _UNSHOWABLE.sub(" ", text)


@dataclass(frozen=True, slots=True)
class Shown:
    """A stretch of text as it is shown, and where each of its characters went."""

    text: str
    _places: tuple[int, ...]
    _start: int

    def span(self, span: Span) -> Span:
        """Return where a stretch of the original text stands in what is shown, in characters of both."""
        return self._places[span[0] - self._start], self._places[span[1] - self._start]


def tidied(text: str, start: int, end: int, *, lines: bool = False) -> Shown:
    """Show `text[start:end]` without source marks and with single blanks; *lines* keeps its line breaks."""
    shown, places, written = [], [], 0
    for character, kept in _kept(clean(text[start:end]), lines):
        places.append(written)
        written += kept
        if kept:
            shown.append(character)
    return Shown("".join(shown), (*places, written), start)


def _kept(text: str, lines: bool) -> list[tuple[str, bool]]:
    """Return each character as it is shown, and whether it is."""
    characters = [(character, True) for character in text]
    for found in _UNSHOWN.finditer(text):
        a, b = found.span()
        characters[a:b] = [("", False)] * (b - a)
        if not found["marks"]:
            characters[a] = ("\n" if lines and "\n" in found[0] else " ", True)
    return characters


def shown_quote(passage: Passage, start: int, end: int) -> str:
    """Return a quote as it is shown; *start* and *end* count characters of the passage."""
    return tidied(passage.text, start, end).text.strip()


def excerpt(passage: Passage, quotes: Sequence[Span], limit: int) -> tuple[str, list[Span]]:
    """Return the passage as it is shown, and where the quotes stand in it.

    A passage of more than *limit* characters is cut at sentence ends around the quotes, never inside them.
    """
    text = passage.text
    start, end = _around(passage, quotes, limit)
    shown = tidied(text, start, end, lines=True)
    before = "… " if tidied(text, 0, start).text.strip() else ""
    after = " …" if tidied(text, end, len(text)).text.strip() else ""
    spans = [shown.span(quote) for quote in quotes]
    return before + shown.text + after, [(a + len(before), b + len(before)) for a, b in spans]


def _around(passage: Passage, quotes: Sequence[Span], limit: int) -> Span:
    """Return the widest stretch of whole sentences that holds the quotes and fits the limit."""
    length = len(passage.text)
    if length <= limit:
        return 0, length
    start, end = min(quote[0] for quote in quotes), max(quote[1] for quote in quotes)
    starts = [0, *(a for a, _ in passage.sentences if a < start)]
    ends = [length, *(b for _, b in reversed(passage.sentences) if b > end)]
    while starts or ends:
        if ends and (widened := ends.pop()) > end and widened - start <= limit:
            end = widened
        if starts and (widened := starts.pop()) < start and end - widened <= limit:
            start = widened
    blanks = len(passage.text[start:end]) - len(passage.text[start:end].lstrip())
    return min(start + blanks, *(quote[0] for quote in quotes)), end


def label(text: str) -> str:
    """Return a title or an outlet on one line, shortened where it is very long."""
    line = " ".join(clean(text).split())
    return line if len(line) <= LABEL_CHARACTERS else line[:LABEL_CHARACTERS].rstrip() + "…"


def human_date(iso: str, texts: Texts = ENGLISH) -> str:
    """Return `2025-06-24` as `24 June 2025`, as precise as it is known; anything else as it stands."""
    to_month = len(iso) == len("2025-06")
    try:
        day = date.fromisoformat(f"{iso}-01" if to_month else iso)
    except ValueError:
        return label(iso)
    said = texts.month if to_month else texts.day
    return said.format(day=day.day, month=texts.months[day.month - 1], month_number=day.month, year=day.year)


def link(document: Document, publication: Publication, quote: str) -> str:
    """Return the address that opens a publication, or nothing if it is not one of the web.

    Where the document is the page itself, the address leads to the quote on it by a text fragment.
    """
    url = publication.url
    if not _opens(url):
        return ""
    return to_quote(url, quote) if document.is_page and quote.strip() else url


def _opens(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return parts.scheme in {"http", "https"} and bool(parts.hostname) and url.isprintable() and " " not in url
    except ValueError:
        return False


def to_quote(url: str, quote: str) -> str:
    """Return the address with a text fragment (`#:~:text=`) that finds the quote on the page.

    A fragment has to stand in one block of the page, so a quote of several lines is found by its two ends.
    """
    blocks = [line for part in clean(quote).split("\n") if (line := " ".join(_LINE_START.sub("", part).split()))]
    if not blocks:
        return url
    start, end = _edges(blocks[0])[0], _edges(blocks[-1])[-1]
    text = f"{_encoded(start)},{_encoded(end)}" if len(blocks) > 1 or start != end else _encoded(start)
    page = url.partition(":~:")[0].removesuffix("#")
    return f"{page}{':~:' if '#' in page else '#:~:'}text={text}"


def _edges(line: str) -> list[str]:
    """Return the line whole, or how it begins and how it ends where it is long."""
    words = line.split(" ")
    if len(words) > FRAGMENT_WORDS:
        return [" ".join(words[:EDGE_WORDS]), " ".join(words[-EDGE_WORDS:])]
    clauses = _CLAUSE.findall(line)
    if len(line) > FRAGMENT_CHARACTERS and len(clauses) > 1:
        return [clauses[0].strip(), clauses[-1].strip()]
    return [line]


def _encoded(text: str) -> str:
    return percent_encoded(text, safe="").replace("-", "%2D")
