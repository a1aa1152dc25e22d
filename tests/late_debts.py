"""Debts by their relevant day, made up for tests."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from spoc_tui.casework.payments.late_payment import (
    Calculation,
    Debt,
)
from spoc_tui.casework.payments.rates import ReferenceRates

RATES = ReferenceRates()
TODAY = date(2026, 10, 1)

JUNE_30 = date(2026, 6, 30)


def day(text: str) -> date:
    return date.fromisoformat(text)


def due(relevant: date, amount: int = 2_500_00, **attributes: Any) -> Debt:
    """A debt with that relevant day."""
    begins = relevant - timedelta(days=29)
    return Debt(amount, **{"performed": begins, "received": begins, **attributes})


def line(calculation: Calculation, what: str) -> str:
    """The result and the working of that line."""
    return next(f"{one.result}: {one.working}" for one in calculation.working if one.what == what)
