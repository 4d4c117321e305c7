"""A sentence becomes what a statement cites: itself alone, a stretch of its passage, or a line among other facts."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.passage import Span
from index.reader.training.case import Case, Edit
from index.reader.training.example import sentences, stems, words
from index.reader.training.folder import Text
from index.reader.training.shape import LEANS, is_fact, listed, window
from index.reader.training.wording import put

_ALONE, _AS_LINES = 0.5, 0.22
_WINDOW_WORDS = (40, 60, 60, 90, 120)
_TITLED = 0.6


@dataclass(frozen=True, slots=True)
class Cited:
    """The sentences before the holder, and those after it, as they are cited; lines where they are facts of a list."""

    title: str
    before: str
    after: str

    def text(self, holder: str, edit: Edit | None = None) -> str:
        """Return all that is cited, with *holder* in its place, and the names of an edit exchanged throughout."""
        return _swapped(self.before, edit) + holder + _swapped(self.after, edit)

    def titled(self, edit: Edit | None = None) -> str:
        return _swapped(self.title, edit)


def _swapped(text: str, edit: Edit | None) -> str:
    for old, new in edit.swaps if edit else ():
        text = put(text, old, new)
    return text


def cited(case: Case, span: Span, others: Sequence[Text], chance: random.Random) -> Cited | None:
    """Return what a statement of the sentences *span* of its passage cites; None where they do not prove it alone.

    A statement in other words than its sentence's, such as a name where that has a pronoun, cites what tells them.
    """
    start, end = span
    title = case.title if chance.random() < _TITLED else ""
    way = chance.random()
    leans = _leans(case) and not (title and title.split()[0] in case.statement)
    if leans:
        way = 1.0
    if way < _ALONE and _tells(case, f"{title} {case.holder}"):
        return Cited(title, "", "")
    if way < _ALONE + _AS_LINES and is_fact(case.holder) and _tells(case, f"{title} {case.holder}"):
        lines = _lines(case, others, chance)
        if lines:
            return Cited(title, *lines)
    first, last = window(case.passage, start, chance.choice(_WINDOW_WORDS), chance)
    first, last = min(first, start), max(last, end)
    if leans:
        earlier = [a for a, _ in sentences(case.passage) if a < start]
        if not earlier:
            return None
        first = min([first, *earlier[-2:]])
    if words(case.passage[first:last]) > 200:
        return None
    if not _tells(case, f"{title} {case.passage[first:last]}"):
        title = case.title
        if not _tells(case, f"{title} {case.passage[first:last]}"):
            return None
    return Cited(title, case.passage[first:start], case.passage[end:last])


def _leans(case: Case) -> bool:
    """Return whether the holder opens with a word for something told before, which the statement names."""
    return bool(LEANS.match(case.holder)) and not LEANS.match(case.statement)


def _tells(case: Case, text: str) -> bool:
    """Return whether *text* has the names, figures and most other words of the statement."""
    named = re.findall(r"(?<!^)(?<!\. )\b[A-Z]\w+|\d[\d.,]*\d|\d", case.statement)
    said = text.lower()
    lost = [one for one in named if one.lower()[:5] not in said]
    wanted = stems(case.statement)
    shared = len(wanted & stems(text)) / max(1, len(wanted))
    return len(lost) * 8 <= len(named) and shared >= 0.5


def _lines(case: Case, others: Sequence[Text], chance: random.Random) -> tuple[str, str] | None:
    """Return the lines before and after the holder's."""
    facts = []
    for other in others:
        said = [other.text[a:b] for a, b in sentences(other.text)]
        said = [one for one in said if is_fact(one) and one not in case.holder and case.holder not in one]
        facts += chance.sample(said, min(len(said), 1))
    facts = list(dict.fromkeys(facts))[: chance.randint(1, 3)]
    if not facts:
        return None
    place = chance.randint(0, len(facts))
    text, (start, end) = listed([*facts[:place], case.holder, *facts[place:]], chance, place, (0, len(case.holder)))
    return text[:start], text[end:]
