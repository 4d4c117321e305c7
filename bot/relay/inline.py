"""Inline queries, in any chat: passages that fit, with the sentence quoted and its source, within milliseconds."""

from __future__ import annotations

import asyncio
import logging

from telegram import (
    Bot,
    InlineQuery,
    InlineQueryResultArticle,
    InlineQueryResultsButton,
    InputTextMessageContent,
    LinkPreviewOptions,
)
from telegram.error import TelegramError

from bot.answer import Citation
from bot.deep_link import payload
from bot.display import shown_quote
from bot.lines import title
from bot.posts import passed_on
from bot.relay.answering import Threads
from bot.relay.doors import Doors
from bot.relay.sending import entities
from bot.texts import Texts, texts_for
from index.errors import SeraiError

CACHE_SECONDS = 60
"""How long Telegram may give the same passages to the same words."""
SHORTEST = 3
"""Characters of a query that something is looked for to."""
AT_ONCE = 4
DESCRIPTION_CHARACTERS = 160

_log = logging.getLogger(__name__)


class Inline:
    """Answers inline queries at once, beside all else; one that comes too late is of no use to anybody."""

    def __init__(self, bot: Bot, threads: Threads, doors: Doors) -> None:
        self._bot = bot
        self._threads = threads
        self._doors = doors
        self._under_way: set[asyncio.Task[None]] = set()
        self._newest: dict[int, str] = {}
        """The last query of each person: what they typed before it is not looked for any more."""
        self._turn = asyncio.Semaphore(AT_ONCE)

    def begin(self, query: InlineQuery) -> None:
        """Answer a query soon."""
        self._newest[query.from_user.id] = query.id
        task = asyncio.get_running_loop().create_task(self._answer(query))
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)

    async def _answer(self, query: InlineQuery) -> None:
        try:
            async with self._turn:
                if self._newest.get(query.from_user.id) == query.id:
                    await self._answered(query)
        except (TelegramError, SeraiError) as error:
            _log.info("an inline query was not answered: %s", error)
        except Exception:
            _log.exception("an inline query failed")
        finally:
            if self._newest.get(query.from_user.id) == query.id:
                del self._newest[query.from_user.id]

    async def _answered(self, query: InlineQuery) -> None:
        texts, words = texts_for(query.from_user.language_code), query.query.strip()
        knows = self._threads.knows
        if not self._doors.may_ask(query.from_user.id):
            closed = InlineQueryResultsButton(texts.inline_closed, start_parameter="start")
            await self._give(query, [], closed)
            return
        cited: list[Citation] = []
        if knows is not None and len(words) >= SHORTEST:
            cited = await asyncio.to_thread(knows.at_once, words)
        hint = texts.inline_hint if cited or len(words) < SHORTEST else texts.inline_nothing
        asked = payload(words, 0)
        start = asked if words and not asked.startswith("q__") else "start"
        await self._give(query, cited, InlineQueryResultsButton(hint, start_parameter=start), texts)

    async def _give(
        self, query: InlineQuery, cited: list[Citation], button: InlineQueryResultsButton, texts: Texts | None = None
    ) -> None:
        results = [_article(citation, texts) for citation in cited if texts]
        await self._bot.answer_inline_query(
            query.id, results, cache_time=CACHE_SECONDS, is_personal=not self._doors.open, button=button
        )


def _article(citation: Citation, texts: Texts) -> InlineQueryResultArticle:
    message = passed_on(citation, texts)
    quote = shown_quote(citation.passage, citation.start, citation.end)
    return InlineQueryResultArticle(
        str(citation.number),
        texts.inline_title.format(title=title(citation.passage.document)),
        InputTextMessageContent(
            message.text, entities=entities(message), link_preview_options=LinkPreviewOptions(is_disabled=True)
        ),
        description=quote if len(quote) <= DESCRIPTION_CHARACTERS else quote[:DESCRIPTION_CHARACTERS].rstrip() + "…",
    )
