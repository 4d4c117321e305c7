"""A Telegram message becomes what its sender wants of the bot, or nothing if it does not address the bot."""

from __future__ import annotations

from dataclasses import dataclass

from telegram import Message, MessageEntity, User
from telegram.constants import ChatType

from bot import dialogue
from bot.relay.sending import Recipient

ASK = "ask"
UNREAD = ""
"""The command of a message without text, such as a voice message."""

_FOR_ANY = {ASK, "mute", "unmute"}
"""Commands that are for us in a group though they name no bot."""
_MOST_QUOTED = 300
_GROUPS = {ChatType.GROUP, ChatType.SUPERGROUP}


@dataclass(frozen=True, slots=True)
class Request:
    """What a person wants: a command by its name, and the text after it. A plain message is an `ask`."""

    command: str
    text: str = ""


def request(message: Message, me: User) -> Request | None:
    """Return what a message asks of the bot *me*; None where it speaks to nobody or to somebody else.

    In a private chat everything is for the bot; in a group a mention of it, a reply to it, or `/ask`.
    """
    if not message.from_user or (message.from_user.is_bot and not message.sender_chat):
        return None
    if message.chat.type == ChatType.PRIVATE:
        return _private(message, me)
    return _in_group(message, me) if message.chat.type in _GROUPS and message.text else None


def person(message: Message) -> int:
    """Return the id of who speaks: a person, or the group or channel that an anonymous one speaks for."""
    if message.sender_chat:
        return message.sender_chat.id
    return message.from_user.id if message.from_user else message.chat.id


def _private(message: Message, me: User) -> Request | None:
    if not message.text:
        return Request(UNREAD) if message.effective_attachment else None
    if command := _command(message):
        name, _, text = command
        return Request(name, text)
    return Request(ASK, _without_mentions(message, me))


def _in_group(message: Message, me: User) -> Request | None:
    replied = message.reply_to_message
    to_me = bool(replied and replied.from_user and replied.from_user.id == me.id)
    if command := _command(message):
        name, of, text = command
        ours = of == str(me.username).lower() if of else name in _FOR_ANY or to_me
        return Request(name, text) if ours else None
    if to_me or _mentions(message, me):
        return Request(ASK, _without_mentions(message, me) or ("" if to_me else _replied(message)))
    return None


def meant(message: Message, wanted: Request, me: User) -> str:
    """Return what a reply to somebody's message asks about that message; nothing where it is no such reply."""
    replied, quoted = message.reply_to_message, _replied(message)
    to_me = bool(replied and replied.from_user and replied.from_user.id == me.id)
    if to_me or not quoted or quoted == wanted.text:
        return ""
    return dialogue.about(wanted.text, quoted)


def _replied(message: Message) -> str:
    """Return the text of the message that is replied to, or of it what is quoted."""
    replied = message.reply_to_message
    quoted = message.quote.text if message.quote else (replied.text or replied.caption or "") if replied else ""
    return " ".join(quoted.split())[:_MOST_QUOTED]


def recipient(message: Message, chat: int) -> Recipient:
    """Return where the reply goes: to the message itself where others write too, if that is where it still stands."""
    private = message.chat.id == person(message)
    moved = chat != message.chat.id
    topic = message.message_thread_id if message.is_topic_message and not moved else None
    return Recipient(chat, topic, None if private or moved else message.message_id)


def _command(message: Message) -> tuple[str, str, str] | None:
    """Return the command that opens a message: its name, the bot it names, and the text after it."""
    for entity in message.entities:
        if entity.type == MessageEntity.BOT_COMMAND and entity.offset == 0:
            name, _, of = message.parse_entity(entity)[1:].lower().partition("@")
            return name, of, _utf16(message.text or "", entity.length, None).strip()
    return None


def _mentions(message: Message, me: User) -> list[MessageEntity]:
    """Return the entities that mention the bot, by its username or, without one, by its id."""
    name = f"@{me.username}".lower()
    return [
        entity
        for entity in message.entities
        if (entity.type == MessageEntity.MENTION and message.parse_entity(entity).lower() == name)
        or (entity.type == MessageEntity.TEXT_MENTION and entity.user is not None and entity.user.id == me.id)
    ]


def _without_mentions(message: Message, me: User) -> str:
    text = message.text or ""
    for entity in sorted(_mentions(message, me), key=lambda mention: -mention.offset):
        before, after = _utf16(text, 0, entity.offset), _utf16(text, entity.offset + entity.length, None)
        text = f"{before.rstrip()} {after.lstrip(' ,:')}" if before.strip() else after.lstrip(" ,:")
    return text.strip()


def _utf16(text: str, start: int, end: int | None) -> str:
    """Return a stretch of a text whose ends count UTF-16 units, as Telegram's offsets do."""
    encoded = text.encode("utf-16-le", "surrogatepass")
    return encoded[2 * start : None if end is None else 2 * end].decode("utf-16-le", "replace")
