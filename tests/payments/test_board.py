"""What the payment complaints come to, by hand-made numbers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from factories import START, make_payment

from db.store import Store
from spoc_tui.casework.figures.figure import NOT_KNOWN
from spoc_tui.casework.payments.board import (
    BoardGroup,
    InBand,
    by_directorate,
    by_organisation,
    in_bands,
)
from spoc_tui.casework.payments.days_to_pay import PaymentBand
from spoc_tui.casework.payments.kinds import PaymentKind
from spoc_tui.casework.payments.late_payment import calculate
from spoc_tui.casework.payments.payment import PaidIn, Payment, PaymentOutcome, PaymentStatus
from spoc_tui.casework.payments.rates import ReferenceRates
from spoc_tui.casework.payments.totals import (
    Calculated,
    Totals,
    still_claimable,
    still_owed,
    totals_of,
)

TODAY = date(2026, 4, 2)
RATES = ReferenceRates()


def owed(amount: int, **known: object) -> Calculated:
    """A complaint of so many pence of the bowls club's, calculated today."""
    made = Payment("p", "PAY-26-0001", amount, PaymentStatus.LOGGED, START, organisation="Rook")
    payment = replace(made, **known)  # type: ignore[arg-type]
    return payment, calculate(payment.debt, TODAY, RATES)


def paid(amount: int, received: date, on: date, **known: object) -> Calculated:
    parts = (PaidIn("i", amount, on),)
    status = PaymentStatus.PAID
    return owed(amount, received=received, paid_in=parts, status=status, **known)


# Received 2 March 2026: relevant day 31 March, so 2 days late on 2 April, at 11.75 %.
# 1,000.00 x 2 days = 0.64, 0.32 a day, 70 of compensation; 31 days to pay.
LATE = owed(100_000, received=date(2026, 3, 2), directorate="Finance")
# Received 2 January 2026: relevant day 31 January, so 61 days late on 2 April, 90 to pay.
# 10,000.00 x 61 days x 11.75 % / 365 = 196.37, 3.22 a day, 100 of compensation.
OLD = owed(1_000_000, received=date(2026, 1, 2), organisation="Quay", directorate="Planning")
# In time so far: a day's interest of it runs only once it is late.
YOUNG = owed(50_000, received=date(2026, 3, 30), directorate="Finance")
GRANT = owed(30_000, received=date(2026, 1, 2), kind=PaymentKind.GRANT)
DISPUTED = owed(20_000, received=date(2026, 1, 2), disputed_on=TODAY)
# Of 900.00 a part of 300.00 was paid; nothing says when the invoice came.
UNKNOWN = owed(90_000, paid_in=(PaidIn("i", 30_000, TODAY),))
PAID = [
    paid(10_000, date(2026, 3, 2), date(2026, 3, 12), directorate="Finance"),  # 10 days
    paid(20_000, date(2026, 2, 2), date(2026, 4, 1), directorate="Finance"),  # 58 days
    paid(20_000, date(2026, 2, 2), date(2026, 2, 22), directorate="Finance"),  # 20 days
]
ENDED = {"status": PaymentStatus.CLOSED, "closed_at": START}
WITHDRAWN = owed(7_000_000, received=date(2025, 1, 2), outcome=PaymentOutcome.WITHDRAWN, **ENDED)
ALL = [LATE, OLD, YOUNG, GRANT, DISPUTED, UNKNOWN, *PAID, WITHDRAWN]


def test_the_sums_of_the_hand_made_ones() -> None:
    assert [(one.interest, one.daily, one.compensation) for _, one in (LATE, OLD)] == [
        (64, 32, 7_000),
        (19_637, 322, 10_000),
    ]


def test_totals_are_of_what_is_still_owed() -> None:
    assert totals_of(still_owed(ALL)) == Totals(
        count=6,
        outstanding=100_000 + 1_000_000 + 50_000 + 30_000 + 20_000 + 60_000,
        interest=64 + 19_637,
        compensation=7_000 + 10_000,
        daily=32 + 322,
        oldest=90,
        assumed=0,
    )


def test_totals_of_nothing() -> None:
    nothing = Totals(0, 0, 0, 0, 0, None, 0)
    assert totals_of([]) == nothing
    assert totals_of(still_owed([*PAID, WITHDRAWN])) == nothing
    assert totals_of([UNKNOWN]).oldest is None


def test_what_was_paid_late_and_is_not_closed_can_still_be_claimed() -> None:
    # Received 2 February 2026: relevant day 3 March; paid 1 April, 29 days late. 200.00 x 29 days
    # x 11.75 % / 365 = 1.87; nothing of it runs on.
    assert still_claimable(ALL) == [PAID[1]]
    assert totals_of(still_claimable(ALL)) == Totals(1, 0, 187, 40_00, 0, 58, 0)
    closed = replace(PAID[1][0], **ENDED)
    assert still_claimable([(closed, PAID[1][1])]) == []


