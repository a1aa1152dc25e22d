"""A finance team's list of paid invoices: CSV or Excel, with columns of any usual name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import cache, partial
from pathlib import Path

from spoc_tui.casework.dates.fields import Direction
from spoc_tui.casework.dates.in_cells import day_in_cell
from spoc_tui.casework.dates.typed_dates import read_day
from spoc_tui.casework.dates.when import show_day
from spoc_tui.casework.dates.working_days import WorkingDays
from spoc_tui.casework.errors import BadInput, Faults
from spoc_tui.casework.money import read_money
from spoc_tui.casework.organisations.organisation import RefusedRow
from spoc_tui.casework.payments.paid_invoices import LEFT_OUT, NEEDED, PAID_FIELDS, PaidInvoice
from spoc_tui.casework.payments.paid_statuses import says_paid, says_taken_back
from spoc_tui.casework.spreadsheets import as_it_was
from spoc_tui.casework.text import fold
from spoc_tui.registers.days import describe_order, month_first
from spoc_tui.registers.header import columns_shown
from spoc_tui.registers.mapping import columns_named
from spoc_tui.registers.missing import line_of
from spoc_tui.registers.paid_headings import field_of, guess_columns
from spoc_tui.registers.plain_text import file_name, quoted
from spoc_tui.registers.records import FileRow
from spoc_tui.registers.tables import OpenedTable, open_table

EXAMPLE = ("Supplier, Invoice, Amount, Date paid", "supplier")
FEWEST_TURNED, SHARE_TURNED = 5, 0.8
"""Of so many sums so large a share must have a minus for all to be taken as if it were none."""
_NEGATIVE = re.compile(r"[-−–(](?P<a>.*?)\)?|(?P<b>.*)(?:[-−–]| ?CR)", re.IGNORECASE)
_CURRENCY = re.compile(r"(?:GBP|£) *| *GBP$", re.IGNORECASE)
_PLAIN = re.compile(r"(-?)£?([0-9]{1,9}|[0-9]{1,3}(?:,[0-9]{3}){1,2})(?:\.([0-9]{2}))?")
_ONE_FIGURE = re.compile(r"\.[0-9]$")
_MORE_NOUGHTS = re.compile(r"(\.[0-9]{2})0+$")
_MAY_BE_THOUSANDS = re.compile(r"[0-9]{1,3}\.[0-9]{3}")
_MORE_THAN_PENCE = re.compile(r"[0-9,]{1,12}\.[0-9]{3,20}|[0-9](?:\.[0-9]{1,20})?E-[0-9]{1,2}")
_LIKE_A_DAY = re.compile(
    r"[0-9]{1,2}[-/. ](?:[a-z]{3,9}|[0-9]{1,2})[-/. ,]+[0-9]{2,4}", re.IGNORECASE
)


Remembered = Mapping[tuple[str, ...], Mapping[str, str]]
"""What was said of the columns of lists before, by their headers."""


@dataclass(frozen=True)
class PaidInvoices:
    """An opened list: the field of each column (`-` for what is left out), and its rows, which can
    be read once.
    """

    mapping: Mapping[str, str]
    rows: Iterator[PaidInvoice | RefusedRow]
    header: tuple[str, ...]
    sample: Sequence[Sequence[str]]
    """The cells of the first rows."""
    given: Mapping[str, str]
    """What the officer said of columns, now or before."""
    missing: str
    """What to say where no column is known to be one without which nothing can be told."""
    is_turned: bool
    """Whether what was paid has a minus before it, as in an account of what is owed."""
    remarks: Sequence[str]
    """What is to be said of the file: sheets that are not read, lines above the column names."""

    @property
    def net_column(self) -> str:
        """The column of sums without VAT, where the list has none of the VAT; or blank."""
        if "vat" in self.mapping.values():
            return ""
        return next((column for column, of in self.mapping.items() if of == "net"), "")


def open_paid_invoices(
    path: Path,
    *,
    today: date,
    mapping: Mapping[str, str] | None = None,
    remembered: Remembered | None = None,
    sheet: str = "",
    paid_on: date | None = None,
    whole: bool = True,
) -> PaidInvoices:
    """Opens the list; `mapping` is what the officer says of its columns, `paid_on` the day for rows
    that have none. BadInput, with what to do, where it is no such list; where only a column is
    missing, not unless it is to be read `whole`.
    """
    before = remembered or {}
    said = {fold(one) or one for columns in (mapping or {}, *before.values()) for one in columns}
    table = open_table(
        path,
        lambda cell: field_of(cell) is not None or fold(cell) in said,
        sheet=sheet,
        example=EXAMPLE,
    )
    given = columns_named(table.header, mapping or {}, _field)
    given |= {
        column: field
        for column, field in before.get(table.header, {}).items()
        if column not in given and field in PAID_FIELDS
        if field == LEFT_OUT or field not in given.values()
    }
    found = guess_columns(table.header, table.sample, given)
    missing = _missing(path, found)
    if missing and whole:
        raise BadInput(
            f"{missing} Say which.", field="map", by_command=f"Say so as --map COLUMN={NEEDED}."
        )
    places = {field: at for at, field in enumerate(found.values()) if field != LEFT_OUT}
    turned = _are_turned(table, places)
    days = month_first(table.header, found, table.sample)
    table.remarks.extend(describe_order(days))
    reader = _RowReader(
        *(places, today, paid_on),
        turned=turned,
        months_first=any(days.values()),
        marked=table.marked,
    )
    return PaidInvoices(
        found,
        iter(()) if missing else _rows(table, reader),
        table.header,
        [row.cells for row in table.sample],
        given,
        missing,
        turned,
        table.remarks,
    )


def _missing(path: Path, found: Mapping[str, str]) -> str:
    if NEEDED in found.values():
        return ""
    there = f"It has {columns_shown(found)}."
    return f"No column of {file_name(path)} is known to be the {NEEDED}. {there}"


def _field(typed: str) -> str:
    name = typed.strip().lower().replace(" ", "_").replace("-", "_")
    if typed.strip() == LEFT_OUT or name in PAID_FIELDS:
        return name if name in PAID_FIELDS else LEFT_OUT
    if found := field_of(typed):
        return found
    raise BadInput(
        f"There is no field {quoted(typed)}. A column is one of: {', '.join(PAID_FIELDS)} "
        f"({LEFT_OUT} leaves it out).",
        field="map",
    )


def _are_turned(table: OpenedTable, places: Mapping[str, int]) -> bool:
    """Whether nearly all that was paid is written with a minus."""
    at = places.get("amount", places.get("net"))
    if at is None:
        return False
    cells = [bare for row in table.sample if (bare := _CURRENCY.sub("", row.cells[at].strip()))]
    below = sum(bool(_NEGATIVE.fullmatch(cell)) for cell in cells)
    return below >= FEWEST_TURNED and below >= SHARE_TURNED * len(cells)


def _rows(table: OpenedTable, reader: _RowReader) -> Iterator[PaidInvoice | RefusedRow]:
    for row in table.rows:
        if isinstance(row, RefusedRow):
            yield row
            continue
        try:
            yield reader.read(row)
        except BadInput as error:
            yield RefusedRow(row.line, str(error))


class _RowReader:
    """Reads the rows of one list, whose columns are in these places."""

    def __init__(
        self,
        places: Mapping[str, int],
        today: date,
        paid_on: date | None,
        *,
        turned: bool,
        months_first: bool,
        marked: bool,
    ) -> None:
        self._at = dict.fromkeys(PAID_FIELDS) | dict(places)
        self._today, self._paid_on = today, paid_on
        self._sign = -1 if turned else 1
        self._marked = marked
        self._months_first = months_first
        self._has_net_alone = "net" in places and "vat" not in places
        # Of a long list each of these is in many rows.
        self._supplier = cache(partial(self._line, "supplier"))
        self._day = cache(self._day_of)
        self._says = cache(self._standing)

    def read(self, row: FileRow) -> PaidInvoice:
        """The invoice; BadInput says all that is wrong with the row."""
        try:
            supplier, invoice, document = self._names(row)
            amount, vat = self._sums(row)
            status, is_paid = self._says(self._cell(row, "status"), self._cell(row, "not_paid"))
            day = self._day(self._cell(row, "paid_on")) or self._paid_on
        except BadInput:
            self._refuse(row)
            raise
        return PaidInvoice(row.line, supplier, invoice, amount, day, document, vat, status, is_paid)

    def _refuse(self, row: FileRow) -> None:
        """BadInput with each fault of a row that has one."""
        faults = Faults()
        faults.of(lambda: self._names(row))
        faults.of(lambda: self._sums(row))
        faults.of(lambda: self._says(self._cell(row, "status"), self._cell(row, "not_paid")))
        faults.of(lambda: self._day(self._cell(row, "paid_on")))
        faults.refuse()

    def _names(self, row: FileRow) -> tuple[str, str, str]:
        """The supplier, the invoice's number and the document's."""
        supplier = self._supplier(self._cell(row, "supplier"))
        invoice = self._line("invoice", self._cell(row, "invoice"))
        document = self._line("document", self._cell(row, "document"))
        if not supplier and not invoice:
            raise BadInput("There is neither a supplier nor an invoice number in this row.")
        return supplier, invoice, document

    def _cell(self, row: FileRow, field: str) -> str:
        at = self._at[field]
        return "" if at is None else row.cells[at]

    def _line(self, field: str, cell: str) -> str:
        if not cell:
            return ""
        return line_of(as_it_was(cell) if self._marked else cell, field)

    def _sums(self, row: FileRow) -> tuple[int | None, int | None]:
        """The pence that were paid, and what may have been on top of them."""
        amount, vat = self._pence(row, "amount"), self._pence(row, "vat")
        if amount is None and (net := self._pence(row, "net")) is not None:
            if self._has_net_alone:
                return net, None
            amount, vat = net + (vat or 0), 0
        if amount == 0:
            raise BadInput("A sum of £0.00 pays nothing.")
        return amount, vat or 0

    def _pence(self, row: FileRow, field: str) -> int | None:
        if not (cell := self._cell(row, field)):
            return None
        if plain := _PLAIN.fullmatch(cell):
            minus, whole, rest = plain.groups()
            pence = int(whole.replace(",", "")) * 100 + int(rest or 0)
            return -pence * self._sign if minus else pence * self._sign
        text = self._line(field, cell)
        return self._sign * read_sum(text, field) if text else None

    def _standing(self, status: str, not_paid: str) -> tuple[str, bool | None]:
        """The list's word where it does not say that the row is paid, and whether it is."""
        if says_taken_back(taken_back := self._line("not_paid", not_paid)):
            return taken_back, False
        word = self._line("status", status)
        is_paid = says_paid(word)
        return "" if is_paid else word, is_paid

    def _day_of(self, cell: str) -> date | None:
        text = self._line("paid_on", cell)
        return _read_day(text, self._today, month_first=self._months_first)


