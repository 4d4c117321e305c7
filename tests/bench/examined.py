"""A statement becomes all that proving may go by: rules that it breaks, words that it shares, what the reader says."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from bot.backing import DOUBTS, Backing, backing
from bot.faults import faults
from bot.proof import prove, quotes_of
from bot.verbatim import sentences_for
from bot.wording import same_script
from index.passage import Passage
from index.reader import Reader
from tests.bench.stated import Stated
from tests.evaluation.scoring import auroc


@dataclass(frozen=True, slots=True)
class Examined:
    """A statement with all that proving may go by."""

    stated: Stated
    passed: bool
    """Whether it gets out."""
    gives_way: bool
    """Whether the sentences that it cites are said in its place."""
    rules: frozenset[str]
    """The rules that it breaks."""
    backing: Backing
    """What is weighed of it."""
    is_read: bool
    """Whether the reader can read both: they are in one script."""

    @property
    def is_weighed(self) -> bool:
        """Whether weighing decides: no rule that is proof enough is broken."""
        return self.is_read and self.rules <= set(DOUBTS)


def examine(stated: Stated, reader: Reader) -> Examined | None:
    """Return what proving finds in a statement; None where its words are no sentence of its passage."""
    quotes = quotes_of(stated.claim, [stated.passage])
    if not quotes:
        return None
    holds = partial(_holds, reader)
    made = prove(stated.claim, [stated.passage], "What is known?", holds)
    rules = frozenset(faults(stated.text, quotes))
    is_read = all(same_script(stated.text, one.text) for one in quotes)
    return Examined(
        stated,
        passed := bool(made and made.quotes),
        not passed and bool(sentences_for(stated.claim, [stated.passage])),
        rules,
        backing(stated.text, quotes, rules & set(DOUBTS), holds),
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
    true, false = parted(one for one in examined if one.is_read)
    return auroc([one.backing.holds for one in true], [one.backing.holds for one in false]) if true and false else 0.5
