"""A folder's questions and sentences become true statements, each with the sentence or sentences that prove it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from index.passage import Span
from index.reader.training.case import Case, Means
from index.reader.training.declared import Declaring
from index.reader.training.example import contains, sentences, stems, words
from index.reader.training.exchanged import listed_together
from index.reader.training.folder import Folder, Query, Text
from index.reader.training.positives import Positives
from index.reader.training.shape import window
from index.reader.training.shortened import joined, shortened
from index.reader.training.telling import names
from index.reader.training.turnable import Turnable
from index.reader.training.wording import has, put, things

_ANSWER_WORDS, _REASON_WORDS = 14, 25
_LIVED = re.compile(r"[^.]*(?:\bborn\b|\d{4} ?[–-] ?[^)]*\d{4}\))")
"""How a text begins that tells of a person."""
_WH = re.compile(r"(?i)\b(?:who|whom|what|which|when|where|why|how many|how much|how)\b")
_LEAST_WORDS, _MOST_WORDS = 4, 45
_PASSAGE_WORDS = 350
_TURNABLE = 0.75  # the share of sentences drawn for what can be turned round in them
_KIND_ASKED = (
    (re.compile(r"(?i)\bwhen\b|\b(?:what|which) (?:year|date|decade|century)"), "year"),
    (re.compile(r"(?i)\bhow (?:many|much|old|long|far)\b|\bwhat (?:percent|number|amount)"), "figure"),
    (re.compile(r"(?i)\b(?:who|whom|where|what|which)\b"), "name"),
)


@dataclass(frozen=True, slots=True)
class Stated:
    """A statement's case, and where its holder stands in the passage."""

    case: Case
    span: Span
    text: Text


