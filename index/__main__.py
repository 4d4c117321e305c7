"""The command line of the index: build, watch, status, verify, rollback, search, show."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, suppress
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from index.errors import BuildError, GenerationError, SeraiError
from index.questions import questions

if TYPE_CHECKING:
    from index.build import Progress, Report
    from index.gate import GoldGate
    from index.generation import Generation
    from index.passage import Hit
    from index.settings import IndexSettings

_STEP_BACK = 10  # of the 19 steps that a process can step back

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
GateOption = Annotated[
    Path | None,
    typer.Option("--gate", help="Gold questions that must still be found and answered, or nothing goes live."),
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
    gate: GateOption = None,
    as_json: JsonOption = False,
    progress: Annotated[
        bool, typer.Option("--progress", help="Write the progress as lines of JSON to standard error.")
    ] = False,
) -> None:
    """Bring the index up to date with the corpus; what is unchanged is not embedded again."""
    from index.progress import bars, lines
    from index.report import as_fields, moved, told

    report, passed = _build(_settings(corpus, index), gate, dry_run, lines if progress else bars)
    if as_json:
        _write_json(as_fields(report))
    else:
        typer.echo("\n".join([*moved(passed), told(report, dry_run)]))


def _build(
    settings: IndexSettings, gold: Path | None, dry_run: bool, shown: Callable[[], AbstractContextManager[Progress]]
) -> tuple[Report, GoldGate | None]:
    """Build as a process that steps back: whoever answers questions on this machine comes first."""
    from index.build import build as run
    from index.build import no_gate
    from index.embed import Embedder
    from index.gate import GoldGate, installed_quoting, read_gold
    from index.report import moved
    from index.stores import Stores

    os.nice(max(0, _STEP_BACK - os.nice(0)))
    embedder, server = Embedder(settings.embedding_model), settings.server
    stores = Stores(settings.index, server)
    passed = GoldGate(read_gold(gold), embedder, stores, installed_quoting()) if gold else None
    try:
        with shown() as progress:
            report = run(
                settings.corpus, settings.index, embedder, dry_run=dry_run, progress=progress, gate=passed or no_gate,
                server=server,
            )  # fmt: skip
    except BuildError:
        typer.echo("\n".join(moved(passed)), err=True, nl=bool(passed and passed.moved))
        raise
    return report, passed


@app.command()
def watch(corpus: CorpusOption = None, index: IndexOption = None, gate: GateOption = None) -> None:
    """Bring the index up to date now, and again whenever the corpus changes, until stopped."""
    from index.progress import bars
    from index.report import told
    from index.watch import keep_up

    settings = _settings(corpus, index)

    def rebuild() -> None:
        try:
            report, _ = _build(settings, gate, dry_run=False, shown=bars)
            typer.echo(told(report, dry_run=False))
        except SeraiError as error:
            typer.echo(str(error), err=True)

    keep_up(settings.corpus, rebuild)


@app.command()
def status(corpus: CorpusOption = None, index: IndexOption = None, as_json: JsonOption = False) -> None:
    """Show the generations, which one is live, and how far the corpus has moved on."""
    from index import generation, report

    settings = _settings(corpus, index)
    root = settings.index
    live = generation.live(root)
    rows = [report.row(one, live.name) for one in _readable(root)]
    drift = report.drift(settings.corpus, live)
    if as_json:
        _write_json({"generation": live.name, "generations": rows, "drift": drift})
        return
    for row in rows:
        typer.echo(
            f"{'*' if row['live'] else ' '} {row['generation']}  built {row['built']}  {row['documents']} documents, "
            f"{row['passages']} passages, {row['megabytes']} MB, {row['model']}"
        )
    typer.echo(report.drift_told(settings.corpus, drift))


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

    settings = _settings(index=index)
    live = generation.live(settings.index)
    try:
        checked = check(live.directory, settings.server)
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
    from index.reader import Reader
    from index.search import Searcher

    settings = _settings(index=index)
    searcher = Searcher(settings.index, Embedder(settings.embedding_model), settings.server, Reader())
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
        if document in (record.document.id, *record.places):
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
