"""A file becomes documents: decoded, normalised once, its metadata read and never invented."""

import json
import re
import time
import unicodedata
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.formats import UnreadableError, decode, invisible, iso_date, normalise, read_file
from index.passage import Document, Publication

RUSSIAN = "Водохранилище вмещает 46 миллионов кубометров воды, а плотина стоит с 1962 года."


def read(name: str, text: str | bytes) -> list[Document | tuple[str, str]]:
    return list(read_file(name, text.encode() if isinstance(text, str) else text))


def only(name: str, text: str | bytes) -> Document:
    (document,) = read(name, text)
    assert isinstance(document, Document)
    return document


def framed(document: Document) -> list[str]:
    return [document.text[start:end] for start, end in document.furniture]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1251", "koi8-r"]
)
def test_a_russian_text_is_read_in_the_encodings_that_hold_it(encoding: str) -> None:
    assert decode(RUSSIAN.encode(encoding)) == RUSSIAN


@pytest.mark.parametrize("mark", [b"\xff\xfe", b"\xfe\xff"])
def test_utf_16_is_read_in_either_byte_order(mark: bytes) -> None:
    encoding = "utf-16-le" if mark == b"\xff\xfe" else "utf-16-be"
    assert decode(mark + "茶 tea".encode(encoding)) == "茶 tea"


def test_latin_1_is_read() -> None:
    text = "Der Kapitän hat die Fähre über die Brücke gegrüßt. Das Café öffnet später, sagt die Köchin."
    assert decode(text.encode("latin-1")) == text


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b" \n\t ", "empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "binary"),
        (b"ELF\0\0\0", "binary"),
    ],
)
def test_what_is_no_text_is_refused_with_the_reason(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableError, match=reason):
        decode(data)


@pytest.mark.parametrize("name", ["a.txt", "a.md"])
@pytest.mark.parametrize("text", ["\u200b", "\u200b\n\ufeff", "\x07"])
def test_a_file_of_invisible_characters_holds_no_text(name: str, text: str) -> None:
    with pytest.raises(UnreadableError, match="no text"):
        read(name, text)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029"])
def test_every_line_end_becomes_one(end: str) -> None:
    assert normalise(f"one.{end}two.") == "one.\ntwo."


def test_what_cannot_be_seen_is_taken_out() -> None:
    assert normalise("a\0b\u200bc\u202ed\ufeffe\x1b[0m\ud800") == "abcde[0m"


def test_joiners_that_spell_emoji_and_words_stay() -> None:
    assert normalise("👨\u200d👩\u200d👧 می\u200cخواهم") == "👨\u200d👩\u200d👧 می\u200cخواهم"


def slowly_normalised(text: str) -> str:
    """Return what `normalise` is defined to return, one character at a time."""
    text = re.sub("\r\n|[\r\x0b\x0c\x85\u2028\u2029]", "\n", text)
    return unicodedata.normalize("NFC", "".join(c for c in text if c in "\n\t" or not is_unseen(c)))


def is_unseen(character: str) -> bool:
    return unicodedata.category(character) in {"Cc", "Cs", "Cf"} and character not in "\u200c\u200d"


@given(st.text(st.characters() | st.sampled_from("\r\n\t\u2028\u200b\u00ade\u0301\ud800\U000e0041a")))
def test_a_text_is_normalised_as_it_is_defined(text: str) -> None:
    assert normalise(text) == slowly_normalised(text)


def test_every_character_is_normalised_as_it_is_defined() -> None:
    every = "\ufdd0".join(map(chr, (*range(0x20000), *range(0xE0000, 0xE1000))))
    assert normalise(every) == slowly_normalised(every)


def test_a_large_text_of_any_script_is_normalised_at_once() -> None:
    began = time.process_time()
    assert normalise(RUSSIAN * 20_000)
    assert time.process_time() - began < 1  # some 0.1; one character at a time took 1.5


