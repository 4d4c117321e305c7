"""Each provider's real client, where it is installed, talks to a server that speaks its protocol on loopback."""

import os
import time
from collections.abc import Iterator

import pytest

from bot.errors import BusyError, ChatModelError, DeclinedError, KeyRefusedError
from bot.model import ChatModel, Piece
from bot.settings import ChatSettings
from tests.chat_server import ChatServer, Script, chat_server

CLIENTS = {
    "openai": ("langchain_openai", "/v1"),
    "ollama": ("langchain_ollama", ""),
    "anthropic": ("langchain_anthropic", ""),
    "mistral": ("langchain_mistralai", "/v1"),
    "google": ("langchain_google_genai", ""),
}
"""The package of each provider, and what follows the server's address."""
MESSAGES = [("system", "Be brief."), ("human", "How long is the bridge?")]


@pytest.fixture
def server() -> Iterator[ChatServer]:
    with chat_server() as chat:
        yield chat


@pytest.fixture(params=sorted(CLIENTS))
def model(request: pytest.FixtureRequest, server: ChatServer) -> ChatModel:
    package, path = CLIENTS[request.param]
    pytest.importorskip(package, exc_type=ImportError)
    settings = ChatSettings(url=f"{server.url}{path}", key="sk-test", seconds=2.5, reply=77, _env_file=None)
    return ChatModel(f"{request.param}:scripted", settings)


def received(model: ChatModel, seconds: float = 5) -> list[Piece]:
    return list(model.pieces(MESSAGES, time.monotonic() + seconds, formed=False))


def test_a_reply_arrives_in_pieces_with_its_tokens_counted(model: ChatModel, server: ChatServer) -> None:
    server.replies("The bridge is 412 metres long, and cost 38 million crowns in the end.")
    pieces = received(model)
    assert (
        "".join(piece.text for piece in pieces)
        == "The bridge is 412 metres long, and cost 38 million crowns in the end."
    )
    assert len([piece for piece in pieces if piece.text]) > 3
    if model.provider not in {"openai", "mistralai"}:  # which this server counts only where it is asked to
        assert max(piece.written for piece in pieces) >= 20
    (asked,) = server.asked
    assert (asked.system, "How long is the bridge?" in asked.human) == ("Be brief.", True)
    assert "sk-test" in asked.key or model.provider == "ollama"
    assert "77" in str(asked.body)


@pytest.mark.parametrize(("status", "error"), [(401, KeyRefusedError), (429, BusyError), (500, ChatModelError)])
def test_an_error_is_ours_at_once_and_asked_but_once(
    model: ChatModel, server: ChatServer, status: int, error: type[ChatModelError]
) -> None:
    if model.provider == "ollama" and status != 500:
        pytest.skip("Ollama has neither keys nor limits")
    server.fails(status, type="x")
    began = time.monotonic()
    with pytest.raises(error) as raised:
        received(model)
    assert "sk-test" not in str(raised.value)
    assert time.monotonic() - began < 2
    assert len(server.asked) == 1


@pytest.mark.parametrize("reason", ["refusal", "content_filter", "safety"])
def test_a_refusal_is_a_refusal(model: ChatModel, server: ChatServer, reason: str) -> None:
    own = {"anthropic": "refusal", "google_genai": "safety"}.get(model.provider, "content_filter")
    if reason != own or model.provider == "ollama":
        pytest.skip("another provider's word")
    server.play = lambda asked: Script("Sorry.", finish=reason)
    with pytest.raises(DeclinedError):
        received(model)


def test_every_client_is_installed_where_all_are_to_be_tested() -> None:
    if not os.environ.get("SERAI_TEST_ALL_PROVIDERS"):
        pytest.skip("the clients of Anthropic, Google and Mistral are extras")
    for package, _ in CLIENTS.values():
        __import__(package)
