"""How well a sentence supports a question: what the reader thinks of it, and what of the question its words cover."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass

from index.analysis import terms, tokens
from index.passage import Hit, Passage
from index.reader import Reading, Sentence

_FIGURE = re.compile(r"\d")
_NAME = re.compile(r"[^\W\d_a-z][\w’'-]*")
_WORD = re.compile(r"\w[\w’'-]*")
_ASKS_FIGURE = re.compile(
    r"(?i)\bhow (?:many|much|long|far|old|large|big|high|fast|often)\b"
    r"|\bwhat (?:share|percentage|percent|number|amount)\b|\bсколько\b|多少|几"
)
_ASKS_DATE = re.compile(
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


@dataclass(frozen=True, slots=True)
class Support:
    """Signs that a sentence supports a question, each 0 to 1 unless said otherwise."""

    covered: float
    """Share of the question's terms, by rarity, that stand in the sentence."""
    covered_around: float
    """Share that stands only around it: in the title, the sentence before or after."""
    covered_passage: float
    """Share that stands only elsewhere in its passage."""
    read: float
    """The reader's log-odds that the sentence holds the answer, a tenth of them."""
    span: float
    """The reader's margin for its best words over "no answer", a tenth of it."""
    answerable: float
    """The reader's log-odds that its passage answers, a tenth of them."""
    passage: float
    """The passage's score, against the best hit's."""
    first: float
    """1 for the best hit."""
    kind: float
    """1 when it asks for a figure, date, name or reason and the sentence has one beyond the question's own."""
    kind_missing: float
    """1 when it asks for one and the sentence has none."""
    brevity: float
    """1 / (1 + words / 20)."""
    figures: float
    """Share of the question's figures (its year, say) that stand in the sentence; 0 when it has none."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """Signs, over the best sentences, of whether the corpus answers at all."""

    support: float
    """The log-odds of the best sentence."""
    margin: float
    """Its lead over the best sentence of another passage, in log-odds."""
    covered: float
    """Share of the question's terms, by rarity, in the sentence, around it or in its passage."""
    read: float
    span: float
    answerable: float
    figures_missing: float
    """Share of the question's figures that stand neither in the sentence, nor around it."""
    names_missing: float
    """Share of the question's names that stand nowhere in the passage or its title."""
    rarest_missing: float
    """1 when the question's most telling term stands nowhere in the passage or its title."""
    absent: float
    """Share of the question's terms, by rarity, that the corpus has nowhere."""
    by_words: float
    by_meaning: float


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may be quoted."""

    hit: Hit
    start: int
    """Where it stands, in characters of the passage."""
    end: int
    rank: int
    """The place of its passage among the hits, from 0."""
    reading: Sentence
    answerable: float
    """The reader's log-odds that its passage answers."""

    @property
    def text(self) -> str:
        return self.hit.passage.text[self.start : self.end]


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
        words = list(_WORD.finditer(question))[1:]
        names = {term for word in words if _NAME.fullmatch(word.group()) for term in terms(word.group())}
        return cls(question, rarity, figures, frozenset(names - figures))

    @property
    def mass(self) -> float:
        return sum(self.rarity.values()) or 1.0

    def share(self, found: set[str]) -> float:
        return sum(weight for term, weight in self.rarity.items() if term in found) / self.mass


def candidates(hits: Sequence[Hit], readings: Sequence[Reading]) -> list[Candidate]:
    """Return the quotable sentences of the hits that were read."""
    return [
        Candidate(hit, start, end, rank, sentence, reading.answerable)
        for rank, (hit, reading) in enumerate(zip(hits, readings, strict=False))
        for (start, end), sentence in zip(hit.passage.sentences, reading.sentences, strict=True)
        if sentence
    ]


def measure(wanted: Wanted, candidate: Candidate, best_score: float) -> Support:
    """Return the signs of support of *candidate*; *best_score* is that of the best hit."""
    own, around, passage = _terms_near(candidate)
    kind, missing = _kind(wanted, candidate.text)
    return Support(
        covered=wanted.share(own),
        covered_around=wanted.share(around - own),
        covered_passage=wanted.share(passage - own - around),
        read=candidate.reading.support / 10,
        span=max(candidate.reading.margin, -20.0) / 10,
        answerable=candidate.answerable / 10,
        passage=candidate.hit.score / best_score if best_score > 0 else 0.0,
        first=float(candidate.rank == 0),
        kind=kind,
        kind_missing=missing,
        brevity=1 / (1 + len(candidate.text.split()) / 20),
        figures=len(wanted.figures & own) / len(wanted.figures) if wanted.figures else 0.0,
    )


def doubt(
    wanted: Wanted, best: Candidate, support: Support, log_odds: float, margin: float, absent: frozenset[str]
) -> Doubt:
    """Return the signs of doubt for a question whose best sentence is *best*."""
    own, around, passage = _terms_near(best)
    near, all_near = own | around, own | around | passage
    rarest = max(wanted.rarity, key=lambda term: wanted.rarity[term], default="")
    return Doubt(
        support=log_odds,
        margin=min(margin, 5.0),
        covered=wanted.share(all_near),
        read=support.read,
        span=support.span,
        answerable=support.answerable,
        figures_missing=len(wanted.figures - near) / len(wanted.figures) if wanted.figures else 0.0,
        names_missing=len(wanted.names - all_near) / len(wanted.names) if wanted.names else 0.0,
        rarest_missing=float(bool(rarest) and rarest not in all_near),
        absent=wanted.share(set(absent)),
        by_words=best.hit.by_words / (1.6 * wanted.mass),
        by_meaning=best.hit.by_meaning,
    )


def weigh(signs: Support | Doubt, weights: Sequence[float], bias: float) -> float:
    """Return the log-odds `bias + Σ weight · sign`, the signs in the order of their fields."""
    return bias + sum(float(weight * sign) for weight, sign in zip(weights, astuple(signs), strict=True))


def probability(log_odds: float) -> float:
    """Return `1 / (1 + e^-x)`."""
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, log_odds))))


def _terms_near(candidate: Candidate) -> tuple[set[str], set[str], set[str]]:
    """Return the terms of the sentence, of what stands around it, and of its whole passage."""
    passage = candidate.hit.passage
    place = passage.sentences.index((candidate.start, candidate.end))
    beside = [passage.text[a:b] for i, (a, b) in enumerate(passage.sentences) if abs(i - place) == 1]
    naming = f"{passage.document.title} {passage.document.date}"
    return set(terms(candidate.text)), set(terms(" ".join([naming, *beside]))), _passage_terms(passage)


def _passage_terms(passage: Passage) -> set[str]:
    return set(terms(f"{passage.document.title} {passage.document.author} {passage.text}"))


def _kind(wanted: Wanted, sentence: str) -> tuple[float, float]:
    """Return whether the kind of thing asked for is there beyond the question's words, and whether it is missing."""
    question = wanted.question
    new = [sentence[a:b] for token, (a, b) in tokens(sentence) if not set(token) & set(wanted.rarity)]
    if _ASKS_DATE.search(question):
        there = any(_DATE.search(word) for word in new)
    elif _ASKS_FIGURE.search(question):
        there = any(_FIGURE.search(word) for word in new)
    elif _ASKS_NAME.search(question):
        there = any(_NAME.fullmatch(word) for word in new[1:])
    elif _ASKS_REASON.search(question):
        there = bool(_REASON.search(sentence))
    else:
        return 0.0, 0.0
    return float(there), float(not there)
