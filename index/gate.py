"""A new generation is let through when the quotations of gold questions are still among its first hits, and answer."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from importlib.metadata import entry_points
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from index.errors import BuildError, SettingsError
from index.generation import Generation
from index.passage import SOURCE_MARKS, Passage, Span

if TYPE_CHECKING:
    from index.embed import Embedder
    from index.opened import OpenGeneration
    from index.stores import Stores

FIRST_HITS = 10
_NAMED = 5  # questions named in an error
_LETTER = r"[^\W\u0e00-\U0010ffff]"  # of the scripts that part words by blanks
_SPELT_ALIKE = str.maketrans({"’": "'", "‘": "'", "–": "-", "—": "-", "‑": "-", "−": "-"})
_QUOTING = "serai.quoting"  # the entry points under which an engine says that it can quote


class Quoting(Protocol):
    """An engine, as the gate needs it: what answers questions over a generation that is not live yet."""

    def __call__(self, opened: OpenGeneration, /) -> Callable[[str], Iterable[tuple[Passage, Span]]]:
        """Return what gives, for a question, the passages and stretches of their documents that an answer quotes."""


def installed_quoting() -> Quoting | None:
    """Return the engine that is installed beside this package, if there is one: nothing here may import it."""
    return next((point.load() for point in entry_points(group=_QUOTING)), None)


@dataclass(frozen=True, slots=True)
class Gold:
    """A question, and the quotations that answer it, each with its document's id."""

    question: str
    evidence: tuple[tuple[str, str], ...]
    facts: tuple[tuple[str, ...], ...] = ()
    """The heart of the answer: of each fact one spelling must be there."""


@dataclass(frozen=True, slots=True)
class Moved:
    """A question whose quotation is found at another rank; None is not among the first hits."""

    question: str
    before: int | None
    after: int | None


@dataclass(frozen=True, slots=True)
class _Seen:
    rank: int | None
    answered: bool


@dataclass(slots=True)
class GoldGate:
    """Compares where quotations are found, and whether answers quote them, in the new generation and in the last.

    A question is answered as well when other texts are quoted that say all its facts.
    """

    gold: Sequence[Gold]
    embedder: Embedder
    stores: Stores
    quoting: Quoting | None = None
    """The engine that must still answer; without one, being found is enough."""
    found: int = 0
    answered: int = 0
    moved: list[Moved] = field(default_factory=list)
    unanswered: list[str] = field(default_factory=list)
    """The questions that were answered, and are not any more."""

    def __call__(self, new: Generation, last: Generation | None, /) -> None:
        """Note what moved; raise BuildError when a question lost what found or answered it."""
        after = self._seen(new)
        before = self._seen(last) if last else after
        self.found = sum(one.rank is not None for one in after)
        self.answered = sum(one.answered for one in after)
        compared = list(zip((one.question for one in self.gold), before, after, strict=True))
        self.moved = [Moved(asked, was.rank, now.rank) for asked, was, now in compared if was.rank != now.rank]
        self.unanswered = [asked for asked, was, now in compared if was.answered and not now.answered]
        lost = [one.question for one in self.moved if one.after is None]
        self._refuse(lost, f"lost their quotation from the first {FIRST_HITS} hits")
        self._refuse(self.unanswered, "are no longer answered")

    def _refuse(self, questions: Sequence[str], what: str) -> None:
        if not questions:
            return
        named = "; ".join(questions[:_NAMED]) + ("; …" if len(questions) > _NAMED else "")
        raise BuildError(
            f"The gate kept the new generation back: of {len(self.gold)} gold questions {len(questions)} {what} "
            f"({named}). The live one is untouched. Put the texts right, or the gold, and build again."
        )

    def _seen(self, one: Generation) -> list[_Seen]:
        from index.opened import OpenGeneration
        from index.reader import Reader

        with closing(OpenGeneration(one, self.embedder, self.stores, Reader())) as opened:
            quotes = self.quoting(opened) if self.quoting else _nothing
            return [_Seen(_rank(opened, gold), _is_answered(list(quotes(gold.question)), gold)) for gold in self.gold]


def _nothing(_question: str) -> Iterable[tuple[Passage, Span]]:
    return ()


def _rank(opened: OpenGeneration, gold: Gold) -> int | None:
    """Return the rank, from 1, of the first hit that holds some of a quotation."""
    hits = opened.search(gold.question, FIRST_HITS).hits
    places = ((hit.passage, (hit.passage.start, hit.passage.end)) for hit in hits)
    return next((rank for rank, place in enumerate(places, 1) if _holds(*place, gold.evidence)), None)


def _is_answered(quotes: Sequence[tuple[Passage, Span]], gold: Gold) -> bool:
    if any(_holds(passage, place, gold.evidence) for passage, place in quotes):
        return True
    said = _plain(" ".join(passage.document.text[slice(*place)] for passage, place in quotes))
    return bool(gold.facts) and all(any(_says(said, one) for one in spellings) for spellings in gold.facts)


def _says(said: str, spelling: str) -> bool:
    """Tell whether *said* has a spelling as whole words and numbers: "412 m" is not in "1,412 metres"."""
    whole = rf"(?<!{_LETTER})(?<!\d[.,]){re.escape(_plain(spelling))}(?!{_LETTER})(?![.,]\d)"
    return re.search(whole, said) is not None


def _plain(text: str) -> str:
    return " ".join(SOURCE_MARKS.sub("", text).translate(_SPELT_ALIKE).casefold().split())


def _holds(passage: Passage, place: Span, evidence: Sequence[tuple[str, str]]) -> bool:
    """Tell whether a *place* in the passage's document meets some of the *evidence*."""
    return any(
        start < place[1] and place[0] < end
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
        return [_gold(line) for line in lines if line.get("answerable", True)]
    except OSError as error:
        raise SettingsError(f"The gold file '{path}' cannot be read ({error.strerror}).") from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise SettingsError(
            f"'{path}' is no gold file: each line is a JSON object with a question and its evidence, "
            "a list of objects with a document and a quotation; facts, if any, are lists of spellings."
        ) from error


def _gold(line: Mapping[str, Any]) -> Gold:
    """Return the question of a line; raises TypeError where something is no text, and KeyError where it is not there.

    A fact that were a text, or had an empty spelling, would be found in any answer.
    """
    evidence = tuple((one["document"], one["quotation"]) for one in line["evidence"])
    facts = tuple(() if isinstance(one, str) else tuple(one) for one in line.get("facts", ()))
    spellings = [one for fact in facts for one in fact]
    if not all(isinstance(one, str) for one in (line["question"], *chain(*evidence), *spellings)):
        raise TypeError
    if not all(facts) or not all(map(_plain, spellings)):
        raise TypeError
    return Gold(line["question"], evidence, facts)
