"""The extractive engine: what was found becomes an answer made of sentences of the corpus, or a refusal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot import weights
from bot.answer import Answer, Citation, Statement
from bot.evidence import (
    Candidate,
    Doubt,
    Support,
    Wanted,
    candidates,
    doubt,
    measure,
    probability,
    weigh,
)
from index.analysis import terms
from index.opened import Found
from index.passage import SOURCE_MARKS, Hit
from index.reader import Reader

NAME = "extractive"
REFUSAL = "The texts don't say."
NOTHING_ASKED = "Please ask a question in words."

THRESHOLD = 0.4
"""The confidence below which an answer is refused."""

_WORTH_READING = 0.6  # of the best hit's score; of 96 gold questions none had its evidence below that
_MOST_READ = 3  # passages
_MOST_READ_CHARACTERS = 2_000  # of them together, beyond the first: reading is what a question waits for
_MOST_STATEMENTS = 4
_MOST_WORDS = 60
_WORTH_ADDING = 0.25  # the share of the question's terms that a further sentence must bring
_NEAR_BEST = 1.0  # log-odds that a further sentence may lie behind the best
_NEAREST = 3


@dataclass(frozen=True, slots=True)
class _Weighed:
    candidate: Candidate
    support: Support
    log_odds: float

    @classmethod
    def by(cls, support: Support, candidate: Candidate) -> _Weighed:
        return cls(candidate, support, weigh(support, weights.SUPPORT, weights.SUPPORT_BIAS))


@dataclass(frozen=True, slots=True)
class Extractive:
    """Answers with the fewest sentences that cover the question; refuses below *threshold* of confidence."""

    reader: Reader
    threshold: float = THRESHOLD

    def __call__(self, found: Found) -> Answer:
        """Return the answer to the question that was searched for."""
        wanted = Wanted.of(found.question, found.rarity)
        weighed = self._weigh(found, wanted)
        if not weighed:
            return Answer(
                found.question,
                reply=REFUSAL if found.rarity else NOTHING_ASKED,
                engine=NAME,
                generation=found.generation,
            )
        confidence = probability(weigh(self.doubt(found, wanted, weighed), weights.DOUBT, weights.DOUBT_BIAS))
        if confidence < self.threshold:
            return self._refuse(found, weighed, confidence)
        chosen = _choose(wanted, weighed)
        citations = tuple(_citation(number, one.candidate, marked=True) for number, one in enumerate(chosen, 1))
        statements = tuple(Statement(_said(one.quote), (one.number,)) for one in citations)
        return Answer(found.question, statements, citations, confidence, engine=NAME, generation=found.generation)

    def _weigh(self, found: Found, wanted: Wanted) -> list[_Weighed]:
        """Return the sentences of the best hits, the one that supports the question most first."""
        hits = worth_reading(found.hits)
        read = candidates(hits, self.reader.read(found.question, [hit.passage for hit in hits]))
        best = found.hits[0].score if found.hits else 0.0
        weighed = [_Weighed.by(measure(wanted, one, best), one) for one in read]
        return sorted(weighed, key=lambda one: -one.log_odds)

    def doubt(self, found: Found, wanted: Wanted, weighed: list[_Weighed]) -> Doubt:
        """Return the signs of whether the corpus answers, from the sentences as weighed."""
        best = weighed[0]
        other = next((one for one in weighed if one.candidate.hit.passage != best.candidate.hit.passage), None)
        margin = best.log_odds - other.log_odds if other else 0.0
        return doubt(wanted, best.candidate, best.support, best.log_odds, margin, found.absent)

    def _refuse(self, found: Found, weighed: list[_Weighed], confidence: float) -> Answer:
        nearest = tuple(_citation(n, one.candidate, marked=False) for n, one in enumerate(weighed[:_NEAREST], 1))
        return Answer(
            found.question,
            reply=REFUSAL,
            confidence=confidence,
            nearest=nearest,
            engine=NAME,
            generation=found.generation,
        )


def worth_reading(hits: Sequence[Hit]) -> list[Hit]:
    """Return the first hits, as many as can be read in the time that a question has."""
    chosen: list[Hit] = []
    characters = 0
    for hit in hits[:_MOST_READ]:
        characters += len(hit.passage.text)
        if chosen and (characters > _MOST_READ_CHARACTERS or hit.score < _WORTH_READING * hits[0].score):
            break
        chosen.append(hit)
    return chosen


def _choose(wanted: Wanted, weighed: list[_Weighed]) -> list[_Weighed]:
    """Return the best sentence, and those that cover what it leaves open of the question, within an answer's length."""
    chosen = [weighed[0]]
    covered = _covers(weighed[0].candidate)
    words = len(weighed[0].candidate.text.split())
    for one in weighed[1:]:
        new = _covers(one.candidate) - covered
        length = len(one.candidate.text.split())
        if (
            len(chosen) < _MOST_STATEMENTS
            and words + length <= _MOST_WORDS
            and one.log_odds > weighed[0].log_odds - _NEAR_BEST
            and wanted.share(new) >= _WORTH_ADDING
        ):
            chosen.append(one)
            covered |= new
            words += length
    return chosen


def _covers(candidate: Candidate) -> set[str]:
    return set(terms(f"{candidate.hit.passage.document.title} {candidate.text}"))


def _citation(number: int, candidate: Candidate, *, marked: bool) -> Citation:
    span = candidate.reading.span if marked else None
    return Citation(number, candidate.hit.passage, candidate.start, candidate.end, span)


def _said(quote: str) -> str:
    """Return a quote as a statement: its source marks and line breaks left out."""
    return " ".join(SOURCE_MARKS.sub("", quote).split())
