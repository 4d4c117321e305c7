"""The extractive engine: what was found becomes an answer made of sentences of the corpus, or a refusal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot import weights
from bot.answer import Answer
from bot.compose import compose
from bot.doubting import doubted
from bot.evidence import Weighed, candidates, measure, probability, weigh
from bot.kinds import lacks
from bot.likeness import Likeness, likened
from bot.refuse import refusal
from bot.wanted import Wanted
from index.opened import Found
from index.passage import Hit
from index.reader import Reader

NAME = "extractive"

_WORTH_READING = 0.6  # of the best hit's score; of 96 gold questions none had its evidence below that
_LACKING = 3.0  # log-odds that a sentence loses which has nothing of the kind asked for
_MOST_READ = 3  # passages
_MOST_READ_FOR_A_LIST = 5  # its members may be spread over documents
_MOST_READ_CHARACTERS = 1_000  # a passage, of them together beyond the first: reading is what a question waits for


@dataclass(frozen=True, slots=True)
class Extractive:
    """Answers with the fewest sentences that cover the question; refuses below *threshold* of confidence."""

    reader: Reader
    likeness: Likeness
    threshold: float = weights.THRESHOLDS["balanced"]

    def __call__(self, found: Found) -> Answer:
        """Return the answer to the question that was searched for."""
        wanted = Wanted.of(found.question, found.rarity)
        weighed = self.weigh(found, wanted)
        if not weighed:
            return refusal(found, weighed, 0.0, self.reader, NAME)
        first = [one for one in weighed if one.candidate.rank < _MOST_READ] or weighed
        signs = doubted(wanted, first, found.absent, self.reader)
        lacking = _LACKING if lacks(found.question, weighed[0].candidate.text) else 0.0
        confidence = probability(weigh(signs, weights.DOUBT, weights.DOUBT_BIAS) - lacking)
        if confidence < self.threshold:
            return refusal(found, weighed, confidence, self.reader, NAME)
        statements, citations = compose(wanted, weighed)
        return Answer(found.question, statements, citations, confidence, engine=NAME, generation=found.generation)

    def weigh(self, found: Found, wanted: Wanted) -> list[Weighed]:
        """Return the sentences of the best hits, the one that supports the question most first."""
        hits = worth_reading(found.hits, _MOST_READ_FOR_A_LIST if wanted.asks_list else _MOST_READ)
        read = candidates(hits, self.reader.read(found.question, [hit.passage for hit in hits]))
        best = found.hits[0].score if found.hits else 0.0
        signs = [measure(wanted, one, best) for one in read]
        odds = [weigh(one, weights.SUPPORT, weights.SUPPORT_BIAS) for one in signs]
        odds = [log_odds - _LACKING * lacks(found.question, one.text) for one, log_odds in zip(read, odds, strict=True)]
        weighed = sorted(map(Weighed, read, signs, odds), key=lambda one: -one.log_odds)
        return likened(found.question, weighed, self.likeness)


def worth_reading(hits: Sequence[Hit], most: int = _MOST_READ) -> list[Hit]:
    """Return the first hits, at most *most*, as many as can be read in the time that a question has.

    One without a sentence that may be quoted, such as the head of an article, is left out.
    """
    chosen: list[Hit] = []
    characters = 0
    for hit in [hit for hit in hits if hit.passage.sentences][:most]:
        characters += len(hit.passage.text)
        if chosen and (characters > most * _MOST_READ_CHARACTERS or hit.score < _WORTH_READING * hits[0].score):
            break
        chosen.append(hit)
    return chosen
