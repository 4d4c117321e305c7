"""Plain sentences become questions about one of their dates, figures or names, by rule, and near misses of those."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from index.passage import Span
from index.reader.training.example import Example, contains, sentences, words
from index.reader.training.folder import Query, Text
from index.reader.training.shape import brief, window
from index.reader.training.telling import KINDS, MONTHS, NAME, STOP, YEAR, years

_MONEY_WORDS = "yuan|dollars|euros|tenge|som|roubles|rubles|pounds"
_FINDS = (
    (
        "date",
        re.compile(
            rf"\b\d{{1,2}} (?:{MONTHS}) \d{{3,4}}|\b(?:{MONTHS}) \d{{1,2}}, \d{{4}}"
            rf"|\b(?:{MONTHS}) (?:of )?\d{{4}}|\b\d{{1,2}} (?:{MONTHS})\b"
        ),
    ),
    ("percent", re.compile(r"\b\d+(?:\.\d+)? ?(?:%|per ?cent)")),
    (
        "money",
        re.compile(
            r"(?:US)?[$€£¥]\s?\d[\d.,]*\d?(?: (?:million|billion|trillion|bn|m))?"
            rf"|\b\d[\d.,]* (?:million |billion |trillion )?(?:{_MONEY_WORDS})\b"
        ),
    ),
    ("year", YEAR),
    ("number", re.compile(r"\b\d[\d,]*(?:\.\d+)?(?: (?:million|billion|thousand))?\b")),
    ("name", NAME),
)
_ASKS = {
    "date": ("When", "On what date"),
    "year": ("When", "In what year", "In which year"),
    "percent": ("What percentage", "By how many percent", "What share", "How much"),
    "money": ("How much", "How much money", "What amount", "What sum"),
}
_ASKS_NAME_AFTER = {
    "in": ("Where", "In what place"),
    "at": ("Where",),
    "by": ("By whom", "Who"),
    "from": ("From where",),
}
_AUXILIARY = re.compile(r"\b(was|were|is|are|has|had|will|can|would|could|have)\b")
_LEAD = re.compile(r"\b(in|on|by|from|at|to|of|for|with|since|until|about|around|over|nearly|more than|some)$")
_COUNTED = re.compile(r"\s*((?:[a-z-]+ )?[a-z-]{3,}s)\b")
_PLAUSIBLE = range(4, 31)  # words of a question


@dataclass(frozen=True, slots=True)
class _Gap:
    """What of a sentence is asked for, and what stands on either side."""

    kind: str
    span: Span
    left: str
    right: str


def cloze(sentence: str, title: str, chance: random.Random) -> tuple[str, Span] | None:
    """Return a question about *sentence*, and where in it the answer stands; None where none can be made."""
    gap = _gap(sentence, chance)
    if gap is None:
        return None
    left = re.sub(r"^(?:He|She|It|They|His|Her)\b", title or r"\g<0>", gap.left)
    lead = _LEAD.search(left)
    stays = lead is None or lead[1] in ("of", "to", "for", "with")
    body, right = left if stays or lead is None else left[: lead.start()].strip(), gap.right
    if gap.kind == "number":
        counted = _COUNTED.match(right)
        if not counted:
            return None
        asks, right = f"How many {counted[1]}", right[counted.end() :]
    else:
        choices = _ASKS.get(gap.kind) or _ASKS_NAME_AFTER.get(lead[1] if lead else "", ("Who", "What", "Which"))
        asks = chance.choice(choices)
    question = _asked(asks, body, right, chance)
    return (question, gap.span) if words(question) in _PLAUSIBLE else None


def _gap(sentence: str, chance: random.Random) -> _Gap | None:
    options: list[tuple[str, Span]] = []
    for kind, pattern in _FINDS:
        for match in pattern.finditer(sentence):
            if not any(match.start() < end and start < match.end() for _, (start, end) in options):
                options.append((kind, match.span()))
    options = [(kind, (a, b)) for kind, (a, b) in options if kind != "name" or _is_name(sentence[a:b])]
    if not options:
        return None
    figures = [option for option in options if option[0] != "name"]
    kind, (start, end) = chance.choice(figures if figures and chance.random() < 0.75 else options)
    left, right = (re.sub(r"\([^)]*\)", " ", side) for side in (sentence[:start], sentence[end:]))
    left, right = re.split(r"[;:(]\s", left)[-1].strip(), re.split(r"[;:.)]\s|[.;]$", right)[0]
    if words(left) > 12 and left.count(",") > 1:
        left = left.rsplit(",", left.count(",") - 1)[-1].strip()
    if words(right) > 8 and "," in right:
        right = right.split(",")[0]
    return _Gap(kind, (start, end), left, right)


def _is_name(name: str) -> bool:
    return len(name) > 2 and name.lower() not in STOP and not re.match(rf"(?:{MONTHS}|On|The)\b", name)


def _asked(asks: str, body: str, right: str, chance: random.Random) -> str:
    verb = _AUXILIARY.search(body)
    if words(body) + words(right) < 4:
        return ""
    if not body:
        asked = f"{asks} {right}"
    elif verb and chance.random() < 0.85:
        asked = f"{asks} {verb[1]} {body[: verb.start()]} {body[verb.end() :]} {right}"
    elif chance.random() < 0.2:
        asked = f"{body} {asks.lower()} {right}"
    else:
        asked = f"{asks} did {body} {right}"
    kept = [word for word in asked.split() if chance.random() > 0.07 or word[0].isupper() or word[0].isdigit()]
    return " ".join(kept).strip(" ,.;:-–—") + chance.choice(("?", "?", "?", ""))


def clozes(texts: Sequence[Text], most: int, source: str, chance: random.Random) -> list[Example]:
    """Return up to *most* examples: questions made by rule, half of them followed by a near miss of the same making."""
    made: list[Example] = []
    for _ in range(most * 6):
        if len(made) >= most:
            break
        text = chance.choice(texts)
        start, end = chance.choice(sentences(text.text))
        found = cloze(text.text[start:end], text.title, chance) if end - start >= 40 else None
        if found:
            question, (first, last) = found
            span = (start + first, start + last)
            query = Query(question, text, (span,), (text.text[slice(*span)],))
            made += _both(query, texts, source, chance)
    return made[:most]


def _both(query: Query, texts: Sequence[Text], source: str, chance: random.Random) -> Iterator[Example]:
    (span,) = query.spans
    text = query.text.text
    read = brief(query, span, chance.sample(texts, 6), chance) if chance.random() < 0.5 else None
    if read is None:
        first, last = window(text, span[0], chance.choice((40, 60, 90)), chance)
        read = text[first:last], (span[0] - first, span[1] - first)
    title = query.text.title if chance.random() < 0.6 else ""
    answered = Example(query.question, title, *read, query.answers, "cloze", source)
    if answered.text[slice(*read[1])] != query.answers[0]:
        return
    if chance.random() < 0.6:
        yield answered
    missed = _swapped(answered, texts, chance) if chance.random() < 0.65 else _removed(answered)
    if missed:
        yield missed


def _swapped(answered: Example, texts: Sequence[Text], chance: random.Random) -> Example | None:
    asked, text, said = answered.question, answered.text, answered.holder
    swaps = []
    for kind in KINDS:
        for old in kind(asked):
            news = kind(text) + kind(chance.choice(texts).text)
            news += [str(int(old) + off) for off in (-2, -1, 1, 2)] if kind is years else []
            fits = [new for new in news if new not in said and new not in asked and new not in answered.title]
            swaps += [(old, new) for new in fits[:6]]
    if not swaps:
        return None
    old, new = chance.choice(swaps)
    return replace(answered, question=asked.replace(old, new), span=None, recipe="cloze swapped")


def _removed(answered: Example) -> Example | None:
    kept = [answered.text[a:b] for a, b in sentences(answered.text) if answered.text[a:b] != answered.holder]
    text = ("\n" if "\n" in answered.text else " ").join(kept)
    if words(text) < 12 or contains(text, answered.answers):
        return None
    return replace(answered, text=text, span=None, recipe="cloze removed")
