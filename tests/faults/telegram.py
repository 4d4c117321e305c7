"""Questions come in over a real HTTP Bot API that fails in all its ways, while the bot is killed again and again.

What the fake does not prove is said in docs/operating.md.
"""

from __future__ import annotations

import random
import statistics
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, fields
from pathlib import Path

from bot.render import to_telegram
from tests.bot_api import PLACEHOLDER, BotAPI, Fault
from tests.relay_process import Relay, relay
from tests.scripted_relay import Scripted

RATE = 5.0  # questions a second, of which a bot that is dead a quarter of the time answers thrice as many
_PATIENCE_SECONDS = 120.0
_PER_CHAT = 4  # questions: fewer than a person may have waiting
_GROUPS = 0.1  # the share of chats that are groups
_LONG = 0.02  # the share of questions whose answer takes several messages
_SHARES = {"429": 0.004, "500": 0.006, "502": 0.004, "dropped": 0.002, "slow": 0.01, "409": 0.004}


@dataclass(slots=True)
class Outcome:
    """What became of the questions."""

    questions: int = 0
    kills: int = 0
    seconds: float = 0.0
    lost: list[str] = field(default_factory=list)
    twice: list[str] = field(default_factory=list)
    wrong_chat: list[str] = field(default_factory=list)
    out_of_order: int = 0
    orphans: int = 0
    """Placeholders that no answer has replaced."""
    mishaps: Counter[str] = field(default_factory=Counter)
    token_seen: int = 0
    output_bytes: int = 0

    def add(self, other: Outcome) -> None:
        """Count another run to this one."""
        for one in fields(self):
            mine, others = getattr(self, one.name), getattr(other, one.name)
            setattr(self, one.name, mine + others)

    @property
    def failed(self) -> bool:
        """Whether a promise was broken."""
        broken = self.lost or self.twice or self.wrong_chat or self.out_of_order or self.token_seen
        return bool(broken) or self.orphans > 0.01 * self.questions

    def told(self) -> str:
        """Return the figures in a few lines."""
        mishaps = ", ".join(f"{count} {name}" for name, count in sorted(self.mishaps.items()))
        return (
            f"{self.questions} questions, {self.kills} kills in {self.seconds:.0f} s: {len(self.lost)} lost, "
            f"{len(self.twice)} answered twice, {len(self.wrong_chat)} in the wrong chat, "
            f"{self.out_of_order} chats out of order, {self.orphans} orphan placeholders "
            f"({self.orphans / max(1, self.questions):.2%}).\n"
            f"Mishaps: {mishaps}.\n"
            f"The token stood {self.token_seen} times in {self.output_bytes / 1e6:.0f} MB of output at DEBUG."
        )


@contextmanager
def served(folder: Path, level: str = "DEBUG", **settings: str) -> Iterator[tuple[BotAPI, Relay]]:
    """Let a bot serve over a fake Bot API until the end of the block."""
    settings = {"SERAI_QUOTA_PER_MINUTE": "100000", "SERAI_LOG_QUESTIONS": "true", **settings}  # so all is written
    with BotAPI() as api, relay(api, folder / "log", level=level, **settings) as bot:
        api.wait_until(lambda: bool(api.called("getUpdates")), "polling", 30)
        yield api, bot


def run(folder: Path, questions: int, kills: int, seed: int = 0, rate: float = RATE) -> Outcome:
    """Ask *questions* at *rate* a second, kill the bot *kills* times meanwhile, and look at what became of them."""
    outcome = Outcome(questions, kills)
    chance = random.Random(seed)
    began = time.monotonic()
    with served(folder) as (api, bot):
        api.mishap = _mishaps(random.Random(seed + 1), outcome.mishaps)
        asked: dict[int, list[str]] = defaultdict(list)
        asking = threading.Thread(target=_ask, args=(api, questions, rate, random.Random(seed + 2), asked))
        asking.start()
        lives = [chance.uniform(0.5, 1.5) for _ in range(kills)]
        for life in lives:
            time.sleep(life * questions / rate / kills)
            bot.kill()
            bot.start_again()
        asking.join()
        _wait(api, asked)
        api.mishap = lambda _: Fault()
        assert bot.stop() == 0, "the bot did not end in good order"
        _judge(api, asked, outcome)
    outcome.seconds = time.monotonic() - began
    output = bot.log.read_bytes()
    outcome.token_seen = output.count(api.token.partition(":")[2].encode())
    outcome.output_bytes = len(output)
    return outcome


