"""The command line of the index: its output, its exit statuses, its errors in one line, nothing over the network."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from index import generation
from index.__main__ import app, run
from tests.conftest import ROOT, TEXTS, run_module, write_corpus

pytestmark = pytest.mark.usefixtures("small_index")  # some copy it from where it lies

Command = Callable[..., tuple[int, str, str]]

HEAVY = ("torch", "sentence_transformers", "transformers", "chromadb", "telegram", "langchain_core", "tantivy", "numpy")


@pytest.fixture
def command(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Command:
    """Run the command line in this process; return its exit status, what it printed and what it complained of."""

    def execute(*arguments: object) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["index", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            run(app)
        printed = capfd.readouterr()
        return int(ended.value.code or 0), printed.out, printed.err

    return execute


@pytest.fixture
def root(small_index: Path, tmp_path: Path) -> Path:
    shutil.copytree(small_index, tmp_path / "index")
    return tmp_path / "index"


def test_build_reports_in_json_what_it_did(command: Command, small_corpus: Path, root: Path) -> None:
    write_corpus(small_corpus.parent / "spoilt", TEXTS | {"empty.txt": b""})
    status, printed, _ = command("build", "--corpus", small_corpus.parent / "spoilt", "--index", root, "--json")
    report = json.loads(printed)
    assert status == 0
    assert list(report)[:10] == ["generation", "documents", "passages", "added", "changed", "removed", "unchanged",
                                 "embedded", "skipped", "seconds"]  # fmt: skip
    assert (report["added"], report["which"]["added"]) == (0, [])
    assert report["skipped"] == [{"file": "empty.txt", "reason": "the file is empty"}]
    assert (report["documents"], report["unchanged"], report["embedded"]) == (15, 15, 0)


def test_build_tells_a_person_what_it_did(command: Command, small_corpus: Path, root: Path) -> None:
    status, printed, _ = command("build", "--corpus", small_corpus, "--index", root)
    assert status == 0
    assert printed.startswith("15 documents in 15 passages are indexed: 0 added, 0 changed, 0 removed, 15 unchanged.")
    assert f"Generation {generation.live_name(root)} is live" in printed


def test_status_names_the_live_generation(command: Command, root: Path) -> None:
    live = generation.live_name(root)
    (root / "000000-damaged").mkdir()
    (root / "000000-damaged" / "generation.json").write_text("{")
    status, printed, _ = command("status", "--index", root, "--json")
    told = json.loads(printed)
    assert (status, told["generation"]) == (0, live)
    assert [(one["generation"], one["live"], one["documents"]) for one in told["generations"]] == [(live, True, 15)]
    assert f"* {live}  built" in command("status", "--index", root)[1]


def test_status_tells_how_far_the_corpus_has_moved_on(command: Command, small_corpus: Path, tmp_path: Path) -> None:
    corpus, root = tmp_path / "corpus", tmp_path / "index"
    shutil.copytree(small_corpus, corpus)
    shutil.copytree(small_corpus.parent / "index", root)
    status = ("status", "--corpus", corpus, "--index", root)
    assert "Nothing in" in command(*status)[1]
    (corpus / "ford.txt").write_text("A ford crosses the Tarn.")
    (corpus / "tea.txt").write_text("Tea.")
    (corpus / "reservoir.txt").unlink()
    assert json.loads(command(*status, "--json")[1])["drift"] == {"new": 1, "edited": 1, "gone": 1}
    assert "3 files have changed" in command(*status)[1]
    shutil.rmtree(corpus)
    assert "There is no corpus folder" in command(*status)[1]


def test_a_build_that_loses_a_gold_quotation_is_kept_back(command: Command, small_corpus: Path, tmp_path: Path) -> None:
    corpus, root, gold = tmp_path / "corpus", tmp_path / "index", tmp_path / "gold.jsonl"
    shutil.copytree(small_corpus, corpus)
    shutil.copytree(small_corpus.parent / "index", root)
    evidence = [{"document": "bridge.md", "quotation": "The Ruby Bridge is 412 metres long"}]
    gold.write_text(json.dumps({"question": "How long is the Ruby Bridge?", "evidence": evidence}) + "\n")
    before = generation.live_name(root)
    (corpus / "ford.txt").write_text("A ford crosses the Tarn.")
    status, printed, _ = command("build", "--corpus", corpus, "--index", root, "--gate", gold)
    assert (status, generation.live_name(root) != before) == (0, True)
    assert "1 of 1 gold questions are among the first hits, and 1 are answered" in printed
    before = generation.live_name(root)
    (corpus / "bridge.md").write_text("The Ruby Bridge is long.")
    status, printed, complaint = command("build", "--corpus", corpus, "--index", root, "--gate", gold)
    assert (status, printed, generation.live_name(root)) == (1, "", before)
    assert "Moved from 1 to not found: How long is the Ruby Bridge?" in complaint
    assert "The gate kept the new generation back" in complaint.splitlines()[-1]


def test_a_build_after_which_a_gold_question_is_refused_is_kept_back(
    command: Command, small_corpus: Path, tmp_path: Path
) -> None:
    corpus, root, gold = tmp_path / "corpus", tmp_path / "index", tmp_path / "gold.jsonl"
    shutil.copytree(small_corpus, corpus)
    shutil.copytree(small_corpus.parent / "index", root)
    evidence = [{"document": "bridge.md", "quotation": "The Ruby Bridge is"}]
    gold.write_text(json.dumps({"question": "How long is the Ruby Bridge?", "evidence": evidence}) + "\n")
    before = generation.live_name(root)
    text = (corpus / "bridge.md").read_text()
    (corpus / "bridge.md").write_text(text.replace("is 412 metres long", "is much loved by painters"))
    status, _, complaint = command("build", "--corpus", corpus, "--index", root, "--gate", gold)
    assert (status, generation.live_name(root)) == (1, before)
    assert "No longer answered: How long is the Ruby Bridge?" in complaint
    assert "1 are no longer answered (How long is the Ruby Bridge?)" in complaint.splitlines()[-1]


@pytest.mark.parametrize(("length", "kept_back"), [("412\nmetres", False), ("1,412 metres", True)])
def test_another_text_that_says_the_facts_answers_a_gold_question_too(
    command: Command, small_corpus: Path, tmp_path: Path, length: str, kept_back: bool
) -> None:
    corpus, root, gold = tmp_path / "corpus", tmp_path / "index", tmp_path / "gold.jsonl"
    shutil.copytree(small_corpus, corpus)
    shutil.copytree(small_corpus.parent / "index", root)
    evidence = [{"document": "bridge.md", "quotation": "The Ruby Bridge is"}]
    asked = {"question": "How long is the Ruby Bridge?", "evidence": evidence, "facts": [["412 m", "412\u00a0metres"]]}
    gold.write_text(json.dumps(asked) + "\n")
    text = (corpus / "bridge.md").read_text()
    (corpus / "bridge.md").write_text(text.replace("is 412 metres long", "is much loved by painters"))
    joined = " ".join(length.split())
    (corpus / "length.txt").write_text(f"The Ruby Bridge measures {length}: the Ruby Bridge is {joined} long.")
    status, printed, _ = command("build", "--corpus", corpus, "--index", root, "--gate", gold)
    assert (status == 1, "and 1 are answered" in printed) == (kept_back, not kept_back)


_ODD_FACTS = ('"412"', '["412"]', "[[412]]", '[[""]]', "[[]]", "[412]", '{"length": ["412"]}')


@pytest.mark.parametrize(
    "text",
    [
        *["{", "[]", '{"question": "Why?"}', '{"question": 1, "evidence": []}'],
        '{"question": "Why?", "evidence": [{"document": "bridge.md", "quotation": 412}]}',
        *(f'{{"question": "Why?", "evidence": [], "facts": {facts}}}' for facts in _ODD_FACTS),
    ],
)
def test_what_is_no_gold_file_is_said_before_anything_is_built(command: Command, tmp_path: Path, text: str) -> None:
    (tmp_path / "gold.jsonl").write_text(text)
    status, _, complaint = command("build", "--index", tmp_path / "index", "--gate", tmp_path / "gold.jsonl")
    assert (status, len(complaint.splitlines())) == (1, 1)
    assert "is no gold file" in complaint
    assert "cannot be read" in command("build", "--gate", tmp_path / "none.jsonl")[2]


def test_verify_says_that_a_whole_generation_is_whole(command: Command, root: Path) -> None:
    status, printed, _ = command("verify", "--index", root, "--json")
    assert (status, json.loads(printed)) == (
        0, {"generation": generation.live_name(root), "passages": 15, "whole": True}
    )  # fmt: skip


def test_verify_says_what_is_wrong_and_what_to_do(command: Command, root: Path) -> None:
    lines = (generation.live(root).records).read_bytes().splitlines(keepends=True)
    generation.live(root).records.write_bytes(b"".join(lines[1:]))
    status, printed, complaint = command("verify", "--index", root)
    assert (status, printed) == (1, "")
    assert "is damaged" in complaint
    assert "python -m index rollback" in complaint
    assert len(complaint.splitlines()) == 1


def test_rollback_makes_the_generation_before_live(command: Command, root: Path) -> None:
    first = generation.live(root)
    second = root / "000002-ffffffff"
    shutil.copytree(first.directory, second)
    generation.point(root, second.name)
    status, printed, _ = command("rollback", "--index", root, "--json")
    assert (status, json.loads(printed)) == (0, {"generation": first.name})
    status, printed, complaint = command("rollback", "--index", root)
    assert (status, printed) == (1, "")
    assert "no generation before" in complaint


def test_show_prints_the_text_that_offsets_count_in(command: Command, root: Path) -> None:
    assert command("show", "tea.txt", "--index", root)[:2] == (0, TEXTS["tea.txt"])
    status, printed, complaint = command("show", "nothing.txt", "--index", root)
    assert (status, printed, len(complaint.splitlines())) == (1, "", 1)


@pytest.mark.parametrize(
    "arguments", [("status",), ("verify",), ("rollback",), ("show", "a.txt"), ("search", "Anything?")]
)
def test_without_an_index_every_command_ends_with_one_line_that_says_what_to_do(
    command: Command, tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    status, printed, complaint = command(*arguments, "--index", tmp_path / "none")
    assert (status, printed) == (1, "")
    assert "python -m index build" in complaint
    assert len(complaint.splitlines()) == 1
    assert not (tmp_path / "none" / "live").exists()


def test_a_missing_corpus_is_one_line(command: Command, tmp_path: Path) -> None:
    status, printed, complaint = command("build", "--corpus", tmp_path / "none", "--index", tmp_path / "index")
    assert (status, printed) == (1, "")
    assert complaint.startswith("There is no corpus folder")
    assert len(complaint.splitlines()) == 1


def test_a_file_in_place_of_the_index_is_one_line(command: Command, small_corpus: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    status, printed, complaint = command("build", "--corpus", small_corpus, "--index", tmp_path / "file")
    assert (status, printed) == (1, "")
    assert str(tmp_path / "file") in complaint
    assert len(complaint.splitlines()) == 1


@pytest.mark.parametrize("arguments", [("unknown",), ("search", "--k", "0", "x"), ("build", "--no-such"), ("show",)])
def test_a_usage_that_is_wrong_ends_with_2(command: Command, arguments: tuple[str, ...]) -> None:
    status, printed, complaint = command(*arguments)
    assert (status, printed) == (2, "")
    assert "Usage" in complaint


@pytest.mark.parametrize("module", ["index", "bot"])
def test_help_loads_no_heavy_library(module: str) -> None:
    told = f"import runpy, sys; sys.argv = [{module!r}, '--help']\n" \
           f"try: runpy.run_module({module!r}, run_name='__main__')\n" \
           f"finally: print(sorted(set({HEAVY}) & set(sys.modules)))"  # fmt: skip
    ended = subprocess.run([sys.executable, "-c", told], cwd=ROOT, capture_output=True, text=True, check=True)
    assert "Usage" in ended.stdout
    assert ended.stdout.splitlines()[-1] == "[]"


class Talk:
    """A `search --json` that runs, to which lines are said one at a time."""

    def __init__(self, process: "subprocess.Popen[bytes]") -> None:
        self._process = process

    def say(self, line: bytes) -> dict[str, Any]:
        """Write *line* and nothing more, and return the answer that comes before any other line is written."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(line + b"\n")
        self._process.stdin.flush()
        answer = json.loads(self._process.stdout.readline())
        assert isinstance(answer, dict)
        return answer


