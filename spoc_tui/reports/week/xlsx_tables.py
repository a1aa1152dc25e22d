"""The tables of the summary's workbook that stand on sheets of their own, undrawn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from spoc_tui.casework.dates.when import day_and_month
from spoc_tui.casework.figures.hiding import Part
from spoc_tui.casework.week.charts import owed_bands, taken_parts
from spoc_tui.casework.week.compared import moved
from spoc_tui.casework.week.definitions import BREAKDOWNS, FIGURES, SECTIONS
from spoc_tui.casework.week.explained import BROKEN_DOWN, HOW
from spoc_tui.casework.week.facts import COUNTED
from spoc_tui.casework.week.measures import NONE as NO_FIGURE
from spoc_tui.casework.week.summary import WeekSummary, due_said, heard_from_said, parts_by_name
from spoc_tui.reports.week.xlsx_cells import Cell, pounds

Rows = Sequence[Sequence[Cell]]


class Column(NamedTuple):
    """A column's head, its width in letters, and whether numbers stand in it."""

    head: str
    width: int
    numbers: bool = False


class Sheet(NamedTuple):
    """A sheet: its name, its columns, and its rows."""

    name: str
    columns: Sequence[Column]
    rows: Rows


def sheets_of(summary: WeekSummary) -> Iterator[Sheet]:
    """The sheet of the enquiries, and those of the others that have any rows."""
    counts = tuple(Column(name.capitalize(), 12, True) for name in COUNTED)
    breakdown = (Column("Breakdown", 14), Column("Name", 40))
    yield Sheet("Enquiries", (*breakdown, *counts), list(_enquiries(summary)))
    two_counts = (Column("Received", 12, True), Column("Closed", 12, True))
    by_day = (Column("By their day", 14, True), Column("After it", 14, True))
    owed = (Column("Complaints", 12, True), Column("Outstanding", 16, True))
    quarter = f"Quarter to {day_and_month(summary.until)}"
    lately = (Column(quarter, 18, True), Column("The one before", 18, True))
    overdue = (Column("Directorate", 40), Column("Answer overdue", 16, True))
    was = (Column("Now", 24, True), Column("When it ended", 24, True))
    changed = (Column("Section", 14), Column("Figure", 34), *was)
    others = (
        Sheet("Changed since", changed, _moved(summary)),
        Sheet("Weeks", (Column("Week from", 14), *two_counts, Column("", 10)), _weeks(summary)),
        Sheet("Answered", (Column("Working days", 18), *by_day), _answered(summary)),
        Sheet("Overdue", overdue, _late(summary)),
        Sheet("Owed", (Column("Days to pay", 18), *owed), _owed(summary)),
        Sheet("Themes", (Column(summary.themes_called, 40), *lately), _themes(summary)),
        Sheet("Organisations", (Column("Organisations heard from", 60),), _heard_from(summary)),
        Sheet("Due", (Column("When", 14), Column("What", 60)), _due(summary)),
    )
    yield from (sheet for sheet in others if sheet.rows)
    how = (Column("Section", 14), Column("Figure", 34), Column("In", 14), Column("How", 90))
    yield Sheet("How", how, list(_explained()))


def _enquiries(summary: WeekSummary) -> Iterator[Sequence[Cell]]:
    for breakdown in BREAKDOWNS:
        for name, parts in parts_by_name(summary, breakdown):
            yield Cell(breakdown.capitalize()), Cell(name), *map(_count, parts)


def _weeks(summary: WeekSummary) -> Rows:
    if not any(week.received or week.closed for week in summary.trend):
        return []
    return [
        (
            Cell(week.start, "day"),
            *(_plain(NO_FIGURE if count is None else count) for count in week[1:]),
            Cell("" if week.is_over(summary.today) else "so far"),
        )
        for week in summary.trend
    ]


def _moved(summary: WeekSummary) -> Rows:
    return [
        (
            Cell(SECTIONS[one.figure.section]),
            Cell(one.figure.name),
            Cell(one.now.said, "said"),
            Cell(one.then.said, "said"),
        )
        for one in moved(summary)
    ]


def _explained() -> Iterator[Sequence[Cell]]:
    for line in HOW:
        yield Cell("All"), Cell(""), Cell(""), Cell(line)
    for one in FIGURES:
        yield (
            Cell(SECTIONS[one.section]),
            Cell(one.name),
            Cell(one.unit.words),
            Cell(one.definition),
        )
    yield Cell(SECTIONS["enquiries"]), Cell("Broken down"), Cell(""), Cell(BROKEN_DOWN)


def _answered(summary: WeekSummary) -> Rows:
    return [(Cell(days), *map(_count, parts)) for days, parts in taken_parts(summary).items()]


def _late(summary: WeekSummary) -> Rows:
    parts = summary.parts(summary.figures.overdue)
    return [(Cell(name), _count(part)) for name, part in parts.items()]


def _owed(summary: WeekSummary) -> Rows:
    return [
        (
            Cell(one.name),
            _count(one.complaints),
            Cell(None) if one.pence is None else Cell(pounds(one.pence), "pounds"),
        )
        for one in owed_bands(summary)
    ]


def _themes(summary: WeekSummary) -> Rows:
    return [
        (
            Cell(name),
            *(_plain(NO_FIGURE if count is None else summary.few(count)) for count in counts),
        )
        for name, *counts in summary.rising
    ]


def _heard_from(summary: WeekSummary) -> Rows:
    heard = summary.heard_from
    return [(Cell(line),) for line in heard_from_said(summary, heard)] if heard else []


def _due(summary: WeekSummary) -> Rows:
    return [(Cell(one.day, "day"), Cell(due_said(summary, one))) for one in summary.due]


def _count(part: Part) -> Cell:
    return _plain(part.plain)


def _plain(count: int | str) -> Cell:
    """A number, or the text that stands for one."""
    return Cell(count, "said" if isinstance(count, str) else "count")
