"""A statement that is not proven gives way to the sentences it cites, where it is about what they say.

What a model saw in a text is not lost then, and nothing of its own gets out. It imports the standard library and
modules of ours only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from bot.backing import DOUBTS
from bot.claims import Claim
from bot.facts import LINKS
from bot.faults import FIGURES, faults, share
from bot.pointing import asks, stands_alone
from bot.proof import Proven, quotes_of
from bot.quoted import Quoted
from bot.referent import referent
from bot.screen import commands
from bot.wording import coverage, in_order, same_script
from index.passage import SOURCE_MARKS, Passage

_ABOUT = 0.5
"""The share of a statement's words in its quotes or their titles from which it is about what they say."""
_ADDS = 0.2
"""The share of them in one sentence of the quotes from which that has to do with it."""
_SAME = 0.8
"""The share of a statement's words that a sentence has in the same order, from which it says the same."""
_YIELDING = {*DOUBTS, FIGURES}
"""What may be wrong with it. A made-up name or quotation, or guilt, is no slip in what a text says."""


def sentences_for(claim: Claim, passages: Sequence[Passage]) -> list[Quoted]:
    """Return the sentences of *passages* that may be said in place of an unproven *claim*, in the order it cites them.

    None unless it is about what they say, in their script, and what is wrong with it a slip. A sentence is left out
    that holds a link, tells a machine what to do, asks, or points to what is not known.
    """
    quotes = quotes_of(claim, passages)
    if not quotes or LINKS.search(claim.text) or not all(same_script(claim.text, one.text) for one in quotes):
        return []
    if share(claim.text, quotes) < _ABOUT or not _YIELDING.issuperset(faults(claim.text, quotes)):
        return []
    found = dict.fromkeys(one for quote in quotes for one in _sentences(quote))
    return [one for one in found if _may_be_said(one) and coverage(claim.text, [one.text]) >= _ADDS]


def said(sentence: Quoted) -> Proven:
    """Return a *sentence* as a statement: without source marks, after what its pronoun refers to."""
    text = " ".join(SOURCE_MARKS.sub("", sentence.text).split())
    named = referent(sentence.passage, sentence.span[0])
    return Proven(f"[{named}] {text}" if named else text, (sentence,), is_verbatim=True)


def unsaid(sentences: Iterable[Quoted], quotes: Sequence[Quoted], statements: Sequence[str]) -> list[Quoted]:
    """Return those of *sentences* that stand in none of *quotes*, and do not say what one of *statements* does."""
    quoted = (one for one in dict.fromkeys(sentences) if not any(_holds(quote, one) for quote in quotes))
    return [one for one in quoted if not any(in_order(said, one.text) >= _SAME for said in statements)]


def _sentences(quote: Quoted) -> Iterator[Quoted]:
    start, end = quote.span
    yield from (Quoted(quote.passage, (a, b)) for a, b in quote.passage.sentences if start <= a and b <= end)


def _may_be_said(sentence: Quoted) -> bool:
    if LINKS.search(sentence.text) or commands(sentence.text) or asks(sentence.text):
        return False
    return stands_alone(sentence.text) or bool(referent(sentence.passage, sentence.span[0]))


def _holds(quote: Quoted, sentence: Quoted) -> bool:
    same = quote.passage.document_id == sentence.passage.document_id
    return same and quote.place[0] <= sentence.place[0] and sentence.place[1] <= quote.place[1]