@pytest.fixture(scope="module")
def talk(small_index: Path) -> Iterator[Talk]:
    with subprocess.Popen(
        [sys.executable, "-m", "index", "search", "--index", small_index, "--k", "2", "--json"],
        cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    ) as process:  # fmt: skip
        yield Talk(process)
        out, complaint = process.communicate(timeout=60)
        assert (process.returncode, out, complaint) == (0, b"", b"")


def test_each_line_is_answered_before_the_next_is_written(talk: Talk) -> None:
    found = talk.say(b'{"id": "q1", "question": "How long is the Ruby Bridge?", "conversation": "c"}')
    assert list(found) == ["id", "question", "generation", "seconds", "hits"]
    assert (found["id"], found["question"]) == ("q1", "How long is the Ruby Bridge?")
    assert len(found["hits"]) == 2
    assert list(found["hits"][0]) == ["document", "start", "end", "text", "score"]
    assert found["hits"][0]["document"] == "bridge.md"


@pytest.mark.parametrize(
    ("line", "id"),
    [
        (b"", None),
        (b"   ", None),
        (b'{"id": 7, "question": ""}', 7),
        (b'{"id": "x", "question": null}', "x"),
        (b"{broken", None),
        (b"\xff\xfe broken bytes", None),
        (b'{"id": "\\ud800", "question": "Half a \\ud83d character"}', "\ud800"),
        ("Плотина? 水".encode(), None),
        (b"x" * 100_000, None),
    ],
)
def test_every_line_gets_one_line_back(talk: Talk, line: bytes, id: object) -> None:
    found = talk.say(line)
    assert found["id"] == id
    assert isinstance(found["hits"], list)


