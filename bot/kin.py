"""Which terms may stand for each other: of one root, forms of one word, or of one meaning.

It imports `bot.thesaurus` and `index.analysis` only.
"""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet

from bot import thesaurus
from index.analysis import stem

_ROOT = 6  # letters that words of one root begin with


def related(term: str, had: AbstractSet[str]) -> bool:
    """Return whether *had* holds a term of the same root or meaning: `builder` for `built`, `firm` for `company`."""
    if len(term) >= _ROOT and any(len(one) >= _ROOT and one[:_ROOT] == term[:_ROOT] for one in had):
        return True
    return not _MEANING_THE_SAME.get(term, frozenset()).isdisjoint(had)


def lemma(term: str) -> str:
    """Return one term for all forms of a word: "wrote" and "written" are one."""
    return _LEMMAS.get(term, term)


def groups(text: str) -> list[list[str]]:
    """Return the words of each group of a list in `bot.thesaurus`."""
    return [group.split() for group in re.split(r"[|\n]", text.strip())]


def _grouped(text: str) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for group in groups(text):
        same = frozenset(map(stem, group))
        for term in same:
            found[term] = found.get(term, frozenset()) | same
    return found


_MEANING_THE_SAME = _grouped(f"{thesaurus.FORMS.strip()}\n{thesaurus.SYNONYMS.strip()}")
_LEMMAS = {stem(word): stem(group[0]) for group in reversed(groups(thesaurus.FORMS)) for word in group}
