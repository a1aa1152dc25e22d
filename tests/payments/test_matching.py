"""Which row of a list of paid invoices pays which complaint."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

import pytest
from factories import START
from hypothesis import given
from hypothesis import strategies as st

from spoc_tui.casework.payments.matching import match
from spoc_tui.casework.payments.paid_invoices import PaidInvoice, PaymentProposal, PaymentVerdict
from spoc_tui.casework.payments.payment import PaidIn, Payment, PaymentOutcome, PaymentStatus

RECEIVED, PAID_ON = date(2026, 3, 2), date(2026, 3, 20)


def a_complaint(number: int = 1, **attributes: Any) -> Payment:
    return Payment(
        **{
            "uid": str(number),
            "reference": f"PAY-26-{number:04}",
            "amount": 1_200_00,
            "status": PaymentStatus.LOGGED,
            "logged_at": START,
            "organisation": "Rook Lane Bowls Club",
            "invoice": "INV-0042",
            "received": RECEIVED,
            **attributes,
        }
    )


def a_row(line: int = 2, **attributes: Any) -> PaidInvoice:
    return PaidInvoice(
        **{
            "line": line,
            "supplier": "Rook Lane Bowls Club",
            "invoice": "INV-0042",
            "amount": 1_200_00,
            "paid_on": PAID_ON,
            **attributes,
        }
    )


def verdicts(proposals: list[PaymentProposal]) -> list[PaymentVerdict]:
    return [one.verdict for one in proposals]


CLOSED = {"status": PaymentStatus.CLOSED, "closed_at": START}


@pytest.mark.parametrize(
    ("row", "complaint", "verdict", "why"),
    [
        ({}, {}, "proposed", ""),
        ({"invoice": "inv 0042"}, {}, "proposed", ""),
        ({"supplier": "ROOK LANE BOWLS CLUB LTD"}, {}, "proposed", ""),
        ({"supplier": "Rook Lane Bowl Club"}, {}, "proposed", ""),
        ({"amount": 200_00}, {}, "proposed", ""),
        ({"paid_on": RECEIVED}, {}, "proposed", ""),
        ({"paid_on": RECEIVED}, {"received": None}, "proposed", ""),
        ({}, {"organisation": None, "caller": "Rook Lane Bowls Club"}, "proposed", ""),
        ({"invoice": "INV-0043"}, {}, "unmatched", "No complaint is about this invoice."),
        ({"invoice": "–"}, {}, "unmatched", "No complaint is about this invoice."),
        (
            {"supplier": "Strood Choir"},
            {},
            "unsure",
            "PAY-26-0001 is about such an invoice, but of Rook Lane Bowls Club.",
        ),
        (
            {"supplier": "2nd Wigmore Scouts"},
            {"organisation": "1st Wigmore Scouts"},
            "unsure",
            "PAY-26-0001 is about such an invoice, but of 1st Wigmore Scouts.",
        ),
        (
            {"supplier": ""},
            {},
            "unsure",
            "PAY-26-0001 is about such an invoice, but of Rook Lane Bowls Club.",
        ),
        (
            {"amount": 1_200_01},
            {},
            "unsure",
            "£1,200.01 was paid, but £1,200.00 is outstanding on PAY-26-0001.",
        ),
        (
            {"amount": None},
            {},
            "unsure",
            "The list has no amount; £1,200.00 is outstanding on PAY-26-0001.",
        ),
        ({"paid_on": None}, {}, "unsure", "The list does not say when PAY-26-0001 was paid."),
        (
            {"paid_on": date(2026, 3, 1)},
            {},
            "unsure",
            "PAY-26-0001: paid on Sun 1 Mar 2026, before the invoice was there on Mon 2 Mar 2026.",
        ),
        (
            {},
            {"invoice": ""},
            "unsure",
            "PAY-26-0001 is of this organisation and sum, but has no invoice number.",
        ),
        ({"amount": 5_00}, {"invoice": ""}, "unmatched", "No complaint is about this invoice."),
        (
            {},
            {"invoice": "", **CLOSED, "outcome": PaymentOutcome.WITHDRAWN},
            "unmatched",
            "No complaint is about this invoice.",
        ),
        (
            {},
            {"paid_in": (PaidIn("a", 1_200_00, date(2026, 3, 9)),)},
            "already-paid",
            "PAY-26-0001 was paid on Mon 9 Mar 2026.",
        ),
        (
            {"amount": 200_00},
            {"paid_in": (PaidIn("a", 200_00, PAID_ON),)},
            "already-paid",
            "PAY-26-0001 has this payment.",
        ),
        (
            {"amount": 200_00},
            {"paid_in": (PaidIn("a", 200_00, date(2026, 3, 9)),)},
            "proposed",
            "",
        ),
        (
            {},
            {**CLOSED, "outcome": PaymentOutcome.NOT_OWED},
            "unsure",
            "PAY-26-0001 is closed: not owed.",
        ),
    ],
)
def test_what_becomes_of_a_row(
    row: dict[str, Any], complaint: dict[str, Any], verdict: str, why: str
) -> None:
    (one,) = match([a_row(**row)], [a_complaint(**complaint)])
    assert (one.verdict, one.why) == (verdict, why)
    assert (one.payment is None) == (verdict == "unmatched")


def test_a_row_that_pays_all_goes_before_an_earlier_part() -> None:
    part, whole, again = match(
        [a_row(2, amount=200_00), a_row(3), a_row(4)], [a_complaint(received=None)]
    )
    assert verdicts([part, whole, again]) == ["unsure", "proposed", "unsure"]
    assert (part.why, again.why) == ("PAY-26-0001 is matched with line 3 already.",) * 2
    assert (whole.is_part, part.is_part) == (False, True)


def test_of_several_complaints_of_an_invoice_the_sum_says_which() -> None:
    both = [a_complaint(1), a_complaint(2, amount=90_00)]
    (one,) = match([a_row(amount=90_00)], both)
    assert (one.verdict, one.payment) == ("proposed", both[1])
    (one,) = match([a_row(amount=50_00)], both)
    assert (one.verdict, one.why) == ("unsure", "It may be PAY-26-0001 or PAY-26-0002.")


def test_two_complaints_alike_are_for_the_officer() -> None:
    (one,) = match([a_row()], [a_complaint(1), a_complaint(2)])
    assert (one.verdict, one.why) == ("unsure", "It may be PAY-26-0001 or PAY-26-0002.")


def test_two_organisations_may_have_the_same_number() -> None:
    both = [a_complaint(1), a_complaint(2, organisation="Strood Choir")]
    found = match([a_row(2, supplier="Strood Choir"), a_row(3)], both)
    assert [(one.verdict, one.payment) for one in found] == [
        ("proposed", both[1]),
        ("proposed", both[0]),
    ]


def test_the_very_name_goes_before_one_that_is_near() -> None:
    both = [a_complaint(1, organisation="Rook Lane Bowl Club"), a_complaint(2)]
    (one,) = match([a_row()], both)
    assert (one.verdict, one.payment) == ("proposed", both[1])


def test_no_rows_and_no_complaints() -> None:
    assert match([], [a_complaint()]) == []
    assert verdicts(match([a_row()], [])) == ["unmatched"]


FEW_NAMES = st.sampled_from(["Rook Lane Bowls Club", "Rook Lane Bowl Club", "Strood Choir", ""])
FEW_NUMBERS = st.sampled_from(["1", "INV 1", "inv-1", "01", "2", "1 & 2", ""])
FEW_SUMS = st.sampled_from([-100, 100, 250, 900])
FEW_DAYS = st.sampled_from([None, RECEIVED, PAID_ON])
ROWS = st.lists(
    st.builds(
        PaidInvoice,
        st.integers(2, 99),
        FEW_NAMES,
        FEW_NUMBERS,
        st.none() | FEW_SUMS,
        FEW_DAYS,
        st.sampled_from(["", "1", "900"]),
        st.sampled_from([0, 0, 20, None]),
        is_paid=st.sampled_from([True, True, False, None]),
    ),
    max_size=12,
)
PAID_BEFORE = st.sampled_from([(), (PaidIn("a", 100, PAID_ON),), (PaidIn("a", 250, RECEIVED),)])
COMPLAINTS = st.lists(
    st.tuples(FEW_NAMES, FEW_NUMBERS, FEW_SUMS.map(abs), FEW_DAYS, PAID_BEFORE), max_size=6
).map(
    lambda many: [
        a_complaint(
            n, organisation=name, invoice=number, amount=amount, received=day, paid_in=paid_in
        )
        for n, (name, number, amount, day, paid_in) in enumerate(many, 1)
    ]
)


@pytest.mark.slow
@given(ROWS, COMPLAINTS)
def test_no_complaint_is_proposed_twice_nor_paid_more_than_it_is_owed(
    rows: list[PaidInvoice], complaints: list[Payment]
) -> None:
    found = match(rows, complaints)
    lines = [line for one in found for line in one.lines or (one.row.line,)]
    assert sorted(lines) == sorted(row.line for row in rows)
    proposed = [one for one in found if one.verdict is PaymentVerdict.PROPOSED]
    times = Counter(one.payment.reference for one in proposed if one.payment)
    assert set(times.values()) <= {1}
    for one in proposed:
        assert one.payment is not None
        assert one.row.amount is not None
        assert one.row.paid_on is not None
        assert one.pays in (*one.row.sums, one.payment.outstanding)
        assert 0 < one.pays <= one.payment.outstanding
        assert one.row.paid_on >= (one.payment.asked_since or date.min)
        assert not one.why
    for one in found:
        assert one.verdict is PaymentVerdict.PROPOSED or one.why


@pytest.mark.parametrize("names", [1, 10_000])
def test_ten_thousand_rows_of_the_same_invoice(names: int) -> None:
    rows = [
        a_row(n, supplier=f"Supplier {n % names}" if n % 2 else "Rook Lane Bowls Club")
        for n in range(10_000)
    ]
    found = match(rows, [a_complaint()])
    assert Counter(verdicts(found)) == {PaymentVerdict.PROPOSED: 1, PaymentVerdict.UNSURE: 9_999}
    assert found[0].verdict is PaymentVerdict.PROPOSED


@pytest.mark.parametrize(
    ("known", "listed", "verdict"),
    [
        ("0042", "42", PaymentVerdict.UNSURE),
        ("42", "0042", PaymentVerdict.UNSURE),
        ("000", "0", PaymentVerdict.UNMATCHED),
        ("A0042", "A42", PaymentVerdict.UNSURE),
    ],
)
def test_zeros_that_excel_dropped_are_no_other_invoice(
    known: str, listed: str, verdict: PaymentVerdict
) -> None:
    (proposal,) = match([a_row(invoice=listed)], [a_complaint(invoice=known)])
    assert proposal.verdict is verdict
