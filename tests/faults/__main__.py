"""The longer proofs: `python -m tests.faults [--swaps 50] [--kills 20]` writes what was met to reports/faults/."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from tests.faults import swaps

REPORTS = Path("reports/faults")


def main() -> int:
    """Run the proofs, print their figures and keep them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--swaps", type=int, default=50)
    parser.add_argument("--kills", type=int, default=20)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        outcome = swaps.run(Path(folder), given.swaps, given.kills)
    sys.stdout.write(outcome.told() + "\n")
    for failure in outcome.failed:
        sys.stdout.write(f"  {failure}\n")
    REPORTS.mkdir(parents=True, exist_ok=True)
    (REPORTS / "swaps.md").write_text(f"# Swaps under questions\n\n{outcome.told()}\n")
    return bool(outcome.failed or outcome.mixed or outcome.empty)


if __name__ == "__main__":
    sys.exit(main())
