"""A question, a title and a passage become the network's tokens, with where each token stands in the passage."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from tokenizers import Tokenizer
from torch import Tensor

from index.passage import Passage, Span
from index.reader.network import installed_weights

MOST_TOKENS = 320
"""Of question, title and passage together; the passage is cut, not the question."""
_MOST_QUESTION, _MOST_TITLE = 56, 20
_CLS, _SEP = 101, 102


@dataclass(frozen=True, slots=True)
class Encoded:
    """One row of a batch."""

    ids: list[int]
    kinds_from: int
    """The token from which all belong to the passage's side."""
    first: int
    """The passage's first token."""
    offsets: list[Span]
    """Where the passage's tokens stand, in characters of its text."""
    sentence: list[int]
    """The number from 1 of the sentence that each of them belongs to; 0 for what may not be quoted."""


class Encoder:
    """MiniLM's tokenizer, as the reader was trained with it."""

    def __init__(self, most_tokens: int = MOST_TOKENS) -> None:
        self._most = most_tokens
        self._tokenizer = Tokenizer.from_file(str(installed_weights() / "tokenizer.json"))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()

    def __call__(self, question: str, passages: Sequence[Passage]) -> list[Encoded]:
        """Return `[CLS] question [SEP] title . passage [SEP]` for each passage."""
        asked = self._ids(question)[:_MOST_QUESTION]
        return [self._row(asked, passage) for passage in passages]

    def _row(self, asked: list[int], passage: Passage) -> Encoded:
        title = passage.document.title
        headed = self._ids(f"{title} .")[:_MOST_TITLE] if title else []
        read = self._tokenizer.encode(passage.text, add_special_tokens=False)
        room = self._most - len(asked) - len(headed) - 3
        offsets = list(read.offsets[:room])
        ids = [_CLS, *asked, _SEP, *headed, *read.ids[:room], _SEP]
        return Encoded(ids, len(asked) + 2, len(asked) + len(headed) + 2, offsets, _numbers(offsets, passage.sentences))

    def _ids(self, text: str) -> list[int]:
        return list(self._tokenizer.encode(text, add_special_tokens=False).ids)


def _numbers(offsets: Sequence[Span], sentences: Sequence[Span]) -> list[int]:
    numbers, at = [], 0
    for start, end in offsets:
        while at < len(sentences) and start >= sentences[at][1]:
            at += 1
        inside = at < len(sentences) and sentences[at][0] <= start and end <= sentences[at][1]
        numbers.append(at + 1 if inside else 0)
    return numbers


def batch(rows: Sequence[Encoded]) -> dict[str, Tensor]:
    """Return the inputs of the network for *rows*, padded to the longest."""
    length = max(len(row.ids) for row in rows)
    ids, kinds, passage, sentences = (torch.zeros(len(rows), length, dtype=torch.long) for _ in range(4))
    for n, row in enumerate(rows):
        ids[n, : len(row.ids)] = torch.tensor(row.ids)
        kinds[n, row.kinds_from : len(row.ids)] = 1
        passage[n, 0] = 1
        numbers = torch.tensor(row.sentence, dtype=torch.long)
        passage[n, row.first : row.first + len(numbers)] = (numbers > 0).long()
        sentences[n, row.first : row.first + len(numbers)] = numbers
    return {"ids": ids, "kinds": kinds, "passage": passage, "sentences": sentences}
