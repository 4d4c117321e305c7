"""The settings of the bot, from the environment or a `.env` file; those of the index are in `index.settings`."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from index.settings import IndexSettings

TELEGRAM = "https://api.telegram.org/bot"


class BotSettings(IndexSettings):
    """Who may ask, how often, and where Telegram is."""

    telegram_base_url: str = TELEGRAM
    """Where the Bot API is, ending in `/bot`; a test server on loopback has the form `http://127.0.0.1:PORT/bot`."""
    allowed: Annotated[frozenset[int], NoDecode] = frozenset()
    """Numeric ids of the people who may ask, parted by commas; empty: everyone."""
    refusal: Literal["strict", "balanced", "generous"] = "balanced"
    """How sure the extractive engine must be to answer: strict refuses more, generous answers more."""
    quota_per_minute: int = Field(20, ge=1)
    """Questions a person may ask in a minute."""

    @field_validator("allowed", mode="before")
    @classmethod
    def _parted(cls, value: object) -> object:
        return value.replace(",", " ").split() if isinstance(value, str) else value


class TelegramSettings(BaseSettings):
    """What BotFather gives; named as the rest of the world names it."""

    model_config = SettingsConfigDict(env_file=".env", extra="ignore", env_ignore_empty=True)

    telegram_bot_token: SecretStr = SecretStr("")
    """The token that BotFather gives a bot."""
