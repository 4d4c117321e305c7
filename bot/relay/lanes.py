"""What waits to be worked on: in order within a chat, and chats in turn, so that nobody waits for another's backlog."""

from __future__ import annotations

import asyncio
from collections import Counter, OrderedDict, deque
from collections.abc import Hashable, Iterable

from bot.ledger.inbox import Job


class Lanes:
    """A lane for each chat; only one job of a lane is worked on at a time."""

    def __init__(self) -> None:
        self._lanes: dict[Hashable, deque[Job]] = {}
        self._keys: dict[int, Hashable] = {}
        """The lane of each job: its chat when it came, whatever that has become."""
        self._ready: OrderedDict[Hashable, None] = OrderedDict()
        """The lanes whose turn comes; a lane that is being worked on or rests is not among them."""
        self._of_person: Counter[int | None] = Counter()
        self._changed = asyncio.Event()

    def __len__(self) -> int:
        return len(self._keys)

    def waits(self, person: int) -> int:
        """Return how many jobs of a person are unfinished."""
        return self._of_person[person]

    def add(self, jobs: Iterable[Job]) -> None:
        """Put jobs at the end of their lanes."""
        for job in jobs:
            key: Hashable = job.chat if job.chat is not None else ("person", job.person)
            lane = self._lanes.setdefault(key, deque())
            lane.append(job)
            self._keys[job.update_id] = key
            self._of_person[job.person] += 1
            if len(lane) == 1:
                self._make_ready(key)

    async def next(self) -> Job:
        """Return the first job of the lane whose turn it is; that lane then waits until `done` or `rest`."""
        while not self._ready:
            self._changed.clear()
            await self._changed.wait()
        key, _ = self._ready.popitem(last=False)
        return self._lanes[key][0]

    def done(self, job: Job) -> None:
        """Take a finished job out; its lane comes last in turn."""
        key = self._keys.pop(job.update_id)
        lane = self._lanes[key]
        lane.popleft()
        self._of_person[job.person] -= 1
        if not self._of_person[job.person]:
            del self._of_person[job.person]
        if lane:
            self._make_ready(key)
        else:
            del self._lanes[key]

    def rest(self, job: Job, seconds: float) -> None:
        """Let the lane of an unfinished job rest; then that job is its first again."""
        asyncio.get_running_loop().call_later(seconds, self._make_ready, self._keys[job.update_id])

    def migrate(self, old: int, new: int) -> None:
        """Send what waits for a group to the supergroup that it became; it stays in its lane."""
        for job in self._lanes.get(old, ()):
            if job.chat == old:
                job.chat, job.messages = new, []

    def _make_ready(self, key: Hashable) -> None:
        self._ready[key] = None
        self._changed.set()
