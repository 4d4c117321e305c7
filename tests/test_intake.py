"""Updates are judged once and kept once, however often they arrive, before they are queued."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from telegram import Bot, Update

from bot.errors import LedgerError
from bot.ledger import inbox
from bot.ledger.database import Ledger
from bot.ledger.inbox import Job, State
from bot.relay.intake import Intake
from bot.relay.lanes import Lanes
from bot.relay.metrics import Metrics
from tests.bot_api import TOKEN

MOST = 5


class Judging:
    """Takes everything of a person up to MOST at a time, and remembers what it was asked."""

    def __init__(self) -> None:
        self.judged: list[int] = []

    def __call__(self, job: Job, update: Update, waits: Callable[[int], int]) -> None:
        self.judged.append(update.update_id)
        if update.message is None:
            job.state = State.IGNORED
            return
        job.chat = job.person = update.message.chat.id
        if waits(job.person) >= MOST:
            job.state = State.SURPLUS


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    opened = Ledger(f"sqlite:///{tmp_path}/serai.db")
    yield opened
    opened.close()


def message(update_id: int, chat: int = 5) -> dict[str, Any]:
    person = {"id": chat, "is_bot": False, "first_name": "P"}
    content = {"message_id": 1, "date": 1, "chat": {"id": chat, "type": "private"}, "from": person, "text": "hello"}
    return {"update_id": update_id, "message": content}


def states(ledger: Ledger) -> dict[int, str]:
    rows = ledger.do(lambda c: c.execute(text("SELECT update_id, state FROM updates")).all())
    return {row.update_id: row.state for row in rows}


def test_an_update_is_queued_once_however_often_and_in_whatever_company_it_arrives(ledger: Ledger) -> None:
    async def run() -> int:
        lanes, judge = Lanes(), Judging()
        intake = Intake(Bot(TOKEN), ledger, lanes, judge, Metrics())
        await asyncio.gather(intake.take([message(1), message(2)]), intake.take([message(2), message(1), message(2)]))
        assert sorted(judge.judged) == [1, 2]
        return len(lanes)

    assert asyncio.run(run()) == 2
    assert states(ledger) == {1: "waiting", 2: "waiting"}


def test_who_sends_a_hundred_at_once_has_no_more_taken_than_who_sends_them_one_by_one(ledger: Ledger) -> None:
    async def run() -> None:
        lanes = Lanes()
        intake = Intake(Bot(TOKEN), ledger, lanes, Judging(), Metrics())
        await intake.take([message(number) for number in range(100)])
        await intake.take([message(200), message(201, chat=6)])
        assert len(lanes) == MOST + 1

    asyncio.run(run())
    assert list(states(ledger).values()).count("waiting") == MOST + 1
    assert not ledger.do(lambda c: c.execute(text("SELECT 1 FROM updates WHERE state = 'surplus' AND raw != ''")).all())


def test_an_update_that_cannot_be_kept_is_judged_once_when_it_comes_again(ledger: Ledger) -> None:
    async def run() -> None:
        lanes, judge = Lanes(), Judging()
        intake = Intake(Bot(TOKEN), ledger, lanes, judge, Metrics())
        await ledger.soon(lambda c: c.execute(text("PRAGMA max_page_count=1")))
        large = message(1)
        large["message"]["text"] = "long " * 100_000
        for _ in range(3):
            with pytest.raises(LedgerError):
                await intake.take([large])
        assert len(lanes) == 0
        await ledger.soon(lambda c: c.execute(text("PRAGMA max_page_count=100000")))
        await intake.take([large])
        assert (judge.judged, len(lanes)) == ([1], 1)

    asyncio.run(run())


def test_what_an_earlier_process_left_is_queued_in_the_order_in_which_it_came(ledger: Ledger) -> None:
    ledger.do(inbox.keep, [Job(number, "message", message(number), 5, 5) for number in (3, 1, 2)])

    async def run() -> list[int]:
        lanes = Lanes()
        assert await Intake(Bot(TOKEN), ledger, lanes, Judging(), Metrics()).resume() == 3
        order = []
        while len(lanes):
            job = await lanes.next()
            order.append(job.update_id)
            lanes.done(job)
        return order

    assert asyncio.run(run()) == [1, 2, 3]


@pytest.mark.parametrize("raw", [{"update_id": 1, "message": {"message_id": "x"}}, {"update_id": 1, "message": 7}])
def test_an_update_that_cannot_be_read_is_set_aside_with_what_it_was(ledger: Ledger, raw: dict[str, Any]) -> None:
    async def run() -> int:
        lanes = Lanes()
        await Intake(Bot(TOKEN), ledger, lanes, Judging(), Metrics()).take([raw])
        return len(lanes)

    assert asyncio.run(run()) == 0
    assert states(ledger) == {1: "aside"}


def test_what_is_no_update_is_passed_over(ledger: Ledger) -> None:
    intake = Intake(Bot(TOKEN), ledger, Lanes(), Judging(), Metrics())
    asyncio.run(intake.take([{}, {"update_id": "7"}, {"update_id": 8, "kind_of_the_future": {}}]))
    assert states(ledger) == {8: "ignored"}
