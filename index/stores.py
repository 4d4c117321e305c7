"""Where the vectors of the generations are: in their directories, or in collections on a Chroma server."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Iterable
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from index.errors import GenerationError, LostCollectionError
from index.generation import Generation
from index.vectors import Store, Vectors

if TYPE_CHECKING:
    from index.server import Server


@dataclass(frozen=True, slots=True)
class Stores:
    """The vectors of the index in *root*; with a *server*, new generations keep theirs there."""

    root: Path
    server: Server | None = None

    @property
    def are_local(self) -> bool:
        return self.server is None

    def of(self, one: Generation) -> Store:
        """Open the vectors of a finished generation, wherever they are."""
        if one.collection:
            return self._on_server(one.collection)
        return Vectors(one.chroma)

    def hold(self, one: Generation) -> bool:
        """Whether all files of a generation, and as many vectors on the server as it has passages, are there.

        Raises GenerationError when the server cannot be asked.
        """
        if not one.is_whole:
            return False
        if not one.collection:
            return True
        if self.server is None:
            return False
        try:
            with closing(self.of(one)) as store:
                return store.count() == one.passages
        except LostCollectionError:
            return False

    def of_build(self, directory: Path, *, create: bool) -> Store:
        """Open the vectors of the generation that is being built in *directory*."""
        if self.server:
            return self._on_server(self.collection(directory), create=create)
        return Vectors(directory / "chroma", create=create)

    def copy_of(self, one: Generation, place: Path) -> Store:
        """Open the vectors of *one* for a build: copied to *place* where they are files, which a bot may have open."""
        if one.collection:
            return self._on_server(one.collection)
        shutil.copytree(one.chroma, place)
        return Vectors(place)

    def collection(self, directory: Path) -> str:
        """Return the name of the collection of the generation in *directory*, or nothing for vectors in files."""
        from index.server import collection_name

        return collection_name(self._id(), directory.name.removesuffix(".tmp")) if self.server else ""

    def sweep(self, kept: Iterable[str]) -> None:
        """Drop this index's collections on the server, but for those of the generations that are *kept*."""
        if self.server is None:
            return
        from index.server import collection_name, collections, drop

        prefix = collection_name(self._id(), "")
        wanted = {prefix + name for name in kept}
        for collection in collections(self.server, prefix):
            if collection not in wanted:
                drop(self.server, collection)

    def drop(self, directory: Path) -> None:
        """Drop what a failed build in *directory* left on the server; a server that is gone keeps it for a sweep."""
        if self.server:
            from index.server import drop

            with suppress(GenerationError):
                drop(self.server, self.collection(directory))

    def _on_server(self, collection: str, *, create: bool = False) -> Store:
        if self.server is None:
            raise GenerationError(
                "The vectors of this index are on a Chroma server. Set SERAI_CHROMA_URL to it, or run: "
                "python -m index build"
            )
        from index.server import ServerVectors

        return ServerVectors(self.server, collection, create=create)

    def _id(self) -> str:
        """Return what tells this index from others on the same server; it is made once."""
        path = self.root / "id"
        if not path.exists():
            path.write_text(secrets.token_hex(8) + "\n")
        return path.read_text().strip()
