"""Every setting can be found in .env.example, with its default, and every name there is a setting."""

import re

import pytest
from pydantic_settings import BaseSettings

from bot.settings import BotSettings, ChatSettings, TelegramSettings
from index.settings import IndexSettings
from tests.conftest import ROOT

NAMED = dict(re.findall(r"^(?:# )?([A-Z][A-Z_]+)=(.*)$", (ROOT / ".env.example").read_text(), re.MULTILINE))


def names(settings: type[BaseSettings]) -> dict[str, str]:
    """Return the environment variables of *settings*, and the default of each as one would write it."""
    prefix = settings.model_config.get("env_prefix", "")
    return {f"{prefix}{name}".upper(): str(field.default or "") for name, field in settings.model_fields.items()}


SETTINGS = names(IndexSettings) | names(BotSettings) | names(TelegramSettings) | names(ChatSettings)


def test_the_example_names_every_setting_and_nothing_else() -> None:
    assert set(NAMED) == set(SETTINGS)


@pytest.mark.parametrize("name", sorted(SETTINGS))
def test_the_example_shows_the_default(name: str) -> None:
    assert NAMED[name] == SETTINGS[name]


def test_an_empty_setting_is_the_default(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in SETTINGS:
        monkeypatch.setenv(name, "")
    for settings in (BotSettings, IndexSettings, TelegramSettings, ChatSettings):
        assert settings() == settings(_env_file=None)


def test_the_environment_decides(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SERAI_CORPUS", "/texts")
    monkeypatch.setenv("SERAI_ALLOWED", "7, 8")
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "123:abc")
    assert str(IndexSettings().corpus) == "/texts"
    assert BotSettings().allowed == {7, 8}
    assert "abc" not in repr(TelegramSettings())


def test_the_example_itself_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in SETTINGS:
        monkeypatch.delenv(name, raising=False)
    example = str(ROOT / ".env.example")
    assert BotSettings(_env_file=example) == BotSettings(_env_file=None)
