"""What a proven statement is to the question: an answer, welcome beside one, or the answer to another question.

It imports the standard library and modules of ours only.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from enum import IntEnum

from bot import lexicon
from bot.facts import facts
from bot.named import asked_names, missing, others
from bot.parts import MOST_PARTS, parts
from bot.pointing import points
from bot.proof import Proven
from bot.quoted import Quoted
from bot.sides import sides
from bot.wanted import ASKS_DATE, ASKS_FIGURE
from bot.wording import coverage, same_script, script
from bot.years import apart, years
from index.passage import Passage, Span
from index.reader import Reader, Reading, Sentence

Supports = Callable[[str, Quoted], float]
"""How much a quote, read in its passage, supports a question, in log-odds."""

_NO_SUPPORT = -5.2
"""The reader's log-odds below which a quote has nothing of an answer."""
_SUPPORTS = -2.0
"""The same from which a sentence said in place of a statement answers: in `tests.bench.fitting` 34 of 47, 3 of 51."""
_BELONGS = -3.5
"""The same from which it stands beside an answer."""
_HAS = 0.34
"""The share of a question's words that such a sentence must have where the reader cannot read them."""
_HOPELESS = -6.5
"""The same below which one that is read alone is not read again in its passage."""
_SUBJECT = 4
"""Words from a statement's beginning within which a name is what it speaks of."""
_NEAR = 20_000
"""Characters before and after a passage in which its document may have a name that was asked about."""

_WITH_CAPITALS = {"LATIN", "CYRILLIC"}
"""The scripts whose names are told by how they are written."""
_ASKS_QUANTITY = re.compile(r"(?i)\bhow (?:many|much)\b|\bсколько\b|多少")
_QUANTITIES = frozenset(lexicon.QUANTITIES.split())
_ADDED = re.compile(r"(?<=[?？])\s*\([^()]*\)\s*$")
"""What a follow-up was completed by, as `bot.dialogue` writes it."""
_NAMED_BY_YEAR = re.compile(r"(?i)\b(?:the|that|this|its|their)\s+(?P<year>(?:1[0-9]|20)\d\d)\s+[^\W\d_]")
"""A thing that is called by its year, such as "the 2016 report"; what is said of it may have happened in another."""
_NAME_AND_YEAR = re.compile(r"\b(?P<name>[^\W\d_a-z][\w’'-]*)\s(?P<year>(?:1[0-9]|20)\d\d)\b")
"""The same where the year ends a name, such as "Expo 2017"."""
_NO_NAMES = frozenset(f"{lexicon.TIMES} {lexicon.STARTERS} spring summer autumn winter".split())
_WORD = re.compile(r"[^\W\d_]+")


class Fit(IntEnum):
    """What a statement is to a question."""

    OTHER = 0
    """The answer to another question."""
    BESIDE = 1
    """Welcome beside an answer, and none by itself."""
    ANSWERS = 2


class Relevance:
    """Holds the statements of one reply against the questions of one message.

    Once a statement answers, the reader is not asked of the others: they may stand beside it in any case. Of sentences
    said in place of a statement it always is, since no model says that they belong to the answer.
    """

    def __init__(self, message: str, reader: Reader) -> None:
        asked = parts(message)[:MOST_PARTS]
        self._questions = [*asked, *(side for question in asked for side in sides(question))]
        self._reader = reader
        self._answered = False
        self._read: dict[tuple[str, str, int], Reading] = {}

    def __call__(self, proven: Proven) -> Fit:
        """Return the best that a statement is to any of the questions."""
        best = Fit.OTHER
        for question in self._questions:
            best = max(best, fit(question, proven, self._supports_for(proven)))
            if best is Fit.ANSWERS:
                self._answered |= not proven.is_verbatim
                break
        return best

    def _supports_for(self, proven: Proven) -> Supports:
        """Return how to judge the quotes of *proven*: once a statement has answered, others are not read."""
        return (lambda *_: 0.0) if self._answered and not proven.is_verbatim else self._supports

    def _supports(self, question: str, quote: Quoted) -> float:
        """Return the reader's log-odds for the best sentence of a quote; read alone first, which is quicker."""
        alone = _best(self._reader.read(question, [quote.alone])[0].sentences)
        if alone >= _NO_SUPPORT or alone < _HOPELESS:
            return alone
        start, end = quote.span
        read = zip(quote.passage.sentences, self._reading(question, quote.passage).sentences, strict=True)
        return _best([one for (a, b), one in read if start <= a and b <= end]) or alone

    def _reading(self, question: str, passage: Passage) -> Reading:
        key = question, passage.document_id, passage.start
        if key not in self._read:
            (self._read[key],) = self._reader.read(question, [passage])
        return self._read[key]


