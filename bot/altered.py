"""Is a word of a nearly verbatim statement another than its quote has in that place: the contrary, or one moved.

It imports the standard library and modules of ours only.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from difflib import SequenceMatcher

from bot.kin import lemma, related
from bot.numerals import SCALES, SMALL
from bot.peoples import root
from bot.wording import content, in_order
from index.analysis import stem
from index.passage import SOURCE_MARKS

_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:[’'][^\W\d_]+)?")
_NEARLY = 0.75
"""The share of a statement's words that the quote has in the same order, from which it is nearly verbatim."""
_MOST = 2
"""Words that may stand for as many others in one place."""
_BETWEEN = 4
"""Words around which two may be exchanged."""
_MOST_OF_A_NAME = 6
"""Words of what may be exchanged as a whole."""
_MEMBER = r"(?!(?:and|or)\b)\w[\w’'-]*%?(?:\s(?!(?:and|or)\b)\w[\w’'-]*)?"
_LISTED = re.compile(rf"{_MEMBER}(?:,\s{_MEMBER})+(?:,?\s(?:and|or)\s{_MEMBER})?|\w[\w’'-]*%?\s(?:and|or)\s\w[\w’'-]*")
"""What is listed: the order does not matter, unless another list of as many goes with it."""
_BETWEEN_MEMBERS = re.compile(r",\s(?:and\s|or\s)?|\s(?:and|or)\s")
_JOINING = {"and", "or", "nor", "with"}
"""Around these alone two may be exchanged: "trade of A with B"."""
_EITHER_WAY = frozenset(
    [
        *("meet", "meets", "met", "talks", "border", "borders", "bordering", "link", "links", "linked", "linking"),
        *("connect", "connects", "connected", "connecting", "join", "joins", "joined", "twinned", "neighbour"),
        *("neighbours", "distance", "road", "railway", "route", "flight", "flights"),
    ]
)
"""And around or behind these, which go either way: "A met B"."""
_CONTRARY = tuple(
    (frozenset(one.split()), frozenset(other.split()))
    for one, _, other in (
        pair.partition(" / ")
        for pair in (
            "to into / from",
            "before until till / after since",
            "up / down",
            "more / less fewer",
            "most mostly / least fewest few",
            "many / few",
            "with / without",
            "over above / under below",
            "all every each both / no none neither",
            "all every each / some few",
            "first / last",
            "inside within / outside",
            "for / against",
        )
    )
)
"""Small words of which one says the contrary of the other."""
_BEFORE_A_FIGURE = {"to", "by", "from"}
"""Before a figure each of these is something else: "fell to 5%", "fell by 5%"."""
_ABOUT = {
    *("about", "around", "some", "nearly", "almost", "roughly", "more", "less", "over", "than", "only", "just", "at"),
    *("least", "most", "up", "a", "an"),
}
"""What may stand between them and the figure."""
_FIGURES = frozenset([*SMALL, *SCALES, "half", "third", "quarter", "fifth", "tenth"])

_Step = tuple[str, int, int, int, int]
"""What `difflib` calls an opcode: what was done, from where to where in the quote, and in the statement."""


def altered(text: str, quotes: Sequence[str]) -> bool:
    """Return whether *text*, nearly the words of one quote or of all, has another of theirs in the place of one.

    Or the contrary of a small one: "rose to" for "rose from". What stands in it that no quote has, other rules judge.
    """
    bare = [SOURCE_MARKS.sub("", quote) for quote in quotes]
    best = max(bare, key=lambda quote: in_order(text, quote), default="")
    near = next((one for one in (best, " ".join(bare)) if in_order(text, one) >= _NEARLY), "")
    said, quoted = _tokens(text), _tokens(near or best)
    if not near and Counter(said) - Counter(quoted):
        return False
    steps = SequenceMatcher(None, quoted, said, autojunk=False).get_opcodes()
    lists, parallel = _lists(near or best)
    joining = {"with"} if parallel else _JOINING
    crossed = [*_turned(steps, quoted, said, joining), *_crossed(steps, quoted, said, joining)]
    if any(not any(set(places) <= set(listed) for listed in lists) for places in crossed):
        return True
    elsewhere = {word for quote in bare for word in _tokens(quote)}
    return bool(near) and any(
        _is_contrary(quoted[at:], said[there:], quoted[at - 1] if at else "")
        or (not any(at in listed for listed in lists) and _is_moved(quoted[at], said[there], elsewhere))
        for at, there in _replaced(steps)
    )


def _tokens(text: str) -> list[str]:
    words = (found.group() for found in _TOKEN.finditer(text))
    return [word.replace(",", "") if word[0].isdigit() else word.casefold() for word in words]


