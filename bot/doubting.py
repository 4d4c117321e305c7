"""The reader is asked again about the best sentence before an answer leaves, to tell what it did not heed.

Two more readings of that sentence alone. It imports modules of ours only.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.evidence import Candidate, Doubt, Weighed, doubt
from bot.unheeded import unheeded
from bot.wanted import Wanted
from index.reader import Reader


def doubted(wanted: Wanted, weighed: Sequence[Weighed], absent: frozenset[str], reader: Reader) -> Doubt:
    """Return the signs of doubt for a question, of its sentences *weighed* with the best first."""
    best = weighed[0].candidate
    return doubt(wanted, weighed, absent, unheeded(wanted, best, reader), _proven(wanted, best, reader))


def _proven(wanted: Wanted, best: Candidate, reader: Reader) -> float:
    """Return the log-odds that the sentence proves its answering words to be the answer."""
    return reader.proves(wanted.question, best.text[slice(*best.span_inside)], best.alone)
