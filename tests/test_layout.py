"""The lines of a text are told apart: sentences, credits, furniture, mastheads."""

import pytest

from index.layout import Masthead, ends_sentence, furniture, is_wrapped, masthead

ARTICLE = """Home  Opinions  About us
Photo: CFP

24
Jun
2025

Anna Berg: The harbour is growing

The harbour of Lindel handled 4,200 ships last year, the most since it was opened to foreign trade.

What comes next

- Two quays in 2026
Translator: Marta Ohlin
Original article link: https://lindel.example/harbour
Share on Facebook
"""


def framed(text: str, headings: tuple[str, ...] = (), items: tuple[str, ...] = ()) -> list[str]:
    return [text[start:end] for start, end in furniture(text, headings, items)]


@pytest.mark.parametrize(
    "line", ["Home  Opinions  About us", "Photo: CFP", "24", "Jun", "2025", "What comes next", "Share on Facebook"]
)
def test_what_only_frames_a_text_is_furniture(line: str) -> None:
    assert line in framed(ARTICLE)


@pytest.mark.parametrize(
    "line",
    [
        "The harbour of Lindel handled 4,200 ships last year, the most since it was opened to foreign trade.",
        "- Two quays in 2026",
        "Translator: Marta Ohlin",
        "Original article link: https://lindel.example/harbour",
    ],
)
def test_what_says_something_is_no_furniture(line: str) -> None:
    assert line in ARTICLE
    assert line not in framed(ARTICLE)


@pytest.mark.parametrize("credit", ["Photo: CFP", "Image credit: Reuters", "Video: CGTN", "Фото: ТАСС", "图片：新华社"])
def test_a_picture_credit_is_furniture_in_any_language(credit: str) -> None:
    assert framed(f"{credit}\nThe ship has sailed.") == [credit]


def test_a_heading_is_furniture_even_when_it_ends_as_a_sentence() -> None:
    assert framed("Who owns it?\nThe town owns it.", headings=("Who owns it?",)) == ["Who owns it?"]


def test_a_list_item_is_kept_however_it_ends() -> None:
    assert framed("It has two parts.\nA hull of steel\nMenu", items=("A hull of steel",)) == ["Menu"]


def test_a_text_without_a_sentence_has_no_furniture() -> None:
    assert framed("Tea\nBread\nButter") == []


def test_a_long_line_says_something_without_a_full_stop() -> None:
    line = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    assert framed(f"A sentence.\n{line}\n{line[:-8]}") == [line[:-8]]


def test_the_lines_of_a_wrapped_text_are_no_furniture() -> None:
    wrapped = "The harbour of Lindel handled more ships last year\n" * 4 + "than ever before."
    assert is_wrapped(wrapped)
    assert framed(wrapped) == []


def test_a_text_of_one_line_a_paragraph_is_not_wrapped() -> None:
    assert not is_wrapped("The harbour of Lindel handled more ships last year.\n" * 5)


@pytest.mark.parametrize(
    "line", ["Done.", "Done. [1]", "Done.[1][2] ", "«Готово.»", "“Done!”", "完成。", "Done…", "(Done.)"]
)
def test_a_sentence_ends_before_quotes_and_source_marks(line: str) -> None:
    assert ends_sentence(line)


@pytest.mark.parametrize("line", ["Done", "[1]", "", "Done. [1] more", "Chapter 3"])
def test_other_lines_end_no_sentence(line: str) -> None:
    assert not ends_sentence(line)


def test_a_masthead_names_title_date_and_address() -> None:
    assert masthead(ARTICLE) == Masthead(
        "Anna Berg: The harbour is growing", "", "2025-06-24", "https://lindel.example/harbour"
    )


@pytest.mark.parametrize(
    ("head", "date"),
    [
        ("Published 24 June 2025", "2025-06-24"),
        ("June 4, 2025", "2025-06-04"),
        ("Sept. 1, 2024", "2024-09-01"),
        ("2025-06-24 10:30", "2025-06-24"),
        ("2025年6月4日", "2025-06-04"),
        ("Section 12, page 4", ""),
        ("2025-19-77", ""),
    ],
)
def test_a_date_in_the_head_is_read_as_iso(head: str, date: str) -> None:
    assert masthead(f"{head}\n\nThe harbour is open again after a long winter.").date == date


def test_a_byline_names_the_author() -> None:
    text = "The harbour is growing\nBy Anna Berg\n\nThe harbour of Lindel is growing."
    assert (masthead(text).author, masthead(text).title) == ("Anna Berg", "The harbour is growing")


def test_a_text_that_says_nothing_of_itself_has_an_empty_masthead() -> None:
    assert masthead("The harbour of Lindel is growing.") == Masthead()
