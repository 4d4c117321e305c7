"""`python -m index.reader.training FOLDER …` makes examples, trains the reader, writes it and prints its scores."""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import torch

from index.embed import Embedder
from index.reader import WEIGHTS
from index.reader.encode import Encoder
from index.reader.network import ReaderNetwork, trained_network
from index.reader.training.claimed import Claimed
from index.reader.training.example import Example, passage_of
from index.reader.training.folder import read_folder
from index.reader.training.lesson import Lessons, question_lesson, statement_lesson, together
from index.reader.training.mined import mined
from index.reader.training.recipe import Examples, examples, many_misses
from index.reader.training.scores import proofs, scores
from index.reader.training.start import average, installed_network, network_from, save
from index.reader.training.tune import MOST_TOKENS, RATE, Pace, Progress, tune

HELD_OUT = ("Normans", "Scottish Parliament")
_TOLD_EVERY, _SAVED_EVERY = 60.0, 600.0  # seconds


def main() -> None:
    """Make, train and score as the command line says."""
    parser = _arguments()
    given = parser.parse_args()
    if not given.data and (given.only_score or given.mine or not given.packed):
        parser.error("no folders of data: name at least one, or what --pack wrote with --packed")
    if given.only_score and (given.mine or given.pack):
        parser.error("--only-score learns nothing: leave out --mine and --pack")
    if given.threads:
        torch.set_num_threads(given.threads)
    parts = [Lessons.load(path) for path in given.packed]
    made = _made(given)
    if given.data and not given.only_score:
        _tell_counts(made)
        parts.append(lessons_of(made.learnt, made.claimed))
    if given.mine:
        parts.append(_mined(given, together(parts)))
    if given.pack:
        together(parts).save(given.pack)
        return
    if not given.only_score:
        _train(together(parts), given)
    _tell_scores(trained_network(given.out), made)


def _made(given: argparse.Namespace) -> Examples:
    folders = [read_folder(path) for path in given.data]
    share, embedder = (0.0, None) if given.only_score else (given.share, Embedder())
    return examples(folders, given.hold_out, given.seed, share, given.draws, embedder)


def _mined(given: argparse.Namespace, asked: Lessons) -> Lessons:
    """Return what the weights of `--mine` get wrong of *asked*, and of many near misses."""
    folders = [read_folder(path) for path in given.data]
    misses = lessons_of(many_misses(folders, given.hold_out, given.seed, given.misses, Embedder()))
    network = network_from(given.mine, 0.0).to(given.device).eval()
    found = mined(network, misses, asked.at((asked.holds < 0).nonzero().flatten()), given.seed)
    _tell(f"{len(found)} mined, of {len(misses)} near misses and {len(asked)} others")
    return found


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m index.reader.training", description=__doc__)
    parser.add_argument("data", type=Path, nargs="*", help="folders with corpus.jsonl, and queries.jsonl or text only")
    parser.add_argument("--out", type=Path, default=WEIGHTS, help="the file to write (the shipped one)")
    parser.add_argument("--start", type=Path, help="go on from these weights of ours, not from the installed encoder")
    parser.add_argument("--average", action="store_true", help="write the average with the weights of --start")
    parser.add_argument("--mine", type=Path, help="learn also what these weights of ours get wrong")
    parser.add_argument("--misses", type=int, default=4, help="how many near misses of each question are mined")
    parser.add_argument("--pack", type=Path, help="train nothing: write what would be learnt to this file")
    parser.add_argument("--packed", type=Path, nargs="*", default=[], help="learn what --pack wrote to these files too")
    parser.add_argument("--device", default="cpu", help="where to train: cpu, or cuda for a GPU")
    parser.add_argument("--minutes", type=float, default=60.0, help="the longest that training may take")
    parser.add_argument("--epochs", type=int, default=1, help="how often each example is seen, if there is time")
    parser.add_argument("--rate", type=float, default=RATE, help="the highest learning rate")
    parser.add_argument("--larger", type=int, default=1, help="how many times the usual tokens go into a batch")
    parser.add_argument("--threads", type=int, default=0, help="how many threads to use; 0 for all")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--dropout", type=float, default=0.05)
    parser.add_argument("--hidden", type=float, default=0.0, help="the share of a question's tokens to mask")
    parser.add_argument("--share", type=float, default=1.0, help="the share of the usual number of examples to make")
    parser.add_argument("--draws", type=int, default=1, help="how often to make examples of the questions, each anew")
    parser.add_argument("--hold-out", nargs="*", default=HELD_OUT, help="titles of articles that are only tried on")
    parser.add_argument("--only-score", action="store_true", help="train nothing; score what --out holds")
    return parser


def lessons_of(learnt: Sequence[Example], claimed: Sequence[Claimed] = ()) -> Lessons:
    """Return the examples as lessons; one whose answer falls off the end of its row is left out."""
    encoder = Encoder(MOST_TOKENS)
    asked = (question_lesson(encoder, one.question, one.passage, one.span) for one in learnt)
    said = (statement_lesson(encoder, one.statement, passage_of(one.title, one.text), one.holds) for one in claimed)
    return Lessons.of([*(one for one in asked if one), *said])


def _train(learnt: Lessons, given: argparse.Namespace) -> None:
    torch.manual_seed(given.seed)
    network = network_from(given.start, given.dropout) if given.start else installed_network(given.dropout)
    tell = _Log(network, given.out.with_suffix(".unfinished"))
    pace = Pace(given.minutes, given.epochs, given.rate, given.larger, given.seed, given.hidden)
    done = tune(network.to(given.device), learnt, pace, tell)
    network.to("cpu")
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
            losses = " ".join(f"{name} {float(loss):.3f}" for name, loss in progress.losses.items())
            _tell(f"{progress.share:.0%}  {progress.seen} seen  {losses}")
        if now - self._saved > _SAVED_EVERY:
            self._saved = now
            save(self._network, self._unfinished)


def _tell_counts(made: Examples) -> None:
    unanswered = sum(example.span is None for example in made.learnt)
    _tell(f"{len(made.learnt)} examples, {unanswered} without an answer; {len(made.claimed)} statements")
    for (source, recipe), count in sorted(Counter((one.source, one.recipe) for one in made.learnt).items()):
        _tell(f"  {source}  {recipe}  {count}")


def _tell_scores(network: ReaderNetwork, made: Examples) -> None:
    encoder = Encoder()
    for source in dict.fromkeys(example.source for example in made.tried):
        _tell(f"{source}: {scores(network, encoder, [one for one in made.tried if one.source == source])}")
    for source in dict.fromkeys(one.source for one in made.claims_tried):
        held = proofs(network, encoder, [one for one in made.claims_tried if one.source == source])
        _tell(f"{source}: statements {held}")


def _tell(line: str) -> None:
    sys.stdout.write(f"{time.strftime('%H:%M:%S')} {line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
