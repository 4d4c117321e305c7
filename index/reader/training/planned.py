"""What is planned is told as done, what may be as certain, a part as the whole: and the other way about."""

from __future__ import annotations

import re

from index.reader.training.case import Case, Edit, Means
from index.reader.training.example import stems
from index.reader.training.telling import NAME
from index.reader.training.verbs import Verbs
from index.reader.training.wording import aligned, count, lowered, put

_WANTED = (
    "planned to", "plans to", "intended to", "hoped to", "agreed to", "promised to", "was asked to", "tried to",
    "offered to", "wanted to", "decided to", "was expected to", "refused to", "failed to", "threatened to",
    "proposed to",
    "may", "might", "aims to", "was preparing to",
)  # fmt: skip
"""What may be said of a thing that is not, or not yet, done."""
_LATER = ("will", "is expected to", "is due to", "is going to")
_DONE_LATER = ("will be", "is to be", "is expected to be", "is planned to be", "is due to be", "is about to be")
_NOT_DONE = (
    "was planned to be", "was supposed to be", "was nearly", "may have been", "could have been", "was allegedly",
    "was to have been", "should have been", "is thought to have been", "was reportedly", "was not", "was never",
    "was proposed to be", "is rumoured to have been",
)  # fmt: skip
_PLURAL = {"was": "were", "is": "are"}
_UNSURE = {
    "is": ("may be", "is said to be", "is not", "could be", "will be", "is no longer"),
    "are": ("may be", "are said to be", "are not", "could be", "will be"),
    "has": ("may have", "will have", "is said to have"),
    "have": ("may have", "could have"),
    "can": ("may one day", "could once", "cannot"),
}
_CERTAIN = (
    ("will be", "was", "has been"),
    ("would be", "was"),
    ("may be", "is"),
    ("might be", "is"),
    ("could be", "is"),
    ("may have been", "was"),
    ("might have", "has"),
    ("may have", "has"),
    ("will", "did"),
    ("would", "did"),
    ("may", "did"),
    ("might", "did"),
    ("could", "did"),
    ("planned to", "did"),
    ("plans to", "did"),
    ("wanted to", "did"),
    ("tried to", "did"),
    ("hoped to", "did"),
    ("intended to", "did"),
    ("agreed to", "did"),
    ("attempted to", "did"),
    ("failed to", "did"),
    ("refused to", "did"),
    ("was expected to", "did"),
    ("is expected to", "did"),
    ("is likely to be", "is"),
    ("is believed to be", "is"),
    ("is thought to be", "is"),
    ("is said to be", "is"),
    ("is believed to have", "has"),
    ("was allegedly", "was"),
    ("was reportedly", "was"),
    ("should be", "is"),
    ("almost", ""),
    ("nearly", ""),
    ("probably", ""),
    ("possibly", ""),
    ("perhaps", ""),
    ("allegedly", ""),
    ("reportedly", ""),
    ("usually", "always"),
)
_OTHERWISE = frozenset(("will be", "would be", "will", "would", "failed to", "refused to", "almost", "nearly"))
"""What a text does not say that tells the plain thing."""
_FINITE_BEFORE = re.compile(
    r"(?i)\b(?:was|were|is|are|be|been|being|has|had|have|having|an?|the|its|his|her|their|by|of|to|in|on|for|most|more"
    r"|very|not|never|newly|well|and|or|first|as|than|with|at|from|no)$|[,;:(-]$"
)
_STAYS_LIST = """
died moved arrived returned went came began started lived worked served grew rose fell
"""
_STAYS = frozenset(_STAYS_LIST.split())
_NAMING = frozenset(("called", "named", "titled", "entitled", "dubbed", "nicknamed", "made", "known", "based"))
_OBJECT = re.compile(
    r"(?:the|an?|his|her|its|their|this|these|that|several|many|all|some|one|two|three|[A-Z0-9$£€]\S*)\b"
)
_FRAMES = (
    "It is not known whether", "Officials denied that", "There were false rumours that", "It is a myth that",
    "A novel tells how", "Opponents wrongly claimed that", "It has been suggested that", "Nobody could prove that",
    "Some people once believed that", "A court will decide whether", "It was feared that", "It is untrue that",
    "Some people hope that",
)  # fmt: skip
_PARTS = ("part of", "half of", "some of", "most of", "a small part of", "about a third of")


def undone(case: Case, means: Means) -> Edit | None:
    """Of what is done, let the text, or the statement, say that it is planned, wanted or expected."""
    if match := _passive(case, means):
        return _passive_undone(case, match, means)
    verb = finite(case, means.verbs)
    if not verb:
        return None
    base = means.verbs.base_of_past(verb)
    if later := means.chance.random() < 0.4:
        new = f"{means.chance.choice(_LATER)} {base}"
    else:
        new = f"{means.chance.choice(_WANTED)} {base}"
    return Edit(
        "planned or done",
        put(case.statement, verb, new),
        put(case.holder, verb, new),
        forward=later or "refused" in new,
    )


def _passive(case: Case, means: Means) -> tuple[str, str] | None:
    for match in re.finditer(r"\b(was|were) (\w+)\b", case.statement):
        if means.verbs.base_of_participle(match[2]) and count(case.holder, match.group()) == 1:
            return match[1], match[2]
    return None


