"""Who does and to whom it is done change places: `X built Y` becomes `Y built X`, or `X was built by Y`."""

from __future__ import annotations

import re

from index.reader.training.case import Case, Edit, Means
from index.reader.training.telling import NAME
from index.reader.training.wording import count, lowered, raised

_NOUN = rf"(?:(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir) (?:[\w’'-]+ ){{0,3}}?[\w’'-]+|{NAME.pattern})"
_BY = re.compile(
    rf"(?P<x>{_NOUN}) (?P<be>was|were|is|are) (?P<verb>\w+) by (?P<y>{_NOUN})"
    r"(?P<rest>(?: (?:in|on|at|during|after) .*)?\.)"
)
_DID = re.compile(
    rf"(?P<x>{_NOUN}) (?P<verb>[a-z]+) (?P<y>{_NOUN})(?P<rest>(?: (?:in|on|at|during|after|to|for|from) .*)?\.)"
)
_EVEN_LIST = """
met marry married join joined resemble equal equaled fought fight meet share faced face border bordered
"""
_EVEN = frozenset(_EVEN_LIST.split())
_STATES_LIST = """
became become had have was be remained remain went go came come died die meant mean cost
"""
_STATES = frozenset(_STATES_LIST.split())


def voiced(case: Case, means: Means) -> Edit | None:
    """Exchange doer and done to, by their places or by the verb's voice."""
    if match := _BY.fullmatch(case.statement):
        base = means.verbs.base_of_participle(match["verb"])
        if not base or base in _EVEN or match["x"].lower() in match["y"].lower():
            return None
        x, y, rest = match["x"], match["y"], match["rest"]
        if match["be"] in ("was", "were") and means.chance.random() < 0.5:
            return Edit("role swap", f"{x} {means.verbs.past(base)} {lowered(y)}{rest}")
        return _exchanged(case, f"{raised(y)} {match['be']} {match['verb']} by {lowered(x)}{rest}", x, y)
    match = _DID.fullmatch(case.statement)
    if not match:
        return None
    base = means.verbs.base_of_past(match["verb"])
    x, y, rest = match["x"], match["y"], match["rest"]
    if not base or base in _EVEN or base in _STATES or x.lower() in y.lower() or y.lower() in x.lower():
        return None
    if means.chance.random() < 0.5:
        return Edit("role swap", f"{x} was {means.verbs.participle(base)} by {lowered(y)}{rest}")
    return _exchanged(case, f"{raised(y)} {match['verb']} {lowered(x)}{rest}", x, y)


def _exchanged(case: Case, statement: str, x: str, y: str) -> Edit:
    """Exchange both in the holder too, where they stand in it once each."""
    holder = ""
    for one in (x, lowered(x)):
        for other in (y, lowered(y)):
            if count(case.holder, one) == count(case.holder, other) == 1:
                a, b = (raised(other) if case.holder.startswith(one) else lowered(other)), lowered(one)
                holder = case.holder.replace(one, "\x00").replace(other, b).replace("\x00", a)
    return Edit("role swap", statement, holder)
