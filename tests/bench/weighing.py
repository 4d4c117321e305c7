"""The weights of proving are fitted: `python -m tests.bench.weighing --data DIR …` prints them for `bot/weights.py`.

Each DIR is a folder of texts that `index/reader/training/written.jsonl` has statements about; of these only the ones
about texts that the reader does not learn from count. They are in words of their own. As much count together sentences
of the corpus as they stand, and with one thing in them changed by chance, which are nearly verbatim; and the statements
written by hand that have been read (`tests.bench.proving`: "hand", "half1", "half2"), which are between the two.

A statement that breaks a rule which is proof enough against it is left out: weighing never sees one.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np
from sklearn.metrics import roc_auc_score

from bot.backing import DOUBTS
from index.reader import PROVER, Reader
from index.reader.training.folder import read_folder
from index.reader.training.written import about, read_written
from tests.bench.examined import Examined, examine
from tests.bench.regression import Limits, Weights, crossed
from tests.bench.stated import Stated, by_hand, mutated, of_other_texts, of_the_corpus, of_written

HELD_OUT = ("Normans", "Scottish Parliament")
_SIDES = "++"
"""Of each sign of `Backing` before the rules, which way it may count; a broken rule counts against a statement."""
_NEARLY_VERBATIM = 3.5
"""How much a broken rule counts at least where words are the quotes': so few are true there that data say little."""
_CHANGED = 1_500
_A_LINE = 14  # weights


def main() -> None:
    """Fit the weights and print them, with the area under the curve by weights fitted without each fold."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, action="append", required=True)
    given = parser.parse_args()
    reader = Reader(PROVER)
    parts = {
        "in their own words": list(_weighed(_written(given.data), reader)),
        "nearly verbatim": list(_weighed(_changed(), reader)),
        "by hand": list(_weighed(_by_hand(), reader)),
    }
    some = [one for part in parts.values() for one in part]
    signs, labels = [one.backing.signs for one in some], [one.stated.is_true for one in some]
    counts = [count for part in parts.values() for count in _counts(part)]
    model = Weights.fit(signs, labels, _limits(), counts, balanced=False)
    odds = crossed(signs, labels, _limits(), counts)
    _print(model)
    at = 0
    for name, part in parts.items():
        _tell(name, odds[at : at + len(part)], np.asarray(labels[at : at + len(part)]))
        at += len(part)


def _written(folders: Sequence[Path]) -> Iterator[Stated]:
    written = read_written()
    for path in folders:
        _, theirs = read_folder(path).parted(HELD_OUT)
        for one, text in about(theirs, written):
            yield from of_written(one, text)


def _changed() -> list[Stated]:
    stated = list(mutated([passage for some in of_the_corpus().values() for passage in some]))
    random.Random(0).shuffle(stated)
    return stated[:_CHANGED]


def _by_hand() -> Iterator[Stated]:
    yield from by_hand(of_the_corpus())
    yield from of_other_texts(0)
    yield from of_other_texts(1)


def _weighed(stated: Iterable[Stated], reader: Reader) -> Iterator[Examined]:
    yield from (found for one in stated if (found := examine(one, reader)) and found.is_weighed)


def _counts(some: Sequence[Examined]) -> list[float]:
    """Return how often each counts, so that true ones and false ones count as much, and all together one."""
    true = sum(one.stated.is_true for one in some)
    return [0.5 / true if one.stated.is_true else 0.5 / (len(some) - true) for one in some]


def _limits() -> list[Limits]:
    least = [0.0] * len(DOUBTS) + [_NEARLY_VERBATIM] * len(DOUBTS)
    return [*((0.0, None) if side == "+" else (None, 0.0) for side in _SIDES), *((None, -one) for one in least)]


def _print(model: Weights) -> None:
    found = [f"{weight:.2f}" for weight in model.weights]
    rows = [", ".join(found[at : at + _A_LINE]) for at in range(0, len(found), _A_LINE)]
    weights = "(\n    " + ",\n    ".join(rows) + ",\n)  # fmt: skip"
    sys.stdout.write(f"BACKING = {weights}\nBACKING_BIAS = {model.bias:.2f}\n")


def _tell(name: str, odds: np.ndarray, true: np.ndarray) -> None:
    """Print how well statements are told, each by weights fitted without its fold."""
    sys.stdout.write(f"# {name}: AUROC {roc_auc_score(true, odds):.3f} of {len(true)}\n")
    for at in np.arange(-2.0, 1.01, 0.25):
        dropped, out = np.mean(odds[true] < at), np.mean(odds[~true] >= at)
        sys.stdout.write(f"#   at {at:+.2f} {dropped:.1%} of true ones dropped, {out:.0%} of false ones out\n")


if __name__ == "__main__":
    main()
