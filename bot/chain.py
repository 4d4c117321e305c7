"""A question becomes a checked answer: parts, retriever, engine and check as one LangChain Runnable."""

from __future__ import annotations

from collections.abc import Callable

from langchain_core.runnables import Runnable, RunnableLambda

from bot.answer import Answer
from bot.check import check
from bot.joining import compared, joined
from bot.parts import MOST_PARTS, parts
from bot.sides import sides
from index.opened import Found
from index.search import PassageRetriever

PASSAGES = 8
"""How many hits an engine is given."""

Engine = Callable[[Found], Answer]
"""What composes an answer from what was found; it is the chain's exchangeable middle."""


def answer_chain(retriever: PassageRetriever, engine: Engine, *, parted: bool = True) -> Runnable[str, Answer]:
    """Return a Runnable from a question to its answer; nothing leaves it unchecked.

    A message that asks several questions is answered part by part, a comparison side by side.
    An engine that reads the whole message itself does so with *parted* false.
    """
    single: Runnable[str, Answer] = (
        RunnableLambda(retriever.find, name="retriever")
        | RunnableLambda(engine, name="engine")
        | RunnableLambda(check, name="check")
    )

    def whole(question: str) -> Answer:
        """Answer one question, side by side where it compares."""
        asked = sides(question)
        return compared(question, asked, single.invoke) if asked else single.invoke(question)

    def answer(message: str) -> Answer:
        """Answer each question of the message."""
        if not parted:
            return single.invoke(message)
        asked = parts(message)
        if len(asked) == 1:
            return whole(message)
        return joined(message, [whole(question) for question in asked[:MOST_PARTS]], asked[MOST_PARTS:])

    return RunnableLambda(answer, name="parts")
