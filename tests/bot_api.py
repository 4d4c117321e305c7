"""A fake Telegram Bot API: a real HTTP server on loopback that checks what a bot sends, and fails when told to."""

from __future__ import annotations

import json
import re
import threading
import time
from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self
from urllib.parse import parse_qsl, unquote, urlsplit

from tests.bot_api_taps import Interactive, Json, RefusedError, check_markup

TOKEN = "123456789:AAFakeTokenForTestsOnly_0123456789abcde"
ME: Json = {
    "id": 123456789,
    "is_bot": True,
    "first_name": "Serai",
    "username": "serai_test_bot",
    "can_join_groups": True,
    "can_read_all_group_messages": False,
    "supports_inline_queries": True,
}
PLACEHOLDER = "…"
LONGEST_POLL_SECONDS = 2.0
MESSAGE_UNITS = 4096
MESSAGE_ENTITIES = 100
_PARTS = re.compile(r"^/\w+(?:@\w+)?|(?<!\w)@\w{4,}")


@dataclass(frozen=True)
class Call:
    """One call of a method, as it was understood; *status* is what it was answered with, 0 for a dropped line."""

    method: str
    parameters: Json
    at: float
    status: int = 200


@dataclass(frozen=True)
class Fault:
    """What goes wrong with one call. After *drop* the call has been carried out, but nobody hears of it."""

    status: int = 0
    description: str = ""
    parameters: Json = field(default_factory=dict)
    drop: bool = False
    delay: float = 0.0


