"""A file's name as a stranger's client gives it becomes one that is safe in the corpus folder, and readable."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import unquote, urlsplit

from index import formats
from index.formats.names import left_out

LONGEST_BYTES = 120
_UNWANTED = re.compile(r"[^\w .,()+-]+")
_TYPES = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/plain": "txt",
    "text/markdown": "md",
    "application/pdf": "pdf",
    "application/epub+zip": "epub",
    "application/rtf": "rtf",
    "text/rtf": "rtf",
    "application/zip": "zip",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
}
"""The endings of files that come without one."""


def safe_name(name: str, kind: str = "") -> str:
    """Return the name under which a file called *name* of the MIME type *kind* stands in the corpus.

    It is one name without a path, a leading dot or an invisible character, never one that the corpus leaves out.
    """
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name.encode("utf-8", "replace").decode()))[-1]
    shown = "".join(one if unicodedata.category(one)[0] in "LNPSZM" else " " for one in last)
    stem, dot, ending = _UNWANTED.sub("-", shown).rpartition(".")
    if not dot or f".{ending}".lower() == "." or ending.lower() not in formats.READERS:
        stem, ending = f"{stem}{dot}{ending}", _TYPES.get(kind.partition(";")[0].strip().lower(), "")
    stem = " ".join(stem.split()).strip(" .,-_") or "text"
    while len(stem.encode()) > LONGEST_BYTES:
        stem = stem[:-1]
    safe = f"{stem.rstrip(' .')}.{ending.lower()}" if ending else stem
    return f"text-{safe}" if left_out(safe) else safe


def name_of_link(url: str, kind: str) -> str:
    """Return the name for what stands at *url*: its host and its path."""
    parts = urlsplit(url)
    path = unquote(parts.path).strip("/")
    stem, _, ending = path.rpartition(".")
    known = _TYPES.get(kind.partition(";")[0].strip().lower(), "")
    path = stem if stem and ending.lower() in formats.READERS else path
    words = re.sub(r"[/\\]+", "-", f"{parts.hostname or ''}-{path}".strip("-"))
    return safe_name(f"{words}.{known or 'html'}")
