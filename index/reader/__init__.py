"""Reads a question and a passage together: does it answer, in which sentence, with which words.

In a question's place it reads statements too: does the passage prove them?

With `index.embed` the only home of torch.
"""

from __future__ import annotations

import os
import threading
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from index.errors import ModelError
from index.formats import normalise
from index.passage import Passage, Span

if TYPE_CHECKING:
    from index.reader.encode import Encoder
    from index.reader.network import ReaderNetwork

WEIGHTS = Path(__file__).with_name("reader.safetensors")
"""Of the reader of questions, which also checks its own answers."""
PROVER = Path(__file__).with_name("prover.safetensors")
"""Tuned on from these for what chat models state, in words of their own; it reads questions less well."""
_Key = tuple[str, str, str, tuple[Span, ...]]  # a question, and what of a passage is read
_REMEMBERED = 256  # readings: a question's search and its answer ask for the same


@dataclass(frozen=True, slots=True)
class Sentence:
    """What the reader thinks of one sentence of a passage."""

    support: float
    """Log-odds that it holds the answer."""
    span: Span
    """The words that answer best, in characters of the passage's text, always inside the sentence."""
    margin: float
    """How much more it scores those words than "there is no answer", in logits."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What the reader thinks of one passage."""

    answerable: float
    """Log-odds that the passage answers the question."""
    sentences: tuple[Sentence | None, ...]
    """One for each of the passage's sentences; None where it was too far on to be read."""
    holds: float
    """Log-odds that the passage proves what was read in the question's place, where that is a statement."""


def pair(question: str, answer: str) -> str:
    """Return a question and its answer as the statement that the reader takes them for."""
    return f"{question.strip()} {answer.strip()}"


class Reader:
    """The trained reader; nothing is loaded before the first passage."""

    def __init__(self, weights: Path = WEIGHTS) -> None:
        self._weights = weights
        self._loaded: tuple[ReaderNetwork, Encoder] | None = None
        self._lock = threading.Lock()
        self._known: OrderedDict[_Key, Reading] = OrderedDict()
        # A passage a core, each on one thread: threads inside one passage would wait for each other on a busy machine.
        self._pool = ThreadPoolExecutor(os.cpu_count(), thread_name_prefix="reader")

    def load(self) -> None:
        """Load the weights now, so that nobody waits for them; raises ModelError when they cannot be loaded."""
        self._load()

    def check(self) -> None:
        """Raise ModelError when there are no weights, without loading them: better at the start than in an answer."""
        if not self._weights.is_file():
            raise self._missing("there is no such file")

    def read(self, question: str, passages: Sequence[Passage]) -> list[Reading]:
        """Return a reading of each passage; raises ModelError when the weights cannot be loaded."""
        keys = [(question, one.document.title, one.text, one.sentences) for one in passages]
        found = {key: reading for key in keys if (reading := self._known.get(key))}
        new = {key: one for key, one in zip(keys, passages, strict=True) if key not in found}
        if new:
            found |= zip(new, self._read(question, list(new.values())), strict=True)
            self._remember(found)
        return [found[key] for key in keys]

    def holds(self, statement: str, passages: Sequence[Passage]) -> list[float]:
        """Return for each passage the log-odds that it proves *statement*; raises ModelError as `read` does."""
        return [one.holds for one in self.read(statement, passages)]

    def proves(self, question: str, answer: str, passage: Passage) -> float:
        """Return the log-odds that *passage* proves *answer* to be the answer to *question*."""
        return self.holds(pair(question, answer), [passage])[0]

    def _read(self, question: str, passages: Sequence[Passage]) -> list[Reading]:
        from index.reader.reading import reading_of

        network, encoder = self._load()
        pairs = zip(encoder(normalise(question), passages), passages, strict=True)
        return list(self._pool.map(lambda pair: reading_of(network, *pair), pairs))

    def _remember(self, found: Mapping[_Key, Reading]) -> None:
        with self._lock:
            for key, reading in found.items():
                self._known[key] = reading
                self._known.move_to_end(key)
            while len(self._known) > _REMEMBERED:
                self._known.popitem(last=False)

    def _load(self) -> tuple[ReaderNetwork, Encoder]:
        with self._lock:
            if self._loaded is None:
                from safetensors import SafetensorError

                from index.reader.encode import Encoder  # torch takes seconds: --help must not wait for it
                from index.reader.network import quick_network

                try:
                    self._loaded = quick_network(self._weights), Encoder()
                except (OSError, ValueError, RuntimeError, KeyError, SafetensorError) as error:
                    raise self._missing(error) from error
            return self._loaded

    def _missing(self, reason: object) -> ModelError:
        return ModelError(
            f"The reader cannot be loaded ({reason}). Run: make install, and see that '{self._weights}' is whole."
        )
