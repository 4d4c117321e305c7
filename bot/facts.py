"""What a text claims in figures, dates and links, normalised so that two texts can be held against each other.

It imports the standard library and types of ours only.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.days import Day, days_of, is_dated
from bot.fractions import QUANTITIES, fractions
from bot.kin import related
from bot.numerals import CHINESE_RUN, SCALES, SMALL, chinese, spelled
from bot.units import UNITS, unit_of
from index.analysis import stem
from index.passage import SOURCE_MARKS, Span

_SHORT = {"k": 1_000, "m": 10**6, "mn": 10**6, "b": 10**9, "tn": 10**12}
"""What multiplies an amount of money."""
_DIGITS = r"\d{1,3}(?:[,.\u00a0\u202f\u2009 ']\d{3})+(?:[.,]\d+)?(?!\d)|\d+(?:[.,]\d+)?"
_SCALE = "|".join(sorted(map(re.escape, SCALES), key=len, reverse=True))
_FIGURE = re.compile(
    rf"(?i)(?P<before>US\$|[$€£₽])?\s?(?P<digits>{_DIGITS})(?:st|nd|rd|th)?(?:[\s-]*(?P<scale>{_SCALE})(?![^\W\d_]))?"
    r"(?:[\s-]*(?P<after>per\s?cent|(?:sq\.?|square|cu\.?|cubic)\s[^\W\d_]+|[^\W\d_]+\.?|[%$€£₽]))?"
)
_SHARED = re.compile(
    rf"(?i)\s?(?:to|and|or|–|-|до|и)\s?(?:US)?[$€£]?(?:{_DIGITS})[\s-]?(?P<scale>{_SCALE})(?![^\W\d_])"
)
"""A second number whose word counts for the first too: `312 to 674 billion`."""
_CJK_SCALE = re.compile(r"(?P<digits>\d+(?:\.\d+)?)\s?(?P<scale>[万亿])(?P<after>美元|元|吨|米|人)?")
_NUMBER_WORDS = "|".join(sorted({*SMALL, *SCALES} - {"万", "亿", "萬", "億"}, key=len, reverse=True))
_SPELLED = re.compile(
    rf"(?i)\b(?P<words>(?:{_NUMBER_WORDS})(?:(?:[\s-]+(?:and\s+)?)(?:{_NUMBER_WORDS}))*)\b"
    r"(?:[\s-]+(?P<after>per\s?cent|[^\W\d_]+))?"
)
_CURRENCY = r"\s*(?:US)?[$€£]?\s*$"
_ROUGHLY = re.compile(
    rf"(?i)(?:\b(?:about|around|roughly|approximately|some|close to|около|примерно|порядка)|[~≈]|约|大约){_CURRENCY}"
)
_OVER = re.compile(rf"(?i)(?:\b(?:over|more than|at least|более|свыше)|超过){_CURRENCY}")
_UNDER = re.compile(rf"(?i)(?:\b(?:nearly|almost|under|less than|fewer than|up to|почти|менее)|近){_CURRENCY}")
_TWO = frozenset(["both", "couple", "double", "pair", "pairs", "twice", "twin", "twins", "fortnight"])
_YEAR = re.compile(r"1[0-9]{3}|20[0-9]{2}")
_NOT_COUNTED = {"one", "zero"}
_MOST_ZEROS = 300

LINKS = re.compile(
    r"(?i)(?:\b[a-z][a-z0-9+.-]*://\S+|\bwww\.\S+|\b(?:tg|mailto|tel|javascript|data):\S+|(?<![\w.])[@＠]\w{3,}|(?<![\w/])[/#][^\W\d]\w{2,}|(?<!\w)\$[A-Z]{3,}\b"
    r"|\b[\w.+-]+@[\w-]+\.[\w.-]+|\]\s?\([^)]*\)"
    r"|\b(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.|\[\.\]|\(dot\)|\s\.\s))+(?:com|org|net|io|ru|cn|me|xyz|info|biz|co|app|dev"
    r"|example|test|invalid|link|site|online|shop|top|ly|gg)\b(?:/\S*)?"
    r"|\+\s?\d[\d\s().-]{6,}\d|\b8[\s-]?\(?800\)?[\s-]?\d{3}[\s-]?\d{2}[\s-]?\d{2}\b|\(\d{3}\)\s?\d{3}[-.\s]\d{4}"
    r"|\b\d{3}[-.]\d{3}[-.]\d{4}\b|\b\d{3}-\d{4}\b)"
)
"""Addresses, mentions, commands, tags and phone numbers, also as people write them to slip through."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as a text gives it."""

    value: float
    unit: str
    """A unit or currency that we know, or empty."""
    noun: str
    """The word after it, where that is no unit we know."""
    rough: bool
    """Whether the text says that it is rounded, or a limit."""
    place: Span
    """Where it stands, in characters of the text that was read."""
    step: float = 1.0
    """What its last written digit counts: 0.1 of 6.3, a million of `38 million`; 10 of a half."""
    side: int = 0
    """1 where there is more of it ("over 300"), -1 where there is less."""


