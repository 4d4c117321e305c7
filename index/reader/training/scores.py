"""Readings against known answers: F1 of the words, the right sentence, and how well answerable is told from not."""

from __future__ import annotations

import re
import string
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from index.reader import Reading
from index.reader.encode import Encoder
from index.reader.network import ReaderNetwork
from index.reader.reading import reading_of
from index.reader.training.claimed import Claimed
from index.reader.training.example import Example, contains, passage_of

_DRAWS = 400  # of the bootstrap


@dataclass(frozen=True, slots=True)
class Scores:
    """What a network reaches on questions over the passage they were asked of."""

    answerable: int
    unanswerable: int
    f1: float
    """Of the best words with an accepted answer, over the answerable."""
    sentence: float
    """Share of the answerable whose sentence with the best words says an accepted answer."""
    auroc: float
    """Chance that an answerable question is thought more answerable than an unanswerable one."""
    between: tuple[float, float]
    """The 95 % interval of that, by bootstrap."""

    def __str__(self) -> str:
        low, high = self.between
        return (
            f"F1 {self.f1:.3f}  right sentence {self.sentence:.3f}  "
            f"AUROC {self.auroc:.3f} [{low:.3f}, {high:.3f}]  of {self.answerable} + {self.unanswerable}"
        )


def scores(network: ReaderNetwork, encoder: Encoder, tried: Sequence[Example]) -> Scores:
    """Return the scores of *network* on *tried*."""
    thought: list[float] = []
    f1s, sentences = [], []
    for example in tried:
        passage = example.passage
        (row,) = encoder(example.question, [passage])
        reading = reading_of(network, row, passage)
        thought.append(reading.answerable)
        if example.span:
            said, sentence = _best(reading, passage.text, passage.sentences)
            f1s.append(max((f1(said, answer) for answer in example.answers), default=0.0))
            sentences.append(contains(sentence, example.answers))
    labels = [example.span is not None for example in tried]
    count = sum(labels)
    return Scores(
        count,
        len(labels) - count,
        float(np.mean(f1s)) if f1s else 0.0,
        float(np.mean(sentences)) if sentences else 0.0,
        auroc(thought, labels),
        interval(thought, labels),
    )


@dataclass(frozen=True, slots=True)
class Proofs:
    """What a network reaches on statements over what they cite."""

    true: int
    false: int
    auroc: float
    """Chance that a true statement is thought more likely to hold than a false one."""
    pairs: float
    """The same of questions with an answer after them."""

    def __str__(self) -> str:
        return f"AUROC {self.auroc:.3f}, of answers {self.pairs:.3f}  of {self.true} + {self.false}"


def proofs(network: ReaderNetwork, encoder: Encoder, tried: Sequence[Claimed]) -> Proofs:
    """Return how well *network* tells true statements from false ones."""
    thought = []
    for claim in tried:
        passage = passage_of(claim.title, claim.text)
        (row,) = encoder(claim.statement, [passage])
        thought.append((reading_of(network, row, passage).holds, claim.holds, "pair" in claim.recipe))
    said = [(odds, holds) for odds, holds, is_pair in thought if not is_pair]
    answered = [(odds, holds) for odds, holds, is_pair in thought if is_pair]
    true = sum(claim.holds for claim in tried)
    areas = [auroc([odds for odds, _ in one], [holds for _, holds in one]) for one in (said, answered)]
    return Proofs(true, len(tried) - true, *areas)


def _best(reading: Reading, text: str, spans: Sequence[tuple[int, int]]) -> tuple[str, str]:
    """Return the best words of a reading, and their sentence."""
    read = [(one, span) for one, span in zip(reading.sentences, spans, strict=True) if one]
    if not read:
        return "", ""
    one, span = max(read, key=lambda pair: pair[0].margin)
    return text[slice(*one.span)], text[slice(*span)]


def f1(said: str, answer: str) -> float:
    """Return the overlap of two answers in words, normalised as SQuAD does."""
    a, b = _plain(said), _plain(answer)
    same = sum((Counter(a) & Counter(b)).values())
    return 2 * same / (len(a) + len(b)) if same else float(a == b)


def _plain(text: str) -> list[str]:
    letters = "".join(character for character in text.lower() if character not in string.punctuation)
    return re.sub(r"\b(?:a|an|the)\b", " ", letters).split()


def auroc(thought: Sequence[float], labels: Sequence[bool]) -> float:
    """Return the area under the curve of *thought* for *labels*; 0.5 where they are all alike."""
    values, positive = np.asarray(thought), np.asarray(labels, bool)
    yes, no = values[positive], values[~positive]
    if not len(yes) or not len(no):
        return 0.5
    above = np.searchsorted(np.sort(no), yes, "left").sum()
    level = np.searchsorted(np.sort(no), yes, "right").sum() - above
    return float((above + level / 2) / (len(yes) * len(no)))


def interval(thought: Sequence[float], labels: Sequence[bool]) -> tuple[float, float]:
    """Return the 95 % interval of the area, by bootstrap."""
    chance = np.random.default_rng(0)
    values, truth = np.asarray(thought), np.asarray(labels, bool)
    places = [chance.integers(0, len(values), len(values)) for _ in range(_DRAWS)] if len(values) else []
    drawn = [auroc(values[place].tolist(), truth[place].tolist()) for place in places]
    low, high = np.percentile(drawn, [2.5, 97.5]) if drawn else (0.5, 0.5)
    return float(low), float(high)
