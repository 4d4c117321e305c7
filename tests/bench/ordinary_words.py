"""Texts become the list of ordinary words: `python -m tests.bench.ordinary_words DATA… > bot/ordinary.txt`.

A capital says nothing at the beginning of a sentence, and much inside one. So a word is ordinary where the texts hardly
ever capitalise it inside a sentence, though many of them have it (China, Jordan, Polish and Bill are none). A word that
they capitalise as part of names only, as "new" and "national", is ordinary before a word in lower case: with a star.

That of the bot is made of public texts in English: Wikipedia, SQuAD 2, QED, CovidQA, Reddit, reviews of Amazon.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_CAPITAL_FOLLOWS = re.compile(r"[.!?:;…\"“”«»()\[\]•*|/–—-]\W*$")
"""What may stand before a word that is capitalised for no name."""
_MOST_CAPITALISED = 0.5  # of a line's words: beyond that it is a heading, and its capitals say nothing
_IN_NAMES = 0.125
"""The share of texts that may capitalise an ordinary word inside a sentence."""
_ALONE = 0.02
"""The share of texts that may do so while neither the word before nor the one after has a capital."""
_FEWEST = 3  # texts that have the word in lower case


def main() -> None:
    """Print the list of the words that are ordinary in the given folders."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, nargs="+", help="folders with a corpus.jsonl")
    lines = (line for folder in parser.parse_args().data for line in (folder / "corpus.jsonl").open(encoding="utf-8"))
    print("\n".join(ordinary_words(json.loads(line)["text"] for line in lines)))  # noqa: T201


def ordinary_words(texts: Iterable[str]) -> list[str]:
    """Return the ordinary words of *texts* in their order; a star after those that are so before lower case only."""
    lower: Counter[str] = Counter()
    capitalised: Counter[str] = Counter()
    alone: Counter[str] = Counter()
    for text in texts:
        seen = set(_seen(text))
        lower.update(word for word, how in seen if how == "lower")
        capitalised.update({word for word, how in seen if how != "lower"})
        alone.update(word for word, how in seen if how == "alone")
    found = []
    for word, had in sorted(lower.items()):
        if had < _FEWEST or not (word.isascii() and word.isalpha()):
            continue
        if _share(capitalised[word], had) <= _IN_NAMES:
            found.append(word)
        elif _share(alone[word], had) <= _ALONE:
            found.append(f"{word}*")
    return found


def _share(some: int, others: int) -> float:
    """Return the share of *some* of both, with one half added to each: few texts prove little."""
    return (some + 0.5) / (some + others + 1)


def _seen(text: str) -> Iterator[tuple[str, str]]:
    """Yield the words inside sentences, folded, and how each is written: `lower`, `in a name` or `alone`."""
    for line in text.splitlines():
        words = list(_WORD.finditer(line))
        if sum(word.group()[0].isupper() for word in words) > _MOST_CAPITALISED * len(words):
            continue
        for at, word in enumerate(words):
            plain = word.group().casefold()
            if word.group().islower():
                yield plain, "lower"
            elif at and word.group()[1:].islower() and not _CAPITAL_FOLLOWS.search(line[: word.start()]):
                near = words[max(0, at - 1) : at] + words[at + 1 : at + 2]
                yield plain, "in a name" if any(one.group()[0].isupper() for one in near) else "alone"


if __name__ == "__main__":
    main()
