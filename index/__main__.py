"""The command line of the index: build, status, verify, rollback, search, show."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import asdict
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from index.errors import GenerationError, SeraiError
from index.questions import questions

if TYPE_CHECKING:
    from index.build import Report
    from index.generation import Generation
    from index.passage import Hit
    from index.settings import IndexSettings

_NAMED = 20  # skipped files that are named to a person

app = typer.Typer(
    help="Turn a folder of texts into passages that can be searched.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

CorpusOption = Annotated[
    Path | None, typer.Option("--corpus", help="The folder of texts. [default: SERAI_CORPUS, or corpus]")
]
IndexOption = Annotated[
    Path | None, typer.Option("--index", help="The folder of the index. [default: SERAI_INDEX, or .index]")
]
JsonOption = Annotated[bool, typer.Option("--json", help="Write JSON to standard output.")]


def _settings(corpus: Path | None = None, index: Path | None = None) -> IndexSettings:
    from index.settings import IndexSettings  # a quarter of a second that --help need not wait for

    given = {"corpus": corpus, "index": index}
    return IndexSettings(**{name: value for name, value in given.items() if value is not None})  # type: ignore[arg-type]


@app.command()
def build(
    corpus: CorpusOption = None,
    index: IndexOption = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would happen and change nothing.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Bring the index up to date with the corpus; what is unchanged is not embedded again."""
    from index.build import build as run
    from index.embed import Embedder
    from index.progress import bars

    settings = _settings(corpus, index)
    with bars() as progress:
        report = run(
            settings.corpus, settings.index, Embedder(settings.embedding_model), dry_run=dry_run, progress=progress
        )
    if as_json:
        _write_json(asdict(report))
    else:
        typer.echo(_told(report, dry_run))


def _told(report: Report, dry_run: bool) -> str:
    verb = "would be" if dry_run else "are"
    counts = (("added", report.added), ("changed", report.changed), ("removed", report.removed))
    changes = ", ".join(f"{len(which)} {what}" for what, which in counts) + f", {report.unchanged} unchanged"
    lines = [
        f"{report.documents} documents in {report.passages} passages {verb} indexed: {changes}.",
        *(f"Skipped {one.file}: {one.reason}." for one in report.skipped[:_NAMED]),
    ]
    if len(report.skipped) > _NAMED:
        lines.append(f"Skipped {len(report.skipped) - _NAMED} more; --json names them all.")
    if not dry_run:
        lines.append(
            f"Generation {report.generation} is live; {report.embedded} passages embedded, {report.seconds:.1f} s."
        )
    return "\n".join(lines)


@app.command()
def status(index: IndexOption = None, as_json: JsonOption = False) -> None:
    """Show the generations and which one is live."""
    from index import generation

    root = _settings(index=index).index
    live = generation.live(root)
    rows = [
        {
            "generation": one.name,
            "live": one.name == live.name,
            "built": one.built,
            "documents": one.documents,
            "passages": one.passages,
            "model": one.identity.model,
            "megabytes": round(generation.size([one.directory]) / 1e6, 1),
        }
        for one in _readable(root)
    ]
    if as_json:
        _write_json({"generation": live.name, "generations": rows})
        return
    for row in rows:
        mark = "*" if row["live"] else " "
        typer.echo(
            f"{mark} {row['generation']}  built {row['built']}  "
            f"{row['documents']} documents, {row['passages']} passages, "
            f"{row['megabytes']} MB, {row['model']}"
        )


def _readable(root: Path) -> Iterator[Generation]:
    """Yield the generations that this program can read, oldest first."""
    from index import generation

    for name in generation.names(root):
        with suppress(SeraiError):
            yield generation.load(root / name)


@app.command()
def verify(index: IndexOption = None, as_json: JsonOption = False) -> None:
    """Check the live generation by real queries."""
    from index import generation
    from index.verify import verify as check

    live = generation.live(_settings(index=index).index)
    try:
        checked = check(live.directory)
    except GenerationError as error:
        raise GenerationError(
            f"Generation {live.name} is damaged: {str(error).rstrip('.')}. Run: python -m index rollback, "
            f"or remove '{live.directory}' and run: python -m index build"
        ) from error
    if as_json:
        _write_json({"generation": checked.name, "passages": checked.passages, "whole": True})
    else:
        typer.echo(f"Generation {checked.name} is whole: {checked.passages} passages find themselves.")


@app.command()
def rollback(index: IndexOption = None, as_json: JsonOption = False) -> None:
    """Make the generation before the live one live again."""
    from index import generation

    now = generation.rollback(_settings(index=index).index)
    if as_json:
        _write_json({"generation": now.name})
    else:
        typer.echo(f"Generation {now.name} is live again.")


@app.command()
def search(
    question: Annotated[
        str | None, typer.Argument(help="Without one, standard input is read, a question a line.")
    ] = None,
    index: IndexOption = None,
    k: Annotated[int, typer.Option("--k", min=1, help="How many hits.")] = 10,
    as_json: JsonOption = False,
) -> None:
    """Find the passages nearest to a question."""
    from index.embed import Embedder
    from index.search import Searcher

    settings = _settings(index=index)
    searcher = Searcher(settings.index, Embedder(settings.embedding_model))
    for asked in questions(question):
        began = time.monotonic()
        found = searcher.search(asked.question, k)
        if as_json:
            _write_json(
                {
                    "id": asked.id,
                    "question": asked.question,
                    "generation": found.generation,
                    "seconds": round(time.monotonic() - began, 4),
                    "hits": [_hit(hit) for hit in found.hits],
                }
            )
        else:
            for number, hit in enumerate(found.hits, 1):
                shown = " ".join(hit.passage.text.split())[:200]
                typer.echo(f"{number:2}. {hit.score:.3f}  {hit.passage.document_id}  {shown}")


@app.command()
def show(document: str, index: IndexOption = None) -> None:
    """Print the normalised text of a document, which all offsets count in."""
    from index import generation, records

    live = generation.live(_settings(index=index).index)
    for record in records.read(live.records):
        if record.document.id == document:
            sys.stdout.write(record.document.text)
            return
    raise SeraiError(
        f"There is no document '{document}' in generation {live.name}. python -m index search finds names."
    )


def _hit(hit: Hit) -> dict[str, Any]:
    passage = hit.passage
    return {
        "document": passage.document_id,
        "start": passage.start,
        "end": passage.end,
        "text": passage.text,
        "score": round(hit.score, 4),
    }


def _write_json(value: object) -> None:
    sys.stdout.write(json.dumps(value, ensure_ascii=False) + "\n")
    sys.stdout.flush()


def run(application: Callable[[], None]) -> None:
    """Run a command line; an error that a person can put right is one line on standard error and exit status 1."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        application()
    except SeraiError as error:
        sys.stderr.write(f"{' '.join(str(error).split())}\n")
        sys.exit(1)
    except (BrokenPipeError, KeyboardInterrupt):
        sys.exit(130)
    except OSError as error:  # a full disk, a folder that may not be written
        sys.stderr.write(f"{error.filename or 'The system'}: {error.strerror or error}.\n")
        sys.exit(1)


if __name__ == "__main__":
    run(app)
