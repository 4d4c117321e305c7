"""The whole bot process in Telegram: real HTTP, real index, real answers."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.texts import ENGLISH
from index.build import build
from index.embed import Embedder
from tests.bot_api import BotAPI
from tests.conftest import ROOT
from tests.test_extract import TEXTS

PERSON = 7


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("serve")
    (root / "corpus").mkdir()
    for name, text in TEXTS.items():
        (root / "corpus" / name).write_text(text)
    build(root / "corpus", root / "index", Embedder())
    return root


@pytest.fixture(scope="module")
def telegram(root: Path) -> Iterator[BotAPI]:
    with BotAPI() as api:
        settings = {
            "SERAI_INDEX": str(root / "index"),
            "SERAI_CORPUS": str(root / "corpus"),
            "SERAI_TELEGRAM_BASE_URL": api.url,
            "TELEGRAM_BOT_TOKEN": api.token,
            "SERAI_DATABASE_URL": f"sqlite:///{root}/serai.db",
        }
        process = subprocess.Popen([sys.executable, "-m", "bot", "serve"], env=os.environ | settings)
        try:
            yield api
        finally:
            process.send_signal(signal.SIGTERM)
            assert process.wait(30) == 0


def test_a_question_in_telegram_gets_the_proven_answer(telegram: BotAPI) -> None:
    telegram.ask("How long is the Ruby Bridge?", chat_id=PERSON)
    (message, *_) = telegram.wait_for_answers(1, 120, chat_id=PERSON)
    assert "412 metres long" in message["text"]
    assert "The Valley Post" in message["text"]
    links = {entity["url"] for entity in message["entities"] if entity["type"] == "text_link"}
    assert links == {"https://valley.example/bridge", "https://river.example/report"}
    telegram.tapped(message, ENGLISH.read_passage)
    source = telegram.wait_for_answers(2, 20, chat_id=PERSON)[1]
    assert "expandable_blockquote" in {entity["type"] for entity in source["entities"]}


def test_a_bot_that_runs_answers_from_a_new_text(telegram: BotAPI, root: Path) -> None:
    (root / "corpus" / "ferry.txt").write_text("The Lindel ferry carries 240 passengers at a time.\n")
    build(root / "corpus", root / "index", Embedder())
    telegram.ask("How many passengers does the Lindel ferry carry?", chat_id=PERSON + 1)
    (message, *_) = telegram.wait_for_answers(1, 60, chat_id=PERSON + 1)
    assert "240 passengers" in message["text"]


def test_a_refusal_in_telegram_shows_what_is_nearest(telegram: BotAPI) -> None:
    telegram.ask("Who won the chess championship in Oslo?", chat_id=PERSON + 2)
    (message, *_) = telegram.wait_for_answers(1, 60, chat_id=PERSON + 2)
    assert "not an answer" in message["text"]


def test_serving_without_a_token_ends_with_what_to_do(tmp_path: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if name != "TELEGRAM_BOT_TOKEN"}
    environment["PYTHONPATH"] = str(ROOT)  # away from the repository, where a .env may hold a token
    ended = subprocess.run(
        [sys.executable, "-m", "bot", "serve"],
        env=environment,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 1
    assert len(ended.stderr.splitlines()) == 1
    assert "TELEGRAM_BOT_TOKEN" in ended.stderr
