"""What an index costs as it grows: `python -m tests.bench.scale [--sizes 1000 10000 100000]` tells, in reports/bench/.

The passages are sentences of `corpus/`, shuffled and numbered, so that no two are the same. Each size is measured in
processes of their own, so that memory is that of one thing.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from rich.console import Console
from rich.table import Table

from index import corpus, disk
from index.build import build
from index.embed import Embedder
from index.passage import Document
from index.reader import Reader
from index.search import Searcher

REPOSITORY = Path(__file__).resolve().parents[2]
REPORTS = REPOSITORY / "reports/bench"
COLUMNS = {
    "build": "full build, s",
    "rate": "passages/s",
    "start": "a fresh search, s",
    "one": "one text added, beyond that, s",
    "share": "of the full build, %",
    "nothing": "nothing changed, in all, s",
    "open": "open and first search, s",
    "median": "search, ms (median)",
    "p95": "search, ms (95 %)",
    "build_megabytes": "memory of the build, MB",
    "search_megabytes": "memory of a search, MB",
    "disk_megabytes": "disk, MB",
}
_QUESTIONS = 300
_TIMES = 3  # each command is typed; the median counts


def main() -> None:
    """Measure each size, print the table and write the report with its plot."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    parser.add_argument("--step", choices=STEPS, help="measure one thing in this process, in the folder given")
    parser.add_argument("--folder", type=Path)
    given = parser.parse_args()
    if given.step:
        sys.stdout.write(json.dumps(STEPS[given.step](given.folder)) + "\n")
        return
    rows = []
    for size in given.sizes:
        rows.append(_measured(size))
        Console().print(_table(rows))
    _report(rows)


def _measured(size: int) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as folder:
        write_corpus(Path(folder) / "corpus", size)
        row: dict[str, float] = {}
        for step in STEPS:
            command = [sys.executable, "-m", "tests.bench.scale", "--step", step, "--folder", folder]
            row |= json.loads(subprocess.run(command, cwd=REPOSITORY, stdout=subprocess.PIPE, check=True).stdout)
    row["rate"] = row["passages"] / row["build"]
    row["share"] = 100 * row["one"] / row["build"]
    return row


def write_corpus(folder: Path, passages: int) -> None:
    """Write records of one sentence each, none of them twice."""
    folder.mkdir()
    texts = [one.text for one in corpus.read(REPOSITORY / "corpus") if isinstance(one, Document)]
    lines = [line.strip("- ") for text in texts for line in text.split("\n") if 60 < len(line) < 300]
    chance = random.Random(0)
    for start in range(0, passages, 1_000):
        records = (
            {"id": f"r{n}", "title": f"Record {n}", "text": f"{chance.choice(lines)} ({chance.randrange(10**6)})"}
            for n in range(start, min(start + 1_000, passages))
        )
        (folder / f"{start:06}.jsonl").write_text("".join(json.dumps(one) + "\n" for one in records))


def _build(folder: Path) -> dict[str, float]:
    embedder = _ready()
    began = time.perf_counter()
    report = build(folder / "corpus", folder / "index", embedder)
    return {
        "passages": report.passages, "build": time.perf_counter() - began, "build_megabytes": _peak(),
        "disk_megabytes": disk.size([folder / "index"]) / 1e6,
    }  # fmt: skip


def _commands(folder: Path) -> dict[str, float]:
    """Time what a maintainer types; what a fresh search takes is the start of a process, and no build's cost."""
    start, one, nothing = [], [], []
    for number in range(_TIMES):
        start.append(_typed(folder, "search", "What was opened by mayor Ilse Brandt?"))
        (folder / "corpus" / f"new{number}.txt").write_text(f"Ruby Bridge {number} was opened by mayor Ilse Brandt.\n")
        one.append(_typed(folder, "build", "--corpus", str(folder / "corpus")))
        nothing.append(_typed(folder, "build", "--corpus", str(folder / "corpus")))
    begin = statistics.median(start)
    return {"start": begin, "one": statistics.median(one) - begin, "nothing": statistics.median(nothing)}


