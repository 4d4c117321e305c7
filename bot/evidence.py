"""How well a sentence supports a question: what the reader thinks of it, and what of the question its words cover."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import astuple, dataclass, replace

from bot.spans import clashes
from bot.wanted import Wanted, contradicts, kind_of
from index.analysis import terms
from index.passage import Hit, Passage, Span
from index.reader import Reading, Sentence


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
    defines: float
    """1 when it asks who or what something is, and the sentence begins with that and says so."""
    clashes: float
    """1 when the words that answer are of another kind than it asks for."""


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
    """Of `Support.read`, `span` and `answerable`, those of the best sentence …"""
    span: float
    answerable: float
    most_read: float
    """… and the highest of any sentence that was read."""
    most_span: float
    most_answerable: float
    figures_missing: float
    """Share of the question's figures that stand neither in the sentence, nor around it."""
    years_contradicted: float
    """1 when the sentence has a year, and it is none of those that the question has."""
    names_missing: float
    """Share of the question's names that stand nowhere in the passage or its title."""
    any_name_missing: float
    """1 when that is the fate of one of them."""
    rarest_missing: float
    """1 when the question's most telling term stands nowhere in the passage or its title."""
    absent: float
    """Share of the question's terms, by rarity, that the corpus has nowhere."""
    clashes: float
    """`Support.clashes` of the best sentence."""
    unheeded: float
    """How much surer the reader is of it without a word of the question that it lacks, a tenth of the log-odds."""
    by_words: float
    by_meaning: float
    proven: float
    """The reader's log-odds that the best sentence, read alone, proves its words to be the answer, a tenth of them."""


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

    @property
    def alone(self) -> Passage:
        """The sentence as a passage of its own."""
        passage = self.hit.passage
        return Passage(passage.document, passage.start + self.start, passage.start + self.end, ((0, len(self.text)),))

    @property
    def span_inside(self) -> Span:
        """The words that answer, in characters of *text*."""
        return self.reading.span[0] - self.start, self.reading.span[1] - self.start

    def beside(self, step: int) -> Candidate | None:
        """Return the sentence *step* places on in the passage, with no answering words of its own, if there is one."""
        sentences = self.hit.passage.sentences
        place = sentences.index((self.start, self.end)) + step
        if not 0 <= place < len(sentences):
            return None
        start, end = sentences[place]
        return replace(self, start=start, end=end, reading=Sentence(self.reading.support, (start, end), 0.0))


@dataclass(frozen=True, slots=True)
class Weighed:
    """A sentence with its signs, and the log-odds that it supports the question."""

    candidate: Candidate
    support: Support
    log_odds: float


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
    kind, missing = kind_of(wanted, candidate.text)
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
        defines=float(wanted.defined_by(candidate.text)),
        clashes=float(clashes(wanted.question, candidate.text, candidate.span_inside)),
    )


def doubt(wanted: Wanted, weighed: Sequence[Weighed], absent: frozenset[str], unheeded: float, proven: float) -> Doubt:
    """Return the signs of doubt for a question, of its sentences *weighed* with the best first.

    *unheeded* and *proven* are what `bot.doubting` says of the best, in log-odds.
    """
    best = weighed[0].candidate
    own, around, passage = _terms_near(best)
    near, all_near = own | around, own | around | passage
    rarest = max(wanted.rarity, key=lambda term: wanted.rarity[term], default="")
    other = next((one for one in weighed if one.candidate.hit.passage != best.hit.passage), None)
    support = weighed[0].support
    return Doubt(
        support=weighed[0].log_odds,
        margin=min(weighed[0].log_odds - other.log_odds, 5.0) if other else 0.0,
        covered=wanted.share(all_near),
        read=support.read,
        span=support.span,
        answerable=support.answerable,
        most_read=max(one.support.read for one in weighed),
        most_span=max(one.support.span for one in weighed),
        most_answerable=max(one.support.answerable for one in weighed),
        figures_missing=len(wanted.figures - near) / len(wanted.figures) if wanted.figures else 0.0,
        years_contradicted=float(contradicts(wanted.question, best.text)),
        names_missing=len(wanted.names - all_near) / len(wanted.names) if wanted.names else 0.0,
        any_name_missing=float(bool(wanted.names - all_near)),
        rarest_missing=float(bool(rarest) and rarest not in all_near),
        absent=wanted.share(set(absent)),
        clashes=support.clashes,
        unheeded=unheeded / 10,
        by_words=best.hit.by_words / (1.6 * wanted.mass),
        by_meaning=best.hit.by_meaning,
        proven=proven / 10,
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
