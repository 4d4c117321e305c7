"""Two words go in; how alike they are comes out, by the encoder's own word embeddings."""

from __future__ import annotations

import numpy as np
from tokenizers import Tokenizer

from index.reader.network import installed_weights, word_embeddings


class Kinship:
    """Cosine similarity of single word pieces; 0 where a word is more than one."""

    def __init__(self) -> None:
        table = word_embeddings().numpy()
        self._table = table / np.linalg.norm(table, axis=1, keepdims=True).clip(1e-6)
        self._pieces: dict[str, int] = Tokenizer.from_file(str(installed_weights() / "tokenizer.json")).get_vocab()

    @property
    def vocabulary(self) -> frozenset[str]:
        """All that is one word piece."""
        return frozenset(self._pieces)

    def __call__(self, word: str, other: str) -> float:
        if word not in self._pieces or other not in self._pieces:
            return 0.0
        return float(self._table[self._pieces[word]] @ self._table[self._pieces[other]])
