"""Is a word of a nearly verbatim statement another than its quote has in that place: another direction, or one moved.

It imports the standard library and modules of ours only.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from bot.kin import groups, lemma, related
from bot.wording import content, in_order
from index.analysis import stem
from index.passage import SOURCE_MARKS

_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:[’'][^\W\d_]+)?")
_NEARLY = 0.8
"""The share of a statement's words that the quote has in the same order, from which it is nearly verbatim."""
_MOST = 2
"""Words that may stand for as many others in one place."""
_SMALL = groups("""
to into toward towards onto|from off|by with through via|of|for|against versus|than|under below beneath
over above beyond|before until till|after since|without|between among|outside|in at on within inside during
up|down|more|less fewer|most mostly|least fewest|all every each|some several|many|few|no none|both|either
first|last|only
""")
"""Small words that say what the next one is, or how much or many; those of one meaning together."""
_LISTING = {"and", "or", "nor"}
"""Between these the order does not matter."""

_Step = tuple[str, int, int, int, int]
"""What `difflib` calls an opcode: what was done, from where to where in the quote, and in the statement."""


def altered(text: str, quotes: Sequence[str]) -> bool:
    """Return whether *text*, nearly a quote's words, has in the place of one of them another one of the quotes'.

    Or another direction: "rose to" for "rose from". What stands in it that no quote has, other rules judge.
    """
    near = max(quotes, key=lambda quote: in_order(text, SOURCE_MARKS.sub("", quote)), default="")
    if not near or in_order(text, SOURCE_MARKS.sub("", near)) < _NEARLY:
        return False
    said, quoted = _tokens(text), _tokens(SOURCE_MARKS.sub("", near))
    elsewhere = set(quoted).union(*map(_tokens, quotes))
    steps = SequenceMatcher(None, quoted, said, autojunk=False).get_opcodes()
    return _turned(steps, quoted, said) or any(
        _is_another(old, new, elsewhere)
        for what, a, b, c, d in steps
        if what == "replace" and b - a == d - c <= _MOST
        for old, new in zip(quoted[a:b], said[c:d], strict=True)
    )


def _tokens(text: str) -> list[str]:
    words = (found.group() for found in _TOKEN.finditer(text))
    return [word.replace(",", "") if word[0].isdigit() else word.casefold() for word in words]


def _turned(steps: Sequence[_Step], quoted: list[str], said: list[str]) -> bool:
    """Return whether two words are exchanged around a small one: "from 55 to 40" for "from 40 to 55".

    What moves as it is ("in 2019") says the same elsewhere.
    """
    for (first, a, b, c, d), (_, e, f, *_), (last, g, h, i, j) in zip(steps, steps[1:], steps[2:], strict=False):
        if (first, last) not in (("insert", "delete"), ("delete", "insert")) or f - e > _MOST:
            continue
        moved = said[c:d] + quoted[a:b], said[i:j] + quoted[g:h]
        same = moved[0] != moved[1] and sorted(moved[0]) == sorted(moved[1])
        if same and 1 < len(moved[0]) <= _MOST + 1 and _LISTING.isdisjoint(moved[0]):
            return True
    return False


def _is_another(old: str, new: str, elsewhere: set[str]) -> bool:
    meant = [next((n for n, group in enumerate(_SMALL) if word in group), None) for word in (old, new)]
    if None not in meant:
        return meant[0] != meant[1]
    if not (content(old) and content(new)) and not (old[0].isdigit() and new[0].isdigit()):
        return False
    one, other = lemma(stem(old)), lemma(stem(new))
    return new in elsewhere and one != other and not related(one, {other})
