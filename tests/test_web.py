"""The webhook that Telegram sends updates to, what is counted, and how it is seen that the bot is well."""

from __future__ import annotations

import contextlib
import json
import socket
import time
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from tests.bot_api import BotAPI, Json
from tests.relay_process import Relay, relay

SECRET = "only_telegram_knows"
PLACE = "https://bot.example/telegram/hook"


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


class Web:
    """A bot behind a webhook."""

    def __init__(self, bot: Relay, port: int, health: int) -> None:
        self.bot, self._port, self._health = bot, port, health
        self._number = 700

    def post(self, body: bytes, secret: str | None = SECRET, path: str = "/telegram/hook") -> int:
        headers = {"Content-Type": "application/json"}
        if secret is not None:
            headers["X-Telegram-Bot-Api-Secret-Token"] = secret
        url = f"http://127.0.0.1:{self._port}{path}"
        return httpx.post(url, content=body, headers=headers, trust_env=False).status_code

    def ask(self, text: str, chat: int, **more: Any) -> Json:
        """Return an update in which a person asks."""
        self._number += 1
        self.bot.api.add_chat(chat)
        person = {"id": chat, "is_bot": False, "first_name": "P"}
        message = {"message_id": self._number, "date": 1, "chat": {"id": chat, "type": "private"}, "from": person}
        return {"update_id": self._number, "message": {**message, "text": text, **more}}

    def figures(self) -> dict[str, str]:
        lines = self.get("/metrics").text.splitlines()
        return dict(line.rsplit(" ", 1) for line in lines if not line.startswith("#"))

    def get(self, path: str) -> httpx.Response:
        return httpx.get(f"http://127.0.0.1:{self._health}{path}", trust_env=False)


@pytest.fixture(scope="module")
def web(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Web]:
    port, health = free_port(), free_port()
    settings = {
        "SERAI_TELEGRAM_WEBHOOK_URL": PLACE,
        "SERAI_TELEGRAM_WEBHOOK_SECRET": SECRET,
        "SERAI_TELEGRAM_WEBHOOK_LISTEN": f"127.0.0.1:{port}",
        "SERAI_HEALTH_PORT": str(health),
        "SERAI_CHAT_MODEL": "scripted",
    }
    with BotAPI() as api, relay(api, tmp_path_factory.mktemp("web") / "log", **settings) as bot:
        api.wait_until(lambda: bool(api.called("setMyCommands")), "serving", 20)
        yield Web(bot, port, health)


def test_telegram_is_told_where_to_send_updates_and_is_not_polled(web: Web) -> None:
    (call,) = web.bot.api.called("setWebhook")
    assert (call.parameters["url"], call.parameters["secret_token"]) == (PLACE, SECRET)
    assert "message" in call.parameters["allowed_updates"]
    assert not web.bot.api.called("getUpdates")


def test_an_update_that_is_sent_twice_is_answered_once(web: Web) -> None:
    update = json.dumps(web.ask("how many", 5)).encode()
    assert [web.post(update), web.post(update)] == [200, 200]
    web.bot.api.wait_for_answers(1, 10, 5)
    later = json.dumps(web.ask("refuse", 5)).encode()
    assert web.post(later) == 200
    assert [m["text"][:9] for m in web.bot.api.wait_for_answers(2, 10, 5)] == ["It has 15", "The texts"]


@pytest.mark.parametrize("secret", [None, "", "wrong", SECRET + "x"])
def test_who_does_not_know_the_secret_is_refused(web: Web, secret: str | None) -> None:
    assert web.post(json.dumps(web.ask("how many", 6)).encode(), secret) == 403
    assert not web.bot.api.messages(6)


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'"x"', b"{}", b'{"update_id": "7"}', b"\xff\xfe"])
def test_what_is_no_update_is_refused(web: Web, body: bytes) -> None:
    assert web.post(body) == 400


def test_what_is_too_large_is_refused_before_it_is_read(web: Web) -> None:
    with contextlib.suppress(httpx.TransportError):  # the connection may be closed while we are still sending
        assert web.post(b" " * 2_000_000) in {400, 413}
    assert web.post(json.dumps(web.ask("refuse", 8)).encode()) == 200
    web.bot.api.wait_for_answers(1, 10, 8)


def test_other_paths_are_not_served(web: Web) -> None:
    assert web.post(b"{}", path="/") == 404


def test_the_bot_is_seen_to_be_well_and_ready(web: Web) -> None:
    assert [web.get(path).status_code for path in ("/healthz", "/readyz")] == [200, 200]


def test_what_happens_is_counted_without_saying_who_asked_what(web: Web) -> None:
    assert web.post(json.dumps(web.ask("how many", 9)).encode()) == 200
    web.bot.api.wait_for_answers(1, 10, 9)
    assert web.post(json.dumps(web.ask("known trouble", 9)).encode()) == 200
    web.bot.api.wait_for_answers(2, 10, 9)
    while float((figures := web.figures())["serai_queue"]):  # the answer is seen before it is noted
        time.sleep(0.05)
    assert float(figures['serai_questions_total{outcome="answered"}']) >= 1
    assert float(figures['serai_questions_total{outcome="failed"}']) >= 1
    assert float(figures['serai_telegram_calls_total{result="ok"}']) >= 4
    assert float(figures["serai_answer_seconds_count"]) >= 1
    assert {"serai_silence_seconds", "serai_set_aside_total"} <= set(figures)
    assert float(figures["serai_model_money_total"]) == 0.5
    assert float(figures['serai_model_tokens_total{direction="read"}']) == 70
    assert not [line for line in figures if "many" in line]
