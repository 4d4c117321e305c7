"""Answers are measured: `python -m tests.evaluation` asks the gold questions as a user would and writes a report.

With `--data DIR`, the questions of a folder of public data (`corpus.jsonl`, `queries.jsonl`) over its own texts.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import track

from index import generation, records
from index.__main__ import run
from index.errors import SeraiError
from tests.evaluation import drive, tables
from tests.evaluation.gold import Gold, read_data, read_gold
from tests.evaluation.judge import judge
from tests.evaluation.report import Report, report

REPOSITORY = Path(__file__).resolve().parents[2]
REPORTS = REPOSITORY / "reports" / "evaluation"


def main() -> None:
    """Build, ask, judge, and write the report."""
    given = _arguments()
    name = given.data.resolve().name if given.data else "gold"
    folder = given.report or (REPORTS / name if given.data else REPORTS)
    root = given.index or REPORTS / "index" / name
    console = Console()
    with _corpus(given.corpus, given.data) as corpus:
        made = evaluate(_questions(given), corpus, root, given.engine)
    made.about["questions from"] = name
    tables.show(made, console)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "report.md").write_text(tables.markdown(made), encoding="utf-8")
    (folder / "report.json").write_text(json.dumps(made.as_json(), ensure_ascii=False, indent=1), encoding="utf-8")
    console.print(f"The report stands in {folder}.")


def evaluate(questions: Sequence[Gold], corpus: Path, root: Path, engine: str) -> Report:
    """Return the report on what the command line finds and answers to *questions* over *corpus*, indexed in *root*."""
    code = fingerprint()
    built = drive.build(corpus, root)
    texts = {one.document.id: one.document.text for one in records.read(generation.live(root).records)}
    searched = _replies("Searching", drive.search(root), questions)
    asked = _replies("Asking", drive.ask(root, engine), questions)
    judgements = [judge(*each, texts) for each in zip(questions, searched, asked, strict=True)]
    about = {
        "engine": asked[0]["engine"],
        "generation": built["generation"],
        "code": code if code == fingerprint() else "changed during the run: these numbers belong to no version",
        "documents": built["documents"],
        "passages": built["passages"],
        "questions": len(questions),
    }
    return report(judgements, about)


def fingerprint() -> str:
    """Return what tells one version of the code that is evaluated from another: a hash of `bot` and `index`."""
    files = sorted(path for folder in ("bot", "index") for path in (REPOSITORY / folder).rglob("*.py"))
    return hashlib.sha256(b"\0".join(path.read_bytes() for path in files)).hexdigest()[:12]


def _replies(verb: str, command: list[str], questions: Sequence[Gold]) -> list[dict[str, Any]]:
    replies = drive.replies(command, questions)
    return list(track(replies, verb, len(questions), console=Console(stderr=True), transient=True))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.evaluation", description=__doc__)
    gold = Path(__file__).with_name("gold.jsonl")
    parser.add_argument("--gold", type=Path, default=gold, help="the gold questions [tests/evaluation/gold.jsonl]")
    parser.add_argument("--corpus", type=Path, default=REPOSITORY / "corpus", help="the folder of texts [corpus]")
    parser.add_argument("--index", type=Path, help="where the index is built [reports/evaluation/index/NAME]")
    parser.add_argument("--engine", default="", help="extractive, or a chat model [the one that is set]")
    parser.add_argument("--report", type=Path, help="where the report goes [reports/evaluation]")
    parser.add_argument("--data", type=Path, help="a folder of public data, instead of gold and corpus")
    parser.add_argument("--limit", type=int, help="with --data: how many of its questions")
    return parser.parse_args()


def _questions(given: argparse.Namespace) -> list[Gold]:
    try:
        questions = read_data(given.data, given.limit) if given.data else read_gold(given.gold)
    except OSError as error:
        raise SeraiError(f"The questions cannot be read: {error}.") from error
    if not questions:
        raise SeraiError(f"There is no question in {given.data or given.gold}.")
    return questions


@contextmanager
def _corpus(corpus: Path, data: Path | None) -> Iterator[Path]:
    """Give the folder of texts; of public data, one without its questions, which are no text of it."""
    if data is None:
        yield corpus
        return
    with tempfile.TemporaryDirectory() as folder:
        shutil.copy(data / "corpus.jsonl", folder)
        yield Path(folder)


if __name__ == "__main__":
    run(main)
