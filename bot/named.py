"""Which of the names that a question asks about stand in a text, by forms, spelling and initials.

It imports the standard library and modules of ours only.
"""

from __future__ import annotations

import re
from functools import lru_cache

from bot import lexicon
from bot.names import names
from bot.peoples import root
from index.analysis import stem

_WORD = re.compile(r"[^\W_](?:\w|[-'’](?=\w))*")
_SMALL = re.compile(r"(?:of|the|for|and|de|von|da)$")
_SPELLED_ALIKE = 6  # letters from which one letter more, less or other is the same name in another spelling
_CASES = 3  # letters that the cases of Cyrillic names may differ in, where as many as _KEPT are the same
_KEPT = 4
_TIMES = frozenset(lexicon.TIMES.split())
_NUMERAL = re.compile(r"[IVX]+")
_MOST_CAPITALISED = 0.6  # of a question's words: beyond that, capitals name nothing


def asked_names(question: str) -> list[tuple[str, ...]]:
    """Return the names in *question*, each as its words; the word that begins it says nothing by its capital."""
    words = _WORD.findall(question)
    if sum(word[0].isupper() for word in words) > _MOST_CAPITALISED * len(words):
        return []
    first = words[0] if words else ""
    found: list[tuple[str, ...]] = []
    for place, (word, follows) in enumerate(names(question)):
        if (place == 0 and word == first and word[1:].islower()) or len(word) == 1 or _NUMERAL.fullmatch(word):
            continue  # capitalised for beginning the question, or for what it is
        if word.casefold() in _TIMES or (not word[0].isupper() and any(c.isdigit() for c in word)):
            continue  # "3rd", "co2"
        number = re.search(rf"{re.escape(word)} (\d{{1,3}})\b(?![.,]\d|%)", question)
        parts = (word, number[1]) if number else (word,)
        if follows and found:
            found[-1] = (*found[-1], *parts)
        else:
            found.append(parts)
    return found


def missing(asked: list[tuple[str, ...]], text: str) -> list[tuple[str, ...]]:
    """Return those of the names *asked* about that *text* does not have."""
    return [name for name in asked if not _has(name, text)]


def others(text: str, asked: list[tuple[str, ...]]) -> list[str]:
    """Return the words of names in *text* that are none of the names *asked* about; "Apollo 11" is no "Apollo 12"."""
    known = {form for name in asked for word in name for form in _forms(word)}
    numbered = [name[0] for name in missing(asked, text) if name[-1].isdigit() and _has(name[:-1], text)]
    return numbered + [word for word, _ in names(text) if not known & _forms(word) and word.casefold() not in _TIMES]


def _has(name: tuple[str, ...], text: str) -> bool:
    """Return whether *text* has the name whole, its last word alone, or its initials; "North Korea" is no Korea."""
    forms = _all_forms(text)
    there = [_is_among(word, forms) for word in name]
    if all(there) or _abbreviated(name, text) or "".join(name).casefold() in forms:
        return True
    return there[-1] and _stands_alone(name, text)


def _is_among(word: str, forms: frozenset[str]) -> bool:
    parts = [part for part in re.split(r"[-'’]", word) if part]
    if _forms(word) & forms or all(_forms(part) & forms for part in parts):
        return True
    plain = word.casefold()
    if plain[0] > "\u0370" and any(_is_case_of(plain, other) for other in forms):
        return True
    return len(word) >= _SPELLED_ALIKE and any(_one_apart(plain, other) for other in forms)


def _is_case_of(word: str, other: str) -> bool:
    """Return whether two Cyrillic words may be cases of one: they begin alike, up to their last few letters."""
    same = max(_KEPT, max(len(word), len(other)) - _CASES)
    return len(word) >= same <= len(other) and word[:same] == other[:same]


def _stands_alone(name: tuple[str, ...], text: str) -> bool:
    """Return whether the last word of *name* stands in *text* without another name before it."""
    words, last, own = _WORD.findall(text), _forms(name[-1]), set().union(*map(_forms, name))
    before = [words[at - 1] if at else "" for at, word in enumerate(words) if _forms(word) & last]
    return any(not one[:1].isupper() or bool(_forms(one) & own) for one in before)


def _abbreviated(name: tuple[str, ...], text: str) -> bool:
    """Return whether *text* has the initials of *name*, or the names whose initials it is."""
    if len(name) > 1:
        return "".join(word[0] for word in name) in _WORD.findall(text)
    words = (word for word in _WORD.findall(text) if not _SMALL.match(word))
    return name[0].isupper() and name[0] in "".join(word[0] if word[0].isupper() else " " for word in words)


def _one_apart(word: str, other: str) -> bool:
    """Return whether one letter more, less or exchanged, or two in each other's place, make the two the same."""
    if word[0] != other[0] or abs(len(word) - len(other)) > 1:
        return False
    short, long = sorted((word, other), key=len)
    at = next((n for n, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    turned = len(short) == len(long) and short[at : at + 2] == long[at : at + 2][::-1]
    return short[at + (len(short) == len(long)) :] == long[at + 1 :] or (turned and short[at + 2 :] == long[at + 2 :])


@lru_cache(maxsize=8192)
def _forms(word: str) -> frozenset[str]:
    plain = re.sub(r"['’]s?$", "", word)
    return frozenset({stem(plain), root(plain), plain.casefold()})


@lru_cache(maxsize=64)
def _all_forms(text: str) -> frozenset[str]:
    words = [part for word in _WORD.findall(text) for part in (word, *re.split(r"[-'’]", word)) if part]
    return frozenset(form for word in words for form in _forms(word))
