"""A finance team's list of paid invoices: CSV or Excel, with columns of any usual name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from spoc_tui.casework.dates.fields import Direction
from spoc_tui.casework.dates.typed_dates import read_day
from spoc_tui.casework.dates.when import show_day
from spoc_tui.casework.dates.working_days import WorkingDays
from spoc_tui.casework.dates.written_days import written_day
from spoc_tui.casework.errors import BadInput
from spoc_tui.casework.money import read_money
from spoc_tui.casework.organisations.organisation import RefusedRow
from spoc_tui.casework.payments.paid_invoices import PaidInvoice
from spoc_tui.casework.spreadsheets import as_it_was
from spoc_tui.casework.text import fold
from spoc_tui.registers.header import columns_shown
from spoc_tui.registers.missing import line_of
from spoc_tui.registers.plain_text import file_name, quoted
from spoc_tui.registers.records import FileRow
from spoc_tui.registers.tables import open_table

HEADERS_OF_FIELD = {
    "supplier": "supplier, supplier name, organisation, organisation name, payee, payee name, "
    "vendor, vendor name, creditor, creditor name, beneficiary, beneficiary name, paid to, name",
    "invoice": "invoice, invoice no, invoice number, invoice ref, invoice reference, inv no, "
    "invoice id, supplier invoice, supplier reference, supplier ref, document no, "
    "document number, document, doc no, reference, ref",
    "amount": "amount paid, paid amount, payment amount, gross, gross amount, amount gross, "
    "invoice gross, amount, total, total amount, invoice total, invoice amount, value, paid",
    "paid_on": "paid on, date paid, paid date, payment date, date of payment, pay date, cleared, "
    "cleared on, cleared date, date cleared, clearing date, bacs date, date",
}
"""Each field with the headers that mean it; of several columns the first header here counts."""
LEFT_OUT = "-"
EXAMPLE = ("Supplier, Invoice, Amount, Date paid", "invoice")
_MEANS = {head: field for field, heads in HEADERS_OF_FIELD.items() for head in heads.split(", ")}
_RANK = {head: place for place, head in enumerate(_MEANS)}
_ASIDE = re.compile(r" (?:gbp|pounds|inc vat|incl vat|including vat)$")
_NEGATIVE = re.compile(r"[-−–(].*|.*[-−–)]|.* ?CR", re.IGNORECASE)
_CURRENCY = re.compile(r"(?:GBP|£) *| *GBP$", re.IGNORECASE)
_ONE_FIGURE = re.compile(r"\.[0-9]$")
_IN_WORDS = re.compile(
    r"[0-9]{1,2}[-/. ](?:[a-z]{3,9}|[0-9]{1,2})[-/. ,]+[0-9]{2,4}", re.IGNORECASE
)


@dataclass(frozen=True)
class PaidInvoices:
    """An opened list: the field of each column (`-` for what is left out), and its rows, which can
    be read once.
    """

    mapping: Mapping[str, str]
    rows: Iterator[PaidInvoice | RefusedRow]


def open_paid_invoices(
    path: Path,
    *,
    today: date,
    mapping: Mapping[str, str] | None = None,
    sheet: str = "",
    paid_on: date | None = None,
) -> PaidInvoices:
    """Opens the list; `mapping` is what the officer says of its columns, `paid_on` the day for rows
    that have none. BadInput, with what to do, where it is no such list.
    """
    typed = {fold(column) or column: _field(field) for column, field in (mapping or {}).items()}
    table = open_table(
        path,
        lambda cell: _folded_head(cell) in _MEANS or fold(cell) in typed,
        sheet=sheet,
        example=EXAMPLE,
    )
    header = {fold(column) or column: column for column in table.header}
    missing = [column for column in mapping or {} if (fold(column) or column) not in header]
    if missing:
        raise BadInput(
            f"There is no column {quoted(missing[0])}. The list has {columns_shown(table.header)}.",
            field="map",
        )
    given = {header[column]: field for column, field in typed.items()}
    found = _guessed(table.header, table.sample, given)
    places = {field: at for at, field in enumerate(found.values()) if field != LEFT_OUT}
    for field in ("invoice", "supplier"):
        if field not in places:
            raise BadInput(
                f"No column of {file_name(path)} is known to be the {field}. It has "
                f"{columns_shown(table.header)}. Say which: --map COLUMN={field}.",
                field="map",
            )

    def rows() -> Iterator[PaidInvoice | RefusedRow]:
        for row in table.rows:
            if isinstance(row, RefusedRow):
                yield row
                continue
            texts = {field: row.cells[at] for field, at in places.items()}
            if table.marked:
                texts = {field: as_it_was(text) for field, text in texts.items()}
            try:
                yield _row(row.line, texts, today, paid_on)
            except BadInput as error:
                yield RefusedRow(row.line, str(error))

    return PaidInvoices(found, rows())


def _field(typed: str) -> str:
    name = typed.strip().lower().replace(" ", "_").replace("-", "_")
    if typed.strip() == LEFT_OUT or name in HEADERS_OF_FIELD:
        return name if name in HEADERS_OF_FIELD else LEFT_OUT
    if found := _MEANS.get(_folded_head(typed)):
        return found
    raise BadInput(
        f"There is no field {quoted(typed)}. A column is one of: {', '.join(HEADERS_OF_FIELD)} "
        f"({LEFT_OUT} leaves it out).",
        field="map",
    )


def _folded_head(head: str) -> str:
    return _ASIDE.sub("", fold(head[:100]))


def _guessed(
    header: Sequence[str], sample: Sequence[FileRow], given: Mapping[str, str]
) -> dict[str, str]:
    """The field of every column, each field once; what the officer said is settled."""
    mapping = dict.fromkeys(header, LEFT_OUT) | dict(given)
    taken = set(given.values())
    known = [column for column in header if column not in given and _folded_head(column) in _MEANS]
    for column in sorted(known, key=lambda column: _RANK[_folded_head(column)]):
        field = _MEANS[_folded_head(column)]
        if _folded_head(column) == "paid" and _are_days(sample, header.index(column)):
            field = "paid_on"
        if field not in taken:
            taken.add(field)
            mapping[column] = field
    return mapping


def _are_days(sample: Sequence[FileRow], at: int) -> bool:
    """Whether a column that is only called “Paid” says when, and not how much."""
    filled = [row.cells[at] for row in sample if row.cells[at].strip()]
    days = sum(written_day(cell) is not None or bool(_IN_WORDS.fullmatch(cell)) for cell in filled)
    return days * 2 > len(filled)


def _row(line: int, texts: Mapping[str, str], today: date, paid_on: date | None) -> PaidInvoice:
    given = {field: line_of(text, field) for field, text in texts.items()}
    if not given["invoice"]:
        raise BadInput("There is no invoice number in this row.")
    return PaidInvoice(
        line,
        given["supplier"],
        given["invoice"],
        _amount(given.get("amount", "")),
        _day(given.get("paid_on", ""), today) or paid_on,
    )


def _amount(text: str) -> int | None:
    """The pence of what was paid; None where the cell is blank."""
    if not text:
        return None
    bare = _CURRENCY.sub("", text)
    if _NEGATIVE.fullmatch(bare):
        raise BadInput(f"{quoted(text)} is a credit note or a payment taken back: it pays nothing.")
    pence = read_money(_ONE_FIGURE.sub(r"\g<0>0", bare), field="amount")
    if not pence:
        raise BadInput(f"{quoted(text)} pays nothing.")
    return pence


def _day(text: str, today: date) -> date | None:
    """The day it was paid; None where the cell is blank."""
    if not text:
        return None
    day = written_day(text)
    if day is None and _IN_WORDS.fullmatch(text):
        day = read_day(text, today=today, days=WorkingDays(), direction=Direction.PAST)
    if day is None:
        raise BadInput(f"{quoted(text)} is not a date. Write it as 25/12/2026.")
    if day > today:
        raise BadInput(f"Paid on {show_day(day)}, a day that is still to come.")
    return day
