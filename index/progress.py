"""The progress of long work, as bars on standard error. Home of rich in the index."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from index.build import Progress


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
