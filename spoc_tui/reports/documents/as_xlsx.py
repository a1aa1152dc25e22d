"""Rows as an Excel workbook of one sheet: typed cells, and no text in it is a formula."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from math import ceil
from shutil import copyfileobj
from tempfile import TemporaryDirectory, TemporaryFile
from typing import TYPE_CHECKING, Any, BinaryIO

from spoc_tui.casework.errors import BadInput

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

LONGEST_CELL = 32_767
MOST_SHEET_ROWS = 1_048_575
"""What Excel takes, beside the row of heads."""
CUT_NOTE = "… (longer than an Excel cell)"
BROAD = {
    "name": 40,
    "purpose": 40,
    "address": 40,
    "notes": 40,
    "people": 40,
    "email": 28,
    "web": 28,
}
USUAL_WIDTH = 16
LINE, HIGHEST = 15, 409
"""The height of a line, and the most that Excel gives a row, in points."""
OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}


def write_sheet(
    rows: Iterable[Sequence[str | int | date]], heads: Sequence[str], out: BinaryIO
) -> int:
    """Writes the workbook; returns how many rows it has. BadInput where Excel takes no more."""
    from xlsxwriter import Workbook
    from xlsxwriter.exceptions import FileCreateError

    with (
        TemporaryDirectory(prefix="spoc-", ignore_cleanup_errors=True) as folder,
        TemporaryFile(dir=folder) as made,
    ):
        workbook = Workbook(made, {**OPTIONS, "tmpdir": folder})
        # What a file gives away of its making: nothing.
        workbook.set_properties({"author": "", "comments": ""})
        sheet = workbook.add_worksheet("Directory")
        day = workbook.add_format({"num_format": "yyyy-mm-dd", "align": "left"})
        _set_heads(sheet, heads, workbook.add_format({"bold": True}))
        count = 0
        for count, row in enumerate(rows, 1):
            if count > MOST_SHEET_ROWS:
                raise BadInput(
                    f"An Excel sheet has {MOST_SHEET_ROWS:,} rows at most. Choose csv.",
                    field="format",
                )
            for place, value in enumerate(row):
                _write(sheet, count, place, value, day)
        sheet.autofilter(0, 0, count, len(heads) - 1)
        try:
            workbook.close()
        except FileCreateError as error:
            raise error.args[0] from error  # the operating system's own error
        made.seek(0)
        copyfileobj(made, out)
    return count


def _set_heads(sheet: Worksheet, heads: Sequence[str], bold: Format) -> None:
    sheet.freeze_panes(1, 0)
    for place, head in enumerate(heads):
        sheet.set_column(place, place, BROAD.get(head, USUAL_WIDTH))
        sheet.write_string(0, place, head, bold)


def _write(sheet: Any, row: int, place: int, value: str | int | date, day: Format) -> None:
    if isinstance(value, date):
        sheet.write_datetime(row, place, value, day)
    elif isinstance(value, int):
        sheet.write_number(row, place, value)
    elif value:
        sheet.write_string(row, place, cell_text(value))


def cell_text(text: str) -> str:
    """The text as a cell holds it: its end left out where Excel takes no more."""
    return text if len(text) <= LONGEST_CELL else text[: LONGEST_CELL - len(CUT_NOTE)] + CUT_NOTE


def row_height(cells: Iterable[tuple[object, int]]) -> int:
    """About how high a row of wrapped texts is to be, in points, by what is in each cell and its
    width in letters: not every program finds that out for itself.
    """
    lines = (ceil(len(text) / width) for text, width in cells if isinstance(text, str))
    return min(HIGHEST, LINE * max([1, *lines]))
