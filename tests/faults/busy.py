"""Many files are added and built while questions are being answered: do those who ask notice?"""

from __future__ import annotations

import json
import random
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

from bot.bootstrap import Answering, answering
from bot.settings import BotSettings
from index import generation

ROOT = Path(__file__).resolve().parents[2]
QUESTIONS = [json.loads(line)["question"] for line in (ROOT / "tests/evaluation/gold.jsonl").read_text().splitlines()]
_PAUSE_SECONDS = 0.2  # between an answer and the next question


@dataclass(slots=True)
class Outcome:
    """How long answers took, in seconds, before the build, while it ran, and after it."""

    files: int
    quiet: list[float] = field(default_factory=list)
    building: list[float] = field(default_factory=list)
    after: list[float] = field(default_factory=list)
    build_seconds: float = 0.0
    failed: int = 0
    generations: set[str] = field(default_factory=set)

    def told(self) -> str:
        """Return the figures in a line."""
        phases = (("before", self.quiet), ("while it ran", self.building), ("after", self.after))
        times = ", ".join(f"{name} {_told(values)}" for name, values in phases)
        return (
            f"{self.files} files built in {self.build_seconds:.0f} s under {len(self.building)} questions, "
            f"{self.failed} failed, {len(self.generations)} generations answered; an answer took {times}"
        )


def _told(seconds: list[float]) -> str:
    late = statistics.quantiles(seconds, n=20)[-1]
    return f"{1000 * statistics.median(seconds):.0f} ms (95 %: {1000 * late:.0f})"


def run(folder: Path, files: int, seconds: float = 20.0) -> Outcome:
    """Answer gold questions over `corpus/`, while *files* files are added to it and built by the command line."""
    outcome = Outcome(files)
    corpus, root = folder / "corpus", folder / "index"
    corpus.mkdir()
    briefs = sorted((ROOT / "corpus").glob("*.md"))
    for brief in briefs:
        (corpus / brief.name).write_bytes(brief.read_bytes())
    _build(corpus, root).wait()
    answer = answering(BotSettings(corpus=corpus, index=root))
    answer("A first question loads the models.")
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        _ask(answer, outcome, outcome.quiet)
    _add(corpus, briefs, files)
    began = time.monotonic()
    with _build(corpus, root) as building:
        while building.poll() is None:
            _ask(answer, outcome, outcome.building)
    outcome.build_seconds = time.monotonic() - began
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        _ask(answer, outcome, outcome.after)
    outcome.failed += generation.live(root).documents < files
    return outcome


def _build(corpus: Path, root: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "index", "build", "--corpus", str(corpus), "--index", str(root)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)


def _add(corpus: Path, briefs: list[Path], files: int) -> None:
    """Write *files* files, each of some sentences of the briefs with a number of its own."""
    chance = random.Random(0)
    lines = [line for brief in briefs for line in brief.read_text().split("\n") if line.startswith("- ")]
    for number in range(files):
        (corpus / f"added{number:05}.txt").write_text("\n\n".join(chance.sample(lines, 4)) + f"\n\nNote {number}.\n")


def _ask(answer: Answering, outcome: Outcome, seconds: list[float]) -> None:
    time.sleep(_PAUSE_SECONDS)
    began = time.monotonic()
    given = answer(random.choice(QUESTIONS))
    seconds.append(time.monotonic() - began)
    outcome.failed += not given.text
    outcome.generations.add(given.generation)
