"""What a true or false statement is made from, and how a maker turns the statement, its sentence or both round."""

from __future__ import annotations

import random
from dataclasses import dataclass

from index.passage import Span
from index.reader.training.kinship import Kinship
from index.reader.training.verbs import Verbs


@dataclass(frozen=True, slots=True)
class Case:
    """A true statement and the sentence or sentences that prove it."""

    statement: str
    holder: str
    """What proves it, verbatim in the passage."""
    passage: str
    title: str
    near: str
    """The passage and texts of its article: where other names and figures come from."""
    recipe: str
    """How the statement was made."""
    answer: str = ""
    """What of the statement a question asked for."""
    joint: Span = (0, 0)
    """Where the word stands that joins two facts, if it joins two."""


@dataclass(frozen=True, slots=True)
class Edit:
    """A statement turned round, and its holder turned round alike: with both turned, the statement is true again."""

    recipe: str
    statement: str
    holder: str = ""
    """Nothing where the text cannot follow."""
    forward: bool = True
    """Whether the turned statement is false of the text as it was."""
    backward: bool = True
    """Whether the statement as it was is false of the turned text."""
    swaps: tuple[tuple[str, str], ...] = ()
    """What is exchanged in the title and in the sentences around as well."""


@dataclass(frozen=True, slots=True)
class Means:
    """What the makers draw on."""

    chance: random.Random
    kin: Kinship
    verbs: Verbs