class BotAPI(Interactive):
    """The server, its updates and messages, and the handles that tests turn. A context manager."""

    def __init__(self, token: str = TOKEN, port: int = 0) -> None:
        super().__init__()
        self.checked = checked
        self.token = token
        self.calls: list[Call] = []
        self._changed = threading.Condition(threading.RLock())
        self._chats: dict[int, Json] = {}
        self._blocked: set[int] = set()
        self._messages: list[Json] = []
        self._seen: dict[tuple[int, Any], Json] = {}
        self._updates: deque[Json] = deque()
        self._allowed_updates: list[str] = []
        self._poll = 0
        self._last_ids = {"update": 500_000_000, "message": 0}
        self.mishap: Callable[[str], Fault] = lambda method: Fault()
        """What goes wrong with a call for which no test has planned anything."""
        self.filters = True
        """Whether only the kinds of updates that were asked for are delivered."""
        self._faults: defaultdict[str, deque[Fault]] = defaultdict(deque)
        self._server = _Server(("127.0.0.1", port), self)
        self._closed = False

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        with self._changed:
            self._closed = True
            self._changed.notify_all()
        self._server.shutdown()
        self._server.server_close()

    @property
    def url(self) -> str:
        """The address for SERAI_TELEGRAM_BASE_URL."""
        return f"http://127.0.0.1:{self._server.server_port}/bot"

    # What people do

    def ask(
        self,
        text: str | None,
        chat_id: int = 1000,
        user: Json | int | None = None,
        chat_type: str = "private",
        reply_to: Json | None = None,
        **fields: Any,
    ) -> Json:
        """Let a person write to a chat, and return the message; *fields* add to it (`voice`, `sticker`)."""
        sender = _person(user if user is not None else abs(chat_id))
        message = self._new_message(self.add_chat(chat_id, chat_type), sender, text, **fields)
        if entities := _entities(text or ""):
            message.setdefault("entities", entities)
        if reply_to:
            message["reply_to_message"] = {k: v for k, v in reply_to.items() if k != "reply_to_message"}
        self.push({"message": message})
        return message

    def push(self, update: Json) -> int:
        """Queue any update, and return its id."""
        with self._changed:
            update_id = self._next("update")
            self._updates.append({"update_id": update_id, **update})
            self._changed.notify_all()
        return update_id

    def add_chat(self, chat_id: int, chat_type: str = "private") -> Json:
        """Make a chat known, so that it can be written to."""
        name = {"first_name": f"Person {chat_id}"} if chat_type == "private" else {"title": f"Group {chat_id}"}
        with self._changed:
            return self._chats.setdefault(chat_id, {"id": chat_id, "type": chat_type, **name})

    def block(self, chat_id: int) -> None:
        """Let the person of a chat block the bot."""
        self._blocked.add(chat_id)

    def delete(self, chat_id: int, message_id: int) -> None:
        """Let a person delete a message."""
        self._do_delete_message({"chat_id": chat_id, "message_id": message_id})

    # What goes wrong

    def fail(
        self,
        method: str,
        status: int = 500,
        description: str = "Internal Server Error",
        *,
        retry_after: int = 0,
        times: int = 1,
        **parameters: Any,
    ) -> None:
        """Answer the next calls of a method with an error; *retry_after* makes it a 429."""
        if retry_after:
            status, description = 429, f"Too Many Requests: retry after {retry_after}"
            parameters["retry_after"] = retry_after
        self._faults[method].extend([Fault(status, description, parameters)] * times)

    def drop(self, method: str, times: int = 1) -> None:
        """Carry out the next calls of a method, then hang up without an answer."""
        self._faults[method].extend([Fault(drop=True)] * times)

    def delay(self, method: str, seconds: float, times: int = 1) -> None:
        """Answer the next calls of a method late."""
        self._faults[method].extend([Fault(delay=seconds)] * times)

    # What came of it

    def messages(self, chat_id: int | None = None) -> list[Json]:
        """Return what the bot has sent, as it stands after edits, to one chat or to all."""
        with self._changed:
            return [m for m in self._messages if chat_id is None or m["chat"]["id"] == chat_id]

    def wait_for_messages(self, n: int, timeout: float = 10.0, chat_id: int | None = None) -> list[Json]:
        """Wait until the bot has sent *n* messages, and return all of them; AssertionError after *timeout* seconds."""
        self.wait_until(lambda: len(self.messages(chat_id)) >= n, f"{n} messages", timeout)
        return self.messages(chat_id)

    def answers(self, chat_id: int | None = None) -> list[Json]:
        """Return what the bot has sent and finished: not what still is a placeholder."""
        return [message for message in self.messages(chat_id) if message["text"] != PLACEHOLDER]

    def wait_for_answers(self, n: int, timeout: float = 10.0, chat_id: int | None = None) -> list[Json]:
        """Wait until *n* messages are finished, and return all of them; AssertionError after *timeout* seconds."""
        self.wait_until(lambda: len(self.answers(chat_id)) >= n, f"{n} answers", timeout)
        return self.answers(chat_id)

    def called(self, method: str, chat_id: int | None = None) -> list[Call]:
        """Return the calls of a method, answered in whatever way."""
        with self._changed:
            return [c for c in self.calls if c.method == method and chat_id in (None, _chat_id(c.parameters))]

    def wait_until(self, reached: Callable[[], bool], what: str, timeout: float = 10.0) -> None:
        """Wait until something holds; AssertionError, with the calls so far, after *timeout* seconds."""
        with self._changed:
            if not self._changed.wait_for(reached, timeout):
                seen = [f"{c.method} {c.status}" for c in self.calls[-20:]]
                raise AssertionError(f"{what} not reached within {timeout} s; the last calls: {seen}")

    @property
    def pending(self) -> int:
        """How many updates have not been acknowledged."""
        return len(self._updates)

    # Serving

    def fault(self, method: str) -> Fault:
        """Return what is to go wrong with a call of this method."""
        with self._changed:
            return self._faults[method].popleft() if self._faults[method] else self.mishap(method)

    def record(self, call: Call) -> None:
        """Remember a call that was answered."""
        with self._changed:
            self.calls.append(call)
            self._changed.notify_all()

    def result(self, method: str, parameters: Json) -> Any:
        """Carry out a method and return its result; RefusedError where Telegram would refuse."""
        name = "_do_" + re.sub(r"(?<!^)(?=[A-Z])", "_", method).lower()
        carry_out = getattr(self, name, None)
        if carry_out is None:
            raise RefusedError(404, "Not Found")
        return carry_out(parameters)

    def _do_get_me(self, _: Json) -> Json:
        return ME

    def _do_delete_webhook(self, _: Json) -> bool:
        return True

    _do_set_webhook = _do_delete_webhook

    def _do_get_webhook_info(self, _: Json) -> Json:
        return {"url": "", "has_custom_certificate": False, "pending_update_count": self.pending}

    def _do_get_chat(self, parameters: Json) -> Json:
        return {**self._chat(parameters), "accent_color_id": 0, "max_reaction_count": 11}

    def _do_get_updates(self, parameters: Json) -> list[Json]:
        """Acknowledge what stands before *offset*; then wait for updates. A second poller ends the first one's poll."""
        offset, limit = int(parameters.get("offset", 0)), int(parameters.get("limit", 100))
        seconds = min(float(parameters.get("timeout", 0)), LONGEST_POLL_SECONDS)
        with self._changed:
            self._poll += 1
            mine = self._poll
            self._changed.notify_all()
            self._allowed_updates = parameters.get("allowed_updates", self._allowed_updates)
            while self._updates and self._updates[0]["update_id"] < offset:
                self._updates.popleft()
            self._changed.wait_for(lambda: self._wanted() or self._poll != mine or self._closed, seconds)
            if self._poll != mine:
                raise RefusedError(
                    409,
                    "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
                )
            return self._wanted()[:limit]

    def _wanted(self) -> list[Json]:
        kinds = self._allowed_updates
        return [
            update for update in self._updates if not (kinds and self.filters) or any(kind in update for kind in kinds)
        ]

    def _do_send_chat_action(self, parameters: Json) -> bool:
        self._chat(parameters)
        return True

    def _do_send_message(self, parameters: Json) -> Json:
        chat, text = self._chat(parameters), checked(parameters)
        reply = parameters.get("reply_parameters") or {}
        with self._changed:
            replied = self._seen.get((chat["id"], reply.get("message_id")))
            if reply and not replied and not reply.get("allow_sending_without_reply"):
                raise RefusedError(400, "Bad Request: message to be replied not found")
            extra = {k: parameters[k] for k in ("entities", "reply_markup", "link_preview_options") if k in parameters}
            message = self._new_message(chat, ME, text, **extra)
            if replied:
                message["reply_to_message"] = {k: v for k, v in replied.items() if k != "reply_to_message"}
            self._messages.append(message)
        return message

    def _do_edit_message_text(self, parameters: Json) -> Json:
        chat, text = self._chat(parameters), checked(parameters)
        with self._changed:
            message = self._seen.get((chat["id"], parameters.get("message_id")))
            if message is None or message["from"] != ME:
                raise RefusedError(400, "Bad Request: message to edit not found")
            changed = {"text": text, **{k: parameters.get(k) for k in ("entities", "reply_markup")}}
            if all((message.get(k) or None) == (v or None) for k, v in changed.items()):
                raise RefusedError(
                    400,
                    "Bad Request: message is not modified: specified new message content and reply markup are exactly "
                    "the same as a current content and reply markup of the message",
                )
            message.update({k: v for k, v in changed.items() if v}, edit_date=int(time.time()))
            for gone in (k for k, v in changed.items() if not v):
                message.pop(gone, None)
        return message

    def _do_delete_message(self, parameters: Json) -> bool:
        chat = self._chat(parameters)
        with self._changed:
            message = self._seen.pop((chat["id"], parameters.get("message_id")), None)
            if message is None:
                raise RefusedError(400, "Bad Request: message to delete not found")
            self._messages = [m for m in self._messages if m is not message]
        return True

    def _chat(self, parameters: Json) -> Json:
        chat_id = _chat_id(parameters)
        if chat_id is None:
            raise RefusedError(400, "Bad Request: chat_id is empty")
        if chat_id in self._blocked:
            raise RefusedError(403, "Forbidden: bot was blocked by the user")
        if chat_id not in self._chats:
            raise RefusedError(400, "Bad Request: chat not found")
        return self._chats[chat_id]

    def _new_message(self, chat: Json, sender: Json, text: str | None, **fields: Any) -> Json:
        with self._changed:
            message = {
                "message_id": self._next("message"),
                "from": sender,
                "chat": chat,
                "date": int(time.time()),
                **({} if text is None else {"text": text}),
                **fields,
            }
            self._seen[chat["id"], message["message_id"]] = message
        return message

    def _next(self, kind: str) -> int:
        self._last_ids[kind] += 1
        return self._last_ids[kind]


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, address: tuple[str, int], api: BotAPI) -> None:
        self.api = api
        super().__init__(address, _Handler)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing: clients that hang up are part of the tests."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # or each answer waits 40 ms for an acknowledgement
    server: _Server

    def do_POST(self) -> None:
        """Answer one call as the Bot API does."""
        api = self.server.api
        path, parameters = urlsplit(self.path), self._parameters()
        if unquote(path.path).startswith(f"/file/bot{api.token}/"):
            return self._answer(200, api.files[path.path.rpartition("/")[2]])
        token, _, method = path.path.removeprefix("/bot").partition("/")
        fault = api.fault(method) if token == api.token else Fault()
        time.sleep(fault.delay)
        try:
            if token != api.token:
                raise RefusedError(401, "Unauthorized")
            if fault.status:
                raise RefusedError(fault.status, fault.description, fault.parameters)
            status, answer = 200, {"ok": True, "result": api.result(method, parameters)}
        except RefusedError as refused:
            status, answer = refused.status, {"ok": False, "error_code": refused.status}
            answer |= {"description": refused.description}
            answer |= {"parameters": refused.parameters} if refused.parameters else {}
        api.record(Call(method, parameters, time.time(), 0 if fault.drop else status))
        if fault.drop:
            self.close_connection = True
        else:
            self._answer(status, json.dumps(answer).encode())
        return None

    do_GET = do_POST  # noqa: N815 - http.server's name

    def _parameters(self) -> Json:
        """Return the parameters of a call: JSON, or a form whose values are JSON where they are no strings."""
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
        if "json" in self.headers.get("Content-Type", ""):
            return dict(json.loads(body or "{}"))
        pairs = parse_qsl(urlsplit(self.path).query, True) + parse_qsl(body, True)
        return {key: value if key in {"text", "caption"} else _unpacked(value) for key, value in pairs}

    def _answer(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Keep standard error for the bot."""


def shown(message: Json, entity: Json) -> str:
    """Return the stretch of a message that an entity covers."""
    encoded = str(message["text"]).encode("utf-16-le")
    return encoded[2 * entity["offset"] : 2 * (entity["offset"] + entity["length"])].decode("utf-16-le")


def checked(parameters: Json) -> str:
    """Return a message's text; RefusedError, in Telegram's words, where Telegram would not take it."""
    text, entities = str(parameters.get("text", "")), parameters.get("entities") or []
    check_markup(parameters)
    if not text.strip():
        raise RefusedError(400, "Bad Request: message text is empty")
    encoded = text.encode("utf-16-le", "surrogatepass")
    if len(encoded) // 2 > MESSAGE_UNITS:
        raise RefusedError(400, "Bad Request: message is too long")
    if parameters.get("parse_mode"):
        raise RefusedError(400, "Bad Request: can't parse entities: this server takes no markup")
    if len(entities) > MESSAGE_ENTITIES:
        raise RefusedError(400, "Bad Request: ENTITIES_TOO_LONG")
    for entity in entities:
        _check_entity(entity, encoded)
    return text


def _check_entity(entity: Json, encoded: bytes) -> None:
    start, end = 2 * entity["offset"], 2 * (entity["offset"] + entity["length"])
    if not 0 <= start < end <= len(encoded):
        raise RefusedError(400, "Bad Request: ENTITY_BOUNDS_INVALID")
    try:
        encoded[start:end].decode("utf-16-le")
    except UnicodeDecodeError:
        raise RefusedError(400, "Bad Request: ENTITY_BOUNDS_INVALID") from None
    if entity["type"] == "text_link" and not str(entity.get("url", "")).startswith(("http://", "https://", "tg://")):
        raise RefusedError(400, "Bad Request: can't parse entities: ENTITY_URL_INVALID")


def _person(user: Json | int) -> Json:
    if isinstance(user, dict):
        return user
    return {"id": user, "is_bot": False, "first_name": f"Person {user}", "language_code": "en"}


def _entities(text: str) -> list[Json]:
    """Return the commands and mentions in a text as Telegram marks them."""
    found = []
    for part in _PARTS.finditer(text):
        kind = "bot_command" if part[0].startswith("/") else "mention"
        offset = len(text[: part.start()].encode("utf-16-le")) // 2
        found.append({"type": kind, "offset": offset, "length": len(part[0])})
    return found


def _chat_id(parameters: Json) -> Any:
    value: Any = parameters.get("chat_id")
    return int(value) if str(value).lstrip("-").isdigit() else value


def _unpacked(value: str) -> Any:
    try:
        return json.loads(value)
    except ValueError:
        return value
