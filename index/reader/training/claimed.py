"""Folders become true and false statements about what is cited: the same texts and wordings stand on both sides.

A statement is turned round, or the text it cites is, or both: then it is true again, so that neither the statement
nor the text tells alone which it is.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from index.reader.training.added import detailed, foreign
from index.reader.training.case import Case, Edit, Means
from index.reader.training.cited import Cited, cited
from index.reader.training.contrary import bounded, compared, contrary, denied, quantified, singled
from index.reader.training.exchanged import direction, other_thing, roles, shifted, units
from index.reader.training.folder import Folder
from index.reader.training.kinship import Kinship
from index.reader.training.planned import certain, framed, part, undone, unsure
from index.reader.training.stated import Stated, Stating
from index.reader.training.styled import styled
from index.reader.training.verbs import Verbs

Maker = Callable[[Case, Means], Edit | None]

_MAKERS: tuple[tuple[Maker, float], ...] = (
    (other_thing, 6),
    (roles, 5),
    (detailed, 3.5),
    (foreign, 2.5),
    (certain, 6),
    (undone, 2.5),
    (compared, 5),
    (quantified, 8),
    (direction, 12),
    (units, 8),
    (contrary, 4),
    (bounded, 3),
    (denied, 1),
    (singled, 2),
    (part, 2),
    (unsure, 0.8),
    (shifted, 1),
    (framed, 0.5),
)
"""What turns a statement round, and how gladly it is tried: the seldom possible more gladly."""
_TRIED = 8
_ELSEWHERE, _GUESSED, _SENTENCE, _JOINED = 0.1, 0.12, 0.22, 0.08
_ALL_FOUR = 0.2


@dataclass(frozen=True, slots=True)
class Claimed:
    """A statement, what it cites, and whether that proves it."""

    statement: str
    title: str
    text: str
    """What is cited: a sentence, a stretch of a passage or some lines."""
    holds: bool
    recipe: str
    """How it was made: `answered`, `false: denied`, `answered, both denied`."""
    source: str
    """The folder it comes from."""


def claims(folder: Folder, most: int, chance: random.Random, kin: Kinship) -> list[Claimed]:
    """Return *most* statements about the texts of a folder, about half of them true; fewer of a small folder."""
    means = Means(chance, kin, Verbs(kin.vocabulary))
    claiming = _Claiming(Stating(folder, means), means)
    made: list[Claimed] = []
    for _ in range(most * 6):
        if len(made) >= most:
            break
        made += claiming.some()
    return list(dict.fromkeys(made))[:most]


class _Claiming:
    """Draws statements of one folder, and turns them round."""

    def __init__(self, stating: Stating, means: Means) -> None:
        self._stating, self._means, self._chance = stating, means, means.chance
        self._asked = [query for query in stating.folder.queries if query.spans]
        self._unanswerable = [query for query in stating.folder.queries if not query.spans]

    def some(self) -> Iterator[Claimed]:
        """Yield statements about one text: none, two, or four, half of them true."""
        if self._unanswerable and self._chance.random() < _GUESSED:
            yield from self._guessed()
            return
        stated = self._stated()
        if stated is None:
            return
        cites = self._cited(stated)
        if cites is None:
            return
        if self._chance.random() < _ELSEWHERE:
            yield from self._elsewhere(stated, cites)
        elif edit := self._edit(stated.case):
            yield from self._turned(stated.case, cites, edit)

    def _stated(self) -> Stated | None:
        if not self._asked or self._chance.random() < _SENTENCE:
            return self._stating.sentence()
        query = self._chance.choice(self._asked)
        return self._stating.both(query) if self._chance.random() < _JOINED else self._stating.answered(query)

    def _cited(self, stated: Stated) -> Cited | None:
        others = self._stating.positives.some_mates(stated.text, 3)
        return cited(stated.case, stated.span, others, self._chance)

    def _guessed(self) -> Iterator[Claimed]:
        """Yield an unanswerable question's statement, and an answerable one's of any text."""
        false = self._stating.guessed(self._chance.choice(self._unanswerable))
        true = self._stating.answered(self._chance.choice(self._asked)) if self._asked else None
        cites = self._cited(false) if false else None
        also = self._cited(true) if true else None
        if false and true and cites and also:
            yield self._claim(false.case.statement, cites.title, cites.text(false.case.holder), "false: guessed")
            yield self._claim(true.case.statement, also.title, also.text(true.case.holder), true.case.recipe)

    def _elsewhere(self, stated: Stated, cites: Cited) -> Iterator[Claimed]:
        other = self._stating.elsewhere(stated)
        if other:
            yield self._claim(stated.case.statement, cites.title, cites.text(stated.case.holder), stated.case.recipe)
            yield self._claim(stated.case.statement, *other, "false: other text")

    def _edit(self, case: Case) -> Edit | None:
        drawn = sorted(_MAKERS, key=lambda maker: self._chance.random() ** (1 / maker[1]), reverse=True)
        for make, _ in drawn[:_TRIED]:
            edit = make(case, self._means)
            if edit and edit.statement != case.statement and edit.holder != case.holder:
                if edit.forward or (edit.holder and edit.backward):
                    return edit
        return None

    def _turned(self, case: Case, cites: Cited, edit: Edit) -> Iterator[Claimed]:
        """Yield the statement with its text and one of the two turned round; or both with both."""
        forward = edit.forward
        backward = edit.backward and bool(edit.holder)
        if forward and backward and self._chance.random() >= _ALL_FOUR:
            forward = self._chance.random() < 0.5
            backward = not forward
        plain, turned = cites.text(case.holder), cites.text(edit.holder, edit)
        if forward:
            yield self._claim(case.statement, cites.title, plain, case.recipe)
            yield self._claim(edit.statement, cites.title, plain, f"false: {edit.recipe}")
        if backward:
            title = cites.titled(edit)
            yield self._claim(edit.statement, title, turned, f"{case.recipe}, both: {edit.recipe}")
            yield self._claim(case.statement, title, turned, f"false: text, {edit.recipe}")

    def _claim(self, statement: str, title: str, text: str, recipe: str) -> Claimed:
        said = styled(statement, self._chance, self._means.verbs)
        return Claimed(said, title, text, not recipe.startswith("false"), recipe, self._stating.folder.name)
