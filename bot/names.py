"""Names in a text, and whether another text has them, also where the two are written in different scripts.

It imports the standard library, modules of ours that hold words, and `index.analysis` only.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from bot import lexicon
from bot.apart import are_apart
from bot.called import abbreviated, called_alike, spelt
from bot.ordinary import is_ordinary
from bot.peoples import root
from index.analysis import stem

_WORD = re.compile(r"[^\W\d_](?:[\w]|[-'’](?=\w))*")
_SENTENCE_END = re.compile(r"[.!?:…][\"'”»)]*\s*$|^[\s\"'“«(]*$")
_STARTERS = frozenset(lexicon.STARTERS.split())
_CYRILLIC = {pair[0]: pair[1:] for pair in lexicon.CYRILLIC.split()}
_NO_NAME = re.compile(r"Mrs?|Ms|Dr|[a-z]+-\d{2,4}s")  # and no part of a name: mid-1990s
_VOWELS = re.compile(r"[aeiouyhj'’-]+")


def unknown_names(text: str, known: str) -> list[str]:
    """Return the names in *text* that *known* does not have, in their order; two that it never has together as one."""
    lost = _lost(text, known)
    if lost:
        alike = called_alike(known)
        lost = min(lost, _lost(abbreviated(called_alike(text), alike), alike), key=len)
    return lost


def _lost(text: str, known: str) -> list[str]:
    stems = _stems(known)
    skeletons = _skeletons(known) if _scripts(text) - _scripts(known) else frozenset()
    lost: list[str] = []
    before = ""
    for name, follows in names(text):
        if skeletons and text.startswith(name):
            continue  # in another script, the word that begins a statement may be a noun that is not written so there
        has = _has(name, known, stems)
        bare = skeleton(name)
        if not has and not (skeletons and {bare, bare.removesuffix("sk")} & skeletons):  # an adjective, as Аральское is
            lost.append(name)
        elif follows and has and before and are_apart(before, name, known):
            lost.append(f"{before} {name}")
        before = name
    return lost


def _has(name: str, known: str, stems: frozenset[str]) -> bool:
    """Return whether *known* has a name: whole, each part that is not in lower case, or what its initials stand for."""
    parts = [one for one in re.split(r"[-'’]", name) if one and not one.islower()]
    if _is_known(name, stems) or (parts and all(_is_known(part, stems) for part in parts)):
        return True
    return re.sub(r"(?:['’]?s)$", "", name) in spelt(known)


def names(text: str) -> list[tuple[str, bool]]:
    """Return the words of *text* that are names by how they are written, and whether each follows a name at once."""
    found: list[tuple[str, bool]] = []
    end = -1
    for match in _WORD.finditer(text):
        word = match.group()
        if not (word[0].isupper() or any(c.isupper() for c in word[1:]) or any(c.isdecimal() for c in word)):
            continue
        if _NO_NAME.fullmatch(word):
            continue
        if _SENTENCE_END.search(text[: match.start()]) and _starts_a_sentence(word, text[match.end() :]):
            continue
        found.append((word, end >= 0 and text[end : match.start()] == " "))
        end = match.end() if word[0].isupper() else -1
    return found


def _starts_a_sentence(word: str, after: str) -> bool:
    """Return whether *word*, with *after* behind it, begins a sentence and is capitalised for that alone."""
    plain = word.casefold()
    if is_ordinary(word, before_a_name=after[:1] == " " and after[1:2].isupper()):
        return True
    return word[1:] == plain[1:] and (plain in _STARTERS or (_script(plain) == "CYRILLIC" and len(plain) < 4))


def _is_known(name: str, stems: frozenset[str]) -> bool:
    return stem(name) in stems or root(name) in stems


@lru_cache(maxsize=512)
def _stems(known: str) -> frozenset[str]:
    words = [stem(part) for word in _WORD.findall(known) for part in (word, *re.split(r"[-'’]", word)) if part]
    words += re.findall(r"\b\d\w*", known)  # which may be parts of a name: F-16
    words += [root(part) for word in _WORD.findall(known) for part in re.split(r"[-'’]", word) if part[:1].isupper()]
    return frozenset(words)


@lru_cache(maxsize=512)
def _skeletons(known: str) -> frozenset[str]:
    return frozenset(skeleton(re.split("['’]", word)[0]) for word in _WORD.findall(known) if word[0].isupper())


def skeleton(word: str) -> str:
    """Return the consonants of a name as Latin letters write them, endings of Russian cases left out."""
    plain = "".join(_CYRILLIC.get(c, c) for c in word.casefold())
    ascii_only = unicodedata.normalize("NFKD", plain).encode("ascii", "ignore").decode()
    spoken = ascii_only.replace("kh", "h").replace("ph", "f").replace("c", "k").replace("w", "v").replace("x", "ks")
    bare = re.sub(r"(.)\1+", r"\1", _VOWELS.sub("", spoken.replace("z", "s").replace("q", "k")))
    return bare or ascii_only[:1]


def _scripts(text: str) -> set[str]:
    return {_script(word) for word in _WORD.findall(text)}


@lru_cache(maxsize=65_536)
def _script(word: str) -> str:
    return unicodedata.name(word[0], "OTHER").split()[0]
