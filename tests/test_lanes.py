"""What waits to be worked on: in order within a chat, and chats in turn."""

from __future__ import annotations

import asyncio

from bot.ledger.inbox import Job
from bot.relay.lanes import Lanes


def job(update_id: int, chat: int | None, person: int = 1) -> Job:
    return Job(update_id, "message", {}, chat, person)


def test_a_chat_keeps_its_order_and_chats_take_turns() -> None:
    async def run() -> list[int]:
        lanes, order = Lanes(), []
        lanes.add([job(1, 5), job(2, 5), job(3, 5), job(4, 6), job(5, None, 9)])
        while len(lanes):
            one = await lanes.next()
            order.append(one.update_id)
            lanes.done(one)
        return order

    assert asyncio.run(run()) == [1, 4, 5, 2, 3]


def test_two_jobs_of_a_chat_are_never_worked_on_at_once() -> None:
    async def run() -> None:
        lanes = Lanes()
        lanes.add([job(1, 5), job(2, 5)])
        first = await lanes.next()
        waits = asyncio.create_task(lanes.next())
        await asyncio.sleep(0.01)
        assert not waits.done()
        lanes.done(first)
        assert (await waits).update_id == 2

    asyncio.run(run())


def test_a_job_that_rests_holds_up_its_own_chat_only_and_comes_first_again() -> None:
    async def run() -> list[int]:
        lanes, order = Lanes(), []
        lanes.add([job(1, 5), job(2, 5), job(3, 6)])
        lanes.rest(await lanes.next(), 0.05)
        for _ in range(3):
            one = await lanes.next()
            order.append(one.update_id)
            lanes.done(one)
        return order

    assert asyncio.run(run()) == [3, 1, 2]


def test_what_waits_is_counted_for_each_person() -> None:
    async def run() -> None:
        lanes = Lanes()
        lanes.add([job(1, 5, 7), job(2, -6, 7), job(3, 8, 8)])
        assert (lanes.waits(7), lanes.waits(8), lanes.waits(9), len(lanes)) == (2, 1, 0, 3)
        lanes.done(await lanes.next())
        assert (lanes.waits(7), len(lanes)) == (1, 2)

    asyncio.run(run())


def test_what_waits_for_a_group_follows_it_into_its_supergroup_in_the_same_order() -> None:
    async def run() -> None:
        lanes = Lanes()
        lanes.add([job(1, -4), job(2, -4)])
        first = await lanes.next()
        first.messages = [11]
        lanes.migrate(-4, -1004)
        assert (first.chat, first.messages) == (-1004, [])
        lanes.done(first)
        second = await lanes.next()
        assert (second.update_id, second.chat) == (2, -1004)
        lanes.done(second)
        assert len(lanes) == 0

    asyncio.run(run())
