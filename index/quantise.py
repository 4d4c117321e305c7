"""Linear layers become 8-bit ones, twice as fast on a processor and nearly as exact; by torch with oneDNN.

Weights are rounded once, one scale for each output; inputs each time, one scale for each row. Plain AVX2
adds products of two neighbouring inputs in 16 bits with saturation (`vpmaddubsw`), so weights are scaled such that no
two neighbours can overflow together: 255 × 128 = 32,640 < 32,767.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

_INPUT_LEVELS = 255
_LEAST_STEP = 1e-12
_NEIGHBOURS = 127  # what two neighbouring weights of one sign may sum to; rounding may add 1


class QuantisedLinear(nn.Module):
    """What `nn.Linear` computes, to about 8 bits, for inference only."""

    def __init__(self, weight: Tensor, bias: Tensor | None, lowest: float | None = None) -> None:
        """Take a *weight* of outputs × inputs and its *bias*; inputs are about 0, or never below *lowest*."""
        super().__init__()
        weight = weight.detach().float()
        self.in_features, self.out_features = weight.shape[1], weight.shape[0]
        rounded, self._scales = _rounded(weight)
        self._packed = torch.ops.onednn.qlinear_prepack(rounded, None)
        self._zeros = torch.zeros(len(weight), dtype=torch.int64)
        self._lowest = lowest
        self._constant = torch.zeros(len(weight)) if bias is None else bias.detach().float().clone()
        if lowest is not None:
            self._constant += lowest * rounded.float().sum(1) * self._scales

    def forward(self, x: Tensor) -> Tensor:
        """Return … × outputs in float32 for *x* of … × inputs in float32."""
        rows = x.reshape(-1, self.in_features)
        zero, step = self._levels(rows)
        # Half a step more, because the conversion cuts off; numpy's is five times as fast as torch's.
        levels = rows.mul(1 / step).add_(zero + 0.5 if self._lowest is None else 0.5 - self._lowest / step)
        rounded = torch.from_numpy(levels.numpy().astype(np.uint8))
        out = _multiply(rounded, zero, self._packed, self._scales, self._zeros)
        return out.mul_(step).add_(self._constant).view(*x.shape[:-1], self.out_features)

    def _levels(self, rows: Tensor) -> tuple[int, Tensor]:
        """Return the level, 0 to 255, that stands for 0 (or for the lowest), and each row's step: rows × 1."""
        high = rows.amax(1, keepdim=True)
        if self._lowest is not None:
            return 0, (high - self._lowest).div_(_INPUT_LEVELS).clamp_min_(_LEAST_STEP)
        high, low = high.clamp_min_(_LEAST_STEP), rows.amin(1, keepdim=True).neg_().clamp_min_(_LEAST_STEP)
        # The large inputs of a layer are on one side in all rows, so that side is given the more levels.
        zero = round(_INPUT_LEVELS * float((low / (high + low)).mean())) if len(rows) else 0
        zero = min(max(zero, 1), _INPUT_LEVELS - 1)
        return zero, torch.maximum(high / (_INPUT_LEVELS - zero), low / zero)


def quantise(module: nn.Module) -> nn.Module:
    """Replace every `nn.Linear` in *module*, which must be for inference, and return it; nothing where it can't be."""
    if not is_exact():
        return module
    if type(module) is nn.Linear:
        return QuantisedLinear(module.weight, module.bias)
    for name, child in module.named_children():
        setattr(module, name, quantise(child))
    return module


@lru_cache(maxsize=1)
def is_exact() -> bool:
    """Tell whether this processor and this torch multiply 8-bit numbers without an error, at the worst there can be."""
    weights = torch.zeros(64, 64, dtype=torch.int8)
    weights[:32, 0::2], weights[:32, 1::2] = 127, 1  # only neighbours share 16 bits: 127 + 127 would overflow
    weights[32:, 0::2], weights[32:, 1::2] = -64, -64
    inputs = torch.full((40, 64), _INPUT_LEVELS, dtype=torch.uint8)
    inputs[20:] = torch.arange(64, dtype=torch.uint8) * 4
    try:
        packed = torch.ops.onednn.qlinear_prepack(weights, None)
        got = _multiply(inputs, 0, packed, torch.ones(64), torch.zeros(64, dtype=torch.int64))
    except (AttributeError, RuntimeError, NotImplementedError):
        return False  # a torch without oneDNN
    return bool(torch.equal(got, inputs.float() @ weights.float().T))


def _multiply(inputs: Tensor, zero: int, packed: Tensor, scales: Tensor, zeros: Tensor) -> Tensor:
    """Return (inputs − *zero*) × weights × *scales*, in float32: rows × outputs."""
    multiply = torch.ops.onednn.qlinear_pointwise.default
    product: Tensor = multiply(
        inputs, 1.0, zero, packed, scales, zeros, None, 1.0, 0, torch.float32, "none", [], ""
    )  # fmt: skip
    return product


def _rounded(weight: Tensor) -> tuple[Tensor, Tensor]:
    """Return *weight* as whole numbers and what one counts for each output; see the module for their range."""
    pairs = functional.pad(weight, (0, weight.shape[1] % 2)).reshape(len(weight), -1, 2)
    most = torch.maximum(pairs.clamp_min(0).sum(2).amax(1), pairs.clamp_max(0).sum(2).neg().amax(1))
    scales = most.clamp_min(1e-12) / _NEIGHBOURS
    return torch.round(weight / scales[:, None]).clamp_(-127, 127).to(torch.int8), scales
