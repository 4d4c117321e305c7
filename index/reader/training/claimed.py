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
from index.reader.training.linked import linked
from index.reader.training.planned import certain, framed, part, undone, unsure
from index.reader.training.stated import Stated, Stating
from index.reader.training.styled import styled
from index.reader.training.verbs import Verbs
from index.reader.training.voiced import voiced

Maker = Callable[[Case, Means], Edit | None]

_MAKERS: tuple[tuple[Maker, float], ...] = (
    (other_thing, 6),
    (roles, 5),
    (detailed, 2),
    (foreign, 3.5),
    (certain, 6),
    (undone, 5),
    (compared, 5),
    (quantified, 8),
    (direction, 12),
    (linked, 12),
    (voiced, 3),
    (units, 8),
    (contrary, 4),
    (bounded, 3),
    (denied, 1),
    (singled, 2),
    (part, 3),
    (unsure, 0.8),
    (shifted, 1),
    (framed, 0.6),
)
"""What turns a statement round, and how gladly it is tried: the seldom possible more gladly."""
_TRIED = 8
_ELSEWHERE, _GUESSED, _MISANSWERED, _SENTENCE, _JOINED = 0.08, 0.1, 0.1, 0.3, 0.17
_ALL_FOUR = 0.2
_SAME_STATEMENT = 0.65  # true and false ones that differ in the text, of those where either could
_UNFOLLOWED = 0.5  # the share kept of what no text could be turned round alike


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
        if self._asked and self._chance.random() < _MISANSWERED:
            yield from self._misanswered()
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
            return self._stating.neighbours() if self._chance.random() < _JOINED else self._stating.sentence()
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

    def _misanswered(self) -> Iterator[Claimed]:
        """Yield a question's statement, and the same with what answers another question of its text."""
        query = self._chance.choice(self._asked)
        stated = self._stating.answered(query)
        false = self._stating.misanswered(query, stated) if stated else ""
        cites = self._cited(stated) if stated and false else None
        if stated and cites:
            text = cites.text(stated.case.holder)
            yield self._claim(stated.case.statement, cites.title, text, stated.case.recipe)
            yield self._claim(false, cites.title, text, "false: other answer")

    def _elsewhere(self, stated: Stated, cites: Cited) -> Iterator[Claimed]:
        other = self._stating.elsewhere(stated)
        if other:
            yield self._claim(stated.case.statement, cites.title, cites.text(stated.case.holder), stated.case.recipe)
            yield self._claim(stated.case.statement, *other, "false: other text")

    def _edit(self, case: Case) -> Edit | None:
        drawn = sorted(_MAKERS, key=lambda maker: self._chance.random() ** (1 / maker[1]), reverse=True)
        for make, _ in drawn[:_TRIED]:
            edit = make(case, self._means)
            if edit and edit.statement != case.statement and edit.holder != case.holder and self._is_kept(edit):
                return edit
        return None

    def _is_kept(self, edit: Edit) -> bool:
        if edit.holder:
            return edit.forward or edit.backward
        return edit.forward and self._chance.random() < _UNFOLLOWED

    def _turned(self, case: Case, cites: Cited, edit: Edit) -> Iterator[Claimed]:
        """Yield a true and a false one of statement and text, each as it was or turned round; at times all four."""
        plain = (cites.title, cites.text(case.holder))
        turned = (cites.titled(edit), cites.text(edit.holder, edit))
        true = [(case.statement, plain, case.recipe)]
        if edit.holder:
            true.append((edit.statement, turned, f"{case.recipe}, both: {edit.recipe}"))
        false = [(edit.statement, plain, f"false: {edit.recipe}")] if edit.forward else []
        if edit.holder and edit.backward:
            false.append((case.statement, turned, f"false: text, {edit.recipe}"))
        if len(false) < 2 or self._chance.random() >= _ALL_FOUR:
            false = [self._chance.choice(false)]
            alike = [one for one in true if (one[0] == false[0][0]) == (self._chance.random() < _SAME_STATEMENT)]
            true = [self._chance.choice(alike or true)]
        for statement, cited_text, recipe in true + false:
            yield self._claim(statement, *cited_text, recipe)

    def _claim(self, statement: str, title: str, text: str, recipe: str) -> Claimed:
        said = styled(statement, self._chance, self._means.verbs)
        return Claimed(said, title, text, not recipe.startswith("false"), recipe, self._stating.folder.name)
