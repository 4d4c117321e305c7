"""A report becomes tables: on the terminal with rich, and as Markdown."""

from __future__ import annotations

import math
from collections.abc import Sequence

from rich.console import Console
from rich.table import Table

from tests.evaluation.judge import Judgement
from tests.evaluation.report import Kind, Point, Report, Score

Rows = list[tuple[str, ...]]

SCORES = ("score", "value", "95 % interval", "n")
KINDS = ("kind", "n", "hit@1", "hit@4", "nDCG@10", "cited", "right", "refused")
CURVE = ("refuse below", "refused when absent", "refused when present", "right")
MISSES = ("question", "what is wrong", "answer")
_LONGEST = 300


def show(report: Report, console: Console) -> None:
    """Print the tables of *report*, without the single questions."""
    for title, head, rows in _tables(report):
        table = Table(*head, title=title)
        for row in rows:
            table.add_row(*row)
        console.print(table)


def markdown(report: Report) -> str:
    """Return *report* as Markdown, with every question that went wrong."""
    about = "\n".join(f"- {name}: {value}" for name, value in report.about.items())
    tables = [f"## {title}\n\n{_markdown_table(head, rows)}" for title, head, rows in _tables(report)]
    misses = _markdown_table(MISSES, [_miss(one) for one in report.judgements if _wrongs(one)])
    return "\n\n".join(["# Evaluation", about, *tables, f"## What went wrong\n\n{misses}"]) + "\n"


def _tables(report: Report) -> list[tuple[str, Sequence[str], Rows]]:
    overall = [_point(point) for point in report.curve if not point.kind]
    by_kind = [(point.kind, *_point(point)) for point in report.curve if point.kind]
    return [
        ("Scores", SCORES, [_score(score) for score in report.scores]),
        ("By kind of question", KINDS, [_kind(kind) for kind in report.kinds]),
        ("Refusal curve", CURVE, overall),
        ("Refusal curve by kind of question", ("kind", *CURVE), by_kind),
    ]


def _score(score: Score) -> tuple[str, ...]:
    interval = " to ".join(_value(end, score.unit) for end in score.interval) if score.interval and score.n else ""
    return score.name, _value(score.value, score.unit), interval, str(score.n)


def _kind(kind: Kind) -> tuple[str, ...]:
    found = (_percent(kind.hit_1), _percent(kind.hit_4), "" if kind.ndcg is None else f"{kind.ndcg:.3f}")
    return kind.name, str(kind.n), *found, *(_with_interval(score) for score in (kind.cited, kind.right, kind.refused))


def _point(point: Point) -> tuple[str, ...]:
    scores = (point.refused_absent, point.refused_present, point.right)
    return f"{point.threshold:.1f}", *map(_with_interval, scores)


def _with_interval(score: Score | None) -> str:
    if score is None or score.interval is None or not score.n:
        return ""
    low, high = score.interval
    return f"{_percent(score.value)} ({100 * low:.0f}–{100 * high:.0f})"


def _value(value: float, unit: str) -> str:
    if math.isnan(value):
        return "–"
    match unit:
        case "share":
            return f"{100 * value:.1f} %"
        case "words":
            return f"{value:.1f} words"
        case "s":
            return f"{value:.3f} s"
        case _:
            return f"{value:.3f}"


def _percent(value: float | None) -> str:
    return "" if value is None else "–" if math.isnan(value) else f"{100 * value:.0f} %"


def _miss(judgement: Judgement) -> tuple[str, ...]:
    answer = judgement.answer if len(judgement.answer) <= _LONGEST else judgement.answer[:_LONGEST] + " …"
    return f"{judgement.gold.id}: {judgement.gold.question}", ", ".join(_wrongs(judgement)), answer


def _wrongs(judgement: Judgement) -> list[str]:
    wrongs = [] if all(judgement.exact) else ["a quote is not exact"]
    if not judgement.gold.answerable:
        return [*wrongs, "answered"] if judgement.answered else wrongs
    if not judgement.answered:
        return ["refused"]
    if not judgement.right:
        wrongs.append("not right")
    if not judgement.cited:
        wrongs.append("not cited")
    return wrongs


def _markdown_table(head: Sequence[str], rows: Rows) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(_cell(cell) for cell in line) + " |" for line in lines)


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")
