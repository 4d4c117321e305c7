"""Small HTTP servers: the webhook that Telegram sends updates to, and what those who run the bot look at."""

from __future__ import annotations

import hmac
import json
import logging
from collections.abc import Awaitable, Callable, Sequence
from typing import Any
from urllib.parse import urlsplit

from tornado.httpserver import HTTPServer
from tornado.web import Application, RequestHandler

from index.errors import SeraiError

BODY_BYTES = 1_000_000
"""The largest update that is taken; Telegram's are a few kilobytes."""
IDLE_SECONDS = 60.0
_SECRET = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the name of a header

Take = Callable[[Sequence[dict[str, Any]]], Awaitable[None]]
Checks = Callable[[], dict[str, str]]
"""Returns what is wrong, by name; empty: all is well."""

_log = logging.getLogger(__name__)


def webhook(url: str, secret: str, listen: str, take: Take) -> HTTPServer:
    """Serve the path of *url* to who knows the secret. An update is answered with 200 only when it has been taken."""

    class Webhook(_Quiet):
        async def post(self) -> None:
            if not hmac.compare_digest(self.request.headers.get(_SECRET, "").encode(), secret.encode()):
                return self.set_status(403)
            try:
                update = json.loads(self.request.body)
            except ValueError:
                return self.set_status(400)
            if not isinstance(update, dict) or not isinstance(update.get("update_id"), int):
                return self.set_status(400)
            try:
                await take([update])
            except SeraiError as error:
                _log.error("an update could not be kept, Telegram will send it again: %s", error)
                self.set_status(500)
            return None

    host, _, port = listen.rpartition(":")
    return _served([(urlsplit(url).path or "/", Webhook)], host, int(port))


def health(port: int, alive: Checks, ready: Checks, metrics: Callable[[], bytes]) -> HTTPServer:
    """Serve /healthz, /readyz and /metrics on loopback."""

    class Metrics(_Quiet):
        def get(self) -> None:
            self.set_header("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
            self.write(metrics())

    class Checked(_Quiet):
        def initialize(self, checks: Checks) -> None:
            self.checks = checks

        def get(self) -> None:
            wrong = self.checks()
            self.set_status(503 if wrong else 200)
            self.write({"ok": not wrong, "wrong": wrong})

    routes = [
        ("/metrics", Metrics),
        ("/healthz", Checked, {"checks": alive}),
        ("/readyz", Checked, {"checks": ready}),
    ]
    return _served(routes, "127.0.0.1", port)


class _Quiet(RequestHandler):
    """A handler that tells nothing of itself."""

    def set_default_headers(self) -> None:
        self.clear_header("Server")

    def write_error(self, status_code: int, **_: Any) -> None:
        self.finish({"ok": False, "error": status_code})

    def log_exception(self, *args: Any) -> None:
        _log.error("a request failed", exc_info=args[1:] if len(args) > 1 else None)


def _served(routes: list[Any], host: str, port: int) -> HTTPServer:
    application = Application(routes, log_function=lambda _: None)
    server = HTTPServer(
        application,
        max_body_size=BODY_BYTES,
        max_header_size=16_384,
        idle_connection_timeout=IDLE_SECONDS,
        body_timeout=IDLE_SECONDS,
    )
    server.listen(port, host)
    return server
