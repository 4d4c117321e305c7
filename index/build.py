"""The corpus and the last generation become a new generation, which goes live only when it has been checked."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np

from index import analysis, corpus, disk, formats, generation, plan, records, split
from index.alike import NearDuplicate, near_duplicates
from index.before import Before, Last
from index.errors import CorpusError
from index.fill import fill
from index.generation import Generation, Identity
from index.manifest import FileEntry
from index.passage import Document, Passage
from index.plan import Duplicate, Plan, Planner, Scanned
from index.stores import Stores
from index.unfinished import Unfinished, key
from index.vectorise import Vectorising
from index.verify import checking

if TYPE_CHECKING:
    from index.embed import Embedder
    from index.server import Server

_TOKEN_BUDGET = 200
_PACE_SECONDS = 0.03  # to embed a passage on two cores, until a build has measured it
_START_SECONDS = 5.0  # to load the model and to check the new generation
_PASSAGE_BYTES = 6_000  # on the disk, measured some 4,000: its vector, its text, its words


class Progress(Protocol):
    """Hears how a build gets on."""

    def __call__(self, work: str, total: int, /) -> Callable[[int], None]:
        """Begin *work* of *total* steps; the returned function is told of steps done."""


class Gate(Protocol):
    """Has the last word before a generation goes live."""

    def __call__(self, new: Generation, last: Generation | None, /) -> None:
        """Raise BuildError to keep *new* from going live."""


def no_progress(_work: str, _total: int) -> Callable[[int], None]:
    """Hear nothing."""
    return lambda steps: None


def no_gate(_new: Generation, _last: Generation | None) -> None:
    """Let everything pass."""


@dataclass(frozen=True, slots=True)
class Report:
    """What a build did, or with a dry run would do."""

    generation: str
    documents: int
    passages: int
    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    renamed: list[tuple[str, str]] = field(default_factory=list)
    """From and to: each is also among those removed and those added."""
    unchanged: int = 0
    embedded: int = 0
    skipped: list[corpus.Skipped] = field(default_factory=list)
    duplicates: list[Duplicate] = field(default_factory=list)
    near_duplicates: list[NearDuplicate] = field(default_factory=list)
    """New documents that are nearly the same as another."""
    seconds: float = 0.0
    """How long it took, or with a dry run would take."""


def identity(embedder: Embedder) -> Identity:
    """Return what a generation made by this program with *embedder* is made by."""
    return Identity(embedder.identity, formats.READER_VERSION, split.VERSION, analysis.VERSION)


def build(
    folder: Path,
    root: Path,
    embedder: Embedder,
    *,
    dry_run: bool = False,
    progress: Progress = no_progress,
    gate: Gate = no_gate,
    server: Server | None = None,
) -> Report:
    """Bring the index in *root* up to date with the corpus *folder*; the live generation answers on until the end.

    Only passages whose text changed are embedded, and those that an interrupted build had embedded are not embedded
    again. When nothing changed, nothing is built. Raises CorpusError when there is nothing to index, BuildError when
    the new generation fails its check, is stopped by the *gate* or finds no room; then the old one stays live.
    """
    began = time.monotonic()
    stores = Stores(root, server)
    if dry_run:
        return _foreseen(Before(stores, identity(embedder)), folder, embedder, progress)
    with generation.lock(root):
        generation.sweep(root)
        stores.sweep(generation.names(root))
        before = Before(stores, identity(embedder))
        scanned = plan.scan(folder)
        if before.live and before.holds(scanned):
            return _unchanged(before.live, before.files, began)
        return _Building(folder, stores, embedder, before, progress, gate).run(scanned, began)


def _unchanged(live: Generation, files: Sequence[FileEntry], began: float) -> Report:
    return Report(
        live.name, live.documents, live.passages, unchanged=live.documents, skipped=plan.skipped(files),
        duplicates=plan.duplicates(files), seconds=round(time.monotonic() - began, 3),
    )  # fmt: skip


def _report(name: str, made: Plan, passages: int, embedded: int, seconds: float, near: list[NearDuplicate]) -> Report:
    return Report(
        name, len(made.records), passages, made.added, made.changed, made.removed, made.renamed,
        len(made.records) - len(made.added) - len(made.changed), embedded, plan.skipped(made.files),
        plan.duplicates(made.files), near, round(seconds, 3),
    )  # fmt: skip


def _foreseen(before: Before, folder: Path, embedder: Embedder, progress: Progress) -> Report:
    """Return what a build would do and how long it would take."""
    last, known = before.last()
    scanned = plan.scan(folder)
    if before.live and before.holds(scanned):
        return _unchanged(before.live, before.files, time.monotonic())
    planner = Planner(known, before.files if known else (), lambda document: split_for(document, embedder))
    began = time.monotonic()
    have = last.texts() if last else set()
    wanted: set[bytes] = set()
    advance = progress("Reading", len(scanned))
    for one in scanned:
        wanted |= {key(records.embedded_text(p)) for new in planner.take(one) for p in new.passages}
        advance(1)
    made = planner.plan
    _check_something(folder, made)
    pace = before.live.seconds / before.live.embedded if before.live and before.live.embedded else _PACE_SECONDS
    seconds = time.monotonic() - began + _START_SECONDS + len(wanted - have) * pace
    name = before.live.name if before.live else ""
    return _report(name, made, made.count, len(wanted - have), seconds, [])


def _check_something(folder: Path, made: Plan) -> None:
    if not folder.is_dir():
        raise CorpusError(f"The corpus folder '{folder}' went away while it was read. Put it back and build again.")
    if made.records:
        return
    reasons = "".join(f"\n  {one.file}: {one.reason}" for one in plan.skipped(made.files)[:5])
    endings = ", ".join(f".{ending}" for ending in formats.READERS)
    raise CorpusError(f"There is no text to index in '{folder}'. Put {endings} files there.{reasons}")


def split_for(document: Document, embedder: Embedder) -> list[Passage]:
    """Return the passages of *document* that *embedder* can read whole."""
    title = embedder.count_tokens([document.title])[0] if document.title else 0
    room = min(_TOKEN_BUDGET, embedder.max_tokens - 2) - min(title, 64)
    return split.split(document, embedder.count_tokens, max(room, 32))


@dataclass(slots=True)
class _Building:
    """A build that has something to do; the index is locked."""

    folder: Path
    stores: Stores
    embedder: Embedder
    before: Before
    progress: Progress
    gate: Gate

    def run(self, scanned: Scanned, began: float) -> Report:
        """Make the new generation and publish it."""
        last, known = self.before.last()
        root = self.stores.root
        unfinished = Unfinished(root, self.embedder.identity)
        with (
            checking(self.stores.server) as check,
            Vectorising(self.embedder, unfinished, self._embedding) as vectorising,
        ):
            made = self._plan(scanned, last, known, vectorising)
            _check_something(self.folder, made)
            wanted = _PASSAGE_BYTES * made.count + (disk.size([last.live.directory]) if last else 0)
            disk.check_room(root, wanted)
            directory = generation.new_directory(root, made.digest)
            try:
                with disk.writing(root), disk.capped_files(wanted):
                    written = fill(directory, made, last, vectorising, unfinished, self.stores)
                    embedded = vectorising.finish()
                    built = self._describe(directory, made, embedded, vectorising.seconds)
                check(directory, written)
                self.gate(built, last.live if last else None)
                with disk.writing(root):
                    published = generation.publish(root, directory)
            except BaseException:
                shutil.rmtree(directory, ignore_errors=True)
                self.stores.drop(directory)
                raise
        unfinished.remove()
        near = near_duplicates(
            [one.document.id for one in made.records], np.load(published.sketches), {*made.added, *made.changed}
        )
        return _report(published.name, made, built.passages, embedded, time.monotonic() - began, near)

    def _plan(
        self, scanned: Scanned, last: Last | None, known: dict[str, records.Record], vectorising: Vectorising
    ) -> Plan:
        """Read what changed; new texts are embedded while others are still being read."""
        have = last.texts() if last else set()
        planner = Planner(known, self.before.files if known else (), lambda one: split_for(one, self.embedder))
        advance = self.progress("Reading", len(scanned))
        for one in scanned:
            for record in planner.take(one):
                texts = map(records.embedded_text, record.passages)
                vectorising.offer(text for text in texts if key(text) not in have)
            advance(1)
        return planner.plan

    def _embedding(self, total: int) -> Callable[[int], None]:
        return self.progress("Embedding", total)

    def _describe(self, directory: Path, made: Plan, embedded: int, seconds: float) -> Generation:
        built = Generation(
            directory.stem, generation.live_name(self.stores.root), identity(self.embedder),
            datetime.now(UTC).isoformat("T", "seconds"), len(made.records), made.count, directory,
            str(self.folder.resolve()), embedded, round(seconds, 3), self.stores.collection(directory),
        )  # fmt: skip
        generation.describe(directory, built)
        return built
