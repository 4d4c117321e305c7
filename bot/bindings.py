"""Do a statement's figures, names and opposites stand with the words that they stand with in its quotes.

One that would fit better in the place of another was exchanged or moved. It imports modules of ours only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from bot.kin import lemma
from bot.names import names
from bot.numerals import SMALL
from bot.peoples import root
from bot.polarity import OPPOSITES
from bot.wording import content
from index.analysis import stem
from index.passage import SOURCE_MARKS

_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)?|[%$€£]")
_REACH = 9  # words on each side that a figure or a name stands with
_MARGIN = 1.3  # how much better the other place must fit
_TELLING = 2.0  # how much more must speak for the other place
_LEAST = 0.35  # the fit below which nothing can be told
_OTHER_CLAUSE = 0.25  # what a word of the next clause counts
_BOUNDARY = re.compile(r"(?:[,;:()–—]|\b(?:and|but|while|whereas|и|а|но)\s)\s*$")
_PERCENT = re.compile(r"\s?(?:%|per\s?cent)")
_YEAR = re.compile(r"1[5-9]\d\d|20\d\d")
_MOVABLE = {"opposite", "year"}
_PLACES = frozenset(["from", "to", "by", "against", "than", "under", "before", "after"])
"""Small words that say what the next one is."""

Near = Mapping[str, float]
"""Words by how near they stand, 1 for the next."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """A figure, a name, or a word that has an opposite."""

    kind: str
    word: str


Bound = dict[Anchor, list[Near]]


def misplaced(statement: str, quotes: Sequence[str]) -> bool:
    """Return whether a figure, name or opposite in *statement* stands where the *quotes* have another of its kind."""
    said, quoted = _bound([statement]), _bound(quotes)
    both = [anchor for anchor in said if anchor in quoted]
    if any(
        _crossed(one, other, said, quoted)
        for one, other in combinations(both, 2)
        if _alike(one, other) and not _adjacent(one, other, quoted)
    ):
        return True
    left = [anchor for anchor in quoted if anchor not in said]
    return any(
        _moved(one, other, said, quoted)
        for one in both
        for other in left
        if one.kind in _MOVABLE and _alike(one, other)
    )


def _alike(one: Anchor, other: Anchor) -> bool:
    if one.kind == other.kind == "opposite":
        return other.word in OPPOSITES.get(one.word, ())
    return one.kind == other.kind


def _adjacent(one: Anchor, other: Anchor, quoted: Bound) -> bool:
    """Return whether two stand side by side, as the parts of one name do."""
    return one.kind == "name" and any(near.get(other.word, 0.0) >= 1 for near in quoted[one])


def _crossed(one: Anchor, other: Anchor, said: Bound, quoted: Bound) -> bool:
    """Return whether each of two stands where the other is."""
    return (_fits_crossed if one.kind == "name" else _tells_crossed)(one, other, said, quoted)


def _fits_crossed(one: Anchor, other: Anchor, said: Bound, quoted: Bound) -> bool:
    """Return whether each of two fits better where the other is; near names there are too many words for less."""
    without = {one.word, other.word}
    straight = (_fit(said[one], quoted[one], without), _fit(said[other], quoted[other], without))
    crossed = (_fit(said[one], quoted[other], without), _fit(said[other], quoted[one], without))
    better = all(there >= here for there, here in zip(crossed, straight, strict=True))
    return better and min(crossed) > _LEAST and sum(crossed) > _MARGIN * sum(straight)


def _tells_crossed(one: Anchor, other: Anchor, said: Bound, quoted: Bound) -> bool:
    """Return whether the words that tell two places apart in the quotes stand the other way round."""
    here, there = _merged(quoted[one]), _merged(quoted[other])
    mine, its = _merged(said[one]), _merged(said[other])
    straight = crossed = 0.0
    for word in (mine.keys() | its.keys()) & (here.keys() | there.keys()) - {one.word, other.word}:
        told = (here.get(word, 0.0) - there.get(word, 0.0)) * (mine.get(word, 0.0) - its.get(word, 0.0))
        straight += max(told, 0.0)
        crossed += max(-told, 0.0)
    return crossed > _LEAST and crossed > _TELLING * straight


def _merged(places: Sequence[Near]) -> Near:
    """Return what stands near an anchor at any of its places."""
    near: dict[str, float] = {}
    for place in places:
        for word, worth in place.items():
            near[word] = max(near.get(word, 0.0), worth)
    return near


def _moved(one: Anchor, other: Anchor, said: Bound, quoted: Bound) -> bool:
    """Return whether one stands where the quotes have another, which is not said."""
    without = {one.word, other.word}
    here, there = _fit(said[one], quoted[one], without), _fit(said[one], quoted[other], without)
    return there > 2 * _LEAST and there > 1.5 * _MARGIN * here


def _fit(said: Sequence[Near], quoted: Sequence[Near], without: set[str]) -> float:
    """Return how many words two places share, the nearer the more; the best of all places counts."""
    return max(
        sum(min(near, other[word]) for word, near in one.items() if word in other and word not in without)
        for one in said
        for other in quoted
    )


@dataclass(frozen=True, slots=True)
class _Token:
    word: str
    anchor: Anchor | None
    clause: int
    """Which clause of its text it stands in."""


def _bound(texts: Sequence[str]) -> Bound:
    found: Bound = {}
    for text in texts:
        tokens = list(_tokens(SOURCE_MARKS.sub("", text)))
        for at, token in enumerate(tokens):
            if token.anchor:
                found.setdefault(token.anchor, []).append(_near(tokens, at))
    return found


def _tokens(text: str) -> Iterator[_Token]:
    """Yield the words of *text* that tell."""
    named = {name for name, _ in names(text)} - {"US"}
    clause = 0
    for found in _TOKEN.finditer(text):
        word = found.group()
        plain, kind = stem(word), ""
        clause += bool(_BOUNDARY.search(text[: found.start()]))
        if word.casefold() in SMALL:
            plain, kind = str(SMALL[word.casefold()]), "figure"
        elif word[0].isdigit():
            plain, kind = word.replace(",", ""), _kind(word, text[found.end() :])
        elif word in named:
            plain, kind = root(word), "name"
        elif plain in OPPOSITES:
            kind = "opposite"
        elif word.casefold() not in _PLACES and not content(word):
            continue
        yield _Token(lemma(plain) if not kind else plain, Anchor(kind, plain) if kind else None, clause)


def _kind(digits: str, after: str) -> str:
    if _PERCENT.match(after):
        return "share"
    return "year" if _YEAR.fullmatch(digits) else "figure"


def _near(tokens: Sequence[_Token], at: int) -> Near:
    """Return what stands near the token at that place, words of other clauses counting less."""
    near: dict[str, float] = {}
    for step in (-1, 1):
        distance, other = 0, at + step
        while 0 <= other < len(tokens) and distance < _REACH:
            token = tokens[other]
            placed = token.word in _PLACES
            distance += not placed
            if not placed or other == at - 1:
                worth = _OTHER_CLAUSE ** abs(token.clause - tokens[at].clause) / max(distance, 1)
                near[token.word] = max(near.get(token.word, 0.0), worth)
            other += step
    return near
