"""A bounded number of workers finish what waits; what fails is tried again, and set aside when it never works."""

from __future__ import annotations

import asyncio
import logging
import time

from bot.errors import LedgerError
from bot.ledger import delivery
from bot.ledger.database import Ledger
from bot.ledger.inbox import Job, State
from bot.relay.handlers import Replies
from bot.relay.lanes import Lanes
from bot.relay.metrics import Metrics
from bot.relay.sending import ClosedError, LaterError, MigratedError

AT_ONCE = 24
"""How many updates are worked on at the same time: many more than are answered, so that their placeholders stand at
once, and taps and commands wait for no answer; fewer than there are connections to Telegram."""
FAILURES = 3
"""So many attempts an update is given that fails for a reason of its own."""
CRASHES = 5
"""So many attempts to make an answer that ended with the process."""
PAUSE_SECONDS = 0.5
LONGEST_PAUSE_SECONDS = 60.0
"""Between attempts; each pause is twice as long as the last."""

_log = logging.getLogger(__name__)


class Workers:
    """Works on what waits in the lanes."""

    def __init__(self, lanes: Lanes, ledger: Ledger, replies: Replies, metrics: Metrics) -> None:
        self._lanes = lanes
        self._ledger = ledger
        self._replies = replies
        self._metrics = metrics
        self._at_work = 0
        self._stopping = False

    async def run(self) -> None:
        """Work until cancelled."""
        async with asyncio.TaskGroup() as workers:
            for _ in range(AT_ONCE):
                workers.create_task(self._work())

    async def stop(self, seconds: float) -> None:
        """Begin nothing more, and wait for what is under way, but not longer than so many *seconds*."""
        self._stopping = True
        until = time.monotonic() + seconds
        while self._at_work and time.monotonic() < until:
            await asyncio.sleep(0.02)

    async def _work(self) -> None:
        while True:
            job = await self._lanes.next()
            if self._stopping:
                return
            self._at_work += 1
            try:
                await self._attempt(job)
            finally:
                self._at_work -= 1

    async def _attempt(self, job: Job) -> None:
        """Finish a job, or let its lane rest until it can be tried again."""
        attempts = job.attempts
        try:
            state = await self._worked(job)
            await self._ledger.soon(delivery.delivered, job, state)
        except MigratedError as error:
            await self._migrate(job, error.chat)
        except (LaterError, LedgerError) as error:
            job.attempts = attempts  # no fault of its own
            job.delays += 1
            wait = max(getattr(error, "seconds", 0.0), _pause(job.delays))
            _log.warning("update %s is tried again in %.1f s: %s", job.update_id, wait, error)
            self._lanes.rest(job, wait)
        except Exception as error:
            _log.exception("update %s failed", job.update_id)
            job.failures += 1
            job.failed = f"{type(error).__name__}"
            self._lanes.rest(job, _pause(job.failures))
        else:
            self._lanes.done(job)
            self._metrics.seconds.observe(max(0.0, time.time() - job.received))

    async def _worked(self, job: Job) -> State:
        """Reply, unless that was done and only could not be noted; return what has become of the job."""
        if job.ended:
            return job.ended
        if job.failures >= FAILURES or job.attempts >= CRASHES:
            reason = job.failed or "the process ended each time while it was worked on"
            _log.error("update %s is set aside: %s", job.update_id, reason)
            await self._replies.give_up(job, reason)
            job.ended = State.ASIDE
            return job.ended
        try:
            await self._replies.work(job)
        except ClosedError as error:
            _log.info("chat %s does not take messages: %s", job.chat, error)
        job.ended = State.DONE
        return job.ended

    async def _migrate(self, job: Job, chat: int) -> None:
        try:
            if job.chat is not None:
                await self._replies.moved(job.chat, chat)
        except LedgerError as error:
            _log.warning("a group that became a supergroup could not be noted: %s", error)
        self._lanes.rest(job, PAUSE_SECONDS)


def _pause(times: int) -> float:
    return float(min(LONGEST_PAUSE_SECONDS, PAUSE_SECONDS * 2 ** min(times - 1, 10)))
