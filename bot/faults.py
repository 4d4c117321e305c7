"""What rules find wrong with a statement of quotes: something in it that these have not, or have otherwise.

It imports the standard library and modules of ours only.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from bot.across import turned
from bot.altered import altered
from bot.bindings import misplaced
from bot.days import Day
from bot.displaced import POINTS, displaced
from bot.facts import Figure, facts, unproven
from bot.kin import related
from bot.kinship import of_another_kin
from bot.locate import stands
from bot.names import names, unknown_names
from bot.novelty import accuses, adds
from bot.numerals import SMALL
from bot.order import exchanged, repeated
from bot.polarity import contradicts, denies_more
from bot.quoted import Quoted
from bot.rates import of_another_rate
from bot.reckoned import lost, reckoned
from bot.strength import overstates, strengthens
from bot.wording import EVENTS, GENERIC, content, coverage, in_order, same_script
from index.passage import SOURCE_MARKS

_LEAST = 0.15
"""The share of a statement's words in its quotes below which it says something else."""
_CLAUSE = 0.5
"""The share of the words around a figure that have to stand in the very sentences that hold the figure."""
_ELSEWHERE = 0.25
"""The share of those words that may stand in other sentences of the passage instead."""
_QUOTED = re.compile(r"[“„«\"「『]([^“”„«»\"「」『』]{3,})[”»\"“」』]")
_CLAUSES = re.compile(
    rf"[;:]\s|,\s(?!\d)|\s(?:while|whereas|а|но|but)\s|\s(?:and|и)\s(?!(?:{'|'.join(SMALL)})\b)|[；，]"
)

FIGURES, QUOTATION, NAMES, NAMES_APART = "figures", "quotation", "names", "names apart"
OPPOSITE, DENIED, EXCHANGED = "opposite", "denied", "exchanged"
TOO_STRONG, STRONG_WORD, GUILT = "too strong", "a strong word", "guilt"
RATE, KINSHIP = "another rate", "another kinship"
MOVED, NEW, INCOMPARABLE = "figure of another sentence", "something new", "nothing to compare"
ELSE, ALTERED = "something else", "another word in its place"


def faults(text: str, quotes: Sequence[Quoted]) -> Iterator[str]:
    """Yield what is wrong with the statement *text* of these quotes, each in a word or two, what is plainest first."""
    texts = [one.text for one in quotes]
    titles, passages = _titles(quotes), " \n".join(dict.fromkeys(one.passage.text for one in quotes))
    meant = f"{titles} \n{passages}" if any(POINTS.search(one) for one in texts) else titles
    strange = unknown_names(text, f"{titles} \n{passages}")
    alike = all(same_script(text, one) for one in texts)
    rules: tuple[tuple[str, Callable[[], bool]], ...] = (
        (FIGURES, lambda: bool(lost(text, texts, titles))),
        (QUOTATION, lambda: _quotations_lost(text, passages)),
        (NAMES, lambda: any(" " not in one for one in strange) or displaced(text, texts, titles)),
        (NAMES_APART, lambda: any(" " in one for one in strange)),
    )
    alike_rules: tuple[tuple[str, Callable[[], bool]], ...] = (
        (ELSE, lambda: share(text, quotes) < _LEAST),
        (GUILT, lambda: accuses(text, texts, meant)),
        (OPPOSITE, lambda: contradicts(text, texts)),
        (DENIED, lambda: denies_more(text, texts)),
        (EXCHANGED, lambda: exchanged(text, texts) or repeated(text, texts) or misplaced(text, texts)),
        (ALTERED, lambda: altered(text, texts)),
        (RATE, lambda: of_another_rate(text, texts)),
        (KINSHIP, lambda: of_another_kin(text, [*texts, titles])),
        (TOO_STRONG, lambda: overstates(text, texts)),
        (STRONG_WORD, lambda: strengthens(text, texts)),
        (MOVED, lambda: not _figures_belong(text, quotes)),
        (NEW, lambda: adds(text, texts, meant)),
    )
    across_rules: tuple[tuple[str, Callable[[], bool]], ...] = (
        (OPPOSITE, lambda: turned(text, texts)),
        (INCOMPARABLE, lambda: not (facts(text).figures or facts(text).days or names(text))),
    )
    yield from (name for name, is_so in (*rules, *(alike_rules if alike else across_rules)) if is_so())


