"""A refusal that helps: which words the texts never use, what is nearest, and what they can be asked instead."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.answer import Answer
from bot.compose import cited
from bot.evidence import Weighed
from bot.offers import Offer, offer
from index.analysis import tokens
from index.opened import Found
from index.passage import Passage, Span
from index.reader import Reader

REFUSAL = "The texts don't say."
NOTHING_ASKED = "Please ask a question in words."
NEVER = "The texts never mention {words}."

_MOST_NEAREST = 3
_MOST_OFFERED = 3
_MOST_READ = 4  # offers that are read; each is one short sentence
_MOST_WORDS = 3  # that are said never to be mentioned
_SHORTEST, _LONGEST = 3, 40  # characters of such a word: others tell nobody anything
_FUNCTION = re.compile(
    r"(?i)the|and|but|who|whom|whose|what|which|when|where|why|how|does|did|doing|done|has|have|had|was|were|are"
    r"|will|would|could|should|can|may|might|must|any|some|many|much|that|this|these|those|there|here|with|without|from|into"
    r"|about|please|tell|than|then|you|your|our|their|his|her|its|not|for|hello|thanks"
)


def refusal(found: Found, weighed: Sequence[Weighed], confidence: float, reader: Reader, engine: str) -> Answer:
    """Return that the texts don't say, after sentences *weighed* with the best first, if there are any."""
    never = _never_mentioned(found)
    said = NEVER.format(words=_listed(never)) if never else ""
    return Answer(
        found.question,
        reply=" ".join(filter(None, (REFUSAL if found.rarity else NOTHING_ASKED, said))),
        confidence=confidence,
        nearest=tuple(cited(n, one.candidate, marked=False) for n, one in enumerate(weighed[:_MOST_NEAREST], 1)),
        offered=tuple(_offered(found, weighed, reader)) if weighed else (),
        engine=engine,
        generation=found.generation,
    )


def _never_mentioned(found: Found) -> list[str]:
    """Return the words of the question that no passage has, as the asker spells them, names before others."""
    words = []
    for token, (start, end) in tokens(found.question):
        word = found.question[start:end]
        telling = _SHORTEST <= len(word) <= _LONGEST or not word.isascii()
        if token and set(token) <= found.absent and telling and not _FUNCTION.fullmatch(word):
            words.append(word)
    once = {word.casefold(): word for word in reversed(words)}
    return sorted(once.values(), key=lambda word: (not re.match(r"[^\W_a-z]", word), words.index(word)))[:_MOST_WORDS]


def _listed(words: Sequence[str]) -> str:
    quoted = [f"“{word}”" for word in words]
    return " or ".join(filter(None, (", ".join(quoted[:-1]), quoted[-1])))


def _offered(found: Found, weighed: Sequence[Weighed], reader: Reader) -> Iterator[str]:
    """Yield questions made of the sentences, the nearest first, that the reader answers with the words they ask for."""
    asked = {_plain(found.question)}
    read = offered = 0
    for passage, (start, end) in _near(found, weighed):
        made = offer(passage.text[start:end])
        if made is None or _plain(made.question) in asked:
            continue
        asked.add(_plain(made.question))
        read += 1
        if _is_answered(made, passage, (start, end), reader):
            offered += 1
            yield made.question
        if read == _MOST_READ or offered == _MOST_OFFERED:
            return


def _near(found: Found, weighed: Sequence[Weighed]) -> Iterator[tuple[Passage, Span]]:
    """Yield the sentences that were weighed, the best first, then those of the other hits."""
    seen = set()
    for one in weighed:
        seen.add((one.candidate.hit.passage.document_id, one.candidate.hit.passage.start))
        yield one.candidate.hit.passage, (one.candidate.start, one.candidate.end)
    for hit in found.hits:
        if (hit.passage.document_id, hit.passage.start) not in seen:
            yield from ((hit.passage, sentence) for sentence in hit.passage.sentences)


def _plain(question: str) -> str:
    return question.casefold().strip(" ?")


def _is_answered(made: Offer, passage: Passage, place: Span, reader: Reader) -> bool:
    """Tell whether the reader, given the sentence alone, answers with what was asked for; one sentence reads fast."""
    start, end = (passage.start + at for at in place)
    alone = Passage(passage.document, start, end, ((0, end - start),))
    (sentence,) = reader.read(made.question, [alone])[0].sentences
    if sentence is None or sentence.margin <= 0:
        return False
    return sentence.span[0] < made.answer[1] and made.answer[0] < sentence.span[1]
