"""Passages on a Chroma server, found by meaning: a collection for each generation.

We speak the server's HTTP interface (version 2) ourselves: chromadb's own client waits for ever, first of all
while it is made, and builds whatever embedding function a server names. Here each call has a deadline, nothing embeds.
"""

from __future__ import annotations

import base64
import json
import re
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, field
from itertools import count
from typing import Any
from urllib.parse import quote, urlsplit

import numpy as np

from index.errors import GenerationError, LostCollectionError, SettingsError
from index.vectors import CONFIGURATION, Store

_PAUSES = (0.2, 0.8)  # seconds before a call is tried again
_PASSING = {429, 502, 503, 504}  # statuses that a later try may not meet
_MOST_BYTES = 256 * 2**20  # of an answer; our batches take a tenth of it
_PAGE = 100  # collections listed at once, some 2 kB each


@dataclass(frozen=True, slots=True)
class Server:
    """A Chroma server: its address, the key it asks for, and how long a call may take.

    Raises SettingsError when the address or the key cannot be one.
    """

    url: str
    token: str = field(default="", repr=False)
    deadline_seconds: float = 30.0

    def __post_init__(self) -> None:
        if fault := _fault(self.url):
            raise SettingsError(f"SERAI_CHROMA_URL {fault}. Set it to something like http://127.0.0.1:8000")
        if not re.fullmatch(r"[!-~]*", self.token):
            raise SettingsError("SERAI_CHROMA_TOKEN may have no spaces and only ASCII characters. Copy the key again.")

    @property
    def address(self) -> str:
        """The part of the URL that all calls share."""
        return self.url.rstrip("/").removesuffix("/api/v2")


def _fault(url: str) -> str:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        return f"is not an address ({error})"
    if parts.scheme not in ("http", "https") or not parts.hostname or port == 0 or not re.fullmatch(r"[!-~]+", url):
        return "is not an address that starts with http:// or https:// and names a server"
    if parts.username is not None or parts.password is not None:
        return "has a name or a password in it; a key belongs in SERAI_CHROMA_TOKEN"
    return "has a '?' or a '#' in it, and an address needs none" if parts.query or parts.fragment else ""


class ServerVectors(Store):
    """The vectors of one generation, in a collection of their own on a Chroma server.

    With *create* the collection begins empty, whatever a killed build left under its name.
    """

    _batch = 1_000  # of 1,024 dimensions they take some 8 MB to send and 20 MB to fetch; a server takes 40 MB

    def __init__(self, server: Server, collection: str, *, create: bool = False) -> None:
        self._connection = _Connection(server)
        try:
            if create:
                self._connection.drop(collection)
            self._path = self._connection.open(collection, create) + "/"
        except BaseException:
            self.close()
            raise

    def _ask(self, action: str, **fields: Any) -> Any:
        if action == "count":
            return self._connection.call("GET", self._path + action, int)
        if action == "add":  # a quarter of the bytes and half the time that written numbers take
            rows = np.asarray(fields["embeddings"], "<f4")
            fields["embeddings"] = [base64.b64encode(row.tobytes()).decode() for row in rows]
        elif action == "query":
            fields["query_embeddings"] = [vector.tolist() for vector in fields["query_embeddings"]]
        return self._connection.call("POST", self._path + action, dict, fields)

    def close(self) -> None:
        self._connection.close()


def collection_name(index: str, generation: str) -> str:
    """Return the name of *generation*'s collection; *index* (small letters and digits) tells apart who shares a server.

    With no generation it is the prefix of all names of that index, and of no other's.
    """
    if not re.fullmatch(r"[a-z0-9]+", index):
        raise ValueError(f"the id of an index has small letters and digits only, not {index!r}")
    return f"serai.{index}.{generation}"


def collections(server: Server, prefix: str) -> list[str]:
    """Return the names of the collections that start with *prefix*, sorted."""
    with closing(_Connection(server)) as connection:
        return sorted(name for name in connection.names() if name.startswith(prefix))


def drop(server: Server, collection: str) -> None:
    """Remove *collection* with all that is in it; one that is not there is no fault."""
    with closing(_Connection(server)) as connection:
        connection.drop(collection)


