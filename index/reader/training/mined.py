"""What a trained network gets wrong is what it learns most from: near misses that it takes for answers, mined.

Its own answers, right and wrong ones, become statements: a question with what it would have answered.
(Hard negatives found by the model itself: Xiong et al., ICLR 2021.)
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor

from index.reader.network import ReaderNetwork
from index.reader.training.lesson import Lessons, together

_MOST_SPAN = 40  # tokens
_CELLS = 24_000_000  # of a batch's square of tokens: what a GPU holds at once
_MOST_ROWS = 768
_SURELY_WRONG, _HARD = 0.01, 0.3  # of the near misses, the most answered first: a few answer after all; then the hard
_OTHERS = 0.08  # the share of the near misses that is taken of the others
_ALONE = 0.7  # the share of own answers that are held against their sentence alone
_MOST_PAIR = 120  # tokens of a question and an answer
_SEP = 102


@dataclass(frozen=True, slots=True)
class Answers:
    """What a network answers to many questions, by row."""

    answerable: Tensor
    first: Tensor
    """The first token of the best words, in the row."""
    last: Tensor


def mined(network: ReaderNetwork, misses: Lessons, asked: Lessons, seed: int) -> Lessons:
    """Return the hardest of *misses*, twice, and statements of what *network* answers to them and to *asked*."""
    chance = torch.Generator().manual_seed(seed)
    missed, answered = answers(network, misses), answers(network, asked)
    order = missed.answerable.argsort(descending=True)
    hard = order[round(_SURELY_WRONG * len(order)) : round(_HARD * len(order))]
    others = order[round(_HARD * len(order)) :]
    others = others[torch.randperm(len(others), generator=chance)[: round(_OTHERS * len(order))]]
    kept = misses.at(torch.cat([hard, others]))
    pairs = [_paired(misses, missed, hard, chance), _paired(asked, answered, torch.arange(len(asked)), chance)]
    return together([kept, kept, *pairs])


@torch.inference_mode()
def answers(network: ReaderNetwork, lessons: Lessons) -> Answers:
    """Return what *network*, where it is, answers to all of *lessons*."""
    device = next(network.parameters()).device.type
    there, order, at = lessons.on(device), lessons.lengths.argsort(), 0
    found = torch.zeros(3, len(lessons))
    while at < len(order):
        longest = int(lessons.lengths[order[min(len(order) - 1, at + _MOST_ROWS)]])
        places = order[at : at + max(1, min(_MOST_ROWS, _CELLS // longest**2))]
        found[:, places] = _answers(network, there.batch(places.to(device))).cpu()
        at += len(places)
    return Answers(found[0], found[1].long(), found[2].long())


def _answers(network: ReaderNetwork, inputs: dict[str, Tensor]) -> Tensor:
    """Return the rows' log-odds of being answered, and the first and last tokens of their best words."""
    scores = network(**inputs)
    numbers = inputs["sentences"]
    length = numbers.shape[1]
    allowed = torch.ones(length, length, dtype=torch.bool, device=numbers.device).triu().tril(_MOST_SPAN)
    inside = (numbers[:, :, None] == numbers[:, None, :]) & (numbers > 0)[:, :, None]
    total = scores["start"][:, :, None] + scores["end"][:, None, :]
    best = total.masked_fill(~(allowed & inside), -1e9).flatten(1).argmax(1)
    return torch.stack([scores["answerable"].float(), best // length, best % length])


def _paired(lessons: Lessons, found: Answers, places: Tensor, chance: torch.Generator) -> Lessons:
    """Return a row for each of *places*: the question and the network's answer over what it was read in."""
    alone = torch.rand(len(places), generator=chance) < _ALONE
    made = [_pair(lessons, found, int(place), bool(one)) for place, one in zip(places, alone, strict=True)]
    rows = [one for one in made if one]
    lengths = torch.tensor([len(one.ids) for one in rows], dtype=torch.long)
    nothing = torch.zeros(len(rows), dtype=torch.long)
    return Lessons(
        torch.cat([one.ids for one in rows]) if rows else lessons.ids[:0],
        torch.cat([one.sentence for one in rows]) if rows else lessons.sentence[:0],
        lengths.cumsum(0) - lengths,
        lengths,
        torch.tensor([one.kinds_from for one in rows], dtype=torch.long),
        nothing,
        nothing,
        torch.tensor([one.holds for one in rows], dtype=torch.long),
    )


@dataclass(frozen=True, slots=True)
class _Pair:
    ids: Tensor
    sentence: Tensor
    kinds_from: int
    holds: bool


def _pair(lessons: Lessons, found: Answers, place: int, alone: bool) -> _Pair | None:
    """Return `[CLS] question answer [SEP] title . sentence [SEP]`; None where it is unclear whether that holds."""
    begin = int(lessons.starts[place])
    row = slice(begin, begin + int(lessons.lengths[place]))
    ids, numbers, kinds_from = lessons.ids[row], lessons.sentence[row], int(lessons.kinds_from[place])
    first, last = int(found.first[place]), int(found.last[place])
    holds = _is_right(first, last, int(lessons.first[place]), int(lessons.last[place]))
    if holds is None or not numbers[first] or kinds_from + last - first > _MOST_PAIR:
        return None
    passage = int(numbers.nonzero()[0])
    read = (numbers == numbers[first]).nonzero().flatten() if alone else torch.arange(passage, len(ids) - 1)
    end = torch.tensor([_SEP], dtype=ids.dtype)
    asked = torch.cat([ids[: kinds_from - 1], ids[first : last + 1], end])
    headed = ids[kinds_from:passage]
    told = torch.ones_like(numbers[read]) if alone else numbers[read]
    before, after = numbers.new_zeros(len(asked) + len(headed)), numbers.new_zeros(1)
    return _Pair(torch.cat([asked, headed, ids[read], end]), torch.cat([before, told, after]), len(asked), holds)


def _is_right(first: int, last: int, told_first: int, told_last: int) -> bool | None:
    """Return whether the words *first* to *last* are the answer; None where they share only a little of it."""
    if not told_first:
        return False
    shared = min(last, told_last) - max(first, told_first) + 1
    if shared <= 0:
        return False
    return True if shared * 2 >= min(last - first + 1, told_last - told_first + 1) else None
