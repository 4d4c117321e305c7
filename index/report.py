"""What a build did and how an index stands, in words for people and in fields for programs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from index import disk, manifest, plan
from index.errors import CorpusError, GenerationError

if TYPE_CHECKING:
    from index.build import Report
    from index.gate import GoldGate
    from index.generation import Generation

_NAMED = 20  # files of a kind that are named to a person


def as_fields(report: Report) -> dict[str, Any]:
    """Return *report* as the command line promises it; the names behind its counts are under `which`."""
    counted = ("added", "changed", "removed")
    return {
        "generation": report.generation,
        "documents": report.documents,
        "passages": report.passages,
        **{kind: len(getattr(report, kind)) for kind in counted},
        "unchanged": report.unchanged,
        "embedded": report.embedded,
        "skipped": [asdict(one) for one in report.skipped],
        "seconds": report.seconds,
        "which": {kind: getattr(report, kind) for kind in counted},
        "renamed": [{"from": before, "to": after} for before, after in report.renamed],
        "duplicates": [asdict(one) for one in report.duplicates],
        "near_duplicates": [asdict(one) for one in report.near_duplicates],
    }


def told(report: Report, dry_run: bool) -> str:
    """Return what a person wants to know of a build, in lines."""
    verb = "would be" if dry_run else "are"
    kinds = (("added", report.added), ("changed", report.changed), ("removed", report.removed))
    changes = ", ".join(f"{len(which)} {what}" for what, which in kinds) + f", {report.unchanged} unchanged"
    if dry_run:
        end = f"{report.embedded} passages would be embedded; a build would take about {report.seconds:.0f} s."
    else:
        end = f"Generation {report.generation} is live; {report.embedded} passages embedded, {report.seconds:.1f} s."
    lines = [
        f"{report.documents} documents in {report.passages} passages {verb} indexed: {changes}.",
        *_named(f"Renamed {before} to {after}." for before, after in report.renamed),
        *_named(f"Skipped {one.file}: {one.reason}." for one in report.skipped),
        *_named(f"{one.file} holds the same as {one.of}, and is indexed there." for one in report.duplicates),
        *_named(
            f"{one.document} is nearly the same as {one.of} ({one.similarity:.0%} alike): is one of them old?"
            for one in report.near_duplicates
        ),
        end,
    ]
    return "\n".join(lines)


def _named(lines: Iterator[str]) -> Iterator[str]:
    """Yield the first of *lines*, and how many more there are."""
    rest = 0
    for number, line in enumerate(lines):
        if number < _NAMED:
            yield line
        else:
            rest += 1
    if rest:
        yield f"... and {rest} more like the last; --json names them all."


def moved(gate: GoldGate | None) -> list[str]:
    """Return what the gate saw, in lines."""
    if gate is None:
        return []
    lines = [
        f"Moved from {one.before or 'not found'} to {one.after or 'not found'}: {one.question}" for one in gate.moved
    ]
    lines += [f"No longer answered: {question}" for question in gate.unanswered]
    answered = f", and {gate.answered} are answered" if gate.quoting else ""
    found = f"The quotations of {gate.found} of {len(gate.gold)} gold questions are among the first hits"
    return [*lines, f"{found}{answered}."]


def row(one: Generation, live: str) -> dict[str, Any]:
    """Return what `status` shows of a generation."""
    return {
        "generation": one.name,
        "live": one.name == live,
        "built": one.built,
        "documents": one.documents,
        "passages": one.passages,
        "model": one.identity.model,
        "corpus": one.corpus,
        "megabytes": round(disk.size([one.directory]) / 1e6, 1),
    }


def drift(folder: Path, live: Generation) -> dict[str, int] | None:
    """Return how many files are new, edited and gone since *live* was built, or None without a folder to look at."""
    try:
        new, edited, gone = plan.drift(folder, manifest.read(live.files))
    except (CorpusError, GenerationError):
        return None
    return {"new": new, "edited": edited, "gone": gone}


def drift_told(folder: Path, drift: dict[str, int] | None) -> str:
    """Return the drift of the corpus as a sentence."""
    if drift is None:
        return f"There is no corpus folder '{folder}' to compare with."
    total = sum(drift.values())
    if not total:
        return f"Nothing in '{folder}' has changed since this build."
    kinds = ", ".join(f"{count} {kind}" for kind, count in drift.items() if count)
    files = "file has" if total == 1 else "files have"
    return f"{total} {files} changed in '{folder}' since this build ({kinds}). Run: python -m index build"
