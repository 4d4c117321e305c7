"""Draws what the bot says, in real messages over the fake Bot API: `python -m tests.pictures [FOLDER]` (Chromium)."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image, ImageChops

from tests.bot_api import BotAPI, Json
from tests.conftest import ROOT
from tests.pictures.page import chat, inline, page

MAINTAINER, READER, RUSSIAN = 41, 1001, 1002
WIDTH, HEIGHT, MARGIN = 1400, 2600, 14
"""Of the window, in pixels; the picture is cut to what is on it."""
ANSWERED = "How many China-Europe freight trains passed through Alashankou and Horgos in 2024?"
REFUSED = "Who is the mayor of Khorgos?"
TEXT = """---
title: The dry port of Altynkol in 2025
date: 2025-11-03
---

- In 2025 the dry port of Altynkol handled 612,000 containers, as its operator told the press on 3 November 2025.
- Altynkol station was opened on 15 December 2012.
"""


@contextmanager
def bot(folder: Path) -> Iterator[BotAPI]:
    """Serve with the real engine on a copy of the corpus and its index."""
    for name in ("corpus", ".index"):
        shutil.copytree(ROOT / name, folder / name)
    with BotAPI() as api, (folder / "log").open("wb") as log:
        settings = {
            "TELEGRAM_BOT_TOKEN": api.token,
            "SERAI_TELEGRAM_BASE_URL": api.url,
            "SERAI_DATABASE_URL": f"sqlite:///{folder}/serai.db",
            "SERAI_CORPUS": f"{folder}/corpus",
            "SERAI_INDEX": f"{folder}/.index",
            "SERAI_ADMINS": str(MAINTAINER),
            "NO_PROXY": "127.0.0.1",
        }
        command = [sys.executable, "-m", "bot", "serve"]
        process = subprocess.Popen(command, cwd=ROOT, env=os.environ | settings, stdout=log, stderr=log)
        try:
            api.wait_until(lambda: bool(api.called("getUpdates")), "polling", 120)
            yield api
        finally:
            process.terminate()
            process.wait(15)


def said(api: BotAPI, chat_id: int) -> list[Json]:
    """Return all messages of a chat, those of people too, in order."""
    return [message for (at, _), message in sorted(api._seen.items()) if at == chat_id]


def ask(api: BotAPI, chat_id: int, text: str, language: str = "en") -> Json:
    """Ask, and return the answer."""
    before = len(api.messages(chat_id))
    api.ask(text, chat_id, {"id": chat_id, "is_bot": False, "first_name": "P", "language_code": language})
    return api.wait_for_answers(before + 1, 60, chat_id)[-1]


def reading(api: BotAPI) -> str:
    """Return a page with an answer, its source, and a question that the texts do not answer, in another language."""
    answer = ask(api, READER, ANSWERED)
    label = answer["reply_markup"]["inline_keyboard"][0][0]["text"]
    api.tapped(answer, label)
    api.wait_for_answers(2, 20, READER)
    ask(api, RUSSIAN, REFUSED, "ru")
    return page([chat("Serai", "bot", said(api, READER)), chat("Serai", "бот", said(api, RUSSIAN))])


def upkeep(api: BotAPI) -> str:
    """Return a page with a maintainer who adds a text, and an inline query."""
    ask(api, MAINTAINER, "/gaps")
    api.ask(None, MAINTAINER, **api.document("altynkol.md", TEXT.encode()))
    shown = api.wait_for_answers(2, 60, MAINTAINER)[-1]
    before = dict(shown)
    api.tapped(shown, shown["reply_markup"]["inline_keyboard"][0][0]["text"])
    api.wait_until(lambda: "reply_markup" not in shown and "Generation" in shown["text"], "a build", 180)
    messages = said(api, MAINTAINER)
    typed = "Altynkol station"
    results = api.query(typed, user=READER)["results"][:5]
    return page(
        [
            chat("Serai", "bot", [*messages[:-1], before, messages[-1]]),
            inline("Central Asia reading group", "12 members", f"@serai_test_bot {typed}", results),
        ]
    )


def picture(text: str, path: Path, folder: Path) -> None:
    """Draw a page with Chromium."""
    (source := folder / f"{path.stem}.html").write_text(text, encoding="utf-8")
    browser = shutil.which("chromium") or shutil.which("chromium-browser") or "chromium"
    arguments = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]
    arguments += ["--no-first-run", "--hide-scrollbars", f"--user-data-dir={folder}/profile"]
    arguments += [f"--window-size={WIDTH},{HEIGHT}", f"--screenshot={path}", source.as_uri()]
    subprocess.run([browser, *arguments], check=True, stderr=subprocess.DEVNULL, timeout=120)
    with Image.open(path) as drawn:
        plain = drawn.convert("RGB")
    edges = ImageChops.difference(plain, Image.new("RGB", plain.size, plain.getpixel((0, 0)))).getbbox()
    right, bottom = (edges[2], edges[3]) if edges else plain.size
    plain.crop((0, 0, right + MARGIN, bottom + MARGIN)).quantize(128).save(path, optimize=True)


def main() -> int:
    """Draw all pictures into the folder."""
    target = Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / "docs" / "pictures")
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with bot(folder) as api:
            for draw in (reading, upkeep):
                picture(draw(api), target.resolve() / f"{draw.__name__}.png", folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())
