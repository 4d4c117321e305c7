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
    """Who may ask, how often, what is kept of it, and where Telegram is."""

    telegram_base_url: str = TELEGRAM
    """Where the Bot API is, ending in `/bot`; a test server on loopback has the form `http://127.0.0.1:PORT/bot`."""
    allowed: Annotated[frozenset[int], NoDecode] = frozenset()
    """Numeric ids of the people who may ask, parted by commas; empty: everyone."""
    refusal: Literal["strict", "balanced", "generous"] = "balanced"
    """How sure the extractive engine must be to answer: strict refuses more, generous answers more."""
    quota_per_minute: int = Field(20, ge=1)
    """Questions a person may ask in a minute."""
    question_characters: int = Field(2_000, ge=1)
    """The most characters that a question may have; nothing is looked for to a longer one."""

    admins: Annotated[frozenset[int], NoDecode] = frozenset()
    """Numeric ids of the maintainers, parted by commas."""
    gold: Path = Path("tests/evaluation/gold.jsonl")
    """Gold questions that builds asked for in Telegram are held against, if there are any; gaps are added to them."""
    database_url: str = "sqlite:///serai.db"
    """Where the ledger is: a file of SQLite, or a PostgreSQL database."""
    keep_days: int = Field(30, ge=1)
    """For how many days questions, answers and opinions are kept."""
    telegram_webhook_url: str = ""
    """The public https address that Telegram sends updates to; empty: they are polled."""
    telegram_webhook_secret: SecretStr = SecretStr("")
    """What Telegram has to say with each update; empty: made up at each start."""
    telegram_webhook_listen: str = "127.0.0.1:8443"
    """Host and port that the webhook is served on, for a proxy that speaks https to be put before it."""
    telegram_silence: int = Field(300, ge=0)
    """After how many seconds without a successful poll the process ends, for its supervisor to start anew; 0: never."""
    health_port: int = Field(0, ge=0, le=65535)
    """The port on loopback of /healthz, /readyz and /metrics; 0: none."""
    log: Literal["text", "json"] = "text"
    """How log lines are written."""
    log_questions: bool = False
    """Whether the log may say what was asked."""

    @field_validator("allowed", "admins", mode="before")
    @classmethod
    def _parted(cls, value: object) -> object:
        return value.replace(",", " ").split() if isinstance(value, str) else value

    @field_validator("telegram_webhook_url")
    @classmethod
    def _https(cls, value: str) -> str:
        if value and not value.startswith("https://"):
            raise ValueError("Telegram sends to https addresses only")
        return value

    @field_validator("telegram_webhook_secret")
    @classmethod
    def _sayable(cls, value: SecretStr) -> SecretStr:
        if not re.fullmatch(r"[A-Za-z0-9_-]{0,256}", value.get_secret_value()):
            raise ValueError("use up to 256 letters, digits, _ and - only")
        return value

    @field_validator("telegram_webhook_listen")
    @classmethod
    def _host_and_port(cls, value: str) -> str:
        if not re.fullmatch(r"\S+:\d{1,5}", value):
            raise ValueError("write it as a host and a port, such as 127.0.0.1:8443")
        return value


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
