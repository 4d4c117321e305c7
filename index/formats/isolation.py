"""A file that may crash, hang or swell its reader is read in a process of its own, which lives on for the next one.

What goes over: a line of JSON and the bytes of the file. What comes back: a line of JSON a document, then `null`.
"""

from __future__ import annotations

import atexit
import json
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import IO, Any

from index.formats.unreadable import UnreadableError
from index.passage import Document, Publication

MEMORY = 1536 * 2**20
"""Bytes of address space that reading one file may take."""

SECONDS = 30
"""How long reading one file may take, and a second more for each of its megabytes."""

_LARGEST_ANSWER = 2**29  # bytes


def read(name: str, data: bytes) -> Iterator[Document | tuple[str, str]]:
    """Yield what the file *name* holds, read elsewhere; raises UnreadableError when it cannot be, for any reason."""
    for found in _reader.ask(name, data):
        yield _document(found) if isinstance(found, dict) else (found[0], found[1])


class _Reader:
    """The other process: started when the first file comes, again after it died; one file at a time."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()

    def ask(self, name: str, data: bytes) -> list[Any]:
        """Return what the other process says of the file *name*; raises UnreadableError when it says nothing useful."""
        with self._lock:
            seconds = SECONDS + len(data) // 2**20
            asked, answers = self._started()
            try:
                request = {"name": name, "size": len(data), "seconds": seconds, "memory": MEMORY}
                asked.write(json.dumps(request).encode() + b"\n")
                asked.write(data)
                asked.flush()
                return list(_answers(answers))
            except (OSError, ValueError) as error:
                raise UnreadableError(_ended(self._stopped(), seconds)) from error
            except UnreadableError:
                raise
            except BaseException:
                self._stopped()  # interrupted between a question and its answer: the next must not read this one's
                raise

    def _started(self) -> tuple[IO[bytes], IO[bytes]]:
        """Return what the other process reads and what it writes."""
        if self._process is not None and self._process.poll() is not None:
            self._stopped()
        if self._process is None:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "index.formats.worker"],
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, start_new_session=True,
                cwd=Path(__file__).parents[2],  # where it finds this package, wherever this process has gone
            )  # fmt: skip
        asked, answers = self._process.stdin, self._process.stdout
        if asked is None or answers is None:
            raise RuntimeError("a process was started without pipes")
        return asked, answers

    def _stopped(self) -> int:
        """End the other process, if it has not ended itself; return how it ended."""
        process, self._process = self._process, None
        if process is None:
            return 0
        with suppress(subprocess.TimeoutExpired):
            process.wait(0.5)  # one that is dying says itself of what
        if process.poll() is None:
            process.kill()
        with suppress(OSError):
            process.__exit__(None, None, None)
        return process.wait()

    def close(self) -> None:
        """End the other process."""
        with self._lock:
            if self._process is not None:
                self._process.kill()
            self._stopped()


def _answers(stream: IO[bytes]) -> Iterator[Any]:
    """Yield what stands before the `null`; raises ValueError when the stream ends before it."""
    room, reason = _LARGEST_ANSWER, ""
    while line := stream.readline(room):
        room -= len(line)
        found = json.loads(line)
        if found is None and reason:
            raise UnreadableError(reason)
        if found is None:
            return
        if isinstance(found, str):
            reason = found
        else:
            yield found
    raise ValueError("the other process ended")


def _ended(status: int, seconds: int) -> str:
    if status == -signal.SIGALRM:
        return f"reading it took longer than {seconds} seconds"
    if status in {MEMORY_STATUS, -signal.SIGKILL}:
        return f"reading it takes more than {MEMORY // 2**20} MB of memory"
    if status > 0:
        return f"its reader failed (status {status}); this may say why: python -m index.formats.worker < /dev/null"
    return "its reader crashed on it; the file is damaged or made to do harm"


MEMORY_STATUS = 77
"""The status with which the other process ends when its memory is used up."""


def _document(fields: dict[str, Any]) -> Document:
    sources = tuple(Publication(*one) for one in fields.pop("sources"))
    framing = tuple((start, end) for start, end in fields.pop("furniture"))
    pages = tuple(fields.pop("pages"))
    return Document(**fields, sources=sources, furniture=framing, pages=pages)


_reader = _Reader()
atexit.register(_reader.close)
