"""A new generation is let through when the quotations of the gold questions are still found among its first hits."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from index.errors import BuildError, SettingsError
from index.generation import Generation
from index.passage import SOURCE_MARKS, Passage, Span

if TYPE_CHECKING:
    from index.embed import Embedder
    from index.opened import OpenGeneration
    from index.stores import Stores

FIRST_HITS = 10
_NAMED = 5  # questions named in an error


@dataclass(frozen=True, slots=True)
class Gold:
    """A question, and the quotations that answer it, each with its document's id."""

    question: str
    evidence: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Moved:
    """A question whose quotation is found at another rank; None is not among the first hits."""

    question: str
    before: int | None
    after: int | None


@dataclass(slots=True)
class GoldGate:
    """Compares where the quotations are found in the new generation and in the last."""

    gold: Sequence[Gold]
    embedder: Embedder
    stores: Stores
    found: int = 0
    moved: list[Moved] = field(default_factory=list)

    def __call__(self, new: Generation, last: Generation | None, /) -> None:
        """Note what moved; raise BuildError when a quotation that was found is not found any more."""
        after = self._ranks(new)
        before = self._ranks(last) if last else after
        self.found = sum(rank is not None for rank in after)
        self.moved = [
            Moved(one.question, was, now)
            for one, was, now in zip(self.gold, before, after, strict=True)
            if was != now
        ]  # fmt: skip
        lost = [one.question for one in self.moved if one.after is None]
        if lost:
            named = "; ".join(lost[:_NAMED]) + ("; …" if len(lost) > _NAMED else "")
            raise BuildError(
                f"The gate kept the new generation back: of {len(self.gold)} gold questions {len(lost)} lost their "
                f"quotation from the first {FIRST_HITS} hits ({named}). The live one is untouched. Put the texts "
                "right, or the gold, and build again."
            )

    def _ranks(self, one: Generation) -> list[int | None]:
        from index.opened import OpenGeneration

        with closing(OpenGeneration(one, self.embedder, self.stores)) as opened:
            return [_rank(opened, gold) for gold in self.gold]


def _rank(opened: OpenGeneration, gold: Gold) -> int | None:
    """Return the rank, from 1, of the first hit that holds some of a quotation."""
    hits = opened.search(gold.question, FIRST_HITS).hits
    ranks = (rank for rank, hit in enumerate(hits, 1) if _holds(hit.passage, gold.evidence))
    return next(ranks, None)


def _holds(passage: Passage, evidence: Sequence[tuple[str, str]]) -> bool:
    return any(
        start < passage.end and passage.start < end
        for document, quotation in evidence
        if document == passage.document_id
        for start, end in _places(passage.document.text, quotation)
    )


def _places(text: str, quotation: str) -> Iterator[Span]:
    """Yield where *quotation* stands in *text*, whatever blanks and source marks are between its words."""
    between = rf"(?:{SOURCE_MARKS.pattern})?\s*"
    words = quotation.split()
    if words:
        yield from (found.span() for found in re.finditer(between.join(map(re.escape, words)), text))


def read_gold(path: Path) -> list[Gold]:
    """Return the answerable questions of the gold file; raises SettingsError when it is none."""
    try:
        lines = [json.loads(line) for line in path.read_text().splitlines() if line.strip()]
        return [
            Gold(line["question"], tuple((one["document"], one["quotation"]) for one in line["evidence"]))
            for line in lines
            if line.get("answerable", True)
        ]
    except OSError as error:
        raise SettingsError(f"The gold file '{path}' cannot be read ({error.strerror}).") from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise SettingsError(
            f"'{path}' is no gold file: each line is a JSON object with a question and its evidence, "
            "a list of objects with a document and a quotation."
        ) from error
