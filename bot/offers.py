"""A sentence becomes a question that it answers, by rule, or none: what a refusal offers. Standard library only."""

from __future__ import annotations

import re
from dataclasses import dataclass

from index.passage import SOURCE_MARKS, Span

_PROPER = r"[^\W\d_a-z][\w’'–-]*"
_THING = (
    rf"(?:The|An?)\s+(?:[\w’'-]+\s+){{0,3}}?[\w’'-]+|{_PROPER}(?:\s+(?:(?:of|the|and|de)\s+){{0,2}}{_PROPER}){{0,4}}"
)
_SUBJECT = rf"(?P<subject>(?:{_THING})(?:\s+(?:of|over|in|at|near|between)\s+(?:the\s+)?{_PROPER}(?:\s+{_PROPER})?)?)"
_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_DATE = (
    rf"(?P<answer>(?:on\s+\d{{1,2}}\s+{_MONTH}(?:\s+\d{{4}})?|on\s+{_MONTH}\s+\d{{1,2}}(?:,\s+\d{{4}})?"
    rf"|in\s+{_MONTH}\s+\d{{4}}|in\s+(?:1[5-9]|20)\d\d))\b"
)
_DONE = r"(?P<done>[a-z]+ed(?:\s+down)?|(?:re)?built|born|held|made|begun|written|won|sold|bought|laid|set\s+up|cut)"
_NUMBER = r"\d[\d,.]*\d|\d"
_SCALE = r"(?:\s+(?:thousand|million|billion|trillion))?"
_ABOUT = r"(?:about|around|nearly|almost|over|some|more\s+than|roughly|only)\s+"

_WHEN = re.compile(rf"{_SUBJECT}\s+(?P<was>was|were)\s+{_DONE}\s+(?:by\s+[^,;]{{2,40}}?\s+)?{_DATE}")
_WHERE = re.compile(
    rf"{_SUBJECT}\s+(?P<was>is|was|were|are)\s+(?P<done>located|held|signed|born|built|founded|buried|made)\s+"
    rf"(?P<answer>(?:in|at|near)\s+(?:the\s+)?{_PROPER}(?:\s+{_PROPER}){{0,2}})"
)
_WHO = re.compile(
    rf"{_SUBJECT}\s+(?P<was>was|were)\s+{_DONE}\s+(?:(?:on|in)\s+[^,;]{{3,24}}?\s+)?by\s+(?P<answer>[^,;.]{{3,60}})"
)
_LONG = re.compile(
    rf"{_SUBJECT}\s+(?P<was>is|was)\s+(?P<answer>(?:{_ABOUT})?(?:{_NUMBER})\s+\w+)\s+"
    r"(?P<measure>long|high|tall|deep|wide|old)\b"
)
_HAS = re.compile(
    rf"{_SUBJECT}\s+(?P<has>has|had|have|carries|holds|employs|covers)\s+(?P<answer>(?:{_ABOUT})?(?:{_NUMBER}){_SCALE})\s+"
    r"(?P<what>[a-z]+s)\b"
)
_DOES = {"has": ("does", "have"), "had": ("did", "have"), "have": ("do", "have"), "carries": ("does", "carry"),
         "holds": ("does", "hold"), "employs": ("does", "employ"), "covers": ("does", "cover")}  # fmt: skip
