"""Documents that are nearly the same are found by sketches: the smallest hashes of their stretches of text.

The share of hashes that two sketches have in common estimates how much of the two texts is the same
(Broder, "On the resemblance and containment of documents", 1997).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Sketch = NDArray[np.uint64]
"""The smallest hashes of a text in ascending order, shape (HASHES,); a text too short to say anything has the last."""

HASHES = 32
NEARLY = 0.8  # of the stretches that two texts have together, at least so many are in both

_STRETCH = 16  # letters and digits
_NOTHING = np.uint64(2**64 - 1)
_BASE = np.uint64(1_000_003)


@dataclass(frozen=True, slots=True)
class NearDuplicate:
    """A document that is nearly the same as an earlier one."""

    document: str
    of: str
    similarity: float
    """The estimated share of common text, 0 to 1."""


def sketch(text: str) -> Sketch:
    """Return the sketch of *text*; blanks, punctuation and case don't count."""
    kept = "".join(filter(str.isalnum, text.casefold()))
    codes = np.frombuffer(kept.encode("utf-32-le", "replace"), np.uint32).astype(np.uint64)
    count = len(codes) - _STRETCH + 1
    if count < HASHES:
        return np.full(HASHES, _NOTHING)
    hashes = np.zeros(count, np.uint64)
    for place in range(_STRETCH):
        hashes = hashes * _BASE + codes[place : place + count]
    smallest = np.unique(_mixed(hashes))[:HASHES]
    return np.pad(smallest, (0, HASHES - len(smallest)), constant_values=_NOTHING)


def _mixed(hashes: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Scatter *hashes* evenly (the finaliser of SplitMix64; Steele, Lea and Flood, 2014)."""
    for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
        hashes = (hashes ^ (hashes >> np.uint64(shift))) * np.uint64(factor)
    mixed: NDArray[np.uint64] = hashes ^ (hashes >> np.uint64(31))
    return mixed


def near_duplicates(ids: Sequence[str], sketches: NDArray[np.uint64], new: Collection[str]) -> list[NearDuplicate]:
    """Return the documents that are nearly the same as an earlier one, where one of the two is among the *new*.

    *sketches* has a row for each of *ids*, in the same order.
    """
    shared: Counter[tuple[int, int]] = Counter()
    order = np.argsort(sketches, axis=None, kind="stable")
    values, rows = sketches.ravel()[order], order // HASHES
    starts = np.flatnonzero(np.r_[True, values[1:] != values[:-1]])
    for start, end in zip(starts, np.r_[starts[1:], len(values)], strict=True):
        if end - start > 1 and values[start] != _NOTHING:
            first, *others = rows[start:end].tolist()
            shared.update(
                (first, other) for other in others
            )  # to the first alone: a thousand twins are no million pairs
    wanted = set(new)
    found: dict[int, NearDuplicate] = {}
    for (first, other), _ in shared.most_common():
        if other not in found and (ids[first] in wanted or ids[other] in wanted):
            similarity = resemblance(sketches[first], sketches[other])
            if similarity >= NEARLY:
                found[other] = NearDuplicate(ids[other], ids[first], round(similarity, 2))
    return [found[row] for row in sorted(found)]


def resemblance(one: Sketch, other: Sketch) -> float:
    """Return the estimated share of common text: of the smallest hashes of both together, how many are in both."""
    together = np.unique(np.concatenate([one, other]))[:HASHES]
    both = np.intersect1d(one, other)
    return float(np.isin(together, both[both != _NOTHING]).mean())
