"""Maintainers add texts, build, roll back and speak to everyone, from Telegram alone, on a real index."""

from __future__ import annotations

import io
import os
import shutil
import zipfile
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.file_names import LONGEST_BYTES, name_of_link, safe_name
from bot.relay.adding import Adding
from bot.texts import ENGLISH
from index.embed import Embedder
from index.errors import CorpusError
from index.formats.names import left_out
from index.preview import preview
from tests.bot_api import BotAPI, Json
from tests.conftest import BIRDS, Place
from tests.relay_process import Relay, relay
from tests.test_relay_taps import asked

MAINTAINER = 41

_chats = count(8000)


class Kept:
    """A bot with a real corpus and index."""

    def __init__(self, bot: Relay, corpus: Path) -> None:
        self.bot, self.api, self.corpus = bot, bot.api, corpus

    def send(self, name: str, data: bytes, kind: str = "", chat: int = MAINTAINER, **fields: object) -> None:
        self.api.ask(None, chat, **self.api.document(name, data, kind), **fields)

    def until(self, text: str, chat: int = MAINTAINER, seconds: float = 60) -> Json:
        """Wait until a message to a chat says *text*, and return the last that does."""

        def saying() -> list[Json]:
            return [message for message in self.api.messages(chat) if text in message["text"]]

        self.api.wait_until(lambda: bool(saying()), f"'{text}'", seconds)
        return saying()[-1]


@pytest.fixture(scope="module")
def kept(small_corpus: Path, small_index: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kept]:
    folder = tmp_path_factory.mktemp("upkeep")
    shutil.copytree(small_corpus, folder / "corpus")
    shutil.copytree(small_index, folder / "index")
    settings = {
        "SERAI_ADMINS": str(MAINTAINER),
        "SERAI_CORPUS": str(folder / "corpus"),
        "SERAI_INDEX": str(folder / "index"),
        "SERAI_GOLD": str(folder / "gold.jsonl"),
    }
    with BotAPI() as api, relay(api, folder / "log", level="INFO", **settings) as started:
        api.wait_until(lambda: bool(api.called("getUpdates")), "polling", 20)
        yield Kept(started, folder / "corpus")
        assert "Traceback" not in started.output


# A day of a maintainer


def test_files_sent_together_are_shown_together_and_added_with_one_tap(kept: Kept) -> None:
    text = "The lighthouse at Corvo was lit on 3 March 1887. It is 41 metres high.\n" * 3
    kept.send("Light house\u202etxt.txt", text.encode(), media_group_id="7")
    kept.send("../../etc/passwd.md", b"---\ntitle: The weir\ndate: 2021-05-02\n---\n\nThe weir holds back the Tarn.\n",
              media_group_id="7")  # fmt: skip
    kept.send("again.txt", (kept.corpus / "towns" / "mill.txt").read_bytes() * 4)
    kept.send("movie.exe", b"MZ")
    shown = kept.until("movie")
    assert "Light house txt.txt – documents: 1, passages: 1" in shown["text"]
    assert "• The weir (2 May 2021) – passages: 1" in shown["text"]
    assert "movie.exe cannot be added: we read only txt" in shown["text"]
    assert len(kept.api.messages(MAINTAINER)) == 1
    assert kept.api.tapped(shown, ENGLISH.preview_add) == ""
    done = kept.until("is live")
    assert "3 added, 0 changed, 0 removed" in done["text"]
    assert "reply_markup" not in done
    assert {"Light house txt.txt", "passwd.md", "again.txt"} <= {path.name for path in kept.corpus.iterdir()}
    assert not [path for path in kept.corpus.iterdir() if path.name.startswith(".")]
    kept.api.tapped(done, "", data="a:1:0")
    kept.until(ENGLISH.preview_gone)


def test_what_would_lose_a_gold_question_is_taken_out_again(kept: Kept) -> None:
    (kept.corpus.parent / "gold.jsonl").write_text(
        '{"id": "1", "question": "How long is the Ruby Bridge?", "evidence": '
        '[{"document": "bridge.md", "quotation": "The Ruby Bridge is 412 metres long"}]}\n'
    )
    before = (kept.corpus / "bridge.md").read_bytes()
    kept.send("bridge.md", b"# Nothing\n\nThere is nothing here any more, nothing at all to be read.\n")
    shown = kept.until(ENGLISH.preview_ask)
    assert ENGLISH.preview_replaces in shown["text"]
    kept.api.tap(shown, ENGLISH.preview_add)
    failed = kept.until(ENGLISH.build_undone)
    assert "1 lost their quotation" in failed["text"]
    assert (kept.corpus / "bridge.md").read_bytes() == before
    (kept.corpus.parent / "gold.jsonl").unlink()


def test_a_maintainer_builds_rolls_back_and_sees_how_things_are(kept: Kept) -> None:
    kept.api.ask("/rebuild", MAINTAINER)
    kept.until("Nothing has changed")
    (kept.corpus / "towns" / "new.txt").write_text("The kiln at Sorrel was fired for the last time in 1932.\n")
    status = asked(kept.bot, MAINTAINER, "/status")["text"]
    assert "1 new, 0 edited, 0 gone" in status
    assert "is live again" in asked(kept.bot, MAINTAINER, "/rollback")["text"]


def test_what_is_left_out_is_not_added(kept: Kept) -> None:
    kept.send("left.txt", b"This text is left out, although it could be read.")
    shown = kept.until("left.txt")
    kept.api.tapped(shown, ENGLISH.preview_leave)
    assert kept.until("Left out: ")
    assert not (kept.corpus / "left.txt").exists()


