"""Building is measured: `python -m tests.bench.building [--passages N] [--rounds N] [--data DIR]`, against LangChain.

The texts of DIR/corpus.jsonl become an index by our build and by LangChain's `Chroma.from_documents` with
`HuggingFaceEmbeddings`, both as they come, on the same passages, in turns, each in a process of its own whose model is
loaded before the clock starts. Then nDCG@10 on DIR's questions: what 8-bit products cost. LangChain's parts are not
among our dependencies, for langchain-huggingface wants an older huggingface_hub than sentence-transformers gets:
`pip install --no-deps langchain-chroma langchain-huggingface`, best with `--target` and PYTHONPATH.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from index import generation, records
from index.build import build
from index.embed import Embedder
from index.reader import Reader
from index.search import Searcher
from tests.bench.__main__ import REPOSITORY, _questions, by_meaning, ndcg, ours


class ExactEmbedder(Embedder):
    """Embeds many texts as exactly as one."""

    @cached_property
    def _builder(self) -> Any:
        return self._model


def passages_of(root: Path) -> list[str]:
    """Return what was embedded for each passage of the live generation."""
    kept = records.read(generation.live(root).records)
    return [records.embedded_text(passage) for record in kept for passage in record.passages]


def build_ours(corpus: Path, root: Path) -> tuple[int, float]:
    """Return how many passages our build made of *corpus*, and in how many seconds."""
    embedder = Embedder()
    embedder.encode(["A first text loads the model."])
    began = time.perf_counter()
    made = build(corpus, root, embedder)
    return made.passages, time.perf_counter() - began


def build_langchain(corpus: Path, root: Path) -> tuple[int, float]:
    """Return the same for LangChain and the passages in the file *corpus*."""
    from langchain_chroma import Chroma
    from langchain_core.documents import Document
    from langchain_huggingface import HuggingFaceEmbeddings

    documents = [Document(text) for text in json.loads(corpus.read_text())]
    embeddings = HuggingFaceEmbeddings(model_name=Embedder()._place, model_kwargs={"device": "cpu"})
    embeddings.embed_query("A first text loads the model.")
    began = time.perf_counter()
    Chroma.from_documents(documents, embeddings, persist_directory=str(root))
    return len(documents), time.perf_counter() - began


SIDES = {"ours": build_ours, "LangChain": build_langchain}


def measure(side: str, corpus: Path, root: Path) -> float:
    """Return the passages a second of *side*, measured in a process of its own."""
    command = [
        sys.executable,
        "-m",
        "tests.bench.building",
        "--side",
        side,
        "--corpus",
        str(corpus),
        "--root",
        str(root),
    ]
    done = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{side} failed: {done.stderr.strip().splitlines()[-1]}. See python -m tests.bench.building --help")
    passages, seconds = json.loads(done.stdout.splitlines()[-1])
    return float(passages / seconds)


def compare_speed(data: Path, count: int, rounds: int) -> None:
    """Print the passages a second of both sides over *rounds*, and the median of the rounds' ratios."""
    table = Table("round", *SIDES, "ratio", title="passages a second, full build")
    ratios = []
    with tempfile.TemporaryDirectory() as temporary:
        place = Path(temporary)
        (place / "corpus").mkdir()
        lines = (data / "corpus.jsonl").read_text().splitlines()[:count]
        (place / "corpus" / "corpus.jsonl").write_text("\n".join(lines))
        for number in range(rounds):
            mine = measure("ours", place / "corpus", place / f"ours-{number}")
            if number == 0:
                (place / "passages.json").write_text(json.dumps(passages_of(place / "ours-0")))
            theirs = measure("LangChain", place / "passages.json", place / f"theirs-{number}")
            ratios.append(mine / theirs)
            table.add_row(str(number + 1), f"{mine:.1f}", f"{theirs:.1f}", f"{mine / theirs:.2f}")
    table.caption = f"median ratio {statistics.median(ratios):.2f}; load {os.getloadavg()[0]:.1f}"
    Console().print(table)


def compare_quality(folder: Path | None) -> None:
    """Print nDCG@10 with exact vectors (which are LangChain's) and with a build's, by meaning and by our search."""
    table = Table("vectors", "by meaning", "ours", title=f"nDCG@10, {folder.name if folder else 'gold'}")
    for name, embedder in (("exact", ExactEmbedder()), ("build", Embedder())):
        with _questions(folder) as (corpus, questions), tempfile.TemporaryDirectory() as root:
            _unlink(corpus / "corpus.jsonl")
            build(corpus, Path(root), embedder)
            meaning, fused = _scores(Path(root), embedder, questions)
        table.add_row(name, f"{meaning:.4f}", f"{fused:.4f}")
    Console().print(table)


def _unlink(file: Path) -> None:
    """Put the file itself where a link to it is: a build takes nothing from outside its folder."""
    if file.is_symlink():
        content = file.read_bytes()
        file.unlink()
        file.write_bytes(content)


def _scores(root: Path, embedder: Embedder, questions: Sequence[tuple[str, str]]) -> tuple[float, float]:
    searcher = Searcher(root, embedder, reader=Reader())
    scores: list[tuple[float, ...]] = []
    for question, wanted in questions:
        hits = searcher.search(question, 100).hits
        orders = [sorted(scored, key=lambda i: -scored[i]) for scored in (by_meaning(hits), ours(hits))]
        documents = [list(dict.fromkeys(hits[i].passage.document_id for i in order)) for order in orders]
        scores.append(tuple(ndcg(one, wanted) for one in documents))
    searcher.close()
    meaning, fused = (statistics.fmean(column) for column in zip(*scores, strict=True))
    return meaning, fused


def main() -> None:
    """Compare speed where --data is given, and quality on its questions, else on the gold questions."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path)
    parser.add_argument(
        "--passages", type=int, default=1000, help="texts of DIR/corpus.jsonl to build from; 0 for none"
    )
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--side", choices=SIDES, help=argparse.SUPPRESS)
    parser.add_argument("--corpus", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--root", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.side:
        print(json.dumps(SIDES[given.side](given.corpus, given.root)))  # noqa: T201
        return
    if given.data and given.passages:
        compare_speed(given.data, given.passages, given.rounds)
    if given.data is None or (given.data / "queries.jsonl").is_file():
        compare_quality(given.data)


if __name__ == "__main__":
    main()
