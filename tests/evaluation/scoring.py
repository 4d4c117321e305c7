"""Numbers for answers: was it found, said, proven, rightly refused, and how sure are we. Standard library only."""

from __future__ import annotations

import math
import random
import re
import statistics
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence

MOST_WORDS = 60
"""A right answer has no more words than this."""
HEART = 0.5
"""The share of a quotation that a quote must share with it to be its proof."""
ROUNDS = 1000
"""Resamples of a bootstrap."""

Place = tuple[int, int]
"""Half-open character offsets in a document's text."""
Rank = int | None
"""Where the first hit that covers something stands, from 1; None where there is none."""
Interval = tuple[float, float]

_MARKS = re.compile(r"\s*(?:\[\d{1,3}\])+")
_SPELT_ALIKE = str.maketrans({"’": "'", "‘": "'", "–": "-", "—": "-", "‑": "-", "−": "-"})
_LETTER = r"[^\W\u0e00-\U0010ffff]"  # of the scripts that part words by blanks


# Found


def covers(outer: Place, inner: Place) -> bool:
    """Tell whether *inner* stands wholly in *outer*."""
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def hit_at(ranks: Sequence[Rank], k: int) -> bool:
    """hit@k: some of the evidence stands in the first *k* hits."""
    return any(rank is not None and rank <= k for rank in ranks)


def whole_at(ranks: Sequence[Rank], k: int) -> bool:
    """whole@k: all of the evidence stands in the first *k* hits."""
    return all(rank is not None and rank <= k for rank in ranks)


def ndcg(ranks: Sequence[Rank], k: int = 10) -> float:
    """nDCG@k, binary: the sum of 1 / log2(1 + rank) over the hits that prove, over the sum for ranks 1, 2, … n.

    A hit that covers several quotations counts once; n is the number of such hits plus the quotations not found
    (Järvelin and Kekäläinen, TOIS 2002).
    """
    found = {rank for rank in ranks if rank is not None and rank <= k}
    missing = sum(1 for rank in ranks if rank is None or rank > k)
    best = sum(1 / math.log2(1 + place) for place in range(1, len(found) + missing + 1))
    return sum(1 / math.log2(1 + rank) for rank in found) / best if best else 0.0


# Said


def contains(text: str, fact: str) -> bool:
    """Tell whether *text* says *fact* in whole words and numbers, whatever its case, dashes and quotation marks."""
    pattern = rf"(?<!{_LETTER})(?<!\d[.,]){re.escape(_plain(fact))}(?!{_LETTER})(?![.,]\d)"
    return re.search(pattern, _plain(text)) is not None


def says(text: str, facts: Sequence[Sequence[str]]) -> bool:
    """Tell whether *text* holds every fact in one of its spellings."""
    return all(any(contains(text, spelling) for spelling in spellings) for spellings in facts)


def words(answer: str) -> int:
    """Count what blanks part, citation marks left out."""
    return len(_MARKS.sub("", answer).split())


def right(answer: str, facts: Sequence[Sequence[str]]) -> bool:
    """right: every fact is said, in at most MOST_WORDS words."""
    return words(answer) <= MOST_WORDS and says(_MARKS.sub("", answer), facts)


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).translate(_SPELT_ALIKE).casefold().split())


# Proven


def proves(quote: Place, quotation: Place) -> bool:
    """Tell whether *quote* holds at least HEART of the characters of *quotation*."""
    shared = min(quote[1], quotation[1]) - max(quote[0], quotation[0])
    return shared >= HEART * (quotation[1] - quotation[0]) > 0


def exact(text: str | None, start: int, end: int, quote: str) -> bool:
    """quote exact: `text[start:end] == quote`, of a document that exists, and the quote is not empty."""
    return text is not None and 0 <= start < end and text[start:end] == quote


# Refused


def auroc(present: Sequence[float], absent: Sequence[float]) -> float:
    """AUROC: how often an answerable question gets more confidence than an unanswerable one, ties half.

    The Mann-Whitney U over its maximum (Hanley and McNeil, Radiology 1982); nan where one side is empty.
    """
    if not present or not absent:
        return math.nan
    ordered = sorted(absent)
    below = sum(bisect_left(ordered, value) + bisect_right(ordered, value) for value in present)
    return below / 2 / len(present) / len(absent)


# Summed up


def share(values: Sequence[bool]) -> float:
    """The share that is true; nan of nothing."""
    return sum(values) / len(values) if values else math.nan


def percentile(values: Sequence[float], p: float) -> float:
    """The smallest value that at least *p* percent do not exceed (nearest rank); nan of nothing."""
    return sorted(values)[max(0, math.ceil(p / 100 * len(values)) - 1)] if values else math.nan


def wilson(true: int, n: int, z: float = 1.959964) -> Interval:
    """The 95 % interval of a proportion: (p + z²/2n ± z·sqrt(p(1-p)/n + z²/4n²)) / (1 + z²/n) (Wilson, JASA 1927)."""
    if n == 0:
        return 0.0, 1.0
    p, spread = true / n, z * z / n
    half = z * math.sqrt(p * (1 - p) / n + spread / n / 4)
    return max(0.0, (p + spread / 2 - half) / (1 + spread)), min(1.0, (p + spread / 2 + half) / (1 + spread))


def bootstrap(values: Sequence[float], of: Callable[[Sequence[float]], float] = statistics.fmean) -> Interval:
    """The 95 % interval of a mean, or of another statistic: percentiles over ROUNDS resamples with a fixed seed."""
    if not values:
        return math.nan, math.nan
    chance = random.Random(0)
    drawn = [of(chance.choices(values, k=len(values))) for _ in range(ROUNDS)]
    return percentile(drawn, 2.5), percentile(drawn, 97.5)


def bootstrap_auroc(present: Sequence[float], absent: Sequence[float]) -> Interval:
    """The 95 % interval of AUROC: both sides resampled, with a fixed seed."""
    if not present or not absent:
        return math.nan, math.nan
    chance = random.Random(0)
    drawn = [
        auroc(chance.choices(present, k=len(present)), chance.choices(absent, k=len(absent))) for _ in range(ROUNDS)
    ]
    return percentile(drawn, 2.5), percentile(drawn, 97.5)
