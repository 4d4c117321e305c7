"""Questions with known answers come from `gold.jsonl` or from a folder of public data. Standard library only."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ANSWERABLE = ("figure", "name", "place", "date", "list", "comparison", "why")
UNANSWERABLE = ("near-miss", "absent", "off-topic")

Facts = tuple[tuple[str, ...], ...]
"""What a right answer must say: every one of them, each in one of its spellings."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A document and the stretch of it that proves the answer; without a stretch, the document as a whole."""

    document: str
    quotation: str = ""


@dataclass(frozen=True, slots=True)
class Gold:
    """A question with what is known of its answer."""

    id: str
    question: str
    kind: str
    answerable: bool
    evidence: tuple[Evidence, ...] = ()
    facts: Facts = ()
    any: bool = False
    """Whether one piece of the evidence is enough; otherwise all of it is needed."""


def read_gold(path: Path) -> list[Gold]:
    """Return the gold questions of the file at *path*, one JSON object a line."""
    return [_gold(fields) for fields in _lines(path)]


def read_data(folder: Path, limit: int | None = None) -> list[Gold]:
    """Return the questions of a folder of public data; beyond *limit*, an even random choice that never changes."""
    questions = [_public(fields) for fields in _lines(folder / "queries.jsonl")]
    if limit is None or limit >= len(questions):
        return questions
    kept = sorted(random.Random(0).sample(range(len(questions)), limit))
    return [questions[i] for i in kept]


def _gold(fields: Mapping[str, Any]) -> Gold:
    return Gold(
        fields["id"],
        fields["question"],
        fields["kind"],
        fields["answerable"],
        tuple(Evidence(one["document"], one["quotation"]) for one in fields.get("evidence", [])),
        tuple(tuple(spellings) for spellings in fields.get("facts", [])),
        fields.get("any", False),
    )


def _public(fields: Mapping[str, Any]) -> Gold:
    answerable = fields.get("answerable", True)
    kind = "answerable" if answerable else "unanswerable"
    if not answerable:
        return Gold(fields["id"], fields["question"], kind, answerable)
    answers = tuple(answer for answer in fields["answers"] if answer.strip())
    return Gold(fields["id"], fields["question"], kind, answerable, (Evidence(fields["document"]),), (answers,))


def _lines(path: Path) -> Iterator[Mapping[str, Any]]:
    with path.open(encoding="utf-8") as file:
        yield from (json.loads(line) for line in file if line.strip())
