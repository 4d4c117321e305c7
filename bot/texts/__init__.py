"""What the bot says to people, in each language that it speaks: one file a language, all with the same sentences."""

from bot.texts.chosen import LANGUAGES, texts_for
from bot.texts.english import ENGLISH
from bot.texts.wanted import Texts

__all__ = ["ENGLISH", "LANGUAGES", "Texts", "texts_for"]
