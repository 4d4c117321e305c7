"""Administrators of a group silence the bot there, and let it speak again."""

from __future__ import annotations

from telegram import Bot, Message
from telegram.constants import ChatMemberStatus
from telegram.error import BadRequest, Forbidden

from bot.relay.doors import Doors
from bot.texts import Texts

_ADMINISTRATORS = {ChatMemberStatus.OWNER, ChatMemberStatus.ADMINISTRATOR}


class Groups:
    """What groups may decide."""

    def __init__(self, bot: Bot, doors: Doors) -> None:
        self._bot = bot
        self._doors = doors

    async def said(self, command: str, message: Message, texts: Texts) -> str:
        """Mute or unmute a group, if who asks may, and return what is said; raises TelegramError where unsure."""
        if message.chat.type == message.chat.PRIVATE:
            return texts.unknown_command
        if not await self._administers(message):
            return texts.only_admins
        if command == "mute":
            await self._doors.mute(message.chat.id)
            return texts.muted
        await self._doors.unmute(message.chat.id)
        return texts.unmuted

    async def _administers(self, message: Message) -> bool:
        if message.sender_chat:  # an anonymous administrator speaks as the group itself
            return message.sender_chat.id == message.chat.id
        if not message.from_user:
            return False
        try:
            member = await self._bot.get_chat_member(message.chat.id, message.from_user.id)
        except (BadRequest, Forbidden):
            return False
        return member.status in _ADMINISTRATORS
