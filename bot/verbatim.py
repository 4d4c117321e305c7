"""A statement that is not proven gives way to the sentences it cites, where it is about what they say.

What a model saw in a text is not lost then, and nothing of its own gets out. It imports modules of ours only.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.backing import DOUBTS
from bot.claims import Claim
from bot.facts import LINKS
from bot.faults import FIGURES, faults, share
from bot.proof import Proven, quotes_of
from bot.quoted import Quoted
from bot.referent import referent
from bot.screen import commands
from bot.wording import coverage, same_script
from index.passage import SOURCE_MARKS, Passage

MOST_WORDS = 58
"""Of the sentences together; one alone may be longer."""
_ABOUT = 0.5
"""The share of a statement's words in its quotes or their titles from which it is about what they say."""
_YIELDING = {*DOUBTS, FIGURES}
"""What may be wrong with it. A made-up name or quotation, or guilt, is no slip in what a text says."""


def in_place_of(claim: Claim, passages: Sequence[Passage]) -> Proven | None:
    """Return the sentences of *passages* that an unproven *claim* points to as a statement of their own, or None.

    It has to be about what they say, in their script, and what is wrong with it a slip. Neither may have a link, and
    none of them may tell a machine what to do.
    """
    quotes = quotes_of(claim, passages)
    if not quotes or not all(same_script(claim.text, one.text) for one in quotes):
        return None
    if LINKS.search(claim.text) or any(LINKS.search(one.text) or commands(one.text) for one in quotes):
        return None
    if share(claim.text, quotes) < _ABOUT or not _YIELDING.issuperset(faults(claim.text, quotes)):
        return None
    said = _short(claim.text, quotes)
    return Proven(" ".join(map(_sentence, said)), said, is_verbatim=True)


def _sentence(quote: Quoted) -> str:
    """Return a quote without source marks, after what its pronoun refers to."""
    text = " ".join(SOURCE_MARKS.sub("", quote.text).split())
    named = referent(quote.passage, quote.span[0])
    return f"[{named}] {text}" if named else text


def _short(text: str, quotes: Sequence[Quoted]) -> tuple[Quoted, ...]:
    """Return the quotes that have most of *text*, as many as are short enough together."""
    chosen: list[Quoted] = []
    for one in sorted(quotes, key=lambda quote: -coverage(text, [quote.text])):
        if not chosen or sum(len(quote.text.split()) for quote in (*chosen, one)) <= MOST_WORDS:
            chosen.append(one)
    return tuple(one for one in quotes if one in chosen)