def test_everyone_who_asked_is_told_once_what_a_maintainer_says(kept: Kept) -> None:
    one, two = next(_chats), next(_chats)
    asked(kept.bot, one, "refuse")
    asked(kept.bot, two, "refuse")
    shown = asked(kept.bot, MAINTAINER, "/say We have <b>new</b> texts.")
    assert "We have <b>new</b> texts." in shown["text"]
    kept.api.tap(shown, ENGLISH.say_do)
    kept.until("Sent, chats: 2.")
    for chat in (one, two):
        assert [message["text"] for message in kept.api.messages(chat)][1:] == ["We have <b>new</b> texts."]


def test_others_get_the_kind_sentence_and_no_power(kept: Kept) -> None:
    chat = next(_chats)
    kept.send("mine.txt", b"A text of a stranger.", chat=chat)
    assert kept.until(ENGLISH.unread, chat)
    for command in ("/rebuild", "/rollback", "/status", "/say hi"):
        assert asked(kept.bot, chat, command)["text"] == ENGLISH.unknown_command
    forged = kept.api.messages(chat)[-1]
    for data in ("a:1:0", "l:1:0", "y:1:0", "g:1:1"):
        assert kept.api.tapped(forged, "", data=data) == ENGLISH.gone


def test_a_link_from_a_maintainer_to_this_network_is_not_followed(kept: Kept) -> None:
    kept.api.ask("http://127.0.0.1:9/secret", MAINTAINER)
    assert kept.until("could not be fetched: its address is not on the public network")


# What a file would bring


def test_a_preview_names_what_is_nearly_the_same_and_what_cannot_be_read(place: Place, embedder: Embedder) -> None:
    mill = (place.corpus / "towns" / "mill.txt").read_text()
    place.write(long=mill + "The wheel still turns on feast days, and the millers' guild meets there in May.\n")
    place.build(embedder)
    same = preview("copy.txt", (place.corpus / "long.txt").read_bytes(), place.root, embedder)
    assert [(near.of, near.similarity) for near in same.near] == [("long.txt", 1.0)]
    assert not preview("long.txt", (place.corpus / "long.txt").read_bytes(), place.root, embedder).near
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a.txt", f"The {BIRDS[0]} is back.")
        archive.writestr("b.exe", "MZ")
    seen = preview("two.zip", packed.getvalue(), place.root, embedder)
    assert (len(seen.offered), [place_ for place_, _ in seen.skipped]) == (1, ["two.zip/b.exe"])
    assert preview("broken.pdf", b"%PDF-1.4 broken", place.root, embedder).reason
    assert preview("empty.txt", b"", place.root, embedder).reason
    assert "we read only" in preview("x.exe", b"MZ", place.root, embedder).reason


# Names


@pytest.mark.parametrize(
    ("given_", "kind", "safe"),
    [
        ("../../etc/passwd", "text/plain", "passwd.txt"),
        ("..\\..\\boot.TXT", "", "boot.txt"),
        (".env", "", "env"),
        ("README.md", "", "text-README.md"),
        ("_hidden.txt", "", "hidden.txt"),
        ("a\u202egpj.txt", "", "a gpj.txt"),
        ("отчёт 2025.PDF", "", "отчёт 2025.pdf"),
        ("", "application/pdf", "text.pdf"),
        ("x" * 300 + ".txt", "", "x" * LONGEST_BYTES + ".txt"),
        ("con\x00trol\n.txt", "", "con trol.txt"),
        ("page", "text/html; charset=utf-8", "page.html"),
    ],
)
def test_a_name_from_a_stranger_becomes_a_safe_one(given_: str, kind: str, safe: str) -> None:
    assert safe_name(given_, kind) == safe


@given(st.text(max_size=300), st.sampled_from(["", "text/plain", "text/html"]))
def test_no_name_leads_out_of_the_corpus_or_is_left_out_by_it(name: str, kind: str) -> None:
    safe = safe_name(name, kind)
    assert safe
    assert Path(safe).name == safe
    assert not left_out(safe)
    assert len(os.fsencode(safe)) <= 255
    assert safe.isprintable()


def test_a_page_is_named_after_its_address() -> None:
    assert (
        name_of_link("https://example.org/news/2025/a-treaty?x=1", "text/html") == "example.org-news-2025-a-treaty.html"
    )
    assert name_of_link("https://example.org/report.pdf", "application/pdf") == "example.org-report.pdf"


# Adding


def test_files_that_were_added_are_taken_out_again_even_after_a_crash(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "old.txt").write_text("before")
    first = Adding(corpus, 3)
    first.put({"old.txt": b"after", "new.txt": b"new"})
    Adding(corpus, 3).put({"old.txt": b"after", "new.txt": b"new"})
    assert (corpus / "old.txt").read_text() == "after"
    Adding(corpus, 3).undo()
    assert {path.name: path.read_text() for path in corpus.iterdir()} == {"old.txt": "before"}
    first.put({"new.txt": b"new"})
    first.keep()
    assert {path.name for path in corpus.iterdir()} == {"old.txt", "new.txt"}


def test_a_file_does_not_take_the_place_of_a_folder_nor_write_through_a_link(tmp_path: Path) -> None:
    corpus, outside = tmp_path / "corpus", tmp_path / "outside.txt"
    (corpus / "folder.txt").mkdir(parents=True)
    outside.write_text("untouched")
    (corpus / "link.txt").symlink_to(outside)
    with pytest.raises(CorpusError, match="There is a folder called"):
        Adding(corpus, 1).put({"folder.txt": b"x"})
    Adding(corpus, 1).put({"link.txt": b"x"})
    assert outside.read_text() == "untouched"
    assert not (corpus / "link.txt").is_symlink()
