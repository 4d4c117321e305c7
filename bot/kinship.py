"""Does a statement tell of another kinship than its quotes: a sister of a wife, a grandson of a great-grandson.

It imports the standard library only.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_KINDS = (
    "wife husband wives husbands spouse spouses widow widower married marry marries marriage bride bridegroom",
    "son sons daughter daughters child children father mother parent parents stepson stepdaughter heir",
    "brother brothers sister sisters sibling siblings twin twins half-brother half-sister",
    "uncle aunt nephew niece uncles aunts nephews nieces",
    "cousin cousins",
    "grandson granddaughter grandfather grandmother grandparents grandchild grandchildren grandsons granddaughters",
    "great-grandson great-granddaughter great-grandfather great-grandmother great-grandchildren",
)
_KIND = {word: n for n, words in enumerate(_KINDS) for word in words.split()}
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_ELDER = re.compile(r"(?i)\b(?:elder|eldest|older|oldest|younger|youngest)\b")
_OLD = {"elder", "eldest", "older", "oldest"}


def of_another_kin(statement: str, quotes: Sequence[str]) -> bool:
    """Return whether *statement* names a kinship of a kind that *quotes* lack, and these name one of another kind.

    What a father is to a son is of one kind: who is told of first is free. So are the elder and the younger.
    """
    together = " \n".join(quotes)
    said, quoted = _kinds(statement), _kinds(together)
    if quoted and said - quoted:
        return True
    ages, quoted_ages = ({word.casefold() in _OLD for word in _ELDER.findall(one)} for one in (statement, together))
    return bool(said and quoted_ages and ages - quoted_ages)


def _kinds(text: str) -> set[int]:
    return {_KIND[word] for found in _WORD.findall(text) if (word := found.casefold()) in _KIND}
