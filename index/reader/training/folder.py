"""A folder (corpus.jsonl, and queries.jsonl where it has questions) becomes texts and questions with their answers."""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from index.passage import Span
from index.reader.training.example import sentences

HELD_OUT_OF_100 = 15


@dataclass(frozen=True, slots=True)
class Text:
    """One text of a folder."""

    id: str
    title: str
    text: str

    @property
    def article(self) -> str:
        """What it is a part of: its title, or else the stem of its id."""
        return self.title or ":".join(self.id.split(":")[:3])


@dataclass(frozen=True, slots=True)
class Query:
    """A question asked of one text."""

    question: str
    text: Text
    spans: tuple[Span, ...]
    """Every accepted answer, in characters of the text; none where the text does not answer."""
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Folder:
    """A set of texts and the questions asked of them."""

    name: str
    texts: tuple[Text, ...]
    queries: tuple[Query, ...]

    @property
    def has_unanswerable(self) -> bool:
        """Whether people wrote questions for it that its texts do not answer: the best teachers of refusal."""
        return any(not query.spans for query in self.queries)

    @property
    def is_of_sentences(self) -> bool:
        """Whether its texts are single sentences, to be read among others."""
        sample = self.texts[:200]
        return sum(len(sentences(text.text)) <= 2 for text in sample) * 2 > len(sample)

    def parted(self, held_out: Collection[str]) -> tuple[Folder, Folder]:
        """Return what to learn from and what to be tried on: no article has texts or questions in both."""
        named = sum(text.article in held_out for text in self.texts) * 10 > len(self.texts)
        held = {t.article for t in self.texts if t.article in held_out or (not named and _is_drawn(t.article))}
        return self._of([t for t in self.texts if t.article not in held]), self._of(
            [t for t in self.texts if t.article in held]
        )

    def _of(self, texts: list[Text]) -> Folder:
        kept = {text.id for text in texts}
        return Folder(self.name, tuple(texts), tuple(query for query in self.queries if query.text.id in kept))


def _is_drawn(article: str) -> bool:
    return zlib.crc32(article.encode()) % 100 < HELD_OUT_OF_100


def read_folder(path: Path) -> Folder:
    """Return the texts and questions of *path*; a question whose answer is not found in its text is left out."""
    records = list(_records(path / "corpus.jsonl"))
    raw = {record["id"]: record["text"] for record in records}
    spaced = sum(" ," in text or " ." in text for text in raw.values()) * 2 > len(raw)
    asked = path / "queries.jsonl"
    joined = _joined if spaced else _tidied if not asked.exists() else str
    texts = {record["id"]: Text(record["id"], record.get("title", ""), joined(record["text"])) for record in records}
    queries = []
    for record in _records(asked) if asked.exists() else ():
        text = texts.get(record["document"])
        if text is None:
            continue
        spans = _spans_in_joined(text.text, record, raw[text.id]) if spaced else _spans(text.text, record)
        if bool(record["answerable"]) == bool(spans):
            said = {text.text[a:b] for a, b in spans} or set(record["answers"])
            queries.append(Query(joined(record["question"]).strip(), text, spans, tuple(sorted(said))))
    return Folder(path.name, tuple(texts.values()), tuple(queries))


def _records(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _spans(text: str, record: dict[str, Any]) -> tuple[Span, ...]:
    return tuple(
        (start, start + len(answer.rstrip()))
        for start in record["starts"]
        for answer in record["answers"]
        if answer.strip() and text.startswith(answer, start)
    )


def _spans_in_joined(text: str, record: dict[str, Any], raw: str) -> tuple[Span, ...]:
    """Find each answer of a text that came as spaced tokens where it stands nearest to its share of the text."""
    found = []
    for answer in filter(None, (_joined(answer).strip() for answer in record["answers"])):
        wanted = record["starts"][0] * len(text) / max(1, len(raw))
        places = _places(text, answer)
        if places:
            start = min(places, key=lambda place: abs(place - wanted))
            found.append((start, start + len(answer)))
    return tuple(found)


def _places(text: str, answer: str) -> list[int]:
    """Return where *answer* stands in *text* as whole words."""
    found, start = [], text.find(answer)
    while start >= 0:
        if not text[start - 1 : start].isalnum() and not text[start + len(answer) : start + len(answer) + 1].isalnum():
            found.append(start)
        start = text.find(answer, start + 1)
    return found


def _joined(text: str) -> str:
    """`the word , he said ( once ) .` becomes `the word, he said (once).`"""
    text = re.sub(r"-LRB-|-LSB-", "(", re.sub(r"-RRB-|-RSB-", ")", text))
    text = re.sub(r" ([,.;:!?%)\]’]|'s\b|n't\b|'re\b|'ve\b)", r"\1", text)
    text = re.sub(r"([(\[$]) ", r"\1", text)
    return re.sub(r"(?<=\w) - (?=\w)", "-", re.sub(r"``\s?|\s?''", '"', text))


def _tidied(text: str) -> str:
    """`Teutberga( died 875) was a lay- abbot` becomes `Teutberga (died 875) was a lay-abbot`."""
    return re.sub(r"(\w)\( ?", r"\1 (", re.sub(r"(\w)- (?=\w)", r"\1-", text)).strip()