_MANY = re.compile(
    rf"(?:(?P<in>In\s+(?:1[5-9]|20)\d\d),?\s+)?(?P<answer>(?:{_ABOUT})?(?:{_NUMBER}){_SCALE})\s+"
    rf"(?P<what>[a-z]+s(?:\s+an?\s+(?:day|year|week|month))?)\s+"
    r"(?P<rest>(?:crossed|visited|used|passed\s+through|entered|left|attended|died|lived|worked|arrived)\b[^,;]*)",
    re.IGNORECASE,
)
_BASES = {
    "opened": "open", "handled": "handle", "carried": "carry", "received": "receive", "produced": "produce",
    "exported": "export", "imported": "import", "reached": "reach", "had": "have", "sold": "sell", "built": "build",
    "employed": "employ", "signed": "sign", "began": "begin", "started": "start", "joined": "join", "launched":
    "launch", "bought": "buy", "took": "take", "gave": "give", "visited": "visit", "crossed": "cross", "won": "win",
    "became": "become", "closed": "close", "paid": "pay", "invested": "invest", "promised": "promise", "introduced":
    "introduce", "adopted": "adopt", "published": "publish", "founded": "found", "made": "make", "got": "get",
    "lost": "lose", "entered": "enter", "ended": "end", "completed": "complete", "issued": "issue", "counted":
    "count",
}  # fmt: skip
_DID = rf"(?P<did>{'|'.join(_BASES)})"
_OBJECT = r"(?P<object>[^,;:()]{3,70}?)"
_COUNTED = re.compile(
    rf"(?:(?P<in>In\s+(?:{_MONTH}\s+)?(?:1[5-9]|20)\d\d),?\s+)?{_SUBJECT}\s+(?:together\s+)?{_DID}\s+"
    rf"(?P<answer>(?:{_ABOUT})?(?:{_NUMBER}){_SCALE})\s+(?P<what>[a-z]+s)\b"
)
_DID_THEN = re.compile(rf"{_SUBJECT}\s+{_DID}\s+{_OBJECT}\s+{_DATE}")
_THEN_DID = re.compile(
    rf"{_DATE.replace('on', '[Oo]n').replace('in', '[Ii]n')},?\s+{_SUBJECT}\s+{_DID}\s+{_OBJECT}(?=[,;:(]|\.?$)"
)
_CAME_TO = re.compile(
    rf"(?P<subject>(?:The|{_PROPER}[’']s)\s[^,;:()]{{3,90}}?)\s+(?P<was>was|were)\s+"
    rf"(?P<answer>(?:{_ABOUT})?(?:(?:(?:US)?\$|€|£)(?:{_NUMBER}){_SCALE}|(?:{_NUMBER})\s*%|(?:{_NUMBER}){_SCALE[:-1]}))"
)
_POINTING = re.compile(
    r"(?i)^(?:the\s+)?(?:this|that|these|those|it|they|he|she|there|such|two|three|both|same|latter)\b"
)
_LONE_PLURAL = re.compile(r"[^\W\d_]+s$")  # "Lorries": no name, perhaps, but a common noun that begins its sentence
_TWO_VERBS = re.compile(rf"\b(?:and|but|or|which|who|that|while)\s+(?:\w+ed|{'|'.join(_BASES)})\b")
_BARE = re.compile(r"(?i)^the\s+[a-z]+$")
_MOST_SUBJECT = 14  # words


@dataclass(frozen=True, slots=True)
class Offer:
    """A question, and where its answer stands, in characters of the sentence that it was made of."""

    question: str
    answer: Span


def offer(sentence: str) -> Offer | None:
    """Return a question that *sentence* answers, in its own words; None where no rule makes a grammatical one."""
    if SOURCE_MARKS.search(sentence) or "\n" in sentence:
        return None
    for pattern, say in _RULES:
        found = pattern.match(sentence)
        groups = found.groupdict() if found else {}
        if found and _names_itself(groups.get("subject")) and not _TWO_VERBS.search(groups.get("object") or ""):
            return Offer(" ".join(say(found).split()) + "?", found.span("answer"))
    return None


def _names_itself(subject: str | None) -> bool:
    if subject is None:
        return True
    vague = _POINTING.match(subject) or _BARE.match(subject) or _LONE_PLURAL.match(subject)
    return not vague and len(subject.split()) <= _MOST_SUBJECT


def _subject(found: re.Match[str]) -> str:
    """Return the subject as it stands inside a sentence."""
    return re.sub(r"^(?:The|An?)\b", lambda article: article[0].lower(), found["subject"])


def _when(found: re.Match[str]) -> str:
    return f"When {found['was']} {_subject(found)} {found['done']}"


def _where(found: re.Match[str]) -> str:
    return f"Where {found['was']} {_subject(found)} {found['done']}"


def _who(found: re.Match[str]) -> str:
    return f"By whom {found['was']} {_subject(found)} {found['done']}"


def _long(found: re.Match[str]) -> str:
    return f"How {found['measure']} {found['was']} {_subject(found)}"


def _has(found: re.Match[str]) -> str:
    does, have = _DOES[found["has"]]
    return f"How many {found['what']} {does} {_subject(found)} {have}"


def _many(found: re.Match[str]) -> str:
    period = f" {found['in'][0].lower()}{found['in'][1:]}" if found["in"] else ""
    return f"How many {found['what']} {found['rest'].rstrip('. ')}{period}"


def _did(found: re.Match[str]) -> str:
    return f"When did {_subject(found)} {_BASES[found['did']]} {found['object']}"


def _counted(found: re.Match[str]) -> str:
    period = f" {found['in'][0].lower()}{found['in'][1:]}" if found["in"] else ""
    return f"How many {found['what']} did {_subject(found)} {_BASES[found['did']]}{period}"


def _came_to(found: re.Match[str]) -> str:
    return f"How much {found['was']} {_subject(found)}"


_RULES = ((_WHEN, _when), (_WHO, _who), (_LONG, _long), (_HAS, _has), (_WHERE, _where), (_MANY, _many),
          (_COUNTED, _counted), (_DID_THEN, _did), (_THEN_DID, _did), (_CAME_TO, _came_to))  # fmt: skip
