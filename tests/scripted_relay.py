"""A process that serves in Telegram with scripted answers; `tests/test_relay.py` starts it and talks to it over HTTP.

Its arguments: base URL, allowed ids (`1,2` or `-` for everyone), questions a minute, level of logging.
"""

from __future__ import annotations

import logging
import os
import sys
import time

from bot.answer import Answer, Citation, Statement
from bot.relay.application import serve
from index.errors import GenerationError, SeraiError
from index.passage import Document, Passage

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
    return Answer(question, (Statement(text, (1,)),), (citation,), 0.9, engine="scripted")


def scripted(question: str, earlier: tuple[Answer, ...]) -> Answer:
    """Answer as the question says."""
    if question == "refuse":
        return Answer(question, reply="The texts do not say.")
    if question == "earlier":
        return Answer(question, reply=" | ".join(answer.question for answer in earlier) or "nothing yet")
    if question == "known trouble":
        raise GenerationError("There is no index. Build one with: python -m index build")
    if question == "unknown trouble":
        raise ValueError(f"the token is {os.environ['TOKEN']}")
    if question == "long":
        return cited(question, "One sentence of many. " * 400)
    if question == "slow":
        time.sleep(1.5)
    return cited(question, f"It has 15 islands, {question}.")


def main() -> int:
    """Serve until a signal; 1 and one line for an error of ours."""
    base_url, allowed, quota, level = sys.argv[1:]
    logging.basicConfig(level=level, format="%(levelname)s %(name)s: %(message)s")
    people = frozenset(int(person) for person in allowed.split(",") if person != "-")
    try:
        serve(os.environ["TOKEN"], base_url, scripted, people, int(quota))
    except SeraiError as error:
        sys.stderr.write(f"error: {error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