def test_what_hides_is_counted_and_what_is_harmless_is_not() -> None:
    hidden = "Open\u200b the \u202ebridge\u2066\u2069 \U000e0041now."
    assert invisible(hidden) == 5
    assert invisible("\ufeffcon\u00adtinue می\u200cخواهم 👨\u200d👩") == 0
    assert only("a.txt", hidden).invisible == only("a.md", hidden).invisible == 5
    assert only("a.jsonl", json.dumps({"id": "a", "text": hidden})).invisible == 5
    assert only("a.md", "The bridge&#8203; is&#x202e; open.").invisible == 2


@given(st.text())
def test_a_normalised_text_stays_as_it_is(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


@given(st.text())
def test_a_normalised_text_can_be_written_anywhere(text: str) -> None:
    made = normalise(text)
    made.encode()
    assert not {"\0", "\r", "\u2028"} & set(made)


@given(st.binary(max_size=300), st.sampled_from(["a.txt", "a.md", "a.jsonl"]))
def test_any_bytes_become_documents_or_a_reason(data: bytes, name: str) -> None:
    with suppress(UnreadableError):
        assert all(isinstance(one, Document | tuple) for one in read(name, data))


@given(st.text(max_size=300), st.text(max_size=80))
def test_any_markdown_becomes_a_document_or_a_reason(body: str, front: str) -> None:
    with suppress(UnreadableError):
        document = only("a.md", f"---\n{front}\n---\n{body}".encode("utf-8", "replace"))
        assert all(0 <= start < end <= len(document.text) for start, end in document.furniture)


def test_front_matter_becomes_metadata_with_iso_dates() -> None:
    document = only(
        "bridge.md",
        """---
title: "The Ruby Bridge: opened"
author: [Ann Lee, Bo Ek]
date: 2019-05-02
url: https://valley.example/bridge
language: no
topics: [bridges]
sources:
  - {outlet: The Valley Post, title: A bridge at last, url: "https://valley.example/a", date: 2019-05-02}
  - {outlet: River Board, url: "javascript:alert(1)", date: 2020-06}
  - {outlet: Town hall, date: 2021}
  - {outlet: Hearsay, date: "", note: the page shows no date}
  - A leaflet
---
The bridge is open. [1][2]
""",
    )
    assert (document.title, document.author, document.language) == ("The Ruby Bridge: opened", "Ann Lee, Bo Ek", "no")
    assert (document.date, document.url) == ("2019-05-02", "https://valley.example/bridge")
    assert document.sources == (
        Publication("The Valley Post", "A bridge at last", "https://valley.example/a", "2019-05-02"),
        Publication("River Board", "", "", "2020-06"),
        Publication("Town hall", "", "", "2021"),
        Publication("Hearsay"),
        Publication("", "A leaflet"),
    )
    start = document.text.index("The bridge")
    assert document.publications(start, start + 19) == document.sources[:2]


@pytest.mark.parametrize("front", ["title: [", "a: b: c", "\t- x", "title: *nobody"])
def test_front_matter_that_is_no_yaml_is_named(front: str) -> None:
    with pytest.raises(UnreadableError, match="front matter"):
        read("a.md", f"---\n{front}\n---\nThe bridge is open.\n")


def test_a_date_that_is_none_spoils_no_document() -> None:
    assert only("a.md", "---\ndate: 2025-13-45\n---\nThe bridge is open.").date == "2025"


def test_front_matter_that_unfolds_without_end_is_not_unfolded() -> None:
    bomb = "a0: &a0 [x, x]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 20))
    assert only("a.md", f"---\n{bomb}title: *a19\n---\nThe bridge is open.").title == ""


@pytest.mark.parametrize(
    ("value", "iso"),
    [
        ("2025", "2025"),
        (2025, "2025"),
        ("2025-06", "2025-06"),
        ("2025-06-24T10:00:00Z", "2025-06-24"),
        ("24 June 2025", ""),
        ("20250624", ""),
        ("soon", ""),
        (None, ""),
    ],
)
def test_a_date_is_as_precise_as_it_is_known(value: object, iso: str) -> None:
    assert iso_date(value) == iso


def test_markdown_loses_its_markup_and_keeps_its_words() -> None:
    document = only(
        "a.md", "# The *Ruby* Bridge\n\nIt is **412** metres `long`, says [the board](https://x.example).\n"
    )
    assert document.text == "The Ruby Bridge\n\nIt is 412 metres long, says the board."
    assert document.title == "The Ruby Bridge"
    assert framed(document) == ["The Ruby Bridge"]


def test_a_markdown_paragraph_broken_at_a_width_is_made_whole() -> None:
    text = "The Ruby Bridge over the Tarn was opened on the second\nof May 2019 by the mayor. It is\nlong.\n"
    assert "on the second of May 2019" in only("a.md", text).text


def test_the_row_of_a_markdown_table_is_a_line() -> None:
    document = only("a.md", "It has parts.\n\n| Year | Cars |\n|---|---|\n| 2020 | *9,300* |\n\nIt is long.\n")
    assert document.text == "It has parts.\n\nYear | Cars\n2020 | 9,300\n\nIt is long."
    assert framed(document) == []


def test_the_items_of_a_markdown_list_are_kept_and_menus_are_not() -> None:
    document = only("a.md", "It has parts.\n\n- a hull of steel\n- [Home](https://x.example)\n\nSee also\n")
    assert framed(document) == ["Home", "See also"]


def test_a_plain_text_that_names_its_page_has_it_as_its_source() -> None:
    document = only(
        "a.txt",
        "24 June 2025\n\nThe harbour is growing\n\nThe harbour of Lindel is growing.\n\nLink: https://x.example/a\n",
    )
    assert document.sources == (Publication("", "The harbour is growing", "https://x.example/a", "2025-06-24"),)


@pytest.mark.parametrize(
    ("text", "language"),
    [("水库的水很深。", "zh"), ("Плотина стоит.", "ru"), ("ダムはとても大きい。", "ja"), ("The dam stands.", "")],
)
def test_a_script_that_gives_its_language_away_does_so(text: str, language: str) -> None:
    assert only("a.txt", text).language == language


def test_a_record_becomes_a_document_with_its_own_id_and_metadata() -> None:
    fields = {"id": "owl/7 ä", "title": "Owls", "text": "It hunts.", "url": "https://x.example", "date": "2024-01",
              "author": "Ann Lee", "language": "en", "more": 1}  # fmt: skip
    document = only("a.jsonl", json.dumps(fields))
    assert document == Document("owl/7 ä", "It hunts.", "Owls", "Ann Lee", "2024-01", "https://x.example", "en")
    assert document.is_page


def test_a_bad_line_is_named_with_its_number_and_the_rest_is_read() -> None:
    lines = ['{"id": "a", "text": "One."}', "{broken", "", "[1]", '{"id": "b"}', '{"id": "c", "text": " "}',
             '{"id": 5, "text": "Two."}', "[" * 100_000, '{"id": "", "text": "Three."}']  # fmt: skip
    found = read("a.jsonl", "\n".join(lines))
    assert [one.id for one in found if isinstance(one, Document)] == ["a", "5"]
    assert [one for one in found if isinstance(one, tuple)] == [
        ("a.jsonl:2", "the line is not JSON"),
        ("a.jsonl:4", "the line is not a JSON object"),
        ("a.jsonl:5", "the record needs an 'id' and a 'text'"),
        ("a.jsonl:6", "the record holds no text"),
        ("a.jsonl:8", "the line is not JSON"),
        ("a.jsonl:9", "the record needs an 'id' and a 'text'"),
    ]


def test_a_record_may_hold_other_line_ends_inside_its_strings() -> None:
    line = json.dumps({"id": "a", "text": "One.\u2028Two.\x85Three.\u2029Four."}, ensure_ascii=False)
    assert only("a.jsonl", line + "\r\n").text == "One.\nTwo.\nThree.\nFour."


def test_half_a_character_spoils_no_record() -> None:
    document = only("a.jsonl", '{"id": "\\ud800a", "title": "T\\udc00", "text": "One\\ud83d."}')
    assert (document.id, document.title, document.text) == ("?a", "T", "One.")