class Stating:
    """Makes the true statements of one folder."""

    def __init__(self, folder: Folder, means: Means) -> None:
        self.folder, self._means, self._chance = folder, means, means.chance
        self.positives = Positives(folder, means.chance)
        self._declared = Declaring(means.verbs)
        self._of_text: dict[str, list[Query]] = {}
        for query in folder.queries:
            if query.spans:
                self._of_text.setdefault(query.text.id, []).append(query)
        self._turnable = Turnable(folder.texts)
        self._whole = [text for text in folder.texts if words(text.text) >= 6]

    def answered(self, query: Query) -> Stated | None:
        """Return the question and its answer as a statement."""
        span = max(query.spans, key=lambda span: span[1] - span[0])
        if self._chance.random() < 0.1:
            span = self._chance.choice(query.spans)
        return self._with_answer(query, span, "answered")

    def guessed(self, query: Query) -> Stated | None:
        """Return a false statement: an unanswerable question joined with something that it might ask for."""
        text = query.text.text
        kind = next((kind for pattern, kind in _KIND_ASKED if pattern.search(query.question)), "")
        asked = stems(query.question)
        best = sorted(sentences(text), key=lambda span: len(asked & stems(text[slice(*span)])), reverse=True)[:2]
        fits = [
            (text.find(thing, a), thing)
            for a, b in best
            for found, thing in things(text[a:b], text)
            if found == kind and thing not in query.question and len(asked & stems(text[a:b])) * 3 >= len(asked)
        ]
        if not fits:
            return None
        start, thing = self._chance.choice(fits)
        return self._with_answer(query, (start, start + len(thing)), "guessed")

    def misanswered(self, query: Query, stated: Stated) -> str:
        """Return the statement that the answer to another question of the text would make, or nothing."""
        wh = _WH.search(query.question)
        text = query.text.text
        others = [
            (text[slice(*span)], _word_before(text[: span[0]]))
            for other in self._of_text[query.text.id]
            if wh and (found := _WH.search(other.question)) and found[0].lower() == wh[0].lower()
            for span in other.spans[:1]
            if not any(span[0] < b and a < span[1] for a, b in query.spans)
        ]
        mine = stems(f"{' '.join(query.answers)} {query.question}")
        others = [
            one for one in others if stems(one[0]) and not stems(one[0]) & mine and not contains(one[0], query.answers)
        ]
        others = [
            one
            for one in others
            if words(one[0]) <= _ANSWER_WORDS and not listed_together(text, stated.case.answer, one[0])
        ]
        others = [one for one in others if one[0][0].isupper() == stated.case.answer[0].isupper()]
        if not others:
            return ""
        answer, before = self._chance.choice(others)
        statement = self._declared(query.question, answer, before)
        if not _LEAST_WORDS <= words(statement) <= _MOST_WORDS or statement == stated.case.statement:
            return ""
        return _recased(statement, f"{query.text.title} {text}") if query.question.islower() else statement

    def _with_answer(self, query: Query, span: Span, recipe: str) -> Stated | None:
        text = query.text.text
        answer = text[slice(*span)]
        most = _REASON_WORDS if re.match(r"(?i)why|how\b", query.question) else _ANSWER_WORDS
        held = next(((a, b) for a, b in sentences(text) if a <= span[0] and span[1] <= b), None)
        if held is None or words(answer) > most or words(text[slice(*held)]) > 70:
            return None
        statement = self._declared(query.question, answer, _word_before(text[held[0] : span[0]]))
        if not _LEAST_WORDS <= words(statement) <= _MOST_WORDS or _is_thin(statement):
            return None
        if query.question.islower():
            statement = _recased(statement, f"{query.text.title} {text}")
        return self._stated(query.text, held, statement, recipe, answer)

    def _stated(self, text: Text, held: Span, statement: str, recipe: str, answer: str = "") -> Stated:
        passage, (start, end) = self._passage(text, held)
        mates = " ".join(mate.text[:700] for mate in self.positives.some_mates(text, 3))
        case = Case(statement, passage[start:end], passage, text.title, f"{passage} {mates}", recipe, answer)
        return Stated(case, (start, end), text)

    def _passage(self, text: Text, held: Span) -> tuple[str, Span]:
        """Return the stretch of a long text around the holder; a lone sentence among others of its article."""
        if self.folder.is_of_sentences:
            mates = [mate.text for mate in self.positives.some_mates(text, self._chance.choice((1, 2, 3)))]
            place = self._chance.randint(0, len(mates))
            before = "".join(f"{mate} " for mate in mates[:place])
            passage = before + text.text + "".join(f" {mate}" for mate in mates[place:])
            return passage, (held[0] + len(before), held[1] + len(before))
        if words(text.text) <= _PASSAGE_WORDS:
            return text.text, held
        first, last = window(text.text, held[0], _PASSAGE_WORDS, self._chance)
        first, last = min(first, held[0]), max(last, held[1])
        return text.text[first:last], (held[0] - first, held[1] - first)

    def both(self, query: Query) -> Stated | None:
        """Return two facts of one text as one statement."""
        others = [other for other in self._of_text[query.text.id] if other.question != query.question]
        if not others:
            return None
        one, other = self.answered(query), self.answered(self._chance.choice(others))
        if one is None or other is None or one.case.statement == other.case.statement or self.folder.is_of_sentences:
            return None
        a, b = self._span_in(query.text, one), self._span_in(query.text, other)
        held = (min(a[0], b[0]), max(a[1], b[1]))
        if words(query.text.text[slice(*held)]) > 90:
            return None
        if a > b:
            one, other = other, one
        return self._both(query.text, held, one.case.statement, other.case.statement, one.case.answer)

    def neighbours(self) -> Stated | None:
        """Return two sentences that follow each other, shortened, as one statement."""
        text = self._chance.choice(self._whole)
        spans = sentences(text.text)
        if len(spans) < 2:
            return None
        place = self._chance.randrange(len(spans) - 1)
        pair = [text.text[slice(*span)] for span in spans[place : place + 2]]
        one, other = (shortened(sentence, "", self._chance, self._means.verbs) for sentence in pair)
        if not one or not other or _is_thin(one) or _is_thin(other):
            return None
        return self._both(text, (spans[place][0], spans[place + 1][1]), one, other)

    def _both(self, text: Text, held: Span, one: str, other: str, answer: str = "") -> Stated | None:
        statement = joined(one, other, self._chance)
        if words(statement) > _MOST_WORDS:
            return None
        stated = self._stated(text, held, statement, "joined", answer)
        joint = (len(one.rstrip(".")), len(statement) - len(other))
        return replace(stated, case=replace(stated.case, joint=joint))

    @staticmethod
    def _span_in(text: Text, stated: Stated) -> Span:
        start = text.text.find(stated.case.holder)
        return start, start + len(stated.case.holder)

    def sentence(self) -> Stated | None:
        """Return a statement made of a sentence alone."""
        drawn = self._turnable(self._chance) if self._chance.random() < _TURNABLE else None
        text, held = drawn or self._any_sentence()
        place = held[0] > 0
        named = text.title if place and text.title and text.text.startswith(text.title.split(" ")[0]) else ""
        named = named if _LIVED.match(text.text) else ""
        statement = shortened(text.text[slice(*held)], named, self._chance, self._means.verbs)
        if not _LEAST_WORDS + 1 <= words(statement) <= _MOST_WORDS or _is_thin(statement):
            return None
        made = self._stated(text, held, statement, "shortened")
        if named and statement.startswith(named):
            spans_before = (0, made.span[1])
            if made.case.passage == text.text and words(text.text[: made.span[1]]) < 110:
                case = replace(made.case, holder=text.text[slice(*spans_before)])
                return Stated(case, spans_before, text)
            return None
        return made

    def _any_sentence(self) -> tuple[Text, Span]:
        text = self._chance.choice(self._whole)
        return text, self._chance.choice(sentences(text.text))

    def elsewhere(self, stated: Stated) -> tuple[str, str] | None:
        """Return the title and a stretch of another text, which does not prove the statement."""
        case = stated.case
        near = [one for one in self.positives.nearest(case.statement, 12) if one.id != stated.text.id]
        mates = [one for one in near if one.article == stated.text.article][:3]
        pool = mates if mates and self._chance.random() < 0.6 else near[:4]
        if not pool:
            return None
        other = self._chance.choice(pool)
        wanted = stems(case.statement)
        best = max(sentences(other.text), key=lambda span: len(wanted & stems(other.text[slice(*span)])))
        start, end = best
        if self._chance.random() < 0.5:
            first, last = window(other.text, start, self._chance.choice((40, 60, 90)), self._chance)
            start, end = min(first, start), max(last, end)
        found = other.text[start:end]
        told = stems(found)
        named = [one for _, one in things(case.statement, case.near)] or [case.answer or "\x00"]
        lost = [one for one in named if not has(found, one)]
        if len(wanted & told) > 0.7 * len(wanted) or not lost or (case.answer and contains(found, [case.answer])):
            return None
        if words(found) > 200:
            return None
        return (other.title if self._chance.random() < 0.6 else ""), found


def _word_before(text: str) -> str:
    """Return the last word of *text* but an article: it may be a preposition."""
    return next((word for word in reversed(text.split()[-2:]) if word.lower() not in ("the", "a", "an")), "")


def _is_thin(statement: str) -> bool:
    return len(stems(statement)) < 3


def _recased(statement: str, text: str) -> str:
    """Give words their capitals back that the text never writes without."""
    for name in sorted(set(names(text)), key=len, reverse=True):
        if name.lower() in statement and name.lower() not in text:
            statement = put(statement, name.lower(), name)
    return statement[:1].upper() + statement[1:]
