"""The weights of ranking are fitted: `python -m tests.bench.ranking --data DIR …` prints those of `index/rank.py`.

Each DIR holds `corpus.jsonl` and `queries.jsonl` (question, answerable, document, starts). The hits of a question are
weighed by a softmax over the signs of `index.rank.Closeness`, none with a weight below 0, and those that hold an
answer are to have all of it. nDCG@10 is told of each folder with weights fitted on the others, so of questions that
they have not seen, and of the gold questions, which fit nothing.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import statistics
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import astuple, dataclass, fields
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize

from index.analysis import terms
from index.build import build
from index.embed import Embedder
from index.formats import normalise
from index.fusion import fuse, scaled, share
from index.opened import Found
from index.passage import Hit
from index.rank import WEIGHTS, Analysed, Asked, Closeness
from index.search import Searcher
from tests.bench.__main__ import REPOSITORY
from tests.evaluation.gold import Evidence, read_gold

_LOOKED_AT = 30
_PENALTY = 1e-3  # of the squared weights
Holds = Callable[[Hit], bool]


@dataclass(frozen=True, slots=True)
class Ranked:
    """The hits of one question: a row of signs and the fused score of each, and which hold the answer."""

    signs: Any
    fused: Any
    holds: Any


def main() -> None:
    """Print nDCG@10 before and after, and the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, action="append", required=True)
    parser.add_argument("--limit", type=int, default=800, help="questions of each folder")
    given = parser.parse_args()
    embedder = Embedder()
    found = {folder.name: _public(folder, given.limit, embedder) for folder in given.data}
    for name, questions in found.items():
        others = [one for other, rows in found.items() if other != name for one in rows]
        _tell(name, questions, fitted(others))
    _tell("gold", _gold(embedder), fitted([one for rows in found.values() for one in rows]))
    weights = fitted([one for rows in found.values() for one in rows])
    sys.stdout.write(f"# {', '.join(field.name for field in fields(Closeness))}\n")
    sys.stdout.write(f"WEIGHTS = ({', '.join(f'{weight:.2f}' for weight in weights)})\n")


def fitted(questions: Sequence[Ranked]) -> Any:
    """Return the weights that give the hits that hold an answer the most, by a softmax over each question's hits."""
    rows = [(one.signs, one.holds / one.holds.sum()) for one in questions if one.holds.any()]

    def loss(weights: Any) -> tuple[float, Any]:
        value, slope = 0.0, np.zeros_like(weights)
        for signs, wanted in rows:
            odds = signs @ weights
            given = np.exp(odds - odds.max())
            given /= given.sum()
            value -= float(wanted @ np.log(given + 1e-12))
            slope += signs.T @ (given - wanted)
        return (
            value / len(rows) + _PENALTY * float(weights @ weights),
            slope / len(rows) + 2 * _PENALTY * weights,
        )

    start = np.full(len(WEIGHTS), 0.5)
    return minimize(loss, start, jac=True, method="L-BFGS-B", bounds=[(0, None)] * len(start)).x


def ndcg(order: Sequence[int], holds: Sequence[bool]) -> float:
    """Return nDCG@10, `Σ 1 / log2(1 + rank)` of the hits that hold an answer as a share of the most it can be."""
    gains = [1 / math.log2(2 + place) for place in range(10)]
    most = sum(gains[: int(sum(holds))])
    return sum(gain for gain, i in zip(gains, order, strict=False) if holds[i]) / most if most else 0.0


def _tell(name: str, questions: Sequence[Ranked], weights: Any) -> None:
    ways = {"fused": lambda one: one.fused, "shipped": lambda one: one.signs @ np.array(WEIGHTS),
            "fitted on others": lambda one: one.signs @ weights}  # fmt: skip
    told = [
        f"{way} {statistics.fmean(ndcg(np.argsort(-score(one), kind='stable'), one.holds) for one in questions):.4f}"
        for way, score in ways.items()
    ]
    sys.stdout.write(f"# {name}, {len(questions)} questions, nDCG@10: {', '.join(told)}\n")


def _public(folder: Path, limit: int, embedder: Embedder) -> list[Ranked]:
    queries = [json.loads(line) for line in (folder / "queries.jsonl").read_text().splitlines()]
    queries = [query for query in queries if query["answerable"]]
    random.Random(0).shuffle(queries)

    def holds(query: dict[str, Any]) -> Holds:
        return lambda hit: (
            hit.passage.document_id == query["document"]
            and any(hit.passage.start <= start < hit.passage.end for start in query["starts"])
        )

    with tempfile.TemporaryDirectory() as temporary:
        (Path(temporary) / "corpus").mkdir()
        (Path(temporary) / "corpus" / "corpus.jsonl").write_bytes((folder / "corpus.jsonl").read_bytes())
        asked = [(query["question"], holds(query)) for query in queries[:limit]]
        return _searched(Path(temporary) / "corpus", asked, embedder)


def _gold(embedder: Embedder) -> list[Ranked]:
    gold = [one for one in read_gold(REPOSITORY / "tests/evaluation/gold.jsonl") if one.answerable]
    return _searched(REPOSITORY / "corpus", [(one.question, _proves(one.evidence)) for one in gold], embedder)


def _proves(evidence: Sequence[Evidence]) -> Holds:
    def holds(hit: Hit) -> bool:
        passage = hit.passage
        places = [
            (one.quotation, passage.document.text.find(one.quotation))
            for one in evidence
            if one.document == passage.document_id
        ]
        return any(passage.start <= start and start + len(text) <= passage.end for text, start in places if start >= 0)

    return holds


def _searched(corpus: Path, asked: Sequence[tuple[str, Holds]], embedder: Embedder) -> list[Ranked]:
    with tempfile.TemporaryDirectory() as root:
        build(corpus, Path(root), embedder)
        searcher = Searcher(Path(root), embedder)
        found = [(searcher.search(question, _LOOKED_AT), holds) for question, holds in asked]
        searcher.close()
    return [_ranked(one, holds) for one, holds in found if one.hits]


def _ranked(found: Found, holds: Holds) -> Ranked:
    asked = Asked(terms(normalise(found.question)), found.rarity)
    alike = scaled([hit.by_meaning for hit in found.hits])
    signs = [
        asked.closeness(Analysed.of(hit.passage), share(hit.by_words, found.rarity), meaning, hit.by_meaning)
        for hit, meaning in zip(found.hits, alike, strict=True)
    ]
    meanings = {str(n): hit.by_meaning for n, hit in enumerate(found.hits)}
    words = {str(n): hit.by_words for n, hit in enumerate(found.hits)}
    fused = fuse(meanings, words, found.rarity, 1.0)
    return Ranked(
        np.array([astuple(one) for one in signs]),
        np.array([fused[str(n)] for n in range(len(found.hits))]),
        np.array([holds(hit) for hit in found.hits]),
    )


if __name__ == "__main__":
    main()
