"""Answers as people and programs get them: Telegram messages, text for a terminal, JSON."""

from __future__ import annotations

import json
import re
from urllib.parse import unquote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answer import Answer, Citation, Statement
from bot.display import clean, human_date, to_quote
from bot.render import Entity, Message, to_json, to_telegram, to_terminal
from bot.styled import MESSAGE_ENTITIES, MESSAGE_UNITS, Style, Styled, to_messages, units
from index.passage import Document, Passage, Publication

TIMES = Publication(
    "The Astana Times", "China, Central Asia Sign Treaty", "https://astanatimes.com/treaty", "2025-06-18"
)
CENTRE = Publication("SR-Center", "Results", "https://sr-center.info/en", "2025-06")
TEXT = (
    "- Six presidents signed the treaty in Astana on 17 June 2025. [1][2]\n"
    "- The treaty has 15 articles. [1]\n"
    "- It rules out force. [2]"
)
BRIEF = Document("treaty.md", TEXT, "The 2025 treaty", sources=(TIMES, CENTRE))
PAGE = Document("treaty.html", TEXT, "Treaty & text", "", "2025", "https://example.org/a")
REPLY = "The texts do not say."


def passage_of(document: Document) -> Passage:
    """Return the whole document as a passage; a sentence ends at each full stop."""
    sentences = tuple(found.span(1) for found in re.finditer(r"(?:- )?([^.\n]+\.)", document.text))
    return Passage(document, 0, len(document.text), sentences)


def citing(document: Document, quote: str, number: int = 1, span: str = "") -> Citation:
    start = document.text.index(quote)
    at = document.text.index(span) if span else 0
    return Citation(number, passage_of(document), start, start + len(quote), (at, at + len(span)) if span else None)


def answering(citation: Citation, text: str = "") -> Answer:
    statement = Statement(text or citation.quote, (citation.number,))
    return Answer("When?", (statement,), (citation,), 0.87654, engine="extractive", generation="g1")


def covered(message: Message, kind: str) -> list[str]:
    """Return the stretches of a message that entities of one kind cover."""
    encoded = message.text.encode("utf-16-le")
    stretches = (encoded[2 * e.offset : 2 * (e.offset + e.length)] for e in message.entities if e.kind == kind)
    return [stretch.decode("utf-16-le") for stretch in stretches]


# Telegram


def test_the_answering_words_are_bold_in_the_statement() -> None:
    quote = "Six presidents signed the treaty in Astana on 17 June 2025."
    (message,) = to_telegram(answering(citing(BRIEF, quote, span="17 June 2025")))
    assert message.text.startswith(f"{quote} [1]\n\nSources\n")
    assert message.entities[0] == Entity("bold", quote.index("17 June"), len("17 June 2025"))


def test_answering_words_that_stand_inside_another_word_are_not_bold() -> None:
    citation = citing(BRIEF, "The treaty has 15 articles.", span="15")
    (message,) = to_telegram(answering(citation, "The number is 2015 or more."))
    assert "15" not in covered(message, "bold")


def test_offsets_count_utf16_units() -> None:
    citation = citing(BRIEF, "The treaty has 15 articles.", span="15 articles")
    (message,) = to_telegram(answering(citation, "🦆🦆 The treaty has 15 articles."))
    assert covered(message, "bold")[0] == "15 articles"


def test_a_brief_links_plainly_to_its_publications_and_says_that_it_is_our_summary() -> None:
    (message,) = to_telegram(answering(citing(BRIEF, "The treaty has 15 articles.")))
    line = "[1] The 2025 treaty: our summary of China, Central Asia Sign Treaty (The Astana Times, 18 June 2025)\n"
    assert line in message.text
    assert [entity.url for entity in message.entities if entity.kind == "text_link"] == [TIMES.url]
    assert covered(message, "text_link") == [TIMES.title]


def test_a_page_links_to_the_quote_on_it() -> None:
    (message,) = to_telegram(answering(citing(PAGE, "The treaty has 15 articles.")))
    assert "[1] Treaty & text (2025)\n" in message.text
    (url,) = [entity.url for entity in message.entities if entity.kind == "text_link"]
    assert url == "https://example.org/a#:~:text=The%20treaty%20has%2015%20articles."


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "ftp://example.org", "https://", "http://[", "https://a b", "tg://user?id=1", "x\n"]
)
def test_only_web_addresses_become_links(url: str) -> None:
    document = Document("a.md", TEXT, "A title", url=url)
    answer = answering(citing(document, "It rules out force."))
    assert not any(entity.kind == "text_link" for message in to_telegram(answer) for entity in message.entities)
    assert url not in to_terminal(answer)