def _lists(text: str) -> tuple[list[range], bool]:
    """Return where in the tokens of *text* lists are whose order does not matter, and whether there are others.

    It does where one list goes with another of as many members: "A and B bought 40 and 12".
    """
    found = list(_LISTED.finditer(text))
    members = [len(_BETWEEN_MEMBERS.split(one.group())) for one in found]
    places = [
        range(len(_tokens(text[: one.start()])), len(_tokens(text[: one.end()])))
        for one, count in zip(found, members, strict=True)
        if members.count(count) == 1
    ]
    return places, len(places) < len(found)


def _replaced(steps: Sequence[_Step]) -> Iterator[tuple[int, int]]:
    """Yield where a word of the quote is for which another is said in its place, and where that is."""
    for what, a, b, c, d in steps:
        if what == "replace" and b - a == d - c <= _MOST:
            yield from zip(range(a, b), range(c, d), strict=True)


def _turned(
    steps: Sequence[_Step], quoted: list[str], said: list[str], joining: AbstractSet[str]
) -> Iterator[Iterable[int]]:
    """Yield where words of the quote are that are exchanged around others: "from 55 to 40" for "from 40 to 55".

    What moves as it is ("in 2019") says the same elsewhere.
    """
    for (first, a, b, c, d), (_, e, f, *_), (last, g, h, i, j) in zip(steps, steps[1:], steps[2:], strict=False):
        if (first, last) not in (("insert", "delete"), ("delete", "insert")) or f - e > _BETWEEN:
            continue
        moved, others = said[c:d] + quoted[a:b], said[i:j] + quoted[g:h]
        same = moved != others and sorted(moved) == sorted(others)
        start, end = min(a, e), max(f, h)
        if same and 1 < len(moved) <= _BETWEEN and joining.isdisjoint(moved) and not _go_both_ways(quoted, start, end):
            yield range(start, end)


def _crossed(
    steps: Sequence[_Step], quoted: list[str], said: list[str], joining: AbstractSet[str]
) -> Iterator[Iterable[int]]:
    """Yield where two groups of words are, with what is between, if all that differs is that they changed places."""
    changed = [step for step in steps if step[0] != "equal"]
    inserted = {word for _, _, _, c, d in changed for word in said[c:d]}
    while changed and _is_left_out(changed[0], quoted, inserted) and changed[0][1] == 0:
        del changed[0]
    while changed and _is_left_out(changed[-1], quoted, inserted) and changed[-1][2] == len(quoted):
        del changed[-1]
    if not changed:
        return
    start, end = changed[0][1], changed[-1][2]
    here, there = quoted[start:end], said[changed[0][3] : changed[-1][4]]
    for one in range(1, _MOST_OF_A_NAME + 1):
        for other in range(1, _MOST_OF_A_NAME + 1):
            between = here[one:-other]
            turned = here[-other:] + between + here[:one]
            if between and turned == there != here and not joining >= set(between):
                yield from [] if _go_both_ways(quoted, start, end) else [range(start, end)]


def _is_left_out(step: _Step, quoted: list[str], inserted: AbstractSet[str]) -> bool:
    return step[0] == "delete" and inserted.isdisjoint(quoted[step[1] : step[2]])


def _go_both_ways(quoted: list[str], start: int, end: int) -> bool:
    """Return whether `quoted[start:end]`, with two words before, says the same either way: "A met B"."""
    return not _EITHER_WAY.isdisjoint(quoted[max(0, start - _MOST) : end])


def _is_contrary(quoted: list[str], said: list[str], before: str) -> bool:
    """Return whether the first word of *said* says the contrary of that of *quoted*, which stands behind *before*."""
    old, new = quoted[0], said[0]
    if before.startswith("differ") or "no" in (*quoted[1:2], *said[1:2]):
        return False  # "different to", "with no" for "without any"
    figure = next((word for word in said[1:] if word not in _ABOUT), "")
    if {old, new} <= _BEFORE_A_FIGURE and (figure[:1].isdigit() or figure in _FIGURES):
        return True
    return any((old in one and new in other) or (old in other and new in one) for one, other in _CONTRARY)


def _is_moved(old: str, new: str, elsewhere: AbstractSet[str]) -> bool:
    """Return whether *new* stands elsewhere in the quotes and means another thing than *old*."""
    if not (content(old) and content(new)) and not (old[0].isdigit() and new[0].isdigit()):
        return False
    one, other = lemma(stem(old)), lemma(stem(new))
    return new in elsewhere and one != other and root(old) != root(new) and not related(one, {other})
