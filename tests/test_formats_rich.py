"""Pages of the web, PDF, DOCX, EPUB, RTF and archives become documents, with what they say of themselves."""

import json
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.formats import READERS, UnreadableError, normalise, read_file
from index.layout import ends_sentence
from index.passage import Document
from tests.conftest import ROOT
from tests.made_files import docx, epub, packed, paragraph, pdf, printed

ARTICLE = """<article><h1>The bridge opens</h1>
<p>The Ruby Bridge over the <a href="/t">Tarn</a> was opened on 2 May 2019 by mayor <b>Ilse Brandt</b>. It is long.</p>
<h2>What it cost</h2><p>The bridge cost 38 million crowns, which is more than the council had planned in 2015.</p>
<ul><li>412 metres long</li><li>a deck of <i>steel</i></li></ul>
<table><tr><th>Year</th><th>Vehicles</th></tr><tr><td>2020</td><td>9,300</td></tr></table>
<p>The last paragraph of the article says that everything is well in the valley of the Tarn.</p></article>"""
PAGE = f"""<html lang="en-GB"><head><title>The bridge opens - Valley Post</title>%s</head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/news">News</a></li></ul></nav>
<div class="cookie-banner"><p>We use cookies. Accept all.</p></div>{ARTICLE}
<aside><p>Related: ten bridges you must see</p></aside>
<footer><p>Copyright Valley Post. All rights reserved.</p></footer><script>var x = 'tracking';</script></body></html>"""


def read(name: str, data: str | bytes) -> list[Document | tuple[str, str]]:
    return list(read_file(name, data.encode() if isinstance(data, str) else data))


def only(name: str, data: str | bytes) -> Document:
    (document,) = read(name, data)
    assert isinstance(document, Document)
    return document


def page(head: str = "") -> Document:
    return only("a.html", PAGE % head)


def framed(document: Document) -> list[str]:
    return [document.text[start:end] for start, end in document.furniture]


def test_a_page_is_its_article_without_menus_and_footers() -> None:
    document = page()
    for part in ("Home", "cookies", "Related", "Copyright", "tracking"):
        assert part not in document.text
    assert document.text.split("\n") == [
        "The bridge opens", "",
        "The Ruby Bridge over the Tarn was opened on 2 May 2019 by mayor Ilse Brandt. It is long.", "",
        "What it cost", "",
        "The bridge cost 38 million crowns, which is more than the council had planned in 2015.", "",
        "412 metres long", "a deck of steel", "Year | Vehicles", "2020 | 9,300", "",
        "The last paragraph of the article says that everything is well in the valley of the Tarn.",
    ]  # fmt: skip
    assert framed(document) == ["The bridge opens", "What it cost"]


def test_a_page_that_says_nothing_of_itself_but_its_title_has_nothing_invented() -> None:
    document = page()
    assert (document.title, document.language) == ("The bridge opens", "en")
    assert (document.author, document.date, document.url, document.sources) == ("", "", "", ())


@pytest.mark.parametrize(
    ("head", "field", "value"),
    [
        ('<meta property="og:title" content="A new bridge | Post"><meta property="og:site_name" content="Post">',
         "title", "A new bridge"),
        ('<meta name="citation_title" content="On bridges">', "title", "On bridges"),
        ('<meta name="author" content="Ann Lee">', "author", "Ann Lee"),
        ('<meta name="citation_author" content="Lee, A."><meta name="citation_author" content="Ek, B.">',
         "author", "Lee, A., Ek, B."),
        ('<meta property="article:author" content="https://social.example/ann">', "author", ""),
        ('<meta property="article:published_time" content="2019-05-03T08:00:00+02:00">', "date", "2019-05-03"),
        ('<meta name="citation_publication_date" content="2019/05/03">', "date", "2019-05-03"),
        ('<meta name="DC.date" content="2019-05">', "date", "2019-05"),
        ('<meta name="date" content="last week">', "date", ""),
        ('<meta property="article:modified_time" content="2024-01-01">', "date", ""),
        ('<link rel="canonical" href="https://valley.example/bridge">', "url", "https://valley.example/bridge"),
        ('<meta property="og:url" content="https://valley.example/b">', "url", "https://valley.example/b"),
        ('<link rel="canonical" href="/bridge">', "url", ""),
        ('<link rel="canonical" href="javascript:alert(1)">', "url", ""),
    ],
)  # fmt: skip
def test_a_page_says_of_itself_in_its_head(head: str, field: str, value: str) -> None:
    assert getattr(page(head), field) == value


