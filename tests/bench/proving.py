"""What proving lets out and drops: `python -m tests.bench.proving`, on the corpus and on statements about it.

Two measures. Statements written by hand, true ones and subtly false ones of many kinds, each about a stretch of the
corpus (`statements.jsonl`). And each sentence of the corpus said as it stands, or with one thing in it changed by
chance: a changed one that passes is a false statement let out, unless the change leaves it true.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections import Counter, defaultdict
from collections.abc import Callable
from pathlib import Path

from bot.claims import Claim, Pointer
from bot.proof import Supports, prove
from index import corpus
from index.passage import SOURCE_MARKS, Document, Passage
from index.split import blocks_of

REPOSITORY = Path(__file__).resolve().parents[2]
STATEMENTS = Path(__file__).with_name("statements.jsonl")
_SENTENCES = 6  # of a passage made here, about as many as the splitter puts into one
_NUMBER = re.compile(r"(?<![\w.,])\d[\d,]*(?:\.\d+)?(?![\w])")
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{3,}")
_VERB = re.compile(r"\b(?:is|are|was|were|has|have|had|will|can)\b")
_NAMES = ("Mongolia", "Vladivostok", "Henderson", "Osaka")


def main() -> None:
    """Measure both, and print what got out and what was dropped."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--no-reader", action="store_true", help="take all that is read for supported")
    parser.add_argument("--show", action="store_true", help="print each statement that fared wrongly")
    given = parser.parse_args()
    passages = {one.id: passages_of(one) for one in corpus.read(REPOSITORY / "corpus") if isinstance(one, Document)}
    supports = (lambda statement, passage: 9.0) if given.no_reader else _reading()
    _by_hand(passages, supports, show=given.show)
    _mutated(passages, supports, show=given.show)


def _by_hand(passages: dict[str, list[Passage]], supports: Supports, *, show: bool) -> None:
    out: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    for item in map(json.loads, STATEMENTS.read_text(encoding="utf-8").splitlines()):
        passage = next(one for one in passages[item["document"]] if item["words"] in SOURCE_MARKS.sub("", one.text))
        said = [("true", text) for text in item["true"]] + [(one["kind"], one["text"]) for one in item["false"]]
        for kind, text in said:
            passed = passes(text, item["words"], passage, supports)
            asked[kind] += 1
            out[kind] += passed
            if show and passed != (kind == "true"):
                print(f"{kind}: {text}")  # noqa: T201 - a report is printed
    false, let_out = asked.total() - asked["true"], out.total() - out["true"]
    dropped = f"{asked['true'] - out['true']} of {asked['true']} true ones dropped"
    print(f"By hand: {dropped}, {let_out} of {false} false ones out")  # noqa: T201
    wrong = {kind: f"{count} of {asked[kind]}" for kind, count in out.items() if count and kind != "true"}
    print(wrong)  # noqa: T201


def _mutated(passages: dict[str, list[Passage]], supports: Supports, *, show: bool) -> None:
    chance = random.Random(11)
    out: dict[str, list[bool]] = defaultdict(list)
    for passage in (one for some in passages.values() for one in some):
        for start, end in passage.sentences:
            sentence = " ".join(SOURCE_MARKS.sub("", passage.text[start:end]).split()).lstrip("- ")
            for kind, change in CHANGES.items():
                if (changed := change(sentence, chance)) is None:
                    continue
                passed = passes(changed, sentence, passage, supports)
                out[kind].append(passed)
                if show and passed != (kind == "as it stands"):
                    print(f"{kind}: {changed}")  # noqa: T201
    for kind, passed in out.items():
        print(f"{kind}: {sum(passed)} of {len(passed)} got out")  # noqa: T201


def passes(text: str, words: str, passage: Passage, supports: Supports) -> bool:
    """Return whether a statement gets out that says these words of *passage* prove it."""
    made = prove(Claim(text, (Pointer(1, words),)), [passage], "What is known?", supports)
    return bool(made and made.quotes)


