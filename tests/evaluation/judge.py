"""A question, its hits and its answer become a judgement: what was found, said and proven."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from index.errors import SeraiError
from tests.evaluation import scoring
from tests.evaluation.gold import Evidence, Gold
from tests.evaluation.scoring import Place, Rank

FIRST_QUOTES = 2
"""Of public data the answers are strings of the document: one must stand in the first so many quotes."""

Reply = Mapping[str, Any]
"""A line of `search --json` or `ask --json`."""
Texts = Mapping[str, str]
"""The normalised text of each document of the index, which all offsets count in."""


class LostQuotationError(SeraiError):
    """A quotation that its document does not hold."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What became of one question."""

    gold: Gold
    ranks: tuple[Rank, ...]
    """Where each piece of the evidence was found; one rank where any piece is enough."""
    answered: bool
    confidence: float
    answer: str
    quotes: tuple[str, ...]
    exact: tuple[bool, ...]
    """Of each quote: whether it stands in its document, character by character, where it says."""
    cited: bool
    right: bool
    words: int
    seconds: float
    would_be_right: bool
    """Whether it is right, or was refused and the nearest quote holds every fact."""

    @property
    def proven(self) -> bool:
        return self.right and self.cited

    def as_row(self) -> dict[str, Any]:
        """Return it as plain values for JSON."""
        return asdict(self) | {"proven": self.proven}


def judge(gold: Gold, searched: Reply, asked: Reply, texts: Texts) -> Judgement:
    """Return the judgement of *gold* by what `search` and `ask` replied."""
    citations = asked["citations"] if asked["answered"] else []
    quotes = tuple(one["quote"] for one in citations)
    answered = bool(asked["answered"])
    return Judgement(
        gold,
        _ranks(gold, searched["hits"], texts),
        answered,
        float(asked["confidence"]),
        asked["answer"],
        quotes,
        tuple(scoring.exact(texts.get(c["document"]), c["start"], c["end"], c["quote"]) for c in citations),
        gold.answerable and _cited(gold, citations, texts),
        gold.answerable and answered and _right(gold, asked["answer"], quotes),
        scoring.words(asked["answer"]),
        float(asked["waited"]),
        gold.answerable and _would_be_right(gold, asked),
    )


def place(evidence: Evidence, texts: Texts) -> Place:
    """Return where the quotation stands in its document's text. Raises LostQuotationError."""
    start = texts.get(evidence.document, "").find(evidence.quotation)
    if start < 0:
        raise LostQuotationError(f"{evidence.document} of this corpus does not hold “{evidence.quotation}”.")
    return start, start + len(evidence.quotation)


def _ranks(gold: Gold, hits: Sequence[Reply], texts: Texts) -> tuple[Rank, ...]:
    ranks = [_rank(one, hits, texts) for one in gold.evidence]
    if not gold.any:
        return tuple(ranks)
    return (min((rank for rank in ranks if rank is not None), default=None),)


def _rank(evidence: Evidence, hits: Sequence[Reply], texts: Texts) -> Rank:
    """Return the rank of the first hit that covers the quotation; of a whole document, its rank among documents."""
    if not evidence.quotation:
        documents = list(dict.fromkeys(hit["document"] for hit in hits))
        return documents.index(evidence.document) + 1 if evidence.document in documents else None
    wanted = place(evidence, texts)
    for rank, hit in enumerate(hits, 1):
        if hit["document"] == evidence.document and scoring.covers((hit["start"], hit["end"]), wanted):
            return rank
    return None


def _cited(gold: Gold, citations: Sequence[Reply], texts: Texts) -> bool:
    enough = any if gold.any else all
    return enough(any(_proves(citation, one, texts) for citation in citations) for one in gold.evidence)


def _proves(citation: Reply, evidence: Evidence, texts: Texts) -> bool:
    if citation["document"] != evidence.document:
        return False
    quote = (citation["start"], citation["end"])
    return not evidence.quotation or scoring.proves(quote, place(evidence, texts))


def _would_be_right(gold: Gold, asked: Reply) -> bool:
    quotes = [one["quote"] for one in (asked["citations"] if asked["answered"] else asked.get("nearest", [])[:1])]
    return _right(gold, asked["answer"] if asked["answered"] else " ".join(quotes), quotes)


def _right(gold: Gold, answer: str, quotes: Sequence[str]) -> bool:
    if all(one.quotation for one in gold.evidence):
        return scoring.right(answer, gold.facts)
    return any(scoring.says(quote, gold.facts) for quote in quotes[:FIRST_QUOTES])
