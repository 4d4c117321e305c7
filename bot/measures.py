"""What a word that compares measures: "longer" how long. It imports the standard library only."""

from __future__ import annotations

import re

AUXILIARY = r"(?:is|are|was|were|do|does|did|has|have|had|will|can|could|would|should)"
PICKS = r"(?:which|who|whom|whose|what|where|when|how)"
PLACED = r"(?:in|on|at|by|to|from|for|of|with|since|during|before|after|under)"
DONE = (
    r"(?:\w+ed|born|built|made|begun|began|sold|bought|won|held|set|led|written|wrote|given|gave|taken|took|shown|found"
    r"|run|ran|grown|grew|come|came|went|got|has|had|died|lies|lay|cost|costs|rose|fell|met|left|kept|sent|paid|lost)"
)
"""Some verbs of the past: where they begin, what a question asks about ends."""

_MEASURES = {
    "long": "how long", "short": "how long", "tall": "how tall", "high": "how high", "low": "how high",
    "large": "how large", "big": "how large", "small": "how large", "old": "how old", "young": "how old",
    "new": "how old", "fast": "how fast", "slow": "how fast", "cheap": "how much", "expensive": "how much",
    "deep": "how deep", "wide": "how wide", "heavy": "how heavy",
    "dear": "how much", "thick": "how thick", "hot": "how hot", "cold": "how cold", "often": "how often",
    "far": "how far", "populous": "how populous",
}  # fmt: skip
_WHEN_OR_MUCH = {
    "earlier": "when", "earliest": "when", "later": "when", "latest": "when", "first": "when", "sooner": "when",
    "last": "when", "more": "how much", "most": "how much", "less": "how much", "least": "how much",
    "fewer": "how many", "fewest": "how many", "further": "how far", "furthest": "how far",
}  # fmt: skip
_COUNTED = re.compile(rf"(?i)^\s*(?P<thing>(?:(?!{PLACED}\b|than\b|{AUXILIARY}\b|{DONE}\b)\S+\s*)+)")

_MANY = r"(?i)s$|\b(?:people|children|men|women)\b"


def measure(text: str) -> tuple[str, str] | None:
    """Return the question for what a comparing word measures, and *text* without it.

    What more of is asked goes into the question: of "has more old mills in Osk", "how many old mills" and "has in Osk".
    """
    for match in re.finditer(r"\w+", text):
        word, after = match.group().casefold(), text[match.end() :]
        asked = _WHEN_OR_MUCH.get(word) or _degree(word)
        if not asked:
            continue
        adjective = re.match(r"\s+(\w+)", after) if word in {"more", "most", "less", "least"} else None
        if adjective and adjective[1].casefold() in _MEASURES:
            return _MEASURES[adjective[1].casefold()], f"{text[: match.start()]}{after[adjective.end() :]}"
        counted = _COUNTED.match(after) if asked in {"how much", "how many"} else None
        if counted:
            thing = counted["thing"].strip()
            asked = f"how {'many' if re.search(_MANY, thing) else 'much'} {thing}"
            after = after[counted.end() :]
        before = re.sub(r"(?i)\bthe\s+$", "", text[: match.start()])
        return asked, " ".join(f"{before} {after}".split()).strip(" ,")
    return None


def noun(head: str) -> str:
    """Return what a question's head picks from: of "Which old mill is", "old mill"; of "Which sells more", nothing.

    A word in -s after one without is a verb, as in "Which mill sells more".
    """
    found = re.match(rf"(?i){PICKS}\s+(?P<noun>(?:(?!{AUXILIARY}\b|{DONE}\b)\S+\s+){{1,3}})(?=\S)", head)
    if not found:
        return ""
    words = found["noun"].split()
    if words[0].endswith("s") and re.match(r"(?i)\s*(?:more|less|fewer)\b", head[found.end("noun") :]):
        return ""
    verb = next(
        (at for at in range(1, len(words)) if re.search(r"(?i)[^s]s$", words[at]) and words[at - 1][-1:] != "s"), 0
    )
    return " ".join(words[:verb] if verb and len(words) > verb + 1 else words)


def _degree(word: str) -> str:
    """Return the question for what "longer" and "longest" measure, or nothing."""
    plain = re.sub(r"(?:er|est)$", "", word)
    stems = () if plain == word else (plain, f"{plain}e", plain[:-1], re.sub("i$", "y", plain))
    return next((_MEASURES[stem] for stem in stems if stem in _MEASURES), "")
