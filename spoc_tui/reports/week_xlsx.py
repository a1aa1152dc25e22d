"""The summary of a period as an Excel workbook: typed figures, and charts beside their tables."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from spoc_tui.casework.figures import BREAKDOWNS, FIGURES, SECTIONS, Figure, Unit
from spoc_tui.casework.text import one_line
from spoc_tui.casework.week_summary import (
    FEW,
    HIDDEN,
    WeekSummary,
    counted,
    heard_from_said,
    mean_of,
)
from spoc_tui.reports.as_xlsx import OPTIONS, cell_text
from spoc_tui.reports.document import Document
from spoc_tui.reports.week import NOTICE, week_page

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

LONGEST_PROPERTY = 255
"""Excel takes no longer title or author."""
A4 = 9
CHART_WIDTH, CHART_HEIGHT, BAR = 480, 288, 30
"""In pixels; BAR is what a bar of a long chart is given."""
COLOUR = "#1F4E79"
HIDE = {"visible": False}


class Cell(NamedTuple):
    """What stands in a cell, blank for None, and which of the formats it has."""

    value: str | float | Decimal | date | None
    form: str = "text"


class Column(NamedTuple):
    """A column's head, its width in letters, and whether numbers stand in it."""

    head: str
    width: int
    numbers: bool = False


def week_xlsx(summary: WeekSummary) -> bytes:
    """The workbook's bytes, the same for the same summary. Sheets: Figures, Received, and Owed,
    Organisations and Due where there is any.
    """
    from xlsxwriter import Workbook

    file = io.BytesIO()
    workbook = Workbook(file, {**OPTIONS, "constant_memory": False, "in_memory": True})
    page = week_page(summary)
    workbook.set_properties(
        {
            "title": one_line(page.title)[:LONGEST_PROPERTY],
            "author": one_line(page.author)[:LONGEST_PROPERTY],
            "comments": "",
            "created": datetime.combine(page.day, time.min, UTC),
        }
    )
    formats = _formats(workbook)
    _add_figures(workbook, formats, summary, page)
    _add_received(workbook, formats, summary)
    if summary.figures.owed:
        _add_owed(workbook, formats, summary)
    if summary.heard_from:
        drawn = workbook.add_worksheet("Organisations")
        said = heard_from_said(summary, summary.heard_from)
        rows = ((Cell(line),) for line in said)
        _add_table(drawn, (Column("Organisations heard from", 60),), rows, formats)
    if summary.due:
        _add_due(workbook, formats, summary)
    workbook.close()
    return file.getvalue()


def _formats(workbook: Workbook) -> dict[str, Format]:
    top, left = {"valign": "top"}, {"align": "left", "indent": 1}
    head = {"bold": True, "text_wrap": True, "bottom": 1}
    numbers = {
        "count": "#,##0",
        "mean": "#,##0.0",
        "share": "0%",
        "mean share": "0.0%",
        "pounds": "£#,##0.00",
    }
    return {
        "title": workbook.add_format({"bold": True, "font_size": 14, **left}),
        "notice": workbook.add_format({"bold": True, **left}),
        "line": workbook.add_format(left),
        "head": workbook.add_format({**head, **left}),
        "number head": workbook.add_format({**head, "align": "right"}),
        "text": workbook.add_format({**top, **left, "text_wrap": True}),
        "day": workbook.add_format({**top, **left, "num_format": "dd/mm/yyyy"}),
        **{name: workbook.add_format({**top, "num_format": of}) for name, of in numbers.items()},
    }


def _add_figures(
    workbook: Workbook, formats: dict[str, Format], summary: WeekSummary, page: Document
) -> None:
    drawn = workbook.add_worksheet("Figures")
    top = (
        (page.title, "title"),
        (summary.period.dates, "line"),
        (page.notice, "notice"),
        (page.written, "line"),
    )
    for row, (text, form) in enumerate(top):
        _write(drawn, row, 0, Cell(text, form), formats)
    called = summary.period.called
    columns = (
        Column("Section", 14),
        Column("Figure", 42),
        Column(f"This {called}", 16, True),
        Column(f"The {called} before", 18, True),
        Column("Mean of the last four", 18, True),
    )
    _add_table(drawn, columns, _figure_rows(summary), formats, first=len(top) + 1)


def _figure_rows(summary: WeekSummary) -> Iterator[Sequence[Cell]]:
    now = summary.figures.values
    before = summary.before[0].values if summary.before else {}
    for figure in FIGURES:
        code = figure.code
        yield (
            Cell(SECTIONS[figure.section]),
            Cell(figure.name),
            _figure_cell(figure, now[code]),
            _figure_cell(figure, before.get(code)),
            _figure_cell(figure, mean_of(code, summary.before), mean=True),
        )


def _figure_cell(figure: Figure, value: float | None, *, mean: bool = False) -> Cell:
    """The value as Excel reckons with it: a sum in pounds, a share as a part of 1."""
    if value is None:
        return Cell(None)
    match figure.unit:
        case Unit.PENCE:
            return Cell(_pounds(round(value)), "pounds")
        case Unit.SHARE:
            return Cell(value / 100, "mean share" if mean else "share")
    return Cell(value, "mean" if mean else "count")


