"""A name, year or figure of a statement gives way to another, or two of them change places."""

from __future__ import annotations

import re

from index.reader.training.case import Case, Edit, Means
from index.reader.training.telling import MONTHS, STOP
from index.reader.training.wording import count, exchange, has, put, things

_LISTED = re.compile(
    r"^[\s,]*(?:(?:and|or|as well as|the|of|in|a|an|&|both|/|-|–)[\s,]+)*$|[(/]|\b(?:also|known|called|or)\b"
)
"""What stands between two names of which one may be said for the other."""
_EVEN = re.compile(
    r"(?i)\b(?:met|meets?|married|with|between|both|same|equals?|border\w*|near\w*|similar\w*|together|joint\w*|versus"
    r"|against|or|cousins?|sisters?|brothers?|twins?|adjacent|neighbou?rs?|friends?|allies|differ\w*|connect\w*|link\w*"
    r"|called|named|known|and|like|as|competed?|rivals?|shares?|shared|means?|synonym\w*|term|called|nicknamed)\b"
)
"""Words that tell of a relation which holds either way."""
_FROM_TO = re.compile(
    r"\b(?P<one>from) (?P<a>[\w.,$£€%’' -]{2,40}?) (?P<two>to|into) "
    r"(?P<b>(?:(?:the|his|her|its|their|an?) )?[\w$£€%’'-]+(?: [A-Z%]\w*| million| billion| percent| per cent)*)"
)
_STRETCHES = re.compile(
    r"(?i)\b(?:rang\w+|stretch\w*|extend\w*|vary|varies|varied|anywhere|ages?|aged|road|line|railway|highway|route|runs?|span\w*)\b"
)
_UNITS = (
    "million billion thousand trillion",
    "days weeks months years hours minutes decades",
    "day week month year",
    "kilometres miles metres",
    "kilometers miles meters",
    "km mi",
    "feet metres inches yards",
    "feet meters inches yards",
    "dollars euros pounds yen",
    "tonnes kilograms pounds",
    "tons kilograms pounds",
    "acres hectares",
    "daily weekly monthly annually",
    "weekly monthly yearly",
)
_UNIT = {unit: [other for other in row.split() if other != unit] for row in _UNITS for unit in row.split()}
_COUNTED = re.compile(
    r"(?:\d[\d.,]*|\b(?:two|three|four|five|six|seven|eight|nine|ten|several|few|a|each|every|per)) $"
)
_DAYS = re.compile(rf"\b(?:{MONTHS})\b")


def other_thing(case: Case, means: Means) -> Edit | None:
    """Put another thing of the same kind into the statement: of the same sentence, of its neighbours, or of a mate."""
    mine = things(case.statement, case.near)
    held = [thing for thing in mine if has(case.holder, thing[1])]
    if case.answer and means.chance.random() < 0.5:
        held = [thing for thing in held if thing[1] in case.answer] or held
    if not held:
        return None
    kind, old = means.chance.choice(held)
    inside = means.chance.random() < 0.6
    return (_inside if inside else _outside)(case, means, kind, old) or (_outside if inside else _inside)(
        case, means, kind, old
    )


def _fits(case: Case, old: str, new: str) -> bool:
    apart = old.lower() not in new.lower() and new.lower() not in old.lower() and _initials(old) != new
    return apart and new not in case.statement and new not in case.title and _initials(new) != old


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.split() if word[0].isupper())


def _inside(case: Case, means: Means, kind: str, old: str) -> Edit | None:
    said = things(case.holder, case.near)
    news = [
        new
        for found, new in said
        if found == kind and _fits(case, old, new) and not listed_together(case.holder, old, new)
    ]
    if not news:
        return None
    new = _likest(kind, old, news, means)
    if kind == "name" and _describes(case.holder, old) != _describes(case.holder, new):
        return None
    statement, holder = put(case.statement, old, new), exchange(case.holder, old, new)
    return Edit(f"other {kind} of the sentence", statement, holder)


def listed_together(holder: str, old: str, new: str) -> bool:
    """Return whether two things stand side by side, as members of a list or as place and country do."""
    first, second = sorted((holder.find(old), holder.find(new)))
    length = len(old) if holder.find(old) == first else len(new)
    return first < 0 or first + length > second or bool(_LISTED.search(holder[first + length : second]))


def _outside(case: Case, means: Means, kind: str, old: str) -> Edit | None:
    for where, source in (("neighbour", case.passage), ("mate", case.near)):
        news = [new for found, new in things(source, case.near) if found == kind and not has(case.holder, new)]
        news = [new for new in news if _fits(case, old, new) and new not in case.holder]
        if kind == "figure":
            news = [new for new in news if _magnitude(new) - _magnitude(old) in (-1, 0, 1)]
        if news and (where == "mate" or means.chance.random() < 0.7):
            new = _likest(kind, old, news, means)
            if kind != "name" or _describes(case.holder, old) == _describes(source, new):
                return _changed(case, f"{kind} of a {where}", old, new)
    return None


def _likest(kind: str, old: str, news: list[str], means: Means) -> str:
    """Return the likest of some of *news*: a person for a person, more often than not."""
    drawn = means.chance.sample(news, min(len(news), 6))
    if kind != "name":
        return drawn[0]
    return max(drawn, key=lambda new: _likeness(old, new, means))


def _likeness(old: str, new: str, means: Means) -> float:
    one, other = old.lower().split(), new.lower().split()
    kin = max(means.kin(one[-1], other[-1]), means.kin(one[0], other[0]))
    return kin - 0.15 * abs(len(one) - len(other)) - 0.3 * (old.isupper() != new.isupper())


