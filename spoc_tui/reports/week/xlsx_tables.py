"""The tables of the summary's workbook that are on sheets of their own, undrawn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from spoc_tui.casework.dates.when import day_and_month
from spoc_tui.casework.figures.hiding import PublishedCount
from spoc_tui.casework.week.charts import owed_bands, taken_parts
from spoc_tui.casework.week.compared import moved
from spoc_tui.casework.week.definitions import ALL_FIGURES, BREAKDOWNS, SECTIONS
from spoc_tui.casework.week.explained import BROKEN_DOWN, HOW
from spoc_tui.casework.week.facts import ENQUIRY_COUNTS
from spoc_tui.casework.week.measures import NO_FIGURE
from spoc_tui.casework.week.summary import (
    WeekSummary,
    describe_due,
    describe_heard_from,
    parts_by_name,
)
from spoc_tui.reports.week.xlsx_cells import Cell, pounds

Rows = Sequence[Sequence[Cell]]


class SheetColumn(NamedTuple):
    """A column's head, its width in letters, and whether numbers are in it."""

    head: str
    width: int
    numbers: bool = False


class Sheet(NamedTuple):
    """A sheet: its name, its columns, and its rows."""

    name: str
    columns: Sequence[SheetColumn]
    rows: Rows


def sheets_of(summary: WeekSummary) -> Iterator[Sheet]:
    """The sheet of the enquiries, and those of the others that have any rows."""
    counts = tuple(SheetColumn(name.capitalize(), 12, True) for name in ENQUIRY_COUNTS)
    breakdown = (SheetColumn("Breakdown", 14), SheetColumn("Name", 40))
    yield Sheet("Enquiries", (*breakdown, *counts), list(_enquiries(summary)))
    two_counts = (SheetColumn("Received", 12, True), SheetColumn("Closed", 12, True))
    by_day = (SheetColumn("By their day", 14, True), SheetColumn("After it", 14, True))
    owed = (SheetColumn("Complaints", 12, True), SheetColumn("Outstanding", 16, True))
    quarter = f"Quarter to {day_and_month(summary.until)}"
    lately = (SheetColumn(quarter, 18, True), SheetColumn("The one before", 18, True))
    overdue = (SheetColumn("Directorate", 40), SheetColumn("Answer overdue", 16, True))
    was = (SheetColumn("Now", 24, True), SheetColumn("When it ended", 24, True))
    changed = (SheetColumn("Section", 14), SheetColumn("Figure", 34), *was)
    others = (
        Sheet("Changed since", changed, _moved(summary)),
        Sheet(
            "Weeks",
            (SheetColumn("Week from", 14), *two_counts, SheetColumn("", 10)),
            _weeks(summary),
        ),
        Sheet("Answered", (SheetColumn("Working days", 18), *by_day), _answered(summary)),
        Sheet("Overdue", overdue, _late(summary)),
        Sheet("Owed", (SheetColumn("Days to pay", 18), *owed), _owed(summary)),
        Sheet("Themes", (SheetColumn(summary.themes_called, 40), *lately), _themes(summary)),
        Sheet(
            "Organisations", (SheetColumn("Organisations heard from", 60),), _heard_from(summary)
        ),
        Sheet("Due", (SheetColumn("When", 14), SheetColumn("What", 60)), _due(summary)),
    )
    yield from (sheet for sheet in others if sheet.rows)
    how = (
        SheetColumn("Section", 14),
        SheetColumn("Figure", 34),
        SheetColumn("In", 14),
        SheetColumn("How", 90),
    )
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
            Cell(one.now.described, "said"),
            Cell(one.then.described, "said"),
        )
        for one in moved(summary)
    ]


def _explained() -> Iterator[Sequence[Cell]]:
    for line in HOW:
        yield Cell("All"), Cell(""), Cell(""), Cell(line)
    for one in ALL_FIGURES:
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
    return [(Cell(line),) for line in describe_heard_from(summary, heard)] if heard else []


def _due(summary: WeekSummary) -> Rows:
    return [(Cell(one.day, "day"), Cell(describe_due(summary, one))) for one in summary.due]


def _count(part: PublishedCount) -> Cell:
    return _plain(part.plain)


def _plain(count: int | str) -> Cell:
    """A number, or the text that stands for one."""
    return Cell(count, "said" if isinstance(count, str) else "count")
