"""A question's text becomes the passage it is read in: a stretch of it, or a list of facts like a brief's."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence

from index.passage import SOURCE_MARKS, Span
from index.reader.training.example import contains, sentences, stems, words
from index.reader.training.folder import Query, Text

LEANS = re.compile(
    r"(?:He|She|It|They|This|These|Those|That|His|Her|Their|Its|There|Such|However|Thus|Then|But|And|Both|Also|Another)\b"
)
"""How a sentence opens that needs the one before it."""

_FACT_WORDS = range(6, 46)
_LIST_WORDS = (50, 70, 70, 90, 130)


def window(text: str, around: int, most: int, chance: random.Random) -> Span:
    """Return whole sentences around a character of *text*, grown to either side by chance, of at most *most* words."""
    spans = sentences(text)
    first = last = max((n for n, (start, _) in enumerate(spans) if start <= around), default=0)
    used = words(text[slice(*spans[first])])
    while True:
        sides = [n for n in (first - 1, last + 1) if 0 <= n < len(spans)]
        chance.shuffle(sides)
        for side in sides:
            cost = words(text[slice(*spans[side])])
            if used + cost <= most:
                used, first, last = used + cost, min(first, side), max(last, side)
                break
        else:
            return spans[first][0], spans[last][1]


def is_fact(sentence: str) -> bool:
    """Return whether *sentence* can be understood alone, as a line of a brief must be."""
    return words(sentence) in _FACT_WORDS and not LEANS.match(sentence) and "\n" not in sentence


def brief(query: Query, span: Span, distractors: Sequence[Text], chance: random.Random) -> tuple[str, Span] | None:
    """Return the answering sentence as one line among facts of other texts, and where the answer stands now.

    None where the sentence cannot stand alone or no fact is left that does not say the answer too.
    """
    text = query.text.text
    holder = next(((a, b) for a, b in sentences(text) if a <= span[0] and span[1] <= b), None)
    if holder is None or not is_fact(text[slice(*holder)]):
        return None
    facts = _facts(query, distractors, text[slice(*holder)])
    room = chance.choice(_LIST_WORDS) - words(text[slice(*holder)])
    chosen: list[str] = []
    for fact in facts:
        if words(fact) <= room:
            chosen.append(fact)
            room -= words(fact)
    if not chosen:
        return None
    place = chance.randint(0, len(chosen))
    chosen.insert(place, text[slice(*holder)])
    return listed(chosen, chance, place, (span[0] - holder[0], span[1] - holder[0]))


def _facts(query: Query, distractors: Sequence[Text], holder: str) -> list[str]:
    """Return for each distractor the fact that comes nearest to the question, none that says the answer."""
    asked = stems(query.question)
    found = []
    for other in distractors:
        facts = [other.text[a:b] for a, b in sentences(other.text)]
        facts = [f for f in facts if is_fact(f) and f != holder and not contains(f, query.answers)]
        if facts:
            found.append(max(facts, key=lambda fact: len(asked & stems(fact))))
    return list(dict.fromkeys(found))


def listed(facts: Sequence[str], chance: random.Random, place: int = 0, inside: Span = (0, 0)) -> tuple[str, Span]:
    """Return *facts* as lines, mostly with source marks, and where `facts[place][inside]` stands in them."""
    marked, start = chance.random() < 0.6, 0
    lines: list[str] = []
    for number, fact in enumerate(facts):
        line = SOURCE_MARKS.sub("", fact)
        if line != fact and number == place:
            line = fact
        if number == place:
            start = sum(len(line) + 1 for line in lines)
        marks = "".join(f"[{chance.randint(1, 9)}]" for _ in range(chance.choice((1, 1, 1, 2, 3)))) if marked else ""
        lines.append(f"{line} {marks}" if marks else line)
    return "\n".join(lines), (start + inside[0], start + inside[1])
