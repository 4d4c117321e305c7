"""Messages as the fake Bot API has them become a page that draws them as Telegram does: text, entities, buttons."""

from __future__ import annotations

import html
from collections.abc import Sequence
from typing import Any

Json = dict[str, Any]

STYLE = """
* { box-sizing: border-box; margin: 0 }
body { background: #fff; font: 15px/1.36 "Inter", "Helvetica Neue", "DejaVu Sans", "Noto Sans CJK SC", sans-serif;
       display: flex; gap: 18px; padding: 14px; width: max-content }
.chat { width: 420px; background: #cfdcc0; border-radius: 14px; overflow: hidden; padding-bottom: 12px }
.head { background: #517da2; color: #fff; padding: 10px 16px; margin-bottom: 10px }
.head b { display: block } .head span { font-size: 12px; opacity: .8 }
.row { padding: 3px 10px; display: flex; flex-direction: column; align-items: flex-start }
.row.mine { align-items: flex-end }
.bubble { background: #fff; border-radius: 12px; padding: 7px 11px; max-width: 372px; white-space: pre-wrap;
          overflow-wrap: anywhere; box-shadow: 0 1px 1px #0002 }
.mine .bubble { background: #e3ffc9 }
.bubble a { color: #2678b6; text-decoration: none }
.reply { border-left: 3px solid #517da2; background: #517da214; border-radius: 4px; padding: 2px 8px;
         margin-bottom: 4px; font-size: 13px; white-space: nowrap; overflow: hidden; text-overflow: ellipsis }
blockquote { border-left: 3px solid #3a87c8; background: #3a87c814; border-radius: 5px; padding: 5px 8px; margin: 4px 0;
             font-size: 14px }
.keys { width: 372px; margin-top: 3px } .keys div { display: flex; gap: 3px; margin-bottom: 3px }
.keys span { flex: 1; min-width: 0; background: #6f8a5dcc; color: #fff; border-radius: 7px; padding: 6px 8px;
             text-align: center; font-size: 14px; white-space: nowrap; overflow: hidden; text-overflow: ellipsis }
.file { color: #2678b6 } .time { font-size: 11px; color: #0007; float: right; margin: 5px 0 0 8px }
.article { background: #fff; border-bottom: 1px solid #0001; padding: 9px 14px; width: 100% }
.article b { display: block; white-space: nowrap; overflow: hidden; text-overflow: ellipsis }
.article span { font-size: 13px; color: #0009 }
.typed { background: #fff; padding: 10px 14px; margin-top: 6px; color: #000a }
"""

TAGS = {"bold": ("<b>", "</b>"), "expandable_blockquote": ("<blockquote>", "</blockquote>")}


def page(chats: Sequence[str]) -> str:
    """Return the page that shows chats side by side."""
    return f'<!doctype html><meta charset="utf-8"><style>{STYLE}</style><body>{"".join(chats)}'


def chat(title: str, below: str, messages: Sequence[Json]) -> str:
    """Return a chat with its messages."""
    return f'<div class="chat">{_head(title, below)}{"".join(map(_row, messages))}</div>'


def inline(title: str, below: str, typed: str, results: Sequence[Json]) -> str:
    """Return a chat in which somebody types an inline query and sees its results."""
    articles = "".join(
        f'<div class="article"><b>{html.escape(one["title"])}</b><span>{html.escape(one["description"])}</span></div>'
        for one in results
    )
    return f'<div class="chat">{_head(title, below)}{articles}<div class="typed">{html.escape(typed)}</div></div>'


def _head(title: str, below: str) -> str:
    return f'<div class="head"><b>{html.escape(title)}</b><span>{html.escape(below)}</span></div>'


def _row(message: Json) -> str:
    mine = " mine" if not message["from"]["is_bot"] else ""
    keys = (message.get("reply_markup") or {}).get("inline_keyboard", [])
    rows = "".join(f"<div>{''.join(map(_key, row))}</div>" for row in keys)
    board = f'<div class="keys">{rows}</div>' if rows else ""
    return f'<div class="row{mine}"><div class="bubble">{_reply(message)}{_said(message)}</div>{board}</div>'


def _key(key: Json) -> str:
    return f"<span>{html.escape(key['text'])}</span>"


def _reply(message: Json) -> str:
    replied = message.get("reply_to_message")
    if not replied:
        return ""
    said = replied.get("text") or f"📄 {replied.get('document', {}).get('file_name', '')}"
    return f'<div class="reply">{html.escape(said[:90])}</div>'


def _said(message: Json) -> str:
    if document := message.get("document"):
        return f'<span class="file">📄 {html.escape(document["file_name"])}</span>'
    return marked(message["text"], message.get("entities") or [])


def marked(text: str, entities: Sequence[Json]) -> str:
    """Return a text with its entities as HTML; offsets count UTF-16 units."""
    opens: dict[int, list[str]] = {}
    closes: dict[int, list[str]] = {}
    for entity in sorted(entities, key=lambda one: (one["offset"], -one["length"])):
        start, end = _tags(entity)
        opens.setdefault(entity["offset"], []).append(start)
        closes.setdefault(entity["offset"] + entity["length"], []).insert(0, end)
    written, place = [], 0
    for character in text:
        written += [*closes.pop(place, ()), *opens.pop(place, ()), html.escape(character)]
        place += 2 if character > "\uffff" else 1
    return "".join([*written, *closes.pop(place, ())]).replace("</blockquote>\n", "</blockquote>")


def _tags(entity: Json) -> tuple[str, str]:
    if entity["type"] == "text_link":
        return f'<a href="{html.escape(entity["url"])}">', "</a>"
    return TAGS.get(entity["type"], ("", ""))
