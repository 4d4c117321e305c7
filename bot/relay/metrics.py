"""What happens is counted for Prometheus; nothing here says who asked, or what."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.core import CounterMetricFamily, Info, Metric
from prometheus_client.registry import Collector

from bot.spending import Spent

SECONDS = (0.1, 0.2, 0.3, 0.5, 1.0, 2.0, 5.0, 10.0, 30.0, 60.0, 300.0)


class Metrics:
    """The figures of one process."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        own = self.registry
        self.updates = Counter("serai_updates", "Updates taken in, by what became of them", ["state"], registry=own)
        self.questions = Counter("serai_questions", "Questions, by outcome", ["outcome"], registry=own)
        self.seconds = Histogram(
            "serai_answer_seconds", "From update to finished answer", buckets=SECONDS, registry=own
        )
        self.polls = Counter("serai_polls", "Polls, by result", ["result"], registry=own)
        self.calls = Counter("serai_telegram_calls", "Calls that send or edit, by result", ["result"], registry=own)
        self.aside = Counter("serai_set_aside", "Updates set aside after failing again and again", registry=own)
        self._queue = Gauge("serai_queue", "Unfinished updates", registry=own)
        self._silence = Gauge("serai_silence_seconds", "Since Telegram was last heard", registry=own)
        self._generation = Info("serai_generation", "The generation that answered last", registry=own)
        self._started = Gauge("serai_start_time_seconds", "When this process began to serve", registry=own)
        self._started.set(time.time())

    def watch(self, queue: Callable[[], int], silence: Callable[[], float], spent: Callable[[], Spent] | None) -> None:
        """Read these whenever the figures are asked for."""
        self._queue.set_function(queue)
        self._silence.set_function(silence)
        if spent:
            self.registry.register(_Model(spent))

    def answered_from(self, generation: str) -> None:
        """Remember which generation answered last."""
        self._generation.info({"name": generation})

    def text(self) -> bytes:
        """Return the figures as Prometheus reads them."""
        return generate_latest(self.registry)


class _Model(Collector):
    """What chat models took since the start, read whenever the figures are asked for."""

    def __init__(self, spent: Callable[[], Spent]) -> None:
        self._spent = spent

    def collect(self) -> Iterator[Metric]:
        """Yield the counters."""
        spent = self._spent()
        yield CounterMetricFamily("serai_model_requests", "Requests to chat models", spent.requests)
        yield CounterMetricFamily("serai_model_stopped", "Requests that a cap forbade", spent.stopped)
        yield CounterMetricFamily(
            "serai_model_money", "What chat models cost, in the currency of the price", spent.money
        )
        tokens = CounterMetricFamily("serai_model_tokens", "Tokens of prompts and replies", labels=["direction"])
        tokens.add_metric(["read"], spent.read)
        tokens.add_metric(["written"], spent.written)
        yield tokens
