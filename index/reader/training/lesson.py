"""Examples as the network sees them: rows of tokens with what is to be said of each, packed into flat arrays.

Packed, some hundred thousand rows fit into a small file and onto a GPU, where batches are cut from them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from pathlib import Path

import numpy as np
import torch
from safetensors.numpy import load_file, save_file
from torch import Tensor

from index.passage import Passage, Span
from index.reader.encode import Encoded, Encoder

NOT_ASKED = -1
"""In place of a truth that a lesson does not teach."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """One row, and what is to be said of it: of a question its answer, of a statement whether it holds."""

    row: Encoded
    first: int
    """The answer's first token in the row; 0, [CLS], where there is none."""
    last: int
    holds: int = NOT_ASKED
    """1 for a statement that the passage proves, 0 for one that it does not, -1 for a question."""


def question_lesson(encoder: Encoder, question: str, passage: Passage, span: Span | None) -> Lesson | None:
    """Return the lesson of a question; None where its answer falls off the end or outside the sentences."""
    (row,) = encoder(question, [passage])
    if span is None:
        return Lesson(row, 0, 0)
    start, end = span
    inside = [n for n, (a, b) in enumerate(row.offsets) if a < end and start < b]
    if inside and row.offsets[inside[-1]][1] >= end and row.sentence[inside[0]] and row.sentence[inside[-1]]:
        return Lesson(row, row.first + inside[0], row.first + inside[-1])
    return None


def statement_lesson(encoder: Encoder, statement: str, passage: Passage, holds: bool) -> Lesson:
    """Return the lesson of a statement."""
    (row,) = encoder(statement, [passage])
    return Lesson(row, 0, 0, int(holds))


@dataclass(frozen=True, slots=True)
class Lessons:
    """Many lessons, packed: `ids` and `sentence` hold the tokens of all rows one after the other."""

    ids: Tensor
    sentence: Tensor
    """By token the number from 1 of its sentence; 0 outside the passage and where nothing may be quoted."""
    starts: Tensor
    """By row: where it begins in `ids`."""
    lengths: Tensor
    kinds_from: Tensor
    first: Tensor
    last: Tensor
    holds: Tensor

    def __len__(self) -> int:
        return len(self.lengths)

    @classmethod
    def of(cls, made: Iterable[Lesson]) -> Lessons:
        """Pack *made*."""
        rows = list(made)
        lengths = np.array([len(one.row.ids) for one in rows], np.int64)
        columns = {
            "ids": np.concatenate([np.array(one.row.ids, np.int32) for one in rows] or [np.zeros(0, np.int32)]),
            "sentence": np.concatenate([_sentences(one.row) for one in rows] or [np.zeros(0, np.uint8)]),
            "starts": lengths.cumsum() - lengths,
            "lengths": lengths,
            "kinds_from": np.array([one.row.kinds_from for one in rows], np.int64),
            "first": np.array([one.first for one in rows], np.int64),
            "last": np.array([one.last for one in rows], np.int64),
            "holds": np.array([one.holds for one in rows], np.int64),
        }
        return cls(**{name: torch.from_numpy(values) for name, values in columns.items()})

    def at(self, places: Tensor) -> Lessons:
        """Return the lessons at *places* alone."""
        columns = {name: getattr(self, name)[places] for name in ("lengths", "kinds_from", "first", "last", "holds")}
        lengths = columns["lengths"]
        starts = lengths.cumsum(0) - lengths
        tokens = torch.repeat_interleave(self.starts[places] - starts, lengths) + torch.arange(int(lengths.sum()))
        return Lessons(ids=self.ids[tokens], sentence=self.sentence[tokens], starts=starts, **columns)

    def on(self, device: str) -> Lessons:
        """Return the same lessons in the memory of *device*."""
        return Lessons(**{one.name: getattr(self, one.name).to(device) for one in fields(self)})

    def save(self, path: Path) -> None:
        """Write the lessons to *path*, tokens in 16 and 8 bits."""
        small = {"ids": np.uint16, "sentence": np.uint8, "kinds_from": np.uint8, "holds": np.int8}
        columns = {one.name: getattr(self, one.name).numpy() for one in fields(self) if one.name != "starts"}
        save_file({name: values.astype(small.get(name, np.uint16)) for name, values in columns.items()}, path)

    @classmethod
    def load(cls, path: Path) -> Lessons:
        """Read what `save` wrote."""
        wide = {"ids": np.int32, "sentence": np.uint8}
        columns = {name: values.astype(wide.get(name, np.int64)) for name, values in load_file(path).items()}
        columns["starts"] = columns["lengths"].cumsum() - columns["lengths"]
        return cls(**{name: torch.from_numpy(values) for name, values in columns.items()})

    def batch(self, places: Tensor) -> dict[str, Tensor]:
        """Return the network's inputs for the rows at *places*, padded to the longest."""
        lengths = self.lengths[places]
        at = torch.arange(int(lengths.max()), device=places.device)
        there = at < lengths[:, None]
        flat = (self.starts[places][:, None] + at).clamp(max=len(self.ids) - 1)
        sentences = torch.where(there, self.sentence[flat], 0).long()
        return {
            "ids": torch.where(there, self.ids[flat], 0).long(),
            "kinds": ((at >= self.kinds_from[places][:, None]) & there).long(),
            "passage": ((sentences > 0) | (at == 0)).long(),
            "sentences": sentences,
        }


def _sentences(row: Encoded) -> np.ndarray[tuple[int], np.dtype[np.uint8]]:
    numbers = np.zeros(len(row.ids), np.uint8)
    numbers[row.first : row.first + len(row.sentence)] = np.array(row.sentence, np.uint8)
    return numbers


def together(parts: Sequence[Lessons]) -> Lessons:
    """Return the lessons of all *parts* as one."""
    columns = {one.name: torch.cat([getattr(part, one.name) for part in parts]) for one in fields(Lessons)}
    columns["starts"] = columns["lengths"].cumsum(0) - columns["lengths"]
    return Lessons(**columns)
