"""Lessons go in, a tuned network comes out: the loss of its four heads falls, by the clock or until all are seen."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

import torch
from torch import Tensor
from torch.nn import functional

from index.reader.network import FROZEN, LAYERS, ReaderNetwork
from index.reader.training.lesson import Lessons

MOST_TOKENS = 256
_TOKENS_A_BATCH, _MOST_ROWS = 1_600, 32
_STRETCH = 40  # batches' worth of rows sorted by length together, so that little is padding
RATE, _HEADS_FASTER, _LAYER_DECAY = 2e-4, 4.0, 0.95
_WARM, _FALLING = 0.04, 0.9  # of all examples: the rate rises over the first, and falls over the last
_WEIGHTS = {"span": 1.0, "support": 0.5, "answerable": 0.5, "holds": 0.5}  # of the heads' losses
_CLIP = 1.0
_SEP, _MASK = 102, 103
_SMOOTHED = 0.98


@dataclass(frozen=True, slots=True)
class Pace:
    """How long and how fast a network learns."""

    minutes: float
    epochs: int = 1
    rate: float = RATE
    """The highest learning rate, of the upper layer."""
    larger: int = 1
    """How many times as many tokens as usual go into a batch: a GPU wants some ten times as many."""
    seed: int = 1
    hidden: float = 0.0
    """The share of a question's tokens that are masked, drawn anew each time: what is left has to do."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far training has come."""

    share: float
    """Of the examples or of the time, whichever is further: 0 to 1."""
    seen: int
    losses: dict[str, Tensor]
    """Of each head, smoothed over about fifty batches."""


def tune(
    network: ReaderNetwork, learnt: Lessons, pace: Pace, tell: Callable[[Progress], None] = lambda progress: None
) -> Progress:
    """Tune *network*, where it is, on *learnt* as *pace* says; *tell* is called after each batch.

    The learning rate falls to zero with whichever comes first, so that a slow machine ends with a finished model too.
    """
    learnt = learnt.on(next(network.parameters()).device.type)
    chance = torch.Generator().manual_seed(pace.seed)
    optimizer = torch.optim.AdamW(_groups(network, pace.rate))
    total, began = len(learnt) * pace.epochs, time.monotonic()
    progress = Progress(0.0, 0, {})
    network.train()
    for places in (places for _ in range(pace.epochs) for places in _batches(learnt, pace.larger, chance)):
        share = max(progress.seen / total, (time.monotonic() - began) / 60 / pace.minutes)
        if share >= 1:
            break
        rate = min((progress.seen + 1) / (_WARM * total), (1 - share) / _FALLING, 1.0)
        for group in optimizer.param_groups:
            group["lr"] = group["peak"] * rate
        now = _step(network, optimizer, learnt, places, pace.hidden)
        losses = {name: _smoothed(progress.losses.get(name, loss), loss) for name, loss in now.items()}
        progress = Progress(share, progress.seen + len(places), losses)
        tell(progress)
    network.eval()
    return progress


def _smoothed(before: Tensor, now: Tensor) -> Tensor:
    return _SMOOTHED * before + (1 - _SMOOTHED) * now


def _step(
    network: ReaderNetwork, optimizer: torch.optim.Optimizer, learnt: Lessons, places: Tensor, hidden: float
) -> dict[str, Tensor]:
    kind = learnt.ids.device.type
    places = places.to(kind)
    inputs = learnt.batch(places)
    inputs["ids"] = masked(inputs, hidden)
    with torch.autocast(kind, torch.bfloat16, enabled=kind != "cpu" or multiplies_in_bfloat16()):
        scores = network(**inputs)
    losses = _losses(scores, learnt, places, inputs["sentences"])
    sum(_WEIGHTS[name] * loss for name, loss in losses.items()).backward()  # type: ignore[union-attr]
    torch.nn.utils.clip_grad_norm_(network.parameters(), _CLIP)
    optimizer.step()
    optimizer.zero_grad(set_to_none=True)
    return {name: value.detach() for name, value in losses.items()}


