"""The settings of the index, from the environment or a `.env` file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

if TYPE_CHECKING:
    from index.server import Server

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
    chroma_url: str = ""
    """A Chroma server that keeps the vectors, such as `http://127.0.0.1:8000`; without one they are in `index`."""
    chroma_token: SecretStr = SecretStr("")
    """The key that the Chroma server asks for."""

    @property
    def server(self) -> Server | None:
        """The Chroma server, if there is one; raises SettingsError when its address cannot be one."""
        if not self.chroma_url:
            return None
        from index.server import Server

        return Server(self.chroma_url, self.chroma_token.get_secret_value())
