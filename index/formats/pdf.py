"""A PDF becomes a document with pages, its lines joined into paragraphs; confines pypdfium2."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from statistics import median
from typing import Any

from index.formats.document import document
from index.formats.normal import invisible, normalise
from index.formats.paragraphs import HYPHEN, Line, joined, without_running_heads
from index.formats.unreadable import UnreadableError
from index.passage import Document

_DATE = re.compile(r"D:(\d{4})(\d{2})?(\d{2})?")
_JUNK_TITLE = re.compile(
    r"(?i)(?:microsoft (?:word|powerpoint|excel) - .*|untitled.*|document ?\d*|presentation ?\d*|slide \d+|no ?title"
    r"|title|template|about:blank|без ?названия|.*\.(?:docx?|pdf|tex|dvi|indd|qxd|pptx?|xlsx?|rtf|odt|txt|html?)"
    r"|[\W\d_]*)"
)
_JUNK_AUTHOR = re.compile(
    r"(?i)(?:user\d*|admin(?:istrator)?|owner|unknown|\(?anonymous\)?|author|microsoft office user|python-docx"
    r"|[\W\d_]*)"
)
_LONGEST_TITLE = 200  # characters
_PASSWORD = 4  # FPDF_ERR_PASSWORD


def read(name: str, data: bytes) -> Iterator[Document]:
    """Yield the one document of the PDF file *name*."""
    import pypdfium2

    try:
        opened = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if error.err_code == _PASSWORD and b"/Encrypt" in data:  # the code may be that of the file before
            raise UnreadableError("it is locked with a password; save a copy without one") from error
        raise UnreadableError("the PDF is damaged; open it and save it anew") from error
    pages, hidden = [], 0
    for number in range(len(opened)):
        raw = list(_lines(opened, number))
        hidden += sum(invisible(line.text) for line in raw)
        pages.append([line for line in map(_normal, raw) if line.text.strip(HYPHEN)])
    yield _made(name, without_running_heads(pages), opened.get_metadata_dict(), _language(opened), hidden)
    opened.close()


def _made(name: str, pages: list[list[Line]], said: dict[str, str], language: str, hidden: int) -> Document:
    text, starts = joined(pages)
    if not any(character.isalnum() for character in text):
        raise UnreadableError("it holds no text, only pictures; run it through text recognition (OCR) first")
    made = _DATE.match(said.get("CreationDate", ""))
    usual = median(line.size for page in pages for line in page for _ in line.text)
    fields = {
        "title": proper_title(said.get("Title", "")) or _largest(pages[0], usual),
        "author": proper_author(said.get("Author", "")),
        "date": "-".join(filter(None, made.groups())) if made else "",
        "language": language,
    }
    headings = [heading for page in pages for _, heading in _headings(page, usual)]
    return document(name, text, fields, headings, pages=starts, invisible=hidden)


def proper_title(title: str) -> str:
    """Return *title*, or nothing when a program made it up."""
    return "" if _JUNK_TITLE.fullmatch(title.strip()) else title


def proper_author(author: str) -> str:
    """Return *author*, or nothing when a program made it up."""
    return "" if _JUNK_AUTHOR.fullmatch(author.strip()) else author


def _lines(opened: Any, number: int) -> Iterator[Line]:
    """Yield the lines of a page as they are printed; a page that is damaged has none."""
    import pypdfium2

    try:
        page = opened[number]
        words = page.get_textpage()
    except pypdfium2.PdfiumError:
        return
    text = _characters(words)
    for found in re.finditer(rf"([^\r\n{HYPHEN}]*)(?:[\r\n{HYPHEN}]|\Z)", text):
        line = found.group(1)
        if line.strip():
            blanks = len(line) - len(line.lstrip()), len(line) - len(line.rstrip())
            hyphen = HYPHEN * found.group().endswith(HYPHEN)
            yield _placed(_spelt(line) + hyphen, words, found.start() + blanks[0], found.end(1) - blanks[1] - 1)
    words.close()
    page.close()


def _characters(words: Any) -> str:
    """Return the characters of a page, each at the place by which PDFium knows it."""
    from pypdfium2 import raw

    text: str = words.get_text_range()
    if len(text) == words.count_chars():  # at once, where nothing is left out
        return text.replace("\ufffe", HYPHEN)
    return "".join(chr(raw.FPDFText_GetUnicode(words, place)) for place in range(words.count_chars()))


def _placed(text: str, words: Any, first: int, last: int) -> Line:
    """Return the line *text*, with the places of the characters *first* to *last* of the page's *words*."""
    from pypdfium2 import raw

    x, y = ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetCharOrigin(words, first, x, y)
    left, bottom, _, top = words.get_charbox(first, loose=True)
    return Line(text, left, words.get_charbox(last)[2], y.value, round(top - bottom, 1))


def _spelt(text: str) -> str:
    """Return *text* with pairs of surrogates as the characters that they spell."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _normal(line: Line) -> Line:
    text = " ".join(normalise(line.text).split())
    return replace(line, text=text + HYPHEN * line.text.endswith(HYPHEN))


def _headings(page: Sequence[Line], usual: float) -> Iterator[tuple[float, str]]:
    """Yield the runs of lines in larger letters than *usual*, with the height of their letters."""
    for size, run in groupby(page, key=lambda line: line.size):
        text = " ".join(line.text for line in run)
        if size > 1.15 * usual and len(text) <= _LONGEST_TITLE and HYPHEN not in text:
            yield size, text


def _largest(page: Sequence[Line], usual: float) -> str:
    """Return what the first page prints in its largest letters, if they are larger than *usual*."""
    found = [one for one in _headings(page, usual) if sum(map(str.isalpha, one[1])) >= 3]
    return max(found, key=lambda one: one[0])[1] if found else ""


def _language(opened: Any) -> str:
    from pypdfium2 import raw

    room = (ctypes.c_ushort * 64)()
    size = raw.FPDFCatalog_GetLanguage(opened, ctypes.cast(room, ctypes.POINTER(raw.FPDF_WCHAR)), 64)
    said = "".join(map(chr, room[: max(0, size // 2 - 1)])) if size <= 128 else ""
    code = re.match("[A-Za-z]{2,3}(?![A-Za-z])", said)
    return code.group().lower() if code else ""
