"""A question and its passage become a near miss: an example that looks as if it were answered, and is not.

Every near miss is made by rule, and given up (None) where the rule cannot be sure that nothing answers any more.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from index.analysis import stem
from index.reader.training.example import Example, contains, sentences, stems, words
from index.reader.training.folder import Query, Text
from index.reader.training.kinship import Kinship
from index.reader.training.opposites import OPPOSITES
from index.reader.training.positives import WINDOW_WORDS, Positives
from index.reader.training.shape import window
from index.reader.training.telling import KINDS, MONTHS, STOP, WORD, form, names, years

_YEARS_OFF = (-10, -3, -2, -1, 1, 2, 3, 10)
_KIN = (0.22, 0.62)  # how alike a word and the one put in its place are: neither a stranger nor the same
_KIN_OF_NONE = 0.45  # how alike two words are that may mean the same
_OTHERS = 80  # questions of the folder that are looked at for another thing to ask
_VERB = re.compile(r"\b(did|does|was|were|is|are|had|has|could|would)\b(?! not|n't)")
_ASKS = re.compile(r"(When|Where|Why|How) (did|was|were|is|are|does|do|has|had)\b")
_TELLS = {
    "When": rf"\d{{3,4}}|\bcentury|{MONTHS}|\bday|\byear",
    "Why": r"\bbecause|\bdue to|\bsince|\bin order|\bto\b|\bso that|\breason|\bcaus",
    "How": r"\bby\b|\bthrough\b|\bvia\b|\busing\b",
}
"""Question words and what a passage must have to answer them."""


class Misses:
    """Makes near misses of the questions of one folder."""

    def __init__(self, positives: Positives, kin: Kinship) -> None:
        self._of, self._chance, self._kin = positives, positives.chance, kin

    def removed(self, query: Query) -> Example | None:
        """Leave out every sentence that says the answer."""
        made = self._of.answered(query)
        if made is None or made.span is None:
            return None
        start, end = made.span
        spans = sentences(made.text)
        kept = [
            made.text[a:b]
            for a, b in spans
            if not (a < end and start < b) and not contains(made.text[a:b], query.answers)
        ]
        text = ("\n" if "\n" in made.text else " ").join(kept)
        if not kept or len(spans) - len(kept) > 2 or words(text) < 15:
            return None
        return replace(made, text=text, span=None, recipe="removed")

    def retrieved(self, query: Query) -> Example | None:
        """Ask a text that words or meaning find instead of the right one, and that never says the answer."""
        return self._asked_of(query, self._of.near(query.question, 8), "retrieved")

    def sibling(self, query: Query) -> Example | None:
        """Ask another text of the same article: the same thing, but not this of it."""
        near = [text for text in self._of.near(query.question, 40) if text.article == query.text.article]
        return self._asked_of(query, near, "sibling")

    def _asked_of(self, query: Query, texts: list[Text], recipe: str) -> Example | None:
        pool = [text for text in texts if text.id != query.text.id and not contains(text.text, query.answers)][:3]
        if not pool:
            return None
        other = self._chance.choice(pool)
        asked = stems(query.question)
        best = max(sentences(other.text), key=lambda span: len(asked & stems(other.text[slice(*span)])))
        start, end = window(other.text, best[0], self._chance.choice(WINDOW_WORDS), self._chance)
        return self._of.lined(self._of.example(query, other, other.text[start:end], None, recipe))

    def swapped(self, query: Query) -> Example | None:
        """Exchange a year, figure or name of the question for another that the answering sentence does not have."""
        made = self._of.answered(query)
        if made is None:
            return None
        near = " ".join([made.text, *(mate.text for mate in self._of.some_mates(query.text, 3))])
        choices = [
            (old, new) for kind in KINDS for old in kind(made.question) if (new := self._other(made, old, kind, near))
        ]
        if not choices:
            return None
        old, new = self._chance.choice(choices)
        return replace(made, question=made.question.replace(old, new), span=None, recipe="swapped")

    def _other(self, made: Example, old: str, kind: Callable[[str], list[str]], near: str) -> str:
        """Return something of the kind of *old* to ask of instead, one that the passage names where there is one."""
        if kind is years and self._chance.random() < 0.5:
            news = [year for off in _YEARS_OFF if (year := str(int(old) + off)) not in made.text]
        else:
            said, asked = made.holder.lower(), made.question
            news = [new for new in kind(near) if new not in asked and new.lower() not in said]
            news = [new for new in news if old.lower() not in new.lower() and new.lower() not in old.lower()]
            news = [new for new in news if not contains(new, made.answers) and new not in made.title]
            news = [new for new in news if new in made.text] or news
        return self._chance.choice(news) if news else ""

    def opposite(self, query: Query) -> Example | None:
        """Turn one word into its opposite, or deny the verb."""
        made = self._of.answered(query)
        if made is None:
            return None
        asked, said = made.question, made.holder.lower().split()
        found = [word for word in WORD.findall(asked) if word in OPPOSITES and OPPOSITES[word] not in said]
        if found:
            word = self._chance.choice(found)
            asked = re.sub(rf"\b{word}\b", OPPOSITES[word], asked, count=1)
            return replace(made, question=asked, span=None, recipe="opposite")
        denied = _VERB.sub(self._chance.choice((r"\1n't", r"\1 not", r"\1 never")), asked, count=1)
        if denied == asked or self._chance.random() < 0.7:
            return None
        return replace(made, question=denied, span=None, recipe="denied")

    def foreign_word(self, query: Query) -> Example | None:
        """Exchange a word that ties the question to the answering sentence for one of the same form from nearby."""
        made = self._of.answered(query)
        if made is None:
            return None
        tied = stems(made.holder)
        olds = [word for word in WORD.findall(made.question) if _is_plain(word) and stem(word) in tied]
        if not olds:
            return None
        old = self._chance.choice(olds)
        near = " ".join([made.text, *(mate.text for mate in self._of.some_mates(query.text, 4))])
        news = {word for word in WORD.findall(near) if _is_plain(word) and form(word) == form(old)}
        known = tied | stems(made.question)
        fits = [word for word in sorted(news) if stem(word) not in known and not contains(word, made.answers)]
        fits = [word for word in fits if _KIN[0] < self._kin(old, word) < _KIN[1]]
        if not fits:
            return None
        new = max(self._chance.sample(fits, min(3, len(fits))), key=lambda word: self._kin(old, word))
        asked = re.sub(rf"\b{re.escape(old)}\b", new, made.question)
        return replace(made, question=asked, span=None, recipe="foreign word")

    def other_wh(self, query: Query) -> Example | None:
        """Ask when, why or how of a passage that has no word to tell it."""
        made = self._of.answered(query)
        match = made and _ASKS.match(made.question)
        if made is None or not match:
            return None
        unable = [wh for wh, tells in _TELLS.items() if wh != match[1] and not re.search(tells, made.text)]
        if match[1] == "How" and not unable:
            return None
        if not unable:
            return None
        asked = self._chance.choice(unable) + made.question[len(match[1]) :]
        return replace(made, question=asked, span=None, recipe="other wh")

    def other_thing(self, query: Query) -> Example | None:
        """Ask of the same subject what was asked of another: of a real subject what the passage does not tell."""
        made = self._of.answered(query)
        if made is None:
            return None
        read = f"{made.title} {made.text}"
        subjects = {_before(made.question, name): name for name in names(made.question) if name in read}
        known = frozenset(WORD.findall(read.lower()))
        for other in self._chance.sample(self._of.folder.queries, min(_OTHERS, len(self._of.folder.queries))):
            named = [name for name in names(other.question) if name.lower() not in read.lower()]
            subject = subjects.get(_before(other.question, named[0])) if len(named) == 1 else None
            if subject is None or subject in other.question or contains(made.text, other.answers):
                continue
            if self._tells_of_none(other.question.replace(named[0], ""), known):
                asked = other.question.replace(named[0], subject)
                return replace(made, question=asked, span=None, recipe="other thing")
        return None

    def _tells_of_none(self, asked: str, read: frozenset[str]) -> bool:
        """Return whether a word of *asked* stands in none of the words *read*, nor one near it."""
        known = frozenset(map(stem, read))
        lacking = [word for word in WORD.findall(asked) if _is_plain(word) and stem(word) not in known]
        return any(max((self._kin(word, one) for one in read), default=0) < _KIN_OF_NONE for word in lacking)

    def near_miss(self, query: Query) -> Example | None:
        """Return a near miss of a kind drawn by its weight, the next kind where that one cannot be made."""
        kinds = (
            (self.removed, 4),
            (self.swapped, 5),
            (self.retrieved, 3),
            (self.sibling, 4),
            (self.other_thing, 4),
            (self.foreign_word, 3),
            (self.opposite, 2),
            (self.other_wh, 1),
        )
        drawn = sorted(kinds, key=lambda kind: self._chance.random() ** (1 / kind[1]), reverse=True)
        return next((made for make, _ in drawn[:4] if (made := make(query))), None)


def _before(asked: str, name: str) -> str:
    """Return the word of *asked* before *name*: two names after the same word play the like part."""
    return asked[: asked.index(name)].split()[-1].lower() if asked.index(name) else ""


def _is_plain(word: str) -> bool:
    return word.islower() and len(word) > 3 and word not in STOP
