"""What we add around a chat model: `python -m tests.bench.overhead` asks the gold questions of a scripted one.

The model is a server on loopback that says three sentences of the passages it was shown: one as it stands, one in part,
and one with words of telling around it, for which the reader has to be asked. It waits before and between them as told.
With `--wait` beyond `--seconds` it is dead; printed is how long after the deadline the texts' own words come.
Overhead is the time of an answer without the time from the request's arrival to the reply's end. A statement's delay is
the time from its last piece leaving the server to its being shown.
"""

from __future__ import annotations

import argparse
import json
import re
import time
from itertools import pairwise
from pathlib import Path

import numpy as np

from bot.bootstrap import answering
from bot.extract import NAME
from bot.settings import BotSettings, ChatSettings
from index.build import build
from index.embed import Embedder
from tests.chat_server import Asked, Script, chat_server
from tests.evaluation.gold import read_gold

REPOSITORY = Path(__file__).resolve().parents[2]
_HEAD = re.compile(r"^--- [0-9a-f]{16} (?:passage (?P<number>\d+)|end of passages|question).*$", re.MULTILINE)
_SENTENCE = re.compile(r"(?:^|(?<=[.!?] ))[A-Z][^\n]{60,260}?[.!?](?=\s|$)", re.MULTILINE)


def main() -> None:
    """Ask, and print medians and 95th percentiles in milliseconds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--index", type=Path, default=REPOSITORY / "reports" / "bench" / "overhead")
    parser.add_argument("--questions", type=int, default=60)
    parser.add_argument("--wait", type=float, default=0.0, help="seconds before the model's first word")
    parser.add_argument("--seconds", type=float, default=20.0, help="the deadline; less than --wait: a dead model")
    given = parser.parse_args()
    build(REPOSITORY / "corpus", given.index, Embedder())
    gold = read_gold(REPOSITORY / "tests" / "evaluation" / "gold.jsonl")
    questions = [one.question for one in gold if one.answerable][: given.questions]
    with chat_server() as server:
        chat = ChatSettings(
            model="openai:scripted",
            url=f"{server.url}/v1",
            key="none",
            tokens_per_day=0,
            seconds=given.seconds,
            _env_file=None,
        )
        answer = answering(BotSettings(index=given.index, _env_file=None), chat=chat)
        arrived: list[float] = []

        def play(asked: Asked) -> Script:
            arrived.append(time.perf_counter())
            return Script(_reply(asked.human), stall=given.wait)

        server.play = play
        answer(questions[0])  # loads the models
        overheads, delays, taken_over, stated = [], [], [], 0
        for question in questions:
            began = time.perf_counter()
            shown = [(time.perf_counter(), one) for one in answer.growing(question)]
            ended = time.perf_counter()
            if given.wait > given.seconds:
                overheads.append(ended - began - given.seconds)
                continue
            stated += len(shown[-1][1].statements)
            served = server.ended[-1] - arrived[-1]
            overheads.append(ended - began - served)
            first, shown_first = shown[0]
            waited = taken_over if shown_first.engine == NAME else delays
            waited.append(max(0.0, first - server.ended[-1]))
    if given.wait > given.seconds:
        _print("answer after the deadline of a dead model", overheads)
        print(f"latest {1000 * max(overheads):.0f} ms")  # noqa: T201 - a report is printed
        return
    _print("overhead", overheads)
    _print("first statement of the model after its last piece, at most", delays)
    _print("the extractive engine's answer, where none of the model's answers", taken_over)
    print(f"{stated / len(questions):.1f} statements an answer got out")  # noqa: T201 - a report is printed


def _reply(human: str) -> str:
    """Return three sentences of the passages in *human* as statements with their passages and words."""
    heads = list(_HEAD.finditer(human))
    passages = {int(h["number"]): human[h.end() : n.start()] for h, n in pairwise(heads) if h["number"]}
    found = [(number, sentence) for number, text in passages.items() for sentence in _SENTENCE.findall(text)[:1]][:3]
    ways = ("{all}", "{part}", "As people in many places say today, {all}")
    made = []
    for way, (number, sentence) in zip(ways, found, strict=False):
        text = way.format(all=sentence, part=sentence.partition(",")[0].rstrip(".") + ".")
        made.append({"text": text, "citations": [{"passage": number, "words": sentence}]})
    return json.dumps({"statements": made}, ensure_ascii=False)


def _print(name: str, seconds: list[float]) -> None:
    median, late = (1000 * float(np.percentile(seconds or [0.0], share)) for share in (50, 95))
    print(f"{name}: median {median:.0f} ms, 95 % {late:.0f} ms, n {len(seconds)}")  # noqa: T201


if __name__ == "__main__":
    main()
