"""The longer proofs: `python -m tests.faults [--swaps N] [--kills N] [--files N]`, with reports in reports/faults/."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from tests.faults import busy, swaps

REPORTS = Path("reports/faults")


def main() -> int:
    """Run the proofs, print their figures and keep them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--swaps", type=int, default=50)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--files", type=int, default=2000, help="added and built at once under questions")
    given = parser.parse_args()
    REPORTS.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        swapped = swaps.run(Path(folder), given.swaps, given.kills)
    told = "\n".join([swapped.told(), *(f"- {failure}" for failure in swapped.failed)])
    sys.stdout.write(told + "\n")
    (REPORTS / "swaps.md").write_text(f"# Swaps under questions\n\n{told}\n")
    with tempfile.TemporaryDirectory() as folder:
        noticed = busy.run(Path(folder), given.files)
    sys.stdout.write(noticed.told() + "\n")
    (REPORTS / "busy.md").write_text(f"# A large build under questions\n\n{noticed.told()}\n")
    return bool(swapped.failed or swapped.mixed or swapped.empty or noticed.failed)


if __name__ == "__main__":
    sys.exit(main())
