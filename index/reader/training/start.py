"""Where training starts, the installed encoder under fresh heads, and where it ends, the file that is shipped."""

from __future__ import annotations

from pathlib import Path

import torch
from safetensors.torch import load_file, save_file
from torch import Tensor

from index.reader.network import (
    FROZEN,
    LAYERS,
    ReaderNetwork,
    installed_weights,
    trained_network,
    word_embeddings,
)

_INSIDE_A_LAYER = {
    "attention.output.dense": "out",
    "attention.output.LayerNorm": "attention_norm",
    "intermediate.dense": "up",
    "output.dense": "down",
    "output.LayerNorm": "norm",
}
"""BERT's names of what a layer holds, and ours."""


def installed_network(dropout: float) -> ReaderNetwork:
    """Return the installed encoder under heads that know nothing yet."""
    network = ReaderNetwork(dropout)
    weights = load_file(installed_weights() / "model.safetensors")
    ours = _renamed({name.removeprefix("bert."): value for name, value in weights.items()})
    lacking, _ = network.load_state_dict(ours, strict=False)
    if any(not name.startswith(("spans", "support", "answerable", "holds")) for name in lacking):
        raise ValueError(f"the installed weights lack {lacking}")
    return network


def network_from(path: Path, dropout: float) -> ReaderNetwork:
    """Return a network that learns on from the weights at *path*; a head that they lack knows nothing yet."""
    network = ReaderNetwork(dropout)
    lacking, _ = network.load_state_dict({**load_file(path), FROZEN: word_embeddings()}, strict=False)
    if any(not name.startswith("holds") for name in lacking):
        raise ValueError(f"the weights at {path} lack {lacking}")
    return network


def average(network: ReaderNetwork, path: Path) -> None:
    """Move *network* half the way back to the weights at *path* that it went on from (Izmailov et al., UAI 2018)."""
    before = trained_network(path).state_dict()
    network.load_state_dict({name: (value + before[name]) / 2 for name, value in network.state_dict().items()})


def _renamed(weights: dict[str, Tensor]) -> dict[str, Tensor]:
    """Return BERT's weights under our names, the three attention matrices joined into one."""
    ours = {
        FROZEN: weights["embeddings.word_embeddings.weight"],
        "embeddings.places.weight": weights["embeddings.position_embeddings.weight"],
        "embeddings.kinds.weight": weights["embeddings.token_type_embeddings.weight"],
    }
    for end in ("weight", "bias"):
        ours[f"embeddings.norm.{end}"] = weights[f"embeddings.LayerNorm.{end}"]
        for n in range(LAYERS):
            theirs = f"encoder.layer.{n}."
            parts = [weights[f"{theirs}attention.self.{part}.{end}"] for part in ("query", "key", "value")]
            ours[f"layers.{n}.qkv.{end}"] = torch.cat(parts)
            for name, our_name in _INSIDE_A_LAYER.items():
                ours[f"layers.{n}.{our_name}.{end}"] = weights[f"{theirs}{name}.{end}"]
    return ours


def save(network: ReaderNetwork, path: Path) -> None:
    """Write what was tuned as float16, first beside *path*, then over it."""
    tuned = {name: value.detach().half().contiguous() for name, value in network.state_dict().items() if name != FROZEN}
    beside = path.with_suffix(".tmp")
    save_file(tuned, beside)
    beside.replace(path)