def _add_received(workbook: Workbook, formats: dict[str, Format], summary: WeekSummary) -> None:
    drawn = workbook.add_worksheet("Received")
    columns = (Column("Breakdown", 14), Column("Name", 40), Column("Received", 12, True))
    rows = list(_received_rows(summary))
    _add_table(drawn, columns, rows, formats)
    # A hidden count has no bar. The most comes first, so that those with one stand together.
    bars = [
        row
        for row, (breakdown, _, count) in enumerate(rows, 1)
        if breakdown.value == "Directorate" and count.value != HIDDEN
    ]
    if bars:
        title = "Enquiries received by directorate"
        _add_chart(
            workbook,
            drawn,
            kind="bar",
            title=f"{title}, those under {FEW} left out" if summary.hide_few else title,
            rows=(bars[0], bars[-1]),
            places=(1, 2),
            number="#,##0",
        )


def _received_rows(summary: WeekSummary) -> Iterator[tuple[Cell, Cell, Cell]]:
    for breakdown in BREAKDOWNS:
        counts = summary.figures.received[breakdown]
        for name, said in counted(summary, counts):
            count = Cell(HIDDEN) if said == HIDDEN else Cell(counts[name], "count")
            yield Cell(breakdown.capitalize()), Cell(name), count


def _add_owed(workbook: Workbook, formats: dict[str, Format], summary: WeekSummary) -> None:
    drawn = workbook.add_worksheet("Owed")
    columns = (
        Column("Days to pay", 18),
        Column("Complaints", 12, True),
        Column("Outstanding", 16, True),
    )
    rows = [
        (
            Cell(f"{band} days" if band[:1].isdigit() else band),
            Cell(complaints, "count"),
            Cell(_pounds(pence), "pounds"),
        )
        # The names of the bands sort by age, and “not known” comes last.
        for band, (complaints, pence) in sorted(summary.figures.owed.items())
    ]
    _add_table(drawn, columns, rows, formats)
    _add_chart(
        workbook,
        drawn,
        kind="column",
        title="Payments outstanding by days to pay",
        rows=(1, len(rows)),
        places=(0, 2),
        number="£#,##0.00",
    )


def _add_due(workbook: Workbook, formats: dict[str, Format], summary: WeekSummary) -> None:
    drawn = workbook.add_worksheet("Due")
    rows = ((Cell(one.day, "day"), Cell(one.what)) for one in summary.due)
    _add_table(drawn, (Column("When", 14), Column("What", 60)), rows, formats)


def _add_table(
    drawn: Worksheet,
    columns: Sequence[Column],
    rows: Iterable[Sequence[Cell]],
    formats: dict[str, Format],
    first: int = 0,
) -> None:
    """Heads at row `first`, counted from 0, which stay in sight and on every page; rows below."""
    drawn.set_landscape()
    drawn.set_paper(A4)
    drawn.fit_to_pages(1, 0)
    drawn.set_footer(f"&L{NOTICE}&R&P")
    drawn.repeat_rows(first)
    drawn.freeze_panes(first + 1, 0)
    for place, column in enumerate(columns):
        drawn.set_column(place, place, column.width)
        form = "number head" if column.numbers else "head"
        _write(drawn, first, place, Cell(column.head, form), formats)
    last = first
    for last, row in enumerate(rows, first + 1):
        for place, cell in enumerate(row):
            _write(drawn, last, place, cell, formats)
    drawn.autofilter(first, 0, last, len(columns) - 1)


def _add_chart(
    workbook: Workbook,
    drawn: Worksheet,
    *,
    kind: str,
    title: str,
    rows: tuple[int, int],
    places: tuple[int, int],
    number: str,
) -> None:
    """A chart beside the table, of its rows from the first to the last, counted from 0; `places`
    are the columns of the names and of the numbers.
    """
    chart = workbook.add_chart({"type": kind})
    names, numbers = ([drawn.name, rows[0], place, rows[1], place] for place in places)
    chart.add_series(
        {
            "categories": names,
            "values": numbers,
            "fill": {"color": COLOUR},
            "gap": 60,
            "data_labels": {"value": True, "num_format": number},
        }
    )
    chart.set_title({"name": title, "name_font": {"size": 12}, "overlay": False})
    chart.set_legend({"none": True})
    # A bar chart lies on its side: its names are at y, and the first is at the bottom unless it is
    # turned round.
    of_names, of_numbers = chart.set_x_axis, chart.set_y_axis
    if kind == "bar":
        of_names, of_numbers = of_numbers, of_names
    of_names({"reverse": kind == "bar", "major_gridlines": HIDE})
    of_numbers({"min": 0, "visible": False, "major_gridlines": HIDE})
    height = BAR * (rows[1] - rows[0] + 4) if kind == "bar" else 0
    chart.set_size({"width": CHART_WIDTH, "height": max(CHART_HEIGHT, height)})
    drawn.insert_chart(1, 4, chart, {"description": title})


def _pounds(pence: int) -> Decimal:
    return Decimal(pence) / 100


def _write(drawn: Worksheet, row: int, place: int, cell: Cell, formats: dict[str, Format]) -> None:
    value, form = cell.value, formats[cell.form]
    if isinstance(value, str):
        drawn.write_string(row, place, cell_text(one_line(value)), form)
    elif isinstance(value, date):
        drawn.write_datetime(row, place, value, form)
    elif value is not None:
        drawn.write_number(row, place, value, form)
