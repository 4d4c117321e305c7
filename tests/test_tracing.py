"""Traces go out by LangSmith's and OpenTelemetry's own variables, and without them nothing does."""

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from bot.tracing import check_tracing
from index.errors import SettingsError
from tests.chat_server import ChatServer, chat_server
from tests.conftest import ROOT

ASKING = """
import socket, sys, time
from urllib.parse import urlsplit
from langchain_core.runnables import RunnableLambda
from langchain_core.tracers.langchain import wait_for_all_tracers
from bot.model import ChatModel
from bot.settings import ChatSettings
there, connect = [], socket.socket.connect
def watched(self, address):
    there.append(address[1])
    return connect(self, address)
socket.socket.connect = watched
chat = ChatSettings(model="openai:scripted", url=sys.argv[1], key="sk-test", _env_file=None)
model = ChatModel(chat.model, chat)
chain = RunnableLambda(lambda said: "".join(p.text for p in model.pieces([("human", said)], time.monotonic() + 9)))
assert chain.invoke("How long?") == "It is 412 m."
wait_for_all_tracers()
print(sorted(set(there)))
"""
"""Asks a model once inside a chain, and prints the ports that were connected to."""


@pytest.fixture
def server() -> Iterator[ChatServer]:
    with chat_server() as chat:
        chat.replies("It is 412 m.")
        yield chat


class _Collector(BaseHTTPRequestHandler):
    """Takes whatever traces are sent, and keeps what they hold."""

    server: "_Server"

    def do_GET(self) -> None:
        self._answer(b"{}")

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.server.received.append((self.path, body))
        self._answer(b"{}")

    do_PATCH = do_POST  # noqa: N815 - the name that http.server looks for

    def _answer(self, body: bytes) -> None:
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *arguments: object) -> None:
        """Say nothing."""


class _Server(ThreadingHTTPServer):
    received: list[tuple[str, bytes]]


@contextmanager
def collector() -> Iterator[_Server]:
    made = _Server(("127.0.0.1", 0), _Collector)
    made.received = []
    threading.Thread(target=made.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    try:
        yield made
    finally:
        made.shutdown()
        made.server_close()


def asking(url: str, **variables: str) -> str:
    """Ask in a process of its own with these variables beside the usual ones, and return what it prints."""
    usual = {name: value for name, value in os.environ.items() if not name.startswith(("LANG", "OTEL"))}
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", ASKING, f"{url}/v1"],
        cwd=ROOT, env=usual | variables, capture_output=True, encoding="utf-8", timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_without_their_variables_no_trace_opens_a_socket(server: ChatServer) -> None:
    port = int(server.url.rsplit(":", 1)[1])
    assert asking(server.url, LANGSMITH_API_KEY="lsv2_there", LANGSMITH_ENDPOINT="http://127.0.0.1:9") == f"[{port}]"


def test_langsmith_gets_a_trace_when_its_variable_says_so(server: ChatServer) -> None:
    with collector() as traces:
        at = f"http://127.0.0.1:{traces.server_port}"
        asking(server.url, LANGSMITH_TRACING="true", LANGSMITH_API_KEY="lsv2_x", LANGSMITH_ENDPOINT=at)
        sent = b"".join(body for _, body in traces.received)
    assert b"ChatOpenAI" in sent
    assert b"How long?" in sent


def test_opentelemetry_gets_a_trace_when_its_variables_say_so(server: ChatServer) -> None:
    with collector() as traces:
        at = f"http://127.0.0.1:{traces.server_port}"
        asking(
            server.url, LANGSMITH_TRACING="true", LANGSMITH_TRACING_MODE="otel",
            OTEL_EXPORTER_OTLP_ENDPOINT=at,
        )  # fmt: skip
        assert {path for path, _ in traces.received} == {"/v1/traces"}
        assert b"How long?" in b"".join(body for _, body in traces.received)


OTEL = {"LANGSMITH_TRACING": "true", "LANGSMITH_TRACING_MODE": "otel"}


def test_traces_that_would_go_astray_are_refused_with_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    check_tracing(OTEL)
    monkeypatch.setattr("bot.tracing._EXPORTER", "opentelemetry.exporter.nowhere")
    for asked in (OTEL, {"LANGCHAIN_TRACING_V2": "true", "LANGSMITH_OTEL_ENABLED": "true"}):
        with pytest.raises(SettingsError, match="tracing"):
            check_tracing(asked)
    for harmless in ({}, {"LANGSMITH_TRACING": "true"}, {"LANGSMITH_TRACING_MODE": "otel"}):
        check_tracing(harmless)
