"""The settings of the bot, from the environment or a `.env` file; those of the index are in `index.settings`."""

from __future__ import annotations

import re
from pathlib import Path
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


class ChatSettings(BaseSettings):
    """Which chat model composes answers, and within which limits; without one the texts are quoted as they stand."""

    model_config = SettingsConfigDict(env_prefix="SERAI_CHAT_", env_file=".env", extra="ignore", env_ignore_empty=True)

    model: str = ""
    """Provider and model as LangChain's `init_chat_model` takes them, such as `openai:gpt-4o-mini`; empty: none."""
    fallback: str = ""
    """The model that is asked when the first does not answer."""
    url: str = ""
    """Where the model is served, if not at its provider's: any server that speaks the provider's protocol."""
    key: SecretStr = SecretStr("")
    """The provider's key; without it, the provider's own environment variable counts."""
    temperature: float = Field(0.0, ge=0, le=2)
    """How freely the model chooses its words."""
    seconds: float = Field(20.0, gt=0)
    """How long a model may take for one question, all tries together."""
    context: int = Field(6000, ge=256)
    """Tokens that the passages and the question may take in the prompt."""
    reply: int = Field(800, ge=16)
    """Tokens that a reply may take."""
    tokens_per_day: int = Field(200_000, ge=0)
    """Tokens that the questions of one person may take in a day; 0: as many as they like."""
    price: str = ""
    """What a million tokens cost, read and written, such as `0.15/0.60`; counted, and shown to nobody else."""
    money_per_day: float = Field(0.0, ge=0)
    """What all questions of a day may cost together, in the currency of the price; 0: no limit."""
    recordings: Path | None = None
    """A folder of recorded replies: what was asked before is played from there, anything else asked and recorded."""
    recordings_only: bool = False
    """Whether what is not recorded is not asked either, so that nothing leaves the machine and nothing is paid."""

    @field_validator("price")
    @classmethod
    def _two_numbers(cls, value: str) -> str:
        if value and not re.fullmatch(r"\d+(\.\d+)?/\d+(\.\d+)?", value):
            raise ValueError("write it as two numbers with a stroke between them, such as 0.15/0.60")
        return value
