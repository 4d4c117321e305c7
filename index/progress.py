"""The progress of long work, as bars or as lines of JSON on standard error. Home of rich in the index."""

from __future__ import annotations

import json
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from index.build import Progress

_PAUSE_SECONDS = 0.5  # between two lines of the same work


@contextmanager
def bars() -> Iterator[Progress]:
    """Give a Progress that draws a bar for each piece of work, where standard error is a terminal."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bars

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    console = Console(stderr=True)
    with Bars(*columns, console=console, transient=True, disable=not console.is_terminal) as drawn:

        def begin(work: str, total: int) -> Callable[[int], None]:
            task = drawn.add_task(work, total=total)
            return lambda steps: drawn.advance(task, steps)

        yield begin


@contextmanager
def lines() -> Iterator[Progress]:
    """Give a Progress that writes what is done as a line of JSON, for a program that shows it to somebody."""

    def begin(work: str, total: int) -> Callable[[int], None]:
        done, told = 0, 0.0
        adding = threading.Lock()

        def advance(steps: int) -> None:
            nonlocal done, told
            with adding:
                done += steps
                if done < total and time.monotonic() - told < _PAUSE_SECONDS:
                    return
                told = time.monotonic()
                sys.stderr.write(json.dumps({"work": work, "done": done, "total": total}) + "\n")
                sys.stderr.flush()

        advance(0)
        return advance

    yield begin