def test_the_passage_is_folded_with_the_quote_in_bold_and_without_source_marks() -> None:
    (message,) = to_telegram(answering(citing(BRIEF, "The treaty has 15 articles.")))
    assert covered(message, "expandable_blockquote") == [re.sub(r" (\[\d\])+", "", TEXT)]
    assert covered(message, "bold")[-1] == "The treaty has 15 articles."


def test_citations_of_one_passage_share_it() -> None:
    first, second = citing(BRIEF, "The treaty has 15 articles."), citing(BRIEF, "It rules out force.", 2)
    statements = (Statement("15 articles.", (1,)), Statement("No force.", (2,)))
    (message,) = to_telegram(Answer("What?", statements, (first, second)))
    assert message.text.startswith("15 articles. [1] No force. [2]\n\nSources\n[1] ")
    assert "[1][2] The 2025 treaty\n" in message.text
    assert len(covered(message, "expandable_blockquote")) == 1
    assert covered(message, "bold")[-2:] == ["The treaty has 15 articles.", "It rules out force."]


def test_a_long_passage_is_cut_at_sentence_ends_around_the_quote() -> None:
    text = " ".join(f"This is sentence number {n} of a long page." for n in range(300))
    quote = "This is sentence number 150 of a long page."
    (message,) = to_telegram(answering(citing(Document("a.md", text, "Long"), quote)))
    (folded,) = covered(message, "expandable_blockquote")
    assert re.fullmatch(r"… This is sentence number .* of a long page\. …", folded)
    assert 1700 < len(folded) < 1910
    assert quote in covered(message, "bold")


def test_a_quote_is_never_cut_even_if_it_takes_several_messages() -> None:
    quote = "word " * 2000 + "end."
    messages = to_telegram(answering(citing(Document("a.md", quote, "Long"), quote), "Short."))
    folded = " ".join(part for message in messages for part in covered(message, "expandable_blockquote"))
    assert folded == quote


def test_line_breaks_in_a_quote_are_blanks_where_it_is_nearest() -> None:
    nearest = citing(Document("a.md", "One\n  line.  Two.", "T"), "One\n  line.  Two.")
    (message,) = to_telegram(Answer("?", reply=REPLY, nearest=(nearest,)))
    assert "• “One line. Two.” — T" in message.text


def test_a_refusal_shows_what_is_nearest_and_says_that_it_is_no_answer() -> None:
    answer = Answer("?", reply=REPLY, nearest=(citing(BRIEF, "It rules out force."),))
    (message,) = to_telegram(answer)
    assert message.text.startswith(
        f"{REPLY}\n\nNearest in the texts (not an answer):\n• “It rules out force.” — The 2025"
    )
    assert "Nearest in the texts (not an answer):\n- “It rules out force.”\n" in to_terminal(answer)


def test_small_talk_is_the_reply_alone() -> None:
    answer = Answer("hi", reply="Hello.")
    assert to_telegram(answer) == [Message("Hello.")]
    assert to_terminal(answer) == "Hello."


def test_a_long_answer_is_split_at_sentence_ends() -> None:
    messages = to_telegram(Answer("?", reply="A sentence of the answer. " * 400))
    assert len(messages) == 3
    assert all(message.text.endswith("answer.") for message in messages)


def test_a_sentence_without_blanks_is_split_between_characters() -> None:
    messages = to_telegram(Answer("?", reply="🦆" * 5000))
    assert [units(message.text) for message in messages] == [4096, 4096, 10000 - 8192]


def test_entities_that_fit_a_message_are_not_broken_and_no_message_has_too_many() -> None:
    many = Styled()
    for number in range(250):
        many = many + Styled(f"word{number} and more. ").within("bold") + " plain "
    messages = to_messages([many])
    assert [len(message.entities) for message in messages] == [100, 100, 50]
    assert all(re.fullmatch(r"word\d+ and more\. ?", bold) for m in messages for bold in covered(m, "bold"))


# Addresses and dates


