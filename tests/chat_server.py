"""A chat model's server on loopback that plays scripts, streamed, in the protocols of five providers."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Asked:
    """What a client sent."""

    path: str
    body: dict[str, Any]
    key: str

    @property
    def system(self) -> str:
        if "contents" in self.body:
            return str(self.body["systemInstruction"]["parts"][0]["text"])
        return str(self.body.get("system") or self.body["messages"][0]["content"])

    @property
    def human(self) -> str:
        if "contents" in self.body:
            return str(self.body["contents"][-1]["parts"][0]["text"])
        return str(self.body["messages"][-1]["content"])


@dataclass
class Script:
    """What the server does with a request."""

    reply: str = ""
    status: int = 200
    error: dict[str, Any] | str | None = None
    stall: float = 0.0
    """Seconds of silence before the reply."""
    pause: float = 0.0
    """Seconds between the pieces of it."""
    cut: bool = False
    """The connection is closed in the middle."""
    finish: str = "stop"
    refusal: str = ""
    garbage: bytes = b""
    """Sent as the whole body."""


Play = Callable[[Asked], Script]


@dataclass
class ChatServer:
    """Plays `play` to each request, and keeps what was asked."""

    url: str
    play: Play
    asked: list[Asked] = field(default_factory=list)
    ended: list[float] = field(default_factory=list)
    """When (by time.perf_counter) each streamed reply had left."""

    def says(self, *statements: tuple[str, list[tuple[int, str]]]) -> None:
        """Reply with statements, each with the passages and words that it cites."""
        self.replies(structured(*statements))

    def replies(self, reply: str, **rest: Any) -> None:
        self.play = lambda asked: Script(reply, **rest)

    def fails(self, status: int, **error: str) -> None:
        self.play = lambda asked: Script(status=status, error={"error": {"message": "no", **error}})


def structured(*statements: tuple[str, list[tuple[int, str]]]) -> str:
    """Return a reply as the prompt asks for it."""
    made = [
        {"text": text, "citations": [{"passage": number, "words": words} for number, words in cited]}
        for text, cited in statements
    ]
    return json.dumps({"statements": made}, ensure_ascii=False)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        keys = (self.headers.get(name, "") for name in ("Authorization", "x-api-key", "x-goog-api-key"))
        asked = Asked(self.path, body, "".join(keys))
        chat = self.server.chat
        chat.asked.append(asked)
        script = chat.play(asked)
        time.sleep(script.stall)
        if script.garbage or script.error is not None:
            self._whole(script)
        elif self.path.endswith("/chat/completions"):
            self._stream("text/event-stream", script, _openai(script, asked), end=b"data: [DONE]\n\n")
        elif self.path.endswith("/messages"):
            self._stream("text/event-stream", script, _anthropic(script, asked), end=b"")
        elif "GenerateContent" in self.path:
            self._stream("text/event-stream", script, _google(script, asked), end=b"")
        else:
            self._stream("application/x-ndjson", script, _ollama(script, asked), end=b"")

    def _whole(self, script: Script) -> None:
        body = script.garbage or json.dumps(script.error).encode()
        self.send_response(script.status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _stream(self, kind: str, script: Script, pieces: Iterator[bytes], end: bytes) -> None:
        self.send_response(script.status)
        self.send_header("Content-Type", kind)
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True
        for count, piece in enumerate(pieces):
            if script.cut and count == 3:
                self.connection.shutdown(socket.SHUT_RDWR)
                return
            self.wfile.write(piece)
            self.wfile.flush()
            time.sleep(script.pause)
        self.server.chat.ended.append(time.perf_counter())
        self.wfile.write(end)

    def log_message(self, format: str, *arguments: object) -> None:
        """Say nothing: the client's errors are what is tested."""


def _pieces(reply: str) -> list[str]:
    size = max(8, len(reply) // 12)
    return [reply[i : i + size] for i in range(0, len(reply), size)]


def _openai(script: Script, asked: Asked) -> Iterator[bytes]:
    def chunk(delta: dict[str, Any], finish: str | None = None, **more: Any) -> bytes:
        choices = [{"index": 0, "delta": delta, "finish_reason": finish}] if not more else []
        made = {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": asked.body["model"]}
        return b"data: " + json.dumps(made | {"choices": choices} | more).encode() + b"\n\n"

    yield chunk({"role": "assistant", "content": ""})
    if script.refusal:
        yield chunk({"refusal": script.refusal})
    for piece in _pieces(script.reply):
        yield chunk({"content": piece})
    yield chunk({}, script.finish)
    if asked.body.get("stream_options", {}).get("include_usage"):
        yield chunk({}, usage={"prompt_tokens": 100, "completion_tokens": 20, "total_tokens": 120})


def _ollama(script: Script, asked: Asked) -> Iterator[bytes]:
    made = {"model": asked.body["model"], "created_at": "2026-01-01T00:00:00Z"}
    for piece in _pieces(script.reply):
        yield json.dumps(made | {"message": {"role": "assistant", "content": piece}, "done": False}).encode() + b"\n"
    done = {"done": True, "done_reason": script.finish, "prompt_eval_count": 100, "eval_count": 20}
    yield json.dumps(made | {"message": {"role": "assistant", "content": ""}} | done).encode() + b"\n"


def _anthropic(script: Script, asked: Asked) -> Iterator[bytes]:
    def event(kind: str, **fields: Any) -> bytes:
        return f"event: {kind}\ndata: {json.dumps({'type': kind, **fields})}\n\n".encode()

    made = {"id": "msg_1", "type": "message", "role": "assistant", "model": asked.body["model"], "content": []}
    counted = {"input_tokens": 100, "output_tokens": 1}
    yield event("message_start", message=made | {"stop_reason": None, "stop_sequence": None, "usage": counted})
    yield event("content_block_start", index=0, content_block={"type": "text", "text": ""})
    for piece in _pieces(script.reply):
        yield event("content_block_delta", index=0, delta={"type": "text_delta", "text": piece})
    yield event("content_block_stop", index=0)
    reason = {"stop": "end_turn"}.get(script.finish, script.finish)
    yield event("message_delta", delta={"stop_reason": reason, "stop_sequence": None}, usage={"output_tokens": 20})
    yield event("message_stop")


def _google(script: Script, asked: Asked) -> Iterator[bytes]:
    del asked
    pieces = _pieces(script.reply) or [""]
    for number, piece in enumerate(pieces, 1):
        candidate: dict[str, Any] = {"content": {"parts": [{"text": piece}], "role": "model"}, "index": 0}
        if number == len(pieces):
            candidate["finishReason"] = script.finish.upper()
        counted = {"promptTokenCount": 100, "candidatesTokenCount": 20, "totalTokenCount": 120}
        yield b"data: " + json.dumps({"candidates": [candidate], "usageMetadata": counted}).encode() + b"\r\n\r\n"


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    chat: ChatServer

    def handle_error(self, request: object, address: object) -> None:
        """Say nothing of clients that went away."""


@contextmanager
def chat_server() -> Iterator[ChatServer]:
    """Serve on a free port of loopback until the end."""
    server = _Server(("127.0.0.1", 0), _Handler)
    server.chat = ChatServer(f"http://127.0.0.1:{server.server_port}", lambda asked: Script('{"statements": []}'))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server.chat
    finally:
        server.shutdown()
        server.server_close()
