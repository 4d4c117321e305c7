"""A claim of a model is held against the passages it points to: what code can prove of it becomes a statement.

Nothing of it is taken on the model's word. The quotes are the corpus's own sentences.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.backing import DOUBTS, Supports, backing
from bot.claims import Claim, Pointer
from bot.facts import LINKS, facts, unproven
from bot.faults import faults
from bot.locate import quote_of
from bot.pointing import asks
from bot.quoted import Quoted
from bot.weights import PROVEN
from bot.wording import coverage, joins, same_script
from index.passage import SOURCE_MARKS, Passage, Span

_TOKEN = re.compile(r"\w+|[-−–+%‰°<>≤≥/]|[^\w\s\x00-\x7f“”‘’„«»…—]|[$]")
"""Words and what changes a figure: signs, shares, currencies."""


@dataclass(frozen=True, slots=True)
class Proven:
    """A statement with the quotes that prove it; none where it only joins others."""

    text: str
    quotes: tuple[Quoted, ...]
    is_verbatim: bool = False
    """Whether it says what its quotes say, in place of a claim that is not proven (`bot.verbatim`)."""


def prove(claim: Claim, passages: Sequence[Passage], question: str, supports: Supports) -> Proven | None:
    """Return what is proven of *claim*, whose pointers count *passages* from 1, or None.

    Quotes that do not stand in their passage are dropped; a claim is dropped whole if a figure, date, name, quotation
    or link of it is not in what it cites, or if what speaks against it outweighs what speaks for it (`bot.backing`).
    """
    if LINKS.search(claim.text):
        return None
    quotes = quotes_of(claim, passages)
    if not quotes:
        return Proven(claim.text, ()) if not claim.pointers and joins(claim.text, question) else None
    return None if _fault(claim.text, quotes, supports) else Proven(claim.text, quotes)


def quotes_of(claim: Claim, passages: Sequence[Passage]) -> tuple[Quoted, ...]:
    """Return the sentences that *claim* points to, without those that have nothing to do with it, or that only ask.

    Those in another script are left out where one is in the statement's own: they prove it less.
    """
    found = dict.fromkeys(one for pointer in claim.pointers if (one := _quoted(claim, pointer, passages)))
    quotes = tuple(one for one in found if same_script(claim.text, one.text)) or tuple(found)
    return tuple(one for one in quotes if _backs(one, claim.text)) or quotes


def _quoted(claim: Claim, pointer: Pointer, passages: Sequence[Passage]) -> Quoted | None:
    if not 1 <= pointer.number <= len(passages):
        return None
    passage = passages[pointer.number - 1]
    span = quote_of(passage, pointer.words) if pointer.words.strip() else _likeliest(claim.text, passage)
    quote = Quoted(passage, span) if span else None
    return None if quote and asks(quote.text) and not asks(claim.text) else quote


def _likeliest(text: str, passage: Passage) -> Span | None:
    """Return the sentence of *passage* that says most of what *text* says, its figures before its words."""
    said = facts(text)

    def worth(span: Span) -> tuple[int, float]:
        sentence = passage.text[slice(*span)]
        lost = unproven(said, facts(sentence), frozenset(sentence.casefold().split()))
        return -len(lost), coverage(text, [sentence])

    return max(passage.sentences, key=worth, default=None)


def _backs(quote: Quoted, text: str) -> bool:
    """Return whether a quote has anything to do with *text*; a citation that has not is left out."""
    if not same_script(text, quote.text):
        return True
    return coverage(text, [quote.text]) >= 0.2


def _fault(text: str, quotes: Sequence[Quoted], supports: Supports) -> str:
    """Return what is wrong with the statement *text* of these quotes in a word or two, or nothing."""
    if any(_is_whole(text, one.text) for one in quotes):
        return ""
    doubts = []
    for found in faults(text, quotes):
        if found not in DOUBTS:
            return found
        doubts.append(found)
    if not all(same_script(text, one.text) for one in quotes):
        return next(iter(doubts), "")  # the reader cannot read both
    if backing(text, quotes, doubts, supports).log_odds >= PROVEN:
        return ""
    return next(iter(doubts), "not proven")


def _is_whole(text: str, quote: str) -> bool:
    """Return whether *text* is the quote, word for word."""
    return _TOKEN.findall(SOURCE_MARKS.sub("", text)) == _TOKEN.findall(SOURCE_MARKS.sub("", quote))
