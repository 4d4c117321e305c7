"""A logistic regression whose weights keep to what their signs mean, and the thresholds on what it says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
from scipy.optimize import minimize

from bot.evidence import Doubt, Support

SUPPORT_SIDES = "++++++++" + "+-++" + "+-"  # in the order of the fields of bot.evidence.Support
DOUBT_SIDES = "++++++" + "+++" + "--------" + "+++"  # and of Doubt
_AT_LEAST = {"figures": 2.0, "defines": 1.0, "figures_missing": 2.0, "years_contradicted": 0.5}
"""What these signs weigh at least, whichever their side: too few public questions have a year to swap, or define; but
a question about one year must not be answered with another."""
RATIOS = {"strict": 0.5, "balanced": 2.0, "generous": 8.0}
"""Of the share answered wrongly of what is absent to the share refused of what is present, where a threshold lies.
"balanced" makes as many mistakes of either sort where twice as many questions can be answered as cannot."""
_FOLDS = 5
Limits = tuple[float | None, float | None]


def limits(signs: type[Support] | type[Doubt], sides: str) -> list[Limits]:
    """Return between what each weight may lie: on the side of zero of its sign, as far off as it must."""
    least = [_AT_LEAST.get(field.name, 0.0) for field in fields(signs)]
    return [(low, None) if side == "+" else (None, -low) for side, low in zip(sides, least, strict=True)]


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights of a logistic regression, each kept to the side of zero that its sign's meaning allows."""

    weights: Any
    bias: float

    @classmethod
    def fit(
        cls,
        examples: Sequence[Sequence[float]],
        labels: Sequence[bool],
        limits: Sequence[Limits],
        counts: Sequence[float],
        *,
        balanced: bool,
    ) -> Weights:
        """Minimise the mean cross entropy plus 1e-3 of the squared weights, each within its limits.

        An example *counts* as many times as that; *balanced*, both labels count as much.
        """
        x, y, importance = np.asarray(examples, float), np.asarray(labels, float), np.asarray(counts, float)
        importance = importance / importance.mean()
        share = (importance * y).mean()
        if balanced:
            importance = importance * np.where(y > 0, 0.5 / share, 0.5 / (1 - share))

        def loss(at: Any) -> tuple[float, Any]:
            odds = x @ at[:-1] + at[-1]
            value = np.mean(importance * (np.logaddexp(0, odds) - y * odds)) + 1e-3 * float(at[:-1] @ at[:-1])
            slope = importance * (1 / (1 + np.exp(-odds)) - y) / len(y)
            return value, np.append(x.T @ slope + 2e-3 * at[:-1], slope.sum())

        bounds = [*limits, (None, None)]
        found = minimize(loss, np.zeros(x.shape[1] + 1), jac=True, bounds=bounds, method="L-BFGS-B").x
        return cls(found[:-1], float(found[-1]))

    def decision_function(self, examples: Sequence[Sequence[float]]) -> Any:
        return np.asarray(examples, float) @ self.weights + self.bias


def crossed(examples: Sequence[Any], labels: Sequence[bool], inside: Sequence[Limits], counts: Sequence[float]) -> Any:
    """Return the log-odds of each example by weights fitted without its fold."""
    x, y, times = np.asarray(examples, float), np.asarray(labels), np.asarray(counts, float)
    fold, odds = np.arange(len(y)) % _FOLDS, np.zeros(len(y))
    for n in range(_FOLDS):
        others = Weights.fit(x[fold != n], y[fold != n], inside, times[fold != n], balanced=True)
        odds[fold == n] = others.decision_function(x[fold == n])
    return odds


def thresholds(sure: Any, labels: Any) -> dict[str, tuple[float, float, float]]:
    """Return for each setting the confidence at which its two kinds of mistake have its ratio.

    With it stand the shares refused of what is absent and of what is present.
    """
    found = {}
    grid = np.arange(0.05, 0.96, 0.01)
    absent = np.array([np.mean(sure[~labels] < at) for at in grid])
    present = np.array([np.mean(sure[labels] < at) for at in grid])
    for name, ratio in RATIOS.items():
        gap = np.abs((1 - absent) - ratio * present)
        best = np.flatnonzero(gap <= gap.min() + 1e-9)
        at = int(best[len(best) // 2])
        found[name] = float(grid[at]), float(absent[at]), float(present[at])
    return found
