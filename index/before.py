"""The last generation, as far as the next one can be made from it."""

from __future__ import annotations

from dataclasses import dataclass

from index import generation, manifest, plan, records
from index.errors import GenerationError
from index.generation import Generation, Identity
from index.manifest import FileEntry
from index.passage import Passage
from index.plan import Scanned
from index.stores import Stores
from index.unfinished import key


@dataclass(frozen=True, slots=True)
class Last:
    """What the last generation has to give."""

    live: Generation
    passages: dict[str, Passage]
    """Its passages by their ids."""
    is_same: bool
    """Whether it was made as the next one will be: else only its vectors are of use."""

    def texts(self) -> set[bytes]:
        """Return the keys of the texts that it has vectors of."""
        return {key(records.embedded_text(passage)) for passage in self.passages.values()}


class Before:
    """The live generation, as far as the next one can be made from it."""

    def __init__(self, stores: Stores, wanted: Identity) -> None:
        self.live: Generation | None = None
        self.is_same = False
        """Whether its documents, passages and words can be taken over, not only its vectors."""
        self.files: list[FileEntry] = []
        try:
            live = generation.live(stores.root)
            files = manifest.read(live.files)
        except GenerationError:
            return
        made = live.identity
        if made.model == wanted.model and made.schema == wanted.schema and stores.hold(live):
            self.files, self.live, self.is_same = files, live, made == wanted

    def holds(self, scanned: Scanned) -> bool:
        """Whether it was made of exactly these files."""
        return self.is_same and [entry.state for entry in self.files] == list(plan.states(scanned))

    def last(self) -> tuple[Last | None, dict[str, records.Record]]:
        """Return what it has to give, and the documents that the next one may still have."""
        if self.live is None:
            return None, {}
        try:
            known = {one.document.id: one for one in records.read(self.live.records)}
        except GenerationError:
            return None, {}
        passages = {id: p for one in known.values() for id, p in zip(one.ids, one.passages, strict=True)}
        return Last(self.live, passages, self.is_same), known if self.is_same else {}
