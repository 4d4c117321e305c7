"""Files are put into the corpus folder, each in one step, and taken out again if the build with them fails."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from index.errors import CorpusError


@dataclass(frozen=True, slots=True)
class Adding:
    """The files of one batch on their way into the corpus; what they replace is kept beside it until the end.

    All of it can be repeated after a crash: what was set aside the first time is not set aside again.
    """

    corpus: Path
    batch: int

    def put(self, files: Mapping[str, bytes]) -> None:
        """Write the files; raises CorpusError when that cannot be."""
        try:
            self._aside.mkdir(parents=True, exist_ok=True)
            for name, data in files.items():
                self._put(name, data)
        except OSError as error:
            raise CorpusError(f"The texts cannot be written ({error.strerror or error}).") from error

    def undo(self) -> None:
        """Let the corpus be as it was."""
        for marked in sorted(self._aside.glob("*")) if self._aside.is_dir() else ():
            place = self.corpus / marked.name
            if marked.is_dir():  # there was nothing before
                place.unlink(missing_ok=True)
            else:
                marked.replace(place)
        self.keep()

    def keep(self) -> None:
        """Let go of what was replaced."""
        shutil.rmtree(self._aside, ignore_errors=True)

    def _put(self, name: str, data: bytes) -> None:
        place, before = self.corpus / name, self._aside / name
        if place.is_dir():
            raise CorpusError(f"There is a folder called '{name}' in the corpus. Send the file under another name.")
        if not before.exists():
            if place.exists() or place.is_symlink():
                shutil.copy2(place, before)
            else:
                before.mkdir()
        part = self._aside.with_name(f"{self._aside.name}.part")
        with part.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.replace(place)

    @property
    def _aside(self) -> Path:
        """The folder of what is replaced; its name begins with a dot, so it is no part of the corpus."""
        return self.corpus / f".before-{self.batch}"
