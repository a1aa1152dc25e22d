"""The paper of a year as an Excel workbook: typed figures, and every act that is on record."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence

from spoc_tui.casework.week.charts import directorate_chart
from spoc_tui.casework.week.explained import HOW
from spoc_tui.casework.year.in_words import in_words
from spoc_tui.casework.year.months import month_chart
from spoc_tui.casework.year.summary import FigureRow, YearSummary, heads
from spoc_tui.reports.documents.as_xlsx import OPTIONS
from spoc_tui.reports.week.xlsx import add_table, add_top, add_words, properties
from spoc_tui.reports.week.xlsx_cells import Cell, formats_of, given_cell, pounds, set_page
from spoc_tui.reports.week.xlsx_charts import add_charts
from spoc_tui.reports.week.xlsx_tables import Rows, SheetColumn
from spoc_tui.reports.year.document import (
    DONE_HEADS,
    OF_RECOMMENDATIONS,
    OF_YEARS,
    in_lines,
    year_page,
)

Row = Sequence[Cell]


def year_xlsx(summary: YearSummary) -> bytes:
    """The workbook's bytes, the same for the same summary. Sheets: Figures, Words, Charts (of
    enquiries by month and by directorate), Recommendations (what was done for each, in figures and
    by whom), On record (every act), Changed since where figures were others when the year ended,
    How.
    """
    from xlsxwriter import Workbook

    file = io.BytesIO()
    workbook = Workbook(file, {**OPTIONS, "constant_memory": False, "in_memory": True})
    page = year_page(summary)
    workbook.set_properties(properties(page))
    figures, answered = list(_figures(summary)), list(_answered(summary))
    formats = formats_of(workbook, (cell for row in (*figures, *answered) for cell in row))
    years = tuple(SheetColumn(head, 24, True) for head in heads(summary))
    figure = (SheetColumn("Section", 22), SheetColumn("Figure", 40))
    first = workbook.add_worksheet("Figures")
    top = add_top(first, formats, page, summary.period.dates)
    add_table(first, (*figure, *years), figures, formats, first=top)
    add_words(workbook, formats, in_words(summary), summary.week.own)
    charts = (
        month_chart(summary.months, summary.week.today),
        directorate_chart(summary.week),
    )
    if drawn_ones := [chart for chart in charts if chart]:
        add_charts(workbook, formats, drawn_ones)
    of = (SheetColumn("Recommendation", 54), SheetColumn("What", 60))
    sheets: tuple[tuple[str, Sequence[SheetColumn], Rows], ...] = (
        ("Recommendations", (*of, *years), answered),
        ("On record", _acts_columns(), list(_acts(summary))),
        (
            "Changed since",
            (*figure, SheetColumn("Now", 24, True), SheetColumn("When it ended", 24, True)),
            list(_changed(summary)),
        ),
        ("How", (*figure, SheetColumn("In", 14), SheetColumn("How", 90)), list(_how(summary))),
    )
    for name, columns, rows in sheets:
        if rows:
            add_table(workbook.add_worksheet(name), columns, rows, formats)
    for drawn in workbook.worksheets():
        set_page(drawn, " ".join(filter(None, (page.notice, page.anchor))))
    workbook.close()
    return file.getvalue()


def _numbers(row: FigureRow) -> Row:
    return [given_cell(row.figure, each) for each in (row.now, row.before)]


def _figures(summary: YearSummary) -> Iterator[Row]:
    for _, title, rows in summary.sections():
        for row in rows:
            yield Cell(title), Cell(row.figure.name), *_numbers(row)


def _answered(summary: YearSummary) -> Iterator[Row]:
    none = Cell(None), Cell(None)
    for one in summary.answered():
        title = Cell(one.one.title)
        yield title, Cell(f"“{one.one.words}”"), *none
        if one.is_silent:
            yield title, Cell(summary.silent), *none
        for name, row in zip(one.names, one.figures, strict=True):
            yield title, Cell(name), *_numbers(row)
        for line in in_lines(one):
            yield title, Cell(line), *none


def _acts_columns() -> Sequence[SheetColumn]:
    widths = (16, 50, 36, 14, 40)
    named = (SheetColumn(head, width) for head, width in zip(DONE_HEADS, widths, strict=True))
    return SheetColumn("Recommendation", 20), *named, SheetColumn("Sum", 16, True)


def _acts(summary: YearSummary) -> Iterator[Row]:
    for one in summary.answered():
        for act in one.done.acts:
            yield (
                Cell(one.one.number),
                Cell(act.reference),
                Cell(act.what),
                Cell(act.step),
                Cell(act.day, "day"),
                Cell(act.by),
                Cell(None) if act.pence is None else Cell(pounds(act.pence), "pounds"),
            )


def _changed(summary: YearSummary) -> Iterator[Row]:
    for one in summary.changed():
        yield (
            Cell(one.figure.section),
            Cell(one.figure.name),
            Cell(one.now.described, "said"),
            Cell(one.then.described, "said"),
        )


def _how(summary: YearSummary) -> Iterator[Row]:
    for line in (OF_YEARS, *OF_RECOMMENDATIONS, *HOW[:3]):
        yield Cell("All"), Cell(""), Cell(""), Cell(line)
    for _, title, rows in summary.sections():
        for row in rows:
            figure = row.figure
            yield Cell(title), Cell(figure.name), Cell(figure.unit.words), Cell(figure.definition)
