"""The sheet of charts in the summary's workbook: each beside the table that it is made from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from spoc_tui.casework.figures.figure import Unit
from spoc_tui.casework.week.charts import Chart, ChartKind, ChartRow
from spoc_tui.reports.week.xlsx_cells import Cell, pounds, write

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

NAMES, CELLS, BETWEEN = 44, 26, 3
"""The widths of the columns, in letters."""
CHART_COLUMN = 4
"""The column a chart is in, counted from 0."""
WIDTH, SHORTEST, ROW = 620, 280, 20
"""In pixels; ROW is the height of a row of the sheet."""
INK = "#1F4E79"
BAR_FILLS: tuple[dict[str, Any], ...] = (
    {"fill": {"color": INK}},
    {"pattern": {"pattern": "wide_upward_diagonal", "fg_color": INK, "bg_color": "white"}},
)
"""Of the first and the second series: to be distinguished in black and white."""
TYPES = {
    ChartKind.BARS: {"type": "bar"},
    ChartKind.STACKED: {"type": "bar", "subtype": "stacked"},
    ChartKind.OVER_TIME: {"type": "column"},
}
NUMBER_FORMATS = {Unit.COUNT: "#,##0;;", Unit.PENCE: "£#,##0.00;;"}
"""Of the numbers at the bars: there is none at a bar of nothing."""
HIDE = {"visible": False}


def add_charts(workbook: Workbook, formats: dict[str, Format], charts: Sequence[Chart]) -> None:
    """The sheet, the charts one below the other."""
    drawn = workbook.add_worksheet("Charts")
    drawn.set_column(0, 0, NAMES)
    drawn.set_column(1, CHART_COLUMN - 2, CELLS)
    drawn.set_column(CHART_COLUMN - 1, CHART_COLUMN - 1, BETWEEN)
    first, breaks = 0, []
    for chart in charts:
        _add_table(drawn, formats, chart, first)
        height = max(SHORTEST, ROW * (len(chart.rows) + 4))
        native = _native(workbook, drawn, chart, first + 2)
        native.set_size({"width": WIDTH, "height": height})
        # A little lower, so that no edge of it is on the page before.
        drawn.insert_chart(first, CHART_COLUMN, native, {"description": chart.alt, "y_offset": 2})
        first += height // ROW + 2
        breaks.append(first)
    drawn.set_h_pagebreaks(breaks[1::2])


def _add_table(drawn: Worksheet, formats: dict[str, Format], chart: Chart, first: int) -> None:
    """Its title at row `first`, counted from 0, the heads below, then the rows."""
    write(drawn, first, 0, Cell(chart.title, "notice"), formats)
    write(drawn, first + 1, 0, Cell(chart.named, "head"), formats)
    for place, name in enumerate(chart.series, 1):
        write(drawn, first + 1, place, Cell(name, "number head"), formats)
    for number, row in enumerate(chart.rows, first + 2):
        write(drawn, number, 0, Cell(_name(row)), formats)
        for place, value in enumerate(row.values, 1):
            write(drawn, number, place, _cell(value, chart), formats)


def _name(row: ChartRow) -> str:
    """Its name, with its note where a value is hidden and its cell is empty."""
    return f"{row.name} ({row.shown[0]})" if None in row.values else row.name


def _cell(value: int | None, chart: Chart) -> Cell:
    if value is None:
        return Cell(None)
    return Cell(pounds(value), "pounds") if chart.unit is Unit.PENCE else Cell(value, "count")


def _native(workbook: Workbook, drawn: Worksheet, chart: Chart, first: int) -> Any:
    """An Excel chart of the rows from `first` on, counted from 0."""
    native = workbook.add_chart(TYPES[chart.kind])
    last = first + len(chart.rows) - 1
    labels: dict[str, Any] = {"value": True, "num_format": NUMBER_FORMATS[chart.unit]}
    # The number of a part is within it.
    first_font = {"color": "white"} if chart.kind is ChartKind.STACKED else {}
    for place, fill in zip(range(1, len(chart.series) + 1), BAR_FILLS, strict=False):
        native.add_series(
            {
                "name": [drawn.name, first - 1, place],
                "categories": [drawn.name, first, 0, last, 0],
                "values": [drawn.name, first, place, last, place],
                "border": {"color": INK},
                "gap": 60,
                "data_labels": {**labels, "font": first_font if place == 1 else {}},
                **fill,
            }
        )
    native.set_title({"name": chart.title, "name_font": {"size": 12}, "overlay": False})
    native.set_legend({"position": "bottom"} if len(chart.series) > 1 else {"none": True})
    # A bar chart lies on its side: its names are at y, and the first is at the bottom unless it is
    # turned round.
    lies = chart.kind is not ChartKind.OVER_TIME
    of_names, of_numbers = native.set_x_axis, native.set_y_axis
    if lies:
        of_names, of_numbers = of_numbers, of_names
    of_names({"reverse": lies, "interval_unit": 1, "major_gridlines": HIDE})
    of_numbers({"min": 0, "visible": False, "major_gridlines": HIDE})
    return native
