"""A claim of a model is held against the passages it points to: what code can prove of it becomes a statement.

Nothing of it is taken on the model's word. The quotes are the corpus's own sentences.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.across import turned
from bot.bindings import misplaced
from bot.claims import Claim, Pointer
from bot.facts import LINKS, Figure, facts, unproven
from bot.locate import quote_of, stands
from bot.names import names, unknown_names
from bot.novelty import adds
from bot.numerals import SMALL
from bot.order import exchanged
from bot.polarity import contradicts
from bot.strength import overstates
from bot.wording import EVENTS, GENERIC, content, coverage, joins, same_script
from index.passage import Passage, Span

Supports = Callable[[str, Passage], float]
"""How much a passage supports a statement, in log-odds."""

_PLAIN = 0.85
"""The share of a statement's words in its quotes at which it is nearly verbatim, and no reader has to be asked."""
_LEAST = 0.4
"""The share below which it says something else."""
_CLAUSE = 0.5
"""The share of the words around a figure that have to stand in the very sentences that hold the figure."""
_ELSEWHERE = 0.25
"""The share of those words that may stand in other sentences of the passage instead."""
_SUPPORT = -1.0
"""The reader's log-odds below which it does not find a statement supported."""
_POINTS = re.compile(
    r"(?i)\b(?:it|its|they|them|their|he|him|his|she|her|this|these|that|those|such|there|both)\b"
    r"|\b(?:он|она|оно|они|его|её|их|этот|эта|это|эти)\b|[它他她这那其]"
)
"""Words of a quote that may stand for a name that is elsewhere in its passage."""
_QUOTED = re.compile(r"[“„«\"「『]([^“”„«»\"「」『』]{3,})[”»\"“」』]")
_CLAUSES = re.compile(
    rf"[;:]\s|,\s(?!\d)|\s(?:while|whereas|а|но|but)\s|\s(?:and|и)\s(?!(?:{'|'.join(SMALL)})\b)|[；，]"
)


@dataclass(frozen=True, slots=True)
class Quoted:
    """Whole sentences of a passage, in characters of its text."""

    passage: Passage
    span: Span

    @property
    def text(self) -> str:
        return self.passage.text[slice(*self.span)]

    @property
    def alone(self) -> Passage:
        """The quote as a passage of its own, which is faster read than the whole."""
        start, (a, b) = self.passage.start, self.span
        return Passage(self.passage.document, start + a, start + b, ((0, b - a),))


@dataclass(frozen=True, slots=True)
class Proven:
    """A statement with the quotes that prove it; none where it only joins others."""

    text: str
    quotes: tuple[Quoted, ...]


def prove(claim: Claim, passages: Sequence[Passage], question: str, supports: Supports) -> Proven | None:
    """Return what is proven of *claim*, whose pointers count *passages* from 1, or None.

    Quotes that do not stand in their passage are dropped; a claim is dropped whole if a figure, date, name, quotation
    or link of it is not in what it cites, if it says the opposite, or if the reader does not find it supported.
    """
    if LINKS.search(claim.text):
        return None
    quotes = tuple(dict.fromkeys(one for pointer in claim.pointers if (one := _quoted(claim, pointer, passages))))
    if not quotes:
        return Proven(claim.text, ()) if not claim.pointers and joins(claim.text, question) else None
    used = tuple(one for one in quotes if _backs(one, claim.text)) or quotes
    return None if fault(claim.text, used, supports) else Proven(claim.text, used)


def _quoted(claim: Claim, pointer: Pointer, passages: Sequence[Passage]) -> Quoted | None:
    if not 1 <= pointer.number <= len(passages):
        return None
    passage = passages[pointer.number - 1]
    span = quote_of(passage, pointer.words) if pointer.words.strip() else _likeliest(claim.text, passage)
    return Quoted(passage, span) if span else None


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


