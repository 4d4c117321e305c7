"""Those who know what to do about each kind of update are put together."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from telegram import Bot

from bot.ledger.database import Ledger
from bot.relay.answering import Threads
from bot.relay.asking import Asking
from bot.relay.building import Builder
from bot.relay.delivering import Delivery
from bot.relay.doors import Doors
from bot.relay.gap_list import GapList
from bot.relay.groups import Groups
from bot.relay.handlers import Parts
from bot.relay.inline import Inline
from bot.relay.metrics import Metrics
from bot.relay.receiving import Receiving
from bot.relay.tapping import Taps
from bot.relay.telling import Telling
from bot.relay.upkeep import Upkeep
from bot.settings import BotSettings

if TYPE_CHECKING:
    from index.preview import Preview


def parts(
    bot: Bot, ledger: Ledger, delivering: Delivery, threads: Threads, doors: Doors, settings: BotSettings,
    metrics: Metrics,
) -> Parts:  # fmt: skip
    """Return those who know what to do about each kind of update."""
    sender = delivering.sender
    asking = Asking(ledger, delivering, threads, metrics, settings.log_questions)
    builder = Builder(settings.corpus, settings.index, settings.gold)
    receiving = Receiving(bot, ledger, sender, builder, partial(_read, threads, settings))
    upkeep = Upkeep(bot, ledger, sender, doors, builder, receiving, GapList(ledger, threads, settings.gold))
    return Parts(
        asking,
        Taps(bot, ledger, sender, asking, upkeep, doors),
        Inline(bot, threads, doors),
        Groups(bot, doors),
        upkeep,
        Telling(bot, ledger, delivering.lanes, threads, asking, doors),
    )


def _read(threads: Threads, settings: BotSettings, name: str, data: bytes) -> Preview:
    """Return what a file would bring; the model that answers counts its tokens, where there is one."""
    from index.embed import Embedder
    from index.preview import preview

    embedder = getattr(threads.knows, "embedder", None) or Embedder(settings.embedding_model)
    return preview(name, data, settings.index, embedder)
