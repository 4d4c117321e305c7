"""An answer takes the form that its question's statement needs: `in 1990`, `because of a fall`, `six bridges`."""

from __future__ import annotations

import re

from index.reader.training.asked import MEASURED, PREPOSITIONS, Asked
from index.reader.training.telling import MONTHS
from index.reader.training.verbs import BE

_TIMES_LIST = """
year day month date century decade season years dates time era period
"""
_TIMES = frozenset(_TIMES_LIST.split())
_AMOUNTS_LIST = """
percentage percent proportion share fraction amount portion
"""
_AMOUNTS = frozenset(_AMOUNTS_LIST.split())
_OPEN_TIME = re.compile(
    r"(?i)(?:in|on|at|during|after|before|since|from|by|until|when|while|between|around|about|within|as|every|each"
    r"|today|now|late|early|mid|over|for|following|once|prior|nearly|almost|recently|ago|last|next|throughout)\b"
)
_OPEN_PLACE = re.compile(
    r"(?i)(?:in|on|at|near|to|from|by|along|between|around|across|under|over|outside|inside|within|behind|through|off"
    r"|throughout|into|upon|above|below|beneath|next|north|south|east|west|here|there|everywhere|worldwide|abroad)\b"
)
_OPEN_REASON = re.compile(r"(?i)(?:because|due|to|in order|so|since|as|for|owing|thanks|by|out of|out)\b")
_OPEN_MANNER = re.compile(r"(?i)(?:by|through|via|using|with|in|as|from|on|\w+ly|\w+ing)\b")
_DATE = re.compile(rf"(?:the )?(?:\d{{1,2}}(?:st|nd|rd|th)? (?:of )?(?:{MONTHS})|(?:{MONTHS}) \d{{1,2}}\b|\w+day\b)")
_CLAUSE = re.compile(r"\b(?:was|were|is|are|had|has|would|could|did|can|will|he|she|it|they|their|\w+ed)\b")
_SMALL = re.compile(r"(?:The|A|An|He|She|It|They|His|Her|Their|Its|This|These|In|On|At|By|To|For|Because|From|After) ")


def filled(asked: Asked, answer: str, before: str, is_subject: bool) -> str:
    """Return the answer in the form that the statement needs it."""
    noun = asked.noun
    if asked.lead or noun[-1:] == ["age"]:
        return _led(asked.lead, answer, noun)
    if asked.wh == "when" or (noun and noun[-1] in _TIMES and asked.rest and not is_subject):
        return _timed(answer, before)
    if asked.wh == "where":
        return answer if _OPEN_PLACE.match(answer) else f"{before if before in PREPOSITIONS else 'in'} {answer}"
    if asked.wh == "why":
        return _reasoned(answer, before)
    if asked.wh == "how":
        if _OPEN_MANNER.match(answer) and not answer.lower().startswith(("in the", "as ")):
            return answer if not answer.split()[0].endswith("ing") else f"by {answer}"
        return f"{before} {inside(answer)}" if before in ("by", "through", "via", "using", "with") else ""
    if asked.wh.startswith("how "):
        return _counted(asked, answer)
    if noun and noun[0].lower() in _AMOUNTS and len(noun) > 1 and noun[1] == "of":
        return f"{answer} {' '.join(noun[1:])}"
    if asked.wh == "whose":
        return f"{answer if answer.endswith(('s', chr(39))) else answer + chr(39) + 's'} {' '.join(noun)}"
    return answer


def _led(lead: str, answer: str, noun: list[str]) -> str:
    """Return the answer after the preposition of its question."""
    if noun[-1:] == ["age"]:
        return f"at the age of {answer}" if answer[:1].isdigit() else f"{lead} {answer}".strip()
    return answer if answer.lower().startswith(f"{lead} ") else f"{lead} {inside(answer)}"


def _counted(asked: Asked, answer: str) -> str:
    size = asked.wh.removeprefix("how ")
    if size in ("many", "much"):
        noun = " ".join(asked.noun)
        if not re.search(r"\d", answer) and len(answer.split()) > 4:
            return ""
        if noun.split()[:1] == ["of"]:
            return f"{answer} {noun}"
        held = noun and set(noun.lower().split()) & set(answer.lower().split())
        return answer if held or re.search(r"[%$£€]", answer) or size == "much" else f"{answer} {noun}".strip()
    if asked.noun:
        return ""
    return f"{answer} {size}" if size in MEASURED and asked.verb in BE and size not in answer else answer


def _timed(answer: str, before: str) -> str:
    if _OPEN_TIME.match(answer):
        return answer
    if before in ("in", "on", "at", "during", "by", "since", "until", "after", "before", "around", "about", "from"):
        return f"{before} {inside(answer)}"
    return f"{'on' if _DATE.match(answer) else 'in'} {inside(answer)}"


def _reasoned(answer: str, before: str) -> str:
    if _OPEN_REASON.match(answer):
        return answer
    if before == "to":
        return f"to {answer}"
    return f"because {'' if _CLAUSE.search(answer) else 'of '}{inside(answer)}"


def inside(answer: str) -> str:
    """Return the answer as it stands inside a sentence."""
    return lowered_article(answer) if _SMALL.match(answer) else answer


def lowered_article(text: str) -> str:
    return text[:1].lower() + text[1:] if _SMALL.match(text) else text


def finished(said: str) -> str:
    """Return the words as a sentence: a capital, single blanks and a full stop."""
    said = re.sub(r"\s+([,.;:])", r"\1", re.sub(r"\s+", " ", said)).strip(" ,;:")
    said = re.sub(r"\b(to|in|on|at|was|is|of|the|by|for|from) \1\b", r"\1", re.sub(r"[,;:]+\.$", ".", said))
    return said[:1].upper() + said[1:].rstrip(".") + "." if said else ""