def _best(sentences: Sequence[Sentence | None]) -> float:
    """Return the highest support of the sentences that were read, 0 where none was."""
    return max((one.support for one in sentences if one), default=0.0)


def fit(question: str, proven: Proven, supports: Supports) -> Fit:
    """Return what a *proven* statement is to *question*; what cannot be told answers.

    Another year or only other names than were asked about are another question. The reader is asked last, where it
    can read both.
    """
    if not proven.quotes:
        return Fit.BESIDE
    name = _names(question, proven)
    if name is Fit.OTHER or _is_of_another_time(question, proven):
        return Fit.OTHER
    if proven.is_verbatim:
        return min(name, _fit_of_quotes(question, proven, supports))
    if _lacks_a_quantity(question, proven.text):
        return Fit.BESIDE
    if name is Fit.BESIDE or not _is_read(question, proven):
        return name
    supported = any(supports(question, one) >= _NO_SUPPORT for one in proven.quotes)
    return Fit.ANSWERS if supported else Fit.BESIDE


def _is_read(question: str, proven: Proven) -> bool:
    """Return whether the reader can read the question and the quotes."""
    return all(script(text) == "LATIN" for text in (question, *(one.text for one in proven.quotes)))


def _fit_of_quotes(question: str, proven: Proven, supports: Supports) -> Fit:
    """Return what sentences that are said in place of a statement are: no model says that they belong to the answer.

    Where the reader cannot tell, they stand beside one if they have something of what the question says.
    """
    if not _is_read(question, proven):
        return Fit.BESIDE if coverage(question, [one.text for one in proven.quotes]) >= _HAS else Fit.OTHER
    support = max(supports(question, one) for one in proven.quotes)
    if support < _BELONGS or (years(_ADDED.sub("", question)) and not years(proven.text)):
        return Fit.OTHER
    return Fit.ANSWERS if support >= _SUPPORTS and not _lacks_a_quantity(question, proven.text) else Fit.BESIDE


def _lacks_a_quantity(question: str, statement: str) -> bool:
    """Return whether it is asked how many or how much, and nothing that is said can be that."""
    if not _ASKS_QUANTITY.search(question) or any(c.isdigit() or c in _QUANTITIES for c in statement):
        return False
    return not facts(statement).figures and _QUANTITIES.isdisjoint(_WORD.findall(statement.casefold()))


def _is_of_another_time(question: str, proven: Proven) -> bool:
    """Return whether a statement has other years than the question; a year may also be what something is called by."""
    if ASKS_DATE.search(question):
        return False
    asked = years(_ADDED.sub("", question), asks=True)
    said = years(proven.text) or frozenset[Span]().union(*(years(one.text) for one in proven.quotes))
    if not apart(asked, said):
        return False
    passages = [one.passage for one in proven.quotes]
    called = _called_by(question)
    if called and any(called in f"{one.document.title} {one.text}" for one in passages):
        return False
    return not any(years(one.document.title) == asked for one in passages)


def _called_by(question: str) -> str:
    """Return what of *question* may call a thing by its year, or nothing."""
    if found := _NAMED_BY_YEAR.search(question):
        return found["year"]
    whole = (one for one in _NAME_AND_YEAR.finditer(question) if one["name"].casefold() not in _NO_NAMES)
    return next((one.group() for one in whole), "")


def _names(question: str, proven: Proven) -> Fit:
    """Return OTHER where a text has none of the names asked about; BESIDE where a measure is given of another name.

    A name may stand in the statement, its quotes, their titles, or, where a quote points to something, their passages.
    """
    if script(question) not in _WITH_CAPITALS:
        return Fit.ANSWERS
    own = asked_names(_ADDED.sub("", question))
    asked = own or asked_names(question)
    if not asked or not all(same_script(question, one.text) for one in proven.quotes):
        return Fit.ANSWERS
    titles = [one.passage.document.title for one in proven.quotes]
    pointing = [one.passage.text for one in proven.quotes if points(one.text)]
    near = " \n".join([proven.text, *(one.text for one in proven.quotes), *titles, *pointing])
    lost = missing(asked, near)
    if not lost or not others(near, asked) or (not own and len(lost) < len(asked)):
        return Fit.ANSWERS  # of the names that a follow-up was completed by, one is enough
    if len(missing(asked, " \n".join([near, *map(_around, proven.quotes)]))) == len(asked):
        return Fit.OTHER
    measured = ASKS_FIGURE.search(question) or ASKS_DATE.search(question)
    subject = " ".join(proven.text.split()[:_SUBJECT])
    return Fit.BESIDE if measured and others(subject, asked) else Fit.ANSWERS


def _around(quote: Quoted) -> str:
    """Return the document that a quote stands in, of a long one what is near."""
    passage = quote.passage
    return passage.document.text[max(0, passage.start - _NEAR) : passage.end + _NEAR]
