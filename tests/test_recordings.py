"""Replies of a chat model are recorded once and played ever after, whatever is random in the prompts."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.errors import LateError, UnreachableError
from bot.model import Piece
from bot.prompt import prompt
from bot.recordings import Recorded
from tests.claims_made import BRIDGE, MILL


class Model:
    """Replies in pieces, and counts how often it was asked."""

    name = "scripted:one"

    def __init__(self, *pieces: str, fails: bool = False) -> None:
        self._pieces, self._fails, self.asked = pieces, fails, 0

    def pieces(self, messages: list[tuple[str, str]], until: float, *, formed: bool = True) -> Iterator[Piece]:
        del messages, until, formed
        self.asked += 1
        yield from (Piece(one, 9, 3) for one in self._pieces)
        if self._fails:
            raise LateError("late")


def said(recorded: Recorded, messages: list[tuple[str, str]], **rest: bool) -> list[Piece]:
    return list(recorded.pieces(messages, time.monotonic() + 5, **rest))


def test_the_same_question_is_asked_once_and_its_reply_played_piece_by_piece(tmp_path: Path) -> None:
    model = Model("It is ", "412 m.")
    recorded = Recorded(model.name, tmp_path, lambda: model)
    first, second = (said(recorded, prompt("How long?", [BRIDGE], 4000).messages) for _ in range(2))
    assert first == second == [Piece("It is ", 9, 3), Piece("412 m.", 9, 3)]
    assert model.asked == 1
    assert said(Recorded(model.name, tmp_path, None), prompt("How long?", [BRIDGE], 4000).messages) == first


@pytest.mark.parametrize("change", ["question", "passage", "form", "model"])
def test_another_request_is_another_recording(tmp_path: Path, change: str) -> None:
    said(Recorded("scripted:one", tmp_path, lambda: Model("x")), prompt("How long?", [BRIDGE], 4000).messages)
    asked = prompt("How old?" if change == "question" else "How long?", [MILL if change == "passage" else BRIDGE], 4000)
    other = Recorded("scripted:two" if change == "model" else "scripted:one", tmp_path, None)
    with pytest.raises(UnreachableError, match="recorded"):
        said(other, asked.messages, formed=change != "form")


def test_a_reply_that_broke_off_is_not_kept(tmp_path: Path) -> None:
    with pytest.raises(LateError):
        said(Recorded("m", tmp_path, lambda: Model("half", fails=True)), [("human", "?")])
    assert list(tmp_path.iterdir()) == []


def test_a_leak_is_a_leak_when_it_is_played_too(tmp_path: Path) -> None:
    first, second = (prompt("How long?", [BRIDGE], 4000) for _ in range(2))
    leaking = Model(f"The word is {first.canary[:5]}", f"{first.canary[5:]}.")
    said(Recorded("m", tmp_path, lambda: leaking), first.messages)
    assert first.canary not in next(tmp_path.iterdir()).read_text()
    played = "".join(one.text for one in said(Recorded("m", tmp_path, None), second.messages))
    assert second.leaks(played)
