"""The disk is looked at before it is written to: room for what comes, and a cap on what any one file may become."""

from __future__ import annotations

import errno
import resource
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from index.errors import BuildError, GenerationError

_SPARE_BYTES = 64_000_000
_LEAST_CAP_BYTES = 2_000_000_000


def size(paths: Iterable[Path]) -> int:
    """Return the bytes that the files under *paths* take."""
    return sum(file.stat().st_size for path in paths for file in path.rglob("*") if file.is_file())


def check_room(folder: Path, wanted: int) -> None:
    """Raise BuildError unless *wanted* bytes, and a little more, are free where *folder* is."""
    free = shutil.disk_usage(folder).free
    if free < wanted + _SPARE_BYTES:
        raise BuildError(
            f"The index in '{folder}' needs about {megabytes(wanted + _SPARE_BYTES)} more and {megabytes(free)} are "
            "free. Make room there, or set SERAI_INDEX to a folder on another disk."
        )


def megabytes(count: int) -> str:
    """Return *count* bytes as people say it."""
    return f"{count / 1e6:,.0f} MB"


@contextmanager
def capped_files(wanted: int) -> Iterator[None]:
    """Let no file of this process grow beyond many times the *wanted* bytes: a broken HNSW file once took 69 GB.

    Python ignores the signal that comes with the limit, so that writing on is an error like a full disk.
    """
    cap = max(10 * wanted, _LEAST_CAP_BYTES)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    tighter = cap if soft == resource.RLIM_INFINITY else min(cap, soft)
    resource.setrlimit(resource.RLIMIT_FSIZE, (tighter, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@contextmanager
def writing(root: Path) -> Iterator[None]:
    """Turn a failure to write the new generation into a sentence for people."""
    try:
        yield
    except GenerationError as error:
        raise BuildError(_unwritten(root, str(error))) from error
    except OSError as error:  # shutil.Error, of a copy that failed, gathers others and has no number
        if not isinstance(error, shutil.Error) and error.errno not in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}:
            raise
        raise BuildError(_unwritten(root, error.strerror or "the disk is full")) from error


def _unwritten(root: Path, reason: str) -> str:
    free = megabytes(shutil.disk_usage(root).free)
    return (
        f"The new generation could not be written ({reason.rstrip('.')}); {free} are free where '{root}' is. "
        "The live one is untouched. Make room and build again."
    )
