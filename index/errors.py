"""Every error a person may be shown. The message says what is wrong and what to do about it.

SeraiError
├── SettingsError          a setting that cannot be used
├── CorpusError            no corpus to read
├── ModelError             an embedding model that cannot be loaded
├── BuildError             a build that could not finish; the live generation is untouched
│   └── BuildLockedError   another build holds the index
└── GenerationError        no generation to search, or one that this program must not search
    └── LostCollectionError    a Chroma server that no longer has its vectors
"""

from __future__ import annotations

BUILD_RUNNING = "Another build is running"
"""How a BuildLockedError begins, for whoever hears of it from another process."""


class SeraiError(Exception):
    """Something a person can put right; its message may be shown to them."""


class SettingsError(SeraiError):
    """A setting cannot be used."""


class CorpusError(SeraiError):
    """There is no corpus to read."""


class ModelError(SeraiError):
    """An embedding model cannot be loaded."""


class BuildError(SeraiError):
    """A build could not finish; the live generation is untouched."""


class BuildLockedError(BuildError):
    """Another build holds the index."""


class GenerationError(SeraiError):
    """There is no generation to search, or one that must not be searched."""


class LostCollectionError(GenerationError):
    """A Chroma server has no such collection."""
