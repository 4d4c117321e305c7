"""The bot's menus and descriptions are set in each language, as far as Telegram has others."""

from __future__ import annotations

import logging
from collections.abc import Iterable

from telegram import (
    Bot,
    BotCommandScopeAllChatAdministrators,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
)
from telegram.error import TelegramError

from bot.texts import LANGUAGES, Texts

_log = logging.getLogger(__name__)


async def set_up(bot: Bot, admins: Iterable[int]) -> None:
    """Set all menus and descriptions; what Telegram refuses is logged and left."""
    for code, texts in LANGUAGES.items():
        language = None if code == "en" else code  # English is for all who have no menu of their own
        try:
            await _set(bot, texts, language)
            for admin in admins:
                await bot.set_my_commands(
                    [*texts.commands, *texts.commands_admin], BotCommandScopeChat(admin), language_code=language
                )
        except TelegramError as error:
            _log.warning("the menu in %s could not be set: %s", code, error)


async def _set(bot: Bot, texts: Texts, language: str | None) -> None:
    group = texts.commands_group
    await bot.set_my_commands(texts.commands, BotCommandScopeAllPrivateChats(), language_code=language)
    await bot.set_my_commands(group[:1], BotCommandScopeAllGroupChats(), language_code=language)
    await bot.set_my_commands(group, BotCommandScopeAllChatAdministrators(), language_code=language)
    if (await bot.get_my_description(language)).description != texts.about:
        await bot.set_my_description(texts.about, language)
    if (await bot.get_my_short_description(language)).short_description != texts.about_short:
        await bot.set_my_short_description(texts.about_short, language)
