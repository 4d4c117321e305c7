"""What weighing goes by, and what it would let out and drop by other thresholds, as tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.table import Table

from bot.weights import PROVEN
from tests.bench.examined import Examined, area, parted

_OWN, _NEAR = "in words of its own", "nearly verbatim"
_LIKE = 0.85  # the likeness from which a statement is nearly verbatim here
_STEPS = (-3.0, -2.0, -1.5, -1.0, -0.75, -0.5, -0.25, 0.0, 0.25, 0.5, 0.75, 1.0, 1.5, 2.0)


def tables(examined: Sequence[Examined]) -> Iterator[Table]:
    """Yield how well the reader tells, by what speaks against a statement, and what other thresholds would do."""
    yield _by_rule(examined)
    yield _by_threshold(examined)


def _by_rule(examined: Sequence[Examined]) -> Table:
    table = Table("breaks only", "true", "false", "AUROC", "true ones' log-odds", "false ones'")
    named = {name for one in examined for name in one.rules}
    for name, some in (
        (f"nothing, {_NEAR}", [one for one in examined if not one.rules and one.backing.likeness >= _LIKE]),
        (f"nothing, {_OWN}", [one for one in examined if not one.rules and one.backing.likeness < _LIKE]),
        *((rule, [one for one in examined if one.rules == {rule}]) for rule in sorted(named)),
    ):
        true, false = parted(some)
        table.add_row(name, str(len(true)), str(len(false)), f"{area(some):.2f}", _spread(true), _spread(false))
    return table


def _spread(some: Sequence[Examined]) -> str:
    """Return the reader's log-odds a tenth, half and nine tenths up."""
    odds = sorted(one.backing.holds for one in some)
    return " ".join(f"{odds[int(share * len(odds))]:.1f}" for share in (0.1, 0.5, 0.9)) if odds else ""


def _by_threshold(examined: Sequence[Examined]) -> Table:
    """Return, by how far from `PROVEN` the threshold would lie, true ones dropped and false ones out."""
    table = Table("threshold", "of true", "dropped", "of false", "out")
    true, false = parted(one for one in examined if one.is_weighed)
    for step in _STEPS:
        dropped = sum(one.backing.log_odds < PROVEN + step for one in true)
        out = sum(one.backing.log_odds >= PROVEN + step for one in false)
        table.add_row(f"{step:+g}", str(len(true)), str(dropped), str(len(false)), str(out))
    return table
