"""The one place where real parts are chosen and put together: settings in, something that answers out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from langchain_core.runnables import Runnable

from bot import dialogue, extract, weights
from bot.answer import Answer
from bot.chain import answer_chain
from bot.settings import BotSettings
from index.embed import Embedder
from index.errors import SettingsError
from index.reader import Reader
from index.search import PassageRetriever, Searcher

ENGINES = (extract.NAME,)
_PASSAGES = 8


@dataclass(frozen=True, slots=True)
class Answering:
    """Answers questions from the live generation."""

    chain: Runnable[str, Answer]
    searcher: Searcher
    engine: str

    def __call__(self, message: str, earlier: Sequence[Answer] = ()) -> Answer:
        """Return the answer to *message*, understood after the *earlier* answers of its dialogue."""
        reply = dialogue.small_talk(message)
        if reply:
            return Answer(message, reply=reply, engine=self.engine, generation=self.searcher.generation)
        return self.chain.invoke(dialogue.standalone(message, [one for one in earlier if one.answered or one.nearest]))


def answering(settings: BotSettings, engine: str = "") -> Answering:
    """Return what answers with *engine* (`extractive` when empty); raises SettingsError for one that nobody knows."""
    engine = engine or extract.NAME
    if engine not in ENGINES:
        raise SettingsError(f"There is no engine '{engine}'. Choose one of: {', '.join(ENGINES)}.")
    embedder = Embedder(settings.embedding_model)
    searcher = Searcher(settings.index, embedder, settings.server)
    extractive = extract.Extractive(Reader(), weights.THRESHOLDS[settings.refusal])
    chain = answer_chain(PassageRetriever(searcher=searcher, k=_PASSAGES), extractive)
    return Answering(chain, searcher, engine)
