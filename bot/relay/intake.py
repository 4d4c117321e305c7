"""Updates as they arrive, by polling or by webhook, are judged, kept in the ledger, and only then acknowledged."""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

from telegram import Bot, Update

from bot.ledger import inbox
from bot.ledger.database import Ledger
from bot.ledger.inbox import UNFINISHED, Job, State
from bot.relay.lanes import Lanes
from bot.relay.metrics import Metrics

Judge = Callable[[Job, Update, Callable[[int], int]], None]
"""Says whose an update is and what is to become of it, by setting `chat`, `person`, `state` and `reply` of the job.

It is told how to look up how many updates of a person are unfinished.
"""

_log = logging.getLogger(__name__)


class Intake:
    """Takes updates in. When `take` returns, they outlive the process; when it raises, they have to come again."""

    def __init__(self, bot: Bot, ledger: Ledger, lanes: Lanes, judge: Judge, metrics: Metrics) -> None:
        self._bot = bot
        self._ledger = ledger
        self._lanes = lanes
        self._judge = judge
        self._metrics = metrics
        self._judgements: dict[int, Job] = {}
        """Of what could not be kept yet: when it comes again, it has not asked twice."""
        self._arriving: Counter[int | None] = Counter()
        self._one_at_a_time = asyncio.Lock()

    async def take(self, raws: Sequence[dict[str, Any]]) -> None:
        """Keep updates, each once however often it comes, and queue what is to be done; raises LedgerError."""
        by_id = {raw["update_id"]: raw for raw in raws if isinstance(raw.get("update_id"), int)}
        if not by_id:
            return
        async with self._one_at_a_time:
            new = await self._ledger.soon(inbox.unknown, list(by_id))
            jobs = [self._judged(update_id, raw) for update_id, raw in by_id.items() if update_id in new]
            await self._ledger.soon(inbox.keep, jobs)
            self._judgements.clear()
            self._arriving.clear()
            self._lanes.add(job for job in jobs if job.state in UNFINISHED)

    async def resume(self) -> int:
        """Queue what an earlier process left unfinished, in the order in which it came; return how much it is."""
        jobs = await self._ledger.soon(inbox.unfinished)
        self._lanes.add(jobs)
        return len(jobs)

    def _judged(self, update_id: int, raw: dict[str, Any]) -> Job:
        if job := self._judgements.get(update_id):
            return job
        kind = next((name for name in raw if name != "update_id"), "")
        job = Job(update_id, kind[:40], raw)
        try:
            update = Update.de_json(raw, self._bot)
            self._judge(job, update, self._waits)
        except Exception:  # what Telegram sends is no reason to stop
            _log.exception("update %s of kind %r cannot be read, it is set aside", update_id, kind)
            job.state = State.ASIDE
        if job.state in UNFINISHED:
            self._arriving[job.person] += 1
        self._metrics.updates.labels(job.state).inc()
        self._judgements[update_id] = job
        return job

    def _waits(self, person: int) -> int:
        return self._lanes.waits(person) + self._arriving[person]
