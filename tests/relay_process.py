"""The relay in a process of its own, with scripted answers, talking to a fake Bot API; many tests start one."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.bot_api import BotAPI
from tests.conftest import ROOT

QUOTA = 3


class Relay:
    """A bot that serves, and all that it has written. Its ledger stands beside its log: the next one goes on there."""

    def __init__(self, api: BotAPI, log: Path, level: str = "DEBUG", **settings: str) -> None:
        self.api, self.log = api, log
        self.ledger = Path(f"{log}.db")
        self._command = [sys.executable, "-W", "error", "-m", "tests.scripted_relay", level]
        self._environment = os.environ | {
            "SERAI_DATABASE_URL": f"sqlite:///{self.ledger}",
            "SERAI_QUOTA_PER_MINUTE": str(QUOTA),
            "SERAI_TELEGRAM_BASE_URL": api.url,
            "TELEGRAM_BOT_TOKEN": api.token,
            "NO_PROXY": "127.0.0.1",
            **settings,
        }
        self.process = self._started()

    @property
    def output(self) -> str:
        return self.log.read_text(errors="replace")

    def stop(self, number: int = signal.SIGTERM) -> int:
        """End it by a signal, and return how it ended."""
        self.process.send_signal(number)
        return self.process.wait(30)

    def kill(self) -> None:
        self.process.kill()
        self.process.wait(10)

    def start_again(self) -> None:
        self.process = self._started()

    def _started(self) -> subprocess.Popen[bytes]:
        with self.log.open("ab") as output:
            return subprocess.Popen(
                self._command, cwd=ROOT, env=self._environment, stdout=output, stderr=subprocess.STDOUT
            )


@contextmanager
def relay(api: BotAPI, log: Path, *, level: str = "DEBUG", **settings: str) -> Iterator[Relay]:
    """Let a bot serve until the end of the block."""
    started = Relay(api, log, level, **settings)
    try:
        yield started
    finally:
        started.kill()
