"""One word of a statement is turned round: an opposite, another comparison, another quantity, a denial."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from index.reader.training.case import Case, Edit, Means
from index.reader.training.opposites import OPPOSITES
from index.reader.training.planned import finite
from index.reader.training.telling import WORD
from index.reader.training.wording import aligned, count, has, put, raised

_UNFIT_LIST = """
like left right past light fast long short most least open new old born
"""
_UNFIT = frozenset(_UNFIT_LIST.split())
"""Opposites that are often another part of speech."""
_COMPARED = (
    ("more than", "less than", "exactly", "about"),
    ("less than", "more than", "exactly"),
    ("fewer than", "more than", "exactly"),
    ("at least", "at most", "exactly", "fewer than"),
    ("up to", "at least", "more than"),
    ("at most", "at least", "more than"),
    ("almost", "more than", "exactly"),
    ("nearly", "more than", "exactly"),
    ("about", "more than", "fewer than", "exactly"),
    ("around", "more than", "fewer than", "exactly"),
    ("approximately", "more than", "fewer than", "exactly"),
    ("over", "under", "nearly", "exactly"),
    ("exactly", "more than", "fewer than"),
    ("twice", "three times", "half", "four times"),
    ("half", "a third", "two thirds", "a quarter", "twice"),
    ("double", "triple", "half"),
    ("doubled", "tripled", "halved"),
    ("third", "second", "fourth", "fifth"),
    ("second", "third", "first", "fourth"),
    ("first", "second", "third", "last"),
    ("a quarter", "a third", "half"),
    ("one third", "two thirds", "one fifth"),
    ("once", "twice", "three times"),
    ("the second largest", "the largest", "the third largest", "the second smallest"),
    ("the largest", "the second largest", "the smallest", "the third largest"),
    ("the most", "the second most", "the least"),
    ("the highest", "the second highest", "the lowest"),
    ("the oldest", "the second oldest", "the youngest"),
    ("one of the", "none of the"),
    ("before", "after"),
    ("after", "before"),
    ("during", "after", "before"),
    ("until", "after"),
    ("since", "until"),
    ("to the north", "to the south"),
    ("upstream", "downstream"),
    ("each", "every second"),
    ("per day", "per week", "per month"),
    ("a day", "a week", "a month"),
    ("per year", "per month", "per decade"),
    ("a year", "a month"),
    ("always", "sometimes", "never"),
    ("usually", "always", "rarely"),
    ("often", "always", "rarely", "never"),
    ("sometimes", "always", "never"),
    ("rarely", "often", "always"),
    ("rose", "fell"),
    ("grew", "shrank"),
    ("can", "cannot"),
    ("must", "must not", "need not"),
    ("by", "for"),
    ("without", "with"),
    ("with", "without"),
    ("higher", "lower"),
    ("into", "out of"),
    ("and", "but not"),
    ("northeast", "southwest", "northwest"),
    ("southeast", "northwest", "southwest"),
    ("northwest", "southeast", "northeast"),
    ("southwest", "northeast", "southeast"),
    ("import", "export"),
    ("importing", "exporting"),
    ("exporting", "importing"),
    ("buyer", "seller"),
    ("seller", "buyer"),
    ("lender", "borrower"),
    ("creditor", "debtor"),
    ("supplier", "customer"),
    ("grandfather", "father", "uncle"),
    ("lent", "borrowed"),
    ("gave", "received"),
    ("received", "gave"),
    ("inherited", "bequeathed"),
    ("taught", "studied under"),
    ("defeated", "lost to"),
    ("beat", "lost to"),
    ("preceded", "followed"),
    ("succeeded", "preceded"),
    ("joined", "left"),
)
_BEFORE_FIGURE_LIST = """
about around over nearly almost
"""
_BEFORE_FIGURE = frozenset(_BEFORE_FIGURE_LIST.split())
_RARE = frozenset(("by", "and", "with", "without", "can", "a year", "a day", "each"))
"""What stands in so many statements that it is turned only now and then."""
_LOOSE_LIST = """
number no chapter article section route stage season window figure table these those last next another than least
about around over nearly almost to approximately some between and in by of under only just exactly from the most
roughly january may
"""
_LOOSE = frozenset(_LOOSE_LIST.split())
"""Words before a figure that leave no room for a bound."""
_COMMON_LIST = """
is are was were has had have can will would could by and with without before after since during until into first
second third must always often over once half
"""
_COMMON = frozenset(_COMMON_LIST.split())
"""Words that a statement and its sentence may both have without saying the same of the same."""
_STRENGTH = ("few", "some", "several", "many", "most", "all")
_DENIES = re.compile(
    r"\b(?:did not|does not|do not|was not|were not|is not|are not|has not|had not|cannot|never|not)\b"
)
_DENIED = re.compile(r"\b(was|were|is|are|had|has|could|would|will|can|have)\b(?! not|n't| no\b| never)")


def contrary(case: Case, means: Means) -> Edit | None:
    """Turn one word of the statement into its opposite."""
    found = [word for word in WORD.findall(case.statement) if word in OPPOSITES and word not in _UNFIT]
    found = [word for word in found if f"second {word}" not in case.statement]
    found = [word for word in found if not has(case.holder, OPPOSITES[word]) and count(case.statement, word) == 1]
    if not found:
        return None
    word = means.chance.choice(found)
    return _exchanged(case, "opposite", word, OPPOSITES[word])


def compared(case: Case, means: Means) -> Edit | None:
    """Compare otherwise: more than, at least, second, twice, before, often."""
    rows = [row for row in _COMPARED if count(case.statement, row[0]) == 1 and count(case.holder, row[0]) == 1]
    rows = [row for row in rows if row[0] not in _RARE or means.chance.random() < 0.08]
    rows = [row for row in rows if row[0] not in _BEFORE_FIGURE or re.search(rf"\b{row[0]} [$£€]?\d", case.statement)]
    if not rows:
        return None
    row = max(means.chance.sample(rows, min(2, len(rows))), key=lambda row: len(row[0]))
    new = means.chance.choice(_apart(case, row))
    edit = _exchanged(case, "compared otherwise", row[0], new)
    return replace(edit, backward=edit.backward and new not in ("exactly", "always"))


def _apart(case: Case, row: Sequence[str]) -> list[str]:
    return [other for other in row[1:] if not has(case.holder, other)] or [row[1]]


def _exchanged(case: Case, recipe: str, old: str, new: str) -> Edit:
    follows = count(case.holder, old) == 1 and (aligned(case.statement, case.holder, old) or old not in _COMMON)
    return Edit(recipe, put(case.statement, old, new), put(case.holder, old, new) if follows else "")


def bounded(case: Case, means: Means) -> Edit | None:
    """Put a bound before a figure that has none: the text says 500, not more than 500."""
    match = re.search(
        r"(?<![\w.,$£€(–/-])(?:\d[\d.,]*\d|\d+)(?= [a-z])(?! (?:and|or|to|BC|AD|January|March))", case.statement
    )
    if not match or re.fullmatch(r"1\d\d\d|20\d\d", match.group()) or count(case.holder, match.group()) != 1:
        return None
    before = case.statement[: match.start()].split()[-1:] or [""]
    held = case.holder[: case.holder.find(match.group())].split()[-1:] or [""]
    if before[0].lower() in _LOOSE or held[0].lower() in _LOOSE or before[0][:1].isupper():
        return None
    new = (
        f"{means.chance.choice(('more than', 'nearly', 'fewer than', 'at least', 'over', 'less than'))} {match.group()}"
    )
    statement = put(case.statement, match.group(), new)
    holder = put(case.holder, match.group(), new)
    below = new.startswith(("nearly", "fewer", "less"))
    return Edit("bound added", statement[:1].upper() + statement[1:], holder, backward=below)


def quantified(case: Case, means: Means) -> Edit | None:
    """Say most or all where the text says some."""
    said, held = case.statement.lower(), case.holder.lower()
    for n, word in enumerate(_STRENGTH):
        if count(said, word) != 1 or has(said, f"at {word}") or has(said, f"the {word}"):
            continue
        follows = aligned(said, held, word)
        stronger = [other for other in _STRENGTH[max(4, n + 1) :] if not has(held, other)]
        weaker = [other for other in _STRENGTH[:3] if not has(held, other) and follows and word in ("all", "most")]
        if stronger or weaker:
            new = means.chance.choice(stronger or weaker)
            holder = _requantified(case.holder, word, new) if follows else ""
            statement = _requantified(case.statement, word, new)
            return Edit("stronger quantity", statement, holder, bool(stronger) or new == "few", not stronger)
    return None


def _requantified(text: str, old: str, new: str) -> str:
    return put(put(text, old, new), raised(old), raised(new))


def singled(case: Case, means: Means) -> Edit | None:
    """Make one of several the only one."""
    if several := re.search(r"\bone of the (\w+est|most \w+|main|major|first|leading) ([a-z]+s)\b", case.statement):
        one = _exchanged(case, "singled out", several.group(), f"the {several[1]} {several[2][:-1]}")
        return replace(one, backward=False)
    match = re.search(
        r"\b(?:is|was|became|has|had|as) (a|an) (?!few|lot|number|result|large number|series)", case.statement
    )
    if not match or count(case.holder, match.group()) > 1:
        return None
    head = match.group()[: -len(match[1]) - 1]
    new = head + means.chance.choice(("the only ", "the first ", "the only ", "the largest ", "not a "))
    holder = case.holder.replace(match.group(), new) if match.group() in case.holder else ""
    return Edit("singled out", case.statement.replace(match.group(), new), holder, backward="not" in new)


def denied(case: Case, means: Means) -> Edit | None:
    """Deny what is said, or say what is denied."""
    if match := _DENIES.search(case.statement):
        if match.group() in ("not", "never") and means.chance.random() < 0.5:
            return None
        return _affirmed(case, match.group(), means)
    match = _DENIED.search(case.statement)
    if match and count(case.statement, match[1]) == 1:
        new = f"{match[1]} {means.chance.choice(('not', 'not', 'never', 'no longer'))}".replace("can not", "cannot")
        return _exchanged(case, "denied", match[1], new)
    return _verb_denied(case, means)


def _affirmed(case: Case, denial: str, means: Means) -> Edit | None:
    _, _, tail = case.statement.partition(denial)
    words = tail.split()
    if not words:
        return None
    auxiliary = denial.split()[0]
    if auxiliary in ("did", "does"):
        verb = words[0].strip(".,")
        if not means.verbs.is_base(verb):
            return None
        said = means.verbs.past(verb) if auxiliary == "did" else means.verbs.third(verb)
        new, old = said, f"{denial} {verb}"
    else:
        new, old = {"cannot": "can", "never": "once", "not": ""}.get(denial, auxiliary), denial
    statement = re.sub(r"\s+", " ", put(case.statement, old, new))
    holder = re.sub(r"\s+", " ", put(case.holder, old, new)) if count(case.holder, old) == 1 else ""
    return Edit("denial dropped", statement[:1].upper() + statement[1:], holder)


def _verb_denied(case: Case, means: Means) -> Edit | None:
    word = finite(case, means.verbs)
    if not word:
        return None
    base = means.verbs.base_of_past(word)
    return _exchanged(case, "denied", word, means.chance.choice((f"did not {base}", f"never {word}")))
