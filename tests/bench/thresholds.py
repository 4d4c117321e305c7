"""What proving would let out and drop by other thresholds, as tables."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from rich.table import Table

from bot.faults import FIGURES, INCOMPARABLE, NAMES, QUOTATION
from tests.bench.examined import Examined, area, parted

_HARD = {FIGURES, QUOTATION, NAMES, INCOMPARABLE}
"""Rules that no reading could overrule."""
_LEAST, _NEAR = 0.4, 0.85  # as in bot.proof
_FEW_WORDS = "few shared words"
_ODDS = (-3.0, -2.5, -2.0, -1.5, -1.0, -0.5, 0.0, 0.5, 1.0)
_NONE, _ALL = 99.0, -99.0

Passes = Callable[[Examined], bool]


def tables(examined: Sequence[Examined]) -> Iterator[Table]:
    """Yield how well the reader tells, by rule and likeness; then true ones dropped and false ones out, by log-odds.

    Of these the first is where no rule is broken, the second where the reader could overrule those that are not hard.
    """
    yield _by_rule(examined)
    yield _table("words of its own \\ nearly verbatim", examined, lambda far, near: _passes(near, far, _NONE))
    yield _table("no rule \\ some rule broken", examined, lambda plain, broken: _passes(plain, plain, broken))


def _by_rule(examined: Sequence[Examined]) -> Table:
    table = Table("breaks only", "true", "false", "AUROC", "true ones' log-odds", "false ones'")
    doubts = [(one, _doubts(one)) for one in examined]
    for name, some in (
        ("nothing, nearly verbatim", [one for one, found in doubts if not found and one.likeness >= _NEAR]),
        ("nothing, in words of its own", [one for one, found in doubts if not found and one.likeness < _NEAR]),
        *(
            (rule, [one for one, found in doubts if found == {rule}])
            for rule in sorted(set().union(*map(_doubts, examined)))
        ),
    ):
        true, false = parted(some)
        table.add_row(name, str(len(true)), str(len(false)), f"{area(some):.2f}", _spread(true), _spread(false))
    return table


def _doubts(one: Examined) -> set[str]:
    return set(one.rules) | ({_FEW_WORDS} if one.share < _LEAST and one.is_read else set())


def _spread(some: Sequence[Examined]) -> str:
    """Return the log-odds a tenth, half and nine tenths up."""
    odds = sorted(one.holds for one in some)
    return " ".join(f"{odds[int(share * len(odds))]:.1f}" for share in (0.1, 0.5, 0.9)) if odds else ""


def _table(name: str, examined: Sequence[Examined], made: Callable[[float, float], Passes]) -> Table:
    table = Table(name, *(f"≥ {odds:g}" for odds in _ODDS))
    for row in (_ALL, *_ODDS):
        table.add_row(f"≥ {row:g}", *("/".join(_told(examined, made(row, column))) for column in _ODDS))
    return table


def _passes(near: float, far: float, broken: float) -> Passes:
    """Return what passes with those log-odds: nearly verbatim, in words of its own, with a soft rule broken."""

    def passes(one: Examined) -> bool:
        doubts = _doubts(one)
        unbroken = near if one.likeness >= _NEAR else far
        return not doubts & _HARD and one.holds >= (broken if doubts else unbroken)

    return passes


def _told(examined: Sequence[Examined], passes: Passes) -> tuple[str, str]:
    true, false = parted(examined)
    return str(sum(not passes(one) for one in true)), str(sum(passes(one) for one in false))
