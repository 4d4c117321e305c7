"""What each error of Telegram's means for a message: sent again, sent otherwise, sent later, or never."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace
from typing import Any, cast

import httpx
import pytest
from telegram import Bot
from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, NetworkError, RetryAfter, TelegramError

from bot.relay.budget import Budget
from bot.relay.metrics import Metrics
from bot.relay.sending import ClosedError, LaterError, MigratedError, MissingError, Recipient, Sender
from bot.render import Entity, Message

PLAIN = Message("It has 15 islands.")
BOLD = Message("It has 15 islands.", (Entity("bold", 7, 2),))
HERE = Recipient(5, topic=3, replies_to=8)


class Scripted:
    """A bot whose calls fail as they were told to, and then work."""

    def __init__(self, *errors: Exception) -> None:
        self._errors = list(errors)
        self.calls: list[dict[str, Any]] = []

    async def send_message(self, chat: int, text: str, **more: Any) -> SimpleNamespace:
        self._called(chat=chat, text=text, **more)
        return SimpleNamespace(message_id=77)

    async def edit_message_text(self, text: str, chat: int, message_id: int, **more: Any) -> None:
        self._called(chat=chat, text=text, message_id=message_id, **more)

    def _called(self, **call: Any) -> None:
        self.calls.append(call)
        if self._errors:
            raise self._errors.pop(0)


@pytest.fixture(autouse=True)
def _durations(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "1")


def broken(cause: Exception) -> NetworkError:
    error = NetworkError("httpx failed")
    error.__cause__ = cause
    return error


def sent(bot: Scripted, message: Message = PLAIN) -> list[int]:
    noted: list[int] = []

    async def note(message_id: int) -> None:
        noted.append(message_id)

    asyncio.run(Sender(cast("Bot", bot), Budget(), Metrics()).send(HERE, message, note))
    return noted


def edited(bot: Scripted, message: Message = PLAIN) -> None:
    asyncio.run(Sender(cast("Bot", bot), Budget(), Metrics()).edit(HERE, 77, message))


def test_a_sent_message_is_noted_with_its_place() -> None:
    bot = Scripted()
    assert sent(bot) == [77]
    (call,) = bot.calls
    assert (call["chat"], call["message_thread_id"], call["reply_parameters"].message_id) == (5, 3, 8)
    assert call["link_preview_options"].is_disabled


@pytest.mark.parametrize(
    ("error", "outcome"),
    [
        (Forbidden("Forbidden: bot was blocked by the user"), ClosedError),
        (Forbidden("Forbidden: bot was kicked from the supergroup chat"), ClosedError),
        (BadRequest("Bad Request: chat not found"), ClosedError),
        (BadRequest("Bad Request: have no rights to send a message"), ClosedError),
        (BadRequest("Bad Request: message to edit not found"), MissingError),
        (BadRequest("Bad Request: message can't be edited"), MissingError),
        (BadRequest("Bad Request: message is too long"), BadRequest),
        (ChatMigrated(-1004), MigratedError),
        (NetworkError("Bad Gateway"), LaterError),
        (InvalidToken("Unauthorized"), LaterError),
        (TelegramError("Invalid server response"), LaterError),
    ],
)
def test_each_error_of_telegrams_has_its_end(error: Exception, outcome: type[Exception]) -> None:
    bot = Scripted(error)
    with pytest.raises(outcome):
        edited(bot)
    assert len(bot.calls) == 1


@pytest.mark.parametrize(
    ("error", "arrived"),
    [
        (broken(httpx.ConnectError("refused")), False),
        (broken(httpx.PoolTimeout("full")), False),
        (NetworkError("Bad Gateway"), False),
        (broken(httpx.ReadTimeout("late")), True),
        (broken(httpx.RemoteProtocolError("hung up")), True),
    ],
)
def test_it_is_known_whether_a_message_may_have_arrived(error: Exception, arrived: bool) -> None:
    with pytest.raises(LaterError) as raised:
        sent(Scripted(error))
    assert raised.value.arrived is arrived


def test_an_edit_that_changes_nothing_has_succeeded() -> None:
    bot = Scripted(BadRequest("Bad Request: message is not modified: specified new message content is the same"))
    edited(bot)
    assert len(bot.calls) == 1


def test_refused_entities_are_left_out_once() -> None:
    bot = Scripted(BadRequest("Bad Request: can't parse entities: ENTITY_URL_INVALID"))
    edited(bot, BOLD)
    assert [bool(call["entities"]) for call in bot.calls] == [True, False]
    with pytest.raises(BadRequest):
        edited(Scripted(BadRequest("Bad Request: can't parse entities")), PLAIN)


def test_a_topic_that_is_gone_is_left_out() -> None:
    bot = Scripted(BadRequest("Bad Request: message thread not found"))
    assert sent(bot) == [77]
    assert [call["message_thread_id"] for call in bot.calls] == [3, None]


def test_a_short_wait_is_sat_out_and_a_long_one_is_for_later() -> None:
    bot = Scripted(RetryAfter(1))
    assert sent(bot) == [77]
    with pytest.raises(LaterError) as raised:
        sent(Scripted(RetryAfter(40)))
    assert raised.value.seconds == 40


def test_a_notice_that_may_have_arrived_is_left_at_that_and_one_that_did_not_is_for_later() -> None:
    bot = Scripted(broken(httpx.ReadTimeout("late")))
    sender = Sender(cast("Bot", bot), Budget(), Metrics())
    asyncio.run(sender.say(HERE, PLAIN))
    assert len(bot.calls) == 1
    with pytest.raises(LaterError):
        asyncio.run(Sender(cast("Bot", Scripted(NetworkError("Bad Gateway"))), Budget(), Metrics()).say(HERE, PLAIN))
