"""The network's scores become readings: for each sentence of a passage its support and the words that answer."""

from __future__ import annotations

import torch
from torch import Tensor

from index.passage import Passage
from index.reader import Reading, Sentence
from index.reader.encode import Encoded, batch
from index.reader.network import ReaderNetwork

_MOST_SPAN = 40  # tokens


@torch.inference_mode()
def reading_of(network: ReaderNetwork, row: Encoded, passage: Passage) -> Reading:
    """Return the reading of one passage; rows go through one at a time, since padding costs as much as words."""
    scores = network(**batch([row]))
    return _reading(row, passage, {name: value[0] for name, value in scores.items()})


def _reading(row: Encoded, passage: Passage, scores: dict[str, Tensor]) -> Reading:
    length = len(row.offsets)
    numbers = torch.tensor(row.sentence)
    nothing = float(scores["start"][0] + scores["end"][0])
    best, last = _best_spans(scores, row.first, length, numbers) if length else (torch.empty(0), torch.empty(0))
    found: list[Sentence | None] = []
    for number in range(1, len(passage.sentences) + 1):
        mine = (numbers == number).nonzero().flatten()
        if not len(mine):
            found.append(None)
            continue
        first = int(mine[best[mine].argmax()])
        span = (row.offsets[first][0], row.offsets[int(last[first])][1])
        found.append(Sentence(float(scores["support"][number - 1]), span, float(best[first]) - nothing))
    return Reading(float(scores["answerable"]), tuple(found), float(scores["holds"]))


def _best_spans(scores: dict[str, Tensor], first: int, length: int, numbers: Tensor) -> tuple[Tensor, Tensor]:
    """Return for each token of the passage the score of the best span that starts there, and its last token."""
    total = scores["start"][first : first + length, None] + scores["end"][None, first : first + length]
    allowed = torch.ones(length, length, dtype=torch.bool).triu().tril(_MOST_SPAN)
    allowed &= (numbers[:, None] == numbers[None, :]) & (numbers > 0)[:, None]
    best, last = total.masked_fill(~allowed, -1e9).max(1)
    return best, last
