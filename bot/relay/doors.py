"""Who may ask, and which groups do not want to hear the bot: settings and ledger, at hand without a look-up."""

from __future__ import annotations

from bot.ledger import people
from bot.ledger.database import Ledger


class Doors:
    """Opens to the people who are allowed, to maintainers, and to those whom a code has let in."""

    def __init__(self, ledger: Ledger, allowed: frozenset[int], admins: frozenset[int]) -> None:
        """Take who is allowed from the settings; with nobody named, everyone is."""
        self._ledger = ledger
        self._allowed = allowed
        self._admins = admins
        self._let_in = ledger.do(people.everyone_let_in)
        self._muted = ledger.do(people.all_muted)

    @property
    def open(self) -> bool:
        """Whether everyone may ask."""
        return not self._allowed

    def may_ask(self, who: int) -> bool:
        """Return whether a person may ask."""
        return self.open or who in self._allowed or who in self._admins or who in self._let_in

    def maintains(self, who: int) -> bool:
        """Return whether a person is a maintainer."""
        return who in self._admins

    def muted(self, chat: int) -> bool:
        """Return whether a group does not want to hear the bot."""
        return chat in self._muted

    async def let_in(self, code: str, who: int) -> bool:
        """Use a code, and return whether it was good."""
        if good := await self._ledger.soon(people.let_in, code, who):
            self._let_in.add(who)
        return good

    async def mute(self, chat: int) -> None:
        """Keep quiet in a group from now on."""
        await self._ledger.soon(people.mute, chat)
        self._muted.add(chat)

    async def unmute(self, chat: int) -> None:
        """Speak in a group again."""
        await self._ledger.soon(people.unmute, chat)
        self._muted.discard(chat)

    def moved(self, old: int, new: int) -> None:
        """Let what a group wants hold for the supergroup that it became."""
        if old in self._muted:
            self._muted.discard(old)
            self._muted.add(new)