def _passive_undone(case: Case, match: tuple[str, str], means: Means) -> Edit:
    auxiliary, verb = match
    later = means.chance.random() < 0.45
    new = means.chance.choice(_DONE_LATER if later else _NOT_DONE)
    if auxiliary == "were":
        new = re.sub(r"^(?:was|is)\b", lambda word: _PLURAL[word.group()], new)
    old, new = f"{auxiliary} {verb}", f"{new} {verb}"
    turned = re.search(r"\b(?:not|never|nearly|supposed|planned to|proposed)\b", new) is not None
    return Edit("planned or done", put(case.statement, old, new), put(case.holder, old, new), forward=later or turned)


def finite(case: Case, verbs: Verbs) -> str:
    """Return a past verb that says what happened in statement and holder alike, or nothing."""
    for match in re.finditer(r"\b[a-z]+\b", case.statement):
        word = match.group()
        if not verbs.base_of_past(word) or word in ("had", "was", "were", "did") or not match.start():
            continue
        if count(case.statement, word) == count(case.holder, word) == 1 and all(
            _is_finite(text, word) for text in (case.statement, case.holder)
        ):
            return word
    return ""


def _is_finite(text: str, word: str) -> bool:
    if word in _NAMING:
        return False
    before, _, after = re.split(rf"\b({word})\b", text, maxsplit=1)
    if _FINITE_BEFORE.search(before.rstrip()) or not before.strip():
        return False
    return word in _STAYS or bool(_OBJECT.match(after.lstrip()))


def certain(case: Case, means: Means) -> Edit | None:
    """Tell as a fact what the text calls planned, likely, or almost so."""
    rows = [row for row in _CERTAIN if count(case.statement, row[0]) == 1 and count(case.holder, row[0]) == 1]
    if not rows:
        return None
    row = max(rows, key=lambda row: len(row[0]))
    old, new = row[0], means.chance.choice(row[1:])
    if new != "did":
        said = [_tidy(put(text, old, new)) for text in (case.statement, case.holder)]
        return Edit("certain", said[0], said[1], backward=old in _OTHERWISE)
    match = re.search(rf"\b{old} (not )?([a-z]+)\b", case.statement)
    if not match or match[1] or not means.verbs.is_base(match[2]) or count(case.holder, match.group()) != 1:
        return None
    new = means.verbs.past(match[2])
    statement, holder = (put(text, match.group(), new) for text in (case.statement, case.holder))
    return Edit("certain", statement, holder, backward=old in _OTHERWISE)


def _tidy(text: str) -> str:
    text = re.sub(r"\s+", " ", text).strip()
    return text[:1].upper() + text[1:]


def unsure(case: Case, means: Means) -> Edit | None:
    """Let the text only suppose what the statement says, or say it of another time."""
    found = [word for word in _UNSURE if aligned(case.statement, case.holder, word)]
    if not found:
        return None
    old = means.chance.choice(found)
    new = means.chance.choice(_UNSURE[old])
    firm = not re.search(r"\b(?:may|could|said)\b", new)
    return Edit("certain", put(case.statement, old, new), put(case.holder, old, new), forward=firm)


def framed(case: Case, means: Means) -> Edit | None:
    """Let the text deny, doubt or only relate what the statement says."""
    held = stems(case.holder)
    if len(held & stems(case.statement)) < 0.6 * len(held) or re.match(
        r"[\"'“(\[\d-]|However|But|And|In addition|Thus|Also", case.holder
    ):
        return None
    frame = means.chance.choice(_FRAMES)
    holder, statement = (f"{frame} {lowered(text)}" for text in (case.holder, case.statement))
    return Edit("frame dropped", statement, holder)


def part(case: Case, means: Means) -> Edit | None:
    """Tell of the whole what the text tells of a part."""
    for match in re.finditer(
        r"\b([a-z]+) (the|its|their|his|her) (?=[a-z])(?!first|last|same|only|most)", case.statement
    ):
        verb = match[1]
        if (
            not (means.verbs.base_of_past(verb) or means.verbs.base_of_third(verb))
            or count(case.holder, match.group().strip()) != 1
        ):
            continue
        new = f"{verb} {means.chance.choice(_PARTS)} {match[2]}"
        old = match.group().strip()
        return Edit("whole for part", put(case.statement, old, new), put(case.holder, old, new), forward=False)
    return _some(case, means)


def _some(case: Case, means: Means) -> Edit | None:
    match = re.match(r"((?:The )?)([A-Za-z][a-z]+s) (are|were|have|can|had)\b", case.statement)
    if not match or NAME.search(match[2], 1) or case.holder.count(f"{match[2]} {match[3]}") != 1:
        return None
    head = means.chance.choice(("some", "most", "many", "a few", "not all"))
    old, new = match.group(), f"{head} {'of the ' if match[1] else ''}{match[2].lower()} {match[3]}"
    holder = case.holder
    for said in (old, old[:1].lower() + old[1:], f"{match[2]} {match[3]}", f"{match[2].lower()} {match[3]}"):
        if said in holder:
            holder = holder.replace(said, new)
            break
    statement = new[:1].upper() + new[1:] + case.statement[match.end() :]
    return Edit("whole for part", statement, holder[:1].upper() + holder[1:], forward=False)
