"""The generations on disk: their directories, the pointer to the live one, swap, rollback, lock, sweeping.

.index/
  live                     the name of the live generation, replaced in one step
  lock                     held by the one build that runs
  000007-3f2a9c1b/         a finished generation, never changed again
    generation.json        what it is and what made it
    documents.jsonl        a document a line: its text, its metadata, where its passages stand
    lines.npy passages.npy where to find a passage in it
    files.jsonl            a file of the corpus a line: the hash of its bytes, what it held
    sketches.npy           a row a document: what nearly the same documents are found by
    chroma/  words/        the vectors and the words
  000008-….tmp/            a build in progress, or what a killed one left
  unfinished-….vectors     what such a build had embedded
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from index.errors import BUILD_RUNNING, BuildLockedError, GenerationError

SCHEMA = 2
"""Raised whenever this program could not read what an earlier one wrote."""

_KEPT = 3  # the live generation and two to roll back to
_GRACE_SECONDS = 600  # a bot may still be answering from a generation that is no longer live


@dataclass(frozen=True, slots=True)
class Identity:
    """What made a generation; searching it with anything else would find the wrong passages."""

    model: str
    reader: int
    """The version of what reads files; the next two are those of the splitter and the analyser."""
    splitter: int
    analyser: int
    schema: int = SCHEMA


@dataclass(frozen=True, slots=True)
class Generation:
    """One finished, immutable state of the index."""

    name: str
    parent: str
    identity: Identity
    built: str
    """When, in ISO with the offset from UTC."""
    documents: int
    passages: int
    directory: Path
    corpus: str = ""
    """The folder of texts it was built from."""
    embedded: int = 0
    """How many passages were embedded for it, in how many seconds: the pace that the next build can expect."""
    seconds: float = 0.0
    collection: str = ""
    """Where its vectors are on a Chroma server, or nothing when they are in its directory."""
    sizes: dict[str, int] = field(default_factory=dict)
    """The bytes of each of its files when it was finished."""

    @property
    def chroma(self) -> Path:
        return self.directory / "chroma"

    @property
    def words(self) -> Path:
        return self.directory / "words"

    @property
    def records(self) -> Path:
        return self.directory / "documents.jsonl"

    @property
    def files(self) -> Path:
        return self.directory / "files.jsonl"

    @property
    def sketches(self) -> Path:
        return self.directory / "sketches.npy"

    @property
    def is_whole(self) -> bool:
        """Whether no file of it is missing or has become shorter."""
        try:
            return all((self.directory / name).stat().st_size >= size for name, size in self.sizes.items())
        except OSError:
            return False


def live_name(root: Path) -> str:
    """Return the name of the live generation, or nothing when there is none yet."""
    try:
        return (root / "live").read_text().strip()
    except (FileNotFoundError, NotADirectoryError):
        return ""


def live(root: Path) -> Generation:
    """Return the live generation of the index in *root*; raises GenerationError when there is none."""
    name = live_name(root)
    if not name:
        raise GenerationError(_nothing(root))
    return load(root / name)


def _nothing(root: Path) -> str:
    return f"There is no index in '{root}' yet. Run: python -m index build"


def load(directory: Path) -> Generation:
    """Return the generation in *directory*; raises GenerationError when it is not whole."""
    try:
        fields = json.loads((directory / "generation.json").read_text())
        fields["identity"] = Identity(**fields["identity"])
        loaded = Generation(**fields, directory=directory)
        for part in (loaded.records, loaded.words, *(() if loaded.collection else (loaded.chroma,))):
            part.stat()
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise GenerationError(
            f"The generation '{directory.name}' cannot be read. Run: python -m index rollback, or python -m index build"
        ) from error
    return loaded


def names(root: Path) -> list[str]:
    """Return the names of the finished generations, oldest first."""
    return sorted(path.parent.name for path in root.glob("*/generation.json") if path.parent.suffix != ".tmp")


def check_identity(generation: Generation, wanted: Identity) -> None:
    """Raise GenerationError when *generation* was made by other means than the search would use."""
    made = generation.identity
    if made == wanted:
        return
    if made.model != wanted.model:
        difference = f"with the model {made.model}, and the setting is {wanted.model}"
    else:
        difference = "by another version of this program"
    raise GenerationError(
        f"The index was built {difference}. Run: python -m index build (or set SERAI_EMBEDDING_MODEL back)."
    )


def new_directory(root: Path, digest: str) -> Path:
    """Make the directory that a build fills; its name sorts after all others."""
    numbers = [int(path.name[:6]) for path in root.glob("[0-9]*-*") if path.name[:6].isdigit()]
    directory = root / f"{max(numbers, default=0) + 1:06}-{digest[:8]}.tmp"
    shutil.rmtree(directory, ignore_errors=True)
    directory.mkdir(parents=True)
    return directory


def describe(directory: Path, generation: Generation) -> None:
    """Write what *generation* is into *directory*: the last file of a build."""
    sizes = {
        path.relative_to(directory).as_posix(): path.stat().st_size
        for path in sorted(directory.rglob("*"))
        if path.is_file()
    }
    fields = asdict(replace(generation, sizes=sizes))
    del fields["directory"]
    (directory / "generation.json").write_text(json.dumps(fields, indent=2) + "\n")


def publish(root: Path, directory: Path) -> Generation:
    """Make the finished build in *directory* durable and live, in one step for every reader."""
    for path in [*directory.rglob("*"), directory]:
        _sync(path)
    final = directory.with_suffix("")
    directory.rename(final)
    _sync(root)
    point(root, final.name)
    return load(final)


def point(root: Path, name: str) -> None:
    """Replace the pointer to the live generation."""
    fresh = root / "live.new"
    before = root / (live_name(root) or name)
    if before.is_dir():
        os.utime(before)  # its grace period begins: some may still answer from it
    fresh.write_text(name + "\n")
    _sync(fresh)
    fresh.replace(root / "live")
    _sync(root)


def rollback(root: Path) -> Generation:
    """Make the generation that the live one came after live again; raises GenerationError when there is none."""
    with lock(root):
        now = live_name(root)
        earlier = [name for name in names(root) if name < now]
        if not earlier:
            raise GenerationError(f"There is no generation before '{now}' to go back to." if now else _nothing(root))
        parent = _parent(root / now)
        before = load(root / (parent if parent in earlier else earlier[-1]))
        point(root, before.name)
        return before


def _parent(directory: Path) -> str:
    try:
        return load(directory).parent
    except GenerationError:
        return ""


def sweep(root: Path, now: float | None = None) -> list[str]:
    """Remove what killed builds left, and old generations after a grace period; return what went.

    The lock must be held.
    """
    now = time.time() if now is None else now
    gone = [path for path in root.glob("*.tmp") if path.is_dir()]
    kept = set(names(root)[-_KEPT:]) | {live_name(root)}
    for name in names(root):
        if name not in kept and now - (root / name).stat().st_mtime > _GRACE_SECONDS:
            gone.append(root / name)
    for path in gone:
        shutil.rmtree(path, ignore_errors=True)
    return [path.name for path in gone]


@contextmanager
def lock(root: Path) -> Iterator[None]:
    """Hold the index against a second build; raises BuildLockedError when another process holds it."""
    root.mkdir(parents=True, exist_ok=True)
    with (root / "lock").open("a+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            owner = file.read().strip() or "another process"
            raise BuildLockedError(f"{BUILD_RUNNING} ({owner}). Wait until it ends, then try again.") from None
        file.truncate(0)
        file.write(f"process {os.getpid()} since {time.strftime('%H:%M:%S')}")
        file.flush()
        yield
        file.truncate(0)


def size(paths: Iterable[Path]) -> int:
    """Return the bytes that the files under *paths* take."""
    return sum(file.stat().st_size for path in paths for file in path.rglob("*") if file.is_file())


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