@pytest.mark.parametrize(
    ("url", "quote", "expected"),
    [
        ("https://e.org/", "a-b, c & d", "https://e.org/#:~:text=a%2Db%2C%20c%20%26%20d"),
        ("https://e.org/#part", "short", "https://e.org/#part:~:text=short"),
        ("https://e.org/#:~:text=old", "new", "https://e.org/#:~:text=new"),
        (
            "https://e.org/",
            "a b c d e f g h i j k l m",
            "https://e.org/#:~:text=a%20b%20c%20d%20e%20f,h%20i%20j%20k%20l%20m",
        ),
        ("https://e.org/", "# Title\n- one  line", "https://e.org/#:~:text=Title,one%20line"),
        ("https://e.org/", "  \n ", "https://e.org/"),
    ],
)
def test_a_text_fragment_finds_the_quote(url: str, quote: str, expected: str) -> None:
    assert to_quote(url, quote) == expected


def test_a_long_quote_without_blanks_is_found_by_its_first_and_last_clause() -> None:
    url = to_quote("https://e.org/", "第一句，" + "很长的句子" * 30 + "，最后一句。")
    assert unquote(url).endswith("#:~:text=第一句，,最后一句。")


@pytest.mark.parametrize(
    ("iso", "human"),
    [("2025-06-04", "4 June 2025"), ("2025-06", "June 2025"), ("2025", "2025"), ("", ""), ("2025-19", "2025-19")],
)
def test_dates_are_written_for_people_as_precise_as_they_are_known(iso: str, human: str) -> None:
    assert human_date(iso) == human


# Terminal and JSON


def test_a_terminal_shows_each_quote_with_its_publications() -> None:
    shown = to_terminal(answering(citing(BRIEF, "Six presidents signed the treaty in Astana on 17 June 2025.")))
    assert shown == (
        "Six presidents signed the treaty in Astana on 17 June 2025. [1]\n\n"
        "Sources\n"
        "[1] “Six presidents signed the treaty in Astana on 17 June 2025.”\n"
        "    The 2025 treaty: our summary of\n"
        "    China, Central Asia Sign Treaty (The Astana Times, 18 June 2025)\n"
        "    https://astanatimes.com/treaty\n"
        "    Results (SR-Center, June 2025)\n"
        "    https://sr-center.info/en"
    )


def test_a_quote_of_a_paged_file_names_its_page() -> None:
    document = Document("a.pdf", "One is here. Two is there.", "Report", date="2024", pages=(0, 13))
    citation = Citation(1, Passage(document, 0, 26, ((0, 12), (13, 26))), 13, 26)
    assert "Report (2024, p. 2)" in to_terminal(answering(citation))
    assert "Report (2024, p. 2)" in to_telegram(answering(citation))[0].text
    assert to_json(answering(citation), None, 0.1)["citations"][0]["page"] == 2


def test_corpus_text_cannot_steer_a_terminal() -> None:
    document = Document("a\x1b.md", "Evil \x1b[2J text\x07 [bold]here[/bold].", "\x1b]0;title\x07", url="https://e.org")
    shown = to_terminal(answering(citing(document, document.text)))
    assert not set("\x1b\x07") & set(shown)
    assert "[bold]here[/bold]" in shown


def test_json_has_the_keys_of_the_contract_and_places_in_the_document() -> None:
    text = "Before. The treaty has 15 articles. [1]"
    document = Document("treaty.md", text, "The 2025 treaty", sources=(TIMES,))
    citation = Citation(1, Passage(document, 8, len(text), ((0, 27),)), 0, 27, (15, 26))
    record = to_json(answering(citation), "q1", 0.12345)
    quote = "The treaty has 15 articles."
    assert record == {
        "id": "q1",
        "question": "When?",
        "answered": True,
        "confidence": 0.8765,
        "answer": f"{quote} [1]",
        "engine": "extractive",
        "generation": "g1",
        "seconds": 0.123,
        "citations": [
            {
                "number": 1,
                "document": "treaty.md",
                "title": "The 2025 treaty",
                "quote": quote,
                "start": 8,
                "end": 35,
                "span": [23, 34],
                "sources": [{"outlet": TIMES.outlet, "title": TIMES.title, "url": TIMES.url, "date": TIMES.date}],
            }
        ],
        "nearest": [],
    }
    assert text[8:35] == quote
    assert text[23:34] == "15 articles"


def test_json_of_a_refusal_holds_what_is_nearest() -> None:
    record = to_json(Answer("?", reply=REPLY, nearest=(citing(BRIEF, "It rules out force."),)), None, 0)
    assert (record["id"], record["answered"], record["answer"], record["citations"]) == (None, False, REPLY, [])
    assert record["nearest"] == [{"document": "treaty.md", "title": "The 2025 treaty", "quote": "It rules out force."}]


