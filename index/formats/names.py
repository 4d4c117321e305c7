"""The names of files: which are no documents, and how any name can be written on one line."""

from __future__ import annotations

import re

from index.formats.normal import UNSEEN

LEFT_OUT = frozenset({"README.md", "glossary.tsv"})
"""Files of a corpus folder that are no documents."""

_UNSHOWN = re.compile(f"[\n\t\u2028\u2029{UNSEEN}]")


def left_out(name: str) -> bool:
    """Return whether the file or folder *name* is left out of a corpus without a word."""
    return name in LEFT_OUT or name.startswith((".", "_"))


def shown(name: str) -> str:
    """Return *name* as it can be written on a line: what cannot be seen or encoded in it becomes `?`."""
    return _UNSHOWN.sub("?", name.encode("utf-8", "replace").decode())


def ending(name: str) -> str:
    """Return the ending of *name* in small letters, without its dot."""
    stem, dot, end = name.rpartition("/")[2].rpartition(".")
    return end.lower() if dot and stem else ""