def _describes(text: str, name: str) -> bool:
    """Return whether a name stands before a noun that it describes, as an adjective does."""
    after = re.search(rf"(?<!\w){re.escape(name)} ([a-z][\w-]+)", text)
    return bool(after) and after[1] not in STOP and not re.search(r"(?:ed|ly)$", after[1]) if after else False


def _magnitude(figure: str) -> int:
    return len(re.sub(r"\..*|\D", "", figure))


def _changed(case: Case, recipe: str, old: str, new: str) -> Edit | None:
    statement = put(case.statement, old, new)
    if statement == case.statement:
        return None
    holder = put(case.holder, old, new) if has(case.holder, old) else ""
    return Edit(recipe, statement, holder, swaps=((old, new),))


def shifted(case: Case, means: Means) -> Edit | None:
    """Change a year or figure a little."""
    held = [(kind, one) for kind, one in things(case.statement, "") if kind != "name" and has(case.holder, one)]
    if not held:
        return None
    kind, old = means.chance.choice(held)
    new = _year_near(old, means) if kind == "year" else _figure_near(old, means)
    return _changed(case, f"{kind} shifted", old, new) if new and new not in case.passage and new != old else None


def _year_near(year: str, means: Means) -> str:
    return str(int(year) + means.chance.choice((-100, -20, -10, -9, -5, -2, -1, 1, 2, 3, 5, 9, 10, 20)))


def _figure_near(figure: str, means: Means) -> str:
    """Return the figure with two digits exchanged, one digit another, or ten times as large."""
    digits = [n for n, sign in enumerate(figure) if sign.isdigit()]
    way = means.chance.random()
    if way < 0.3 and len(digits) > 1 and figure[digits[0]] != figure[digits[1]] and figure[digits[1]] != "0":
        swapped = list(figure)
        swapped[digits[0]], swapped[digits[1]] = swapped[digits[1]], swapped[digits[0]]
        return "".join(swapped)
    if way < 0.45 and "," not in figure and "." not in figure and len(figure) > 1:
        return f"{figure}0" if figure[-1] == "0" else figure + means.chance.choice("0123456789")
    place = means.chance.choice(digits)
    floor = 1 if place == digits[0] else 0
    return figure[:place] + str(means.chance.randint(floor, 9)) + figure[place + 1 :]


def roles(case: Case, means: Means) -> Edit | None:
    """Let two names or two figures of the statement change places."""
    mine = things(case.statement, case.near)
    pairs = [
        (kind, one, other)
        for n, (kind, one) in enumerate(mine)
        for also, other in mine[n + 1 :]
        if kind == also and count(case.statement, one) == count(case.statement, other) == 1
        if kind != "name" or _describes(case.statement, one) == _describes(case.statement, other)
        if one not in other and other not in one and not _evenly(case.statement, one, other, kind)
    ]
    if not pairs:
        return None
    kind, one, other = means.chance.choice(pairs)
    statement = exchange(case.statement, one, other)
    both = has(case.holder, one) and has(case.holder, other)
    return Edit(f"two {kind}s exchanged", statement, exchange(case.holder, one, other) if both else "")


def _evenly(statement: str, one: str, other: str, kind: str) -> bool:
    first, second = sorted((statement.find(one), statement.find(other)))
    between = statement[first:second].partition(one if statement.find(one) == first else other)[2]
    if listed_together(statement, one, other) or re.search(rf"^[^\w]*(?:{'|'.join(('to', 'and'))})[^\w]*$", between):
        return True
    return bool(kind == "name" and _EVEN.search(between)) or bool(_DAYS.search(between) and kind != "name")


def direction(case: Case, means: Means) -> Edit | None:
    """Turn `from A to B` into `from B to A`."""
    match = _FROM_TO.search(case.statement)
    if not match or _STRETCHES.search(case.statement):
        return None
    a, b = match["a"], match["b"]
    words = re.findall(r"\w+", a)
    if len(words) > 3 or "," in a or means.verbs.is_base(b.split()[0]) or means.verbs.is_base(words[-1]):
        return None
    if a in b or b in a or re.fullmatch(r"\d{4}", a) or _DAYS.search(a):
        return None
    turned = f"{match['one']} {b} {match['two']} {a}"
    statement = case.statement.replace(match.group(), turned)
    holder = case.holder.replace(match.group(), turned) if match.group() in case.holder else ""
    return Edit("direction turned", statement, holder)


def units(case: Case, means: Means) -> Edit | None:
    """Put another unit behind a figure."""
    if points := re.search(r"\b\w+ by (?:about |nearly )?\d[\d.]*(%| percentage points?| per ?cent\b)", case.statement):
        old, new = points[1], " percentage points" if "points" not in points[1] else "%"
        holder = case.holder.replace(old, new) if case.holder.count(old) == 1 else ""
        return Edit("other unit", case.statement.replace(old, new, 1), holder)
    found = [
        word
        for word in _UNIT
        if (at := case.statement.find(f" {word}")) >= 0
        and has(case.statement, word)
        and (word.endswith("ly") or _COUNTED.search(case.statement[: at + 1]))
        and has(case.holder, word)
    ]
    if not found:
        return None
    old = means.chance.choice(found)
    news = [new for new in _UNIT[old] if not has(case.holder, new) and new not in case.statement]
    if not news:
        return None
    new = means.chance.choice(news)
    holder = put(case.holder, old, new) if count(case.holder, old) == 1 else ""
    return Edit("other unit", put(case.statement, old, new), holder)
