"""A file that may be added to the corpus is read, and what it would bring is told; nothing is changed."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from index import formats, generation, records
from index.alike import NearDuplicate, near_duplicates, sketch
from index.build import split_for
from index.errors import GenerationError
from index.formats import UnreadableError
from index.passage import Document

if TYPE_CHECKING:
    from index.embed import Embedder


@dataclass(frozen=True, slots=True)
class Offered:
    """A document that a file holds, and in how many passages."""

    document: Document
    passages: int


@dataclass(frozen=True, slots=True)
class Preview:
    """What a file holds. Without documents it cannot be added, and *reason* says why."""

    name: str
    offered: tuple[Offered, ...] = ()
    skipped: tuple[tuple[str, str], ...] = ()
    """Places in the file that would be skipped, and why."""
    near: tuple[NearDuplicate, ...] = ()
    """Documents that are nearly, or quite, the same as one that is indexed."""
    reason: str = ""


def preview(name: str, data: bytes, root: Path, embedder: Embedder) -> Preview:
    """Return what the file *name* would bring to the live generation of the index in *root*."""
    offered: list[Offered] = []
    skipped: list[tuple[str, str]] = []
    reason = ""
    try:
        if formats.ending(name) not in formats.READERS:
            raise UnreadableError(f"we read only {', '.join(formats.READERS)}")
        if len(data) > formats.limit(name):
            raise UnreadableError(f"it is larger than {formats.limit(name) // 2**20} MB")
        for found in formats.read_file(name, data):
            if isinstance(found, Document):
                offered.append(Offered(found, len(split_for(found, embedder))))
            else:
                skipped.append(found)
    except UnreadableError as error:
        reason = str(error)
    except MemoryError:
        reason = "reading it takes more memory than there is"
    offered = [one for one in offered if one.passages]
    if not offered and not reason:
        reason = skipped[0][1] if skipped else "there is no text in it"
    near = _near([one.document for one in offered], root) if offered else ()
    return Preview(name, tuple(offered), tuple(skipped), near, "" if offered else reason)


def _near(documents: list[Document], root: Path) -> tuple[NearDuplicate, ...]:
    """Return which *documents* are nearly the same as one of the live generation, if there is one."""
    try:
        live = generation.live(root)
        known = [record.document.id for record in records.read(live.records)]
        sketches = np.load(live.sketches)
    except (GenerationError, OSError):
        return ()
    own = {document.id for document in documents}
    kept = [row for row, id in enumerate(known) if id not in own]  # one of the same name is replaced
    new = [f"\0{document.id}" for document in documents]
    rows = np.concatenate([sketches[kept], np.stack([sketch(document.text) for document in documents])])
    found = near_duplicates([*(known[row] for row in kept), *new], rows, set(new))
    return tuple(
        NearDuplicate(one.document.removeprefix("\0"), one.of.removeprefix("\0"), one.similarity) for one in found
    )
