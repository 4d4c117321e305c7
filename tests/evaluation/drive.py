"""Questions go through the command line as a user's do: `build` once, then `search` and `ask`, a line each."""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from index.errors import SeraiError
from tests.evaluation.gold import Gold

PYTHON = sys.executable


class EndedEarlyError(SeraiError):
    """A process that was to answer every line ended, or said something else."""


def build(corpus: Path, root: Path) -> dict[str, Any]:
    """Build the index of *corpus* in *root* and return the report of the build."""
    command = [PYTHON, "-m", "index", "build", "--corpus", str(corpus), "--index", str(root), "--json"]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=False)
    if done.returncode != 0:
        raise EndedEarlyError(f"The index of {corpus} could not be built; what is wrong stands above.")
    report: dict[str, Any] = json.loads(done.stdout)
    return report


def search(root: Path) -> list[str]:
    """Return the command that finds ten hits for each line."""
    return [PYTHON, "-m", "index", "search", "--index", str(root), "--json", "--k", "10"]


def ask(root: Path, engine: str = "") -> list[str]:
    """Return the command that answers each line, by *engine* or by the one that is set."""
    return [PYTHON, "-m", "bot", "ask", "--index", str(root), "--json", *(["--engine", engine] if engine else [])]


def replies(command: Sequence[str], questions: Iterable[Gold]) -> Iterator[dict[str, Any]]:
    """Yield the reply of one process to each question, with the seconds we waited for it as `waited`.

    A question is written when the last one is answered. Raises EndedEarlyError when the process ends before that,
    or when a reply is not that question's.
    """
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8") as process:
        try:
            for gold in questions:
                yield _reply(process, gold)
        finally:
            _end(process)


def _reply(process: subprocess.Popen[str], gold: Gold) -> dict[str, Any]:
    assert process.stdin is not None
    assert process.stdout is not None
    began = time.perf_counter()
    try:
        process.stdin.write(json.dumps({"id": gold.id, "question": gold.question}) + "\n")
        process.stdin.flush()
    except OSError:
        raise EndedEarlyError(f"The process ended before question {gold.id}; what is wrong stands above.") from None
    line = process.stdout.readline()
    waited = time.perf_counter() - began
    if not line:
        raise EndedEarlyError(f"The process ended at question {gold.id}; what is wrong stands above.")
    reply: dict[str, Any] = json.loads(line)
    if reply.get("id") != gold.id:
        raise EndedEarlyError(f"Question {gold.id} got the reply of question {reply.get('id')}.")
    return reply | {"waited": waited}


def _end(process: subprocess.Popen[str]) -> None:
    """Close the input, which ends the process; kill it when it has not ended in ten seconds."""
    assert process.stdin is not None
    with contextlib.suppress(OSError):  # it ended by itself
        process.stdin.close()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
