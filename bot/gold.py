"""A gap becomes a gold question, in the form of `tests/evaluation/gold.jsonl`, which a build can be held against."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import Any

from bot.answer import Answer
from bot.gaps import Gap
from index.errors import SettingsError

_WORDS = 6
_ABSENT, _NEAR_MISS, _FOUND = "absent", "near-miss", "figure"


def gold(gap: Gap, answer: Answer | None) -> dict[str, Any]:
    """Return the gold question that *gap* makes, given what is answered now.

    An answer found since is the evidence. Without one, the texts have none; where one was disliked, a near miss.
    """
    line: dict[str, Any] = {"id": _name(gap), "question": gap.question}
    if answer is None or not answer.answered or gap.disliked:
        return line | {"kind": _NEAR_MISS if gap.disliked else _ABSENT, "answerable": False}
    evidence = [{"document": one.passage.document_id, "quotation": one.quote} for one in answer.citations]
    return line | {"kind": _kind(gap.question), "answerable": True, "evidence": evidence, "any": True}


def append(path: Path, line: dict[str, Any]) -> bool:
    """Write *line* at the end of the gold file; False where its id is there already.

    Raises SettingsError when the file cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        had = path.read_text(encoding="utf-8") if path.exists() else ""
        if any(json.loads(one).get("id") == line["id"] for one in had.splitlines() if one.strip()):
            return False
        with path.open("a", encoding="utf-8") as file:
            file.write(("" if not had or had.endswith("\n") else "\n") + json.dumps(line, ensure_ascii=False) + "\n")
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise SettingsError(f"The gold file '{path}' cannot be written ({error.strerror}).") from error
    except (ValueError, AttributeError) as error:
        raise SettingsError(f"'{path}' is no gold file: each line is a JSON object. Put it right first.") from error
    return True


def _name(gap: Gap) -> str:
    words = re.findall(r"\w+", gap.question.casefold())[:_WORDS]
    return "-".join(["gap", str(gap.row), *words])[:80]


def _kind(question: str) -> str:
    """Return the kind of gold question by how it asks; the first that fits."""
    kinds = (
        ("date", r"(?i)\b(?:when|what year|когда)\b|什么时候|何时"),
        ("why", r"(?i)\b(?:why|почему|зачем)\b|为什么"),
        ("place", r"(?i)\b(?:where|где|куда)\b|哪里|在哪"),
        ("name", r"(?i)\b(?:who|whom|whose|кто|кого|чей)\b|谁"),
        ("list", r"(?i)\bwhich\b.*\bs\b"),
    )
    return next((kind for kind, pattern in kinds if re.search(pattern, question)), _FOUND)
