"""Statements whose truth is known, with the words that are said to prove them: by hand, and changed by chance."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.claims import Claim, Pointer
from index import corpus
from index.passage import SOURCE_MARKS, Document, Passage
from index.reader.training.folder import Text, read_folder
from index.reader.training.written import Written, about, read_written
from index.split import blocks_of
from tests.bench.mutations import CHANGES

REPOSITORY = Path(__file__).resolve().parents[2]
STATEMENTS = Path(__file__).with_name("statements.jsonl")
MORE = Path(__file__).with_name("more_statements.jsonl")
REWORDED = Path(__file__).with_name("reworded.jsonl")
TRUE = {"true", "as it stands"}
"""The kinds of statement that ought to get out."""
_HALVED, _LAST = 14, 2  # the texts that were written first, and the part that comes after them
_SENTENCES = 6  # of a passage made here, about as many as the splitter puts into one


@dataclass(frozen=True, slots=True)
class Stated:
    """A statement, what kind of true or false one it is, and words of a passage that are said to prove it."""

    kind: str
    text: str
    words: tuple[str, ...]
    passage: Passage

    @property
    def is_true(self) -> bool:
        return self.kind in TRUE

    @property
    def claim(self) -> Claim:
        return Claim(self.text, tuple(Pointer(1, words) for words in self.words))


def of_the_corpus() -> dict[str, list[Passage]]:
    """Return the corpus in passages of a few sentences each, by document."""
    documents = (one for one in corpus.read(REPOSITORY / "corpus") if isinstance(one, Document))
    return {one.id: passages_of(one) for one in documents}


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


def by_hand(passages: dict[str, list[Passage]]) -> Iterator[Stated]:
    """Yield the statements about the corpus that were written by hand."""
    for item in _lines(STATEMENTS):
        held = (one for one in passages[item["document"]] if item["words"] in SOURCE_MARKS.sub("", one.text))
        yield from _said(item, (item["words"],), next(held))


def of_other_texts(part: int) -> Iterator[Stated]:
    """Yield the statements about texts of other fields, all made up: two halves (0, 1), and those written last (2)."""
    lines = _lines(MORE)
    chosen = lines[_HALVED:] if part == _LAST else lines[part:_HALVED:2]
    for line in chosen:
        document = Document(line["title"], line["text"], line["title"])
        passage = Passage(document, 0, len(document.text), tuple(s for block in blocks_of(document) for s in block))
        for item in line["statements"]:
            yield from _said(item, tuple(item["words"]), passage)


def _lines(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def _said(item: dict, words: tuple[str, ...], passage: Passage) -> Iterator[Stated]:
    for text in item["true"]:
        yield Stated("true", text, words, passage)
    for one in item["false"]:
        yield Stated(one["kind"], one["text"], words, passage)


def reworded(folders: Sequence[Path]) -> Iterator[Stated]:
    """Yield statements in words of their own, as a chat model might answer, about texts of *folders*.

    The reader learns from none of them, nor from any other about their texts.
    """
    written = read_written(REWORDED)
    for path in folders:
        for one, text in about(read_folder(path), written):
            yield from of_written(one, text)


def of_written(written: Written, text: Text) -> Iterator[Stated]:
    """Yield the true and the false statement of *written*, of what is read of its *text*."""
    start, end = written.stretch
    document = Document(text.id, text.text[start:end], text.title)
    passage = Passage(document, 0, end - start, tuple(s for block in blocks_of(document) for s in block))
    words = tuple(text.text[a:b] for a, b in written.spans)
    for kind, said in (("true", written.true), (written.kind, written.false)):
        if said:
            yield Stated(kind, said, words, passage)


def mutated(passages: Sequence[Passage]) -> Iterator[Stated]:
    """Yield each sentence of *passages* as it stands, and with one thing in it changed by chance."""
    chance = random.Random(11)
    for passage in passages:
        for start, end in passage.sentences:
            sentence = " ".join(SOURCE_MARKS.sub("", passage.text[start:end]).split()).lstrip("- ")
            for kind, change in CHANGES.items():
                if (changed := change(sentence, chance)) is not None:
                    yield Stated(kind, changed, (sentence,), passage)