class _Connection:
    """Calls to one server, each with a deadline, tried again when that may help: all that we ask may be asked twice."""

    def __init__(self, server: Server) -> None:
        import httpx  # late, like chromadb: only who uses a server waits for it

        self._server = server
        near = urlsplit(server.url).hostname in ("localhost", "127.0.0.1", "::1")  # never reached through a proxy
        key = {"X-Chroma-Token": server.token} if server.token else {}
        self._client = httpx.Client(base_url=server.address + "/api/v2", headers=key, trust_env=not near)
        try:
            self._collections = self._home() + "/collections"
        except BaseException:
            self.close()
            raise

    def _home(self) -> str:
        """Return the path of the database that our key opens; a server that needs none says the default one."""
        mine = self.call("GET", "/auth/identity", dict)
        tenant, databases = mine.get("tenant"), mine.get("databases") or []
        if not isinstance(tenant, str):
            raise GenerationError(self._strange("it names no tenant"))
        tenant = "default_tenant" if tenant in ("", "*") else tenant
        database = databases[0] if len(databases) == 1 and databases[0] != "*" else "default_database"
        return f"/tenants/{quote(tenant)}/databases/{quote(database)}"

    def open(self, collection: str, create: bool) -> str:
        """Return the path of *collection*, which is made first if *create* says so."""
        if create:
            body = {"name": collection, "configuration": CONFIGURATION, "get_or_create": True}
            opened = self.call("POST", self._collections, dict, body)
        else:
            opened = self.call("GET", f"{self._collections}/{quote(collection)}", dict)
        return f"{self._collections}/{opened.get('id')}"

    def drop(self, collection: str) -> None:
        with suppress(LostCollectionError):
            self.call("DELETE", f"{self._collections}/{quote(collection)}", dict)

    def names(self) -> Iterator[str]:
        for start in count(0, _PAGE):
            page = self.call("GET", f"{self._collections}?limit={_PAGE}&offset={start}", list)
            yield from (one["name"] for one in page)
            if len(page) < _PAGE:
                return

    def call(self, method: str, path: str, kind: type, body: dict[str, Any] | None = None) -> Any:
        """Return what the server answers, which is of *kind*; raises GenerationError when it gives no such answer."""
        import httpx

        until = time.monotonic() + self._server.deadline_seconds
        for pause in (*_PAUSES, None):
            last = pause is None or time.monotonic() + pause > until
            try:
                status, content = self._exchange(method, path, body, until)
                if last or status not in _PASSING:
                    return self._understood(status, content, kind)
            except httpx.TimeoutException as error:
                raise GenerationError(self._slow()) from error
            except httpx.RequestError as error:
                if last:
                    raise GenerationError(self._down(error)) from error
            time.sleep(pause or 0)
        raise AssertionError("the last try returns or raises")

    def _exchange(self, method: str, path: str, body: dict[str, Any] | None, until: float) -> tuple[int, bytes]:
        """Send and receive until the time *until*: a server that dribbles must not hold us either."""
        import httpx

        left = max(until - time.monotonic(), 0.001)
        content = bytearray()
        with self._client.stream(method, path, json=body, timeout=left) as response:
            for piece in response.iter_bytes():
                content += piece
                if time.monotonic() > until:
                    raise httpx.ReadTimeout("the answer did not end")
                if len(content) > _MOST_BYTES:
                    raise httpx.DecodingError(f"the answer has more than {_MOST_BYTES} bytes")
            return response.status_code, bytes(content)

    def close(self) -> None:
        self._client.close()

    def _slow(self) -> str:
        return (
            f"The Chroma server at {self._server.url} did not answer within {self._server.deadline_seconds:g} seconds. "
            "See what keeps it busy, and try again."
        )

    def _down(self, error: Exception) -> str:
        reason = str(error) or type(error).__name__
        return f"No Chroma server answers at {self._server.url} ({reason}). Start it, or correct SERAI_CHROMA_URL."

    def _strange(self, why: str) -> str:
        return (
            f"What answers at {self._server.url} is not a Chroma server of version 1 or later ({why}). "
            "Correct SERAI_CHROMA_URL."
        )

    def _understood(self, status: int, content: bytes, kind: type) -> Any:
        """Return the answer, or raise what it says."""
        try:
            answer = json.loads(content)
        except ValueError:
            answer = None
        if status in (200, 201) and isinstance(answer, kind):
            return answer
        if status in (401, 403):
            raise GenerationError(
                f"The Chroma server at {self._server.url} refuses the key. Correct SERAI_CHROMA_TOKEN."
            )
        if not isinstance(answer, dict) or not {"error", "message"} <= answer.keys():
            raise GenerationError(self._strange(f"status {status}"))
        error = LostCollectionError if status == 404 else GenerationError
        raise error(
            f"The Chroma server at {self._server.url} says: {answer['message']}. "
            "Run: python -m index rollback, or python -m index build"
        )
