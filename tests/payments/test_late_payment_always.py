"""What always holds of interest and compensation, whatever the debt and its payments."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from spoc_tui.casework.payments.late_payment import Debt, PartPayment, calculate
from spoc_tui.casework.payments.rates import ReferenceRates

RATES = ReferenceRates()
AMOUNTS = st.integers(1, 50_000_00)
RELEVANT = st.dates(date(2003, 1, 1), date(2026, 12, 31))
DAYS = st.integers(-40, 400)


@st.composite
def debts(draw: st.DrawFn) -> Debt:
    """A debt with up to four payments, around and after its relevant day."""
    amount, relevant = draw(AMOUNTS), draw(RELEVANT)
    parts, left = [], amount
    for _ in range(draw(st.integers(0, 4))):
        paid = draw(st.integers(0, left))
        if paid:
            parts.append(PartPayment(paid, relevant + timedelta(days=draw(DAYS))))
            left -= paid
    begins = relevant - timedelta(days=29)
    return Debt(amount, performed=begins, received=begins, parts=tuple(parts))


def by_the_day(debt: Debt, on: date) -> int:
    """The interest added up day by day, and rounded once."""
    relevant = calculate(debt, on, RATES).relevant_day
    assert relevant is not None
    rate = Fraction(RATES.on(relevant + timedelta(days=1)).statutory) / 100 / 365
    total, today = Fraction(0), relevant + timedelta(days=1)
    while today <= on:
        total += (debt.amount - sum(one.amount for one in debt.parts if one.on < today)) * rate
        today += timedelta(days=1)
    return int(total + Fraction(1, 2))


@settings(max_examples=60, deadline=None)
@given(debts(), DAYS)
def test_the_sum_is_what_adding_up_each_day_gives(debt: Debt, after: int) -> None:
    assert debt.received is not None
    on = debt.received + timedelta(days=29 + after)
    assert calculate(debt, on, RATES).interest == by_the_day(debt, on)


@settings(max_examples=60, deadline=None)
@given(debts(), DAYS, st.integers(0, 200))
def test_interest_never_falls_as_days_pass(debt: Debt, after: int, more: int) -> None:
    assert debt.received is not None
    on = debt.received + timedelta(days=29 + after)
    sooner, later = (calculate(debt, one, RATES) for one in (on, on + timedelta(days=more)))
    assert sooner.interest <= later.interest
    assert sooner.compensation <= later.compensation <= 100_00


@settings(max_examples=60, deadline=None)
@given(debts(), DAYS)
def test_part_payments_never_raise_it(debt: Debt, after: int) -> None:
    assert debt.received is not None
    on = debt.received + timedelta(days=29 + after)
    unpaid = calculate(replace(debt, parts=()), on, RATES)
    assert calculate(debt, on, RATES).interest <= unpaid.interest
    for left_out in range(len(debt.parts)):
        fewer = debt.parts[:left_out] + debt.parts[left_out + 1 :]
        assert (
            calculate(debt, on, RATES).interest
            <= calculate(replace(debt, parts=fewer), on, RATES).interest
        )


@settings(max_examples=60, deadline=None)
@given(debts(), DAYS)
def test_there_is_nothing_before_it_starts_and_compensation_once_after(
    debt: Debt, after: int
) -> None:
    assert debt.received is not None
    on = debt.received + timedelta(days=29 + after)
    calculation = calculate(debt, on, RATES)
    if calculation.starts is not None and on < calculation.starts:
        assert (calculation.interest, calculation.compensation, calculation.days_late) == (0, 0, 0)
    assert calculation.compensation in (0, 40_00, 70_00, 100_00)
    assert (calculation.compensation > 0) is calculation.entitled is (calculation.days_late > 0)
    assert calculation.total == calculation.interest + calculation.compensation
