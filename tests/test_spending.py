"""Tokens and money are counted by person and day."""

from datetime import date

import pytest

from bot.errors import QuotaError
from bot.spending import Spending, Spent, asker


def test_a_person_is_stopped_at_their_share_and_starts_anew_the_next_day() -> None:
    days = [date(2026, 1, 1)]
    spending = Spending(tokens_per_day=100, today=lambda: days[-1])
    spending.allow(100)
    spending.add(60, 30)
    with pytest.raises(QuotaError, match="share"):
        spending.allow(11)
    token = asker.set("another")
    spending.allow(100)
    asker.reset(token)
    days.append(date(2026, 1, 2))
    spending.allow(100)


def test_money_is_counted_for_all_together() -> None:
    spending = Spending(price="1/10", money_per_day=1.0)
    for person in ("a", "b"):
        token = asker.set(person)
        spending.add(100_000, 35_000)
        asker.reset(token)
    assert spending.total().money == pytest.approx(0.9)
    with pytest.raises(QuotaError, match="cost"):
        spending.allow(200_000)


def test_what_was_used_since_the_start_is_there_for_metrics_and_never_falls() -> None:
    days = [date(2026, 1, 1)]
    spending = Spending(tokens_per_day=100, price="1/10", today=lambda: days[-1])
    spending.add(60, 30)
    with pytest.raises(QuotaError):
        spending.allow(11)
    days.append(date(2026, 1, 2))
    spending.add(10, 5)
    assert spending.total().requests == 1
    assert spending.ever() == Spent(2, 70, 35, pytest.approx(420e-6), stopped=1)
