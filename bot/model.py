"""A chat model of any provider: messages go in, the pieces of a reply come out before a deadline, errors are ours.

The only home of `langchain`, and with chain.py and bootstrap.py that of langchain-core in `bot`.
"""

from __future__ import annotations

import math
import queue
import threading
import time
from collections.abc import Iterator
from contextvars import copy_context
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from bot.errors import DeclinedError, LateError
from bot.model_errors import ours, unusable
from bot.prompt import SCHEMA
from index.errors import SettingsError

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

    from bot.settings import ChatSettings

EXTRAS = {
    "openai": "openai", "azure_openai": "openai", "anthropic": "anthropic", "google_genai": "google",
    "mistralai": "mistral", "ollama": "ollama",
}  # fmt: skip
"""The extra of this project that installs each provider's package."""
SYNONYMS = {"google": "google_genai", "mistral": "mistralai", "llamacpp": "openai"}
_MOST_CHARACTERS = 40_000  # of a reply: a model that never ends must not fill the memory
_ENDED_EARLY = {"length", "max_tokens", "model_length", "MAX_TOKENS"}
_REFUSED = {"content_filter", "refusal", "SAFETY", "safety"}


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a reply."""

    text: str = ""
    read: int = 0
    """Tokens of the prompt, where the provider counts them."""
    written: int = 0
    """Tokens of the reply, where the provider counts them."""
    cut: bool = False
    """Whether the reply ends here because it grew too long."""


class ChatModel:
    """A model by the name that LangChain knows it by; nothing is sent before the first question."""

    def __init__(self, name: str, settings: ChatSettings, *, first: bool = True) -> None:
        """Make the model; raises SettingsError for a name nobody knows, a missing package or a missing key.

        Only the *first* model takes its address and key from the settings: another may be at another provider.
        """
        self.name = name
        self.provider, self._model = _made(name, settings, own=first)
        self._form = _form(self.provider)

    def pieces(self, messages: list[tuple[str, str]], until: float, *, formed: bool = True) -> Iterator[Piece]:
        """Yield the reply as it arrives, if *formed* held to our form of reply.

        Raises ChatModelError; LateError once the clock (monotonic) is past *until*.
        A server that does not know our form of reply is asked again without it, then and later.
        """
        while True:
            begun, form = False, dict(self._form) if formed else {}
            try:
                for piece in self._received(messages, until, form):
                    begun = begun or bool(piece.text)
                    yield piece
            except Exception as error:
                if form and not begun and unusable(error):
                    self._form = {}
                    continue
                raise ours(error, self.name) from error
            return

    def _received(self, messages: list[tuple[str, str]], until: float, form: dict[str, Any]) -> Iterator[Piece]:
        """Yield what a thread of its own receives: a client that hangs must not hold up the question."""
        arrived: queue.SimpleQueue[Piece | BaseException | None] = queue.SimpleQueue()
        given_up = threading.Event()
        work = partial(self._receive, messages, form, arrived, given_up)
        around = copy_context()  # so that the trace of a question holds the model's part
        threading.Thread(target=around.run, args=(work,), name="chat-model", daemon=True).start()
        try:
            while True:
                try:
                    one = arrived.get(timeout=max(0.0, until - time.monotonic()))
                except queue.Empty:
                    raise LateError(f"The model {self.name} did not answer in time.") from None
                if one is None:
                    return
                if isinstance(one, BaseException):
                    raise one
                yield one
        finally:
            given_up.set()

    def _receive(
        self,
        messages: list[tuple[str, str]],
        form: dict[str, Any],
        arrived: queue.SimpleQueue[Piece | BaseException | None],
        given_up: threading.Event,
    ) -> None:
        length = 0
        try:
            for chunk in self._model.stream(messages, **form):
                piece = _piece(chunk, self.name)
                length += len(piece.text)
                arrived.put(piece)
                if given_up.is_set() or length > _MOST_CHARACTERS:
                    break
            arrived.put(None)
        except BaseException as error:
            arrived.put(error)


def _piece(chunk: Any, name: str) -> Piece:
    reason = str(chunk.response_metadata.get("finish_reason") or chunk.response_metadata.get("stop_reason") or "")
    reason = reason or str(chunk.response_metadata.get("done_reason") or "")
    if chunk.additional_kwargs.get("refusal") or reason in _REFUSED:
        raise DeclinedError(f"The model {name} declined to answer.")
    usage = chunk.usage_metadata or {}
    text = chunk.text if isinstance(chunk.text, str) else chunk.text()
    return Piece(str(text), usage.get("input_tokens", 0), usage.get("output_tokens", 0), reason in _ENDED_EARLY)


def check_name(name: str) -> tuple[str, str]:
    """Return the provider and the model that *name* names; raises SettingsError for a name nobody knows."""
    provider, colon, model = name.partition(":")
    if not colon:
        raise SettingsError(f"There is no engine '{name}'. Choose extractive, or PROVIDER:MODEL such as ollama:llama3.")
    provider = SYNONYMS.get(provider, provider)
    if provider not in EXTRAS or not model:
        known = ", ".join(sorted(EXTRAS))
        raise SettingsError(f"There is no engine '{name}'. Write PROVIDER:MODEL; the providers are {known}.")
    return provider, model


def _made(name: str, settings: ChatSettings, *, own: bool) -> tuple[str, BaseChatModel]:
    provider, model = check_name(name)
    missing = f"The engine '{name}' needs a package. Run: .venv/bin/pip install '.[{EXTRAS[provider]}]'"
    try:
        from langchain.chat_models import init_chat_model

        return provider, init_chat_model(model, model_provider=provider, **_options(provider, settings, own=own))
    except ImportError as error:
        raise SettingsError(missing) from error
    except Exception as error:
        raise SettingsError(
            f"The engine '{name}' cannot be used ({type(error).__name__}). See that SERAI_CHAT_KEY or the provider's "
            "own variable holds its key, and SERAI_CHAT_URL an address."
        ) from error


def _options(provider: str, settings: ChatSettings, *, own: bool) -> dict[str, Any]:
    """Return the settings as the provider's client calls them; retrying is ours."""
    options: dict[str, Any] = {"temperature": settings.temperature}
    if own and settings.url:
        options["base_url"] = settings.url
    if provider == "ollama":
        options |= {"num_predict": settings.reply, "client_kwargs": {"timeout": settings.seconds}}
        return options | {"num_ctx": settings.context + settings.reply}
    if own and settings.key.get_secret_value():
        options["api_key"] = settings.key.get_secret_value()
    elif own and settings.url and provider == "openai":
        options["api_key"] = "none"  # a server of one's own often asks for none, the client always does
    once = 1 if provider in {"google_genai", "mistralai"} else 0  # these count the first try too
    timeout = math.ceil(settings.seconds) if provider == "mistralai" else settings.seconds
    return options | {"timeout": timeout, "max_retries": once, "max_tokens": settings.reply}


def _form(provider: str) -> dict[str, Any]:
    """Return what holds a model of *provider* to our form of reply, where it can be held."""
    if provider == "openai":
        form = {"name": "answer", "schema": SCHEMA, "strict": True}
        return {"response_format": {"type": "json_schema", "json_schema": form}, "stream_usage": True}
    return {"format": SCHEMA} if provider == "ollama" else {}
