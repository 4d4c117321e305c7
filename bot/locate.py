"""Words that somebody says stand in a passage are looked for there, and become whole sentences of it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from bot.screen import commands
from index.passage import SOURCE_MARKS, Passage, Span

_SAME = str.maketrans(
    {
        "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "‚": "'", "–": "-", "—": "-", "‑": "-",
        "−": "-", "\u00a0": " ", "\u202f": " ", "\u2009": " ", "\u00ad": "",
    }
)  # fmt: skip
_MOST_SENTENCES = 3
_FEWEST_LETTERS = 4
_ELLIPSES = ("[...]", "[…]", "...", "…")


def quote_of(passage: Passage, words: str) -> Span | None:
    """Return the sentences of *passage* in which *words* stand verbatim, in characters of its text; None if nowhere.

    Letter case, the shapes of quotation marks and dashes, blanks and source marks make no difference.
    An ellipsis in the words may skip a part of a passage, not the order.
    """
    for ellipsis in _ELLIPSES:
        words = words.replace(ellipsis, "\0")
    parts = [folded(part)[0].strip(" .,;:!?\"'") for part in words.split("\0")]
    parts = [part for part in parts if any(c.isalnum() for c in part)]
    if not parts or sum(c.isalnum() for part in parts for c in part) < _FEWEST_LETTERS:
        return None
    text, places = folded(passage.text)
    found = _in_order(text, parts)
    return _sentences(passage, places[found[0]], places[found[1] - 1] + 1) if found else None


def _in_order(text: str, parts: list[str]) -> Span | None:
    """Return the shortest stretch of *text*, ending where it first can, in which the parts stand in their order."""
    end = 0
    for part in parts:
        at = _find_whole(text, part, end)
        if at < 0:
            return None
        end = at + len(part)
    start = at
    for part in reversed(parts[:-1]):
        start = max(one for one in _all_whole(text[:start], part))
    return start, end


def _all_whole(text: str, part: str) -> Iterator[int]:
    at = _find_whole(text, part, 0)
    while at >= 0:
        yield at
        at = _find_whole(text, part, at + 1)


@lru_cache(maxsize=1024)
def folded(text: str) -> tuple[str, tuple[int, ...]]:
    """Return the text as it is compared, and for each of its characters where that stands in *text*."""
    kept: list[str] = []
    places: list[int] = []
    hidden = {at for found in SOURCE_MARKS.finditer(text) for at in range(*found.span())}
    for at, character in enumerate(text):
        if at in hidden:
            continue
        for one in unicodedata.normalize("NFKC", character.translate(_SAME)).casefold():
            blank = one.isspace()
            if blank and (not kept or kept[-1] == " "):
                continue
            kept.append(" " if blank else one)
            places.append(at)
    return "".join(kept), tuple(places)


def stands(text: str, passage_text: str) -> bool:
    """Return whether *text* stands in *passage_text* but for case, blanks and the shapes of quotation marks."""
    wanted = folded(text)[0].strip(" .,;:!?")
    return bool(wanted) and _find_whole(folded(passage_text)[0], wanted, 0) >= 0


def _find_whole(text: str, part: str, start: int) -> int:
    """Return where *part* stands in *text* as whole words, or -1."""
    at = text.find(part, start)
    while at >= 0:
        end = at + len(part)
        if not (_joined(text, at) or _joined(text, end)):
            return at
        at = text.find(part, at + 1)
    return -1


def _joined(text: str, at: int) -> bool:
    """Return whether a word or a number goes on across *at*; scripts without blanks have no such words."""
    if not 0 < at < len(text):
        return False
    left, right = text[at - 1], text[at]
    if left in ",." and right.isdigit() and at > 1 and text[at - 2].isdigit():
        return True
    if right in ",." and left.isdigit() and text[at + 1 : at + 2].isdigit():
        return True
    return left.isalnum() and right.isalnum() and not (_unspaced(left) or _unspaced(right))


def _unspaced(character: str) -> bool:
    return "\u0e00" <= character <= "\u0e7f" or "\u3040" <= character <= "\u30ff" or "\u3400" <= character <= "\u9fff"


def _sentences(passage: Passage, start: int, end: int) -> Span | None:
    """Return the sentences that hold `text[start:end]` whole; None where that is no sentence, or too many of them.

    Nor where something stands between them that was screened out.
    """
    held = [(a, b) for a, b in passage.sentences if a < end and b > start]
    if not held or len(held) > _MOST_SENTENCES or sum(min(b, end) - max(a, start) for a, b in held) < _FEWEST_LETTERS:
        return None
    between = (passage.text[b:a].splitlines() for (_, b), (a, _) in pairwise(held))
    return None if any(commands(line) for lines in between for line in lines) else (held[0][0], held[-1][1])
