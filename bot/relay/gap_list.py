"""The gaps as maintainers see them: listed with counts, made gold with one tap, or dropped."""

from __future__ import annotations

import asyncio
from pathlib import Path

from bot.answer import Answer
from bot.display import clean, label
from bot.gaps import Gap
from bot.gold import append, gold
from bot.ledger import missing
from bot.ledger.database import Ledger
from bot.ledger.missing import Closed
from bot.relay.answering import Threads
from bot.render import Message
from bot.styled import Button, Styled, to_messages
from bot.taps import DROP, GOLD, Tap
from bot.texts import Texts

SHOWN = 8
IN_A_ROW = 2
"""Gaps that share a row of buttons."""


class GapList:
    """Lists the gaps, and closes them."""

    def __init__(self, ledger: Ledger, threads: Threads, gold: Path) -> None:
        self._ledger = ledger
        self._threads = threads
        self._gold = gold

    async def gaps(self) -> list[Gap]:
        """Return the open gaps, most asked first."""
        unanswered = await self._ledger.soon(missing.unanswered)
        if self._threads.knows is None:
            return []
        return await asyncio.to_thread(self._threads.knows.gaps, unanswered)

    async def shown(self, texts: Texts) -> Message:
        """Return the message that lists the gaps."""
        return listed(await self.gaps(), texts)

    async def close(self, tapped: Tap, who: int, texts: Texts) -> str:
        """Close the gap of a tap, as gold or not, and return what is said; raises SettingsError."""
        gap = next((one for one in await self.gaps() if any(asked.row == tapped.row for asked in one.asked)), None)
        if gap is None:
            return texts.gap_empty
        rows = [one.row for one in gap.asked]
        if tapped.kind == DROP:
            await self._ledger.soon(missing.close, rows, Closed.DROPPED)
            return texts.gap_dropped
        line = gold(gap, await self._now(gap, who))
        await asyncio.to_thread(append, self._gold, line)
        await self._ledger.soon(missing.close, rows, Closed.GOLD)
        return texts.gap_kept.format(name=line["id"])

    async def _now(self, gap: Gap, who: int) -> Answer:
        """Return what is answered to a gap now."""
        return await self._threads.answer(gap.question, (), who, lambda _: None)


def listed(gaps: list[Gap], texts: Texts) -> Message:
    """Return the message that lists gaps, with two buttons for each."""
    if not gaps:
        return Message(texts.gaps_none)
    shown = gaps[:SHOWN]
    lines = [texts.gaps_title.format(shown=len(shown), count=len(gaps))]
    for number, gap in enumerate(shown, 1):
        said = {"number": number, "question": label(gap.question), "asked": len(gap.asked), "people": gap.people}
        lines.append(("👎 " if gap.disliked else "") + texts.gap_line.format(**said))
    keys = [
        (
            Button(texts.gap_to_gold.format(number=n), Tap(GOLD, gap.row, n).data),
            Button(texts.gap_drop.format(number=n), Tap(DROP, gap.row, n).data),
        )
        for n, gap in enumerate(shown, 1)
    ]
    rows = tuple(sum(keys[start : start + IN_A_ROW], ()) for start in range(0, len(keys), IN_A_ROW))
    first = to_messages([Styled(clean("\n".join(lines)))])[0]
    return Message(first.text, first.entities, rows)
