"""A question with an answer after it is a statement too, true where the passage proves that this answers that.

The false ones join a near miss with what would have answered, or a question with something else that its passage names.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator

from index.reader import pair
from index.reader.training.claimed import Claimed
from index.reader.training.example import Example, contains, sentences
from index.reader.training.telling import KINDS

_ALONE = 0.6  # the share read in the answer's own sentence only
_MISANSWERED = 0.45  # of the answered, so that with the near misses about half are false
_MOST_ANSWER = 100  # characters


def paired(examples: Iterable[Example], chance: random.Random) -> Iterator[Claimed]:
    """Yield questions with an answer, true and false ones, of *examples* where they have something like an answer."""
    for example in examples:
        answer = _answer(example) if example.span is None else example.text[slice(*example.span)]
        if not answer or len(answer) > _MOST_ANSWER:
            continue
        yield _claim(example, answer, chance, holds=example.span is not None)
        if example.span and chance.random() < _MISANSWERED:
            other = _other(example, answer, chance)
            if other:
                yield _claim(example, other, chance, holds=False)


def _answer(example: Example) -> str:
    """Return what would have answered a near miss, where its passage says it still; else something of its kind."""
    said = [one for one in example.answers if one in example.text]
    if said:
        return max(said, key=len)
    kinds = [kind for kind in KINDS for one in example.answers[:1] if kind(f"x {one}")]
    found = [one for kind in kinds or KINDS[2:] for one in kind(example.text) if one not in example.question]
    return random.Random(example.question).choice(found) if found else ""


def _other(example: Example, answer: str, chance: random.Random) -> str:
    """Return another year, figure or name of the passage than the answer."""
    for kind in KINDS:
        if kind(f"x {answer}"):
            found = [one for one in kind(example.text) if one not in example.question and one not in example.title]
            found = [one for one in found if not contains(one, example.answers) and not contains(answer, [one])]
            return chance.choice(found) if found else ""
    return ""


def _claim(example: Example, answer: str, chance: random.Random, *, holds: bool) -> Claimed:
    text = example.text
    if chance.random() < _ALONE:
        start = example.span[0] if example.span and holds else text.find(answer)
        text = next((text[a:b] for a, b in sentences(text) if a <= start < b), text)
    recipe = f"pair: {example.recipe}" if holds else f"false pair: {example.recipe}"
    return Claimed(pair(example.question, answer), example.title, text, holds, recipe, example.source)
