"""The index is built in a process of its own, which steps back for questions; its progress is told as it goes."""

from __future__ import annotations

import asyncio
import contextlib
import json
import sys
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from index.errors import BUILD_RUNNING, BuildError

ROOT = Path(__file__).parents[2]

Told = Callable[[str, int, int], Awaitable[None]]
"""Hears what is being done, and how much of how much of it is."""

WAIT_SECONDS = 2.0
LONGEST_WAIT_SECONDS = 900.0
"""How long a build waits for another process's to end."""

_LONGEST_REASON = 1_000
_LINE_BYTES = 2**24


class Builder:
    """Runs the commands of the index on one corpus and one index."""

    def __init__(self, corpus: Path, root: Path, gold: Path) -> None:
        self.corpus = corpus
        self._root = root
        self._gold = gold
        self._building = asyncio.Lock()

    @property
    def building(self) -> bool:
        """Whether a build is running already."""
        return self._building.locked()

    async def build(self, told: Told) -> dict[str, Any]:
        """Build, held against the gold questions if there are any, and return the report; raises BuildError."""
        gate = ["--gate", str(self._gold)] if self._gold.is_file() else []
        arguments = ("build", "--json", "--progress", "--corpus", str(self.corpus), *gate)
        until = time.monotonic() + LONGEST_WAIT_SECONDS
        async with self._building:
            while True:
                try:
                    return await self._run(told, *arguments)
                except BuildError as error:  # such as one that a bot which was killed had begun
                    if not str(error).startswith(BUILD_RUNNING) or time.monotonic() > until:
                        raise
                await asyncio.sleep(WAIT_SECONDS)

    async def status(self) -> dict[str, Any]:
        """Return how the index stands."""
        return await self._run(_silent, "status", "--json", "--corpus", str(self.corpus))

    async def rollback(self) -> str:
        """Make the generation before the live one live again, and return its name."""
        return str((await self._run(_silent, "rollback", "--json"))["generation"])

    async def _run(self, told: Told, command: str, *arguments: str) -> dict[str, Any]:
        """Run a command of the index and return its JSON; raises BuildError with what it said."""
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "index", command, "--index", str(self._root), *arguments,
            stdin=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
            limit=_LINE_BYTES,
        )  # fmt: skip
        if process.stdout is None or process.stderr is None:
            raise RuntimeError("a process was started without pipes")
        try:
            written = asyncio.create_task(process.stdout.read())
            said = await _listen(process.stderr, told)
            output = await written
            if await process.wait():
                raise BuildError(said[-_LONGEST_REASON:] or f"it ended with status {process.returncode}")
            return dict(json.loads(output))
        finally:
            if process.returncode is None:
                with contextlib.suppress(ProcessLookupError):
                    process.kill()  # a build that is killed leaves the live generation as it is
                await process.wait()


async def _listen(stream: asyncio.StreamReader, told: Told) -> str:
    """Hand on the progress that a process writes, and return what else it says."""
    said: list[str] = []
    while line := (await stream.readline()).decode("utf-8", "replace"):
        try:
            step = json.loads(line)
            await told(step["work"], step["done"], step["total"])
        except (ValueError, KeyError, TypeError):
            said.append(line.strip())
    return " ".join(filter(None, said))


async def _silent(_work: str, _done: int, _total: int) -> None:
    """Tell nobody."""
