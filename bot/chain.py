"""A question becomes a checked answer: retriever, engine and check as one LangChain Runnable."""

from __future__ import annotations

from collections.abc import Callable

from langchain_core.runnables import Runnable, RunnableLambda

from bot.answer import Answer
from bot.check import check
from index.opened import Found
from index.search import PassageRetriever

Engine = Callable[[Found], Answer]
"""What composes an answer from what was found; it is the chain's exchangeable middle."""


def answer_chain(retriever: PassageRetriever, engine: Engine) -> Runnable[str, Answer]:
    """Return a Runnable from a question to its answer; nothing leaves it unchecked."""
    return (
        RunnableLambda(retriever.find, name="retriever")
        | RunnableLambda(engine, name="engine")
        | RunnableLambda(check, name="check")
    )
