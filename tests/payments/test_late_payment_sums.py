"""What late payment comes to: interest, its rate and its days, compensation, what is no claim."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from late_debts import JUNE_30, RATES, TODAY, day, due, line

from spoc_tui.casework.payments.kinds import PaymentKind, Terms
from spoc_tui.casework.payments.late_payment import (
    INDICATIVE,
    Debt,
    PartPayment,
    PaymentBand,
    calculate,
)
from spoc_tui.casework.payments.rates import ReferenceRates

# Rate, interest and compensation.


@pytest.mark.parametrize(
    ("relevant", "reference_date", "statutory"),
    [
        ("2025-06-29", "2024-12-31", "12.75"),
        ("2025-06-30", "2025-06-30", "12.25"),
        ("2025-07-01", "2025-06-30", "12.25"),
        ("2025-12-30", "2025-06-30", "12.25"),
        ("2025-12-31", "2025-12-31", "11.75"),
        ("2026-01-01", "2025-12-31", "11.75"),
    ],
)
def test_the_rate_is_fixed_by_the_day_interest_starts(
    relevant: str, reference_date: str, statutory: str
) -> None:
    for on in (day(relevant) + timedelta(days=1), TODAY):
        reference = calculate(due(day(relevant)), on, RATES).reference
        assert reference is not None
        assert (reference.date, reference.statutory) == (day(reference_date), Decimal(statutory))


def test_ninety_days_at_eleven_and_three_quarters() -> None:
    calculation = calculate(
        due(JUNE_30, parts=(PartPayment(2_500_00, day("2026-09-28")),)), TODAY, RATES
    )
    assert calculation.days_late == 90
    assert (calculation.interest, calculation.compensation, calculation.total) == (
        72_43,
        70_00,
        142_43,
    )
    assert (calculation.daily, calculation.outstanding, calculation.entitled) == (80, 0, True)
    assert line(calculation, "Rate").startswith("11.75% a year")
    assert "£2,500.00 × 90 days × 11.75% ÷ 365" in line(calculation, "Interest")
    assert not calculation.rests_on_assumed_rate


def test_a_part_payment_reduces_the_principal_from_the_day_after_it() -> None:
    parts = (PartPayment(1_500_00, day("2026-09-28")), PartPayment(1_000_00, day("2026-07-30")))
    calculation = calculate(due(JUNE_30, parts=parts), TODAY, RATES)
    assert (calculation.interest, calculation.compensation) == (53_12, 70_00)
    assert calculation.daily == 48
    assert "(£2,500.00 × 30 days + £1,500.00 × 60 days)" in line(calculation, "Interest")


def test_the_sum_is_rounded_once_and_the_other_way_is_shown() -> None:
    # 8.5 %: the base rate was 0.5 % on 30 June 2009 … 31 December 2015.
    debt = due(day("2015-06-30"), 1_000_00, parts=(PartPayment(1_000_00, day("2015-08-19")),))
    calculation = calculate(debt, TODAY, RATES)
    assert (calculation.days_late, calculation.interest, calculation.daily) == (50, 11_64, 23)
    assert line(calculation, "GOV.UK’s way").startswith("£11.50: ")
    assert "£0.23 × 50 days" in line(calculation, "GOV.UK’s way")


def test_the_other_way_is_not_shown_where_it_makes_no_difference() -> None:
    calculation = calculate(due(JUNE_30), JUNE_30 + timedelta(days=1), RATES)
    assert (calculation.interest, calculation.daily) == (80, 80)
    assert all(one.what != "GOV.UK’s way" for one in calculation.working)


@pytest.mark.parametrize(("days", "pence"), [(1, 1), (2, 1), (3, 2)])
def test_half_a_penny_is_rounded_up(days: int, pence: int) -> None:
    # £18.25 at 10 % is half a penny a day: the base rate was 2 % on 31 December 2008.
    on = day("2009-01-31") + timedelta(days=days)
    assert calculate(due(day("2009-01-31"), 18_25), on, RATES).interest == pence


def test_a_leap_day_counts_and_the_year_has_365_days_all_the_same() -> None:
    calculation = calculate(due(day("2023-12-31"), 3_650_00), day("2024-12-31"), RATES)
    assert calculation.days_late == 366
    assert calculation.interest == 484_95


@pytest.mark.parametrize(
    ("amount", "fixed"),
    [
        (1, 40_00),
        (999_99, 40_00),
        (1_000_00, 70_00),
        (9_999_99, 70_00),
        (10_000_00, 100_00),
        (100_000_000_00, 100_00),
    ],
)
def test_compensation_by_the_original_sum_once_interest_has_started(
    amount: int, fixed: int
) -> None:
    first = JUNE_30 + timedelta(days=1)
    assert calculate(due(JUNE_30, amount), JUNE_30, RATES).compensation == 0
    assert calculate(due(JUNE_30, amount), first, RATES).compensation == fixed
    if amount > 1:
        parts = (PartPayment(amount - 1, JUNE_30 - timedelta(days=9)),)
        assert calculate(due(JUNE_30, amount, parts=parts), first, RATES).compensation == fixed


def test_a_payment_by_the_relevant_day_reduces_the_principal_too() -> None:
    parts = (PartPayment(1_000_00, JUNE_30 - timedelta(days=3)), PartPayment(500_00, JUNE_30))
    calculation = calculate(due(JUNE_30, parts=parts), day("2026-09-28"), RATES)
    assert calculation.outstanding == 1_000_00
    assert (
        calculation.interest == calculate(due(JUNE_30, 1_000_00), day("2026-09-28"), RATES).interest
    )


def test_a_days_interest_of_what_is_paid_says_that_it_ended() -> None:
    paid = calculate(due(JUNE_30, parts=(PartPayment(2_500_00, day("2026-09-28")),)), TODAY, RATES)
    ended = "It ended when all was paid, on 28 September 2026."
    assert line(paid, "Interest a day") == f"£0.80: £2,500.00 × 11.75% ÷ 365. {ended}"
    owed = calculate(due(JUNE_30), TODAY, RATES)
    assert line(owed, "Interest a day") == "£0.80: £2,500.00 × 11.75% ÷ 365."


@pytest.mark.parametrize(
    ("paid", "late"), [("2026-06-29", 0), ("2026-06-30", 0), ("2026-07-01", 1)]
)
def test_paid_in_time_or_a_day_late(paid: str, late: int) -> None:
    calculation = calculate(due(JUNE_30, parts=(PartPayment(2_500_00, day(paid)),)), TODAY, RATES)
    assert (calculation.days_late, calculation.entitled) == (late, late > 0)
    assert (calculation.total > 0) is (late > 0)
    assert ("paid in time" in calculation.why) is (late == 0)


def test_payments_after_the_day_are_left_out_and_that_is_reported() -> None:
    debt = due(JUNE_30, parts=(PartPayment(2_500_00, day("2026-09-28")),))
    calculation = calculate(debt, day("2026-09-27"), RATES)
    assert (calculation.days_late, calculation.outstanding) == (89, 2_500_00)
    assert line(calculation, "As of") == "27 September 2026: Payments after this day are left out."


def test_a_sum_on_a_rate_not_known_yet_says_so_until_it_is_added() -> None:
    debt, on = due(day("2026-12-31")), day("2027-03-31")
    assumed = calculate(debt, on, RATES)
    assert assumed.rests_on_assumed_rate
    assert "31 December 2026 is not known yet" in line(assumed, "Rate")
    known = calculate(debt, on, ReferenceRates({day("2026-12-31"): Decimal(5)}))
    assert not known.rests_on_assumed_rate
    assert known.interest > assumed.interest


# What is no claim.


@pytest.mark.parametrize(
    ("attributes", "why"),
    [
        ({"kind": PaymentKind.GRANT}, "grants are outside"),
        ({"kind": PaymentKind.EXPENSES}, "expenses repaid are outside"),
        ({"kind": PaymentKind.OTHER}, "only contracts"),
        ({"disputed": True}, "disputed"),
        ({"terms": Terms.OWN_REMEDY}, "its own remedy"),
    ],
)
def test_what_is_no_claim_says_why(attributes: dict[str, Any], why: str) -> None:
    calculation = calculate(due(JUNE_30, **attributes), TODAY, RATES)
    assert why in calculation.why
    assert (calculation.interest, calculation.compensation, calculation.total) == (0, 0, 0)
    assert (calculation.daily, calculation.reference, calculation.entitled) == (0, None, False)
    assert (calculation.days_to_pay, calculation.band) == (122, PaymentBand.OVER_60)
    is_contract = "kind" not in attributes
    assert calculation.relevant_day == (JUNE_30 if is_contract else None)
    assert calculation.days_late == (93 if is_contract else 0)


@pytest.mark.parametrize("terms", [Terms.S68, Terms.S88, Terms.REG113])
def test_the_terms_are_named_and_change_no_sum(terms: Terms) -> None:
    calculation = calculate(due(JUNE_30, terms=terms), TODAY, RATES)
    assert terms.words in line(calculation, "Terms")
    assert calculation.total == calculate(due(JUNE_30), TODAY, RATES).total


def test_days_before_the_law_are_not_calculated_with() -> None:
    calculation = calculate(due(day("2001-06-30")), TODAY, RATES)
    assert (calculation.entitled, calculation.total) == (False, 0)
    assert "7 August 2002" in calculation.why


def test_every_sum_is_indicative() -> None:
    assert INDICATIVE == "Indicative, not legal advice."


# Days to pay.


@pytest.mark.parametrize(
    ("paid", "days", "band"),
    [
        ("2026-03-02", 0, "1-30"),
        ("2026-03-03", 1, "1-30"),
        ("2026-04-01", 30, "1-30"),
        ("2026-04-02", 31, "31-60"),
        ("2026-05-01", 60, "31-60"),
        ("2026-05-02", 61, "61+"),
    ],
)
def test_days_to_pay_and_their_band(paid: str, days: int, band: str) -> None:
    received = day("2026-03-02")
    unpaid = calculate(Debt(5_00, received=received), day(paid), RATES)
    settled = calculate(
        Debt(5_00, received=received, parts=(PartPayment(5_00, day(paid)),)), TODAY, RATES
    )
    for calculation in (unpaid, settled):
        assert calculation.days_to_pay == days
        assert str(calculation.band) == band
    assert [one.words for one in PaymentBand] == ["1–30", "31–60", "61+"]
