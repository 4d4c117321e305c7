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
from bot.referent import follows, referent
from bot.screen import commands
from bot.wording import coverage, in_order, same_script
from index.passage import SOURCE_MARKS, Passage

_ABOUT = 0.5
"""The share of a statement's words in its quotes or their titles from which it is about what they say."""
_ADDS = 0.2
"""The share of them in one sentence of the quotes from which that has to do with it."""
_MOST_SENTENCES, _MOST_WORDS = 3, 58
"""Of a sentence together with those before that it leans on."""
_SAME = 0.8
"""The share of a statement's words that a sentence has in the same order, from which it says the same."""
_YIELDING = {*DOUBTS, FIGURES}
"""What may be wrong with it. A made-up name or quotation, or guilt, is no slip in what a text says."""


def sentences_for(claim: Claim, passages: Sequence[Passage]) -> list[Quoted]:
    """Return the sentences of *passages* that may be said in place of an unproven *claim*, in the order it cites them.

    None unless it is about what they say, in their script, and what is wrong with it a slip. A sentence is left out
    that holds a link, tells a machine what to do, or asks; one that leans on those before comes with them.
    """
    quotes = quotes_of(claim, passages)
    if not quotes or LINKS.search(claim.text) or not all(same_script(claim.text, one.text) for one in quotes):
        return []
    if share(claim.text, quotes) < _ABOUT or not _YIELDING.issuperset(faults(claim.text, quotes)):
        return []
    found = dict.fromkeys(one for quote in quotes for one in _sentences(quote))
    about = (one for one in found if coverage(claim.text, [one.text]) >= _ADDS)
    return [whole for one in about if (whole := _understood(one))]


def said(sentence: Quoted) -> Proven:
    """Return a *sentence* as a statement: without source marks, after what its first word refers to."""
    text = " ".join(SOURCE_MARKS.sub("", sentence.text).split())
    named = referent(sentence.passage, sentence.span[0])
    return Proven(f"[{named}] {text}" if named else text, (sentence,), is_verbatim=True)


def unsaid(sentences: Iterable[Quoted], quotes: Sequence[Quoted], statements: Sequence[str]) -> list[Quoted]:
    """Return those of *sentences* that stand in none of *quotes*, nor in each other, and say what no statement does."""
    found = list({(one.passage.document_id, one.place): one for one in sentences}.values())
    return [
        one
        for one in found
        if not any(_holds(other, one) for other in (*quotes, *(other for other in found if other != one)))
        and not any(in_order(said, one.text) >= _SAME for said in statements)
    ]


def _sentences(quote: Quoted) -> Iterator[Quoted]:
    start, end = quote.span
    yield from (Quoted(quote.passage, (a, b)) for a, b in quote.passage.sentences if start <= a and b <= end)


def _understood(sentence: Quoted) -> Quoted | None:
    """Return a sentence, with those before that it leans on, or None where it may not be said."""
    passage = sentence.passage
    last = passage.sentences.index(sentence.span)
    for first in range(last, max(-1, last - _MOST_SENTENCES), -1):
        one = Quoted(passage, passage.sentences[first])
        whole = Quoted(passage, (one.span[0], sentence.span[1]))
        if not _may_be_said(one) or (first < last and len(whole.text.split()) > _MOST_WORDS):
            return None
        if _stands_alone(one):
            return whole
        if not (first and follows(passage, first)):
            return None
    return None


def _may_be_said(sentence: Quoted) -> bool:
    return not (LINKS.search(sentence.text) or commands(sentence.text) or asks(sentence.text))


def _stands_alone(sentence: Quoted) -> bool:
    return stands_alone(sentence.text) or bool(referent(sentence.passage, sentence.span[0]))


def _holds(quote: Quoted, sentence: Quoted) -> bool:
    same = quote.passage.document_id == sentence.passage.document_id
    return same and quote.place[0] <= sentence.place[0] and sentence.place[1] <= quote.place[1]
