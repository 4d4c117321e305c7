"""The vectors that a build has made so far, kept on disk, so that one that was interrupted goes on where it ended."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from index.embed import Vectors32

_KEY_BYTES = 16


def key(text: str) -> bytes:
    """Return what the vector of *text* is kept under: a hash, 16 bytes."""
    return hashlib.sha256(text.encode("utf-8", "replace")).digest()[:_KEY_BYTES]


class Unfinished:
    """Vectors by the hash of their text, in a file that only grows until the build that needs it is done.

    What a killed build wrote in part, and what is no vector of unit length, is taken for not written.
    The index must be locked while one is in use.
    """

    def __init__(self, root: Path, model: str) -> None:
        self._stem = f"unfinished-{hashlib.sha256(model.encode()).hexdigest()[:8]}"
        self._root = root
        self._rows: dict[bytes, int] = {}
        for path in root.glob(f"{self._stem}-*.vectors"):
            self._open(int(path.stem.rpartition("-")[2]))
            self._resume()

    def _open(self, dimensions: int) -> None:
        self._path = self._root / f"{self._stem}-{dimensions}.vectors"
        self._row = np.dtype([("key", f"V{_KEY_BYTES}"), ("vector", "<f4", (dimensions,))])

    def _resume(self) -> None:
        """Take note of the vectors that are in the file, and cut off what was written in part."""
        rows = np.fromfile(self._path, self._row)
        lengths = np.linalg.norm(rows["vector"], axis=1)
        self._rows = {rows["key"][row].tobytes(): int(row) for row in np.flatnonzero(np.abs(lengths - 1) < 1e-3)}
        with self._path.open("ab") as file:
            file.truncate(len(rows) * self._row.itemsize)

    def __contains__(self, key: bytes) -> bool:
        return key in self._rows

    def __len__(self) -> int:
        return len(self._rows)

    def append(self, keys: Sequence[bytes], vectors: Vectors32) -> None:
        """Keep *vectors*, shape (keys, dimensions), at once and for a later build too."""
        self._open(vectors.shape[1])
        rows = np.empty(len(keys), self._row)
        rows["key"] = np.array([np.void(key) for key in keys], f"V{_KEY_BYTES}")
        rows["vector"] = vectors
        with self._path.open("ab") as file:
            first = file.tell() // self._row.itemsize
            file.write(rows.tobytes())
        self._rows |= {key: first + number for number, key in enumerate(keys)}

    def take(self, keys: Sequence[bytes]) -> Vectors32:
        """Return the vectors of *keys*, shape (keys, dimensions); there must be some, and each must be here."""
        wanted = [self._rows[key] for key in keys]
        return np.array(np.memmap(self._path, self._row, "r")["vector"][wanted])

    def remove(self) -> None:
        """Forget everything: the build is done."""
        self._rows.clear()
        for path in self._root.glob("unfinished-*.vectors"):
            path.unlink(missing_ok=True)
