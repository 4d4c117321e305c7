"""A statement is worded otherwise without being made more or less true: true and false ones go through the same."""

from __future__ import annotations

import random
import re

from index.reader.training.telling import MONTHS, NAME
from index.reader.training.verbs import Verbs
from index.reader.training.wording import count, lowered, put, raised

_ALIKE = """
about/around/approximately/some/roughly began/started begin/start located/situated annually/yearly purchased/bought
purchase/buy increased/grew/rose largest/biggest large/big film/movie obtain/get obtained/got
however/yet assisted/helped assist/help attempted/tried attempt/try commenced/began completed/finished
constructed/built required/needed require/need frequently/often numerous/many almost/nearly entire/whole
permitted/allowed permit/allow received/got died/passed-away demonstrated/showed
primarily/mainly mainly/mostly initially/at-first currently/now prior-to/before resides/lives resided/lived
founded/established several/a-number-of near/close-to upon/on ended/finished create/make chose/selected
children/kids vehicles/cars employed/used situated/located comprises/includes comprised/included job/position
roughly/about different/distinct principal/main important/key rapidly/quickly quickly/fast
attacked/assaulted murdered/killed significant/important among/amongst while/whilst
destroyed/wiped-out discovered/found created/made produced/made composed/wrote acquired/bought
"""
_ROWS = [[word.replace("-", " ") for word in row.split("/")] for row in _ALIKE.split()]
_ONE_WAY_LIST = """
died children vehicles murdered initially composed acquired discovered produced because also several large large
rapidly near received employed attacked upon different obtained significant purchased constructed commenced however
additionally numerous completed destroyed permit
"""
_ONE_WAY = frozenset(_ONE_WAY_LIST.split())
_SYNONYMS: dict[str, list[str]] = {}
for _row in _ROWS:
    for _word in _row[:1] if _row[0] in _ONE_WAY else _row:
        _SYNONYMS.setdefault(_word, []).extend(other for other in _row if other != _word)
_SMALL = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
_DIGIT = re.compile(
    r"(?<![\w.,:/$£€–-])(\d{1,2})(?= [a-z]{3,})(?! (?:BC|AD|million|billion|percent|per|degrees|and|to|of|BCE|to))"
)
_WORD = re.compile(rf"\b({'|'.join(_SMALL[2:])})\b(?= [a-z]{{3,}}s\b)")
_THOUSANDS = re.compile(r"(?<![\d,.])(\d{1,3}),(\d{3})(?![\d,])")
_PERCENT = re.compile(r"(?<=\d)(?:%| ?per ?cent\b)")
_BY = re.compile(r"(?P<x>[^,;]{3,60}?) (?P<be>was|were) (?P<verb>\w+) by (?P<y>[^,;.]{3,50}?)(?P<when> in \d{4})?\.")
_DID = re.compile(
    rf"(?P<y>(?:The )?{NAME.pattern}) (?P<verb>[a-z]+) (?P<x>(?:the|a|an|{NAME.pattern})\b[^,;.]{{2,50}}?)"
    r"(?P<when> in \d{4})?\."
)
_AFTER = re.compile(
    r"\b(?:in|on|at|to|for|from|with|by|of|as|that|who|which|and|or|than|when|where|because|after|before)\b"
)
_AT_END = re.compile(
    rf" ((?:in|on|since|until|during|before|after) (?:the )?(?:{MONTHS}|\d|early|late|\w+ century)[^,;]{{0,30}})\.$"
)
_AT_FRONT = re.compile(r"((?:In|On|Since|Until|During|Before|After) [^,;]{3,40}), (?=[A-Za-z])")
_ACCORDING = (
    "According to the article, {}", "According to the text, {}", "The text says that {}", "The article notes that {}",
    "It is reported that {}", "The source states that {}", "As the text says, {}", "The passage says that {}",
)  # fmt: skip
_CONTRACTED = (
    ("did not", "didn't"),
    ("was not", "wasn't"),
    ("does not", "doesn't"),
    ("cannot", "can not"),
    ("were not", "weren't"),
)


def is_synonym(one: str, other: str) -> bool:
    """Return whether two words say the same, by the table."""
    return any(one in row and other in row for row in _ROWS)


