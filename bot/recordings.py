"""A chat model's replies are kept in a folder, and played from there when the same is asked again.

Standard library and types of ours only. What is random in a prompt, its marker and its canary, makes no other request.
"""

from __future__ import annotations

import hashlib
import json
import re
import threading
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from bot.attempts import Chat
from bot.errors import UnreachableError
from bot.model import Piece

_SECRET = re.compile(r"\b[0-9a-f]{16}\b")
_SAID = re.compile(r"⟨secret (\d+)⟩")


class Recorded:
    """A chat model whose replies are played where they were recorded, and else asked for and recorded.

    The model is made when it is first asked, so that playing needs neither its package nor a key.
    """

    def __init__(self, name: str, folder: Path, make: Callable[[], Chat] | None) -> None:
        """Play from *folder*; without *make*, what is not recorded there is an UnreachableError."""
        self.name, self._folder, self._make = name, folder, make
        self._model: Chat | None = None

    def pieces(self, messages: list[tuple[str, str]], until: float, *, formed: bool = True) -> Iterator[Piece]:
        """Yield the reply as it was recorded, or as it arrives."""
        secrets = list(dict.fromkeys(_SECRET.findall(" ".join(text for _, text in messages))))
        asked = {"model": self.name, "formed": formed, "messages": _without(messages, secrets)}
        path = self._folder / f"{_digest(asked)}.json"
        if path.is_file():
            for kept in json.loads(path.read_text(encoding="utf-8"))["reply"]:
                yield Piece(**{**kept, "text": _SAID.sub(lambda found: secrets[int(found[1])], kept["text"])})
            return
        received: list[Piece] = []
        for piece in self._real().pieces(messages, until, formed=formed):
            received.append(piece)
            yield piece
        self._keep(path, asked, received, secrets)

    def _real(self) -> Chat:
        if self._make is None:
            raise UnreachableError(f"No reply of the model {self.name} to this is recorded in {self._folder}.")
        self._model = self._model or self._make()
        return self._model

    def _keep(self, path: Path, asked: dict[str, Any], received: list[Piece], secrets: list[str]) -> None:
        """Write a reply that came to its end; one that broke off is asked for again the next time."""
        whole = [asdict(piece) for piece in received]
        text = "".join(piece.text for piece in received)
        if any(secret in text for secret in secrets):  # it may be parted between pieces
            last = whole[-1]
            whole = [{**last, "text": _hidden(text, secrets)}]
        self._folder.mkdir(parents=True, exist_ok=True)
        new = path.with_suffix(f".{threading.get_ident()}.new")
        new.write_text(json.dumps({**asked, "reply": whole}, ensure_ascii=False, indent=1), encoding="utf-8")
        new.replace(path)


def _without(messages: list[tuple[str, str]], secrets: list[str]) -> list[list[str]]:
    return [[role, _hidden(text, secrets)] for role, text in messages]


def _hidden(text: str, secrets: list[str]) -> str:
    for number, secret in enumerate(secrets):
        text = text.replace(secret, f"⟨secret {number}⟩")
    return text


def _digest(asked: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(asked, ensure_ascii=False, sort_keys=True).encode()).hexdigest()[:24]
