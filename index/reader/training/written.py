"""Statements that were written about texts in words of their own, true ones and false ones: no rule words so freely.

`written.jsonl` holds them and none of their texts: which folder and document they are of, the stretch of its text that
is read and the sentences in it that prove the true one, in characters, and what is wrong with the false one. Of some
only the one or the other is there: they were chosen so that neither a statement's words nor how many of them its text
has tell alone whether it is true (a linear model of both is right no oftener than by chance).
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from index.passage import Span
from index.reader.training.claimed import Claimed
from index.reader.training.folder import Folder, Text
from index.reader.training.styled import styled
from index.reader.training.verbs import Verbs

WRITTEN = Path(__file__).with_name("written.jsonl")
_WHOLE = 0.1
"""The share read in the whole stretch, and not in the sentences that prove it only."""
_UNPROVEN = 0.12
"""The share told of another sentence of the stretch too, which does not prove it."""
_OF_EACH_OTHER = 0.12
"""The share of those that contradict each other in nearly the same words that are told of each other too."""
_CONTRADICT = frozenset(
    [
        "exchanged",
        "role",
        "moved",
        "opposite",
        "denied",
        "order",
        "date",
        "name",
        "place",
        "figure",
        "comparator",
        "unit",
    ]
)
"""What makes a false statement one that the true one denies."""
_LIKE = 0.6
"""The share of words in the same order from which two statements are nearly the same."""


@dataclass(frozen=True, slots=True)
class Written:
    """A true statement and a false one that the same sentences are said to prove; one of them may be missing."""

    folder: str
    document: str
    stretch: Span
    """What is read of the document, in characters of its text as `read_folder` gives it."""
    spans: tuple[Span, ...]
    """The sentences that prove the true one, each inside the stretch."""
    true: str = ""
    false: str = ""
    kind: str = ""
    """What is wrong with the false one: `exchanged`, `moved`, `denied` …"""

    @property
    def contradict(self) -> bool:
        """Whether the true and the false one deny each other in nearly the same words."""
        words, others = self.true.casefold().split(), self.false.casefold().split()
        if self.kind not in _CONTRADICT or not (words and others):
            return False
        return SequenceMatcher(None, words, others, autojunk=False).ratio() >= _LIKE

    def quoted(self, text: str) -> str:
        """Return the sentences that prove it, one after the other."""
        return " ".join(text[a:b] for a, b in self.spans)

    def around(self, text: str) -> str:
        """Return the whole stretch."""
        return text[slice(*self.stretch)]

    def besides(self, text: str) -> str:
        """Return what the stretch has after the last sentence that proves it, or else before the first."""
        after = text[self.spans[-1][1] : self.stretch[1]].strip()
        return after or text[self.stretch[0] : self.spans[0][0]].strip()


def read_written(path: Path = WRITTEN) -> list[Written]:
    """Return the statements of a file such as `written.jsonl`."""
    with path.open(encoding="utf-8") as lines:
        return [_written(json.loads(line)) for line in lines]


def _written(record: dict[str, Any]) -> Written:
    (start, end), spans = record.pop("stretch"), tuple((a, b) for a, b in record.pop("spans"))
    return Written(stretch=(start, end), spans=spans, **record)


def about(folder: Folder, written: Iterable[Written]) -> Iterator[tuple[Written, Text]]:
    """Yield those of *written* that are about texts of *folder*, each with its text."""
    texts = {text.id: text for text in folder.texts}
    yield from ((one, texts[one.document]) for one in written if one.folder == folder.name and one.document in texts)


def claimed(folder: Folder, written: Iterable[Written], chance: random.Random, verbs: Verbs) -> Iterator[Claimed]:
    """Yield the statements about texts of *folder*, each with what it cites of its text."""
    for one, text in about(folder, written):
        for statement, recipe in ((one.true, "written"), (one.false, f"false: written, {one.kind}")):
            cited = one.around(text.text) if chance.random() < _WHOLE else one.quoted(text.text)
            if statement:
                yield Claimed(statement, text.title, cited, recipe == "written", recipe, folder.name)
        others = one.besides(text.text)
        if one.true and others and chance.random() < _UNPROVEN:
            yield Claimed(one.true, text.title, others, False, "false: written, other sentences", folder.name)
            yield Claimed(one.true, text.title, one.around(text.text), True, "written", folder.name)
        if one.contradict and chance.random() < _OF_EACH_OTHER:
            said, cited = chance.sample((one.true, one.false), 2)
            yield Claimed(said, text.title, cited, False, "false: written, of its contrary", folder.name)
            yield Claimed(styled(said, chance, verbs), text.title, said, True, "written, of itself", folder.name)
