"""A process that serves in Telegram with scripted answers; `tests/test_relay.py` starts it and talks to it over HTTP.

Its settings come from the environment, as those of the bot do; its argument is the level of logging.
"""

from __future__ import annotations

import logging
import os
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from bot.answer import Answer, Citation, Statement
from bot.gaps import Gap, Unanswered, gaps
from bot.relay import telling
from bot.relay.application import serve
from bot.settings import BotSettings
from bot.spending import Spent
from index.errors import GenerationError, SeraiError
from index.passage import Document, Passage

THINKING_SECONDS = 0.15
"""About as long as the extractive engine takes."""
TEXT = "The lake is old. It has 15 islands & one <b>ferry</b>. [1] Nobody 🦆 counted the ducks."
QUOTE = "It has 15 islands & one <b>ferry</b>."
PAGE = Document(
    "lake.html", TEXT, "The lake 🦆 [x](http://evil.example)", "", "2025-06-24", "https://example.org/lake", "en"
)


def cited(question: str, text: str) -> Answer:
    """Return an answer with one citation, whatever it says."""
    start = TEXT.index(QUOTE)
    islands = TEXT.index("15 islands")
    passage = Passage(PAGE, 0, len(TEXT), ((0, 16), (start, start + len(QUOTE))))
    citation = Citation(1, passage, start, start + len(QUOTE), (islands, islands + len("15 islands")))
    return Answer(
        question, (Statement(text, (1,)),), (citation,), 0.9, engine="scripted", generation=Scripted().generation
    )


class Scripted:
    """Answers as the question says."""

    def __call__(self, question: str, earlier: Sequence[Answer] = ()) -> Answer:
        if question == "refuse":
            return Answer(question, reply="The texts do not say.")
        if question.startswith("missing") and self.generation == "g1":
            return Answer(question, reply="The texts don't say. The texts never mention “it”.", generation="g1")
        if question == "earlier":
            return Answer(question, reply=" | ".join(answer.question for answer in earlier) or "nothing yet")
        if question == "known trouble":
            raise GenerationError("There is no index. Build one with: python -m index build")
        if question == "unknown trouble":
            raise ValueError(f"the token is {os.environ['TELEGRAM_BOT_TOKEN']}")
        if question == "crash":
            os._exit(3)
        if question.startswith("long"):
            return cited(question, f"One sentence of many, {question}. " * (8400 // (24 + len(question))))
        if question.startswith("think"):
            time.sleep(THINKING_SECONDS)
        if question.startswith("slow"):
            time.sleep(float(question.partition(" ")[2] or 1.5))
        return cited(question, f"It has 15 islands, {question}.")

    @property
    def generation(self) -> str:
        """The generation that is live: what stands in a file, which tests write."""
        path = Path(os.environ.get("SCRIPTED_GENERATION", "none"))
        return path.read_text().strip() if path.is_file() else "g1"

    def related(self, answer: Answer) -> tuple[str, ...]:
        """Return a further question to an answer."""
        return ("refuse", "how old") if "islands, how many" in answer.text else ()

    def at_once(self, question: str) -> list[Citation]:
        """Return the one passage there is, twice, for all but what nobody can find."""
        (citation,) = cited(question, "").citations
        return [] if question == "nothing" else [citation, replace(citation, number=2)]

    def gaps(self, unanswered: Sequence[Unanswered]) -> list[Gap]:
        """Return questions with the same words as one gap."""
        return gaps(unanswered, lambda questions: np.eye(len(questions), dtype=np.float32), lambda _: 1.0)

    def growing(self, question: str, earlier: Sequence[Answer] = ()) -> Iterator[Answer]:
        """Yield the answer; the one to `grow` statement by statement."""
        if question == "grow":
            for number in range(1, 4):
                yield cited(question, " ".join(f"Statement {n}." for n in range(1, number + 1)))
                time.sleep(1.2)
        yield self(question, earlier)


def spent() -> Spent:
    """Return what a chat model would have taken."""
    return Spent(2, 70, 35, 0.5)


def main() -> int:
    """Serve until a signal; 1 and one line for an error of ours."""
    logging.basicConfig(level=sys.argv[1], format="%(levelname)s %(name)s: %(message)s")
    settings = BotSettings()
    telling.LOOK_SECONDS = 0.2
    try:
        serve(
            os.environ["TELEGRAM_BOT_TOKEN"],
            settings,
            Scripted(),
            spent if os.environ.get("SERAI_CHAT_MODEL") else None,
        )
    except SeraiError as error:
        sys.stderr.write(f"error: {error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
