"""The files of the corpus as a generation remembers them, a line each: the hash of their bytes, what they held."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from index.errors import GenerationError


@dataclass(frozen=True, slots=True)
class FileEntry:
    """A file of the corpus as a generation remembers it."""

    place: str
    digest: str
    """The hash of its bytes, or nothing for a file that was skipped unread."""
    documents: tuple[tuple[str, str], ...] = ()
    """The id and the digest of each document that it holds."""
    skipped: tuple[tuple[str, str], ...] = ()
    """What of it was skipped, and why."""
    clashes: bool = False
    """Whether an id of it was already taken: what is skipped then depends on other files."""

    @property
    def state(self) -> tuple[str, str]:
        """What tells whether it is still the same file."""
        return self.place, self.digest or "".join(reason for _, reason in self.skipped)


def write(path: Path, entries: Iterable[FileEntry]) -> None:
    """Write *entries*, a line each."""
    with path.open("w") as file:
        for one in entries:
            fields = (one.place, one.digest, one.documents, one.skipped, one.clashes)
            file.write(json.dumps(fields) + "\n")


def read(path: Path) -> list[FileEntry]:
    """Return the entries in *path*; raises GenerationError when it is damaged."""
    try:
        return [_entry(*json.loads(line)) for line in path.read_text().splitlines()]
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise GenerationError(
            f"'{path}' is damaged. Run: python -m index rollback, or python -m index build"
        ) from error


def _entry(place: str, digest: str, documents: list[list[str]], skipped: list[list[str]], clashes: bool) -> FileEntry:
    return FileEntry(place, digest, _pairs(documents), _pairs(skipped), clashes)


def _pairs(lists: list[list[str]]) -> tuple[tuple[str, str], ...]:
    return tuple((first, second) for first, second in lists)
