"""The LLM engine: a chat model words the answer and code proves each statement, or the texts speak for themselves."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace

from bot.answer import Answer, Citation, Statement
from bot.attempts import Chat, reply, used
from bot.beside import Beside
from bot.claims import Claim, Reply
from bot.errors import ChatModelError, OverlongError
from bot.extract import Extractive
from bot.prompt import MOST_STATEMENTS, Prompt, prompt, tokens
from bot.proof import Proven, prove
from bot.quoted import Quoted
from bot.refuse import REFUSAL
from bot.relevance import Fit, Relevance
from bot.screen import screened, to_show
from bot.spending import Spending
from bot.uncovered import Uncovered
from bot.verbatim import in_place_of
from index.opened import Found
from index.passage import Passage
from index.reader import Reader

INSTEAD = "So here are the texts' own words."
NOTHING_PROVEN = f"Nothing that the model wrote could be proven. {INSTEAD}"
UNASKED = f"What the model wrote does not answer the question. {INSTEAD}"
LEAKED = f"The model's reply was not about the texts. {INSTEAD}"

_SURE = 0.8
"""The extractive engine's confidence above which it answers although the model found no answer."""
_LOG = logging.getLogger(__name__)


@dataclass(slots=True)
class _Draft:
    """The answer as far as it is proven."""

    found: Found
    engine: str
    uncovered: Uncovered
    statements: list[Statement] = field(default_factory=list)
    numbers: dict[Quoted, int] = field(default_factory=dict)
    claims: int = 0
    fits: bool = False
    """Whether a statement is an answer to what was asked."""
    strays: bool = False
    """Whether a statement that was proven answers something else."""
    quotes_fit: bool = False
    """Whether sentences said in place of a statement answer what was asked."""

    @property
    def answers(self) -> bool:
        """Whether a statement answers what was asked, of a comparison one side, so that others may stand beside it."""
        return self.fits and not self.uncovered.is_all

    @property
    def only_quotes_answer(self) -> bool:
        """Whether nothing that the model worded answers, and sentences do that were said in its place."""
        return self.quotes_fit and not self.fits and not self.uncovered.is_all

    def add(self, proven: Proven, fit: Fit) -> bool:
        """Take a statement in, unless it answers another question; return whether it is new.

        Sentences said in place of a statement say nothing new where they are quoted by now.
        """
        self.strays |= fit is not Fit.ANSWERS and bool(proven.quotes) and not proven.is_verbatim
        if fit is Fit.OTHER or (proven.is_verbatim and self.numbers.keys() >= set(proven.quotes)):
            return False
        if len(self.statements) >= MOST_STATEMENTS or proven.text in {one.text for one in self.statements}:
            return False
        cited = tuple(self.numbers.setdefault(quote, len(self.numbers) + 1) for quote in proven.quotes)
        self.statements.append(Statement(proven.text, cited))
        self.uncovered.take(proven)
        if proven.is_verbatim:
            self.quotes_fit |= fit is Fit.ANSWERS
        else:
            self.fits |= fit is Fit.ANSWERS
        return True

    def answer(self) -> Answer:
        """Return what has been proven by now, without joining words at its end that join nothing."""
        statements = list(self.statements)
        while statements and not statements[-1].citations:
            statements.pop()
        citations = tuple(Citation(number, one.passage, *one.span) for one, number in self.numbers.items())
        confidence = 0.6 + 0.4 * len(statements) / max(self.claims, len(statements), 1)
        return Answer(
            self.found.question,
            tuple(statements),
            citations,
            confidence if citations else 0.0,
            engine=self.engine,
            generation=self.found.generation,
        )