def _mishaps(chance: random.Random, counts: Counter[str]) -> Callable[[str], Fault]:
    """Return what goes wrong by chance with calls: refused, too many, dropped after they were carried out, late."""
    faults = {
        "429": lambda: Fault(429, "Too Many Requests: retry after 1", {"retry_after": 1}),
        "500": lambda: Fault(500, "Internal Server Error"),
        "502": lambda: Fault(502, "Bad Gateway"),
        "dropped": lambda: Fault(drop=True),
        "slow": lambda: Fault(delay=chance.uniform(0.1, 2.0)),
        "409": lambda: Fault(409, "Conflict: terminated by other getUpdates request"),
    }
    lock = threading.Lock()

    def mishap(method: str) -> Fault:
        with lock:
            drawn = chance.random()
            for name, share in _SHARES.items():
                drawn -= share
                if drawn < 0 and (name != "409" or method == "getUpdates"):
                    counts[name] += 1
                    return faults[name]()
        return Fault()

    return mishap


def _ask(api: BotAPI, questions: int, rate: float, chance: random.Random, asked: dict[int, list[str]]) -> None:
    """Ask in many chats, a tenth of them groups, and remember what was asked where."""
    numbers = range(1000, 1000 + questions // _PER_CHAT + 1)
    chats = [-number if chance.random() < _GROUPS else number for number in numbers] * _PER_CHAT
    chance.shuffle(chats)
    began = time.monotonic()
    for number, chat in enumerate(chats[:questions]):
        question = f"long {number}" if chance.random() < _LONG else f"number {number}"
        asked[chat].append(question)
        if chat > 0:
            api.ask(question, chat)
        else:
            api.ask(f"/ask {question}", chat, 100_000 + number, "supergroup")
        time.sleep(max(0.0, began + number / rate - time.monotonic()))


def _expected(asked: list[str]) -> list[str]:
    """Return the texts of the messages that answer these questions, in order."""
    answer = Scripted()
    return [message.text for question in asked for message in to_telegram(answer(question), row=1)]


def _wait(api: BotAPI, asked: dict[int, list[str]]) -> None:
    """Wait until all is answered, or nothing has come for a long while."""
    expected = sum(len(_expected(questions)) for questions in asked.values())
    finished, since = -1, time.monotonic()
    while len(api.answers()) < expected and time.monotonic() - since < _PATIENCE_SECONDS:
        if len(api.answers()) > finished:
            finished, since = len(api.answers()), time.monotonic()
        time.sleep(0.5)
    time.sleep(2.0)  # for what might come twice


def _judge(api: BotAPI, asked: dict[int, list[str]], outcome: Outcome) -> None:
    expected = {chat: _expected(questions) for chat, questions in asked.items()}
    shown: dict[int, list[str]] = defaultdict(list)
    for message in sorted(api.messages(), key=lambda one: int(one["message_id"])):
        shown[message["chat"]["id"]].append(message["text"])
    for chat, texts in shown.items():
        outcome.orphans += texts.count(PLACEHOLDER)
        outcome.wrong_chat += [text for text in texts if text not in (PLACEHOLDER, *expected.get(chat, ()))]
    for chat, texts in expected.items():
        counts = Counter(shown[chat])
        outcome.lost += [text for text in texts if not counts[text]]
        outcome.twice += [text for text in texts if counts[text] > texts.count(text)]
        outcome.out_of_order += [text for text in shown[chat] if text != PLACEHOLDER] != texts


# How long answers take

MOST_SECONDS = 0.3


@dataclass(slots=True)
class Times:
    """Seconds from the update to the finished answer."""

    seconds: list[float]

    @property
    def median(self) -> float:
        return statistics.median(self.seconds)

    @property
    def late(self) -> float:
        """The 95th percentile."""
        return statistics.quantiles(self.seconds, n=20)[-1]

    @property
    def failed(self) -> bool:
        """Whether a promise was broken."""
        return self.median > MOST_SECONDS

    def told(self) -> str:
        return f"median {1000 * self.median:.0f} ms, 95th percentile {1000 * self.late:.0f} ms of {len(self.seconds)}"


def pace(folder: Path, rate: float = 10.0, seconds: float = 60.0) -> Times:
    """Return how long answers take when so many questions a second are asked by many people."""
    with served(folder, "INFO") as (api, _):
        return _asked_steadily(api, rate, seconds, "pace")


@dataclass(slots=True)
class Flood:
    """What others notice of one person who floods."""

    before: Times
    flooded: Times
    after: Times
    sent: int = 0
    answered: int = 0

    @property
    def failed(self) -> bool:
        """Whether a promise was broken."""
        return self.moved > MOST_MOVED

    @property
    def moved(self) -> float:
        """By how much the others' 95th percentile is higher than without the flood, as a share."""
        return self.flooded.late / statistics.mean((self.before.late, self.after.late)) - 1

    def told(self) -> str:
        return (
            f"One person sent {self.sent} messages at 50 a second and got {self.answered} back. Others: "
            f"{self.before.told()} before; {self.flooded.told()} meanwhile; {self.after.told()} after. "
            f"Their 95th percentile moved by {self.moved:+.0%}."
        )


def flood(folder: Path, rate: float = 5.0, seconds: float = 60.0, flooding: float = 50.0) -> Flood:
    """Return what others notice when one person sends 50 messages a second."""
    with served(folder, "INFO", SERAI_QUOTA_PER_MINUTE="20") as (api, _):
        _asked_steadily(api, rate, 5.0, "think warm")
        before = _asked_steadily(api, rate, seconds, "think before")
        stop, sent = threading.Event(), [0]
        flooder = threading.Thread(target=_flood, args=(api, flooding, stop, sent))
        flooder.start()
        flooded = _asked_steadily(api, rate, seconds, "think meanwhile")
        stop.set()
        flooder.join()
        time.sleep(2.0)
        after = _asked_steadily(api, rate, seconds, "think after")
        return Flood(before, flooded, after, sent[0], len(api.answers(FLOODER)))


FLOODER = 66
MOST_MOVED = 0.2


def _flood(api: BotAPI, rate: float, stop: threading.Event, sent: list[int]) -> None:
    began, chance = time.monotonic(), random.Random()
    while not stop.is_set():
        time.sleep(max(0.0, began + (sent[0] + chance.random()) / rate - time.monotonic()))
        api.ask(f"flood {sent[0]}", FLOODER)
        sent[0] += 1


def _asked_steadily(api: BotAPI, rate: float, seconds: float, name: str) -> Times:
    """Ask at a rate, each question by another person, and return how long the answers took."""
    base = 1_000_000 + len(api.calls)
    asked: dict[int, float] = {}
    chance = random.Random(base)
    began = time.monotonic()
    for number in range(int(rate * seconds)):
        time.sleep(max(0.0, began + (number + chance.random()) / rate - time.monotonic()))
        asked[base + number] = time.time()
        api.ask(f"{name} {number}", base + number)
    api.wait_until(lambda: all(api.answers(chat) for chat in list(asked)[-3:]), "the last answers", 60)
    time.sleep(0.5)
    finished = {c.parameters["chat_id"]: c.at for c in api.called("editMessageText") if c.status == 200}
    return Times([finished[chat] - at for chat, at in asked.items()])
