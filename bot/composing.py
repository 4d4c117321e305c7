"""The LLM engine: a chat model words the answer and code proves each statement, or the texts speak for themselves."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from bot.answer import Answer
from bot.attempts import Chat, reply, used
from bot.beside import Beside
from bot.claims import Claim, Reply
from bot.draft import Draft
from bot.errors import ChatModelError, OverlongError
from bot.extract import Extractive
from bot.prompt import Prompt, prompt, tokens
from bot.proof import Proven, prove
from bot.refuse import REFUSAL
from bot.relevance import Fit, Relevance
from bot.screen import screened, to_show
from bot.spending import Spending
from bot.uncovered import Uncovered
from bot.verbatim import sentences_for
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

        Sentences said in place of what is not proven come last; they answer by themselves only where the extractive
        engine finds an answer too. What was yielded stays true, but the last one may be that engine's instead. It works
        beside a model that is not answering at once, so that it is never late. A statement that only stands beside an
        answer waits until there is one.
        """
        found = screened(found)
        passages = to_show(found)
        if not passages:
            yield self._extractive(found)
            return
        quoted = Beside(self._pool, lambda: self._extractive(found))
        self._pool.submit(self._prover.load)
        draft, words, note = Draft(found, self.name, Uncovered(found.question)), Reply(), ""
        relevance = Relevance(found.question, self._reader)
        try:
            for proven in self._proven(passages, words, draft, time.monotonic() + self.seconds - spent):
                if draft.add(proven, relevance(proven)) and draft.answers:
                    yield draft.answer()
        except _LeakError:
            yield _noted(quoted.result(), LEAKED)
            return
        except ChatModelError as error:
            note = f"{error} {INSTEAD}"
        if draft.answers:
            quoted.spare()
            draft.give_way(relevance)
            yield replace(draft.answer(), reply=draft.uncovered.reply)
            return
        answer = _instead(quoted.result(), words, note or (UNASKED if draft.strays or draft.fits else NOTHING_PROVEN))
        yield answer if note or not answer.answered else of_sentences(draft, relevance, answer)

    def _proven(self, passages: list[Passage], words: Reply, draft: Draft, until: float) -> Iterator[Proven]:
        """Yield each statement of a model's reply as soon as it has come and is proven."""
        context, found = self._context, draft.found
        asked = prompt(found.question, passages, context)
        while True:
            try:
                yield from self._asked(asked, until, words, draft)
            except OverlongError as error:
                context //= 2
                asked = _shorter(found, passages, context, error)
            else:
                return

    def _asked(self, asked: Prompt, until: float, words: Reply, draft: Draft) -> Iterator[Proven]:
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
                    if proven := self._prove(claim, asked, draft):
                        yield proven
            for claim in words.end():
                draft.claims += 1
                if proven := self._prove(claim, asked, draft):
                    yield proven
        finally:
            self.spending.add(read or asked.tokens, written or tokens(words.text))

    def _prove(self, claim: Claim, asked: Prompt, draft: Draft) -> Proven | None:
        """Return what is proven of *claim*; what is not gives way to the sentences it cites.

        One that no rule foresaw is dropped, and does not cost the others.
        """
        try:
            proven = prove(claim, asked.passages, draft.found.question, self._supports)
            draft.given_way += [] if proven else sentences_for(claim, asked.passages)
        except (ArithmeticError, LookupError, ValueError):
            _LOG.exception("A statement could not be checked and is dropped.")
            return None
        return proven

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


def of_sentences(draft: Draft, relevance: Callable[[Proven], Fit], answer: Answer) -> Answer:
    """Return the sentences that the model cited, where they answer, in place of the extractive engine's *answer*.

    That one stays where it says more than one thing, or quotes one of them itself.
    """
    sentences = draft.answering_sentences(relevance)
    if not sentences.answers or len(answer.statements) > 1:
        return answer
    made, reply = sentences.answer(), sentences.uncovered.reply
    if {one.place for one in made.citations} & {one.place for one in answer.citations}:
        return answer
    return replace(made, reply=reply, note=answer.note, confidence=answer.confidence)


def _noted(answer: Answer, note: str) -> Answer:
    """Return *answer* with a note on the model, which of a refusal says nothing of words that follow."""
    return replace(answer, note=note if answer.answered else note.removesuffix(INSTEAD).rstrip())
