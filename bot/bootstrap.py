"""The one place where real parts are chosen and put together: settings in, something that answers out."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from langchain_core.runnables import Runnable

from bot import dialogue, extract, weights
from bot.answer import Answer, Citation
from bot.at_once import passages
from bot.attempts import Chat, used
from bot.chain import PASSAGES, Engine, answer_chain
from bot.check import check
from bot.composing import Composing
from bot.gaps import Gap, Unanswered, gaps
from bot.ledger import missing
from bot.ledger.database import Ledger
from bot.model import ChatModel, check_name
from bot.recordings import Recorded
from bot.related import related
from bot.rewriting import Rewriting
from bot.settings import BotSettings, ChatSettings
from bot.spending import Spending
from bot.tracing import check_tracing
from index.embed import Embedder
from index.reader import PROVER, Reader
from index.search import PassageRetriever, Searcher


@dataclass(frozen=True, slots=True)
class Answering:
    """Answers questions from the live generation."""

    chain: Runnable[str, Answer]
    searcher: Searcher
    engine: str
    composing: Composing | None = None
    """The LLM engine, where that is the one that answers."""
    rewriting: Rewriting | None = None
    """What rewrites follow-ups by a model, where there is one."""
    most_characters: int = 2_000
    """Of a question; nothing is looked for to a longer one."""

    @property
    def spending(self) -> Spending | None:
        """What asking models has cost, where one is asked."""
        return self.composing.spending if self.composing else None

    def __call__(self, message: str, earlier: Sequence[Answer] = ()) -> Answer:
        """Return the answer to *message*, understood after the *earlier* answers of its dialogue."""
        if reply := self._at_hand(message):
            return Answer(message, reply=reply, engine=self.engine, generation=self.searcher.generation)
        question, spent = self._standalone(message, earlier)
        token = used.set(spent)
        try:
            return self.chain.invoke(question)
        finally:
            used.reset(token)

    @property
    def generation(self) -> str:
        """The generation that is live."""
        return self.searcher.generation

    @property
    def embedder(self) -> Embedder:
        """The embedding model."""
        return self.searcher.embedder

    def related(self, answer: Answer) -> tuple[str, ...]:
        """Return a few questions that *answer* leaves open and the texts answer."""
        return related(answer)

    def at_once(self, question: str) -> list[Citation]:
        """Return the passages that fit a question, each with a sentence quoted; no engine is asked."""
        if dialogue.too_long(question, self.most_characters):
            return []
        return passages(self.searcher.search(question, PASSAGES))

    def gaps(self, unanswered: Sequence[Unanswered]) -> list[Gap]:
        """Return the gaps, those that mean the same together."""
        return gaps(unanswered, self.embedder.encode, self.embedder.knows)

    def growing(self, message: str, earlier: Sequence[Answer] = ()) -> Iterator[Answer]:
        """Yield the answer as it grows statement by statement, each checked; the last one is the answer."""
        if self.composing is None or self._at_hand(message):
            yield self(message, earlier)
            return
        question, spent = self._standalone(message, earlier)
        found = self.searcher.search(question, PASSAGES)
        for answer in self.composing.answers(found, spent):
            yield check(answer)

    def _at_hand(self, message: str) -> str:
        """Return what is said to a message without looking for anything."""
        return dialogue.too_long(message, self.most_characters) or dialogue.small_talk(message)

    def _standalone(self, message: str, earlier: Sequence[Answer]) -> tuple[str, float]:
        """Return the question that *message* asks, and the seconds that a model took to word it."""
        known = [one for one in earlier if one.answered or one.nearest]
        if self.rewriting is None or self.composing is None:
            return dialogue.standalone(message, known), 0.0
        began = time.monotonic()
        question = self.rewriting(message, known, began + self.composing.seconds)
        return question, time.monotonic() - began


def answering(settings: BotSettings, engine: str = "", chat: ChatSettings | None = None) -> Answering:
    """Return what answers with *engine*, or the one that is set.

    Raises SettingsError for one nobody knows, and ModelError where what proves a chat model's statements is missing.
    """
    check_tracing()
    chat = chat or ChatSettings()
    engine = engine or chat.model or extract.NAME
    reader = Reader()
    embedder = Embedder(settings.embedding_model)
    quoting = extract.Extractive(reader, embedder.likeness, weights.THRESHOLDS[settings.refusal])
    composing = None if engine == extract.NAME else _composing(engine, chat, quoting, reader)
    # A model is shown all that is close, in whatever order: no reading before it is worth the wait.
    searcher = Searcher(settings.index, embedder, settings.server, None if composing else reader)
    chosen: Engine = composing or quoting
    chain = answer_chain(PassageRetriever(searcher=searcher, k=PASSAGES), chosen, parted=composing is None)
    rewriting = Rewriting(composing.models, composing.spending) if composing else None
    return Answering(chain, searcher, engine, composing, rewriting, settings.question_characters)


def gaps_of(settings: BotSettings, ledger: Ledger) -> list[Gap]:
    """Return the open gaps of a ledger; without any, no model is loaded."""
    unanswered = ledger.do(missing.unanswered)
    embedder = Embedder(settings.embedding_model)
    return gaps(unanswered, embedder.encode, embedder.knows) if unanswered else []


def _composing(engine: str, chat: ChatSettings, quoting: extract.Extractive, reader: Reader) -> Composing:
    models = [_model(engine, chat, first=True)]
    if chat.fallback:
        models.append(_model(chat.fallback, chat, first=False))
    spending = Spending(chat.tokens_per_day, chat.price, chat.money_per_day)
    prover = Reader(PROVER)
    prover.check()
    return Composing(models, quoting, reader, prover, seconds=chat.seconds, context=chat.context, spending=spending)


def _model(name: str, chat: ChatSettings, *, first: bool) -> Chat:
    """Return the model of that name, or what plays its recorded replies."""
    if chat.recordings is None:
        return ChatModel(name, chat, first=first)
    check_name(name)
    make = None if chat.recordings_only else partial(ChatModel, name, chat, first=first)
    return Recorded(name, chat.recordings, make)
