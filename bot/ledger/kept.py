"""What the ledger keeps of an answer, as JSON, and the answer that is remembered by it."""

from __future__ import annotations

from typing import Any

from bot.answer import Answer, Citation, Statement
from bot.render import to_json
from index.passage import SOURCE_MARKS, Document, Passage, Publication

Json = dict[str, Any]


def kept(answer: Answer) -> Json:
    """Return the answer as `ask --json` writes it, with its parts and the passage around each quote.

    `start`, `end` and `span` count characters of the document's text; so do `start` and `end` of a `passage`.
    """
    written = to_json(answer, None, 0.0)
    del written["id"], written["seconds"]
    shown = answer.citations if answer.answered else answer.nearest
    places = [_placed(citation) for citation in shown]
    key = "citations" if answer.answered else "nearest"
    return {
        **written,
        key: [json | place for json, place in zip(written[key], places, strict=True)],
        "statements": [{"text": one.text, "citations": list(one.citations)} for one in answer.statements],
        "reply": answer.reply,
    }


def remembered(json: Json) -> Answer:
    """Return the answer to go on from, or to show the sources of. Its documents are only the passages it quoted."""
    return Answer(
        json["question"],
        tuple(Statement(one["text"], tuple(one["citations"])) for one in json["statements"]),
        tuple(map(_citation, json["citations"])),
        json["confidence"],
        json["reply"],
        tuple(map(_citation, json["nearest"])),
        tuple(json.get("offered", ())),
        json.get("note", ""),
        json["engine"],
        json["generation"],
    )


def _placed(citation: Citation) -> Json:
    start, end = citation.place
    passage = citation.passage
    return {
        "number": citation.number,
        "start": start,
        "end": end,
        "passage": {
            "start": passage.start,
            "end": passage.end,
            "text": passage.text,
            "after": _after(passage),
            "sentences": passage.sentences,
            "pages": [max(0, page - passage.start) for page in passage.document.pages if page < passage.end],
        },
        "of": {
            "author": passage.document.author,
            "date": passage.document.date,
            "url": passage.document.url,
            "language": passage.document.language,
            "sources": [[one.outlet, one.title, one.url, one.date] for one in passage.document.sources],
        },
    }


def _after(passage: Passage) -> str:
    """Return what follows a passage in its line up to the next source marks, which may be those of its last quote."""
    text, end = passage.document.text, passage.end
    line_end = text.find("\n", end)
    found = SOURCE_MARKS.search(text, end, len(text) if line_end < 0 else line_end)
    return text[end : found.end()] if found and passage.document.sources else ""


def _citation(json: Json) -> Citation:
    passage, first = json["passage"], json["passage"]["start"]
    of = json["of"]
    sources = tuple(Publication(*one) for one in of["sources"])
    document = Document(
        json["document"], passage["text"] + passage["after"], json["title"], of["author"], of["date"], of["url"],
        of["language"], sources, pages=tuple(passage["pages"]),
    )  # fmt: skip
    sentences = tuple((start, end) for start, end in passage["sentences"])
    span = json.get("span")
    return Citation(
        json["number"],
        Passage(document, 0, len(passage["text"]), sentences),
        json["start"] - first,
        json["end"] - first,
        (span[0] - first, span[1] - first) if span else None,
    )
