"""Folders become the examples to learn from and those to be tried on: how many of each kind, and how they are made."""

from __future__ import annotations

import random
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from index.embed import Embedder
from index.reader.training import written
from index.reader.training.claimed import Claimed, claims
from index.reader.training.cloze import clozes
from index.reader.training.example import Example, words
from index.reader.training.folder import Folder, Query
from index.reader.training.kinship import Kinship
from index.reader.training.misses import Misses
from index.reader.training.nearest import NearestByMeaning
from index.reader.training.paired import paired
from index.reader.training.positives import Positives
from index.reader.training.reworded import reworded
from index.reader.training.shape import window
from index.reader.training.verbs import Verbs
from index.reader.training.written import Written

_MOST = 4_500
_MOST_OF_SENTENCES = 1_800  # about single sentences, which teach the least
_MOST_OF_PAPERS = 300  # about texts so long that few questions share one
_PAPER_WORDS = 1_000
_MISSES = 0.65  # near misses for each answered question
_CLOZES = 900
_CLAIMS = 2_400  # statements about a folder
_PAIRED = 0.5  # of so many questions one is taken with an answer, for each statement
_BY_PEOPLE = 3  # times over: unanswerable questions that people wrote, and the answerable ones beside them
_SWAPPED_BOTH = 0.12
_REWORDED = 0.35
_ASKS_WHY = re.compile(r"(?i)\b(?:why|how)\b(?! (?:many|much|long|far|old|large|big|high|fast|often)\b)")
_TRIED = 250  # questions a folder
_LONG_TEXT_WORDS, _WINDOW_WORDS = 220, 160


@dataclass(frozen=True, slots=True)
class Examples:
    """What one run learns from and what it is tried on: questions, and statements."""

    learnt: list[Example]
    tried: list[Example]
    claimed: list[Claimed]
    claims_tried: list[Claimed]


def examples(
    folders: Sequence[Folder],
    held_out: Collection[str],
    seed: int,
    share: float = 1.0,
    draws: int = 1,
    embedder: Embedder | None = None,
) -> Examples:
    """Return examples of *folders*, a *share* of the usual number, made anew for each of *draws*.

    The articles *held_out*, and in folders that have none of them some drawn by their titles, are only tried on.
    With an *embedder* near misses are also texts that mean the like, not only those that share words.
    """
    chance, kin, told = random.Random(seed), Kinship(), written.read_written()
    made = Examples([], [], [], [])
    for folder in folders:
        mine, theirs = folder.parted(held_out)
        making = _Making(chance, kin, share, draws, embedder, told)
        learnt, tried = _learnt(mine, making), _tried(theirs, chance, kin)
        made.learnt.extend(learnt)
        made.tried.extend(tried)
        made.claimed.extend(_claimed(mine, learnt, round(_CLAIMS * share * draws), making))
        made.claims_tried.extend(_claimed(theirs, tried, _TRIED, making))
    chance.shuffle(made.learnt)
    return made


def _claimed(folder: Folder, asked: Sequence[Example], most: int, making: _Making) -> list[Claimed]:
    """Return statements about a folder's texts, of its questions some with an answer after them, and written ones."""
    if not folder.texts:
        return []
    chance = making.chance
    some = chance.sample(asked, min(len(asked), round(most * _PAIRED)))
    told = written.claimed(folder, making.told, chance, Verbs(making.kin.vocabulary))
    return [*claims(folder, most, chance, making.kin), *paired(some, chance), *told]


@dataclass(frozen=True, slots=True)
class _Making:
    """What all folders' examples are made with."""

    chance: random.Random
    kin: Kinship
    share: float
    draws: int
    embedder: Embedder | None
    told: Sequence[Written] = ()
    """Statements in words of their own."""


def _learnt(folder: Folder, making: _Making) -> list[Example]:
    if not folder.queries:
        texts = [text for text in folder.texts if words(text.text) > 30]
        return clozes(texts, round(_CLOZES * making.share * making.draws), folder.name, making.chance)
    positives = _positives(folder, making)
    made = [one for _ in range(making.draws) for one in _drawn(positives, making)]
    return list(dict.fromkeys(made))


def _drawn(positives: Positives, making: _Making) -> list[Example]:
    """Return one draw of a folder's examples."""
    folder, chance = positives.folder, making.chance
    queries = list(folder.queries)
    chance.shuffle(queries)
    queries = queries[: round(making.share * _most(folder))]
    times = _BY_PEOPLE if folder.has_unanswerable else 1
    asked = [query for _ in range(times) for query in _with_reasons_twice(queries)]
    made = [one for query in asked if (one := _answered(positives, query, chance))]
    answerable = [query for query in queries if query.spans]
    made += _missed(Misses(positives, making.kin), answerable, round(len(queries) * _MISSES))
    return [_perhaps_reworded(one, chance) for one in made]


def _perhaps_reworded(made: Example, chance: random.Random) -> Example:
    if chance.random() >= _REWORDED:
        return made
    return replace(made, question=reworded(made.question, made.answers, chance))


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


def many_misses(
    folders: Sequence[Folder], held_out: Collection[str], seed: int, times: int, embedder: Embedder | None = None
) -> list[Example]:
    """Return up to *times* near misses of each question that is learnt from, to be mined."""
    making = _Making(random.Random(seed), Kinship(), 1.0, 1, embedder)
    found: list[Example] = []
    for folder in folders:
        mine, _ = folder.parted(held_out)
        misses = Misses(_positives(mine, making), making.kin)
        answerable = [query for query in mine.queries if query.spans]
        found += [one for _ in range(times) for one in _missed(misses, answerable, len(answerable))]
    return list(dict.fromkeys(_perhaps_reworded(one, making.chance) for one in found))


def _positives(folder: Folder, making: _Making) -> Positives:
    questions = [query.question for query in folder.queries]
    alike = NearestByMeaning(folder.texts, questions, making.embedder) if making.embedder else None
    return Positives(folder, making.chance, alike)


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