@dataclass(frozen=True, slots=True)
class Facts:
    """The figures and dates of a text."""

    figures: tuple[Figure, ...]
    days: tuple[Day, ...]


@lru_cache(maxsize=4096)
def facts(text: str) -> Facts:
    """Return the figures and dates of *text*; source marks are none, and the parts of a date are no figures."""
    text = SOURCE_MARKS.sub(lambda found: " " * len(found.group()), text)
    text = LINKS.sub(lambda found: " " * len(found.group()), text) if "://" in text else text
    days = tuple(days_of(text))
    text = _without(text, [one.place for one in days])
    figures = _in_words(text)
    text = _without(text, [one.place for one in figures])
    for pattern, read in ((_CJK_SCALE, _written), (_FIGURE, _written), (CHINESE_RUN, _chinese), (_SPELLED, _said)):
        for found in pattern.finditer(text):
            if figure := read(found, text):
                figures.append(figure)
        if pattern in {_CJK_SCALE, _FIGURE}:
            text = pattern.sub(_blank_number, text)
    return Facts(tuple(figures), days)


def _without(text: str, places: Iterable[Span]) -> str:
    """Return *text* with blanks at *places*."""
    for start, end in places:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def _in_words(text: str) -> list[Figure]:
    """Return the fractions of *text*, and quantities such as "half an hour"."""
    found = [
        _figure(text, one.span(), value, unit, "")
        for pattern, value, unit in QUANTITIES
        for one in pattern.finditer(text)
    ]
    taken = [one.place for one in found]
    shares = [(share, (a, b)) for share, (a, b) in fractions(text) if not any(a < d and c < b for c, d in taken)]
    return found + [_figure(text, place, share, "%", "", 10.0) for share, place in shares]


def _figure(text: str, place: Span, value: float, unit: str, noun: str, step: float = 1.0) -> Figure:
    rough, side = _rough(text, place[0])
    return Figure(value, unit, noun, rough, place, step, side)


def unproven(statement: Facts, quoted: Facts, words: frozenset[str] = frozenset()) -> list[Figure | Day]:
    """Return what *statement* gives in figures and dates and *quoted* does not.

    A figure has to be the same, or said to be rounded and be within a rounding; *words* are the quote's, casefolded.
    """
    years = [Figure(float(day.year), "", "", False, day.place) for day in quoted.days if day.year]
    known = [*quoted.figures, *years]
    written = frozenset(int(one.value) for one in quoted.figures if math.isfinite(one.value))
    lost: list[Figure | Day] = [day for day in statement.days if not is_dated(day, quoted.days, written, words)]
    return lost + [
        one
        for one in statement.figures
        if not _is_two(one, words)
        and not any(_same(one, other, words) and not _counts_other(one, other, known) for other in known)
    ]


def _counts_other(said: Figure, quoted: Figure, known: Sequence[Figure]) -> bool:
    """Return whether *said* counts what another of the *known* figures counts: of "two lines and 18 cars" 18 lines."""
    if not said.noun or not (quoted.noun or may_be_a_year(quoted)) or stem(said.noun) == stem(quoted.noun):
        return False
    alike = [one for one in known if one.noun and stem(one.noun) == stem(said.noun)]
    return bool(alike) and all(one.value != said.value for one in alike)


def _is_two(figure: Figure, words: frozenset[str]) -> bool:
    """Return whether *words* have a word for two of something."""
    return figure.value == 2.0 and not _TWO.isdisjoint(words)


def _same(said: Figure, quoted: Figure, words: frozenset[str]) -> bool:
    if said.value != quoted.value and not rounds(said, quoted):
        return False
    if (said.unit and quoted.unit) or said.unit == "%":
        return said.unit == quoted.unit
    if quoted.unit == "%" and not said.unit:
        return False
    if quoted.unit and said.noun and (said.noun.isascii() or not all(word.isascii() for word in words)):
        return _is_said(said.noun, words)  # "412 passengers" is not what "412 metres" says
    if said.unit:
        return not quoted.noun or said.unit in {UNITS.get(word, "") for word in words}
    if said.noun and not said.noun.isascii() and all(word.isascii() for word in words):
        return True  # a noun of another script cannot be looked for
    return not (said.noun and quoted.noun) or said.noun == quoted.noun or _is_said(said.noun, words)


