"""A sentence becomes a shorter statement that is true wherever the sentence is: by rule, and given up in doubt."""

from __future__ import annotations

import random
import re

from index.passage import SOURCE_MARKS
from index.reader.training.example import words
from index.reader.training.filled import finished
from index.reader.training.telling import MONTHS
from index.reader.training.verbs import Verbs
from index.reader.training.wording import lowered, raised

_BEARS = re.compile(
    r"(?i)\b(?:if|unless|only|except|excluding|not|no|never|nor|neither|either|without|until|than|when|would|"
    r"alleged\w*|denied|claim\w*|whether|before|rather|instead|but|so that|such that|least|most|as long as|provided"
    r"|depending|where|according|believed|supposed\w*|said|says|reported\w*|among|like|some|part|half)\b"
)
"""Words of a part that bear on the truth of the rest: such a part is not dropped."""
_PART_OF = re.compile(r"\s*\([^()]*\)")
_RELATIVE = re.compile(r", (?:which|who|whose|where|whom) [^,;:]+(?:, |(?=\.$))")
_APPOSITION = re.compile(r", (?:an?|the|its|his|her|their) [^,;:.]{5,60}, (?!and |or )")
_TRAILING = re.compile(
    r", (?:\w+ing|with|and|but|while|whereas|as well as|including|although|though|because|since|due to|from|after)\b"
    r" [^;:]*(?=\.$)"
)
_CONJUNCT = re.compile(r" and (?:also |then |later )?([a-z]+) [^;:]*(?=\.$)")
_LEADING = re.compile(
    r"(?:(?:In|On|At|During|After|By|Since|From|Until|For|Around|Under|Following) (?:[^,;:]|(?<=\d),(?= \d{4})){3,60}"
    rf"|(?:{MONTHS}) \d+|Today|However|Therefore|Thus|Moreover|In addition|Furthermore|Additionally|Also|Then|Finally"
    r"|Later|Currently|Meanwhile), "
)
_LINKS = re.compile(
    r"(?:However|Therefore|Thus|Moreover|In addition|Furthermore|Additionally|Also|Then|Meanwhile|For example"
    r"|For instance|In fact|Indeed|As a result|Consequently|Hence|Similarly|In contrast|On the other hand), "
)
_AT_END = re.compile(
    rf" (?:in|on|at|during|since|until|from|near|for) (?:the )?"
    rf"(?:[A-Z0-9][\w’'-]*|{MONTHS}|early|late|\w+ (?:century|years))"
    r"(?: [A-Z0-9][\w,-]*)*(?=\.$)"
)
_UNFIT = re.compile(r"[\"“”?!\n`{}]|\b(?:I|you|your|we|our|http\S*|et al)\b|;|^\W|^[a-z]|:|\[")
_MASCULINE = re.compile(r"(?:He|She) (?=[a-z])")


def shortened(sentence: str, title: str, chance: random.Random, verbs: Verbs) -> str:
    """Return a statement of *sentence*, or nothing; *title* is whom a pronoun at its beginning means, if any."""
    said = SOURCE_MARKS.sub("", sentence).strip()
    if not 6 <= words(said) <= 50 or _UNFIT.search(said) or not said.endswith("."):
        return ""
    said = _PART_OF.sub("", said)
    said = raised(_LINKS.sub("", said))
    if title and chance.random() < 0.7:
        said = _MASCULINE.sub(f"{title} ", said, count=1) if _MASCULINE.match(said) else said
    for cut in chance.sample((_cut_inside, _cut_end, _cut_conjunct, _cut_lead, _cut_adjunct), 5):
        if chance.random() < 0.6:
            said = cut(said, chance, verbs)
    return finished(said) if words(said) >= 5 and re.search(r"[a-z]", said) else ""


def _safely(said: str, match: re.Match[str] | None, put: str) -> str:
    if not match or _BEARS.search(match.group()):
        return said
    kept = said[: match.start()] + put + said[match.end() :]
    return kept if words(kept) >= 5 else said


def _cut_inside(said: str, _chance: random.Random, _verbs: Verbs) -> str:
    said = _safely(said, _RELATIVE.search(said), " " if not re.search(r", (?:which|who|whose)[^,]*\.$", said) else "")
    match = _APPOSITION.search(said)
    if match and not re.search(r", \S+(?: \S+)?$", said[: match.start()]) and " and " not in match.group():
        return _safely(said, match, " ")
    return said


def _cut_end(said: str, _chance: random.Random, verbs: Verbs) -> str:
    matches = list(_TRAILING.finditer(said))
    if not matches:
        return said
    last = matches[-1]
    head = said[: last.start()]
    listed = re.search(r", (?:and|or|as well as|including)\b", last.group()) and "," in head[-60:]
    unsafe = listed or (
        re.match(r"(?:Although|While|If|When|Because|Unless|Since|As|Though)\b", said) and "," not in head
    )
    if unsafe or not _has_verb(head, verbs):
        return said
    if last.group().startswith(", but ") and not _BEARS.search(last.group()[5:]):
        return f"{head}."
    return _safely(said, last, "")


def _cut_conjunct(said: str, _chance: random.Random, verbs: Verbs) -> str:
    """Drop `and did B` of `X did A and did B`."""
    match = _CONJUNCT.search(said)
    if not match or not verbs.base_of_past(match[1]) or not _has_verb(said[: match.start()], verbs):
        return said
    if re.search(r"\b(?:was|were|is|are|been|be|both|to)\b", said[: match.start()]) and not re.match(
        r"was|were", match[1]
    ):
        return said
    return _safely(said, match, "")


def _cut_lead(said: str, chance: random.Random, verbs: Verbs) -> str:
    """Drop what comes before the subject, or move it to the end."""
    match = _LEADING.match(said)
    if not match or _BEARS.search(match.group()) or not _has_verb(said[match.end() :], verbs):
        return said
    rest = said[match.end() :]
    if re.match(r"(?:and|or|but|which|who)\b", rest) or re.match(r"[A-Z]\w+,", rest):
        return said
    lead = match.group().rstrip(", ")
    if chance.random() < 0.6 and "," not in rest and re.match(r"(?:In|On|At|During|Since|From|Until)\b", lead):
        return f"{raised(rest).rstrip('.')} {lead[:1].lower()}{lead[1:]}."
    return raised(rest)


def _cut_adjunct(said: str, _chance: random.Random, verbs: Verbs) -> str:
    match = _AT_END.search(said)
    if not match or not _has_verb(said[: match.start()], verbs) or words(said[: match.start()]) < 6:
        return said
    if re.search(
        r"\b(?:from|between|and|the|lives?|born|based|located|held|was|is|were|are|to|by) *\w*$", said[: match.start()]
    ):
        return said
    return _safely(said, match, "")


def _has_verb(text: str, verbs: Verbs) -> bool:
    return any(
        word in ("is", "are", "was", "were", "has", "have", "had", "can", "will")
        or verbs.base_of_past(word)
        or verbs.base_of_third(word)
        for word in text.split()[1:]
    )


def joined(one: str, other: str, chance: random.Random) -> str:
    """Return two statements as one sentence."""
    link = chance.choice((" and ", ", and ", ", while ", "; "))
    return f"{one.rstrip('.')}{link}{lowered(other)}"