def styled(statement: str, chance: random.Random, verbs: Verbs) -> str:
    """Return the statement in other words, mostly a little, often not at all."""
    said = statement
    if chance.random() < 0.35:
        said = _turned_voice(said, verbs)
    if chance.random() < 0.3:
        said = _moved(said)
    if chance.random() < 0.4:
        said = _synonyms(said, chance)
    if chance.random() < 0.4:
        said = _numbers(said, chance)
    if chance.random() < 0.09:
        said = chance.choice(_ACCORDING).format(lowered(said))
    if chance.random() < 0.05:
        said = said.rstrip(".")
    if chance.random() < 0.2:
        for long, short in _CONTRACTED:
            said = said.replace(long, short)
    return raised(said)


def _synonyms(said: str, chance: random.Random) -> str:
    found = [word for word in _SYNONYMS if count(said, word) == 1]
    for word in chance.sample(found, min(len(found), chance.choice((1, 1, 2)))):
        if word in ("about", "around", "some", "roughly", "approximately") and not re.search(
            rf"\b{word} [$£€]?\d", said
        ):
            continue
        new = chance.choice(_SYNONYMS[word])
        if count(said, new) == 0 and not re.search(
            rf"\b(?:a|an|to|as|so|too|by) {word}\b|\b{word} (?:by|to|up|out|of)\b", said
        ):
            said = put(said, word, new)
    return said


def _numbers(said: str, chance: random.Random) -> str:
    said = _PERCENT.sub(chance.choice(("%", " percent", " per cent")), said)
    if chance.random() < 0.5:
        said = _DIGIT.sub(lambda match: _SMALL[int(match[1])] if 1 < int(match[1]) < 13 else match[1], said)
    else:
        said = _WORD.sub(lambda match: str(_SMALL.index(match[1])), said)
    return _THOUSANDS.sub(r"\1\2", said) if chance.random() < 0.2 else said


def _moved(said: str) -> str:
    """Move when it was from the end to the front, or from the front to the end."""
    if match := _AT_END.search(said):
        rest = said[: match.start()]
        if not re.search(
            r"\b(?:from|and|between|that|which|who|where|was|is|were|are|born|because|while)\b|[,;]", rest[12:]
        ):
            return f"{raised(match[1])}, {lowered(rest)}."
        return said
    match = _AT_FRONT.match(said)
    if match and "," not in said[match.end() :] and not re.search(r"\b(?:and|or|as)$", match[1]):
        return f"{raised(said[match.end() :]).rstrip('.')} {match[1][:1].lower()}{match[1][1:]}."
    return said


def _turned_voice(said: str, verbs: Verbs) -> str:
    """`X was built by Y` becomes `Y built X`, and the reverse, where neither holds more than a noun."""
    if match := _BY.fullmatch(said):
        base = verbs.base_of_participle(match["verb"])
        if (
            not base
            or _AFTER.search(match["x"].removeprefix("The "))
            or re.match(r"(?:\w+ing|\d|using|the end)\b", match["y"])
        ):
            return said
        if re.search(r"\b(?:in|to|at|for|from|that|who|which|and|with)\b", match["y"]) or _is_pronoun(match["x"]):
            return said
        return f"{raised(match['y'])} {verbs.past(base)} {lowered(match['x'])}{match['when'] or ''}."
    if match := _DID.fullmatch(said):
        base = verbs.base_of_past(match["verb"])
        if not base or base in _NO_PASSIVE or _AFTER.search(match["x"]) or _is_pronoun(match["y"]):
            return said
        be = "were" if re.search(r"[a-z]s$", match["x"]) and not match["x"][0].isupper() else "was"
        return f"{raised(match['x'])} {be} {verbs.participle(base)} by {lowered(match['y'])}{match['when'] or ''}."
    return said


_NO_PASSIVE_LIST = """
become have be remain go come die live arrive cost weigh get say grow rise fall work serve mean
"""
_NO_PASSIVE = frozenset(_NO_PASSIVE_LIST.split())


def _is_pronoun(text: str) -> bool:
    return text.lower() in ("he", "she", "it", "they", "there", "this", "that", "these", "who", "which", "i")
