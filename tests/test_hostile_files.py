"""A corpus of malformed and hostile files is read to its end: each is named with its reason, the good ones are read."""

import json
import os
import re
import shutil
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from index import corpus
from index.corpus import File, Skipped, documents, files, fingerprint, read
from index.formats import isolation
from index.passage import Document
from tests.made_files import CONTAINER, WORD, assembled, docx, epub, packed, paragraph, pdf, printed

GOOD = "The Ruby Bridge over the Tarn was opened on 2 May 2019 by the mayor."
LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a0 "ha">' + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12)) + "]>"
)
PDF = pdf([printed([GOOD])])


def pdf_with(
    page: bytes = b"", *, pages: bytes = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>", more: str = ""
) -> bytes:
    return assembled(
        [b"<< /Type /Catalog /Pages 2 0 R >>", pages, page or b"<< /Type /Page /Parent 2 0 R >>", b"<< >>"], more
    )


def marked_encrypted(data: bytes) -> bytes:
    """Return the archive *data* with its members marked as locked with a password."""
    for head, place in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        at = data.find(head)
        while at >= 0:
            data = data[: at + place] + b"\1\0" + data[at + place + 2 :]
            at = data.find(head, at + 4)
    return data


def wrong_sum(data: bytes) -> bytes:
    """Return the archive *data* whose members do not have the check sum that it tells."""
    at = data.find(b"PK\1\2")
    return data[: at + 16] + b"\0\0\0\0" + data[at + 20 :]