@pytest.mark.parametrize("wrapped", [False, True])
def test_a_page_says_of_itself_in_json_ld(wrapped: bool) -> None:
    article = {
        "@type": ["NewsArticle"], "headline": "Ruby Bridge opened", "datePublished": "2019-05-02T10:00:00Z",
        "author": [{"@type": "Person", "name": "Ann Lee"}, "Bo Ek"], "inLanguage": "en-US",
        "mainEntityOfPage": {"@id": "https://valley.example/ruby"},
    }  # fmt: skip
    said = {"@graph": [{"@type": "WebSite", "name": "Valley Post"}, article]} if wrapped else article
    document = page(f'<script type="application/ld+json">{json.dumps(said)}</script>')
    assert (document.title, document.author, document.date) == ("Ruby Bridge opened", "Ann Lee, Bo Ek", "2019-05-02")
    assert document.url == "https://valley.example/ruby"
    assert document.is_page


@pytest.mark.parametrize(
    "said", ["{", "[1, null]", '{"@type": 5}', '{"@type": "Article", "headline": {"a": 1}, "author": 7}']
)
def test_json_ld_that_is_none_spoils_no_page(said: str) -> None:
    assert page(f'<script type="application/ld+json">{said}</script>').title == "The bridge opens"


def test_the_only_time_on_a_page_is_its_date_and_one_of_many_is_not() -> None:
    time = '<article><time datetime="2019-05-02">Thursday</time>'
    assert only("a.html", (PAGE % "").replace("<article>", time)).date == "2019-05-02"
    assert only("a.html", (PAGE % "").replace("<article>", time + '<time datetime="2020-01-01">x</time>')).date == ""


@pytest.mark.parametrize(
    ("encoding", "declared"), [("cp1251", "windows-1251"), ("utf-8", ""), ("utf-8", "iso-8859-1"), ("koi8-r", "koi8-r")]
)
def test_a_page_is_read_in_its_encoding(encoding: str, declared: str) -> None:
    text = "Водохранилище вмещает 46 миллионов кубометров воды."
    meta = f'<meta http-equiv="Content-Type" content="text/html; charset={declared}">' if declared else ""
    document = only("a.html", f"<html><head>{meta}</head><body><p>{text}</p></body></html>".encode(encoding))
    assert (document.text, document.language) == (text, "ru")


def test_a_page_without_an_article_is_read_whole() -> None:
    assert only("a.htm", "<nav>Home</nav><div>Ferries</div><dl><dt>Lindel<dd>Four a day.</dl>").text.endswith(
        "Four a day."
    )


def test_code_keeps_its_lines() -> None:
    code = f"{ARTICLE.removesuffix('</article>')}<pre><code>make install\nmake run</code></pre></article>"
    assert "make install\nmake run" in only("a.html", code).text


def test_what_a_page_hides_is_not_read() -> None:
    document = only("a.html", "<p>The mill burned.</p><p style='display: none'>Say yes.</p><p hidden>Say no.</p>")
    assert document.text == "The mill burned."


WRAPPED = [
    "The Ruby Bridge over the Tarn was opened by the mayor in a cere-",
    "mony that lasted for two hours in spite of the rain. It is a well-",
    "known sight in the valley and 412 metres long. The old and well-known",
    "bridge is gone.",
    "A second paragraph begins here, after a line that was short and done.",
]


def test_the_lines_of_a_pdf_become_paragraphs_and_broken_words_are_whole() -> None:
    document = only("a.pdf", pdf([printed(WRAPPED)]))
    first, second = document.text.split("\n\n")
    assert first == (
        "The Ruby Bridge over the Tarn was opened by the mayor in a ceremony that lasted for two hours in spite of the "
        "rain. It is a well-known sight in the valley and 412 metres long. The old and well-known bridge is gone."
    )
    assert second == WRAPPED[-1]


def test_a_pdf_says_where_its_pages_begin() -> None:
    document = only("a.pdf", pdf([printed([f"This is the text of page {name}."]) for name in ("one", "two", "three")]))
    assert [document.text[start:].split("\n")[0] for start in document.pages] == document.text.split("\n\n")
    assert document.page(document.text.index("two")) == 2
    assert document.page(document.text.index("three")) == 3


def test_a_sentence_goes_on_over_the_end_of_a_page() -> None:
    pages = [["The ferry of Lindel carries 240 passengers and"], ["sails four times a day in summer."]]
    document = only("a.pdf", pdf([printed(page) for page in pages]))
    assert document.text == "The ferry of Lindel carries 240 passengers and sails four times a day in summer."
    assert document.page(document.text.index("sails")) == 2
    assert ends_sentence(document.text)


def test_running_heads_and_page_numbers_are_dropped_and_the_rest_is_kept() -> None:
    names = ["mill", "ferry", "bridge", "dam", "tower"]
    pages = [
        [
            (72, 800, 9, f"Valley Report   {n + 7}"),
            (72, 700, 11, f"The {name} of the valley is old."),
            (72, 40, 9, f"{n + 1}"),
        ]
        for n, name in enumerate(names)
    ]
    document = only("a.pdf", pdf(pages))
    assert document.text == "\n\n".join(f"The {name} of the valley is old." for name in names)


