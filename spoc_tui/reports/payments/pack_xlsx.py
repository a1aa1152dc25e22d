"""The Chief Finance Officer's pack as an Excel workbook: sums are numbers, dates are dates."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from spoc_tui.casework.dates.when import london_date, show_day
from spoc_tui.casework.payments.late_payment import INDICATIVE
from spoc_tui.casework.payments.pack import (
    ALL_COMPLAINTS,
    Pack,
    PackedCase,
    Total,
    by_band,
    by_directorate,
    claimable_total,
    grand_total,
)
from spoc_tui.casework.records.signed import anchor_of
from spoc_tui.reports.documents.as_xlsx import OPTIONS, cell_text, row_height
from spoc_tui.reports.payments.pack import NOTICE
from spoc_tui.reports.payments.pack_facts import described, disputed, notes

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

Cell = str | int | Decimal | date | None
"""A Decimal is a sum in pounds."""
WIDEST_COLUMN = 60
PAID_LATE = "Interest still claimable"


class Sheet(NamedTuple):
    """A sheet: its columns, each with its width in letters, and its rows."""

    name: str
    columns: Sequence[tuple[str, int]]
    rows: Iterable[Sequence[Cell]]
    pages: int = 1
    """How many pages it is broad in print."""


def pack_workbook(pack: Pack) -> bytes:
    """The workbook's bytes. Sheets: Complaints, Interest still claimable (if any was paid late),
    Working, Timeline and Totals.
    """
    from xlsxwriter import Workbook

    file = io.BytesIO()
    workbook = Workbook(file, {**OPTIONS, "constant_memory": False, "in_memory": True})
    # What a file gives away of its making: nothing.
    workbook.set_properties({"author": "", "comments": ""})
    formats = _formats(workbook)
    as_of = (
        f"{NOTICE} {INDICATIVE} As at {show_day(pack.today)}. {anchor_of(pack.officer)}".rstrip()
    )
    for sheet in _sheets(pack):
        _add(workbook.add_worksheet(sheet.name), sheet, formats, as_of)
    workbook.close()
    return file.getvalue()


def _sheets(pack: Pack) -> Iterator[Sheet]:
    cases = pack.longest_first
    paid = pack.claimable if pack.of_all else []
    of_those = [one for one in cases if one not in paid]
    yield Sheet("Complaints", _COMPLAINT, map(_complaint, of_those), pages=2)
    if paid:
        yield Sheet(PAID_LATE, _COMPLAINT, map(_complaint, paid), pages=2)
    yield Sheet(
        "Working",
        (("Reference", 14), ("What", 16), ("Result", 28), ("Working", WIDEST_COLUMN)),
        ((one.payment.reference, *line) for one in cases for line in one.calculation.working),
    )
    yield Sheet(
        "Timeline",
        (("Reference", 14), ("On", 12), ("What", 26), ("In words", WIDEST_COLUMN)),
        (
            (one.payment.reference, london_date(event.at), event.words, described(event))
            for one in cases
            for event in one.timeline
        ),
    )
    totals = [
        *(_total("Directorate", one) for one in by_directorate(pack)),
        *(_total("Would fall in band", one) for one in by_band(pack)),
        _total(ALL_COMPLAINTS, grand_total(pack)),
        _total(PAID_LATE, claimable_total(pack)),
    ]
    yield Sheet(
        "Totals",
        (
            ("By", 18),
            ("Which", 34),
            ("Complaints", 12),
            ("Outstanding", 14),
            ("Interest", 14),
            ("Compensation", 14),
            ("In all", 14),
            ("On an assumed rate", 12),
        ),
        totals,
    )


_COMPLAINT = (
    ("Reference", 14),
    ("Who", 26),
    ("Invoice", 14),
    ("For", 26),
    ("Order", 12),
    ("Kind", 16),
    ("Directorate", 18),
    ("Team", 18),
    ("Status", 18),
    ("Received", 11),
    ("Invoiced", 11),
    ("Relevant day", 11),
    ("Band", 14),
    ("Days late", 9),
    ("Days to pay", 9),
    ("Amount", 13),
    ("Outstanding", 13),
    ("Interest", 12),
    ("Interest a day", 10),
    ("Compensation", 15),
    ("In all", 13),
    ("Promised for", 11),
    ("Disputed", 26),
    ("Claim", WIDEST_COLUMN),
    ("Notes", 40),
)


def _complaint(one: PackedCase) -> Sequence[Cell]:
    """The row of one complaint. A sum that cannot be claimed is left blank, and `why` says so."""
    payment, calculation = one.payment, one.calculation
    claimed = (calculation.interest, calculation.daily, calculation.compensation)
    return (
        payment.reference,
        payment.who,
        payment.invoice,
        payment.what_for,
        payment.order,
        payment.kind.words,
        payment.directorate,
        payment.team,
        payment.status.words,
        payment.received,
        payment.invoiced,
        calculation.relevant_day,
        calculation.band_described or None,
        calculation.days_late if calculation.relevant_day else None,
        calculation.days_to_pay,
        _pounds(payment.amount),
        _pounds(calculation.outstanding),
        *(_pounds(pence) if calculation.entitled else None for pence in claimed),
        _pounds(calculation.outstanding + calculation.total),
        payment.promised_for,
        disputed(payment),
        calculation.why,
        " ".join(notes(one)),
    )


def _total(by: str, of: Total) -> Sequence[Cell]:
    sums = map(_pounds, (of.of.outstanding, of.of.interest, of.of.compensation, of.of.in_all))
    return (by, "" if of.name == ALL_COMPLAINTS else of.name, of.of.count, *sums, of.of.assumed)


def _pounds(pence: int) -> Decimal:
    return Decimal(pence) / 100


def _formats(workbook: Workbook) -> dict[type, Format]:
    """How a cell is set, by what is in it; `object` and `float` are the heads, of texts and of
    numbers.
    """
    top, left = {"valign": "top"}, {"align": "left", "indent": 1}
    head = {"bold": True, "text_wrap": True, "bottom": 1}
    return {
        object: workbook.add_format({**head, **left}),
        float: workbook.add_format({**head, "align": "right"}),
        str: workbook.add_format({**top, "text_wrap": True, **left}),
        int: workbook.add_format({**top, "num_format": "#,##0"}),
        Decimal: workbook.add_format({**top, "num_format": "£#,##0.00"}),
        date: workbook.add_format({**top, "num_format": "dd/mm/yyyy", **left}),
    }


def _add(drawn: Worksheet, sheet: Sheet, formats: dict[type, Format], as_of: str) -> None:
    drawn.freeze_panes(1, 1)
    drawn.set_landscape()
    drawn.set_paper(9)  # A4
    drawn.fit_to_pages(sheet.pages, 0)
    drawn.repeat_rows(0)
    drawn.repeat_columns(0)
    last, numbers = 0, set()
    for last, row in enumerate(sheet.rows, 1):
        widths = (width for _, width in sheet.columns)
        drawn.set_row(last, row_height(zip(row, widths, strict=True)))
        for place, value in enumerate(row):
            _write(drawn, last, place, value, formats)
            numbers |= {place} if isinstance(value, int | Decimal) else set()
    for place, (head, width) in enumerate(sheet.columns):
        drawn.set_column(place, place, width)
        drawn.write_string(0, place, head, formats[float if place in numbers else object])
    drawn.autofilter(0, 0, last, len(sheet.columns) - 1)
    # In the second column: the first is repeated on every page.
    drawn.write_string(last + 2, 1, as_of)


def _write(
    drawn: Worksheet, row: int, place: int, value: Cell, formats: dict[type, Format]
) -> None:
    if isinstance(value, date):
        drawn.write_datetime(row, place, value, formats[date])
    elif isinstance(value, Decimal):
        drawn.write_number(row, place, value, formats[Decimal])
    elif isinstance(value, int):
        drawn.write_number(row, place, value, formats[int])
    elif value:
        drawn.write_string(row, place, cell_text(value), formats[str])
