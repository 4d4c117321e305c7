"""A text becomes the terms by which words are matched: stems, or pairs of characters where words are not spaced.

The only home of Snowball.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

import Stemmer

VERSION = 3
"""Raised whenever the same text would give other terms."""

_UNSPACED = "\u3005-\u3007\u3041-\u309f\u30a1-\u30fa\u30fc-\u30ff\u3400-\u4dbf\u4e00-\u9fff\u0e01-\u0e3a\u0e40-\u0e4e"
_LETTER = rf"[^\W\d_{_UNSPACED}]"
_TOKEN = re.compile(rf"\d+(?:[.,]\d+)*|(?P<unspaced>[{_UNSPACED}]+)|{_LETTER}+(?:['’]{_LETTER}+)?")
_SCRIPTS = (
    ("russian", "\u0400", "\u04ff"),
    ("greek", "\u0370", "\u03ff"),
    ("arabic", "\u0600", "\u06ff"),
    ("armenian", "\u0530", "\u058f"),
)


def terms(text: str) -> list[str]:
    """Return the terms of *text* in order: stems, figures without commas, bigrams of unspaced scripts."""
    return [term for token, _ in tokens(text) for term in token]


def tokens(text: str) -> list[tuple[list[str], tuple[int, int]]]:
    """Return for each token of *text* its terms and where it stands, in characters."""
    found: list[tuple[list[str], tuple[int, int]]] = []
    for match in _TOKEN.finditer(text):
        token = match.group()
        if token[0].isdigit():
            found.append(([token.replace(",", "")], match.span()))
        elif match["unspaced"]:
            found += [
                ([pair], (match.start() + i, match.start() + i + len(pair))) for i, pair in enumerate(_pairs(token))
            ]
        else:
            found.append(([stem(token)], match.span()))
    return found


def _pairs(token: str) -> list[str]:
    return [token[i : i + 2] for i in range(len(token) - 1)] or [token]


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """Return the Snowball stem of *word*, by the language that its script most often writes; accents are dropped.

    A word of which Snowball leaves nothing, as of the Greek εἰς, is its own stem.
    """
    folded = unicodedata.normalize("NFKD", word.casefold()).replace("’", "'").removesuffix("'s")
    plain = "".join(c for c in folded if not unicodedata.combining(c) or c == "\u0306")
    plain = unicodedata.normalize("NFC", plain)
    return _stemmer(plain).stemWord(plain) or plain


def _stemmer(word: str) -> Stemmer.Stemmer:
    language = next((name for name, low, high in _SCRIPTS if word and low <= word[0] <= high), "english")
    return _load(language)


@lru_cache
def _load(language: str) -> Stemmer.Stemmer:
    return Stemmer.Stemmer(language)