def test_a_sum_on_an_assumed_rate_is_counted_and_said() -> None:
    today = date(2027, 3, 1)
    payment = replace(LATE[0], received=date(2027, 1, 4))
    assumed = (payment, calculate(payment.debt, today, RATES))
    assert totals_of([assumed]).assumed_described == "on an assumed rate"
    assert totals_of([assumed, LATE]).assumed_described == "1 of them on an assumed rate"
    assert totals_of([LATE]).assumed_described == ""
    # One that is not late yet has no sum that could change.
    early = (payment, calculate(payment.debt, date(2027, 1, 5), RATES))
    assert totals_of([early]).assumed == 0


def test_every_band_is_named_and_unknown_receipt_only_where_there_is_some() -> None:
    assert in_bands(ALL) == [
        InBand(PaymentBand.TO_30, 1, 50_000),
        InBand(PaymentBand.TO_60, 1, 100_000),
        InBand(PaymentBand.OVER_60, 3, 1_050_000),
        InBand(None, 1, 60_000),
    ]
    assert in_bands([]) == [InBand(band, 0, 0) for band in PaymentBand]


def test_the_bands_boundaries() -> None:
    for received, band in (
        (date(2026, 3, 3), PaymentBand.TO_30),  # 30 days
        (date(2026, 3, 2), PaymentBand.TO_60),  # 31
        (date(2026, 2, 1), PaymentBand.TO_60),  # 60
        (date(2026, 1, 31), PaymentBand.OVER_60),  # 61
    ):
        assert [one.band for one in in_bands([owed(1, received=received)]) if one.count] == [band]


def test_by_directorate_the_most_outstanding_first() -> None:
    assert by_directorate(ALL) == [
        BoardGroup("Planning", 1, 1, 1_000_000, oldest=90, paid=0),
        BoardGroup("Finance", 5, 2, 150_000, oldest=31, paid=3, usual_days=Decimal(20), usual_of=3),
        BoardGroup(NOT_KNOWN, 4, 3, 110_000, oldest=90, paid=0),
    ]


def test_how_long_they_usually_took_is_the_mean_of_the_two_middle_ones_and_says_of_how_many() -> (
    None
):
    def took(number: int, days: int | None) -> Calculated:
        if days is None:
            parts = (PaidIn("i", number, TODAY),)
            return owed(number, paid_in=parts, status=PaymentStatus.PAID)
        return paid(number, TODAY - timedelta(days=days), TODAY)

    for days, said in (
        ([28, 29], "28.5 days (of 2)"),
        ([1, 2, 3, 40], "2.5 days (of 4)"),
        ([1, None], "1 day (of 1)"),
        ([None], ""),
        ([3, 30, 5], "5 days (of 3)"),
    ):
        (group,) = by_organisation([took(n, one) for n, one in enumerate(days, 1)])
        assert (group.paid, group.usually_took) == (len(days), said)


def test_by_organisation_and_by_caller_where_there_is_none() -> None:
    caller = owed(1, organisation=None, caller="Ida")
    assert by_organisation([*ALL, caller]) == [
        BoardGroup("Quay", 1, 1, 1_000_000, oldest=90, paid=0),
        BoardGroup("Rook", 9, 5, 260_000, oldest=90, paid=3, usual_days=Decimal(20), usual_of=3),
        BoardGroup("Ida", 1, 1, 1, oldest=None, paid=0),
    ]
    assert by_organisation([]) == []


def test_as_often_goes_before_by_name_where_nothing_is_outstanding() -> None:
    zoe = [replace(one, organisation="Zoe") for one, _ in PAID[:2]]
    others = [replace(PAID[2][0], organisation=name) for name in ("Bea", "Ann")]
    calculated = [(one, calculate(one.debt, TODAY, RATES)) for one in (*others, *zoe)]
    assert [group.name for group in by_organisation(calculated)] == ["Zoe", "Ann", "Bea"]


def test_a_stores_complaints_are_calculated_in_their_order(store: Store) -> None:
    make_payment(store, amount="1,000", received="2/3", directorate="Finance")
    paid_late = make_payment(store, amount="100", received="2/2")
    store.payments.paid(paid_late.uid, date(2026, 4, 1))
    calculated = store.payments.with_sums()
    assert totals_of(still_owed(calculated)) == Totals(1, 100_000, 64, 7_000, 32, 31, 0)
    assert [(one.name, one.usual_days) for one in by_directorate(calculated)] == [
        ("Finance", None),
        (NOT_KNOWN, 58),
    ]
