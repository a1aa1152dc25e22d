"""The summary of a period as an Excel workbook: typed figures, and charts of them."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING, Any

from spoc_tui.casework.text import one_line
from spoc_tui.casework.week.charts import week_charts
from spoc_tui.casework.week.compared import compared, heads
from spoc_tui.casework.week.definitions import ALL_FIGURES, SECTIONS
from spoc_tui.casework.week.in_words import in_words
from spoc_tui.casework.week.summary import OwnWords, WeekSummary
from spoc_tui.reports.documents.as_xlsx import OPTIONS, row_height
from spoc_tui.reports.documents.document import LONGEST_PROPERTY, Document
from spoc_tui.reports.week.document import week_page
from spoc_tui.reports.week.xlsx_cells import Cell, formats_of, given_cell, set_page, write
from spoc_tui.reports.week.xlsx_charts import add_charts
from spoc_tui.reports.week.xlsx_tables import SheetColumn, sheets_of

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet


def week_xlsx(summary: WeekSummary) -> bytes:
    """The workbook's bytes, the same for the same summary. Sheets: Figures, Words, Charts where
    there is any, and those of `sheets_of`.
    """
    from xlsxwriter import Workbook

    file = io.BytesIO()
    workbook = Workbook(file, {**OPTIONS, "constant_memory": False, "in_memory": True})
    page = week_page(summary)
    workbook.set_properties(properties(page))
    figures = list(_figure_rows(summary))
    formats = formats_of(workbook, (cell for row in figures for cell in row))
    _add_figures(workbook, formats, summary, page, figures)
    add_words(workbook, formats, in_words(summary), summary.own)
    if charts := list(week_charts(summary)):
        add_charts(workbook, formats, charts)
    for sheet in sheets_of(summary):
        add_table(workbook.add_worksheet(sheet.name), sheet.columns, sheet.rows, formats)
    for drawn in workbook.worksheets():
        set_page(drawn, " ".join(filter(None, (page.notice, page.anchor))))
    workbook.close()
    return file.getvalue()


def properties(page: Document) -> dict[str, Any]:
    """What the file says of itself: nothing of its making."""
    return {
        "title": one_line(page.title)[:LONGEST_PROPERTY],
        "author": one_line(page.author)[:LONGEST_PROPERTY],
        "comments": "",
        "created": datetime.combine(page.day, time.min, UTC),
    }


def _add_figures(
    workbook: Workbook,
    formats: dict[str, Format],
    summary: WeekSummary,
    page: Document,
    rows: Sequence[Sequence[Cell]],
) -> None:
    drawn = workbook.add_worksheet("Figures")
    first = add_top(drawn, formats, page, summary.period.dates)
    columns = (
        SheetColumn("Section", 14),
        SheetColumn("Figure", 34),
        *(SheetColumn(head, 24, True) for head in heads(summary)),
    )
    add_table(drawn, columns, rows, formats, first=first)


def add_top(drawn: Worksheet, formats: dict[str, Format], page: Document, dates: str) -> int:
    """What the paper is, above its first table; the row at which that begins, counted from 0."""
    top = (
        (page.title, "title"),
        (dates, "line"),
        (page.notice, "notice"),
        (page.written, "line"),
    )
    for row, (text, form) in enumerate(top):
        write(drawn, row, 0, Cell(text, form), formats)
    return len(top) + 1


def add_words(workbook: Workbook, formats: dict[str, Format], in_short: str, own: OwnWords) -> None:
    """The sheet of the words: the first paragraph, and the officer's own."""
    described = (
        ("In short", in_short),
        ("What has changed", own.changed),
        ("Remarks", own.remarks),
        ("A story worth telling", own.story),
    )
    rows = [
        (Cell(title), Cell(line))
        for title, text in described
        for line in filter(None, text.splitlines())
    ]
    add_table(
        workbook.add_worksheet("Words"),
        (SheetColumn("", 22), SheetColumn("Said", 90)),
        rows,
        formats,
    )


def _figure_rows(summary: WeekSummary) -> Iterator[Sequence[Cell]]:
    of_code = compared(summary)
    for figure in ALL_FIGURES:
        cells = (given_cell(figure, one) for one in of_code[figure.code])
        yield Cell(SECTIONS[figure.section]), Cell(figure.name), *cells


def add_table(
    drawn: Worksheet,
    columns: Sequence[SheetColumn],
    rows: Iterable[Sequence[Cell]],
    formats: dict[str, Format],
    first: int = 0,
) -> None:
    """Heads at row `first`, counted from 0, which stay in sight and on every page; rows below."""
    drawn.repeat_rows(first)
    drawn.freeze_panes(first + 1, 0)
    for place, column in enumerate(columns):
        drawn.set_column(place, place, column.width)
        form = "number head" if column.numbers else "head"
        write(drawn, first, place, Cell(column.head, form), formats)
    last = first
    for last, row in enumerate(rows, first + 1):
        widths = (column.width for column in columns)
        texts = (cell.value if cell.form == "text" else None for cell in row)
        drawn.set_row(last, row_height(zip(texts, widths, strict=True)))
        for place, cell in enumerate(row):
            write(drawn, last, place, cell, formats)
    drawn.autofilter(first, 0, last, len(columns) - 1)
