"""The index is rebuilt whenever the corpus changes. Home of watchfiles."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event

_DEBOUNCE_MS = 1_500  # many files are copied at once, and an editor writes a file more than once
_AWAY_SECONDS = 5.0


def changes(folder: Path, stop: Event | None = None) -> Iterator[None]:
    """Yield at once, and then whenever something in *folder* has changed and rested; a folder that goes may return."""
    from watchfiles import watch

    stop = stop or Event()
    while not stop.is_set():
        yield
        try:
            for _ in watch(folder, debounce=_DEBOUNCE_MS, stop_event=stop, ignore_permission_denied=True):
                yield
            return
        except FileNotFoundError:
            time.sleep(_AWAY_SECONDS)


def keep_up(folder: Path, rebuild: Callable[[], None], stop: Event | None = None) -> None:
    """Call *rebuild* now and after every change of *folder*, until *stop* is set."""
    for _ in changes(folder, stop):
        rebuild()
