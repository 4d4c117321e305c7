"""What the fake Bot API knows of buttons, inline queries, edits, files, menus and members."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Any

Json = dict[str, Any]

DATA_BYTES = 64
BUTTONS = 100
BUTTONS_IN_A_ROW = 8
INLINE_RESULTS = 50


class RefusedError(Exception):
    """A call that is answered with an error."""

    def __init__(self, status: int, description: str, parameters: Json | None = None) -> None:
        super().__init__(description)
        self.status, self.description, self.parameters = status, description, parameters


class Interactive:
    """The part of the server that `BotAPI` inherits."""

    _changed: threading.Condition
    _seen: dict[tuple[int, Any], Json]
    push: Callable[[Json], int]
    add_chat: Callable[..., Json]
    wait_until: Callable[..., None]

    def __init__(self) -> None:
        self.taps: dict[str, Json] = {}
        """How each tap was answered, by its id."""
        self.inline: dict[str, Json] = {}
        self.menus: dict[tuple[str, str], list[Json]] = {}
        """The commands by scope and language."""
        self.descriptions: dict[tuple[str, str], str] = {}
        self.files: dict[str, bytes] = {}
        self.administrators: set[tuple[int, int]] = set()
        self._queries = 0

    # What people do

    def tap(self, message: Json, label: str, user: int | None = None, *, data: str = "", language: str = "en") -> str:
        """Let a person tap the button of that label, or send back *data* that no button has; return the tap's id."""
        keys = [key for row in (message.get("reply_markup") or {}).get("inline_keyboard", ()) for key in row]
        known = {key["text"]: key["callback_data"] for key in keys}
        sender = {
            "id": user or abs(message["chat"]["id"]),
            "is_bot": False,
            "first_name": "P",
            "language_code": language,
        }
        id = self._query("tap")
        query = {"id": id, "from": sender, "message": message, "chat_instance": "1", "data": data or known[label]}
        self.push({"callback_query": query})
        return id

    def tapped(self, *args: Any, **kwargs: Any) -> str:
        """Let a person tap, wait for what the bot says to it, and return that."""
        id = self.tap(*args, **kwargs)
        self.wait_until(lambda: id in self.taps, "an answer to a tap")
        return str(self.taps[id].get("text", ""))

    def query(self, text: str, user: int = 7000, language: str = "en") -> Json:
        """Let a person write an inline query, wait for its answer, and return that."""
        id = self._query("inline")
        sender = {"id": user, "is_bot": False, "first_name": "P", "language_code": language}
        self.push({"inline_query": {"id": id, "from": sender, "query": text, "offset": ""}})
        self.wait_until(lambda: id in self.inline, "an answer to an inline query")
        return self.inline[id]

    def edit(self, message: Json, text: str) -> None:
        """Let a person edit what they wrote."""
        message.update(text=text, edit_date=int(time.time()))
        self.push({"edited_message": dict(message)})

    def document(self, name: str, data: bytes, kind: str = "") -> Json:
        """Return the fields of a message that carries a file."""
        id = f"file{len(self.files)}"
        self.files[id] = data
        sent = {"file_id": id, "file_unique_id": id[::-1], "file_name": name, "file_size": len(data)}
        return {"document": sent | ({"mime_type": kind} if kind else {})}

    # Serving

    def _do_answer_callback_query(self, parameters: Json) -> bool:
        if len(str(parameters.get("text") or "")) > 200:
            raise RefusedError(400, "Bad Request: MESSAGE_TOO_LONG")
        with self._changed:
            self.taps[str(parameters["callback_query_id"])] = parameters
            self._changed.notify_all()
        return True

    def _do_answer_inline_query(self, parameters: Json) -> bool:
        results = parameters["results"]
        ids = [result["id"] for result in results]
        if len(results) > INLINE_RESULTS or len(set(ids)) != len(ids):
            raise RefusedError(400, "Bad Request: RESULT_ID_DUPLICATE")
        if any(not 1 <= len(id.encode()) <= 64 or not result["title"] for id, result in zip(ids, results, strict=True)):
            raise RefusedError(400, "Bad Request: RESULT_ID_INVALID")
        button = parameters.get("button")
        if button and not (1 <= len(button["text"]) <= 64 and 1 <= len(button.get("start_parameter", "x")) <= 64):
            raise RefusedError(400, "Bad Request: BUTTON_INVALID")
        for result in results:
            content = result["input_message_content"]
            self.checked({"text": content["message_text"], "entities": content.get("entities")})
        with self._changed:
            self.inline[str(parameters["inline_query_id"])] = parameters
            self._changed.notify_all()
        return True

    checked: Callable[[Json], str]
    """Checks the text and the entities of a message."""

    def _do_edit_message_reply_markup(self, parameters: Json) -> Json:
        check_markup(parameters)
        with self._changed:
            message = self._seen.get((int(parameters["chat_id"]), parameters.get("message_id")))
            if message is None or not message["from"]["is_bot"]:
                raise RefusedError(400, "Bad Request: message to edit not found")
            message["reply_markup"] = parameters.get("reply_markup")
            self._changed.notify_all()
        return message

    def _do_set_my_commands(self, parameters: Json) -> bool:
        scope = parameters.get("scope") or {"type": "default"}
        for command in parameters["commands"]:
            if not 1 <= len(command["description"]) <= 256:
                raise RefusedError(400, "Bad Request: BOT_COMMAND_DESCRIPTION_INVALID")
        name = f"{scope['type']} {scope.get('chat_id', '')}".strip()
        self.menus[name, parameters.get("language_code") or ""] = parameters["commands"]
        return True

    def _do_delete_my_commands(self, _: Json) -> bool:
        return True

    def _do_get_my_description(self, parameters: Json) -> Json:
        return {"description": self.descriptions.get(("long", parameters.get("language_code") or ""), "")}

    def _do_get_my_short_description(self, parameters: Json) -> Json:
        return {"short_description": self.descriptions.get(("short", parameters.get("language_code") or ""), "")}

    def _do_set_my_description(self, parameters: Json) -> bool:
        return self._described("long", parameters, str(parameters.get("description", "")), 512)

    def _do_set_my_short_description(self, parameters: Json) -> bool:
        return self._described("short", parameters, str(parameters.get("short_description", "")), 120)

    def _described(self, kind: str, parameters: Json, text: str, most: int) -> bool:
        if len(text) > most:
            raise RefusedError(400, "Bad Request: DESCRIPTION_TOO_LONG")
        self.descriptions[kind, parameters.get("language_code") or ""] = text
        return True

    def _do_get_chat_member(self, parameters: Json) -> Json:
        who = int(parameters["user_id"])
        user = {"id": who, "is_bot": False, "first_name": "P"}
        if (int(parameters["chat_id"]), who) in self.administrators:
            return {"status": "creator", "user": user, "is_anonymous": False}
        return {"status": "member", "user": user}

    def _do_get_file(self, parameters: Json) -> Json:
        id = str(parameters.get("file_id") or "")
        if id not in self.files:
            raise RefusedError(400, "Bad Request: wrong file_id or the file is temporarily unavailable")
        if len(self.files[id]) > 20 * 2**20:
            raise RefusedError(400, "Bad Request: file is too big")
        size = len(self.files[id])
        return {"file_id": id, "file_unique_id": id[::-1], "file_size": size, "file_path": f"documents/{id}"}

    def _query(self, kind: str) -> str:
        with self._changed:
            self._queries += 1
            return f"{kind}{self._queries}"


def check_markup(parameters: Json) -> None:
    """Raise RefusedError, in Telegram's words, where Telegram would not take the buttons."""
    rows = (parameters.get("reply_markup") or {}).get("inline_keyboard", [])
    keys = [key for row in rows for key in row]
    if len(keys) > BUTTONS or any(not 1 <= len(row) <= BUTTONS_IN_A_ROW for row in rows):
        raise RefusedError(400, "Bad Request: reply markup is too long")
    for key in keys:
        if not str(key.get("text", "")).strip():
            raise RefusedError(400, "Bad Request: text buttons are unallowed in the inline keyboard")
        if not 1 <= len(str(key.get("callback_data", "")).encode()) <= DATA_BYTES:
            raise RefusedError(400, "Bad Request: BUTTON_DATA_INVALID")
