"""A statement is given a detail that its sentence does not tell, or a word that its sentence does not say."""

from __future__ import annotations

import re

from index.analysis import stem
from index.reader.training.case import Case, Edit, Means
from index.reader.training.example import stems
from index.reader.training.styled import is_synonym
from index.reader.training.telling import MONTHS, NAME, STOP, WORD, form
from index.reader.training.wording import count, has, lowered, put

_KIN = (0.22, 0.55)  # how alike a word and the one put in its place are: neither a stranger nor the same
_FROM_STOCK, _STOCK_INSTEAD = 0.04, 0.25
_TIME = re.compile(
    rf"\b(?:in|since|until|before|after|on) (?:(?:early|late|mid|about) )?(?:\d{{1,2}} )?(?:(?:{MONTHS}) )?"
    r"(?:\d{1,2}, )?\d{4}\b"
    r"|\b(?:in|during|since) the (?:(?:early|late) )?\w+ century\b"
)
_PLACE = re.compile(rf"\b(?:in|at|near|from|outside) {NAME.pattern}(?=[,.;)]| (?:and|in|on|at|was|by)\b)")
_WITH = re.compile(rf"\b(?:with|by|for|under|against) (?:the )?{NAME.pattern}(?=[,.;)]| (?:and|in|on|at)\b)")
_WHY = re.compile(
    r"\b(?:because|due to|in order to|as a result of|so that|despite|thanks to) [^.;,()\"]{10,60}(?=[.;,])"
)
_LONG = re.compile(
    r"\bfor (?:more than |about |nearly )?(?:two|three|four|five|six|seven|ten|\d+) (?:years|months|days|hours|weeks)\b"
)
_TO = re.compile(r"\bto (?:\w+) (?:the|a|an|its|their|his) [\w -]{4,30}(?=[.;,])")
_DETAILS = (_TIME, _PLACE, _WITH, _WHY, _LONG, _TO)
_STOCK = (
    "for the first time", "every year", "twice a year", "in secret", "by law", "by mistake", "for free", "at night",
    "for political reasons", "without permission", "against the advice of experts", "in a single day",
    "at its own expense",
    "for the second time", "in the same year", "shortly afterwards", "a year later", "at the request of the government",
    "with the help of volunteers", "after a long dispute", "as a gift", "under an agreement", "despite protests",
    "on the same day", "in exchange for money", "with great success", "for only a short time", "in record time",
    "as part of a larger plan", "by a narrow margin", "to save money", "to reduce costs", "for religious reasons",
    "because of the war", "because of the weather", "because it was cheaper", "together with its neighbours",
)  # fmt: skip


def detailed(case: Case, means: Means) -> Edit | None:
    """Add when, where, with whom or why, taken from another sentence, or from stock."""
    chance = means.chance
    found = _details(case) if chance.random() > _FROM_STOCK else []
    if not found and chance.random() > _STOCK_INSTEAD:
        return None
    detail = chance.choice(found or _STOCK)
    is_time = bool(_TIME.fullmatch(detail))
    if (is_time and re.search(r"\d{4}|century", case.statement)) or re.search(
        rf"\b{detail.split()[0]} [^ ]+\.$", case.statement
    ):
        return None
    front = is_time and chance.random() < 0.5
    holder = _with(case.holder, detail, front) if front else _followed(case, detail)
    return Edit("detail added", _with(case.statement, detail, front), holder, backward=False)


def _details(case: Case) -> list[str]:
    held = case.holder.lower()
    rest = case.near.replace(case.holder, " ", 1)
    found = [match.group() for pattern in _DETAILS for match in list(pattern.finditer(rest))[:5]]
    return [
        one
        for one in found
        if one.lower() not in held
        and not any(has(case.holder, word) or has(case.title, word) for word in re.findall(r"\d+|[A-Z]\w+", one))
        and len(stems(one) & stems(case.holder)) * 2 <= len(stems(one))
        and not re.search(r" (?:and|or|the|of|a|to|in|that|with)$", one)
        and not re.search(r"\b(?:he|she|it|they|this|these)\b", one)
    ]


def _followed(case: Case, detail: str) -> str:
    """Return the holder with the detail where the statement's last words end, or nothing."""
    tail = " ".join(case.statement.rstrip(".").split()[-2:])
    if case.holder.count(tail) == 1:
        return case.holder.replace(tail, f"{tail} {detail}")
    return _with(case.holder, detail, False) if len(case.holder) < 160 and "," not in case.holder else ""


def _with(sentence: str, detail: str, front: bool) -> str:
    if front:
        return f"{detail[:1].upper()}{detail[1:]}, {lowered(sentence)}"
    return re.sub(r"[.\s]*$", f" {detail}.", sentence, count=1)


def foreign(case: Case, means: Means) -> Edit | None:
    """Put a kindred word of the same form in the place of one that statement and sentence share."""
    tied = stems(case.holder)
    olds = [word for word in WORD.findall(case.statement) if _is_plain(word) and stem(word) in tied]
    olds = [word for word in olds if count(case.statement, word) == 1]
    if not olds:
        return None
    old = means.chance.choice(olds)
    known = tied | stems(case.statement)
    news = {word for word in WORD.findall(case.near) if _is_plain(word) and form(word) == form(old)}
    fits = [word for word in sorted(news) if stem(word) not in known and not is_synonym(old, word)]
    kins = [(means.kin(old, word), word) for word in fits if means.verbs.forms(word) == means.verbs.forms(old)]
    kins = [(kin, word) for kin, word in kins if _KIN[0] < kin < _KIN[1]]
    if not kins:
        return None
    new = means.chance.choice(kins)[1]
    holder = put(case.holder, old, new) if count(case.holder, old) == 1 else ""
    return Edit("foreign word", put(case.statement, old, new), holder)


def _is_plain(word: str) -> bool:
    return word.islower() and word.isalpha() and len(word) > 3 and word not in STOP
