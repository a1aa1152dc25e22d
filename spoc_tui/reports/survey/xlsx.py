"""The results of a round as an Excel workbook: its bars, and every count that may be given out."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from spoc_tui.casework.survey.figures import OF_A_ROUND
from spoc_tui.casework.survey.results import is_few
from spoc_tui.reports.documents.as_xlsx import OPTIONS
from spoc_tui.reports.fitting import short
from spoc_tui.reports.survey.charts import rated_chart, themes_chart
from spoc_tui.reports.survey.counts import HEADS, counts
from spoc_tui.reports.survey.results import results_page
from spoc_tui.reports.week.xlsx import add_table, add_top, properties
from spoc_tui.reports.week.xlsx_cells import Cell, formats_of, set_page
from spoc_tui.reports.week.xlsx_charts import add_charts
from spoc_tui.reports.week.xlsx_tables import SheetColumn

if TYPE_CHECKING:
    from spoc_tui.casework.survey.papers import ResultsFacts
    from spoc_tui.casework.week.charts import Chart
    from spoc_tui.reports.documents.document import Document

Row = Sequence[Cell]
LONGEST_PART = 34
WIDTHS = (16, 10, 12, 26, 44, 14, 14)
PART, SAID, MORE = SheetColumn("Part", 36), SheetColumn("Said", 60), SheetColumn("", 18)


def results_xlsx(facts: ResultsFacts) -> bytes:
    """The workbook's bytes, the same for the same facts. Sheets: Results (all that the paper says,
    part by part), Charts where anything was rated or coded, Counts, How.
    """
    from xlsxwriter import Workbook

    file = io.BytesIO()
    workbook = Workbook(file, {**OPTIONS, "constant_memory": False, "in_memory": True})
    page = results_page(facts)
    workbook.set_properties(properties(page))
    formats = formats_of(workbook, ())
    first = workbook.add_worksheet("Results")
    top = add_top(first, formats, page, facts.reported.results.round.reference)
    said = list(_said(page))
    columns = [PART, SAID, *[MORE] * (max(len(row) for row in said) - 2)]
    add_table(first, columns, [_filled(row, len(columns)) for row in said], formats, first=top)
    if charts := list(_charts(facts)):
        add_charts(workbook, formats, charts)
    numbers = ("number", "of how many")
    heads = [
        SheetColumn(head.capitalize(), width, head in numbers)
        for head, width in zip(HEADS, WIDTHS, strict=True)
    ]
    rows = [[_cell(value) for value in one] for one in counts(facts)]
    add_table(workbook.add_worksheet("Counts"), heads, rows, formats)
    how = (SheetColumn("Figure", 30), SheetColumn("In", 14), SheetColumn("How", 90))
    explained = [(Cell(one.name), Cell(one.unit.words), Cell(one.definition)) for one in OF_A_ROUND]
    add_table(workbook.add_worksheet("How"), how, explained, formats)
    for drawn in workbook.worksheets():
        set_page(drawn, " ".join(filter(None, (page.notice, page.anchor))))
    workbook.close()
    return file.getvalue()


def _said(page: Document) -> Iterator[Row]:
    """The paper line by line: its part, then what is said there."""
    for section in page.sections:
        if section.title == "How it is worked out":
            continue
        title = Cell(short(section.title, LONGEST_PART))
        if section.table is not None:
            table = section.table.printed
            if table.heads:
                yield [title, *map(Cell, table.heads)]
            for row in table.rows:
                yield [title, *(_cell_of(text, n in table.sums) for n, text in enumerate(row))]
        for line in section.lines:
            yield [title, Cell(line)]


def _cell_of(text: str, is_count: bool) -> Cell:
    """A count as Excel counts with it; words as they are, whatever they look like."""
    digits = text.replace(",", "")
    if is_count and digits.isascii() and digits.isdecimal():
        return Cell(int(digits), "count")
    return Cell(text)


def _filled(row: Row, width: int) -> Row:
    return [*row, *(Cell(None) for _ in range(width - len(row)))]


def _cell(value: int | str) -> Cell:
    return Cell(value, "count") if isinstance(value, int) else Cell(value)


def _charts(facts: ResultsFacts) -> Iterator[Chart]:
    for one in facts.reported.results.questions:
        rated = one.rated if one.rated is not None and not is_few(one.rated.rated) else None
        if rated is not None and (chart := rated_chart(one, rated)):
            yield chart
        if not is_few(one.wrote) and (chart := themes_chart(one)):
            yield chart
