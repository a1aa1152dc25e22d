"""Late payment by a public authority: the relevant day of the law, and each boundary."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from late_debts import JUNE_30, RATES, TODAY, day, due, line

from spoc_tui.casework.payments.kinds import PaymentKind
from spoc_tui.casework.payments.late_payment import (
    Debt,
    PartPayment,
    PaymentBand,
    calculate,
)


@pytest.mark.parametrize(
    ("days", "relevant"),
    [
        ({"received": "2026-03-02"}, "2026-03-31"),
        ({"received": "2026-03-02", "performed": "2026-03-10"}, "2026-04-08"),
        ({"received": "2026-03-10", "performed": "2026-03-02"}, "2026-04-08"),
        ({"received": "2026-03-02", "accepted": "2026-03-20"}, "2026-04-19"),
        # The day after the acceptance counts; one that took too long is capped; after the invoice.
        (
            {"performed": "2026-03-02", "received": "2026-03-02", "accepted": "2026-03-10"},
            "2026-04-09",
        ),
        (
            {"performed": "2026-01-05", "received": "2026-01-05", "accepted": "2026-03-20"},
            "2026-03-06",
        ),
        (
            {"performed": "2026-03-02", "received": "2026-03-10", "accepted": "2026-03-10"},
            "2026-04-09",
        ),
        (
            {"performed": "2026-03-02", "received": "2026-03-11", "accepted": "2026-03-10"},
            "2026-04-09",
        ),
        (
            {"performed": "2026-03-02", "received": "2026-03-12", "accepted": "2026-03-10"},
            "2026-04-10",
        ),
        (
            {"performed": "2026-03-02", "received": "2026-03-20", "accepted": "2026-06-01"},
            "2026-05-01",
        ),
        (
            {"performed": "2026-01-05", "received": "2026-03-10", "accepted": "2026-03-20"},
            "2026-04-08",
        ),
        (
            {
                "performed": "2026-01-05",
                "received": "2026-01-05",
                "accepted": "2026-03-20",
                "agreed": "2026-03-20",
            },
            "2026-03-06",
        ),
        ({"received": "2026-01-31"}, "2026-03-01"),
        ({"received": "2024-01-31"}, "2024-02-29"),
        ({"received": "2024-02-29"}, "2024-03-29"),
        ({"received": "2025-12-31"}, "2026-01-29"),
        # Agreed earlier than the 30 days, on their last day, and later.
        ({"received": "2026-03-02", "agreed": "2026-03-16"}, "2026-03-16"),
        ({"received": "2026-03-02", "agreed": "2026-03-31"}, "2026-03-31"),
        ({"received": "2026-03-02", "agreed": "2026-04-01"}, "2026-03-31"),
        # Agreed and done, whatever the invoice's day.
        (
            {"received": "2026-03-20", "performed": "2026-03-02", "agreed": "2026-03-05"},
            "2026-03-05",
        ),
        ({"agreed": "2026-05-15"}, "2026-05-15"),
        # An advance payment: the day of performance.
        (
            {"received": "2026-03-02", "performed": "2026-03-20", "agreed": "2026-03-10"},
            "2026-03-20",
        ),
        ({"performed": "2026-03-20", "agreed": "2026-03-10"}, "2026-03-20"),
        ({"performed": "2026-03-10", "agreed": "2026-03-10"}, "2026-03-10"),
    ],
)
def test_the_relevant_day(days: dict[str, str], relevant: str) -> None:
    dates: dict[str, Any] = {name: day(text) for name, text in days.items()}
    calculation = calculate(Debt(100_00, **dates), TODAY, RATES)
    assert calculation.relevant_day == day(relevant)
    assert calculation.starts == day(relevant) + timedelta(days=1)
    assert "1998 Act s4" in line(calculation, "Relevant day")


def test_thirty_days_begin_with_receipt_and_reporting_counts_from_the_day_after() -> None:
    debt = Debt(
        2_500_00, received=day("2026-03-02"), parts=(PartPayment(2_500_00, day("2026-04-01")),)
    )
    calculation = calculate(debt, TODAY, RATES)
    assert calculation.relevant_day == day("2026-03-31")
    assert calculation.starts == day("2026-04-01")
    assert calculation.days_late == 1
    assert (calculation.days_to_pay, calculation.band) == (30, PaymentBand.TO_30)
    assert "not the days late" in line(calculation, "Days to pay")
    assert line(calculation, "Days to pay").startswith("30 days, band 1–30: ")


@pytest.mark.parametrize(
    ("attributes", "paid", "said"),
    [
        ({}, True, "1 day, band 1–30"),
        ({}, False, "1 day, would fall in band 1–30"),
        ({"kind": PaymentKind.GRANT}, True, "1 day, would fall in band 1–30"),
        ({"kind": PaymentKind.GRANT}, False, "1 day, would fall in band 1–30"),
    ],
)
def test_only_a_payment_made_under_a_contract_is_in_a_band_that_is_reported(
    attributes: dict[str, Any], paid: bool, said: str
) -> None:
    parts = (PartPayment(5_00, day("2026-03-03")),) if paid else ()
    debt = Debt(5_00, received=day("2026-03-02"), parts=parts, **attributes)
    calculation = calculate(debt, day("2026-03-03"), RATES)
    shown = line(calculation, "Days to pay")
    assert shown.startswith(f"{said}: ")
    assert calculation.band_described in said
    assert "what is reported" not in shown


@pytest.mark.parametrize(
    ("days", "asked", "said"),
    [
        ({}, ["the council received", "agreed"], "Ask for them"),
        ({"performed": "2026-03-02"}, ["the council received", "agreed"], "Ask for them"),
        (
            {"performed": "2026-03-02", "agreed": "2026-03-05"},
            ["received"],
            "only the agreed day counts",
        ),
        ({"agreed": "2026-03-05"}, ["received", "work was done"], "taken as done by 5 March 2026"),
        ({"received": "2026-03-02"}, ["work was done"], "taken as done by 2 March 2026"),
        ({"received": "2026-03-02", "performed": "2026-03-02"}, [], "(2H)"),
    ],
)
def test_what_is_not_known_is_asked_for_and_said(
    days: dict[str, str], asked: list[str], said: str
) -> None:
    dates: dict[str, Any] = {name: day(text) for name, text in days.items()}
    calculation = calculate(Debt(100_00, **dates), TODAY, RATES)
    assert len(calculation.missing) == len(asked)
    for missing, words in zip(calculation.missing, asked, strict=True):
        assert words in missing
    assert said in line(calculation, "Relevant day")
    for sentence in calculation.assumptions:
        assert sentence in line(calculation, "Relevant day")


def test_nothing_can_be_calculated_without_receipt_and_agreement() -> None:
    calculation = calculate(Debt(100_00, invoiced=day("2026-03-02")), TODAY, RATES)
    assert (calculation.relevant_day, calculation.starts, calculation.reference) == (
        None,
        None,
        None,
    )
    assert (calculation.days_to_pay, calculation.band) == (None, None)
    assert (calculation.days_late, calculation.total, calculation.entitled) == (0, 0, False)
    assert "ask for the day the council received the invoice" in calculation.why


@pytest.mark.parametrize(
    ("accepted", "capped", "relevant"),
    [
        ("2026-01-31", False, "2026-03-02"),
        ("2026-02-01", False, "2026-03-03"),
        ("2026-02-02", True, "2026-03-03"),
        ("2026-03-20", True, "2026-03-03"),
    ],
)
def test_an_acceptance_that_takes_longer_is_completed_after_thirty_days(
    accepted: str, capped: bool, relevant: str
) -> None:
    done = day("2026-01-02")
    debt = Debt(100_00, performed=done, received=done, accepted=day(accepted))
    calculation = calculate(debt, TODAY, RATES)
    said = line(calculation, "Relevant day")
    assert calculation.relevant_day == day(relevant)
    assert "(1998 Act s4(2A)(b), (2H), (5A))" in said
    assert ("check with legal" in said) is capped
    assert ("on 1 February 2026, unless a longer period was expressly agreed" in said) is capped
    assert any("ask what the contract says" in one for one in calculation.assumptions) is capped


@pytest.mark.parametrize(
    ("accepted", "late", "pence"), [("2026-03-10", 22, 70_82), ("2026-03-20", 56, 180_27)]
)
def test_ten_thousand_pounds_after_an_acceptance(accepted: str, late: int, pence: int) -> None:
    done = day("2026-03-02" if late == 22 else "2026-01-05")
    debt = Debt(10_000_00, performed=done, received=done, accepted=day(accepted))
    calculation = calculate(debt, day("2026-05-01"), RATES)
    assert (calculation.days_late, calculation.interest) == (late, pence)


def test_an_acceptance_before_the_invoice_came_does_not_count() -> None:
    dates = {"performed": "2026-03-02", "received": "2026-03-12", "accepted": "2026-03-10"}
    debt = Debt(100_00, **{name: day(text) for name, text in dates.items()})  # type: ignore[arg-type]
    said = line(calculate(debt, TODAY, RATES), "Relevant day")
    assert "acceptance does not count (1998 Act s4(5A))" in said


@pytest.mark.parametrize(
    ("days", "sections"),
    [
        ({}, "(1998 Act s4(2A)(b), (2H))"),
        ({"agreed": "2026-03-16"}, "(1998 Act s4(2A), (2D))"),
        ({"agreed": "2026-05-16"}, "(1998 Act s4(2D), (2H))"),
    ],
)
def test_the_section_cited(days: dict[str, str], sections: str) -> None:
    dates: dict[str, Any] = {"received": "2026-03-02", "performed": "2026-03-02", **days}
    debt = Debt(100_00, **{name: day(text) for name, text in dates.items()})
    assert sections in line(calculate(debt, TODAY, RATES), "Relevant day")


@pytest.mark.parametrize(
    ("received", "days", "asked"),
    [
        ("2013-02-01", {"agreed": "2013-03-15"}, True),
        ("2013-02-01", {"agreed": "2013-03-16"}, False),
        ("2013-02-01", {}, False),
        ("2013-04-01", {"agreed": "2013-05-13", "accepted": "2013-04-10"}, True),
        ("2013-05-01", {"agreed": "2013-05-14", "accepted": "2013-05-14"}, False),
    ],
)
def test_an_older_contracts_day_is_asked_for(
    received: str, days: dict[str, str], asked: bool
) -> None:
    dates: dict[str, Any] = {"received": received, "performed": received, **days}
    debt = Debt(100_00, **{name: day(text) for name, text in dates.items()})
    calculation = calculate(debt, TODAY, RATES)
    assert ("the day the contract was made" in calculation.missing) is asked
    assert ("has no such cap" in line(calculation, "Relevant day")) is asked


@pytest.mark.parametrize(
    ("on", "said"), [("2026-06-30", False), ("2026-07-01", True), ("2030-01-01", True)]
)
def test_a_claim_older_than_six_years_may_be_barred(on: str, said: bool) -> None:
    calculation = calculate(due(day("2020-06-30")), day(on), RATES)
    assert any("Limitation Act 1980 s5" in one.working for one in calculation.working) is said
    assert calculation.entitled


def test_what_is_reported_of_a_claim_without_a_sum() -> None:
    parts = (PartPayment(1_000_00, JUNE_30),)
    in_time = calculate(due(JUNE_30, parts=parts), TODAY, RATES)
    assert "s5A(2)" in line(in_time, "Compensation")
    late = calculate(due(JUNE_30), TODAY, RATES)
    assert "s5A(2)" not in line(late, "Compensation")
    assert "s5A(2A)" in line(late, "Recovery costs")
    assert "s2(1)" in line(late, "Who can claim")
