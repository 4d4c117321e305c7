"""The language of a person's client becomes the texts in the nearest language that the bot speaks."""

from __future__ import annotations

from bot.texts.chinese import CHINESE
from bot.texts.english import ENGLISH
from bot.texts.russian import RUSSIAN
from bot.texts.wanted import Texts

LANGUAGES: dict[str, Texts] = {"en": ENGLISH, "ru": RUSSIAN, "zh": CHINESE}
"""By the two letters of ISO 639-1, English first."""

_NEAR = {"be": "ru", "kk": "ru", "ky": "ru", "tg": "ru", "tk": "ru", "uz": "ru", "yue": "zh"}
"""Languages we have no texts in, and the one that most of their speakers read."""


def texts_for(language_code: str | None) -> Texts:
    """Return the texts for a client in the language *language_code* (`ru`, `zh-hans`), else the English ones."""
    code = (language_code or "").lower().replace("_", "-").partition("-")[0]
    return LANGUAGES.get(_NEAR.get(code, code), ENGLISH)
