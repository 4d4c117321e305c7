"""The documents of a generation are written and read back as they were."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import records
from index.errors import GenerationError
from index.formats import normalise
from index.passage import Document, Passage, Publication
from index.records import Record, Records

WORDS = st.text(max_size=30).map(normalise)
DOCUMENTS = st.builds(
    Document, WORDS, WORDS, WORDS, WORDS, WORDS, WORDS, WORDS,
    st.lists(st.builds(Publication, WORDS, WORDS, WORDS, WORDS), max_size=2).map(tuple),
    st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=2).map(tuple),
)  # fmt: skip
DOCUMENT = Document("a.md", "It is long. It is red.", "The bridge", "Ann Lee", "2024")
PASSAGE = Passage(DOCUMENT, 0, 11, ((0, 11),))


@given(st.lists(DOCUMENTS, max_size=3))
def test_what_is_read_is_what_was_written(tmp_path_factory: pytest.TempPathFactory, documents: list[Document]) -> None:
    path = tmp_path_factory.mktemp("records") / "documents.jsonl"
    written = [Record(one, (Passage(one, 0, len(one.text), ((0, len(one.text)),)),)) for one in documents]
    records.write(path, written)
    assert list(records.read(path)) == written


def test_any_change_of_a_document_but_of_its_id_changes_its_digest() -> None:
    changes = {"text": "It is short.", "title": "A", "author": "B", "date": "2025", "url": "https://x.example",
               "language": "en", "sources": (Publication("C"),), "furniture": ((0, 1),), "pages": (0,),
               "invisible": 2}  # fmt: skip
    digests = {records.digest(replace(DOCUMENT, **{name: value})) for name, value in changes.items()}  # type: ignore[arg-type]
    assert len(digests - {records.digest(DOCUMENT)}) == len(changes)
    assert records.digest(replace(DOCUMENT, id="b.md")) == records.digest(DOCUMENT)


def test_each_passage_is_read_by_its_id(tmp_path: Path) -> None:
    other = Document("b.md", "Short. " * 9, pages=(0, 20), invisible=3)
    parts = tuple(Passage(other, start, start + 6, ((0, 6),)) for start in range(0, 63, 7))
    written = [Record(DOCUMENT, (PASSAGE,), ("copy.md",)), Record(other, parts)]
    records.write(tmp_path / "documents.jsonl", written)
    kept = Records(tmp_path / "documents.jsonl")
    by_id = {id: passage for record in written for id, passage in zip(record.ids, record.passages, strict=True)}
    assert {id: kept.passage(id) for id in kept.ids()} == by_id
    assert len(kept) == 10
    with pytest.raises(GenerationError, match="is not recorded"):
        kept.passage("0" * 32)
    kept.close()


@pytest.mark.parametrize("name", ["documents.jsonl", "lines.npy", "passages.npy"])
def test_a_lost_file_is_named(tmp_path: Path, name: str) -> None:
    records.write(tmp_path / "documents.jsonl", [Record(DOCUMENT, (PASSAGE,))])
    (tmp_path / name).unlink()
    with pytest.raises(GenerationError, match=r"is damaged.*index build"):
        Records(tmp_path / "documents.jsonl")


def test_a_passage_keeps_its_id_for_as_long_as_it_is_found_by_the_same() -> None:
    same = replace(PASSAGE, document=replace(DOCUMENT, url="https://x.example", text="It is long. It is blue."))
    assert records.passage_id(same) == records.passage_id(PASSAGE)
    for change in ({"id": "b.md"}, {"title": "A"}, {"author": "B"}, {"date": "2025"}, {"text": "It is wide. It is."}):
        other = replace(PASSAGE, document=replace(DOCUMENT, **change))
        assert records.passage_id(other) != records.passage_id(PASSAGE)
    assert records.passage_id(replace(PASSAGE, start=1)) != records.passage_id(PASSAGE)


def test_the_model_reads_the_title_before_the_text() -> None:
    assert records.embedded_text(PASSAGE) == "The bridge\nIt is long."
    assert records.embedded_text(replace(PASSAGE, document=replace(DOCUMENT, title=""))) == "It is long."


def test_no_records_are_read_from_an_empty_file(tmp_path: Path) -> None:
    records.write(tmp_path / "none.jsonl", [])
    assert list(records.read(tmp_path / "none.jsonl")) == []