def masked(inputs: dict[str, Tensor], hidden: float) -> Tensor:
    """Return the ids with a share of the question's tokens masked."""
    ids = inputs["ids"]
    asked = (inputs["kinds"] == 0) & (ids != 0) & (ids != _SEP)
    asked[:, 0] = False
    return torch.where(asked & (torch.rand(ids.shape, device=ids.device) < hidden), _MASK, ids)


@lru_cache(maxsize=1)
def multiplies_in_bfloat16() -> bool:
    """Whether this processor has products of bfloat16 numbers of its own; elsewhere they are slower than float32."""
    has = torch.cpu.get_capabilities()
    return bool(has.get("avx512_bf16") or has.get("amx_bf16") or has.get("bf16"))


def _losses(scores: dict[str, Tensor], learnt: Lessons, places: Tensor, sentences: Tensor) -> dict[str, Tensor]:
    """Return each head's loss over the rows that teach it, 0 where there are none.

    Span: cross entropy, [CLS] for "no answer". Support: by sentence, yes or no. Answerable, holds: yes or no.
    """
    first, last, holds = (column[places] for column in (learnt.first, learnt.last, learnt.holds))
    asked = holds < 0
    number = torch.arange(1, scores["support"].shape[1] + 1, device=places.device)
    there = (number <= sentences.max(1, keepdim=True).values) & asked[:, None]
    held = (sentences.gather(1, first[:, None]) == number) & (first > 0)[:, None]
    start = functional.cross_entropy(scores["start"], first, reduction="none")
    end = functional.cross_entropy(scores["end"], last, reduction="none")
    return {
        "span": _mean((start + end) / 2, asked),
        "support": _mean(_yes_or_no(scores["support"], held), there),
        "answerable": _mean(_yes_or_no(scores["answerable"], first > 0), asked),
        "holds": _mean(_yes_or_no(scores["holds"], holds > 0), ~asked),
    }


def _yes_or_no(logits: Tensor, truth: Tensor) -> Tensor:
    return functional.binary_cross_entropy_with_logits(logits, truth.float(), reduction="none")


def _mean(losses: Tensor, counted: Tensor) -> Tensor:
    return (losses * counted).sum() / counted.sum().clamp(min=1)


def _batches(learnt: Lessons, larger: int, chance: torch.Generator) -> Iterator[Tensor]:
    """Yield the places of all of *learnt* in an order drawn by chance, rows of like length together."""
    lengths = learnt.lengths.cpu()
    order = torch.randperm(len(learnt), generator=chance)
    for stretch in torch.split(order, _STRETCH * _MOST_ROWS * larger):
        by_length = stretch[lengths[stretch].argsort()]
        cuts = _cuts(lengths[by_length].tolist(), _TOKENS_A_BATCH * larger, _MOST_ROWS * larger)
        made = by_length.tensor_split(cuts)
        for place in torch.randperm(len(made), generator=chance).tolist():
            yield made[place]


def _cuts(lengths: list[int], tokens: int, rows: int) -> list[int]:
    """Return where batches of rows of rising *lengths* end, all but the last one's."""
    cuts, begin = [], 0
    for at, length in enumerate(lengths):
        if at > begin and (at - begin == rows or (at - begin + 1) * length > tokens):
            cuts.append(at)
            begin = at
    return cuts


def _groups(network: ReaderNetwork, rate: float) -> list[dict[str, object]]:
    """Return the optimizer's groups: lower layers learn more slowly, heads faster, word embeddings not at all."""
    made: list[dict[str, object]] = []
    for name, weight in network.named_parameters():
        weight.requires_grad_(name != FROZEN)
        if name == FROZEN:
            continue
        if name.startswith("layers."):
            factor = _LAYER_DECAY ** (LAYERS - 1 - int(name.split(".")[1]))
        else:
            factor = _LAYER_DECAY**LAYERS if name.startswith("embeddings.") else _HEADS_FASTER
        decay = 0.01 if weight.ndim > 1 else 0.0
        made.append({"params": [weight], "lr": rate * factor, "peak": rate * factor, "weight_decay": decay})
    return made
