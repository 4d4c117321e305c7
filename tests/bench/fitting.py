"""Which proven statements are taken for answers: `python -m tests.bench.fitting`, on statements about the corpus.

Each (`fitting.jsonl`) answers its question, or is of another year, another name or another thing than was asked. They
were written in three rounds, each before the checks were run on it; after the third they were not changed for its sake.
Also printed is what the sentences that they cite would be, said in their place.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

from bot.claims import Claim, Pointer
from bot.proof import prove
from bot.relevance import Fit, Relevance
from bot.verbatim import said
from index.passage import SOURCE_MARKS
from index.reader import Reader
from tests.bench.stated import of_the_corpus

STATEMENTS = Path(__file__).with_name("fitting.jsonl")


def main() -> None:
    """Print for each round and kind how many statements are taken for answers."""
    passages = of_the_corpus()
    reader = Reader()
    taken: Counter[tuple[int, str]] = Counter()
    asked: Counter[tuple[int, str]] = Counter()
    sentences: Counter[tuple[str, str]] = Counter()
    for item in map(json.loads, STATEMENTS.read_text(encoding="utf-8").splitlines()):
        passage = next(one for one in passages[item["document"]] if item["words"] in SOURCE_MARKS.sub("", one.text))
        claim = Claim(item["text"], (Pointer(1, item["words"]),))
        proven = prove(claim, [passage], item["question"], lambda *_: 9.0)
        if proven is None or not proven.quotes:
            continue
        for quote in proven.quotes:
            sentences[item["kind"], Relevance(item["question"], reader)(said(quote)).name.lower()] += 1
        key = item["round"], item["kind"]
        asked[key] += 1
        taken[key] += Relevance(item["question"], reader)(proven) is Fit.ANSWERS
    for round_, kind in sorted(asked):
        print(f"round {round_}, {kind}: {taken[round_, kind]} of {asked[round_, kind]} are answers")  # noqa: T201
    for (kind, what), count in sorted(sentences.items()):
        print(f"the sentences of {kind}: {count} {what}")  # noqa: T201


if __name__ == "__main__":
    main()
