"""Days with the month first, several phone numbers in a cell, and a status that says neither."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from factories import make_organisation

from db.store import Store
from spoc_tui.casework.organisations.organisation import ListedOrganisation
from spoc_tui.casework.payments.paid_invoices import PaidInvoice
from spoc_tui.registers.cells import first_phone
from spoc_tui.registers.field_rows import FieldRow, open_field_rows
from spoc_tui.registers.members import COLUMNS
from spoc_tui.registers.organisations import OpenedList, open_list
from spoc_tui.registers.paid_invoices import open_paid_invoices


def opened(folder: Path, text: str) -> tuple[OpenedList, list[ListedOrganisation]]:
    file = folder / "list.csv"
    file.write_text(text)
    of = open_list(file)
    return of, list(of.rows)  # type: ignore[arg-type]


# Days.


def test_a_column_that_shows_the_month_first_is_read_so(tmp_path: Path) -> None:
    of, (heron, plover) = opened(tmp_path, "Name,Closed on\nHeron,03/25/2024\nPlover,04/05/2024\n")
    assert (heron.standing, plover.standing) == ("removed 25 March 2024", "removed 5 April 2024")
    assert dict(plover.row)["Closed on"] == "04/05/2024"
    assert list(of.remarks) == ["The days in “Closed on” have the month first: 3/4 is 4 March."]


def test_one_that_shows_nothing_is_read_as_here_and_that_is_said(tmp_path: Path) -> None:
    of, (heron,) = opened(tmp_path, "Name,Closed on\nHeron,03/04/2024\n")
    assert heron.standing == "removed 3 April 2024"
    assert of.remarks[0].startswith("The days in “Closed on” are read with the day first")
    of, _ = opened(tmp_path, "Name,Closed on\nHeron,03/04/2024\nPlover,25/04/2024\n")
    assert list(of.remarks) == []


def paid(folder: Path, *days: str) -> tuple[Sequence[str], list[date | None]]:
    file = folder / "paid.csv"
    rows = "".join(f"Heron House,INV-{n},10.00,{day}\n" for n, day in enumerate(days))
    file.write_text(f"Supplier,Invoice,Amount,Date paid\n{rows}")
    of = open_paid_invoices(file, today=date(2026, 11, 2))
    return of.remarks, [row.paid_on for row in of.rows if isinstance(row, PaidInvoice)]


def test_so_are_the_days_of_paid_lists(tmp_path: Path) -> None:
    remarks, days = paid(tmp_path, "03/25/2026", "04/05/2026")
    assert days == [date(2026, 3, 25), date(2026, 4, 5)]
    assert remarks == ["The days in “Date paid” have the month first: 3/4 is 4 March."]
    remarks, days = paid(tmp_path, "03/25/2026", "03/26/2026")
    assert days == [date(2026, 3, 25), date(2026, 3, 26)]
    remarks, days = paid(tmp_path, "25/03/2026", "04/05/2026")
    assert (remarks, days) == ([], [date(2026, 3, 25), date(2026, 5, 4)])


def test_and_those_of_members(tmp_path: Path) -> None:
    file = tmp_path / "members.csv"
    file.write_text("Organisation,From,To\nHeron,04/05/2026,04/30/2026\n")
    (row,) = open_field_rows(file, COLUMNS).rows
    assert isinstance(row, FieldRow)
    assert isinstance(row, FieldRow)
    assert (row.typed["starts"], row.typed["ends"]) == ("2026-04-05", "2026-04-30")


# Phone numbers.


@pytest.mark.parametrize(
    ("text", "first", "rest"),
    [
        ("01634 555001 / 07700 900123", "01634 555001", "07700 900123"),
        ("01634 555001/555002", "01634 555001", "555002"),
        ("+44 (0)1634 555001, 07700 900123", "+44 (0)1634 555001", "07700 900123"),
        ("01634555001 07700900123", "01634555001", "07700900123"),
        (
            "Office 01634 555001 or mobile 07700 900123",
            "Office 01634 555001",
            "mobile 07700 900123",
        ),
        ("01634 555001 (Jo), 07700 900123 (Sam)", "01634 555001 (Jo)", "07700 900123 (Sam)"),
        ("(01634) 555001 (office) 07700 900 123", "(01634) 555001 (office)", "07700 900 123"),
        ("01634 555001 ext 12", "01634 555001 ext 12", ""),
        ("01634 555001/2", "01634 555001/2", ""),
        ("07700 900123 (text only, no calls)", "07700 900123 (text only, no calls)", ""),
        ("01634, 555001", "01634, 555001", ""),
        ("", "", ""),
    ],
)
def test_the_first_of_several_phone_numbers(text: str, first: str, rest: str) -> None:
    assert first_phone(text) == (first, rest)


def test_the_others_are_notes_and_that_is_said(store: Store, tmp_path: Path) -> None:
    numbers = "07700 900123/07700 900124,01634 555001 or 01634 555002"
    text = f"Name,Contact,Contact phone,Phone\nHeron,Jo,{numbers}\n"
    of, (heron,) = opened(tmp_path, text)
    assert (heron.phone, heron.people[0].phone) == ("01634 555001", "07700 900123")
    assert heron.notes == "Phone, too: 01634 555002\nPhone of Jo, too: 07700 900124"
    assert list(of.remarks) == [
        "Of several numbers in one cell of “Contact phone” the others are notes.",
        "Of several numbers in one cell of “Phone” the others are notes.",
    ]
    opened_again = store.lists.open(tmp_path / "list.csv", source="mva")
    store.lists.run_import(opened_again)
    assert [one.name for one in store.search.anything("01634 555001")] == ["Heron"]


def test_what_stands_in_the_others_column_is_put_right(tmp_path: Path) -> None:
    rows = (
        "Heron,a@heron.example",
        "Plover,01634 555001 or 01634 555002",
        "Knot,Not known",
        "Dunlin,ask at the library",
        "Curlew,c@curlew.example",
        "Avocet,d@avocet.example",
    )
    of, found = opened(tmp_path, "Name,Contact\n" + "\n".join(rows) + "\n")
    assert of.mapping["Contact"] == "email"
    assert [(one.email, one.phone, one.notes) for one in found[:4]] == [
        ("a@heron.example", "", ""),
        ("", "01634 555001", "Phone, too: 01634 555002"),
        ("", "", ""),
        ("", "", "E-mail: ask at the library"),
    ]
    phones = "".join(f"Stilt {n},01634 55500{n},\n" for n in range(6))
    rows_of = "Heron,a@b.example,\nKnot,k@l.example,a@b.example\n"
    _, (*_, heron, knot) = opened(tmp_path, f"Name,Tel,Email\n{phones}{rows_of}")
    assert (heron.phone, heron.email) == ("", "a@b.example")
    assert (knot.phone, knot.email, knot.notes) == ("", "a@b.example", "Phone: k@l.example")


# A status that says neither.


def test_a_status_that_says_neither_reopens_nobody(store: Store, tmp_path: Path) -> None:
    make_organisation(store, "Knot Club", postcode="ME7 1AA")
    knot = store.organisations.find("Knot Club").uid
    store.organisations.edit(knot, {"state": "closed"})

    def bring(status: str) -> str:
        (tmp_path / "mva.csv").write_text(
            f"Key,Name,Postcode,Status\n1,Heron House,ME4 6AA,{status}\n"
            f"2,Knot Club,ME7 1AA,{status}\n"
        )
        report = store.lists.run_import(store.lists.open(tmp_path / "mva.csv", source="mva"))
        return "; ".join(row.why for row in report.rows)

    def states() -> list[str]:
        return [store.organisations.find(name).state for name in ("Heron House", "Knot Club")]

    bring("Disbanded")
    assert states() == ["closed", "closed"]
    assert "the list says it is on hold" in bring("on hold")
    assert states() == ["closed", "closed"]
    assert store.differences.count() == 0
    bring("Active")
    assert (states()[1], store.differences.count()) == ("closed", 2)
