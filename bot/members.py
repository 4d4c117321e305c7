"""The members of a list are gathered: which sentences, of all that were read, name the most of them in little room."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, fields
from itertools import combinations

from bot import lexicon, weights
from bot.evidence import Candidate, Support, Weighed, probability
from index.analysis import terms
from index.passage import Span

_LIKELY = 0.3  # of the best sentence's probability: what is less likely names no member …
_LEAST = 0.1  # … and neither does what is hardly likely at all
_GOES_ON = 0.9  # of the probability of a sentence, for one that goes on with it
_MARGIN = (
    2.5  # logits that the reader's words for it may lie behind those of the best, where it doubts that they answer
)
_FIRST = weights.SUPPORT[[field.name for field in fields(Support)].index("first")]
"""Log-odds that a sentence gains by standing in the best passage. That one passage answers holds for one thing, not
for a list, whose members stand in any: they are compared without it."""
_ALIKE_TOLD = 0.75  # of the share of the question's terms that stand in the best sentence and around it
_WORTH = 0.3  # of the most members that one sentence names: beside a whole list, a single name adds nothing
_LOOKED_AT = 8  # sentences: all ways to choose of them are tried
_MOST_OF_ONE = 4  # members that one sentence counts for
_SEPARATOR = re.compile(r"(?:[,;]|,?\s+(?:and|or|as\s+well\s+as))\s+(?:and\s+|or\s+)?")
_ALSO = re.compile(r"(?i)\b(?:also|too|as\s+well|in\s+addition|another|a\s+(?:second|third|further)|other)\b")
_ALIKE = 3  # words at the beginning, by which a sentence goes on with the one before
_SUBJECT = re.compile(r"(?:(?:The|An?)\s+)?[^\W\d_a-z]\S*(?:\s+[^\W_a-z]\S*)*")
_FURTHER = re.compile(r"(?:;|,\s+(?:which|who|whose|because)\b(?=[^,]*$)|,\s+and\s+[a-z]+ing\b)")
"""Where what follows only adds to what was said."""
_BRACKETS = re.compile(r"[ \u00a0]*[(（][^()（）]*[)）]")
_WORD = re.compile(r"[^\W\d_](?:[\w’'-]*\w)?")
_TAKES_BACK = frozenset(f"{lexicon.EXCEPTING} {lexicon.HEDGES}".split())
_DENIES = re.compile(r"n['’]t\b|[不没未无非除但仅]|[将可]能|计划|预计")
_SHORTEST = 3  # letters of a term that names something
_Place = tuple[int, int]
"""A passage's rank, and where a sentence starts in it."""


@dataclass(frozen=True, slots=True)
class _Member:
    """A sentence that may name members of the list."""

    candidate: Candidate
    worth: float
    """How many members it names, times the probability that it does."""
    named: frozenset[str]
    """The terms of the words that answer, and of what the sentence speaks of."""


def gathered(weighed: Sequence[Weighed], asked: set[str], most: int, words: int) -> list[Candidate]:
    """Return at most *most* sentences, of together at most so many *words*, that name the most members of a list.

    Of *weighed*, with the best first; the terms that the question *asked* with name nothing. Where whole sentences
    leave no room, it is for those that are short enough when `shortened`.
    """
    members = _members(weighed, asked)
    least = _WORTH * max(one.worth for one in members)
    worthy = [one for one in members if one.worth >= least][:_LOOKED_AT]
    ways = [way for count in range(1, most + 1) for way in combinations(worthy, count) if _fits(way, words)]
    best = max(ways, key=lambda way: sum(one.worth for one in way))
    return _in_order([one.candidate for one in best])


def count(listed: str) -> int:
    """Return how many things some words list: "salt, amber and tar" three."""
    return 1 + len(_SEPARATOR.findall(listed.strip(" ,.;:")))


def shortened(candidate: Candidate) -> str:
    """Return a sentence, `shorter`."""
    return shorter(candidate.text, candidate.span_inside)


