"""A follow-up is rewritten for search by a chat model, and by rules where the model may not, cannot or does not.

What a model makes of a message is used only if code finds nothing in it that the dialogue does not hold.
"""

from __future__ import annotations

import re
import time
from collections.abc import Sequence
from dataclasses import dataclass

from bot import dialogue, lexicon
from bot.answer import Answer
from bot.attempts import Chat, reply
from bot.errors import ChatModelError
from bot.facts import LINKS, facts, unproven
from bot.names import unknown_names
from bot.polarity import denies
from bot.prompt import rewrite_prompt, tokens
from bot.screen import commands
from bot.spending import Spending
from bot.wording import content, coverage

MOST_TURNS = 3
"""Earlier questions that a model sees, with their answers."""
_SHARE = 0.3  # of the time for a question that rewriting it may take
_MOST_CHARACTERS = 300
_LEAST_KEPT = 0.5  # of what the message says in words; "it" and "there" say nothing
_QUOTES = "\"'“”„«» "


@dataclass(frozen=True, slots=True)
class Rewriting:
    """Makes of a message in its dialogue a question that stands alone."""

    models: Sequence[Chat]
    spending: Spending

    def __call__(self, message: str, earlier: Sequence[Answer], until: float) -> str:
        """Return the question that *message* asks after the *earlier* answers, oldest first.

        The model is asked only where the message may mean something said before; it has a share of the time left
        *until* the clock (monotonic) is there.
        """
        if not earlier or not dialogue.depends(message):
            return message
        now = time.monotonic()
        try:
            made = self._asked(message, earlier[-MOST_TURNS:], now + _SHARE * (until - now))
        except ChatModelError:
            made = ""
        return made or dialogue.standalone(message, earlier)

    def _asked(self, message: str, earlier: Sequence[Answer], until: float) -> str:
        """Return what a model makes of *message*, or nothing where that may not be used."""
        turns = [(one.question, one.text if one.answered else "") for one in earlier]
        asked = rewrite_prompt(message, turns)
        self.spending.allow(asked.tokens)
        text, read, written = "", 0, 0
        try:
            for piece in reply(self.models, asked.messages, until, formed=False):
                read, written = max(read, piece.read), max(written, piece.written)
                text += piece.text
                if len(text) > 2 * _MOST_CHARACTERS:
                    break
        finally:
            self.spending.add(read or asked.tokens, written or tokens(text))
        made = text.strip().strip(_QUOTES)
        said = " \n".join(part for turn in turns for part in turn)
        return made if not asked.leaks(text) and faithful(made, message, said) else ""


def faithful(made: str, message: str, said: str) -> bool:
    """Return whether the question *made* of *message* adds nothing to it but what was *said*, and loses nothing.

    It has no figure, date, name, link or telling word that neither has, keeps the message's own figures, dates and
    names, and denies what the message denies.
    """
    known = f"{said} \n{message}"
    if not made or len(made) > _MOST_CHARACTERS or "\n" in made or LINKS.search(made) or commands(made):
        return False
    if _lost(made, known) or unknown_names(_uncapitalised(made), known) or not _told(made, known):
        return False
    if _lost(message, made) or unknown_names(_uncapitalised(message), made):
        return False
    return denies(made) == denies(message) and _kept(message, made) >= _LEAST_KEPT


def _uncapitalised(question: str) -> str:
    """Return the question with a small first letter where its first word, such as "does", is no name."""
    first, *_ = question.split() or [""]
    return question if content(first) else question[:1].lower() + question[1:]


def _told(made: str, known: str) -> bool:
    """Return whether all that *made* says in words, words that only ask left out, was said."""
    return coverage(made, [known, lexicon.ASKING]) >= 1


def _lost(text: str, other: str) -> bool:
    return bool(unproven(facts(text), facts(other), frozenset(re.findall(r"\w+", other.casefold()))))


def _kept(message: str, made: str) -> float:
    wanted = content(message)
    return len(wanted & content(made)) / len(wanted) if wanted else 1.0
