"""What proving would let out and drop by other thresholds, as tables."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from rich.table import Table

from bot.faults import FIGURES, INCOMPARABLE, NAMES, QUOTATION
from tests.bench.examined import Examined, area, parted

_HARD = {FIGURES, QUOTATION, NAMES, INCOMPARABLE}
"""Rules that no reading overrules."""
_PLAIN, _LEAST, _SUPPORT = 0.85, 0.4, -1.0  # how words and support were judged before the reader knew statements
_FEW_WORDS = "few shared words"
_ODDS = (-4.0, -3.0, -2.0, -1.0, 0.0, 1.0, 2.0, 3.0, 4.0)
_HIGH_ODDS = (-1.0, 0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0)

Passes = Callable[[Examined], bool]


def tables(examined: Sequence[Examined]) -> Iterator[Table]:
    """Yield how well the reader tells by rule; what both together would do; what the reader would overrule."""
    yield _by_rule(examined)
    yield _both(examined)
    yield _overruled(examined)


def _by_rule(examined: Sequence[Examined]) -> Table:
    table = Table("breaks only", "true", "false", "AUROC", "true ones' log-odds", "false ones'")
    doubts = [(one, _doubts(one)) for one in examined]
    for rule in sorted({rule for _, found in doubts for rule in found} | {""}):
        some = [one for one, found in doubts if found == ({rule} if rule else set())]
        true, false = parted(some)
        counts = str(len(true)), str(len(false)), f"{area(some):.2f}"
        table.add_row(rule or "nothing", *counts, _spread(true), _spread(false))
    return table


def _doubts(one: Examined) -> set[str]:
    return set(one.rules) | ({_FEW_WORDS} if one.share < _LEAST and one.is_read else set())


def _spread(some: Sequence[Examined]) -> str:
    """Return the log-odds a tenth, half and nine tenths up."""
    odds = sorted(one.holds for one in some)
    return " ".join(f"{odds[int(share * len(odds))]:.1f}" for share in (0.1, 0.5, 0.9)) if odds else ""


def _both(examined: Sequence[Examined]) -> Table:
    table = Table("rules, and", "true ones dropped", "false ones out")
    table.add_row("nothing", *_told(examined, lambda one: not _doubts(one)))
    table.add_row("support", *_told(examined, _passes_by_support))
    for odds in _ODDS:
        table.add_row(f"log-odds ≥ {odds}", *_told(examined, _by_odds(odds, 99.0)))
    return table


def _passes_by_support(one: Examined) -> bool:
    return not _doubts(one) and (one.share >= _PLAIN or one.support >= _SUPPORT or not one.is_read)


def _overruled(examined: Sequence[Examined]) -> Table:
    """Return true ones dropped and false ones out, by log-odds asked where no rule, or a soft one, is broken."""
    table = Table("none \\ some broken", *(f"≥ {odds:g}" for odds in _HIGH_ODDS))
    for plain in _ODDS:
        row = ["/".join(_told(examined, _by_odds(plain, overruling))) for overruling in _HIGH_ODDS]
        table.add_row(f"≥ {plain:g}", *row)
    return table


def _by_odds(plain: float, overruling: float) -> Passes:
    """Return what passes with those log-odds: *plain* where no rule is broken, *overruling* where a soft one is."""

    def passes(one: Examined) -> bool:
        doubts = _doubts(one)
        return not doubts & _HARD and one.holds >= (overruling if doubts else plain)

    return passes


def _told(examined: Sequence[Examined], passes: Passes) -> tuple[str, str]:
    true, false = parted(examined)
    return str(sum(not passes(one) for one in true)), str(sum(passes(one) for one in false))