def _typed(folder: Path, command: str, *arguments: str) -> float:
    """Return the seconds of `python -m index COMMAND …`."""
    began = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "index", command, "--index", str(folder / "index"), *arguments],
        cwd=REPOSITORY, capture_output=True, check=True,
    )  # fmt: skip
    return time.perf_counter() - began


def _search(folder: Path) -> dict[str, float]:
    embedder = _ready()
    gold = (REPOSITORY / "tests/evaluation/gold.jsonl").read_text().splitlines()
    questions = [json.loads(line)["question"] for line in gold] * (_QUESTIONS // len(gold) + 1)
    searcher = Searcher(folder / "index", embedder, reader=Reader())
    began = time.perf_counter()
    searcher.search("What was opened by mayor Ilse Brandt?")
    opened, seconds = time.perf_counter() - began, []
    for question in questions[:_QUESTIONS]:
        began = time.perf_counter()
        searcher.search(question)
        seconds.append(1000 * (time.perf_counter() - began))
    searcher.close()
    return {
        "open": opened, "median": statistics.median(seconds), "p95": statistics.quantiles(seconds, n=20)[-1],
        "search_megabytes": _peak(),
    }  # fmt: skip


STEPS: dict[str, Callable[[Path], dict[str, float]]] = {
    "build": _build, "commands": _commands, "search": _search,
}  # fmt: skip


def _ready() -> Embedder:
    """Return an embedder that has embedded: what a fresh search takes to start is not the index's cost."""
    embedder = Embedder()
    embedder.encode(["A first text."])
    return embedder


def _peak() -> float:
    """Return the most memory that this process had, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3


def _table(rows: list[dict[str, float]]) -> Table:
    table = Table("passages", *(f"{row['passages']:,.0f}" for row in rows), title="What an index costs as it grows")
    for name, meaning in COLUMNS.items():
        table.add_row(meaning, *(f"{row[name]:,.3g}" for row in rows))
    return table


def _report(rows: list[dict[str, float]]) -> None:
    REPORTS.mkdir(parents=True, exist_ok=True)
    (REPORTS / "scale.json").write_text(json.dumps(rows, indent=2))
    head = ["passages", *COLUMNS.values()]
    cells = [[f"{row['passages']:,.0f}", *(f"{row[name]:,.3g}" for name in COLUMNS)] for row in rows]
    lines = [head, ["---:"] * len(head), *cells]
    table = "\n".join("| " + " | ".join(line) + " |" for line in lines)
    (REPORTS / "scale.md").write_text(
        f"# What an index costs as it grows\n\n{table}\n\n![The same, drawn](scale.svg)\n"
    )
    _plot(rows)
    sys.stdout.write(f"The report is in {REPORTS.relative_to(REPOSITORY)}/scale.md\n")


def _plot(rows: list[dict[str, float]]) -> None:
    import matplotlib

    matplotlib.use("svg")
    from matplotlib import pyplot

    groups = (("seconds", ("build", "start", "one", "nothing", "open")), ("milliseconds", ("median", "p95")),
              ("megabytes", ("build_megabytes", "search_megabytes", "disk_megabytes")))  # fmt: skip
    figure, drawn = pyplot.subplots(1, len(groups), figsize=(14, 4), layout="constrained")
    for axes, (unit, names) in zip(drawn, groups, strict=True):
        for name in names:
            axes.loglog([row["passages"] for row in rows], [row[name] for row in rows], "o-", label=COLUMNS[name])
        axes.set(xlabel="passages", ylabel=unit)
        axes.legend()
        axes.grid(alpha=0.3)
    figure.savefig(REPORTS / "scale.svg")
    pyplot.close(figure)


if __name__ == "__main__":
    main()