def _is_said(noun: str, words: frozenset[str]) -> bool:
    """Return whether *words* have a noun, in this or another form, or another of its meaning."""
    return noun in words or stem(noun) in _stems(words) or related(stem(noun), _stems(words))


@lru_cache(maxsize=512)
def _stems(words: frozenset[str]) -> frozenset[str]:
    return frozenset(map(stem, words))


def may_be_a_year(figure: Figure) -> bool:
    return not (figure.unit or figure.noun) and figure.value.is_integer() and 1000 <= figure.value < 2100


def rounds(said: Figure, quoted: Figure) -> bool:
    """Return whether *said* is *quoted*, rounded, and says so."""
    if not said.rough or not quoted.value or may_be_a_year(quoted):
        return False
    if said.side * (quoted.value - said.value) < 0:
        return False
    return abs(said.value - quoted.value) <= min(said.step / 2, 0.2 * abs(quoted.value))


def _blank_number(found: re.Match[str]) -> str:
    """Return the match with its number blanked and the word after it kept, which may begin another number."""
    end = found.end("scale") if found["scale"] else found.end("digits")
    return " " * (end - found.start()) + found.group()[end - found.start() :]


def _written(found: re.Match[str], text: str) -> Figure | None:
    digits = found["digits"]
    plain = _plain(digits)
    before = text[found.start("digits") - 1 : found.start("digits")]
    if before.isalpha() and before.isascii():  # A380 is a name
        return None
    shared = None if found["scale"] or _YEAR.fullmatch(plain) else _SHARED.match(text, found.end("digits"))
    scale = (
        SCALES[(found["scale"] or (shared["scale"] if shared else "")).casefold()] if found["scale"] or shared else 1
    )
    after = found["after"] or ""
    if found.groupdict().get("before") and scale == 1 and (short := _SHORT.get(after.casefold().rstrip("."))):
        scale, after = short, ""  # "$96m"
    decimals = len(plain.partition(".")[2])
    zeros = 0 if decimals else len(plain) - len(plain.rstrip("0"))
    prefix = found.groupdict().get("before") or ""
    unit, noun = unit_of(prefix or "", after)
    value = _value(plain, scale)
    if _YEAR.fullmatch(digits) and scale == 1 and unit in {"", "year"}:
        unit = noun = ""  # "in 2020 vehicles" counts no vehicles
    place = found.start(), found.end("scale") if found["scale"] else found.end("digits")
    return _figure(text, place, value, unit, noun, 10.0 ** min(zeros - decimals, _MOST_ZEROS) * scale)


def _value(plain: str, scale: int) -> float:
    """Return the number that is written so; what is none, as the parts of an address are, equals no other."""
    try:
        return round(float(plain) * scale, 6)
    except ValueError:
        return math.nan


def _plain(digits: str) -> str:
    """Return digits with a point for the decimals and nothing between thousands."""
    grouped = re.sub(r"(?<=\d)[\u00a0\u202f\u2009 '](?=\d{3})", "", digits)
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", grouped):
        return grouped.replace(",", "")
    if re.fullmatch(r"\d{1,3}(?:(?:\.\d{3}){2,}(?:,\d+)?|(?:\.\d{3})+,\d+)", grouped):
        return grouped.replace(".", "").replace(",", ".")
    return grouped.replace(",", ".")


def _said(found: re.Match[str], text: str) -> Figure | None:
    words = [word for word in re.split(r"[\s-]+", found["words"].casefold()) if word != "and"]
    counted = text[: found.start()].casefold().endswith(" a ")
    bare = all(word in SCALES for word in words) and not counted
    if bare or (words[0] in _NOT_COUNTED and len(words) == 1):
        return None  # "one of them", "millions of people"
    unit, noun = unit_of("", found["after"] or "")
    try:
        value = float(spelled(words))
    except OverflowError:
        return None
    return _figure(text, found.span("words"), value, unit, noun)


def _chinese(found: re.Match[str], text: str) -> Figure | None:
    return _figure(text, found.span(), float(chinese(found.group())), "", "")


def _rough(text: str, start: int) -> tuple[bool, int]:
    """Return whether the text says that the number at *start* is rounded, and on which side of it is what is meant."""
    before = text[max(0, start - 20) : start]
    side = bool(_OVER.search(before)) - bool(_UNDER.search(before))
    return bool(side) or bool(_ROUGHLY.search(before)), side
