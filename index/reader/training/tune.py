"""Examples go in, a tuned network comes out: the loss of its three heads falls, by the clock or until all are seen."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import torch
from torch import Tensor
from torch.nn import functional

from index.reader.encode import Encoded, Encoder, batch
from index.reader.network import FROZEN, LAYERS, ReaderNetwork
from index.reader.training.example import Example

MOST_TOKENS = 256
_TOKENS_A_BATCH, _MOST_ROWS = 1_600, 32
_STRETCH = 1_200  # examples sorted by length together, so that little is padding
_RATE, _HEADS_FASTER, _LAYER_DECAY = 2e-4, 4.0, 0.95
_WARM, _FALLING = 0.04, 0.9  # of all examples: the rate rises over the first, and falls over the last
_SUPPORT, _ANSWERABLE = 0.5, 0.5  # weights of two losses against the span's
_CLIP = 1.0
_SMOOTHED = 0.98


@dataclass(frozen=True, slots=True)
class Lesson:
    """An example as tokens, with what is to be said of it."""

    row: Encoded
    first: int
    """The answer's first token in the row; 0, [CLS], where there is none."""
    last: int


@dataclass(frozen=True, slots=True)
class Progress:
    """How far training has come."""

    share: float
    """Of the examples or of the time, whichever is further: 0 to 1."""
    seen: int
    losses: dict[str, float]
    """Of each head, smoothed over about fifty batches."""


def lessons(examples: Iterable[Example], encoder: Encoder) -> list[Lesson]:
    """Return the examples as tokens; one whose answer falls off the end or outside its sentences is left out."""
    made = []
    for example in examples:
        (row,) = encoder(example.question, [example.passage])
        if example.span is None:
            made.append(Lesson(row, 0, 0))
            continue
        start, end = example.span
        inside = [n for n, (a, b) in enumerate(row.offsets) if a < end and start < b]
        if inside and row.offsets[inside[-1]][1] >= end and row.sentence[inside[0]] and row.sentence[inside[-1]]:
            made.append(Lesson(row, row.first + inside[0], row.first + inside[-1]))
    return made


def tune(
    network: ReaderNetwork,
    learnt: Sequence[Lesson],
    *,
    minutes: float,
    epochs: int = 1,
    seed: int = 1,
    tell: Callable[[Progress], None] = lambda progress: None,
) -> Progress:
    """Tune *network* on *learnt* until all were seen *epochs* times or *minutes* are over; *tell* is called each batch.

    The learning rate falls to zero with whichever comes first, so that a slow machine ends with a finished model too.
    """
    chance = random.Random(seed)
    optimizer = torch.optim.AdamW(_groups(network))
    total, began = len(learnt) * epochs, time.monotonic()
    progress = Progress(0.0, 0, {})
    network.train()
    for part in (part for _ in range(epochs) for part in _batches(learnt, chance)):
        share = max(progress.seen / total, (time.monotonic() - began) / 60 / minutes)
        if share >= 1:
            break
        rate = min((progress.seen + 1) / (_WARM * total), (1 - share) / _FALLING, 1.0)
        for group in optimizer.param_groups:
            group["lr"] = group["peak"] * rate
        now = _step(network, optimizer, part)
        losses = {name: _smoothed(progress.losses.get(name, loss), loss) for name, loss in now.items()}
        progress = Progress(share, progress.seen + len(part), losses)
        tell(progress)
    network.eval()
    return progress


def _smoothed(before: float, now: float) -> float:
    return _SMOOTHED * before + (1 - _SMOOTHED) * now


def _step(network: ReaderNetwork, optimizer: torch.optim.Optimizer, part: Sequence[Lesson]) -> dict[str, float]:
    with torch.autocast("cpu", torch.bfloat16, enabled=multiplies_in_bfloat16()):
        scores = network(**batch([lesson.row for lesson in part]))
    losses = _losses(scores, part)
    loss = losses["span"] + _SUPPORT * losses["support"] + _ANSWERABLE * losses["answerable"]
    loss.backward()  # type: ignore[no-untyped-call]
    torch.nn.utils.clip_grad_norm_(network.parameters(), _CLIP)
    optimizer.step()
    optimizer.zero_grad(set_to_none=True)
    return {name: float(value.detach()) for name, value in losses.items()}


@lru_cache(maxsize=1)
def multiplies_in_bfloat16() -> bool:
    """Whether this processor has products of bfloat16 numbers of its own; elsewhere they are slower than float32."""
    has = torch.cpu.get_capabilities()
    return bool(has.get("avx512_bf16") or has.get("amx_bf16") or has.get("bf16"))


def _losses(scores: dict[str, Tensor], part: Sequence[Lesson]) -> dict[str, Tensor]:
    """Span: cross entropy, [CLS] for "no answer". Support: by sentence, yes or no. Answerable: yes or no."""
    first, last = torch.tensor([lesson.first for lesson in part]), torch.tensor([lesson.last for lesson in part])
    held, there = torch.zeros_like(scores["support"]), torch.zeros_like(scores["support"])
    for n, lesson in enumerate(part):
        there[n, : max(lesson.row.sentence, default=0)] = 1
        if lesson.first:
            held[n, lesson.row.sentence[lesson.first - lesson.row.first] - 1] = 1
    support = functional.binary_cross_entropy_with_logits(scores["support"], held, reduction="none")
    return {
        "span": (functional.cross_entropy(scores["start"], first) + functional.cross_entropy(scores["end"], last)) / 2,
        "support": (support * there).sum() / there.sum().clamp(min=1),
        "answerable": functional.binary_cross_entropy_with_logits(scores["answerable"], (first > 0).float()),
    }


def _batches(learnt: Sequence[Lesson], chance: random.Random) -> Iterator[list[Lesson]]:
    """Yield all of *learnt* in an order drawn by chance, rows of like length together."""
    shuffled = chance.sample(learnt, len(learnt))
    for at in range(0, len(shuffled), _STRETCH):
        made: list[list[Lesson]] = [[]]
        for lesson in sorted(shuffled[at : at + _STRETCH], key=lambda lesson: len(lesson.row.ids)):
            full = len(made[-1]) == _MOST_ROWS or (len(made[-1]) + 1) * len(lesson.row.ids) > _TOKENS_A_BATCH
            if made[-1] and full:
                made.append([])
            made[-1].append(lesson)
        chance.shuffle(made)
        yield from made


def _groups(network: ReaderNetwork) -> list[dict[str, object]]:
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
        made.append({"params": [weight], "lr": _RATE * factor, "peak": _RATE * factor, "weight_decay": decay})
    return made
