"""The command line of the bot: ask, chat, serve, gaps."""

from __future__ import annotations

import json
import sys
import time
from collections import defaultdict
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from index.__main__ import IndexOption, JsonOption, run
from index.errors import SettingsError
from index.questions import questions

if TYPE_CHECKING:
    from bot.answer import Answer
    from bot.bootstrap import Answering
    from bot.gaps import Gap
    from bot.ledger.database import Ledger
    from bot.settings import BotSettings

_SAMPLES = 3

app = typer.Typer(
    help="Answer questions with the sentences that prove it.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


def _settings(index: Path | None = None) -> BotSettings:
    from pydantic import ValidationError

    from bot.settings import BotSettings, ChatSettings

    try:
        ChatSettings()
        return BotSettings() if index is None else BotSettings(index=index)
    except ValidationError as error:
        wrong = error.errors()[0]
        name = f"SERAI_{'CHAT_' if error.title == 'ChatSettings' else ''}{str(wrong['loc'][0]).upper()}"
        raise SettingsError(f"The setting {name} cannot be used: {wrong['msg']}. See .env.example.") from error


@app.command()
def ask(
    question: Annotated[
        str | None, typer.Argument(help="Without one, standard input is read, a question a line.")
    ] = None,
    index: IndexOption = None,
    engine: Annotated[
        str,
        typer.Option(
            "--engine", help="extractive, or a chat model such as openai:gpt-4o-mini. [default: the one that is set]"
        ),
    ] = "",
    as_json: JsonOption = False,
) -> None:
    """Answer one question, or each line of standard input."""
    from bot.bootstrap import answering

    answer = answering(_settings(index), engine)
    conversations: dict[str, list[Answer]] = defaultdict(list)
    for asked in questions(question):
        began = time.monotonic()
        turns = conversations[asked.conversation] if asked.conversation is not None else []
        answered = _answered(answer, asked.question, turns, watched=not as_json)
        turns.append(answered)
        _write(answered, asked.id, time.monotonic() - began, as_json)


@app.command()
def chat(index: IndexOption = None) -> None:
    """Talk in the terminal; an empty line or Ctrl-D ends it."""
    from bot.bootstrap import answering

    answer = answering(_settings(index))
    typer.echo(f"Ask about the texts (generation {answer.searcher.generation}). An empty line ends the chat.", err=True)
    turns: list[Answer] = []
    while question := _prompted():
        turns.append(_answered(answer, question, turns, watched=True))
        _write(turns[-1], None, 0.0, as_json=False)


@app.command()
def serve(index: IndexOption = None) -> None:
    """Answer in Telegram until stopped."""
    from bot.bootstrap import answering
    from bot.settings import TelegramSettings

    settings = _settings(index)
    token = TelegramSettings().telegram_bot_token.get_secret_value()
    if not token:
        raise SettingsError("There is no Telegram token. Set TELEGRAM_BOT_TOKEN to the token that @BotFather gave you.")
    from bot.relay.application import serve as relay

    answer = answering(settings)
    answer("What is this about?")  # so that the first person does not wait for the model to load
    relay(token, settings, answer, answer.spending.ever if answer.spending else None)


@app.command()
def gaps(
    as_json: JsonOption = False,
    gold: Annotated[int, typer.Option("--gold", help="Make the gap of this number a gold question, and close it.")] = 0,
) -> None:
    """List the questions that the texts did not answer, those asked by most people first."""
    from bot.bootstrap import gaps_of
    from bot.ledger.database import Ledger

    settings = _settings()
    ledger = Ledger(settings.database_url)
    try:
        found = gaps_of(settings, ledger)
        if gold:
            typer.echo(_to_gold(settings, ledger, found, gold), err=True)
            return
        for number, gap in enumerate(found, 1):
            fields = {"number": number, "question": gap.question, "asked": len(gap.asked), "people": gap.people}
            fields |= {"disliked": gap.disliked, "spellings": sorted({one.question for one in gap.asked})}
            if as_json:
                sys.stdout.write(json.dumps(fields, ensure_ascii=False) + "\n")
            else:
                disliked = f", {gap.disliked} disliked" if gap.disliked else ""
                typer.echo(f"{number}. {gap.question} (asked {len(gap.asked)} times by {gap.people} people{disliked})")
        if not found:
            typer.echo("There are no gaps: nothing was refused or disliked.", err=True)
    finally:
        ledger.close()


def _to_gold(settings: BotSettings, ledger: Ledger, found: list[Gap], number: int) -> str:
    """Make a gap a gold question, and return what is said of it."""
    from bot.bootstrap import answering
    from bot.gold import append, gold
    from bot.ledger import missing

    if not 1 <= number <= len(found):
        raise SettingsError(f"There is no gap {number}. python -m bot gaps lists them.")
    gap = found[number - 1]
    line = gold(gap, answering(settings)(gap.question))
    append(settings.gold, line)
    ledger.do(missing.close, [one.row for one in gap.asked], missing.Closed.GOLD)
    return f"Added to {settings.gold} as {line['id']}."


@app.command(hidden=True)
def start(question: Annotated[str, typer.Option(envvar="Q")] = "") -> None:
    """Do what `make run` does: build what is stale, then answer, serve or chat."""
    from bot.settings import TelegramSettings
    from index.build import build
    from index.embed import Embedder
    from index.progress import bars

    settings = _settings()
    with bars() as progress:
        report = build(
            settings.corpus, settings.index, Embedder(settings.embedding_model), progress=progress,
            server=settings.server,
        )  # fmt: skip
    for one in report.skipped:
        typer.echo(f"Skipped {one.file}: {one.reason}.", err=True)
    if question.strip():
        ask(question)
    elif TelegramSettings().telegram_bot_token.get_secret_value():
        serve()
    elif sys.stdin.isatty():
        chat()
    else:
        for sample in _samples(settings.corpus):
            typer.echo(f"> {sample}")
            ask(sample)
            typer.echo("")


def _samples(corpus: Path) -> list[str]:
    """Return the questions that the corpus offers a newcomer in `_questions.txt`, or what its first titles suggest."""
    offered = corpus / "_questions.txt"
    if offered.is_file():
        return [line for line in offered.read_text().splitlines() if line.strip()][:_SAMPLES]
    from index import corpus as texts
    from index.passage import Document

    titles = (one.title for one in texts.read(corpus) if isinstance(one, Document) and one.title)
    return [f"What is said about {title}?" for title in islice(titles, _SAMPLES)]


def _answered(answering: Answering, question: str, turns: list[Answer], *, watched: bool) -> Answer:
    """Return the answer; in a terminal, what of a model's answer is proven is shown while the rest is on its way."""
    if not (watched and answering.composing and sys.stderr.isatty()):
        return answering(question, turns)
    from rich.console import Console
    from rich.live import Live
    from rich.text import Text

    from bot.display import clean

    with Live(Text("…"), console=Console(stderr=True), transient=True) as live:
        for answer in answering.growing(question, turns):
            live.update(Text(clean(answer.text)))
    return answer


def _prompted() -> str:
    try:
        return input("> " if sys.stdin.isatty() else "").strip()
    except EOFError:
        return ""


def _write(answer: Answer, id: str | int | None, seconds: float, as_json: bool) -> None:
    from bot import render

    if as_json:
        sys.stdout.write(json.dumps(render.to_json(answer, id, seconds), ensure_ascii=False) + "\n")
    else:
        sys.stdout.write(render.to_terminal(answer, styled=sys.stdout.isatty()) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    run(app)
