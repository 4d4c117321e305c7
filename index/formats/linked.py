"""What a page says of itself in JSON-LD becomes its title, author, date, language and address."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

_PAGES = {"Report", "WebPage", "BlogPosting", "LiveBlogPosting", "Book", "Chapter", "CreativeWork"}


def article(scripts: Iterable[str]) -> dict[str, Any]:
    """Return the fields of the first article that the JSON-LD *scripts* describe, or of the page, or none."""
    found = [node for script in scripts for node in _nodes(script)]
    articles = [node for node in found if any(kind.endswith("Article") for kind in _kinds(node))]
    pages = [node for node in found if _PAGES & _kinds(node)]
    return _fields((articles or pages)[0]) if articles or pages else {}


def _nodes(script: str) -> Iterator[dict[str, Any]]:
    try:
        said = json.loads(script)
    except (ValueError, RecursionError):
        return
    for one in said if isinstance(said, list) else [said]:
        graph = one.get("@graph") if isinstance(one, dict) else None
        for node in [one, *(graph if isinstance(graph, list) else ())]:
            if isinstance(node, dict):
                yield node


def _kinds(node: dict[str, Any]) -> set[str]:
    kinds = node.get("@type")
    return {kind for kind in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(kind, str)}


def _fields(node: dict[str, Any]) -> dict[str, Any]:
    authors = node.get("author")
    names = [_name(author) for author in (authors if isinstance(authors, list) else [authors])]
    page = node.get("mainEntityOfPage")
    return {
        "title": node.get("headline") or node.get("name"),
        "author": [name for name in names if name],
        "date": node.get("datePublished"),
        "language": node.get("inLanguage"),
        "url": page.get("@id") if isinstance(page, dict) else page or node.get("url"),
    }


def _name(author: object) -> str:
    name = author.get("name") if isinstance(author, dict) else author
    return name if isinstance(name, str) and not name.startswith("http") else ""
