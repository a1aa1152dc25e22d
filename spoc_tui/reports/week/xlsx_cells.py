"""The cells of the summary's workbook, and how they look there."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from spoc_tui.casework.figures.figure import Figure, Unit
from spoc_tui.casework.text import one_line
from spoc_tui.casework.week.measures import Given
from spoc_tui.reports.documents.as_xlsx import cell_text

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

A4 = 9
_NUMBER = re.compile(r"[0-9][0-9,.]*%?")


class Cell(NamedTuple):
    """What is in a cell, blank for None, and which of the formats it has: one by name, or the
    number format by which a number reads as it does in print.
    """

    value: str | float | Decimal | date | None
    form: str = "text"


def given_cell(figure: Figure, given: Given) -> Cell:
    """A figure as Excel counts with it (a sum in pounds, a share as a part of 1), already rounded,
    that reads as it does in every other form.
    """
    if given.number is None:
        return Cell(given.described, "said")
    match figure.unit:
        case Unit.PENCE:
            return Cell(pounds(int(given.number)), "pounds")
        case Unit.SHARE:
            return Cell(Decimal(given.number) / 100, _around(given.described, "0%"))
        case Unit.DAYS | Unit.OF_WINDOW | Unit.MONTHS | Unit.CALENDAR:
            digits = "#,##0" if given.number % 1 == 0 else "#,##0.0"
            return Cell(given.number, _around(given.described, digits))
    return Cell(given.number, "count" if given.number % 1 == 0 else "mean")


def _around(described: str, digits: str) -> str:
    """The format that shows a number so, with what print has before and after it."""
    before, after = _NUMBER.split(described, maxsplit=1)
    return "".join((f'"{before}"' if before else "", digits, f'"{after}"' if after else ""))


def formats_of(workbook: Workbook, cells: Iterable[Cell]) -> dict[str, Format]:
    """The formats by name, and the number formats of these cells."""
    top, left = {"valign": "top"}, {"align": "left", "indent": 1}
    head = {"bold": True, "text_wrap": True, "bottom": 1}
    numbers = {
        "count": "#,##0",
        "mean": "#,##0.0",
        "pounds": "£#,##0.00",
    }
    named = {
        "title": workbook.add_format({"bold": True, "font_size": 14, **left}),
        "notice": workbook.add_format({"bold": True, **left}),
        "line": workbook.add_format(left),
        "head": workbook.add_format({**head, **left}),
        "number head": workbook.add_format({**head, "align": "right"}),
        "text": workbook.add_format({**top, **left, "text_wrap": True}),
        "said": workbook.add_format({**top, "align": "right"}),
        "day": workbook.add_format({**top, **left, "num_format": "dd/mm/yyyy"}),
        **{name: workbook.add_format({**top, "num_format": of}) for name, of in numbers.items()},
    }
    others = dict.fromkeys(cell.form for cell in cells if cell.form not in named)
    return named | {form: workbook.add_format({**top, "num_format": form}) for form in others}


def set_page(drawn: Worksheet, notice: str) -> None:
    """A4 on its side, as broad as the sheet; the notice is at the foot of each page."""
    drawn.set_landscape()
    drawn.set_paper(A4)
    drawn.fit_to_pages(1, 0)
    # In a footer & begins a code.
    drawn.set_footer(f"&L{one_line(notice).replace('&', '&&')}&R&P")


def pounds(pence: int) -> Decimal:
    """As Excel calculates with it."""
    return Decimal(pence) / 100


def write(drawn: Worksheet, row: int, place: int, cell: Cell, formats: dict[str, Format]) -> None:
    """Writes what is in it, as what it is: no text becomes a formula. Counted from 0."""
    value, form = cell.value, formats[cell.form]
    if isinstance(value, str):
        drawn.write_string(row, place, cell_text(one_line(value)), form)
    elif isinstance(value, date):
        drawn.write_datetime(row, place, value, form)
    elif value is not None:
        drawn.write_number(row, place, value, form)
