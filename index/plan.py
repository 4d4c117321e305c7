"""The corpus is held against the last generation: what is new, edited, moved, removed, the same, or there twice."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path

from index import corpus, records
from index.corpus import File, Skipped
from index.errors import GenerationError
from index.manifest import FileEntry
from index.passage import Document, Passage
from index.records import Record

Split = Callable[[Document], Sequence[Passage]]


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A document that stands in the corpus under another id already, and is indexed there."""

    file: str
    of: str


Scanned = Sequence[tuple[File, str] | FileEntry]
"""What was found in the corpus folder: files with the hash of their bytes, and entries for those not read."""


def scan(folder: Path) -> Scanned:
    """Return every file of the corpus with the hash of its bytes; raises CorpusError when there is no such folder."""
    found: list[tuple[File, str] | FileEntry] = []
    for file in corpus.files(folder):
        marked = corpus.fingerprint(file) if isinstance(file, File) else file
        if isinstance(marked, Skipped):
            found.append(FileEntry(marked.file, "", skipped=((marked.file, marked.reason),)))
        elif isinstance(file, File):
            found.append((file, marked))
    return found


def states(scanned: Scanned) -> Iterator[tuple[str, str]]:
    """Yield what tells whether each file is still the same."""
    for one in scanned:
        yield one.state if isinstance(one, FileEntry) else (one[0].place, one[1])


def drift(folder: Path, entries: Iterable[FileEntry]) -> tuple[int, int, int]:
    """Return how many files of the corpus are new, edited and gone since *entries* were noted."""
    before, now = dict(entry.state for entry in entries), dict(states(scan(folder)))
    edited = sum(now[place] != before[place] for place in now.keys() & before.keys())
    return len(now.keys() - before.keys()), edited, len(before.keys() - now.keys())


def skipped(entries: Iterable[FileEntry]) -> list[Skipped]:
    """Return what the files of *entries* held that is not indexed, and why."""
    return [Skipped(*one) for entry in entries for one in entry.skipped]


def duplicates(entries: Iterable[FileEntry]) -> list[Duplicate]:
    """Return the documents of *entries* that are indexed under another id: that of the first."""
    first: dict[str, str] = {}
    pairs = [pair for entry in entries for pair in entry.documents]
    return [Duplicate(id, first[digest]) for id, digest in pairs if first.setdefault(digest, id) != id]


@dataclass(slots=True)
class Plan:
    """The documents of the next generation against those of the last."""

    before: dict[str, Record] = field(default_factory=dict)
    records: list[Record] = field(default_factory=list)
    files: list[FileEntry] = field(default_factory=list)
    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)

    @property
    def removed(self) -> list[str]:
        now = {record.document.id for record in self.records}
        return [id for id in self.before if id not in now]

    @property
    def renamed(self) -> list[tuple[str, str]]:
        """Documents that were removed under one id and added under another, `(from, to)`."""
        added = set(self.added)
        now = {record.digest: record.document.id for record in self.records if record.document.id in added}
        gone = {id: self.before[id].digest for id in self.removed}
        return [(id, now[digest]) for id, digest in gone.items() if digest in now]

    @property
    def count(self) -> int:
        """How many passages it has."""
        return sum(len(record.passages) for record in self.records)

    @property
    def digest(self) -> str:
        """A hash of all documents and their ids."""
        return sha256("".join(record.document.id + record.digest for record in self.records).encode()).hexdigest()

    def passages(self) -> dict[str, Passage]:
        return {id: p for record in self.records for id, p in zip(record.ids, record.passages, strict=True)}


class Planner:
    """Makes a plan, a file at a time; a file whose bytes are the same is not read again."""

    def __init__(self, before: dict[str, Record], entries: Iterable[FileEntry], split: Split) -> None:
        self.plan = Plan(before)
        self._entries = {entry.place: entry for entry in entries}
        self._split = split
        self._ids: dict[str, str] = {}
        self._digests: dict[str, int] = {}

    def take(self, one: tuple[File, str] | FileEntry) -> Iterator[Record]:
        """Take a file into the plan, and yield the records that the last generation did not have."""
        if isinstance(one, FileEntry):
            self.plan.files.append(one)
            return
        file, digest = one
        known = self._entries.get(file.place)
        if known and known.digest == digest and self._still(known):
            self.plan.files.append(known)
            for id, document_digest in known.documents:
                yield from self._document(file.place, id, document_digest, None)
            return
        digest, found = corpus.documents(file)
        yield from self._read(file.place, digest, found)

    def _still(self, entry: FileEntry) -> bool:
        """Whether all documents of a file that was not edited can be had without reading it."""
        return not entry.clashes and all(
            id not in self._ids and (digest in self._digests or self._before(id, digest))
            for id, digest in entry.documents
        )

    def _before(self, id: str, digest: str) -> Record | None:
        known = self.plan.before.get(id)
        return known if known and known.digest == digest else None

    def _read(self, place: str, digest: str, found: Iterable[Document | Skipped]) -> Iterator[Record]:
        documents, skipped, clashes = [], [], False
        for one in found:
            if isinstance(one, Document) and one.id in self._ids:
                clashes = True
                twice = corpus.taken(place, one.id, self._ids[one.id])
                skipped.append((twice.file, twice.reason))
            elif isinstance(one, Document):
                marked = records.digest(one)
                documents.append((one.id, marked))
                yield from self._document(place, one.id, marked, one)
            else:
                skipped.append((one.file, one.reason))
        self.plan.files.append(FileEntry(place, digest, tuple(documents), tuple(skipped), clashes))

    def _document(self, place: str, id: str, digest: str, document: Document | None) -> Iterator[Record]:
        """Put a document into the plan, unless it is there under another id; yield its record if it is new."""
        plan = self.plan
        self._ids[id] = place
        if digest in self._digests:
            first = self._digests[digest]
            twin = plan.records[first]
            plan.records[first] = Record(twin.document, twin.passages, (*twin.places, id))
            return
        self._digests[digest] = len(plan.records)
        known = self._before(id, digest)
        if known:
            plan.records.append(replace(known, places=()) if known.places else known)
            return
        if document is None:
            raise GenerationError(f"The document '{id}' is not recorded. Run: python -m index build")
        (plan.changed if id in plan.before else plan.added).append(id)
        record = Record(document, tuple(self._split(document)))
        plan.records.append(record)
        yield record