def share(text: str, quotes: Sequence[Quoted]) -> float:
    """Return the share of a statement's words that stand in its quotes or their titles, 0 to 1."""
    return coverage(text, [*(one.text for one in quotes), _titles(quotes)])


def likeness(text: str, quotes: Sequence[Quoted]) -> float:
    """Return the share of a statement's words that its quotes have in the same order, 0 to 1."""
    return in_order(text, SOURCE_MARKS.sub("", " ".join(one.text for one in quotes)))


def _titles(quotes: Sequence[Quoted]) -> str:
    return " ".join(one.passage.document.title for one in quotes)


def _quotations_lost(text: str, passages: str) -> bool:
    """Return whether *text* puts words between quotation marks that no cited passage has."""
    return any(not stands(found, passages) for found in _QUOTED.findall(text))


def _figures_belong(text: str, quotes: Sequence[Quoted]) -> bool:
    """Return whether each figure stands where its clause stands, and was not moved from another sentence.

    The words of a clause that the cited passages have at all have to stand in a quote that has the figure, names apart.
    """
    together = " \n".join(one.text for one in quotes)
    for clause in _clauses(text):
        given: tuple[Figure | Day, ...] = (*facts(clause).figures, *facts(clause).days)
        for figure in given:
            if not _is_reckoned(figure, clause, together) and not any(
                _belongs(clause, figure, one, quotes) for one in quotes
            ):
                return False
    return True


def _is_reckoned(figure: Figure | Day, clause: str, quotes: str) -> bool:
    """Return whether *figure* stands in none of the *quotes* and follows from them."""
    quoted = facts(quotes)
    stands_there = any(isinstance(figure, Day) or one.value == figure.value for one in quoted.figures)
    return isinstance(figure, Figure) and not stands_there and reckoned(figure, clause, quoted, quotes)


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


def _belongs(clause: str, figure: Figure | Day, quote: Quoted, quotes: Sequence[Quoted]) -> bool:
    sentence, title = quote.text, quote.passage.document.title
    words = frozenset(re.findall(r"\w+", f"{sentence} {title}".casefold()))
    said, quoted = facts(clause), facts(sentence)
    if any(one == figure for one in unproven(said, quoted, words)):
        return False
    named = {term for name, _ in names(clause) for term in content(name)}
    wanted = content(clause) - _numbers(clause) - (GENERIC - EVENTS)
    here = content(sentence) | content(title)
    wanted -= {term for one in quotes if _may_add(one, quote, figure) for term in content(one.text)} - here
    elsewhere = content(quote.passage.text) - here - named
    if isinstance(figure, Figure) and len(wanted & elsewhere) > _ELSEWHERE * len(wanted):
        return False
    if not wanted & elsewhere:
        return True  # reworded, and no other sentence fits it better
    return len({one for one in wanted if one in here or related(one, here)}) / len(wanted) >= _CLAUSE


def _may_add(other: Quoted, quote: Quoted, figure: Figure | Day) -> bool:
    """Return whether words of another quote may stand with a *figure* of this one, as what it tells of may.

    Only where that quote has no figure of its kind, in whose place this one could be; a date tells of one event.
    """
    if other.passage != quote.passage or _kind(figure) == "date":
        return False
    found: tuple[Figure | Day, ...] = (*facts(other.text).figures, *facts(other.text).days)
    return _kind(figure) not in set(map(_kind, found))


def _kind(figure: Figure | Day) -> str:
    if isinstance(figure, Day) or (not (figure.unit or figure.noun) and 1000 <= figure.value < 2100):
        return "date"
    return figure.unit or "count"


def _numbers(text: str) -> set[str]:
    found = facts(text)
    places = [one.place for one in found.figures] + [one.place for one in found.days]
    return {term for place in places for term in content(text[slice(*place)])}