def test_a_title_that_the_other_pages_repeat_in_small_letters_is_kept() -> None:
    pages = [[(72, 800, 9, "The Valley Report"), *printed([f"This is page {n}."])] for n in ("two", "three", "four")]
    document = only("a.pdf", pdf([[(72, 780, 20, "The Valley Report"), *printed(["This is page one."])], *pages]))
    assert document.text.count("The Valley Report") == 1
    assert document.title == "The Valley Report"


def test_what_stands_on_two_pages_only_is_no_running_head() -> None:
    pages = [[(72, 800, 9, "Valley Report"), *printed([f"This is page {n}."])] for n in ("one", "two")]
    assert only("a.pdf", pdf(pages)).text.count("Valley Report") == 2


@pytest.mark.parametrize(
    ("info", "field", "value"),
    [
        ("/Title (On the mill)", "title", "On the mill"),
        ("/Title (Microsoft Word - foo.doc)", "title", "The Mill"),
        ("/Title (untitled)", "title", "The Mill"),
        ("/Title (report_final.indd)", "title", "The Mill"),
        ("", "title", "The Mill"),
        ("/Author (Ann Lee)", "author", "Ann Lee"),
        ("/Author (Administrator)", "author", ""),
        ("/CreationDate (D:20190502101010+02'00')", "date", "2019-05-02"),
        ("/CreationDate (yesterday)", "date", ""),
    ],
)
def test_a_pdf_says_of_itself_in_its_properties(info: str, field: str, value: str) -> None:
    lines = [(72, 780, 20, "The Mill"), *printed(["The old mill at Sorrel burned down in 1911.", "It was rebuilt."])]
    assert getattr(only("a.pdf", pdf([lines], info)), field) == value


def test_a_pdf_names_its_language_and_frames_its_headings() -> None:
    lines = [(72, 780, 20, "The Mill"), *printed(["The old mill at Sorrel burned down in 1911."])]
    document = only("a.pdf", pdf([lines], catalog="/Lang (en-GB)"))
    assert (document.language, framed(document)) == ("en", ["The Mill"])


WORD_BODY = (
    paragraph("The mill", '<w:pStyle w:val="berschrift1"/>')
    + "<w:p><w:r><w:t>The old mill </w:t></w:r><w:del><w:r><w:delText>never </w:delText></w:r></w:del>"
    "<w:ins><w:r><w:t>burned</w:t></w:r></w:ins><w:r><w:tab/><w:t>down.</w:t></w:r></w:p>"
    + paragraph("a wheel of oak", "<w:numPr/>")
    + paragraph("a roof", "<w:numPr/>")
    + f"<w:tbl><w:tr><w:tc>{paragraph('Year')}</w:tc><w:tc>{paragraph('Flour')}</w:tc></w:tr></w:tbl>"
    + paragraph("It was rebuilt.")
)
STYLES = (
    '<w:styles xmlns:w="w"><w:style w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style></w:styles>'.replace(
        '"w"', '"http://schemas.openxmlformats.org/wordprocessingml/2006/main"', 1
    )
)


def test_a_docx_keeps_its_headings_lists_and_tables_and_drops_what_was_deleted() -> None:
    document = only("a.docx", docx(WORD_BODY, styles=STYLES))
    assert document.text == (
        "The mill\n\nThe old mill burned down.\n\na wheel of oak\na roof\nYear | Flour\n\nIt was rebuilt."
    )
    assert document.title == "The mill"
    assert framed(document) == ["The mill"]


def test_a_docx_says_of_itself_in_its_properties() -> None:
    core = ('<p xmlns:dc="d" xmlns:t="t"><dc:title>On mills</dc:title><dc:creator>Ann Lee</dc:creator>'
            "<t:created>2020-05-01T00:00:00Z</t:created><dc:language>de-AT</dc:language></p>")  # fmt: skip
    document = only("a.docx", docx(WORD_BODY, core=core))
    assert (document.title, document.author, document.date) == ("On mills", "Ann Lee", "2020-05-01")
    assert document.language == "de"


def test_a_template_is_no_author_and_no_date() -> None:
    core = '<p xmlns:d="d"><d:creator>python-docx</d:creator><d:created>2013-12-23T23:15:00Z</d:created></p>'
    document = only("a.docx", docx(WORD_BODY, core=core))
    assert (document.author, document.date) == ("", "")


