"""Sentences that support a question become the shortest answer that carries it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.answer import Citation, Statement
from bot.evidence import Candidate, Weighed
from bot.figures import differ
from bot.members import gathered, shortened
from bot.referent import referent
from bot.wanted import Wanted
from index.analysis import terms
from index.passage import SOURCE_MARKS

DIFFERENT = "The figures differ."
DIFFERENT_DATED = "The figures differ; the newer comes before the older."

MOST_STATEMENTS = 4
MOST_WORDS = 58
_MOST_WORDS_OF_A_REASON = 80  # of what happened, and the sentence after it that says why
_WORTH_ADDING = 0.25  # the share of the question's terms that a further sentence must bring
_NEAR_BEST = 1.0  # log-odds that a further sentence may lie behind the best
_TIED = 1.5  # log-odds within which both are said: of 784 public questions, the second alone answers a fourth of these
_NEAR_DATE = 5.0  # and one that gives the other date of what lies between two
_NEAR_FIGURE = 2.0  # and one that gives another figure for the same thing
_CONNECTIVE = re.compile(
    r"(?:This|That|These|Those|Such|Therefore|Thus|Hence|So|Consequently|As\s+a\s+(?:result|consequence)|For\s+this"
    r"|Because\s+of\s+(?:this|that)|Due\s+to\s+(?:this|that)|The\s+(?:reason|result)\b)(?=[\s,])"
)
_CONCLUDES = re.compile(
    r"(?:Therefore|Thus|Hence|Consequently|As\s+a\s+(?:result|consequence)|For\s+this\s+reason"
    r"|Because\s+of\s+(?:this|that)|Due\s+to\s+(?:this|that)|(?:This|That)\s+is\s+why)(?=[\s,])"
)
_HOW_LONG_IS = re.compile(r"(?i)\bhow\s+long\s+(?:is|are)\b")
_EXPLAINS = re.compile(
    r"(?:This|That|These|Those|The|Its?|Such)\b(?:\s+\w+){0,3}?\s+(?:(?:is|are|was|were|has\s+been)\s+)?(?:mainly\s+|largely\s+|partly\s+)?"
    r"(?:(?:stem|result|arise|arose|follow|come|came)\w*\s+(?:from|after|of)|driven\s+by|caused\s+by|due\s+to|owing\s+to"
    r"|because|thanks\s+to|explained\s+by)\b"
)
_HOW = re.compile(r"(?i)\bhow\b(?!\s+(?:many|much|long|far|old|large|big|high|fast|often|tall|deep|wide))")

_INTERVAL = re.compile(
    r"(?i)\bhow\s+(?:long|much\s+time|many\s+(?:years|months|weeks|days))\b.*\b(?:after|before|between|from|later|pass(?:ed)?)\b"
)
_DURATION = re.compile(r"(?i)\b(?:years?|months?|weeks?|days?|hours?|minutes?|centur(?:y|ies)|decades?)\b")
_DATE = re.compile(r"\b(?:1\d|20)\d\d\b")


def compose(wanted: Wanted, weighed: Sequence[Weighed]) -> tuple[tuple[Statement, ...], tuple[Citation, ...]]:
    """Return what to say and its citations, of sentences *weighed* with the best first."""
    other = _differing(wanted, weighed)
    chosen = [weighed[0].candidate, other.candidate] if other else _choose(wanted, weighed)
    candidates = _lasting(wanted, _explained(wanted, chosen), weighed)
    citations = [cited(number, one, marked=True) for number, one in enumerate(candidates, 1)]
    short = wanted.asks_list and len(candidates) > 1 and sum(map(_length, candidates)) > MOST_WORDS
    texts = [shortened(one) if short else one.text for one in candidates]
    statements = [
        Statement(_said(text, one, citations[:n]), (one.number,))
        for n, (text, one) in enumerate(zip(texts, citations, strict=True))
    ]
    if other:
        statements, citations = _newest_first(statements, citations)
    return tuple(statements), tuple(citations)


def cited(number: int, candidate: Candidate, *, marked: bool) -> Citation:
    """Return the citation of a sentence, its answering words *marked* or not."""
    span = candidate.reading.span if marked and candidate.reading.span != (candidate.start, candidate.end) else None
    return Citation(number, candidate.hit.passage, candidate.start, candidate.end, span)


def _choose(wanted: Wanted, weighed: Sequence[Weighed]) -> list[Candidate]:
    """Return the best sentence, and those that add to it within an answer's length; for a list, what names most.

    Others add what was left open of the question. Where two sentences are hardly told apart, both are said.
    """
    if wanted.asks_list:
        return gathered(weighed, set(wanted.rarity), MOST_STATEMENTS, MOST_WORDS)
    chosen = [weighed[0].candidate]
    covered = _covers(chosen[0])
    words = _length(chosen[0])
    for place, one in enumerate(weighed[1:], 1):
        behind = weighed[0].log_odds - one.log_odds
        if len(chosen) == MOST_STATEMENTS or behind >= max(_NEAR_BEST, _TIED):
            break
        tied = place == 1 and behind < _TIED
        more = behind < _NEAR_BEST and wanted.share(_covers(one.candidate) - covered) >= _WORTH_ADDING
        if (tied or more) and words + _length(one.candidate) <= MOST_WORDS:
            chosen.append(one.candidate)
            covered |= _covers(one.candidate)
            words += _length(one.candidate)
    return chosen


def _explained(wanted: Wanted, chosen: list[Candidate]) -> list[Candidate]:
    """Return the sentences of a reason with the one before, or after, that a connective ties to the best."""
    if not (wanted.asks_reason or _HOW.search(wanted.question)):
        return chosen
    best = chosen[0]
    before, after = best.beside(-1), best.beside(1)
    words = sum(map(_length, chosen))
    if before and before not in chosen and _CONNECTIVE.match(best.text) and words + _length(before) <= MOST_WORDS:
        return [before, *chosen]
    if after and after not in chosen and _CONCLUDES.match(after.text) and words + _length(after) <= MOST_WORDS:
        return [best, after, *chosen[1:]]
    tells_why = after and after not in chosen and wanted.asks_reason and _EXPLAINS.match(after.text)
    if after and tells_why and _length(best) + _length(after) <= _MOST_WORDS_OF_A_REASON:
        return [best, after]
    return chosen


def _lasting(wanted: Wanted, chosen: list[Candidate], weighed: Sequence[Weighed]) -> list[Candidate]:
    """Return the sentences of what lies between two dates with the likeliest one of its passage that gives the other.

    To "How long after it was planned was the mill built?" one sentence may say when it was planned, one when built.
    """
    best = chosen[0]
    if not _INTERVAL.search(wanted.question) or _DURATION.search(best.text) or _HOW_LONG_IS.search(wanted.question):
        return chosen
    had = {date for one in chosen for date in _DATE.findall(one.text)}
    if len(had) != 1:
        return chosen
    close = (one.candidate for one in weighed if one.log_odds > weighed[0].log_odds - _NEAR_DATE)
    near = (one for one in close if one.hit.passage.document_id == best.hit.passage.document_id)
    other = next((one for one in near if set(_DATE.findall(one.text)) - had), None)
    if other is None or sum(map(_length, [best, other])) > MOST_WORDS:
        return chosen
    return sorted([best, other], key=lambda one: (one.rank, one.start))


def _differing(wanted: Wanted, weighed: Sequence[Weighed]) -> Weighed | None:
    """Return the sentence that gives another figure than the best does for the same thing, if there is one."""
    best = weighed[0]
    if not wanted.asks_figure:
        return None
    for one in weighed[1:]:
        if one.log_odds <= best.log_odds - _NEAR_FIGURE:
            return None
        told = (
            *cited(1, best.candidate, marked=False).publications,
            *cited(2, one.candidate, marked=False).publications,
        )
        spans = (best.candidate.span_inside, one.candidate.span_inside)
        short = _length(best.candidate) + _length(one.candidate) + len(DIFFERENT_DATED.split()) <= MOST_WORDS
        if short and differ(best.candidate.text, one.candidate.text, spans, told):
            return one
    return None


def _newest_first(statements: list[Statement], citations: list[Citation]) -> tuple[list[Statement], list[Citation]]:
    """Return both figures, the one that was published last before the other, and that they differ."""
    dates = [max(publication.date for publication in one.publications) for one in citations]
    if dates[1] > dates[0] and dates[0]:
        statements = [Statement(statements[1].text, (1,)), Statement(statements[0].text, (2,))]
        turned = [citations[1], citations[0]]
        citations = [Citation(n, one.passage, one.start, one.end, one.span) for n, one in enumerate(turned, 1)]
    dated = all(dates) and dates[0][: len(dates[1])] != dates[1][: len(dates[0])]
    return [*statements, Statement(DIFFERENT_DATED if dated else DIFFERENT, (1, 2))], citations


def _said(text: str, citation: Citation, before: Sequence[Citation]) -> str:
    """Return the *text* of a quote as a statement: without source marks, after what its pronoun refers to."""
    quote = " ".join(SOURCE_MARKS.sub("", text).split())
    named = referent(citation.passage, citation.start)
    told = any(one.passage == citation.passage and one.end <= citation.start for one in before[-1:])
    return f"[{named}] {quote}" if named and not (told and named in before[-1].quote) else quote


def _covers(candidate: Candidate) -> set[str]:
    return set(terms(f"{candidate.hit.passage.document.title} {candidate.text}"))


def _length(candidate: Candidate) -> int:
    return len(candidate.text.split())