def read_sum(text: str, field: str) -> int:
    """The pence of a cell's sum, below nought where it is a credit. BadInput if it is none."""
    bare = _CURRENCY.sub("", text)
    taken_back = _NEGATIVE.fullmatch(bare)
    if taken_back:
        bare = _CURRENCY.sub("", (taken_back["a"] or taken_back["b"] or "").strip())
    bare = _in_pence(_ONE_FIGURE.sub(r"\g<0>0", bare))
    try:
        pence = read_money(bare, field=field)
    except BadInput as error:
        raise BadInput(str(error).replace(quoted(bare), quoted(text)), field=field) from None
    return -pence if taken_back else pence


def _in_pence(bare: str) -> str:
    """A sum with the parts of a penny rounded away that a spreadsheet has worked out: 2573.695,
    6.82E-13. What may be thousands as others write them (1.234) is left as it is.
    """
    bare = _MORE_NOUGHTS.sub(r"\g<1>", bare)
    if _MAY_BE_THOUSANDS.fullmatch(bare) or not _MORE_THAN_PENCE.fullmatch(bare):
        return bare
    exact = Decimal(bare.replace(",", ""))
    return f"{exact.quantize(Decimal('0.01'), ROUND_HALF_UP):f}"


def _read_day(text: str, today: date, *, month_first: bool = False) -> date | None:
    """The day it was paid; None where the cell is blank."""
    if not text:
        return None
    day = day_in_cell(text, month_first=month_first)
    if day is None and _LIKE_A_DAY.fullmatch(text):
        day = read_day(text, today=today, days=WorkingDays(), direction=Direction.PAST)
    if day is None:
        raise BadInput(f"{quoted(text)} is not a date. Write it as 25/12/2026.")
    if day > today:
        raise BadInput(f"Paid on {show_day(day)}, a day that is still to come.")
    return day