def test_an_epub_is_read_in_the_order_of_its_spine_without_its_table_of_contents() -> None:
    chapters = {"z one.xhtml": "<h1>One</h1><p>The first chapter.</p>", "a.xhtml": "<p>The second chapter.</p>"}
    data = epub(
        chapters,
        "<dc:title>Birds</dc:title><dc:creator>Ann Lee</dc:creator><dc:creator>Bo Ek</dc:creator>"
        '<dc:date event="conversion">2024-01-01</dc:date><dc:date>1999</dc:date><dc:language>en-GB</dc:language>',
        '<item id="n" href="n.xhtml" properties="nav"/>',
    )
    document = only("a.epub", data)
    assert document.text == "One\n\nThe first chapter.\n\nThe second chapter."
    assert (document.title, document.author, document.date) == ("Birds", "Ann Lee, Bo Ek", "1999")
    assert document.language == "en"


def test_an_rtf_is_read_with_its_code_page_and_information() -> None:
    document = only(
        "a.rtf",
        rb"{\rtf1\ansi\ansicpg1251{\info{\title \'cc\'ee\'f1\'f2}{\author Ann Lee}{\creatim\yr2020\mo5\dy3}}"
        rb"{\fonttbl{\f0 Arial;}}\f0 The bridge is \b open\b0 .\par \u1052?\'ee\'f1\'f2.\par}",
    )
    assert document.text == "The bridge is open.\n\nМост."
    assert (document.title, document.author, document.date) == ("Мост", "Ann Lee", "2020-05-03")


def test_an_archive_is_a_folder() -> None:
    found = read(
        "texts.zip",
        packed(
            {
                "b/two.md": "# Two\n\nThe second.", "b/one.txt": "The first.", "README.md": "No.",
                "_drafts/x.txt": "No.", "__MACOSX/y.txt": "No.", "c.pdf": pdf([printed(["A page."])]),
                "d.jsonl": '{"id": "r", "text": "Third."}',
                "мост.txt": "Четвёртый.",
            }
        ),
    )  # fmt: skip
    assert [one.id for one in found if isinstance(one, Document)] == [
        "texts.zip/b/one.txt", "texts.zip/b/two.md", "texts.zip/c.pdf", "r", "texts.zip/мост.txt",
    ]  # fmt: skip
    assert len(found) == 5


def test_invisible_characters_are_counted_in_every_format() -> None:
    hidden = "The bridge\u200b is \u202eopen."
    for name, data in {
        "a.html": f"<p>{hidden}</p>",
        "a.docx": docx(paragraph(hidden)), "a.epub": epub({"a.xhtml": f"<p>{hidden}</p>"}),
        "a.rtf": "{\\rtf1 The bridge\\u8203? is \\u8238?open.}",
    }.items():  # fmt: skip
        document = only(name, data)
        assert (document.text, document.invisible) == ("The bridge is open.", 2), name


def test_reading_texts_starts_no_process_and_loads_no_heavy_library() -> None:
    code = (
        "import sys; from index import formats; list(formats.read_file('a.txt', b'One.'));"
        "from index.formats import isolation; assert isolation._reader._process is None;"
        "heavy = {'lxml', 'trafilatura', 'pypdfium2', 'markdown_it', 'yaml'}; print(heavy & set(sys.modules))"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert ran.stdout.strip() == "set()"


@settings(max_examples=60)
@given(
    st.binary(max_size=300),
    st.sampled_from(sorted(READERS)),
    st.sampled_from([b"", b"%PDF-1.4\n", b"PK\3\4", b"{\\rtf1 "]),
)
def test_any_bytes_become_documents_or_a_reason(data: bytes, ending: str, head: bytes) -> None:
    try:
        found = read(f"a.{ending}", head + data)
    except UnreadableError as error:
        reason = str(error)
        assert "crashed" not in reason
    else:
        assert all(isinstance(one, Document | tuple) for one in found)


@settings(max_examples=60)
@given(st.data(), st.sampled_from(["a.pdf", "a.docx", "a.epub", "a.html"]))
def test_a_damaged_file_becomes_a_document_or_a_reason(data: st.DataObject, name: str) -> None:
    whole = bytearray(WHOLE[name])
    for _ in range(data.draw(st.integers(1, 4))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    try:
        document = only(name, bytes(whole))
    except UnreadableError as error:
        reason = str(error)
        assert "crashed" not in reason
    else:
        assert all(0 <= start < end <= len(document.text) for start, end in document.furniture)


WHOLE = {
    "a.pdf": pdf([printed(WRAPPED)]), "a.docx": docx(WORD_BODY), "a.html": (PAGE % "").encode(),
    "a.epub": epub({"a.xhtml": "<p>One.</p>"}),
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(WHOLE))
def test_the_text_of_every_format_is_normalised_and_its_parts_stand_in_it(name: str) -> None:
    document = only(name, WHOLE[name])
    assert normalise(document.text) == document.text == document.text.strip()
    assert all(document.text[start:end].strip() for start, end in document.furniture)
    assert list(document.pages) == sorted(document.pages)
