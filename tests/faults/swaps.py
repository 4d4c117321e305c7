"""An index is rebuilt again and again, and its builders killed, while it is being searched all the time.

Every document of the corpus names the turn it was written in, so a result that mixes two generations gives itself away.
"""

from __future__ import annotations

import os
import random
import statistics
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

from index.embed import Embedder
from index.errors import SeraiError
from index.search import Searcher

ROOT = Path(__file__).resolve().parents[2]
_CHANGED_EACH_TURN = 8  # documents that also change their text; of the others only the date changes
_PATIENCE_SECONDS = 120.0
_BUILDER = """
import sys, pathlib
from index.build import build
from index.embed import Embedder
from tests.faults.swaps import write_turn
folder, embedder = pathlib.Path(sys.argv[1]), Embedder()
for line in sys.stdin:
    write_turn(folder / "corpus", int(line))
    print(build(folder / "corpus", folder / "index", embedder).generation, flush=True)
"""


@dataclass(slots=True)
class Outcome:
    """What the searches met."""

    swaps: int = 0
    kills: int = 0
    searches: int = 0
    failed: list[str] = field(default_factory=list)
    mixed: int = 0
    empty: int = 0
    generations: set[str] = field(default_factory=set)
    seconds: list[float] = field(default_factory=list)
    noticed: list[float] = field(default_factory=list)
    """Seconds from the moment a generation went live to the first answer from it."""

    def told(self) -> str:
        """Return the figures in a line."""
        slow = statistics.quantiles(self.seconds, n=100)[-1] if len(self.seconds) > 1 else 0.0
        return (
            f"{self.swaps} swaps, {self.kills} killed builders, {self.searches} searches over "
            f"{len(self.generations)} generations: {len(self.failed)} failed, {self.mixed} mixed, {self.empty} empty; "
            f"a new generation was noticed within {max(self.noticed, default=0.0):.2f} s, "
            f"median search {1000 * statistics.median(self.seconds or [0.0]):.0f} ms, "
            f"99th percentile {1000 * slow:.0f} ms"
        )


def write_turn(corpus: Path, turn: int, documents: int = 40) -> None:
    """Write the corpus of a turn: each document carries it as its author, some also in their text."""
    corpus.mkdir(parents=True, exist_ok=True)
    for number in range(documents):
        changed = turn if number % (documents // _CHANGED_EACH_TURN) == 0 else 0
        text = f"The lock at mile {number} of the Tarn was opened {changed} times for barges."
        whole = f"---\ntitle: Lock {number}\nauthor: turn{turn}\n---\n\n{text}\n"
        fresh = corpus / f".{number}.new"
        fresh.write_text(whole)
        fresh.replace(corpus / f"lock{number}.md")


def run(folder: Path, swaps: int, kills: int, seed: int = 0, searchers: int = 1, pause: float = 0.0) -> Outcome:
    """Let builders in processes of their own make *swaps* generations, kill *kills* at work, and search meanwhile.

    Each of the *searchers* rests for *pause* seconds between two searches.
    """
    outcome, stop = Outcome(), threading.Event()
    chance = random.Random(seed)
    killed = [True] * kills + [False] * swaps
    chance.shuffle(killed)
    builder = _Builder(folder)
    builder.build(0)
    embedder = Embedder()
    embedder.encode(["A first text."])  # loading the model is no part of noticing a generation
    searching = [
        threading.Thread(target=_search, args=(folder / "index", embedder, outcome, stop, pause))
        for _ in range(searchers)
    ]
    for thread in searching:
        thread.start()
    try:
        for turn, kill in enumerate(killed, 1):
            if kill:
                builder.killed(turn, chance.uniform(0.05, 4.0))
                outcome.kills += 1
                builder = _Builder(folder)
            else:
                _wait_until_noticed(builder.build(turn), outcome)
                outcome.swaps += 1
    except EOFError:
        outcome.failed.append("a builder ended of itself")
    finally:
        builder.close()
        stop.set()
        for thread in searching:
            thread.join()
    return outcome


class _Builder:
    """A process that builds a generation for each turn it is told."""

    def __init__(self, folder: Path) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-c", _BUILDER, str(folder)], cwd=ROOT, env=os.environ | {"PYTHONPATH": str(ROOT)},
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip

    def build(self, turn: int) -> str:
        """Return the name of the generation of *turn*; raises EOFError when the builder ends instead."""
        self._tell(turn)
        assert self._process.stdout
        line = self._process.stdout.readline()
        if not line:
            raise EOFError
        return line.strip()

    def killed(self, turn: int, after: float) -> None:
        """Kill the builder *after* some seconds of work on *turn*."""
        self._tell(turn)
        time.sleep(after)
        self._process.kill()
        self.close()

    def _tell(self, turn: int) -> None:
        assert self._process.stdin
        self._process.stdin.write(f"{turn}\n")
        self._process.stdin.flush()

    def close(self) -> None:
        """Let the builder end."""
        self._process.communicate()


def _wait_until_noticed(name: str, outcome: Outcome) -> None:
    began = time.monotonic()
    while name not in outcome.generations:
        if time.monotonic() - began > _PATIENCE_SECONDS:
            outcome.failed.append(f"{name} was never noticed")
            return
        time.sleep(0.01)
    outcome.noticed.append(time.monotonic() - began)


def _search(root: Path, embedder: Embedder, outcome: Outcome, stop: threading.Event, pause: float) -> None:
    searcher = Searcher(root, embedder)
    chance = random.Random()
    while not stop.wait(pause):
        began = time.monotonic()
        try:
            found = searcher.search(f"How many times was the lock at mile {chance.randrange(40)} opened?")
        except SeraiError as error:
            outcome.failed.append(str(error))
            continue
        finally:
            outcome.seconds.append(time.monotonic() - began)
        outcome.searches += 1
        outcome.empty += not found.hits
        outcome.mixed += len({hit.passage.document.author for hit in found.hits}) > 1
        outcome.generations.add(found.generation)
    searcher.close()
