"""A statement becomes all that proving may go by: rules that it breaks, words that it shares, what the reader says."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from bot.as_quoted import as_quoted
from bot.faults import faults, likeness, share
from bot.proof import prove, quotes_of
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
    likeness: float
    """Of its words, how many they have in the same order, 0 to 1."""
    holds: float
    """The reader's log-odds that the quotes prove it."""
    is_read: bool
    """Whether the reader can read both: they are in one script."""


def examine(stated: Stated, reader: Reader) -> Examined | None:
    """Return what proving finds in a statement; None where its words are no sentence of its passage."""
    quotes = quotes_of(stated.claim, [stated.passage])
    if not quotes:
        return None
    holds = partial(_holds, reader)
    made = prove(stated.claim, [stated.passage], "What is known?", holds)
    is_read = same_script(stated.text, quotes[0].text)
    read = as_quoted(stated.text, [one.text for one in quotes])
    return Examined(
        stated,
        bool(made and made.quotes),
        frozenset(faults(stated.text, quotes)),
        share(stated.text, quotes),
        likeness(read, quotes),
        max(reader.holds(read, read_together(quotes))) if is_read else _NOT_READ,
        is_read,
    )


def _holds(reader: Reader, statement: str, passage: Passage) -> float:
    return reader.holds(statement, [passage])[0]


def parted(examined: Iterable[Examined]) -> tuple[list[Examined], list[Examined]]:
    """Return the true ones and the false ones."""
    all_of = list(examined)
    return [one for one in all_of if one.stated.is_true], [one for one in all_of if not one.stated.is_true]


def area(examined: Sequence[Examined]) -> float:
    """Return how often the reader thinks a true statement truer than a false one, 0.5 by chance."""
    true, false = parted(examined)
    return auroc([one.holds for one in true], [one.holds for one in false]) if true and false else 0.5
