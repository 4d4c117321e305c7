"""What a question asks for: its terms, figures and names; a date, figure, name, reason, list or definition."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from bot.measures import AUXILIARY, DONE
from index.analysis import terms, tokens

_FIGURE = re.compile(r"\d")
_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
_NAME = re.compile(r"[^\W\d_a-z][\w’'-]*")
_WORD = re.compile(r"\w[\w’'-]*")
ASKS_FIGURE = re.compile(
    r"(?i)\bhow (?:many|much|long|far|old|large|big|high|fast|often)\b"
    r"|\bwhat (?:share|percentage|percent|number|amount)\b|\bсколько\b|多少|几"
)
ASKS_DATE = re.compile(
    r"(?i)\bwhen\b|\b(?:what|which) (?:year|date|month|day)\b|\bкогда\b|\bв каком году\b|什么时候|何时|哪年"
)
_ASKS_NAME = re.compile(
    r"(?i)\bwho\w*\b|\bwhere\b|\b(?:which|what) (?:countr|compan|cit|person|place|bank|organi)\w*"
    r"|\bкто\b|\bгде\b|谁|哪里"
)
_ASKS_REASON = re.compile(r"(?i)\bwhy\b|\bпочему\b|\bзачем\b|为什么")
_REASON = re.compile(
    r"(?i)\b(?:because|since|due to|owing|so that|in order|therefore|result|caus|reason|explain|thanks to)\w*"
    r"|потому|поскольку|因为|由于"
)
_DATE = re.compile(
    r"(?i)\b(?:1[5-9]|20)\d\d\b|年|\b(?:january|february|march|april|may|june"
    r"|july|august|september|october|november|december)\b"
)


_MONTH = "(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_MONTHS = re.compile(rf"{_MONTH}\s*(?:to|until|till|through|–|-)\s*{_MONTH}\b")
_CURRENCY = re.compile(r"US\s+dollars?\b")


_NAMED = r"(?:(?-i:[^\W\d_a-z])[\w’'-]*\s+(?:of\s+|in\s+|the\s+)+){0,2}"  # "Isle of the Winds" before "ferries"
_PLURAL = (
    rf"{_NAMED}(?:(?!(?:{AUXILIARY}|{DONE}|the|more|most)\b)(?:[\w’'-]*(?:[^s\s,;:?]|ss)|\w+[’']s)\s+){{0,3}}"
    r"(?!(?:is|was|has|does|this|its|us|as|series|news)\b)"
    r"(?:\w*[^s\Wu]s|people|children|men|women)\b"
)
_TURNED_ROUND = r"(?:is|was|has|does)\s+(?:(?-i:[^\W\d_a-z])|the\b|it\b|s?he\b)"
_TAKING_PART = r"(?:star|play|appear|act|attend|particip|compet|join|belong|(?:take|took)\w*\s+part)"
_ASKS_LIST = re.compile(
    rf"(?i)\b(?:which|what)\s+{_PLURAL}\s+(?:of\s+\w+\s+)?(?:(?!(?:is|was|has|does)\b)\w|{_TURNED_ROUND})"
    r"|\b(?:which|what)\s+(?:[\w’'-]+\s+){0,2}\w*[^s\W]s[’']\s"
    r"|\b(?:what|who)(?:\s+are|\s+were|[’']re)\s+(?:the|some|all|both|its|their)\b"
    rf"|^\W*who\s+(?:all\s+|else\s+)?(?:(?:has|have|had|did)\s+)?{_TAKING_PART}"
    r"|^\W*(?:please\s+)?(?:name|list|enumerate|mention|give|tell)\s+(?:me\s+)?(?:the\s+names\s+of\s+|examples\s+of\s+)?"
    rf"(?:(?:all|some|every|each|both|two|three|four|five|six|at\s+least|a\s+few)\b|(?:the\s+)?{_PLURAL})"
)
_DEFINES = re.compile(r"(?i)^\W*(?:who|what)(?:\s+(?:is|are|was|were)|[’']s)\s+(?P<thing>[^?]{2,60}?)\W*$")
_BEING = r"(?:\s+\([^)]{1,60}\))?(?:,|\s+(?:is|are|was|were))\s+(?:an?|the|one\s+of|among)\b"
_MOST_OF_A_NAME = 6  # words of what is defined, and as many that may stand beside them in its sentence


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a question asks for: its terms and how much each tells, its figures and its names."""

    question: str
    rarity: Mapping[str, float]
    figures: frozenset[str]
    names: frozenset[str]

    @classmethod
    def of(cls, question: str, rarity: Mapping[str, float]) -> Wanted:
        figures = frozenset(term for term in rarity if _FIGURE.search(term))
        words = [word for word in list(_WORD.finditer(question))[1:] if not _names_nothing(question, word.start())]
        names = {term for word in words if _NAME.fullmatch(word.group()) for term in terms(word.group())}
        return cls(question, rarity, figures, frozenset(names - figures))

    @property
    def mass(self) -> float:
        return sum(self.rarity.values()) or 1.0

    def share(self, found: set[str]) -> float:
        return sum(weight for term, weight in self.rarity.items() if term in found) / self.mass

    @property
    def asks_list(self) -> bool:
        """Whether several things are asked for ("Which countries …", "Name the …")."""
        return bool(_ASKS_LIST.search(self.question))

    @property
    def asks_reason(self) -> bool:
        return bool(_ASKS_REASON.search(self.question))

    @property
    def asks_figure(self) -> bool:
        return bool(ASKS_FIGURE.search(self.question))

    def defined_by(self, sentence: str) -> bool:
        """Tell whether the question asks who or what something is, and *sentence* begins "That thing is a …"."""
        asked = _DEFINES.match(self.question)
        if not asked or len(asked["thing"].split()) > _MOST_OF_A_NAME:
            return False
        being = re.search(_BEING, sentence)
        if not being or len(sentence[: being.start()].split()) > len(asked["thing"].split()) + _MOST_OF_A_NAME:
            return False
        thing = set(terms(re.sub(r"(?i)^(?:the|an?)\s+", "", asked["thing"])))
        return bool(thing) and thing <= set(terms(sentence[: being.start()]))


def _names_nothing(question: str, start: int) -> bool:
    """Return whether the word at *start* is a currency's or of a span of months, which texts say in other words.

    They say "$", or "in the first five months".
    """
    if _CURRENCY.match(question, start):
        return True
    return any(found.start() <= start < found.end() for found in _MONTHS.finditer(question))


def contradicts(question: str, sentence: str) -> bool:
    """Tell whether both name years, and none is the same."""
    asked, said = set(_YEAR.findall(question)), set(_YEAR.findall(sentence))
    return bool(asked and said) and not asked & said


def kind_of(wanted: Wanted, sentence: str) -> tuple[float, float]:
    """Return whether the kind of thing asked for is there beyond the question's words, and whether it is missing."""
    question = wanted.question
    new = [sentence[a:b] for token, (a, b) in tokens(sentence) if not set(token) & set(wanted.rarity)]
    if ASKS_DATE.search(question):
        there = any(_DATE.search(word) for word in new)
    elif ASKS_FIGURE.search(question):
        there = any(_FIGURE.search(word) for word in new)
    elif _ASKS_NAME.search(question):
        there = any(_NAME.fullmatch(word) for word in new[1:])
    elif _ASKS_REASON.search(question):
        there = bool(_REASON.search(sentence))
    else:
        return 0.0, 0.0
    return float(there), float(not there)
