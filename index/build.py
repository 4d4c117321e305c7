"""The corpus and the last generation become a new generation, which goes live only when it has been checked."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import closing, contextmanager, nullcontext
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from index import analysis, corpus, generation, records, split
from index.errors import BuildError, CorpusError, GenerationError
from index.generation import Generation, Identity
from index.passage import Document, Passage
from index.records import Record
from index.vectors import Vectors
from index.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from index.embed import Embedder, Vectors32

_TOKEN_BUDGET = 200
_FRESH_SHARE = 0.2  # past this share of changed passages, new directories are cheaper and tidier than copies


class Progress(Protocol):
    """Hears how a build gets on."""

    def __call__(self, work: str, total: int, /) -> Callable[[int], None]:
        """Begin *work* of *total* steps; the returned function is told of steps done."""


def no_progress(_work: str, _total: int) -> Callable[[int], None]:
    """Hear nothing."""
    return lambda steps: None


@dataclass(frozen=True, slots=True)
class Report:
    """What a build did, or with a dry run would do."""

    generation: str
    documents: int
    passages: int
    added: list[str]
    changed: list[str]
    removed: list[str]
    unchanged: int
    embedded: int
    skipped: list[corpus.Skipped]
    seconds: float


@dataclass(slots=True)
class _Plan:
    """The documents of the corpus against those of the last generation."""

    records: list[Record]
    before: dict[str, Record]
    skipped: list[corpus.Skipped]
    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)

    @property
    def removed(self) -> list[str]:
        now = {record.document.id for record in self.records}
        return [id for id in self.before if id not in now]

    @property
    def is_change(self) -> bool:
        return bool(self.added or self.changed or self.removed)

    @property
    def digest(self) -> str:
        return sha256("".join(record.digest for record in self.records).encode()).hexdigest()

    def passages(self) -> dict[str, Passage]:
        return {id: p for record in self.records for id, p in zip(record.ids, record.passages, strict=True)}

    def passages_before(self) -> dict[str, Passage]:
        return {id: p for record in self.before.values() for id, p in zip(record.ids, record.passages, strict=True)}


def identity(embedder: Embedder) -> Identity:
    """Return what a generation made by this program with *embedder* is made by."""
    return Identity(embedder.identity, split.VERSION, analysis.VERSION)


def build(
    folder: Path, root: Path, embedder: Embedder, *, dry_run: bool = False, progress: Progress = no_progress
) -> Report:
    """Bring the index in *root* up to date with the corpus *folder*; the live generation answers on until the end.

    Only passages whose text changed are embedded. When nothing changed, nothing is built. Raises CorpusError when
    there is nothing to index, BuildError when the new generation fails its check; then the old one stays live.
    """
    began = time.monotonic()
    with nullcontext() if dry_run else _swept(root):
        last, before_it = _last(root, identity(embedder))
        plan = _compare(folder, before_it, embedder, progress)
        if not plan.records:
            raise CorpusError(_nothing_to_index(folder, plan.skipped))
        now, before = plan.passages(), plan.passages_before()
        new = [id for id in now if id not in before]
        if dry_run or (last and not plan.is_change):
            name, embedded = last.name if last else "", len(_unknown(new, now, before)) if dry_run else 0
        else:
            name, embedded = _make(root, plan, last, embedder, progress)
    return Report(
        name, len(plan.records), len(now), plan.added, plan.changed, plan.removed,
        len(plan.records) - len(plan.added) - len(plan.changed), embedded, plan.skipped,
        round(time.monotonic() - began, 3),
    )  # fmt: skip


@contextmanager
def _swept(root: Path) -> Iterator[None]:
    with generation.lock(root):
        generation.sweep(root)
        yield


def _last(root: Path, wanted: Identity) -> tuple[Generation | None, dict[str, Record]]:
    """Return the live generation and its documents when the new one can take its passages over."""
    try:
        last = generation.live(root)
        generation.check_identity(last, wanted)
        return last, {record.document.id: record for record in records.read(last.records)}
    except GenerationError:
        return None, {}


def _nothing_to_index(folder: Path, skipped: Sequence[corpus.Skipped]) -> str:
    reasons = "".join(f"\n  {one.file}: {one.reason}" for one in skipped[:5])
    return f"There is no text to index in '{folder}'. Put .md, .txt or .jsonl files there.{reasons}"


def _compare(folder: Path, before: dict[str, Record], embedder: Embedder, progress: Progress) -> _Plan:
    plan = _Plan([], before, [])
    found = list(corpus.read(folder))
    advance = progress("Reading", len(found))
    for one in found:
        advance(1)
        if isinstance(one, corpus.Skipped):
            plan.skipped.append(one)
            continue
        known = before.get(one.id)
        if known and known.digest == records.digest(one):
            plan.records.append(known)
            continue
        (plan.changed if known else plan.added).append(one.id)
        plan.records.append(Record(one, tuple(_split(one, embedder))))
    return plan


def _split(document: Document, embedder: Embedder) -> list[Passage]:
    title = embedder.count_tokens([document.title])[0] if document.title else 0
    room = min(_TOKEN_BUDGET, embedder.max_tokens - 2) - min(title, 64)
    return split.split(document, embedder.count_tokens, max(room, 32))


def _make(root: Path, plan: _Plan, last: Generation | None, embedder: Embedder, progress: Progress) -> tuple[str, int]:
    """Build, check and publish a generation; return its name and how many passages were embedded."""
    directory = generation.new_directory(root, plan.digest)
    try:
        embedded = _fill(directory, plan, last, embedder, progress)
        built = Generation(
            directory.stem, generation.live_name(root), identity(embedder), datetime.now(UTC).isoformat("T", "seconds"),
            len(plan.records), len(plan.passages()), directory,
        )  # fmt: skip
        generation.describe(directory, built)
        _verify(directory)
        return generation.publish(root, directory).name, embedded
    except BaseException:
        shutil.rmtree(directory, ignore_errors=True)
        raise


def _fill(directory: Path, plan: _Plan, last: Generation | None, embedder: Embedder, progress: Progress) -> int:
    """Write the records, words and vectors of *plan* into *directory*, starting from a copy when little changed."""
    records.write(directory / "documents.jsonl", plan.records)
    now, before = plan.passages(), plan.passages_before()
    new, gone = [id for id in now if id not in before], [id for id in before if id not in now]
    copied = last is not None and len(new) + len(gone) <= _FRESH_SHARE * len(before)
    vectors: dict[str, Vectors32] = {}
    if last:
        try:
            vectors = _take_over(last, directory, {id: now[id] for id in (new if copied else now)}, before)
        except (GenerationError, OSError):
            copied = False  # the last generation is damaged: nothing of it is used
    if copied:
        (directory / "before").rename(directory / "chroma")
    else:
        shutil.rmtree(directory / "words", ignore_errors=True)
        new, gone = list(now), []
    shutil.rmtree(directory / "before", ignore_errors=True)
    unknown = {id: records.embedded_text(now[id]) for id in new if id not in vectors}
    vectors |= _embed(unknown, embedder, progress)
    _write(directory, gone, new, now, vectors, fresh=not copied)
    return len(unknown)


def _take_over(
    last: Generation, directory: Path, wanted: dict[str, Passage], before: dict[str, Passage]
) -> dict[str, Vectors32]:
    """Copy the words and vectors of *last* into *directory*; return the vectors of *wanted* that are among them.

    Only the copy is opened, for a bot may have the live one open. Raises GenerationError when *last* is not whole.
    """
    shutil.copytree(last.words, directory / "words")
    shutil.copytree(last.chroma, directory / "before")
    twins = {records.embedded_text(passage): id for id, passage in before.items()}
    found = {id: twins[text] for id, passage in wanted.items() if (text := records.embedded_text(passage)) in twins}
    with closing(Words(directory / "words")) as words, closing(Vectors(directory / "before")) as store:
        if not words.count() == store.count() == last.passages:
            raise GenerationError(f"The generation {last.name} is damaged.")
        taken = store.get(list(set(found.values())))
    return {id: taken[twin] for id, twin in found.items() if twin in taken}


def _unknown(new: Sequence[str], now: dict[str, Passage], before: dict[str, Passage]) -> dict[str, str]:
    """Return what must be embedded: the texts of new passages that no passage of the last generation had."""
    known = {records.embedded_text(passage) for passage in before.values()}
    texts = {id: records.embedded_text(now[id]) for id in new}
    return {id: text for id, text in texts.items() if text not in known}


def _embed(texts: dict[str, str], embedder: Embedder, progress: Progress) -> dict[str, Vectors32]:
    if not texts:
        return {}
    made = embedder.encode(list(texts.values()), progress("Embedding", len(texts)))
    return dict(zip(texts, made, strict=True))


def _write(
    directory: Path, gone: list[str], new: list[str], now: dict[str, Passage], vectors: dict[str, Vectors32],
    *, fresh: bool,
) -> None:  # fmt: skip
    import numpy as np

    passages = [now[id] for id in new]
    words = Words(directory / "words", create=fresh)
    words.change(gone, new, passages)
    words.close()
    store = Vectors(directory / "chroma", create=fresh)
    try:
        store.delete(gone)
        if new:
            store.add(new, np.stack([vectors[id] for id in new]), passages)
    finally:
        store.close()


def _verify(directory: Path) -> None:
    """Check the generation in a fresh process, by real queries; raises BuildError when it fails."""
    checked = subprocess.run(
        [sys.executable, "-m", "index.verify", str(directory)], capture_output=True, text=True, check=False
    )
    if checked.returncode:
        reason = (checked.stderr.strip() or "no reason given").splitlines()[-1]
        raise BuildError(f"The new generation failed its check ({reason}). The live one is untouched; build again.")
