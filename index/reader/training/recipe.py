"""Folders become the examples to learn from and those to be tried on: how many of each kind, and how they are made."""

from __future__ import annotations

import random
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from index.reader.training.cloze import clozes
from index.reader.training.example import Example, words
from index.reader.training.folder import Folder, Query
from index.reader.training.kinship import Kinship
from index.reader.training.misses import Misses
from index.reader.training.positives import Positives
from index.reader.training.shape import window

_MOST = 4_500
_MOST_OF_SENTENCES = 1_800  # about single sentences, which teach the least
_MOST_OF_PAPERS = 300  # about texts so long that few questions share one
_PAPER_WORDS = 1_000
_MISSES = 0.65  # near misses for each answered question
_CLOZES = 900
_BY_PEOPLE = 3  # times over: unanswerable questions that people wrote, and the answerable ones beside them
_SWAPPED_BOTH = 0.12
_ASKS_WHY = re.compile(r"(?i)\b(?:why|how)\b(?! (?:many|much|long|far|old|large|big|high|fast|often)\b)")
_TRIED = 250  # questions a folder
_LONG_TEXT_WORDS, _WINDOW_WORDS = 220, 160


@dataclass(frozen=True, slots=True)
class Examples:
    """What one run learns from and what it is tried on."""

    learnt: list[Example]
    tried: list[Example]


def examples(folders: Sequence[Folder], held_out: Collection[str], seed: int, share: float = 1.0) -> Examples:
    """Return examples of *folders*, a *share* of the usual number.

    The articles *held_out*, and in folders that have none of them some drawn by their titles, are only tried on.
    """
    chance, kin = random.Random(seed), Kinship()
    learnt: list[Example] = []
    tried: list[Example] = []
    for folder in folders:
        mine, theirs = folder.parted(held_out)
        learnt += _learnt(mine, chance, kin, share)
        tried += _tried(theirs, chance, kin)
    chance.shuffle(learnt)
    return Examples(learnt, tried)


def _learnt(folder: Folder, chance: random.Random, kin: Kinship, share: float) -> list[Example]:
    if not folder.queries:
        texts = [text for text in folder.texts if words(text.text) > 30]
        return clozes(texts, round(_CLOZES * share), folder.name, chance)
    positives = Positives(folder, chance)
    queries = list(folder.queries)
    chance.shuffle(queries)
    queries = queries[: round(share * _most(folder))]
    times = _BY_PEOPLE if folder.has_unanswerable else 1
    asked = [query for _ in range(times) for query in _with_reasons_twice(queries)]
    made = [one for query in asked if (one := _answered(positives, query, chance))]
    answerable = [query for query in queries if query.spans]
    return made + _missed(Misses(positives, kin), answerable, round(len(queries) * _MISSES))


def _most(folder: Folder) -> int:
    if folder.is_of_sentences:
        return _MOST_OF_SENTENCES
    mean = sum(words(text.text) for text in folder.texts) / max(1, len(folder.texts))
    return _MOST_OF_PAPERS if mean > _PAPER_WORDS else _MOST


def _with_reasons_twice(queries: Sequence[Query]) -> list[Query]:
    """Return the queries, those that ask why or how twice: they are few, and their answers are clauses."""
    return [*queries, *(query for query in queries if _ASKS_WHY.match(query.question))]


def _answered(positives: Positives, query: Query, chance: random.Random) -> Example | None:
    swapped = positives.swapped_both(query) if query.spans and chance.random() < _SWAPPED_BOTH else None
    return swapped or positives.positive(query)


def _missed(misses: Misses, queries: Sequence[Query], most: int) -> list[Example]:
    found = (misses.near_miss(query) for query in queries)
    return [one for one in found if one][:most]


def _tried(folder: Folder, chance: random.Random, kin: Kinship) -> list[Example]:
    """Return held-out questions over their whole texts, with near misses made by rule where people wrote none."""
    if not folder.queries:
        return []
    given = [_whole(query, folder.name, chance) for query in folder.queries]
    if folder.has_unanswerable:
        return given
    misses = Misses(Positives(folder, chance), kin)
    queries = chance.sample(folder.queries, min(_TRIED, len(folder.queries)))
    return chance.sample(given, min(_TRIED, len(given))) + _missed(misses, queries, _TRIED)


def _whole(query: Query, source: str, chance: random.Random) -> Example:
    """Return the question over its whole text, or over a stretch around the answer where the text is long."""
    span = query.spans[0] if query.spans else None
    text, title = query.text.text, query.text.title
    if span and words(text) > _LONG_TEXT_WORDS:
        start, end = window(text, span[0], _WINDOW_WORDS, chance)
        if start <= span[0] < span[1] <= end:
            text, span = text[start:end], (span[0] - start, span[1] - start)
    return Example(query.question, title, text, span, query.answers, "given", source)
