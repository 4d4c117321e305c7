"""Whether a word that begins a sentence is an ordinary one there, and no name: by a list made of public texts.

`tests/bench/ordinary_words.py` made the list and says how. It imports the standard library and `bot.numerals` only.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from bot.numerals import SCALES, SMALL

_LIST = Path(__file__).with_name("ordinary.txt")
_ONLY_ALONE = "*"


def is_ordinary(word: str, *, before_a_name: bool = False) -> bool:
    """Return whether *word* is capitalised for beginning a sentence alone; of a compound, its first part decides.

    A word that is mostly capitalised as a part of names, such as "new", is ordinary unless it stands before a name.
    """
    part, *rest = word.split("-")
    plain = part.casefold()
    if part[1:] != plain[1:] or any(not one.islower() for one in rest):
        return False
    known = _words()
    return any(
        form in SMALL or form in SCALES or form in known or (not before_a_name and form + _ONLY_ALONE in known)
        for form in (plain, plain.removesuffix("s"), plain.removesuffix("'s").removesuffix("’s"))
    )


@cache
def _words() -> frozenset[str]:
    return frozenset(_LIST.read_text(encoding="ascii").split())
