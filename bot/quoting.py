"""The extractive engine as the gate of a build asks it: over a generation that is not live yet.

It is found by the entry point `serai.quoting`, for nothing in `index/` imports the bot.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from bot import weights
from bot.chain import PASSAGES, answer_chain
from bot.extract import Extractive
from bot.settings import BotSettings
from index.opened import OpenGeneration
from index.passage import Passage, Span
from index.reader import Reader
from index.search import PassageRetriever


def quoting(opened: OpenGeneration) -> Callable[[str], Iterable[tuple[Passage, Span]]]:
    """Return what answers a question from *opened*, and gives the passages and places in documents that it quotes."""
    engine = Extractive(Reader(), opened.embedder.likeness, weights.THRESHOLDS[BotSettings().refusal])
    chain = answer_chain(PassageRetriever(searcher=opened, k=PASSAGES), engine)

    return lambda question: [(one.passage, one.place) for one in chain.invoke(question).citations]
