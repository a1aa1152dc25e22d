"""Lists of paid invoices as finance systems write them: what becomes of every line."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from factories import START

from spoc_tui.casework.organisations.organisation import RefusedRow
from spoc_tui.casework.payments.matching import match
from spoc_tui.casework.payments.paid_invoices import PaymentProposal, PaymentVerdict
from spoc_tui.casework.payments.payment import PaidIn, Payment, PaymentStatus
from spoc_tui.registers.paid_invoices import open_paid_invoices

TODAY = date(2026, 11, 2)
DAY = date(2026, 10, 12)
USUAL = "Supplier,Invoice,Amount,Date paid"
COMPLAINTS = (
    ("Heron House", "INV-101", 1_200_00),
    ("Plover Society", "2024/07", 600_00),
    ("Curlew Group", "C/55", 250_50),
    ("Dunlin Club", "0042", 99_00),
)


def complaints(**attributes: Any) -> list[Payment]:
    return [
        Payment(
            uid=str(number),
            reference=f"PAY-26-{number:04}",
            amount=amount,
            status=PaymentStatus.LOGGED,
            logged_at=START,
            organisation=who,
            invoice=invoice,
            received=date(2026, 9, 1),
            **attributes,
        )
        for number, (who, invoice, amount) in enumerate(COMPLAINTS, 1)
    ]


def proposals(
    tmp_path: Path, *lines: str, known: list[Payment] | None = None, **options: Any
) -> list[PaymentProposal]:
    file = tmp_path / "paid.csv"
    file.write_text("\n".join(lines), encoding="utf-8")
    rows = [*open_paid_invoices(file, today=TODAY, **options).rows]
    read = [row for row in rows if not isinstance(row, RefusedRow)]
    assert read == rows
    return match(read, complaints() if known is None else known)


def told(one: PaymentProposal) -> tuple[str, int | None, int | None]:
    """The verdict, the number of the complaint, and the pence that it pays."""
    number = int(one.payment.uid) if one.payment else None
    return str(one.verdict), number, one.pays


ALL_PAID = [
    ("proposed", 1, 1_200_00),
    ("proposed", 2, 600_00),
    ("proposed", 3, 250_50),
    ("proposed", 4, 99_00),
]


# Lines of one invoice and day.


SPLIT = (
    USUAL,
    "Heron House,INV-101,800.00,12/10/2026",
    "Plover Society,2024/07,300.00,12/10/2026",
    "Heron House Ltd,inv 101,400.00,12/10/2026",
    "Plover Society,2024/07,300.00,12/10/2026",
    "Curlew Group,C/55,300.50,12/10/2026",
    "Curlew Group,C/55,-50.00,12/10/2026",
)


def test_lines_of_one_invoice_and_day_add_up_credits_too(tmp_path: Path) -> None:
    found = proposals(tmp_path, *SPLIT)
    assert [told(one) for one in found] == ALL_PAID[:3]
    assert [one.lines for one in found] == [(2, 4), (3, 5), (6, 7)]


def test_the_same_lines_again_are_paid_already(tmp_path: Path) -> None:
    paid = [
        Payment(**{**vars(one), "paid_in": (PaidIn("a", one.amount, DAY),)}) for one in complaints()
    ]
    assert {str(one.verdict) for one in proposals(tmp_path, *SPLIT, known=paid)} == {"already-paid"}


@pytest.mark.parametrize(
    ("known", "second"),
    [
        ((300_00,), ("already-paid", 2, None)),
        ((100_00, 200_00), ("already-paid", 2, None)),
        ((50_00,), ("unsure", 2, 300_00)),
    ],
)
def test_a_part_that_came_in_that_day_is_not_taken_twice(
    tmp_path: Path, known: tuple[int, ...], second: tuple[str, int, int | None]
) -> None:
    parts = complaints(paid_in=tuple(PaidIn(str(n), pence, DAY) for n, pence in enumerate(known)))
    (one,) = proposals(tmp_path, *SPLIT[:1], SPLIT[2], known=parts[1:2])
    assert told(one) == second


def test_what_the_list_has_beside_the_part_that_came_in_is_new(tmp_path: Path) -> None:
    known = complaints(paid_in=(PaidIn("a", 800_00, DAY),))[:1]
    first, rest = proposals(tmp_path, *SPLIT[:2], SPLIT[3], known=known)
    assert told(first) == ("already-paid", 1, None)
    assert told(rest) == ("proposed", 1, 400_00)
    assert not rest.is_part


@pytest.mark.parametrize(
    ("lines", "why"),
    [
        (("900", "400"), "2 lines add up to £1,300.00, but £1,200.00 is outstanding on "),
        (("1200", "-1200"), "2 lines add up to £0.00: that pays nothing."),
        (("-50",), "-£50.00 is a credit note or a payment taken back: it pays nothing."),
    ],
)
def test_lines_that_do_not_add_up_are_unsure(
    tmp_path: Path, lines: tuple[str, ...], why: str
) -> None:
    rows = (f"Heron House,INV-101,{amount},12/10/2026" for amount in lines)
    (one,) = proposals(tmp_path, USUAL, *rows)
    assert (str(one.verdict), one.why.startswith(why)) == ("unsure", True)


def test_lines_of_other_days_or_unpaid_are_not_added(tmp_path: Path) -> None:
    found = proposals(
        tmp_path,
        f"{USUAL},Status",
        "Heron House,INV-101,800.00,12/10/2026,Paid",
        "Heron House,INV-101,400.00,13/10/2026,Paid",
        "Heron House,INV-101,400.00,12/10/2026,Cancelled",
    )
    assert [told(one) for one in found] == [
        ("proposed", 1, 800_00),
        ("unsure", 1, 400_00),
        ("not-paid", 1, None),
    ]


# What is not paid.


@pytest.mark.parametrize(
    ("columns", "cells", "verdict"),
    [
        ("Status", "Cancelled", "not-paid"),
        ("Status", "On hold", "not-paid"),
        ("PAYMENT_STATUS", "REVERSED", "not-paid"),
        ("Payment Status Flag", "N", "not-paid"),
        ("Paid?", "No", "not-paid"),
        ("Void Date", "13/10/2026", "not-paid"),
        ("On Hold", "Yes", "not-paid"),
        ("Pmt Block", "A", "not-paid"),
        ("Status", "Paid", "proposed"),
        ("Status", "Cleared - BACS", "proposed"),
        ("Status", "", "proposed"),
        ("On Hold", "No", "proposed"),
        ("Cancelled", "", "proposed"),
        ("Status", "Part paid", "unsure"),
        ("Status", "X7", "unsure"),
    ],
)
def test_what_the_list_says_is_not_paid_is_not(
    tmp_path: Path, columns: str, cells: str, verdict: str
) -> None:
    row = f"Heron House,INV-101,1200.00,12/10/2026,{cells}"
    (one,) = proposals(tmp_path, f"{USUAL},{columns}", row)
    assert str(one.verdict) == verdict
    assert (cells in one.why) == (verdict != "proposed" or not cells)


def test_of_an_invoice_that_nobody_complains_about_nothing_is_said(tmp_path: Path) -> None:
    (one,) = proposals(tmp_path, f"{USUAL},Status", "Knot,9,1.00,12/10/2026,Cancelled")
    assert told(one) == ("unmatched", None, None)


# Sums with VAT and without.


@pytest.mark.parametrize(
    ("columns", "cells", "expected"),
    [
        ("Amount,VAT", "1000.00,200.00", ("proposed", 1, 1_200_00)),
        ("Amount,VAT", "1200.00,200.00", ("proposed", 1, 1_200_00)),
        ("Amount,VAT", "1000.00,150.00", ("unsure", 1, 1_150_00)),
        ("Net Amount,VAT", "1000.00,200.00", ("proposed", 1, 1_200_00)),
        ("Nett,VAT Amount,Total", "1000.00,200.00,1200.00", ("proposed", 1, 1_200_00)),
        ("Gross,VAT", "1000.00,200.00", ("proposed", 1, 1_000_00)),
        ("Net Amount", "1000.00", ("unsure", 1, 1_200_00)),
        ("Amount (excl. VAT)", "1000.00", ("unsure", 1, 1_200_00)),
        ("Net Amount", "1200.00", ("unsure", 1, 1_200_00)),
        ("Net Amount", "100.00", ("unsure", 1, 100_00)),
    ],
)
def test_the_vat_is_added_or_asked_about(
    tmp_path: Path, columns: str, cells: str, expected: tuple[str, int, int]
) -> None:
    (one,) = proposals(
        tmp_path,
        f"Supplier,Invoice No,{columns},Date paid",
        f"Heron House,INV-101,{cells},12/10/2026",
    )
    assert told(one) == expected


def test_what_is_asked_of_a_net_list_is_said_and_may_be_answered(tmp_path: Path) -> None:
    list_ = ("Supplier,Invoice No,Net Amount,Date paid", "Heron House,INV-101,1000,12/10/2026")
    (one,) = proposals(tmp_path, *list_)
    left = "£1,200.00 is outstanding on PAY-26-0001"
    assert one.why == f"The list has £1,000.00 without VAT; {left}, 20% more."
    (one,) = proposals(tmp_path, *list_, mapping={"Net Amount": "amount"})
    assert told(one) == ("proposed", 1, 1_000_00)


# Numbers written otherwise, or none.


@pytest.mark.parametrize(
    ("row", "expected", "why"),
    [
        ("Heron House,101,1200", ("unsure", 1, 1_200_00), "the number as INV-101, the list as 101"),
        ("Heron House,Invoice 0101,1200", ("unsure", 1, 1_200_00), "the list as Invoice 0101"),
        ("Heron House,HH101,1200", ("unsure", 1, 1_200_00), "the list as HH101"),
        ("Heron House,2026/101,1200", ("unsure", 1, 1_200_00), "the list as 2026/101"),
        ("Plover Society,Inv 99 07,600", ("unmatched", None, None), "No complaint"),
        ("Heron House,HH101,1100", ("unmatched", None, None), "No complaint"),
        ("Plover Society,Inv 2024/07,600", ("unsure", 2, 600_00), "the number as 2024/07"),
        ("Plover Society,2024/7,600", ("unsure", 2, 600_00), "the list as 2024/7"),
        ("Curlew Group,C-55,250.50", ("proposed", 3, 250_50), ""),
        ("Dunlin Club,42,99", ("unsure", 4, 99_00), "has the number as 0042; £99.00 is outstand"),
        ("Dunlin Club,0042,99", ("proposed", 4, 99_00), ""),
        ("Dunlin Club,42,50", ("unsure", 4, 50_00), "has the number as 0042"),
        ("Heron House,INV-101 / INV-102,1500", ("unsure", 1, None), "are in one cell"),
        ("Heron House,INV-100 & INV-101,1200", ("unsure", 1, 1_200_00), "are in one cell"),
        ("Heron House,INV-101/INV-102,1500", ("unsure", 1, None), "are in one cell"),
        ("Heron House,INV-102/2026,1500", ("unmatched", None, None), "No complaint"),
        ("Plover Society,2024/08,600", ("unmatched", None, None), "No complaint"),
        ("Heron House,102,1200", ("unmatched", None, None), "No complaint is about this invoice."),
    ],
)
def test_a_number_written_otherwise_is_unsure_with_why(
    tmp_path: Path, row: str, expected: tuple[str, int | None, int | None], why: str
) -> None:
    (one,) = proposals(tmp_path, USUAL, f"{row},12/10/2026")
    assert told(one) == expected
    assert why in one.why


def test_a_complaint_about_several_invoices_is_found_by_one(tmp_path: Path) -> None:
    known = [Payment(**{**vars(complaints()[0]), "invoice": "INV-7, INV-101"})]
    (one,) = proposals(tmp_path, USUAL, "Heron House,INV-7,300,12/10/2026", known=known)
    assert told(one) == ("unsure", 1, 300_00)
    assert one.why == "PAY-26-0001: INV-7 and INV-101 are in one cell."


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (("Heron House,12/10/2026,5100505736,1200.00",), ("unsure", 1, 1_200_00)),
        (
            (
                "Heron House,12/10/2026,51,700.00",
                "Heron House,12/10/2026,51,500.00",
            ),
            ("unsure", 1, 1_200_00),
        ),
        (("Heron House,12/10/2026,5100505736,1100.00",), ("unmatched", None, None)),
        (("Heron House,12/10/2026,INV-101,1200.00",), ("proposed", 1, 1_200_00)),
    ],
)
def test_without_invoices_the_organisation_and_sum_are_unsure(
    tmp_path: Path, rows: tuple[str, ...], expected: tuple[str, int | None, int | None]
) -> None:
    (one,) = proposals(tmp_path, "Supplier,Date,Transaction Number,Amount", *rows)
    assert told(one) == expected
    assert expected[0] != "unsure" or one.why == (
        "PAY-26-0001 is of this organisation and sum; the list has no invoice number."
    )


def test_short_numbers_of_other_firms_are_no_rows_above_the_true_one(tmp_path: Path) -> None:
    rows = [f"Other Firm {n} Ltd,42,{n}.00,12/10/2026" for n in range(1, 26)]
    same_sum = "Sanderling Ltd,42,99.00,12/10/2026"
    true = "Dunlin Club,42,120.00,12/10/2026"
    found = sorted(proposals(tmp_path, USUAL, *rows, same_sum, true), key=lambda one: one.order)
    assert found[0].row.supplier == "Dunlin Club"
    assert found[0].why == "£120.00 was paid, but £99.00 is outstanding on PAY-26-0004."
    assert (found[1].row.supplier, found[1].of_other) == ("Sanderling Ltd", True)
    assert {one.verdict for one in found[2:]} == {PaymentVerdict.UNMATCHED}


def test_a_telling_number_of_another_name_is_unsure(tmp_path: Path) -> None:
    known = [Payment(**{**vars(complaints()[0]), "invoice": "HH/2026/00731"})]
    (one,) = proposals(tmp_path, USUAL, "H. H. Trading,HH202600731,5,12/10/2026", known=known)
    assert (str(one.verdict), one.of_other) == ("unsure", True)


def test_a_period_that_many_have_as_their_number_tells_nothing(tmp_path: Path) -> None:
    known = [Payment(**{**vars(complaints()[0]), "invoice": "30NOV-27DEC"})]
    others = [f"Firm {n},30NOV-27DEC,{n},12/10/2026" for n in range(1, 4)]
    own = "Heron House,30NOV-27DEC,1200,12/10/2026"
    for rows in (others, [others[0], own]):
        found = proposals(tmp_path, USUAL, *rows, known=known)
        assert not any(one.of_other for one in found)
        assert {str(one.verdict) for one in found} == {
            "unmatched",
            *(["proposed"] if own in rows else []),
        }


# Days.


def test_days_as_people_and_spreadsheets_write_them(tmp_path: Path) -> None:
    found = proposals(
        tmp_path,
        USUAL,
        "Heron House,INV-101,1200.00,46307",
        "Plover Society,2024/07,600.00,12th October 2026",
        "Curlew Group,C/55,250.50,Mon 12 Oct 2026",
        "Dunlin Club,0042,99.00,12-Oct-26",
    )
    assert [told(one) for one in found] == ALL_PAID
    assert {one.row.paid_on for one in found} == {DAY}
