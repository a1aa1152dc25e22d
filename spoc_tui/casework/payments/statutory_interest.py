"""Simple interest on a balance that payments reduce, and the fixed sum, to the penny."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from spoc_tui.casework.payments.debts import Debt

_DAYS_IN_A_YEAR = 365


class BalancePeriod(NamedTuple):
    """So many days on which the same balance, in pence, was outstanding."""

    balance: int
    days: int


def stretches(debt: Debt, starts: date, last: date) -> tuple[BalancePeriod, ...]:
    """The balances from `starts` to `last`, both counted; none where `last` is earlier.

    The day of a payment still counts at the old balance. Payments before `starts` reduce it too.
    `debt.parts` are in the order of their days, none after `last`.
    """
    found = []
    counted_to = starts - timedelta(days=1)
    balance = debt.amount
    for part in debt.parts:
        if part.on > counted_to and balance:
            found.append(BalancePeriod(balance, (part.on - counted_to).days))
            counted_to = part.on
        balance = max(0, balance - part.amount)
    if last > counted_to and balance:
        found.append(BalancePeriod(balance, (last - counted_to).days))
    return tuple(found)


def interest(running: Sequence[BalancePeriod], percent: Decimal) -> int:
    """Simple interest at so many percent a year, actual days over 365: pence, rounded once, half
    up.
    """
    return _pence(sum(balance * days for balance, days in running), percent)


def daily(balance: int, percent: Decimal) -> int:
    """One day's interest on a balance: pence, rounded half up."""
    return _pence(balance, percent)


def by_rounded_days(running: Sequence[BalancePeriod], percent: Decimal) -> int:
    """The interest as GOV.UK's example has it, each day's rounded first: pence."""
    return sum(daily(balance, percent) * days for balance, days in running)


def compensation(amount: int) -> int:
    """The fixed sum for a debt of so many pence: £40, £70 from £1,000, £100 from £10,000 (s5A)."""
    if amount < 1_000_00:
        return 40_00
    return 70_00 if amount < 10_000_00 else 100_00


def _pence(pence_days: int, percent: Decimal) -> int:
    exact = pence_days * percent / (100 * _DAYS_IN_A_YEAR)
    return int(exact.quantize(Decimal(1), ROUND_HALF_UP))
