"""Names in a text, and whether another text has them, also where the two are written in different scripts.

It imports the standard library, modules of ours that hold words, and `index.analysis` only.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import pairwise

from bot import lexicon, thesaurus
from bot.kin import groups
from index.analysis import stem

_WORD = re.compile(r"[^\W\d_](?:[\w]|[-'’](?=\w))*")
_SENTENCE_END = re.compile(r"[.!?:…][\"'”»)]*\s*$|^[\s\"'“«(]*$")
_STARTERS = frozenset(lexicon.STARTERS.split())
_ENDINGS = (
    "ing", "ings", "ed", "tion", "tions", "sion", "sions", "ly", "ment", "ments", "ness", "ance", "ences", "ence",
    "ers", "ors", "ists", "ants", "ents", "ities", "ology", "isms", "ships",
)  # fmt: skip
_STYLES = frozenset(lexicon.STYLES.split())
_CYRILLIC = {pair[0]: pair[1:] for pair in lexicon.CYRILLIC.split()}
_OF_A_PEOPLE = (
    "istanis", "istani", "istan", "stanis", "stani", "stan", "eans", "ians", "ese", "ean", "ian", "ans", "ish", "an",
    "ia", "es", "a", "e", "s",
)  # fmt: skip
_PEOPLES = {word: group[0] for group in groups(thesaurus.PEOPLES) for word in reversed(group)}
_FEWEST = 3  # letters that a name keeps
_VOWELS = re.compile(r"[aeiouyhj'’-]+")


def unknown_names(text: str, known: str) -> list[str]:
    """Return the names in *text* that *known* does not have, word by word and in their order."""
    stems, order = _stems(known)
    skeletons = _skeletons(known) if _scripts(text) - _scripts(known) else frozenset()
    lost: list[str] = []
    before = ""
    for name, follows in names(text):
        if skeletons and text.startswith(name):
            continue  # in another script, the word that begins a statement may be a noun that is not written so there
        has = _is_known(name, stems) or all(_is_known(part, stems) for part in re.split(r"[-'’]", name))
        bare = skeleton(name)
        if not has and not (skeletons and {bare, bare.removesuffix("sk")} & skeletons):  # an adjective, as Аральское is
            lost.append(name)
        elif follows and has and before and not before.endswith(("'s", "’s")) and not _adjacent(before, name, order):
            lost.append(f"{before} {name}")
        before = name
    return lost


def names(text: str) -> list[tuple[str, bool]]:
    """Return the words of *text* that are names by how they are written, and whether each follows a name at once."""
    found: list[tuple[str, bool]] = []
    end = -1
    for match in _WORD.finditer(text):
        word = match.group()
        if not (word[0].isupper() or any(c.isupper() for c in word[1:]) or any(c.isdecimal() for c in word)):
            continue
        if _SENTENCE_END.search(text[: match.start()]) and _starts_a_sentence(word):
            continue
        found.append((word, end >= 0 and text[end : match.start()] == " "))
        end = match.end() if word[0].isupper() else -1
    return found


def _starts_a_sentence(word: str) -> bool:
    """Return whether *word* is one that begins sentences, capitalised for that alone."""
    plain = word.casefold()
    if word[1:] != plain[1:]:
        return False
    return plain in _STARTERS or plain.endswith(_ENDINGS) or (_script(plain) == "CYRILLIC" and len(plain) < 4)


def _is_known(name: str, stems: frozenset[str]) -> bool:
    return stem(name) in stems or root(name) in stems


def root(name: str) -> str:
    """Return what a land and its people are both called by: `Kazakh` of Kazakhstan, `chin` of China and Chinese."""
    plain = re.sub(r"(?:'s|’s|'|’)$", "", name.casefold())
    if plain in _PEOPLES:
        return _PEOPLES[plain]
    for _ in range(2):  # Afghanistan, Afghan
        fits = (one for one in _OF_A_PEOPLE if plain.endswith(one) and len(plain) - len(one) >= _FEWEST)
        plain = plain.removesuffix(next(fits, ""))
    return plain


def _adjacent(before: str, name: str, order: frozenset[tuple[str, str]]) -> bool:
    if before.casefold() in _STYLES or name.casefold() in _STYLES:
        return True
    pairs = ((stem(before), stem(name)), (root(before), root(name)))
    return any(pair in order or pair[::-1] in order for pair in pairs)


@lru_cache(maxsize=512)
def _stems(known: str) -> tuple[frozenset[str], frozenset[tuple[str, str]]]:
    words = [stem(part) for word in _WORD.findall(known) for part in (word, *re.split(r"[-'’]", word)) if part]
    words += [root(part) for word in _WORD.findall(known) for part in re.split(r"[-'’]", word) if part[:1].isupper()]
    whole = [stem(word) for word in _WORD.findall(known)]
    roots = [root(word) for word in _WORD.findall(known)]
    return frozenset(words), frozenset([*pairwise(whole), *pairwise(roots)])


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