# Whatever the texts hold

anything = st.text(st.one_of(st.characters(), st.sampled_from("🦆[1]<b>*_. \n\x00\x1b\u202e\ud800")), max_size=60)
lengthy = st.builds(lambda text, times: text * times, anything, st.sampled_from([1, 1, 1, 20, 400]))
urls = st.one_of(
    anything, st.sampled_from(["https://e.org/a", "http://e.org/#b", "https://e.org/?a=1&b=2", "javascript:x"])
)
publications = st.builds(Publication, anything, lengthy, urls, st.one_of(anything, st.just("2025-06")))


@st.composite
def citations(draw: st.DrawFn, number: int) -> Citation:
    before, quote, after = draw(lengthy), draw(lengthy), draw(lengthy)
    sources = tuple(draw(st.lists(publications, max_size=3)))
    document = Document(draw(anything), before + quote + after, draw(lengthy), url=draw(urls), sources=sources)
    start, end = len(before), len(before) + len(quote)
    edges = sorted(draw(st.tuples(st.integers(start, end), st.integers(start, end))))
    sentences = tuple(span for span in ((0, start), (start, end), (end, len(document.text))) if span[0] < span[1])
    passage = Passage(document, 0, len(document.text), sentences)
    return Citation(number, passage, start, end, draw(st.sampled_from([None, (edges[0], edges[1])])))


@st.composite
def answers(draw: st.DrawFn) -> Answer:
    cited = tuple(draw(citations(number)) for number in range(1, draw(st.integers(0, 3)) + 1))
    texts = [draw(st.one_of(lengthy, st.just(citation.quote))) for citation in cited]
    statements = tuple(Statement(text, (n,)) for n, text in enumerate(texts, start=1))
    if draw(st.booleans()):
        return Answer(draw(anything), statements, cited)
    return Answer(draw(anything), reply=draw(lengthy), nearest=cited)


def squeezed(text: str) -> str:
    return "".join(clean(text).split())


@settings(max_examples=150, deadline=None)
@given(answers())
def test_whatever_the_texts_hold_every_message_is_one_that_telegram_takes(answer: Answer) -> None:
    for message in to_telegram(answer):
        encoded = message.text.encode("utf-16-le")
        assert message.text.strip()
        assert len(encoded) // 2 <= MESSAGE_UNITS
        assert len(message.entities) <= MESSAGE_ENTITIES
        for entity in message.entities:
            assert 0 <= entity.offset < entity.offset + entity.length <= len(encoded) // 2
            encoded[2 * entity.offset : 2 * (entity.offset + entity.length)].decode("utf-16-le")


@settings(max_examples=150, deadline=None)
@given(answers())
def test_whatever_the_texts_hold_the_whole_statement_is_sent_and_every_link_is_a_publications(answer: Answer) -> None:
    messages = to_telegram(answer)
    whole = squeezed("".join(message.text for message in messages))
    for statement in answer.statements:
        assert squeezed(statement.marked) in whole
    cited = answer.citations or answer.nearest
    known = {publication.url for citation in cited for publication in citation.publications}
    for entity in (entity for message in messages for entity in message.entities if entity.kind == "text_link"):
        page = re.split(r"#?:~:text=", entity.url)[0]
        assert entity.url in known or page in known
        assert re.match(r"https?://", entity.url)


@settings(max_examples=100, deadline=None)
@given(answers())
def test_whatever_the_texts_hold_a_terminal_gets_no_control_characters_and_json_can_be_read_back(
    answer: Answer,
) -> None:
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]", to_terminal(answer))
    to_terminal(answer).encode()
    record = to_json(answer, None, 0)
    assert json.loads(json.dumps(record)) == record


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(lengthy, st.lists(st.tuples(st.integers(0, 5000), st.integers(1, 5000)), max_size=130))))
def test_blocks_with_any_styles_become_messages_that_fit_and_lose_no_text(
    blocks: list[tuple[str, list[tuple[int, int]]]],
) -> None:
    styled = [
        Styled(clean(text), tuple(Style("bold", a, min(a + n, len(text))) for a, n in spans if a < len(text)))
        for text, spans in blocks
    ]
    messages = to_messages(styled)
    assert all(units(m.text) <= MESSAGE_UNITS and len(m.entities) <= MESSAGE_ENTITIES for m in messages)
    assert squeezed("".join(m.text for m in messages)) == squeezed("".join(text for text, _ in blocks))
