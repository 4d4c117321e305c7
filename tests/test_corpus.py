"""A folder becomes documents; what is left out is named with its reason, or is no business of the index."""

import hashlib
import os
from pathlib import Path

import pytest

from index.corpus import File, Skipped, documents, files, fingerprint, read, unique
from index.errors import CorpusError
from index.passage import Document
from tests.conftest import write_corpus


def found_in(folder: Path) -> tuple[list[str], dict[str, str]]:
    """Return the ids of the documents of *folder*, and the reason for each file skipped."""
    found = list(read(folder))
    documents = [one.id for one in found if isinstance(one, Document)]
    return documents, {one.file: one.reason for one in found if isinstance(one, Skipped)}


def test_documents_are_named_by_their_paths_in_the_order_of_their_names(tmp_path: Path) -> None:
    write_corpus(tmp_path, {"b.txt": "Two.", "a.md": "One.", "deep/er/c.TXT": "Three.", "мост.txt": "Четыре."})
    assert found_in(tmp_path) == (["a.md", "b.txt", "мост.txt", "deep/er/c.TXT"], {})


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("picture.txt", b"\x89PNG\r\n\x1a\n\0\0", "the file is binary, not text"),
        ("nothing.md", b"", "the file is empty"),
        ("blank.txt", b" \n \n", "the file is empty"),
        ("sheet.xlsx", b"PK", "we do not read .xlsx"),
        ("Makefile", b"all:", "we do not read files without an ending"),
        ("only-front.md", b"---\ntitle: A\n---\n", "the file holds no text"),
    ],
)
def test_a_file_of_no_use_is_named_and_the_rest_is_read(tmp_path: Path, name: str, content: bytes, reason: str) -> None:
    write_corpus(tmp_path, {name: content, "good.txt": "One.", "z.txt": "Two."})
    documents, skipped = found_in(tmp_path)
    assert documents == ["good.txt", "z.txt"]
    assert list(skipped) == [name]
    assert skipped[name].startswith(reason)


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_a_file_that_may_not_be_read_is_named(tmp_path: Path) -> None:
    write_corpus(tmp_path, {"secret.txt": "One.", "good.txt": "Two."})
    (tmp_path / "secret.txt").chmod(0)
    assert found_in(tmp_path) == (["good.txt"], {"secret.txt": "it cannot be read (Permission denied)"})


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_a_folder_that_may_not_be_read_is_named(tmp_path: Path) -> None:
    write_corpus(tmp_path, {"secret/a.txt": "One.", "good.txt": "Two."})
    (tmp_path / "secret").chmod(0)
    documents, skipped = found_in(tmp_path)
    (tmp_path / "secret").chmod(0o700)
    assert (documents, skipped) == (["good.txt"], {"secret": "it cannot be read (Permission denied)"})


def test_what_is_no_regular_file_is_named(tmp_path: Path) -> None:
    write_corpus(tmp_path, {"good.txt": "One."})
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "broken.txt").symlink_to(tmp_path / "nowhere")
    documents, skipped = found_in(tmp_path)
    assert documents == ["good.txt"]
    assert set(skipped) == {"pipe.txt", "broken.txt"}


def test_names_that_are_no_documents_are_left_out_without_a_word(tmp_path: Path) -> None:
    names = ["README.md", "deep/README.md", "glossary.tsv", ".hidden.txt", "_draft.md", ".git/a.txt", "_old/a.txt"]
    write_corpus(tmp_path, dict.fromkeys(names, "One.") | {"good.txt": "Two."})
    assert found_in(tmp_path) == (["good.txt"], {})


def test_a_record_met_twice_is_skipped_and_named(tmp_path: Path) -> None:
    write_corpus(
        tmp_path,
        {
            "a.jsonl": '{"id": "x", "text": "First."}\n{"id": "x", "text": "Second."}\n{"id": "y", "text": "Third."}',
            "b.jsonl": '{"id": "y", "text": "Fourth."}\n{"id": "c.txt", "text": "Fifth."}',
            "c.txt": "Sixth.",
        },
    )
    found = list(read(tmp_path))
    assert [one.text for one in found if isinstance(one, Document)] == ["First.", "Third.", "Fifth."]
    assert [one for one in found if isinstance(one, Skipped)] == [
        Skipped("a.jsonl", "the id 'x' was already read from a.jsonl"),
        Skipped("b.jsonl", "the id 'y' was already read from a.jsonl"),
        Skipped("c.txt", "the id 'c.txt' was already read from b.jsonl"),
    ]


def test_a_missing_folder_is_one_sentence_that_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match=r"no corpus folder.*SERAI_CORPUS"):
        list(read(tmp_path / "nowhere"))


def test_a_file_in_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    write_corpus(tmp_path, {"a.txt": "One."})
    with pytest.raises(CorpusError, match="no corpus folder"):
        list(read(tmp_path / "a.txt"))


def test_an_empty_folder_holds_no_documents(tmp_path: Path) -> None:
    assert found_in(tmp_path) == ([], {})


def test_a_name_that_is_no_unicode_is_read_and_told_with_question_marks(tmp_path: Path) -> None:
    write_corpus(tmp_path, {"good.txt": "One."})
    for name in (b"/bad\xff.txt", b"/worse.\xff"):
        Path(os.fsdecode(os.fsencode(tmp_path) + name)).write_text("Two.")
    documents, skipped = found_in(tmp_path)
    assert documents == ["bad?.txt", "good.txt"]
    assert list(skipped) == ["worse.?"]
    assert skipped["worse.?"].startswith("we do not read .?")


def test_files_are_told_with_size_and_time_before_they_are_read(tmp_path: Path) -> None:
    write_corpus(tmp_path, {"b.txt": "Two.", "a/c.md": "One.", "d.exe": "x", "glossary.tsv": "x"})
    os.utime(tmp_path / "b.txt", ns=(5, 7))
    first, skipped, second = files(tmp_path)
    assert first == File(tmp_path / "b.txt", "b.txt", 4, 7)
    assert isinstance(skipped, Skipped)
    assert isinstance(second, File)
    assert (skipped.file, second.place) == ("d.exe", "a/c.md")


def test_a_file_is_read_once_and_known_by_the_hash_of_its_bytes(tmp_path: Path) -> None:
    write_corpus(tmp_path, {"a.jsonl": '{"id": "x", "text": "One."}\n{'})
    (file,) = files(tmp_path)
    assert isinstance(file, File)
    digest, (document, skipped) = documents(file)
    assert digest == fingerprint(file) == hashlib.sha256(file.path.read_bytes()).hexdigest()
    assert isinstance(document, Document)
    assert skipped == Skipped("a.jsonl:2", "the line is not JSON")


def test_a_file_of_no_use_has_a_hash_nevertheless(tmp_path: Path) -> None:
    write_corpus(tmp_path, {"a.txt": b"\0"})
    (file,) = files(tmp_path)
    assert isinstance(file, File)
    assert documents(file)[0] == fingerprint(file) == hashlib.sha256(b"\0").hexdigest()


def test_names_in_archives_and_folders_may_clash_and_are_named() -> None:
    one, two = Document("a", "One."), Document("a", "Two.")
    assert list(unique([("x.jsonl", one), ("y.zip", two)])) == [
        one, Skipped("y.zip", "the id 'a' was already read from x.jsonl"),
    ]  # fmt: skip