UNREADABLE: dict[str, tuple[bytes, str]] = {
    # texts
    "empty.txt": (b"", "empty"),
    "blank.md": (b"\n \t\n", "empty"),
    "mark-only.txt": (b"\xef\xbb\xbf", "no text"),
    "zeros.txt": (b"\0" * 100_000, "binary"),
    "picture.txt": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "binary"),
    "half-zeros.md": (b"The bridge\0\0 is open.\0", "binary"),
    "invisible.txt": (("\u200b\u202e\u2066\ufeff" * 1000).encode(), "no text"),
    "controls.md": (b"\x07\x08\x1b\x01" * 100, "no text"),
    "only-front.md": (b"---\ntitle: A\n---\n", "no text"),
    "front-unclosed.md": (b"---\ntitle: [\n---\nText.\n", "front matter is not YAML"),
    "front-deep.md": (b"---\nx: " + b"[" * 5000 + b"\n---\nText.\n", "front matter is not YAML"),
    "front-long.md": (b"---\n" + b"x: y\n" * 20_000 + b"---\nText.\n", "front matter is longer"),
    "front-nobody.md": (b"---\ntitle: *nobody\n---\nText.\n", "front matter is not YAML"),
    # records
    "broken.jsonl:1": (b'{"id": "a", "text": "One', "not JSON"),
    "deep.jsonl:1": (b"[" * 200_000, "not JSON"),
    "list.jsonl:1": (b'["a", "b"]', "not a JSON object"),
    "nameless.jsonl:1": (b'{"text": "One."}', "needs an 'id'"),
    "textless.jsonl:1": (b'{"id": "a", "text": null}', "needs an 'id' and a 'text'"),
    "blank.jsonl:1": (b'{"id": "a", "text": "\\u200b"}', "no text"),
    "figure.jsonl:1": (b"1" * 10_000, "not JSON"),
    # pages of the web
    "script-only.html": (b"<html><body><script>document.write('x')</script></body></html>", "no text"),
    "empty-body.html": (b"<html><head><title>T</title></head><body></body></html>", "no text"),
    "deep.html": (b"<div>" * 100_000 + b"Deep down." + b"</div>" * 100_000, "nested too deep"),
    "zeros.html": (b"<p>\0\0" + GOOD.encode(), "binary"),
    "comment.html": (b"<!-- " + b"x" * 100_000, "no text"),
    # PDF
    "garbage.pdf": (b"%PDF-1.7\n" + bytes(range(256)) * 40, "damaged"),
    "no-pdf.pdf": (b"Just words.", "damaged"),
    "empty.pdf": (b"", "damaged"),
    "cut.pdf": (PDF[: PDF.index(b"xref")], "damaged"),
    "head-only.pdf": (PDF[:20], "damaged"),
    "no-pages.pdf": (pdf_with(pages=b"<< /Type /Pages /Kids [] /Count 0 >>"), "damaged|no text"),
    "picture.pdf": (pdf([[]]), "no text, only pictures; run it through text recognition"),
    "loop.pdf": (pdf_with(pages=b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 >>"), "damaged|no text"),
    "many-pages.pdf": (pdf_with(pages=b"<< /Type /Pages /Kids [3 0 R] /Count 2000000000 >>"), "no text|damaged"),
    "locked.pdf": (
        pdf_with(more="/ID [<00> <00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -44 "
        f"/O <{'11' * 32}> /U <{'22' * 32}> >>"), "locked with a password",
    ),
    # archives and what is made of them
    "junk.zip": (b"PK\3\4 and nothing more", "damaged"),
    "cut.zip": (packed({"a.txt": GOOD * 50})[:-30], "damaged"),
    "crowd.zip": (packed(dict.fromkeys(map(str, range(20_001)), ""), zipfile.ZIP_STORED), "more than 20,000 files"),
    "bomb.zip/bomb.txt": (packed({"bomb.txt": b"0" * 5_000_000}), "200 times its size"),
    "nested.zip/inner.zip": (packed({"inner.zip": packed({"a.txt": GOOD})}), "archive in an archive"),
    "climbs.zip/../../evil.txt": (packed({"../../evil.txt": GOOD}), "leads out of the archive"),
    "root.zip/etc/evil.txt": (packed({"/etc/evil.txt": GOOD}), "leads out of the archive"),
    "drive.zip/C:/evil.txt": (packed({"C:\\evil.txt": GOOD}), "leads out of the archive"),
    "locked.zip/a.txt": (marked_encrypted(packed({"a.txt": GOOD})), "locked with a password"),
    "wrong-sum.zip/a.txt": (wrong_sum(packed({"a.txt": GOOD})), "damaged"),
    "lzma.zip/a.txt": (packed({"a.txt": GOOD}, zipfile.ZIP_LZMA), "packed in a way"),
    "program.zip/a.exe": (packed({"a.exe": b"MZ"}), "do not read .exe"),
    "line.zip/two?lines.txt": (packed({"two\nlines.txt": b""}), "empty"),
    "junk.docx": (b"no archive", "damaged"),
    "old.docx": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old .doc"),
    "no-text.docx": (packed({"word/styles.xml": "<x/>"}), "no text part"),
    "cut-part.docx": (packed({"word/document.xml": "<w:document"}), "damaged"),
    "empty.docx": (docx(""), "no text"),
    "laughs.docx": (packed({"word/document.xml": f"{LAUGHS}<d>&a11;</d>"}), "damaged"),
    "bomb.docx": (packed({"word/document.xml": b" " * 30_000_000}), "200 times"),
    "deep.docx": (packed({"word/document.xml": "<a>" * 100_000}), "damaged"),
    "junk.epub": (b"PK", "damaged"),
    "no-container.epub": (packed({"a.xhtml": "<p>One.</p>"}), "container.xml is missing"),
    "no-table.epub": (packed({"META-INF/container.xml": CONTAINER}), "book.opf is missing"),
    "no-chapter.epub": (packed({"META-INF/container.xml": CONTAINER, "O/book.opf":
        '<p><item id="a" href="a.x"/><itemref idref="a"/></p>'}), "a.x is missing"),
    "laughs.epub": (packed({"META-INF/container.xml": f"{LAUGHS}<a>&a11;</a>"}), "damaged"),
    "hollow.epub": (epub({}), "no text"),
    "deep.epub": (epub({"a.xhtml": "<b>" * 100_000}), "nested too deep|no text"),
    "no.rtf": (b"Just words.", "no RTF"),
    "cut.rtf": (b"{\\rtf1\\ansi{\\fonttbl{\\f0", "no text"),
    "deep.rtf": (b"{\\rtf1" + b"{" * 100_000, "no text|nested"),
    # no formats of ours
    "sheet.xlsx": (b"PK", "do not read .xlsx"),
    "Makefile": (b"all:", "files without an ending"),
}  # fmt: skip
"""What comes of a file, by the place under which it is named: its bytes, and a word of the reason."""

READABLE: dict[str, bytes] = {
    "good.txt": GOOD.encode(),
    "good.md": b"# Bridge\n\n" + GOOD.encode(),
    "good.pdf": PDF,
    "good.html": f"<html><body><article><p>{GOOD}</p></article></body></html>".encode(),
    "good.docx": docx(paragraph(GOOD)),
    "good.epub": epub({"a.xhtml": f"<html><body><p>{GOOD}</p></body></html>"}),
    "good.rtf": b"{\\rtf1\\ansi " + GOOD.encode() + b"\\par}",
    "bad-table.pdf": PDF.replace(b"startxref\n", b"startxref\n9"),
    "unmarked.txt": GOOD.encode("utf-16-le"),
    "unmarked-russian.txt": ("Мост через реку открыт. " + GOOD).encode("utf-16-be"),
    "utf-32.txt": GOOD.encode("utf-32"),
    "one-bad-byte.txt": ("Мост через реку Тарн открыт. ".encode() * 20) + b"\xff " + GOOD.encode(),
    "dots..txt": GOOD.encode(),
    "yaml-bomb.md": ("---\na0: &a0 [x, x]\n"
        + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 20))
        + f"title: *a19\n---\n{GOOD}").encode(),
    "deep.md": b"> " * 20_000 + b"x\n\n" + GOOD.encode(),
    "deep-list.md": "".join(f"{'  ' * n}- x\n" for n in range(40)).encode() + b"\n" + GOOD.encode(),
    "brackets.md": b"[" * 20_000 + b"\n\n" + GOOD.encode(),
    "stars.md": b"*a **b " * 10_000 + b"\n\n" + GOOD.encode(),
    "wide.md": b"|a" * 500 + b"\n" + b"|-" * 500 + b"\n" + b"|b\n" * 200 + b"\n" + GOOD.encode(),
    "dots.txt": b"." * 1_000_000 + b"\n" + GOOD.encode(),
    "colons.txt": b"a:" * 500_000 + b"\n" + GOOD.encode(),
    "marks.txt": b"x[1] " * 200_000 + b"\n" + GOOD.encode(),
    "table.html": b"<p>" + GOOD.encode() + b"<table>" + b"<tr><td>1<td>2" * 5_000,
    "unclosed.html": b"<p>" + GOOD.encode() + b"<b><i><a href='" + b"x" * 10_000,
    "lies.html": b'<meta charset="klingon"><p>' + GOOD.encode(),
    "jsonld.html": b'<script type="application/ld+json">' + b"[" * 100_000 + b"</script><p>" + GOOD.encode(),
    "outside.docx": packed({"word/document.xml": f'<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><d {WORD}>'
        f"<w:p><w:r><w:t>{GOOD}</w:t></w:r></w:p><w:p><w:r><w:t>&x;</w:t></w:r></w:p></d>"}),
}  # fmt: skip
"""Files that are odd, and are read for all that."""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A corpus of everything above, and of what only a file system can do."""
    folder = tmp_path_factory.mktemp("hostile")
    for place, (data, _) in UNREADABLE.items():
        name = place.split("/")[0].removesuffix(":1")
        (folder / name).write_bytes(data)
    for name, data in READABLE.items():
        (folder / name).write_bytes(data)
    with (folder / "line.txt").open("wb") as file:
        file.write(b"word " * 10_000_000 + b"end. " + GOOD.encode())
    with (folder / "huge.pdf").open("wb") as file:
        file.truncate(2**27)
    with (folder / "huge.txt").open("wb") as file:
        file.truncate(2**30)
    outside = tmp_path_factory.mktemp("outside")
    (outside / "secret.txt").write_text("A secret.")
    (folder / "leads-out.txt").symlink_to(outside / "secret.txt")
    (folder / "leads-out").symlink_to(outside, target_is_directory=True)
    (folder / "to-nothing.txt").symlink_to("nowhere.txt")
    (folder / "itself.txt").symlink_to("itself.txt")
    (folder / "loop").mkdir()
    (folder / "loop" / "back").symlink_to(folder, target_is_directory=True)
    os.mkfifo(folder / "pipe.txt")
    (folder / "two\nlines \u202eno.txt").write_text(GOOD)
    (folder / "folder.txt").mkdir()
    Path(os.fsdecode(os.fsencode(folder) + b"/odd\xff.txt")).write_text(GOOD)
    return folder


@pytest.fixture(scope="module")
def found(hostile: Path) -> "Found":
    """What reading the hostile corpus gives: documents, reasons, the seconds and the kilobytes that it took."""
    Path("/proc/self/clear_refs").write_text("5")  # the peak begins at what this process has now
    began, before = time.monotonic(), memory("self", "VmHWM")
    seconds, isolation.SECONDS = isolation.SECONDS, 10
    all_found = list(read(hostile))
    isolation.SECONDS = seconds
    read_ones = {one.id: one for one in all_found if isinstance(one, Document)}
    skipped = {one.file: one.reason for one in all_found if isinstance(one, Skipped)}
    return read_ones, skipped, time.monotonic() - began, memory("self", "VmHWM") - before


def memory(process: int | str, kind: str) -> int:
    """Return the kilobytes of a *kind* of memory that /proc tells of a process."""
    told = re.search(rf"{kind}:\s+(\d+) kB", Path(f"/proc/{process}/status").read_text())
    assert told
    return int(told.group(1))


Found = tuple[dict[str, Document], dict[str, str], float, int]


@pytest.mark.parametrize("place", UNREADABLE)
def test_a_file_of_no_use_is_named_with_its_reason(found: Found, place: str) -> None:
    assert place not in found[0]
    assert re.search(UNREADABLE[place][1], found[1][place]), found[1][place]


@pytest.mark.parametrize("name", READABLE)
def test_an_odd_file_is_read_for_all_that(found: Found, name: str) -> None:
    assert name in found[0], found[1].get(name)
    assert GOOD in found[0][name].text


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("leads-out.txt", "leads out of the corpus folder"),
        ("leads-out", "leads out of the corpus folder"),
        ("to-nothing.txt", "a link to nothing"),
        ("itself.txt", "leads back to itself"),
        ("loop/back", "a link to a folder, which is read in its own place"),
        ("pipe.txt", "not a regular file"),
        ("huge.pdf", "larger than 64 MB"),
        ("huge.txt", "larger than 256 MB"),
    ],
)
def test_what_only_a_file_system_can_do_is_named(found: Found, name: str, reason: str) -> None:
    assert reason in found[1][name]


def test_a_line_of_fifty_megabytes_is_read(found: Found) -> None:
    assert len(found[0]["line.txt"].text) > 50_000_000


def test_names_are_told_on_one_line(found: Found) -> None:
    assert {"two?lines ?no.txt", "odd?.txt"} <= found[0].keys()
    assert all(name.isprintable() for name in {*found[0], *found[1]})


def test_a_reason_is_one_line_that_a_person_understands(found: Found) -> None:
    for reason in found[1].values():
        assert 10 < len(reason) < 200
        assert reason.isprintable()
        assert "Error" not in reason


def test_nothing_is_named_that_is_not_bad(found: Found) -> None:
    known = {*UNREADABLE, "leads-out.txt", "leads-out", "to-nothing.txt", "itself.txt", "loop/back", "pipe.txt"}
    assert not found[1].keys() - known - {"huge.pdf", "huge.txt"}
    assert len(UNREADABLE) + len(READABLE) > 90


def test_a_file_of_another_machine_is_not_let_in(found: Found) -> None:
    assert "root:" not in found[0]["outside.docx"].text


def test_all_of_it_takes_seconds_and_bounded_memory(found: Found) -> None:
    assert found[2] < 60  # seconds; some 10 on an idle machine
    assert found[3] < 600_000  # kilobytes; some 120,000
    process = isolation._reader._process
    assert process
    assert memory(process.pid, "VmHWM") * 1024 < isolation.MEMORY


def one(folder: Path, name: str, data: bytes) -> File:
    (folder / name).write_bytes(data)
    return next(file for file in files(folder) if isinstance(file, File) and file.place == name)


def reason(file: File) -> str:
    _, (skipped,) = documents(file)
    assert isinstance(skipped, Skipped)
    return skipped.reason


def still_reads(folder: Path) -> bool:
    """Return whether a good file is read after what came before it."""
    _, (document,) = documents(one(folder, "good.pdf", PDF))
    return isinstance(document, Document) and GOOD in document.text


def test_a_file_that_takes_too_long_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert still_reads(tmp_path)  # the other process has started: its start does not count
    slow = one(tmp_path, "slow.html", b"<table>" + b"<tr><td><p>word word</p>" * 40_000)
    monkeypatch.setattr(isolation, "SECONDS", 1)
    assert reason(slow) == "reading it took longer than 1 seconds"
    monkeypatch.undo()
    assert still_reads(tmp_path)


def test_a_file_that_takes_too_much_memory_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert still_reads(tmp_path)
    large = one(tmp_path, "large.html", b"<b>x</b>" * 2_000_000)
    monkeypatch.setattr(isolation, "MEMORY", 420 * 2**20)
    assert reason(large) == "reading it takes more than 420 MB of memory"
    monkeypatch.undo()
    assert still_reads(tmp_path)


@pytest.mark.parametrize("signal", [9, 11])
def test_a_reader_that_dies_is_started_again(tmp_path: Path, signal: int) -> None:
    assert still_reads(tmp_path)
    process = isolation._reader._process
    assert process
    os.kill(process.pid, signal)
    process.wait()
    assert still_reads(tmp_path)


def test_a_reader_that_dies_over_a_file_costs_that_file_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert still_reads(tmp_path)
    good = one(tmp_path, "good.pdf", PDF)
    with monkeypatch.context() as patched:
        patched.setattr(isolation.json, "dumps", lambda _: "no request")
        assert "its reader failed" in reason(good)
    assert still_reads(tmp_path)


@pytest.mark.parametrize(
    ("status", "reason"),
    [(-14, "longer than 5 seconds"), (-9, "memory"), (77, "memory"), (-11, "crashed on it"), (1, "failed (status 1)")],
)
def test_how_a_reader_ended_is_told(status: int, reason: str) -> None:
    assert reason in isolation._ended(status, 5)


def test_texts_in_many_threads_and_one_reader_do_not_mix(tmp_path: Path) -> None:
    made = [one(tmp_path, f"{n}.rtf", b"{\\rtf1 This is number %d.}" % n) for n in range(20)]
    with ThreadPoolExecutor(4) as pool:
        found = [read for _, (read,) in pool.map(documents, made)]
    assert [one.text for one in found if isinstance(one, Document)] == [f"This is number {n}." for n in range(20)]


def test_a_large_markdown_made_to_be_slow_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert still_reads(tmp_path)
    slow = one(tmp_path, "slow.md", b"![" * 150_000 + b"]" * 150_000)
    monkeypatch.setattr(isolation, "SECONDS", 1)
    assert "took longer" in reason(slow)
    monkeypatch.undo()
    assert still_reads(tmp_path)


def test_a_file_that_never_stands_still_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = one(tmp_path, "a.txt", b"One.")
    blocks = corpus._blocks

    def growing(file: File) -> Iterator[bytes]:
        yield from blocks(file)
        with file.path.open("ab") as opened:
            opened.write(b" More.")

    monkeypatch.setattr(corpus, "_blocks", growing)
    assert reason(file) == "it changed while it was being read; build again when it is finished"


def test_a_file_that_changes_once_is_read_as_it_is_then(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = one(tmp_path, "a.txt", b"One bridge.")
    blocks, changed = corpus._blocks, []

    def growing(file: File) -> Iterator[bytes]:
        yield from blocks(file)
        if not changed:
            file.path.write_bytes(b"Two bridges.")
            changed.append(file)

    monkeypatch.setattr(corpus, "_blocks", growing)
    digest, (document,) = documents(file)
    assert isinstance(document, Document)
    assert document.text == "Two bridges."
    assert digest == fingerprint(file)


@pytest.mark.parametrize("gone", [lambda path: path.unlink(), lambda path: shutil.rmtree(path.parent)])
def test_a_file_that_vanishes_is_named(tmp_path: Path, gone: Callable[[Path], None]) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "a.txt").write_text("One.")
    (file,) = files(tmp_path)
    assert isinstance(file, File)
    gone(file.path)
    assert reason(file) == "it cannot be read (No such file or directory)"
    assert fingerprint(file) == Skipped("deep/a.txt", "it cannot be read (No such file or directory)")


def test_a_folder_that_vanishes_is_named(tmp_path: Path) -> None:
    for name in ("a.txt", "b/c.txt", "d/e.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(GOOD)
    reading = read(tmp_path)
    first = next(reading)
    shutil.rmtree(tmp_path / "b")
    rest = list(reading)
    assert isinstance(first, Document)
    assert rest[0] == Skipped("b", "it cannot be read (No such file or directory)")
    assert isinstance(rest[1], Document)


def test_a_pipe_that_takes_the_place_of_a_file_stops_nothing(tmp_path: Path) -> None:
    file = one(tmp_path, "a.txt", b"One.")
    file.path.unlink()
    os.mkfifo(file.path)
    assert reason(file) == "it is not a regular file"


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody who may not read")
def test_what_may_not_be_read_is_named_and_the_rest_is_read() -> None:
    folder = Path(tempfile.mkdtemp())
    try:
        folder.chmod(0o755)
        for name in ("good.txt", "secret.txt", "closed/a.txt"):
            (folder / name).parent.mkdir(exist_ok=True)
            (folder / name).write_text(GOOD)
        (folder / "secret.txt").chmod(0)
        (folder / "closed").chmod(0)
        os.seteuid(65534)
        found = list(read(folder))
    finally:
        os.seteuid(0)
        shutil.rmtree(folder)
    assert [one.id for one in found if isinstance(one, Document)] == ["good.txt"]
    assert {one.file: one.reason for one in found if isinstance(one, Skipped)} == {
        "secret.txt": "it cannot be read (Permission denied)",
        "closed": "it cannot be read (Permission denied)",
    }


def test_the_corpus_folder_may_be_a_link(tmp_path: Path) -> None:
    (tmp_path / "texts" / "deep").mkdir(parents=True)
    (tmp_path / "texts" / "deep" / "a.txt").write_text(GOOD)
    (tmp_path / "texts" / "b.txt").symlink_to("deep/a.txt")
    (tmp_path / "corpus").symlink_to("texts", target_is_directory=True)
    assert [one.id for one in read(tmp_path / "corpus") if isinstance(one, Document)] == ["b.txt", "deep/a.txt"]


def test_a_record_nested_in_a_field_is_no_metadata(tmp_path: Path) -> None:
    record = json.dumps({"id": "a", "text": GOOD, "title": [["x"] * 100] * 100, "author": {"a": 1}, "date": 10**400})
    _, (document,) = documents(one(tmp_path, "a.jsonl", record.encode()))
    assert isinstance(document, Document)
    assert len(document.title) < 100
