"""Words of a text are found and exchanged whole: never inside another word or number."""

from __future__ import annotations

import re
from functools import lru_cache

from index.reader.training.telling import MONTHS, NAME, STOP, figures, names, years

_UNNAMED = re.compile(rf"(?:{MONTHS}|The|A|An|In|On|At|He|She|It|They|His|Her|Their|This|These|After|Before|For|By|I)$")


_BEGINNINGS_LIST = """
according several its another however two three no since although while when though despite unlike under through
throughout until both many most some few among like without within together
"""
_BEGINNINGS = frozenset(_BEGINNINGS_LIST.split())
_OPENING = re.compile(
    r"^(?:While|Although|Since|When|If|As|With|From|That|However|But|And|Both|Many|Most|Some|Other|One|Two|No|Not|Under|Like"
    r"|Because|During|Despite|Also|Then|Until|Where|Who|Which|What|Its|Our|According|Three|Unlike|Though|The) "
)


@lru_cache(maxsize=20_000)
def _whole(word: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?<!\d[.,]){re.escape(word)}(?![\w-])(?![.,]\d)")


def has(text: str, word: str) -> bool:
    """Return whether *word*, or several words, stand in *text* as they are."""
    return word in text and _whole(word).search(text) is not None


def count(text: str, word: str) -> int:
    """Return how often *word* stands in *text*."""
    return len(_whole(word).findall(text)) if word in text else 0


def aligned(text: str, other: str, word: str) -> bool:
    """Return whether *word* stands once in each of two texts, before the same word that tells something."""
    if count(text, word) != 1 or count(other, word) != 1:
        return False
    one, two = (_after(said, word) for said in (text, other))
    return bool(one) and one == two


def _after(text: str, word: str) -> str:
    """Return how the next word begins that is no function word."""
    _, after = _whole(word).split(text, maxsplit=1)
    return next((one[:6] for one in re.findall(r"\w+", after.lower())[:4] if one not in STOP), "")


def put(text: str, old: str, new: str) -> str:
    """Return *text* with *new* wherever *old* stood."""
    return _whole(old).sub(lambda _: new, text) if old in text else text


def exchange(text: str, one: str, other: str) -> str:
    """Return *text* with two things in each other's places."""
    return put(put(put(text, one, "\x00"), other, one), "\x00", other) if "\x00" not in text else text


@lru_cache(maxsize=256)
def _named(text: str) -> frozenset[str]:
    return frozenset(names(text))


@lru_cache(maxsize=1_024)
def things(text: str, known: str) -> tuple[tuple[str, str], ...]:
    """Return the years, figures and names of *text* with their kinds; a first word is a name where *known* has it."""
    found = [("year", one) for one in years(text)] + [("figure", one) for one in figures(text)]
    called = names(text)
    first = NAME.match(text)
    if first and first.group() not in called and not _UNNAMED.match(first.group().split()[0]):
        name = first.group()
        if " " in name or name in _named(known):
            called = [name, *called]
    called = [_OPENING.sub("", name) for name in called]
    called = [name for name in called if not _UNNAMED.match(name) and name.lower() not in STOP]
    return tuple(dict.fromkeys(found + [("name", name) for name in called]))


def lowered(sentence: str) -> str:
    """Return *sentence* as it goes on after a comma: a first word that is no name begins small."""
    head = sentence.split(" ", 1)[0]
    small = head.lower() in STOP or head.lower() in _BEGINNINGS
    return sentence[:1].lower() + sentence[1:] if small and head != "I" else sentence


def raised(sentence: str) -> str:
    """Return *sentence* with a capital at its beginning."""
    return sentence[:1].upper() + sentence[1:]
