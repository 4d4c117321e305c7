"""`python -m index.reader.training FOLDER …` makes examples, trains the reader, writes it and prints its scores."""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import torch

from index.reader import WEIGHTS
from index.reader.encode import Encoder
from index.reader.network import ReaderNetwork, trained_network
from index.reader.training.example import Example
from index.reader.training.folder import read_folder
from index.reader.training.recipe import examples
from index.reader.training.scores import scores
from index.reader.training.start import average, installed_network, network_from, save
from index.reader.training.tune import MOST_TOKENS, Progress, lessons, tune

HELD_OUT = ("Normans", "Scottish Parliament")
_TOLD_EVERY, _SAVED_EVERY = 60.0, 600.0  # seconds


def main() -> None:
    """Train as the command line says."""
    given = _arguments().parse_args()
    if given.threads:
        torch.set_num_threads(given.threads)
    made = examples([read_folder(path) for path in given.data], given.hold_out, given.seed, given.share)
    if not given.only_score:
        _tell_counts(made.learnt)
        _train(made.learnt, given)
    _tell_scores(trained_network(given.out), made.tried)


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m index.reader.training", description=__doc__)
    parser.add_argument("data", type=Path, nargs="+", help="folders with corpus.jsonl, and queries.jsonl or text only")
    parser.add_argument("--out", type=Path, default=WEIGHTS, help="the file to write (the shipped one)")
    parser.add_argument("--start", type=Path, help="go on from these weights of ours, not from the installed encoder")
    parser.add_argument("--average", action="store_true", help="write the average with the weights of --start")
    parser.add_argument("--minutes", type=float, default=60.0, help="the longest that training may take")
    parser.add_argument("--epochs", type=int, default=1, help="how often each example is seen, if there is time")
    parser.add_argument("--threads", type=int, default=0, help="how many threads to use; 0 for all")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--dropout", type=float, default=0.05)
    parser.add_argument("--share", type=float, default=1.0, help="the share of the usual number of examples to make")
    parser.add_argument("--hold-out", nargs="*", default=HELD_OUT, help="titles of articles that are only tried on")
    parser.add_argument("--only-score", action="store_true", help="train nothing; score what --out holds")
    return parser


def _train(learnt: Sequence[Example], given: argparse.Namespace) -> None:
    torch.manual_seed(given.seed)
    network = network_from(given.start, given.dropout) if given.start else installed_network(given.dropout)
    tell = _Log(network, given.out.with_suffix(".unfinished"))
    shown = lessons(learnt, Encoder(MOST_TOKENS))
    done = tune(network, shown, minutes=given.minutes, epochs=given.epochs, seed=given.seed, tell=tell)
    if given.average and given.start:
        average(network, given.start)
    save(network, given.out)
    _tell(f"{done.seen} examples seen, written to {given.out}")


class _Log:
    """Says how training goes once a minute, and saves what is there every ten."""

    def __init__(self, network: ReaderNetwork, unfinished: Path) -> None:
        self._network, self._unfinished = network, unfinished
        self._told = self._saved = time.monotonic()

    def __call__(self, progress: Progress) -> None:
        now = time.monotonic()
        if now - self._told > _TOLD_EVERY:
            self._told = now
            losses = " ".join(f"{name} {loss:.3f}" for name, loss in progress.losses.items())
            _tell(f"{progress.share:.0%}  {progress.seen} seen  {losses}")
        if now - self._saved > _SAVED_EVERY:
            self._saved = now
            save(self._network, self._unfinished)


def _tell_counts(learnt: Sequence[Example]) -> None:
    unanswered = sum(example.span is None for example in learnt)
    _tell(f"{len(learnt)} examples, {unanswered} without an answer")
    for (source, recipe), count in sorted(Counter((one.source, one.recipe) for one in learnt).items()):
        _tell(f"  {source}  {recipe}  {count}")


def _tell_scores(network: ReaderNetwork, tried: Sequence[Example]) -> None:
    encoder = Encoder()
    for source in dict.fromkeys(example.source for example in tried):
        _tell(f"{source}: {scores(network, encoder, [one for one in tried if one.source == source])}")


def _tell(line: str) -> None:
    sys.stdout.write(f"{time.strftime('%H:%M:%S')} {line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
