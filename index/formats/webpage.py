"""A page of the web becomes a document: its article without menus and advertisements; confines trafilatura."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from typing import Any

from index.formats import linked
from index.formats.document import document
from index.formats.encoding import decode
from index.formats.markup import Lines, Tree, drop_hidden, html, lines_of
from index.formats.unreadable import UnreadableError
from index.passage import Document

_DECLARED = re.compile(rb"""(?i)<(?:meta[^>]+charset|\?xml[^>]+encoding)\s*=\s*["']?([\w-]+)""")
_ESCAPED = {"iso-2022-jp", "iso-2022-kr", "hz-gb-2312"}  # encodings whose bytes look like ASCII
_TWIN = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "ascii": "cp1252", "gb2312": "gb18030",
         "gbk": "gb18030", "shift_jis": "cp932", "euc-kr": "cp949"}  # fmt: skip
_AUTHORS = 20


def read(name: str, data: bytes) -> Iterator[Document]:
    """Yield the one document of the HTML file *name*."""
    tree = html(_text(data).replace("\0", "").encode("utf-8", "replace"))
    fields = _fields(tree)
    lines = _article(tree)
    if not lines.blocks:
        raise UnreadableError("the page holds no text; it may be one that only a browser's scripts fill")
    headings = [*lines.headings, str(fields["title"])]
    yield document(name, lines.text, fields, headings, lines.items, invisible=lines.invisible)


def _text(data: bytes) -> str:
    """Return the text of a page: by its mark, by being UTF-8, by what it declares, or by what its bytes betray."""
    found = _DECLARED.search(data[:4096])
    declared = found.group(1).decode().lower() if found else ""
    if declared in _ESCAPED or (declared and not _is_utf8(data) and b"\0" not in data):
        with suppress(LookupError):
            return data.decode(_TWIN.get(declared, declared), errors="replace")
    return decode(data)


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def _article(tree: Tree) -> Lines:
    """Return the article of the page, or all of it but its menus where there seems to be none."""
    import trafilatura

    drop_hidden(tree)
    page = lines_of(tree, framing=False)
    found = trafilatura.bare_extraction(tree, include_comments=False, include_tables=True)
    body = getattr(found, "body", None)
    article = lines_of(body) if body is not None else Lines()
    if len(article.blocks) == 1 < len(page.blocks):  # a short page: its lines were run together
        kept = [block for block in page.blocks if block[1] in article.text]
        article.blocks = kept or article.blocks
    return article if article.blocks else page


def _fields(tree: Tree) -> dict[str, Any]:
    """Return what the page says of itself, outright: nothing is guessed from its text or its address."""
    said = linked.article(tree.xpath("//script[@type='application/ld+json']/text()"))
    meta = _meta(tree)
    site = next(iter(meta.get("og:site_name", [])), "")
    headings = [lines_of(one).text for one in islice(tree.iter("h1"), 2)]
    titles = [said.get("title"), *_of(meta, "og:title", "citation_title", "dc.title", "twitter:title")]
    titles += [headings[0] if len(headings) == 1 else "", tree.findtext(".//title")]
    authors = _of(meta, "citation_author", "dc.creator", "author", "article:author", "parsely-author")[:_AUTHORS]
    dates = _of(meta, "article:published_time", "citation_publication_date", "datepublished", "dc.date.issued",
                "dc.date", "dcterms.created", "date", "pubdate", "parsely-pub-date", "sailthru.date")  # fmt: skip
    languages = [said.get("language"), tree.get("lang"), *_of(meta, "content-language", "og:locale", "dc.language")]
    addresses = [*tree.xpath("//link[translate(@rel, 'CANONIL', 'canonil')='canonical']/@href"), said.get("url"),
                 *_of(meta, "og:url")]  # fmt: skip
    return {
        "title": _without_site(_first(titles), site),
        "author": said.get("author") or [one for one in dict.fromkeys(authors) if not one.startswith("http")],
        "date": _first([said.get("date"), *dates, *_times(tree)]).replace("/", "-"),
        "language": _code(_first(languages)),
        "url": next((one.strip() for one in addresses if one and one.strip().startswith("http")), ""),
    }


def _meta(tree: Tree) -> dict[str, list[str]]:
    """Return the contents of the page's meta elements by their names, in small letters."""
    found: dict[str, list[str]] = {}
    for element in tree.iter("meta"):
        content = (element.get("content") or "").strip()
        for key in ("name", "property", "itemprop", "http-equiv"):
            if content and element.get(key):
                found.setdefault(element.get(key).strip().lower(), []).append(content)
    return found


def _of(meta: dict[str, list[str]], *names: str) -> list[str]:
    return [content for name in names for content in meta.get(name, ())]


def _times(tree: Tree) -> list[str]:
    """Return when the page says it was published: a time marked so, or the only time on it."""
    marked = tree.xpath("//time[@pubdate or @itemprop='datePublished' or contains(@class, 'published')]/@datetime")
    alone = tree.xpath("//time/@datetime")
    return [str(one) for one in marked[:1] or (alone if len(alone) == 1 else ())]


def _first(values: list[Any]) -> str:
    return next((value.strip() for value in values if isinstance(value, str) and value.strip()), "")


def _without_site(title: str, site: str) -> str:
    """Return *title* without the name of the *site* that ends it."""
    for dash in (" | ", " - ", " – ", " — ", " :: "):
        if site and title.endswith(dash + site):
            return title.removesuffix(dash + site)
    return title


def _code(language: str) -> str:
    """Return the code of the language alone: `en` for `en-GB` or `en_US`."""
    code = re.split("[-_]", language)[0].lower()
    return code if re.fullmatch("[a-z]{2,3}", code) else ""
