"""Is a word of a nearly verbatim statement another than its quote has in that place: the contrary, or one moved.

It imports the standard library and modules of ours only.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from bot.kin import lemma, related
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
_LISTED = re.compile(
    r"\w[\w’'-]*(?:\s\w[\w’'-]*)?(?:,\s\w[\w’'-]*(?:\s(?!and\b|or\b)\w[\w’'-]*)?)+,?(?:\s(?:and|or)\s\w[\w’'-]*)?"
    r"|\w[\w’'-]*\s(?:and|or)\s\w[\w’'-]*"
)
"""What is listed, of which the order does not matter."""
_EITHER_WAY = {"and", "or", "nor", "with"}
"""Around these two may be exchanged: "trade of A with B"."""
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
    lists = [set(_tokens(found.group())) for quote in bare for found in _LISTED.finditer(quote)]
    crossed = [*_turned(steps, quoted, said), *_crossed(steps, quoted, said)]
    if any(not any({*one, *other} <= listed for listed in lists) for one, other in crossed):
        return True
    elsewhere = {word for quote in bare for word in _tokens(quote)}
    return bool(near) and any(
        _is_contrary(old, new, after) or _is_moved(old, new, elsewhere, lists)
        for old, new, after in _replaced(steps, quoted, [*said, ""])
    )


def _tokens(text: str) -> list[str]:
    words = (found.group() for found in _TOKEN.finditer(text))
    return [word.replace(",", "") if word[0].isdigit() else word.casefold() for word in words]


def _replaced(steps: Sequence[_Step], quoted: list[str], said: list[str]) -> Iterator[tuple[str, str, str]]:
    """Yield each word of a quote for which another is said in its place, that one, and what is said after it."""
    for what, a, b, c, d in steps:
        if what == "replace" and b - a == d - c <= _MOST:
            yield from zip(quoted[a:b], said[c:d], said[c + 1 : d + 1], strict=True)


def _turned(steps: Sequence[_Step], quoted: list[str], said: list[str]) -> Iterator[tuple[list[str], list[str]]]:
    """Yield words that are exchanged around others: "from 55 to 40" for "from 40 to 55".

    What moves as it is ("in 2019") says the same elsewhere.
    """
    for (first, a, b, c, d), (_, e, f, *_), (last, g, h, i, j) in zip(steps, steps[1:], steps[2:], strict=False):
        if (first, last) not in (("insert", "delete"), ("delete", "insert")) or f - e > _BETWEEN:
            continue
        moved, others = said[c:d] + quoted[a:b], said[i:j] + quoted[g:h]
        same = moved != others and sorted(moved) == sorted(others)
        if same and 1 < len(moved) <= _BETWEEN and _EITHER_WAY.isdisjoint(moved):
            yield moved, quoted[e:f]


def _crossed(steps: Sequence[_Step], quoted: list[str], said: list[str]) -> Iterator[tuple[list[str], list[str]]]:
    """Yield two groups of words where all that differs is that each stands where the other did."""
    changed = [step for step in steps if step[0] != "equal"]
    while changed and changed[0][0] == "delete" and changed[0][1] == 0:
        del changed[0]
    while changed and changed[-1][0] == "delete" and changed[-1][2] == len(quoted):
        del changed[-1]
    if not changed:
        return
    here, there = quoted[changed[0][1] : changed[-1][2]], said[changed[0][3] : changed[-1][4]]
    for one in range(1, _MOST_OF_A_NAME + 1):
        for other in range(1, _MOST_OF_A_NAME + 1):
            between = here[one:-other]
            turned = here[-other:] + between + here[:one]
            if between and turned == there != here and not _EITHER_WAY.issuperset(between):
                yield here[:one], here[-other:]


def _is_contrary(old: str, new: str, after: str) -> bool:
    if {old, new} <= _BEFORE_A_FIGURE and after[:1].isdigit():
        return True
    return any((old in one and new in other) or (old in other and new in one) for one, other in _CONTRARY)


def _is_moved(old: str, new: str, elsewhere: set[str], lists: Sequence[set[str]]) -> bool:
    """Return whether *new* stands elsewhere in the quotes and means another thing than *old*."""
    if not (content(old) and content(new)) and not (old[0].isdigit() and new[0].isdigit()):
        return False
    one, other = lemma(stem(old)), lemma(stem(new))
    if new not in elsewhere or one == other or root(old) == root(new) or related(one, {other}):
        return False
    return not any({old, new} <= listed for listed in lists)
