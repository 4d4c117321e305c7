"""The settings of the index, from the environment or a `.env` file."""

from __future__ import annotations

from pathlib import Path

from pydantic_settings import BaseSettings, SettingsConfigDict

MINILM = "all-MiniLM-L6-v2"
"""The embedding model whose weights come inside an installed package."""


class IndexSettings(BaseSettings):
    """Where the texts are, where the index is kept, which model embeds."""

    model_config = SettingsConfigDict(env_prefix="SERAI_", env_file=".env", extra="ignore", env_ignore_empty=True)

    corpus: Path = Path("corpus")
    """The folder of texts."""
    index: Path = Path(".index")
    """The folder of the generations."""
    embedding_model: str = MINILM
    """The installed MiniLM, or anything sentence-transformers loads: a name on the model hub or a folder."""
