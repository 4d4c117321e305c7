"""What a sentence that begins with a pronoun speaks of, by rule, where that is sure. No library but `index.passage`."""

from __future__ import annotations

import re

from index.passage import SOURCE_MARKS, Passage

_POINTS = re.compile(
    r"(?:(?P<thing>It|Its|(?:The|This|That)\s+(?P<noun>[a-z]+))|(?P<many>They|Their|These|Those)"
    r"|(?P<person>He|She|His|Her))\s+(?=[a-z\d])"
)
_EMPTY = re.compile(
    r"It\s+(?:is|was|has\s+been|would\s+be|will\s+be|seems?|follows)\s+(?:\w+\s+){0,2}?(?:that|to|if|whether)\b"
)
"""An "it" that points to nothing: "It was announced that"."""
_VERB = (
    r"(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|does|do|did|became|began|opened|lies|stands"
    r"|runs|carries|makes|made|took|takes|gave|gives|said|says|won|built|wrote|led|met|went|came|grew|fell|rose|held|set"
    r"|sold|bought|left|kept|signed|cost|costs|[a-z]{3,}ed)"
)
_PROPER = r"[^\W\d_a-z][\w’'-]*"
_SUBJECT = re.compile(
    rf"(?P<name>(?:(?:The|A|An)\s+)?{_PROPER}(?:\s+(?:(?:of|the|de|von|for)\s+){{0,2}}{_PROPER}){{0,6}}"
    rf"(?P<common>(?:\s+[a-z]{{3,}}){{0,2}}?))(?=\s+(?:(?:over|on|in|at|of|near)\s+[^,.;]{{1,40}}?\s+)?{_VERB}\b)"
)
_TITLE = re.compile(rf"(?:The\s+)?{_PROPER}(?:\s+(?:(?:of|the|de|von|for)\s+){{0,2}}{_PROPER}){{0,4}}")
_NOT_NAMES = {
    "It", "This", "That", "They", "He", "She", "These", "Those", "There", "The", "In", "On", "At", "By", "For", "As",
    "When", "While", "After", "Before", "Its", "Their", "His", "Her", "Since", "If", "But", "And", "However", "Both",
}  # fmt: skip
_SORTS = {"project", "programme", "program", "scheme", "initiative"}
"""What the words of a name rarely say of it, and "the …" then does."""
_FIGURE = re.compile(r"\d")
_MOST_BEFORE = 2
"""Sentences before that are looked at: each of those between must itself begin with a pronoun."""


def referent(passage: Passage, start: int) -> str:
    """Return what the sentence at *start* (in characters of the passage) points to with its first word, or nothing.

    It is the named subject of the sentence before in the same block, or the title where the sentence is the first.
    """
    points = _POINTS.match(passage.text, start)
    if not points or _EMPTY.match(passage.text, start):
        return ""
    places = [place for place, _ in passage.sentences]
    if start not in places:
        return ""
    at = places.index(start)
    if at == 0 and passage.start == 0:
        return _fitting(points, _title(passage.document.title))
    for before in range(at - 1, max(-1, at - 1 - _MOST_BEFORE), -1):
        if not follows(passage, before + 1):
            return ""
        place, end = passage.sentences[before]
        if _POINTS.match(passage.text, place, end):
            continue
        subject = _SUBJECT.match(passage.text, place, end)
        return _fitting(points, subject["name"]) if subject else ""
    return ""


def follows(passage: Passage, at: int) -> bool:
    """Return whether a sentence follows the one before at once: there is no new line, and nothing that was left out."""
    between = passage.text[passage.sentences[at - 1][1] : passage.sentences[at][0]]
    return "\n" not in between and not any(map(str.isalnum, SOURCE_MARKS.sub("", between)))


def _title(title: str) -> str:
    return title if _TITLE.fullmatch(title) else ""


def _fitting(points: re.Match[str], name: str) -> str:
    """Return *name* where it can be what the pronoun stands for; a figure in it would have to be proven."""
    words = name.split()
    if not words or _FIGURE.search(name) or (words[0] in _NOT_NAMES and (words[0] != "The" or len(words) == 1)):
        return ""
    many = words[-1].endswith("s") and not words[-1].endswith(("ss", "us", "is"))
    if points["many"]:
        return name if many else ""
    if points["person"]:
        return name if len(words) > 1 and all(word[0].isupper() for word in words) and words[0] != "The" else ""
    noun = points["noun"]
    if not noun:
        return "" if many and words[0] != "The" else name
    return (
        name
        if (noun in _SORTS and not many and len(words) > 1)
        or (noun in map(str.casefold, words[1:]) and words[-1].casefold() != noun)
        else ""
    )