GUARD = """
import os, socket
REAL = socket.socket.connect, socket.socket.connect_ex, socket.getaddrinfo
def refuse(address):
    with open(os.environ["GUARD_LOG"], "a") as log: log.write(f"{address}\\n")
    raise OSError(f"the network is closed: {address}")
def allowed(family, address):
    return family == socket.AF_UNIX or str(address[0]) in {"127.0.0.1", "::1", "localhost"}
def connect(self, address):
    return REAL[0](self, address) if allowed(self.family, address) else refuse(address)
def connect_ex(self, address):
    return REAL[1](self, address) if allowed(self.family, address) else refuse(address)
def getaddrinfo(host, *rest, **more):
    return REAL[2](host, *rest, **more) if allowed(None, (host,)) else refuse(host)
socket.socket.connect, socket.socket.connect_ex, socket.getaddrinfo = connect, connect_ex, getaddrinfo
"""
"""Put before every Python that starts: it notes and refuses whoever would leave this machine."""


def test_building_and_asking_use_no_network(small_corpus: Path, tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(GUARD)
    log = tmp_path / "log"
    guarded = {"PYTHONPATH": os.pathsep.join([str(tmp_path), str(ROOT)]), "GUARD_LOG": str(log)}
    probe = subprocess.run(
        [sys.executable, "-c", "import socket; socket.create_connection(('192.0.2.1', 80))"],
        env=os.environ | guarded, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert "the network is closed" in probe.stderr
    assert log.read_text() == "192.0.2.1\n"
    log.unlink()
    settings = {"SERAI_CORPUS": str(small_corpus), "SERAI_INDEX": str(tmp_path / "index"), "TELEGRAM_BOT_TOKEN": "",
                "Q": "How long is the Ruby Bridge?"}  # fmt: skip
    ended = run_module("bot", "start", **guarded, **settings)
    assert ended.returncode == 0, ended.stderr
    assert "412 metres" in ended.stdout
    assert not log.exists()
