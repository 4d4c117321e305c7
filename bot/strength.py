"""Does a statement claim more than its quotes: stronger words, a limit turned round, a plan told as a deed.

It imports the standard library and modules of ours only.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot import lexicon
from bot.facts import Figure, facts
from bot.kin import related
from bot.wording import content
from index.analysis import stem, terms

_WORD = re.compile(r"(?!May\b)[^\W\d_]+(?:['’-][^\W\d_]+)*")  # May is a month
_STRONG = frozenset(lexicon.STRONG.split())
_SUPERLATIVE = re.compile(r"(?i)^[a-z]{3,}est$")
_NOT_MOST = frozenset(lexicon.NOT_MOST.split())
_HARMLESS = {
    "only": re.compile(r"\s+(?:\d|one\b|two\b|three\b|about\b)"), "every": re.compile(r"\s+(?:day|week|month|year)\b"),
    "all": re.compile(r"\s+(?:of\s+)?(?:19|20)\d\d|\s+together"), "itself": re.compile(r""),
}  # fmt: skip
"""Strong words that say nothing strong before some others."""
_HEDGES = frozenset(lexicon.HEDGES.split())
_OPEN = _HEDGES | frozenset(lexicon.REPORTS.split())
_BEING = re.compile(r"(?i)\b(?:be|being)\s+$")
"""Before a participle: what "is being built" or "should be built" is not built yet."""
_IS_TO = re.compile(r"(?i)\b(?:is|are|was|were|yet)\s+(?:also\s+|still\s+|not\s+)?to\s+(?=[a-z])")
Patterns = tuple[tuple[str, re.Pattern[str]], ...]
_MORE = (
    "more than|over|passed|crossed|topped|surpassed|above|at least|exceed\\w*|upwards of|beyond"
    "|no(?:t)? (?:less|fewer) than|более|свыше|больше|超过"
)
_LESS = "less than|fewer than|under|below|at most|up to|no(?:t)? more than|almost|nearly|менее|меньше|почти|不到|近"
_BEFORE: Patterns = (
    (">", re.compile(rf"(?i)(?:{_MORE})\s*(?:US)?[$€£]?\s*$")),
    ("<", re.compile(rf"(?i)(?:{_LESS})\s*(?:US)?[$€£]?\s*$")),
)
_UNIT = r"(?i)^\W*(?:per cent|percent|points?|times)?\s*"
_AFTER: Patterns = (
    (">", re.compile(rf"{_UNIT}(?:more|higher|larger|bigger|faster|longer|above|greater|up)\b")),
    ("<", re.compile(rf"{_UNIT}(?:less|fewer|lower|smaller|slower|shorter|below|down)\b")),
)
_ASIDE = re.compile(r"\([^()]*\)")
_YEAR = re.compile(r"1[5-9]\d\d|20\d\d")  # "up to 2025" is no limit
_END = re.compile(r"[.;:]\s|,\s(?:which|who|whose|where)\b")
_DURATION = re.compile(r"(?i)\bover\s*$")
_TIMES = {"year", "month", "week", "day", "hour", "minute"}
_REACH = 6  # words that a hedge speaks of
_SPOKEN_OF = 0.5  # the share of them in a statement with which it tells the same


def overstates(statement: str, quotes: Sequence[str]) -> bool:
    """Return whether *statement* turns a limit of its *quotes* round, or tells as so what they leave open."""
    together = " \n".join(quotes)
    return _limits_turned(statement, together) or _done(statement, together)


def strengthens(statement: str, texts: Sequence[str]) -> bool:
    """Return whether *statement* has a word such as "all", "only" or "largest" that its quotes have not."""
    quotes = " \n".join(texts)
    had = set(terms(quotes)) | {word.casefold() for word in _WORD.findall(quotes)}
    had |= {"first"} if "one" in had else set()  # of "phase one"
    for found in _WORD.finditer(statement):
        word = found.group().casefold()
        strong = word in _STRONG or (_SUPERLATIVE.match(word) and word not in _NOT_MOST)
        if word.endswith(("ed", "built")) and _BEING.search(statement[: found.start()]):
            continue
        if word in _HARMLESS and _HARMLESS[word].match(statement, found.end()):
            continue
        if strong and word not in had and stem(word) not in had and not related(stem(word), had):
            return True
    return False


def _limits_turned(statement: str, quotes: str) -> bool:
    """Return whether a figure is said to be a limit that it is not in the *quotes*, or to differ the other way."""
    before, after = _limits(quotes, _BEFORE), _limits(quotes, _AFTER)
    for figure in facts(statement).figures:
        if _YEAR.fullmatch(statement[slice(*figure.place)].strip()):
            continue
        if figure.unit in _TIMES and _DURATION.search(statement[: figure.place[0]]):
            continue  # "over two years" may mean during them
        limit, turned = _limit(figure, statement, _BEFORE), _limit(figure, statement, _AFTER)
        if limit and limit not in before.get(figure.value, {limit}):
            return True
        if turned and after.get(figure.value, {turned}) - {"", turned}:
            return True
    return False


def _limits(text: str, patterns: Patterns) -> dict[float, set[str]]:
    found: dict[float, set[str]] = {}
    for figure in facts(text).figures:
        found.setdefault(figure.value, set()).add(_limit(figure, text, patterns))
    return found


def _limit(figure: Figure, text: str, patterns: Patterns) -> str:
    start, end = figure.place
    around = text[max(0, start - 24) : start] if patterns is _BEFORE else text[end : end + 24]
    return next((sign for sign, pattern in patterns if pattern.search(around)), "")


def _done(statement: str, quotes: str) -> bool:
    """Return whether *statement* tells as so what a hedge in the *quotes* leaves open."""
    if _IS_TO.search(statement) or any(word.casefold() in _OPEN for word in _WORD.findall(statement)):
        return False
    said = set(terms(statement))
    quotes = _ASIDE.sub(lambda found: " " * len(found.group()), quotes)
    words = list(_WORD.finditer(quotes))
    hedges = [found for found in words if found.group().casefold() in _HEDGES]
    hedged = [found.end() for found in hedges if not related(stem(found.group()), said)]  # "began" tells of "begun"
    hedged += [found.end() for found in _IS_TO.finditer(quotes)]
    for end in hedged:
        rest = _END.split(quotes[end:], maxsplit=1)[0]
        spoken_of = list(content(" ".join(_WORD.findall(rest)[:_REACH])))
        if spoken_of and len(said.intersection(spoken_of)) >= max(2, _SPOKEN_OF * len(spoken_of)):
            return True
    return False