def passages_of(document: Document) -> list[Passage]:
    """Return the document in passages of a few sentences each."""
    sentences = [span for block in blocks_of(document) for span in block]
    groups = [sentences[at : at + _SENTENCES] for at in range(0, len(sentences), _SENTENCES)]
    made = []
    for group in groups:
        start = group[0][0]
        spans = tuple((a - start, b - start) for a, b in group)
        made.append(Passage(document, start, group[-1][1], spans))
    return made


def _reading() -> Supports:
    from index.reader import Reader

    reader = Reader()

    def supports(statement: str, passage: Passage) -> float:
        (reading,) = reader.read(statement, [passage])
        return max((one.support for one in reading.sentences if one), default=-10.0)

    return supports


def _other_digit(text: str, chance: random.Random) -> str | None:
    places = [at for found in _NUMBER.finditer(text) for at in range(*found.span()) if text[at].isdigit()]
    if not places:
        return None
    at = chance.choice(places)
    digit = chance.choice([one for one in "123456789" if one != text[at]])
    return text[:at] + digit + text[at + 1 :]


def _exchanged(text: str, chance: random.Random) -> str | None:
    numbers = list(_NUMBER.finditer(text))
    pairs = [(a, b) for a in numbers for b in numbers if a.start() < b.start() and a.group() != b.group()]
    if not pairs:
        return None
    a, b = chance.choice(pairs)
    return text[: a.start()] + b.group() + text[a.end() : b.start()] + a.group() + text[b.end() :]


def _denied(text: str, chance: random.Random) -> str | None:
    verbs = list(_VERB.finditer(text))
    if not verbs:
        return None
    verb = chance.choice(verbs)
    return f"{text[: verb.end()]} not{text[verb.end() :]}"


def _renamed(text: str, chance: random.Random) -> str | None:
    found = list(_NAME.finditer(text))
    if not found:
        return None
    name = chance.choice(found)
    return text[: name.start()] + chance.choice(_NAMES) + text[name.end() :]


def _swapped(*pairs: tuple[str, str]) -> Callable[[str, random.Random], str | None]:
    """Return what puts the second word of each pair for the first, once."""

    def change(text: str, chance: random.Random) -> str | None:  # noqa: ARG001 - as the others
        for old, new in pairs:
            changed = re.sub(rf"(?<![\w]){old}(?![\w])", new, text, count=1)
            if changed != text:
                return changed
        return None

    return change


def _names_exchanged(text: str, chance: random.Random) -> str | None:
    names = list(_NAME.finditer(text))
    pairs = [(a, b) for a in names for b in names if a.end() + 1 < b.start() and a.group() != b.group()]
    if not pairs:
        return None
    a, b = chance.choice(pairs)
    return text[: a.start()] + b.group() + text[a.end() : b.start()] + a.group() + text[b.end() :]


CHANGES: dict[str, Callable[[str, random.Random], str | None]] = {
    "as it stands": lambda text, chance: text,
    "another digit": _other_digit,
    "two figures exchanged": _exchanged,
    "a not put in": _denied,
    "another name": _renamed,
    "two names exchanged": _names_exchanged,
    "another scale": _swapped(("million", "billion"), ("billion", "million")),
    "another unit": _swapped(
        ("tonnes", "kilograms"), ("yuan", "dollars"), ("km", "miles"), ("MW", "GW"), ("%", " tonnes")
    ),
    "another direction": _swapped(("exports", "imports"), ("imports", "exports"), ("from", "to")),
    "another comparison": _swapped(
        ("more than", "less than"), ("over", "under"), ("above", "below"), ("up", "down"), ("at least", "at most")
    ),
    "another time": _swapped(
        ("January", "March"), ("June", "July"), ("early", "late"), ("late", "early"), ("May", "April")
    ),
    "a plan made a deed": _swapped(
        ("plans to build", "built"), ("is to", "did"), ("planned", "finished"), ("expected to", "known to"),
        ("aims to", "did"),
    ),
}  # fmt: skip
"""Ways to change a sentence, by name; each gives nothing where it does not apply."""


if __name__ == "__main__":
    main()