def fault(text: str, quotes: Sequence[Quoted], supports: Supports) -> str:
    """Return what is wrong with the statement *text* of these quotes in a word or two, or nothing."""
    texts = [one.text for one in quotes]
    titles = " ".join(one.passage.document.title for one in quotes)
    passages = " \n".join(dict.fromkeys(one.passage.text for one in quotes))
    if _figures_lost(text, texts):
        return "figures"
    if _quotations_lost(text, passages):
        return "quotation"
    meant = f"{titles} \n{passages}" if any(_POINTS.search(one) for one in texts) else titles
    if unknown_names(text, " \n".join([meant, *texts])):
        return "names"
    if not all(same_script(text, one) for one in texts):
        if turned(text, texts):
            return "opposite"
        return "" if facts(text).figures or facts(text).days or names(text) else "nothing to compare"
    wrong: tuple[tuple[str, Callable[[], bool]], ...] = (
        ("opposite", lambda: contradicts(text, texts)),
        ("exchanged", lambda: exchanged(text, texts) or misplaced(text, texts)),
        ("too strong", lambda: overstates(text, texts)),
        ("figure of another sentence", lambda: not _figures_belong(text, quotes)),
        ("something new", lambda: adds(text, texts, meant)),
    )
    if found := next((name for name, is_so in wrong if is_so()), ""):
        return found
    share = coverage(text, [*texts, titles])
    if share >= _PLAIN or (share >= _LEAST and max(supports(text, one.alone) for one in quotes) >= _SUPPORT):
        return ""
    return "something else"


def _figures_lost(text: str, quotes: Sequence[str]) -> bool:
    words = frozenset(re.findall(r"\w+", " ".join(quotes).casefold()))
    return bool(unproven(facts(text), facts(" \n".join(quotes)), words))


def _quotations_lost(text: str, passages: str) -> bool:
    """Return whether *text* puts words between quotation marks that no cited passage has."""
    return any(not stands(found, passages) for found in _QUOTED.findall(text))


def _figures_belong(text: str, quotes: Sequence[Quoted]) -> bool:
    """Return whether each figure stands where its clause stands, and was not moved from another sentence.

    The words of a clause that the cited passages have at all have to stand in a quote that has the figure, names apart.
    """
    for clause in _clauses(text):
        for figure in (*facts(clause).figures, *facts(clause).days):
            if not any(_belongs(clause, figure, one) for one in quotes):
                return False
    return True


def _clauses(text: str) -> list[str]:
    """Return the parts of *text* that each hold a figure, with what stands before or after them joined on."""
    clauses: list[str] = []
    for part in _CLAUSES.split(text):
        if clauses and not (_has_facts(part) and _has_facts(clauses[-1])):
            clauses[-1] = f"{clauses[-1]} {part}"
        else:
            clauses.append(part)
    return clauses


def _has_facts(text: str) -> bool:
    return bool(facts(text).figures or facts(text).days)


def _belongs(clause: str, figure: object, quote: Quoted) -> bool:
    sentence, title = quote.text, quote.passage.document.title
    words = frozenset(re.findall(r"\w+", sentence.casefold()))
    said, quoted = facts(clause), facts(sentence)
    if any(one == figure for one in unproven(said, quoted, words)):
        return False
    named = {term for name, _ in names(clause) for term in content(name)}
    wanted = content(clause) - _numbers(clause) - (GENERIC - EVENTS)
    here, title_terms = content(sentence), content(title)
    elsewhere = content(quote.passage.text) - here - title_terms - named
    if isinstance(figure, Figure) and len(wanted & elsewhere) > _ELSEWHERE * len(wanted):
        return False
    return not wanted or len(wanted & (here | title_terms)) / len(wanted) >= _CLAUSE


def _numbers(text: str) -> set[str]:
    found = facts(text)
    places = [one.place for one in found.figures] + [one.place for one in found.days]
    return {term for place in places for term in content(text[slice(*place)])}
