"""The longer proofs, with reports in reports/faults/: `python -m tests.faults [swaps] [busy] [telegram] …`."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from tests.faults import busy, rendering, swaps, telegram

REPORTS = Path("reports/faults")


def main() -> int:
    """Run the proofs that are named, or all; print their figures and keep them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("proofs", nargs="*", choices=[[], *PROOFS], help="default: all of them")
    parser.add_argument("--swaps", type=int, default=50)
    parser.add_argument("--kills", type=int, default=20, help="of builders")
    parser.add_argument("--files", type=int, default=2000, help="added and built at once under questions")
    parser.add_argument("--questions", type=int, default=10_000, help="in Telegram")
    parser.add_argument("--bot-kills", type=int, default=300)
    parser.add_argument("--rounds", type=int, default=10, help="that those are asked in, each with a new ledger")
    parser.add_argument("--strings", type=int, default=100_000, help="random and hostile ones that are rendered")
    given = parser.parse_args()
    REPORTS.mkdir(parents=True, exist_ok=True)
    return max(PROOFS[name](given) for name in given.proofs or PROOFS)


def _swaps(given: argparse.Namespace) -> bool:
    with tempfile.TemporaryDirectory() as folder:
        swapped = swaps.run(Path(folder), given.swaps, given.kills)
    _report("swaps", "Swaps under questions", "\n".join([swapped.told(), *(f"- {one}" for one in swapped.failed)]))
    return bool(swapped.failed or swapped.mixed or swapped.empty)


def _busy(given: argparse.Namespace) -> bool:
    with tempfile.TemporaryDirectory() as folder:
        noticed = busy.run(Path(folder), given.files)
    _report("busy", "A large build under questions", noticed.told())
    return bool(noticed.failed)


def _telegram(given: argparse.Namespace) -> bool:
    whole = telegram.Outcome()
    for number in range(given.rounds):
        with tempfile.TemporaryDirectory() as folder:
            whole.add(
                telegram.run(Path(folder), given.questions // given.rounds, given.bot_kills // given.rounds, number)
            )
    with tempfile.TemporaryDirectory() as folder:
        flooded = telegram.flood(Path(folder))
    with tempfile.TemporaryDirectory() as folder:
        paced = telegram.pace(Path(folder))
    told = [whole.told(), flooded.told(), f"From update to finished answer at 10 questions a second: {paced.told()}."]
    _report("telegram", "The bot killed under questions, and flooded", "\n\n".join(told))
    return whole.failed or flooded.failed or paced.failed


def _rendering(given: argparse.Namespace) -> bool:
    rendered = rendering.run(given.strings)
    _report("rendering", "Hostile strings rendered", rendered.told())
    return bool(rendered.failure)


def _report(name: str, title: str, told: str) -> None:
    sys.stdout.write(told + "\n")
    (REPORTS / f"{name}.md").write_text(f"# {title}\n\n{told}\n")


PROOFS: dict[str, Callable[[argparse.Namespace], bool]] = {
    "rendering": _rendering, "swaps": _swaps, "busy": _busy, "telegram": _telegram,
}  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