def shorter(text: str, span: Span) -> str:
    """Return a sentence without what stands in brackets, or only adds to it at its end, apart from the words at *span*.

    What takes back some of the rest, as "(not yet built)" does, stays.
    """
    start, end = span
    within = [found.span() for found in _BRACKETS.finditer(text)]
    clauses = (found.start() for found in _FURTHER.finditer(text, end))
    after = next((at for at in clauses if not any(a <= at < b for a, b in within)), len(text))
    after = len(text) if _takes_back(text[after:]) else after
    cuts = [(a, b) for a, b in within if (b <= start or end <= a) and b <= after and not _takes_back(text[a:b])]
    for a, b in reversed([*cuts, (after, len(text))] if after < len(text) else cuts):
        text = f"{text[:a]} …{text[b:]}"
    return text.replace("… …", "…")


def _takes_back(text: str) -> bool:
    """Tell whether what *text* stands beside would say more without it: it denies, excepts or leaves open."""
    return bool(_DENIES.search(text)) or not _TAKES_BACK.isdisjoint(_WORD.findall(text.casefold()))


def _members(weighed: Sequence[Weighed], asked: set[str]) -> list[_Member]:
    """Return the sentences that are hardly less likely than the best, each followed by those that go on with it."""
    best = weighed[0].candidate
    least = max(_LEAST, _LIKELY * probability(weighed[0].log_odds))
    read = {_place(one.candidate): one.candidate for one in weighed}
    found = {_place(best): _member(best, probability(_log_odds(weighed[0], weighed[0])), asked)}
    for one in weighed:
        likely = probability(_log_odds(one, weighed[0]))
        if likely < least or one.candidate.reading.margin < min(best.reading.margin - _MARGIN, 0.0):
            continue
        found.setdefault(_place(one.candidate), _member(one.candidate, likely, asked))
        for after in _going_on(one.candidate, read):
            found.setdefault(_place(after), _member(after, _GOES_ON * likely, asked))
    return list(found.values())


def _log_odds(one: Weighed, best: Weighed) -> float:
    """Return the log-odds of a sentence, as if its passage were the best where it may well go on with the *best*.

    The reader finds an answer in it, and it lacks little of the question that the best has: its year, its names.
    """
    alike = one.support.figures >= best.support.figures and _told(one) >= _ALIKE_TOLD * _told(best)
    return one.log_odds + (_FIRST * (1 - one.support.first) if alike and one.candidate.reading.margin > 0 else 0.0)


def _told(one: Weighed) -> float:
    return one.support.covered + one.support.covered_around


def _member(candidate: Candidate, likely: float, asked: set[str]) -> _Member:
    listed = candidate.text[slice(*candidate.span_inside)]
    subject = _SUBJECT.match(candidate.text)
    named = terms(f"{listed} {subject.group() if subject else ''}")
    telling = frozenset(term for term in named if len(term) >= _SHORTEST or term.isdigit()) - asked
    return _Member(candidate, likely * min(count(listed), _MOST_OF_ONE), telling)


def _going_on(candidate: Candidate, read: dict[_Place, Candidate]) -> list[Candidate]:
    """Return the sentences right after this one that begin as it does, or say "also"."""
    found: list[Candidate] = []
    last = candidate
    while (after := last.beside(1)) and _place(after) in read and _goes_on(last.text, after.text):
        last = read[_place(after)]
        found.append(last)
    return found


def _goes_on(before: str, after: str) -> bool:
    return before.split()[:_ALIKE] == after.split()[:_ALIKE] or bool(_ALSO.search(after))


def _fits(way: Sequence[_Member], words: int) -> bool:
    """Tell whether one sentence stands alone, or several are short enough and each names what the others don't."""
    if len(way) == 1:
        return True
    if sum(len(shortened(one.candidate).split()) for one in way) > words:
        return False
    return all(one.named.difference(*(other.named for other in way if other is not one)) for one in way)


def _in_order(chosen: Sequence[Candidate]) -> list[Candidate]:
    """Return the sentences of a passage one after the other, the passages as they came."""
    ranks = list(dict.fromkeys(one.rank for one in chosen))
    return sorted(chosen, key=lambda one: (ranks.index(one.rank), one.start))


def _place(candidate: Candidate) -> _Place:
    return candidate.rank, candidate.start