class Composing:
    """Answers with what a chat model states and the passages prove; else as the extractive engine does."""

    def __init__(
        self,
        models: Sequence[Chat],
        extractive: Extractive,
        reader: Reader,
        prover: Reader,
        *,
        seconds: float,
        context: int,
        spending: Spending | None = None,
    ) -> None:
        self.models, self._extractive, self._reader, self._prover = models, extractive, reader, prover
        self.seconds, self._context = seconds, context
        self.spending = spending or Spending()
        self.name = models[0].name
        self._pool = ThreadPoolExecutor(8, thread_name_prefix="extractive")

    def __call__(self, found: Found) -> Answer:
        """Return the answer to the question that was searched for."""
        *_, last = self.answers(found, used.get())
        return last

    def answers(self, found: Found, spent: float = 0.0) -> Iterator[Answer]:
        """Yield the answer as it grows, each with one more proven statement; the last one is the answer.

        A model must have replied within the time that is set, less the seconds *spent* on the question before.
        Of a comparison, the last answer says for which sides nothing was proven.

        Sentences said in place of what the model worded answer by themselves only where the extractive engine finds an
        answer too. What was yielded stays true, but the last one may be the extractive engine's instead. That engine
        works beside a model that is not answering at once, so that it is never late. A statement that only stands
        beside an answer waits until there is one.
        """
        found = screened(found)
        passages = to_show(found)
        if not passages:
            yield self._extractive(found)
            return
        quoted = Beside(self._pool, lambda: self._extractive(found))
        self._pool.submit(self._prover.load)
        draft, words, note = _Draft(found, self.name, Uncovered(found.question)), Reply(), ""
        relevance = Relevance(found.question, self._reader)
        try:
            for proven in self._proven(found, passages, words, draft, time.monotonic() + self.seconds - spent):
                if draft.add(proven, relevance(proven)) and draft.answers:
                    yield draft.answer()
        except _LeakError:
            yield _noted(quoted.result(), LEAKED)
            return
        except ChatModelError as error:
            note = f"{error} {INSTEAD}"
        if draft.answers:
            quoted.spare()
            yield replace(draft.answer(), reply=draft.uncovered.reply)
        elif draft.only_quotes_answer and not note and quoted.result().answered:
            yield replace(draft.answer(), reply=draft.uncovered.reply, note=NOTHING_PROVEN)
        else:
            note = note or (UNASKED if draft.strays or draft.fits else NOTHING_PROVEN)
            yield _instead(quoted.result(), words, note)

    def _proven(
        self, found: Found, passages: list[Passage], words: Reply, draft: _Draft, until: float
    ) -> Iterator[Proven]:
        """Yield each statement of a model's reply as soon as it has come and is proven."""
        context = self._context
        asked = prompt(found.question, passages, context)
        while True:
            try:
                yield from self._asked(found, asked, until, words, draft)
            except OverlongError as error:
                context //= 2
                asked = _shorter(found, passages, context, error)
            else:
                return

    def _asked(self, found: Found, asked: Prompt, until: float, words: Reply, draft: _Draft) -> Iterator[Proven]:
        self.spending.allow(asked.tokens)
        read = written = 0
        try:
            for piece in reply(self.models, asked.messages, until):
                read, written = max(read, piece.read), max(written, piece.written)
                claims = list(words.add(piece.text))
                if asked.leaks(words.text):
                    raise _LeakError
                for claim in claims:
                    draft.claims += 1
                    if proven := self._prove(claim, asked, found):
                        yield proven
            for claim in words.end():
                draft.claims += 1
                if proven := self._prove(claim, asked, found):
                    yield proven
        finally:
            self.spending.add(read or asked.tokens, written or tokens(words.text))

    def _prove(self, claim: Claim, asked: Prompt, found: Found) -> Proven | None:
        """Return what is proven of *claim*, or the sentences it cites in its place, or None.

        One that no rule foresaw is dropped, and does not cost the others.
        """
        try:
            proven = prove(claim, asked.passages, found.question, self._supports)
            return proven or in_place_of(claim, asked.passages)
        except (ArithmeticError, LookupError, ValueError):
            _LOG.exception("A statement could not be checked and is dropped.")
            return None

    def _supports(self, statement: str, passage: Passage) -> float:
        """Return the prover's log-odds that the passage, read alone, proves the statement."""
        return self._prover.holds(statement, [passage])[0]


def _shorter(found: Found, passages: list[Passage], context: int, refused: OverlongError) -> Prompt:
    """Return a prompt of at most *context* tokens; raises what the model *refused* where none can be that short."""
    try:
        return prompt(found.question, passages, context)
    except OverlongError:
        raise refused from None


class _LeakError(Exception):
    """A reply holds what only the prompt does."""


def _instead(answer: Answer, words: Reply, note: str) -> Answer:
    """Return what the extractive engine answers; a model that found no answer is believed unless that one is sure."""
    if not words.declines:
        return _noted(answer, note)
    if answer.confidence >= _SURE or not answer.answered:
        return answer
    return replace(answer, statements=(), citations=(), nearest=answer.citations, reply=REFUSAL, confidence=0.3)


def _noted(answer: Answer, note: str) -> Answer:
    """Return *answer* with a note on the model, which of a refusal says nothing of words that follow."""
    return replace(answer, note=note if answer.answered else note.removesuffix(INSTEAD).rstrip())
