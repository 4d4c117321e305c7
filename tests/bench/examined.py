"""A statement becomes all that proving may go by: rules that it breaks, words that it shares, what the reader says."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.faults import faults, share
from bot.proof import Supports, prove, quotes_of
from bot.quoted import read_together
from bot.wording import same_script
from index.passage import Passage
from index.reader import Reader
from tests.bench.stated import Stated
from tests.evaluation.scoring import auroc

_NOT_READ = 9.0


@dataclass(frozen=True, slots=True)
class Examined:
    """A statement with all that proving may go by."""

    stated: Stated
    passed: bool
    """Whether it gets out."""
    rules: frozenset[str]
    """The rules that it breaks."""
    share: float
    """Of its words, how many stand in its quotes, 0 to 1."""
    support: float
    """The reader's log-odds that a quote answers it, as if it were a question."""
    holds: float
    """The reader's log-odds that the quotes prove it."""
    is_read: bool
    """Whether the reader can read both: they are in one script."""


def examine(stated: Stated, reader: Reader) -> Examined | None:
    """Return what proving finds in a statement; None where its words are no sentence of its passage."""
    quotes = quotes_of(stated.claim, [stated.passage])
    if not quotes:
        return None
    supports = supporting(reader)
    made = prove(stated.claim, [stated.passage], "What is known?", supports)
    read = same_script(stated.text, quotes[0].text)
    together = reader.holds(stated.text, read_together(quotes)) if read else [_NOT_READ]
    return Examined(
        stated,
        bool(made and made.quotes),
        frozenset(faults(stated.text, quotes)),
        share(stated.text, quotes),
        max(supports(stated.text, one.alone) for one in quotes),
        max(together),
        read,
    )


def supporting(reader: Reader) -> Supports:
    """Return what tells the reader's best support of a sentence for a statement."""

    def supports(statement: str, passage: Passage) -> float:
        (reading,) = reader.read(statement, [passage])
        return max((one.support for one in reading.sentences if one), default=-10.0)

    return supports


def parted(examined: Iterable[Examined]) -> tuple[list[Examined], list[Examined]]:
    """Return the true ones and the false ones."""
    all_of = list(examined)
    return [one for one in all_of if one.stated.is_true], [one for one in all_of if not one.stated.is_true]


def area(examined: Sequence[Examined]) -> float:
    """Return how often the reader thinks a true statement truer than a false one, 0.5 by chance."""
    true, false = parted(examined)
    return auroc([one.holds for one in true], [one.holds for one in false]) if true and false else 0.5
