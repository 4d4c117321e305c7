"""A question becomes an example that answers: read in a stretch of its text, among other facts, or as lines."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from dataclasses import replace

from index.passage import Span
from index.reader.training.example import Example, contains, sentences
from index.reader.training.folder import Folder, Query, Text
from index.reader.training.nearest import Nearest, NearestByMeaning
from index.reader.training.shape import brief, listed, window
from index.reader.training.telling import names, years

WINDOW_WORDS = (40, 60, 90, 130, 160)
_UNANSWERED_WORDS = (70, 100, 130)
_AS_BRIEF, _AS_LINES = 0.35, 0.12  # the share of passages read as lines among other facts, and as lines alone
_OF_SENTENCES_AS_BRIEF = 0.6
_TITLED = 0.65


class Positives:
    """Makes the examples of one folder whose passage is a question's own."""

    def __init__(self, folder: Folder, chance: random.Random, alike: NearestByMeaning | None = None) -> None:
        self.folder, self.chance = folder, chance
        self.nearest = Nearest(folder.texts)
        self._alike = alike
        self._mates: dict[str, list[Text]] = defaultdict(list)
        for text in folder.texts:
            self._mates[text.article].append(text)
        self._as_brief = _OF_SENTENCES_AS_BRIEF if folder.is_of_sentences else _AS_BRIEF

    def positive(self, query: Query) -> Example | None:
        """Return the question over a passage that answers it; of an unanswerable one, over any of its text."""
        text = query.text.text
        if not query.spans:
            start, end = window(
                text, self.chance.randrange(len(text)), self.chance.choice(_UNANSWERED_WORDS), self.chance
            )
            return self.lined(self.example(query, query.text, text[start:end], None))
        common = Counter(query.spans).most_common(1)[0][0]
        span = common if self.chance.random() < 0.5 else self.chance.choice(query.spans)
        if self.chance.random() < self._as_brief:
            made = brief(query, span, self._distractors(query), self.chance)
            if made:
                return self.example(query, query.text, *made)
        if self.folder.is_of_sentences:
            return self._among_others(query, span)
        start, end = window(text, span[0], self.chance.choice(WINDOW_WORDS), self.chance)
        if not start <= span[0] < span[1] <= end:
            return None
        return self.lined(self.example(query, query.text, text[start:end], (span[0] - start, span[1] - start)))

    def example(self, query: Query, text: Text, read: str, span: Span | None, recipe: str = "given") -> Example:
        title = text.title if self.chance.random() < _TITLED else ""
        return Example(query.question, title, read, span, query.answers, recipe, self.folder.name)

    def near(self, question: str, most: int) -> list[Text]:
        """Return up to *most* texts near *question*, by words or by meaning, as a search would find them."""
        by_meaning = self._alike is not None and self.chance.random() < 0.5
        return self._alike(question, most) if self._alike and by_meaning else self.nearest(question, most)

    def _distractors(self, query: Query) -> list[Text]:
        """Return up to seven texts for facts beside the answer: its own, mates of its article, and what words find."""
        near = [text for text in self.near(query.question, 30) if text.id != query.text.id]
        mates = [text for text in near if text.article == query.text.article][:4]
        others = [text for text in near if text.article != query.text.article][:2]
        chosen = list(dict.fromkeys([query.text, *mates, *self.some_mates(query.text, 2), *others]))
        self.chance.shuffle(chosen)
        return chosen[: self.chance.randint(2, 7)]

    def some_mates(self, text: Text, most: int) -> list[Text]:
        mates = [mate for mate in self._mates[text.article] if mate.id != text.id]
        return self.chance.sample(mates, min(most, len(mates)))

    def lined(self, example: Example) -> Example:
        """Return the example with its sentences as lines, now and then."""
        if self.chance.random() >= _AS_LINES:
            return example
        spans = sentences(example.text)
        place = next((n for n, (a, b) in enumerate(spans) if example.span and a <= example.span[0] < b), 0)
        start = spans[place][0]
        inside = (example.span[0] - start, example.span[1] - start) if example.span else (0, 0)
        if example.span and example.span[1] > spans[place][1]:
            return example
        text, span = listed([example.text[a:b] for a, b in spans], self.chance, place, inside)
        return replace(example, text=text, span=span if example.span else None)

    def _among_others(self, query: Query, span: Span) -> Example:
        """Read a single sentence among up to two others of its article or of any."""
        others = self.some_mates(query.text, 2) or self.chance.sample(self.folder.texts, 2)
        others = others[: self.chance.choice((0, 1, 1, 2))]
        told = [other.text for other in others if not contains(other.text, query.answers)]
        place = self.chance.randint(0, len(told))
        before = "".join(f"{one} " for one in told[:place])
        text = before + query.text.text + "".join(f" {one}" for one in told[place:])
        return self.example(query, query.text, text, (span[0] + len(before), span[1] + len(before)))

    def answered(self, query: Query) -> Example | None:
        made = self.positive(query)
        return made if made and made.span else None

    def swapped_both(self, query: Query) -> Example | None:
        """Exchange a year or name in question and passage alike: answered still, so that odd names prove nothing."""
        made = self.answered(query)
        if made is None or made.span is None:
            return None
        start, end = made.span
        answer = made.text[start:end]
        other = self.chance.choice(self.folder.texts).text
        for kind in (years, names):
            news = [new for new in kind(other) if new not in made.text and new not in made.question]
            for old in kind(made.question):
                if news and old in made.text and old not in answer and not contains(answer, [old]):
                    new = self.chance.choice(news)
                    before = made.text[:start].replace(old, new)
                    text = before + answer + made.text[end:].replace(old, new)
                    question, title = made.question.replace(old, new), made.title.replace(old, new)
                    span = (len(before), len(before) + len(answer))
                    return replace(made, question=question, title=title, text=text, span=span, recipe="swapped both")
        return None
