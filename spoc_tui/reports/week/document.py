"""The summary of a period as a document, and as one tidy table."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from spoc_tui.casework.dates.when import day_and_month, show_day
from spoc_tui.casework.figures.hidden_lines import WHY_ALL
from spoc_tui.casework.figures.numbers import Number
from spoc_tui.casework.money import show_pounds
from spoc_tui.casework.payments.days_to_pay import WOULD_FALL
from spoc_tui.casework.spreadsheets import as_text
from spoc_tui.casework.week.charts import (
    Chart,
    directorate_chart,
    owed_bands,
    owed_chart,
    taken_chart,
    taken_parts,
    trend_chart,
)
from spoc_tui.casework.week.compared import compared, heads, moved, sections_shown
from spoc_tui.casework.week.definitions import ALL_FIGURES, BREAKDOWNS, DIVIDED, of_section
from spoc_tui.casework.week.explained import BROKEN_DOWN, HOW, IN_SHORT
from spoc_tui.casework.week.facts import ENQUIRY_COUNTS
from spoc_tui.casework.week.in_words import in_words
from spoc_tui.casework.week.measures import NO_FIGURE
from spoc_tui.casework.week.summary import (
    WeekSummary,
    describe_due,
    describe_heard_from,
    parts_by_name,
)
from spoc_tui.reports.documents.document import Document, Section, Table

NOTICE = "Draft, not issued."
FIGURE_WIDTHS = (34, 22, 22, 22)
MOVED_WIDTHS = (50, 25, 25)
HOW_WIDTHS = (25, 15, 60)
COUNT_WIDTHS = (55, 15, 15, 15)
DUE_WIDTHS = (25, 75)
"""Of the columns, in hundredths of the page."""
TIDY_COLUMNS = (
    "period_start",
    "period_end",
    "figure",
    "by",
    "name",
    "value",
    "of",
    "said",
    "definition",
)


def week_page(summary: WeekSummary, *, in_full: bool = True) -> Document:
    """The whole summary, with how its figures are worked out `in_full` or in short. No person is
    named in it, and no organisation that did not agree to be.
    """
    day = show_day(summary.today)
    notice = f"Issued as {summary.issued}." if summary.issued else NOTICE
    if not summary.is_over:
        notice = (
            f"{notice} The {summary.period.called} {'was' if summary.issued else 'is'} not over."
        )
    return Document(
        title=f"The voluntary sector: {summary.period.name}",
        notice=notice,
        written=f"As at {day}; written by {summary.officer}.",
        author=summary.officer,
        day=summary.today,
        sections=(
            *_sections(summary),
            *(_explained(summary) if in_full else _explained_in_short()),
        ),
    )


def file_name(summary: WeekSummary, ending: str) -> str:
    """`week-2026-11-23.docx`: its kind, and its first day."""
    return f"{summary.period.called}-{summary.period.start.isoformat()}.{ending}"


def tidy(summary: WeekSummary) -> bytes:
    """One tidy CSV: a line for each figure, by what it is broken down, and its value. Of figures
    themselves also of how many they are, how they are printed, and how they are worked out.
    """
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(TIDY_COLUMNS)
    period = (summary.period.start.isoformat(), summary.period.end.isoformat())
    of_code = compared(summary)
    for figure in ALL_FIGURES:
        now = of_code[figure.code].now
        hidden = now.described if now.number is None and now.described != NO_FIGURE else ""
        number = hidden or _blank(now.number)
        described = (number, _blank(now.of), now.described, figure.definition)
        writer.writerow((*period, figure.code, "", "", *described))
    for code, by, name, value in tidy_rows(summary):
        writer.writerow((*period, code, by, as_text(name), _blank(value), "", "", ""))
    return file.getvalue().encode()


def _blank(value: Number | str | None) -> Number | str:
    return "" if value is None else value


def tidy_rows(summary: WeekSummary) -> Iterator[tuple[str, str, str, Number | str | None]]:
    """What figures were when the period ended, where they were others, and what they are broken
    down by: figure, by what, under which name, value; sums are pence.
    """
    figures = summary.figures
    for change in moved(summary):
        yield change.figure.code, "when it ended", "", change.then.number
    for breakdown in BREAKDOWNS:
        for name, parts in parts_by_name(summary, breakdown):
            for of, part in zip(ENQUIRY_COUNTS, parts, strict=True):
                yield f"enquiries.{of}", breakdown, name, part.plain
    for name, part in summary.parts(figures.overdue).items():
        yield "enquiries.overdue", "directorate", name, part.plain
    for days, (by_day, after) in taken_parts(summary).items():
        yield "enquiries.answered", "working days, by the day", days, by_day.plain
        yield "enquiries.answered", "working days, after it", days, after.plain
    for week in summary.trend:
        yield "enquiries.received", "week", week.start.isoformat(), week.received
        yield "enquiries.closed", "week", week.start.isoformat(), week.closed
    for one in owed_bands(summary):
        yield "payments.open", "band", one.band, one.complaints.plain
        yield "payments.outstanding", "band", one.band, one.pence
    for code, counts in figures.under.items():
        for name, part in summary.parts(counts).items():
            yield code, DIVIDED[code], name, part.plain
    if summary.heard_from:
        for name in summary.heard_from.named:
            yield "organisations.named", "name", name, 1
        yield "organisations.others", "", "", summary.few(summary.heard_from.others)


def _sections(summary: WeekSummary) -> Iterator[Section]:
    yield Section("In short", lines=(in_words(summary),))
    for title, text in (
        ("What has changed", summary.own.changed),
        ("Remarks", summary.own.remarks),
        ("A story worth telling", summary.own.story),
    ):
        if text:
            yield Section(title, lines=tuple(filter(None, text.splitlines())))
    parts = {"enquiries": _about_enquiries, "payments": _about_owed, "feedback": _about_themes}
    of_code = compared(summary)
    for code, title in sections_shown(summary):
        rows = tuple((figure.name, *of_code[figure.code].described) for figure in of_section(code))
        yield Section(title, Table(rows, FIGURE_WIDTHS, ("", *heads(summary)), (1, 2, 3)))
        yield from _moved(summary, code)
        if code in parts:
            yield from parts[code](summary)
    if summary.heard_from:
        heard = tuple(describe_heard_from(summary, summary.heard_from))
        yield Section("Organisations heard from", lines=heard)
    if summary.due:
        due = tuple((show_day(one.day), describe_due(summary, one)) for one in summary.due)
        title = f"Due {summary.period.after().dates}, as at {show_day(summary.today)}"
        yield Section(title, Table(due, DUE_WIDTHS, ("When", "What")))


def _moved(summary: WeekSummary, section: str) -> Iterator[Section]:
    """Which figures of a section something added, corrected or undone since has moved."""
    rows = tuple(
        (one.figure.name, one.now.described, one.then.described)
        for one in moved(summary)
        if one.figure.section == section
    )
    if rows:
        title = f"Changed since the {summary.period.called} ended, by what was added or corrected"
        table = Table(rows, MOVED_WIDTHS, ("", "Now", "When it ended"), (1, 2))
        yield Section(title, table, part=True)


def _explained(summary: WeekSummary) -> Iterator[Section]:
    yield Section("How the figures are worked out", lines=HOW)
    for code, title in sections_shown(summary):
        rows = tuple((one.name, one.unit.words, one.definition) for one in of_section(code))
        table = Table(rows, HOW_WIDTHS, ("Figure", "In", "How it is worked out"))
        yield Section(f"{title}: how", table, part=True)
    yield Section("Enquiries broken down: how", lines=(BROKEN_DOWN,), part=True)


def _explained_in_short() -> Iterator[Section]:
    yield Section("How the figures are worked out", lines=(IN_SHORT,))


def _about_enquiries(summary: WeekSummary) -> Iterator[Section]:
    if trend := trend_chart(summary):
        yield charted(trend)
    if taken := taken_chart(summary):
        yield charted(taken)
    if summary.figures.overdue:
        overdue = summary.parts(summary.figures.overdue)
        sits = tuple((name, part.described) for name, part in overdue.items())
        table = Table(sits, (75, 25), ("Directorate", "Answer overdue"), (1,))
        yield Section("Answer overdue, and where it sits", table, part=True)
    yield from enquiries_broken_down(summary)


def enquiries_broken_down(summary: WeekSummary) -> Iterator[Section]:
    """A table for each breakdown that has anything in it."""
    for breakdown, words in BREAKDOWNS.items():
        rows = tuple(
            (name, *(part.described for part in parts))
            for name, parts in parts_by_name(summary, breakdown)
        )
        if rows:
            names = (breakdown.capitalize(), *(name.capitalize() for name in ENQUIRY_COUNTS))
            table = Table(rows, COUNT_WIDTHS, names, (1, 2, 3))
            chart = directorate_chart(summary) if breakdown == "directorate" else None
            why = (WHY_ALL,) if summary.lines(breakdown).all_hidden else ()
            yield Section(f"Enquiries {words}", table, why, chart=chart, part=True)


def charted(chart: Chart) -> Section:
    """A chart, and beneath it a table of all its values."""
    rows = tuple((row.name, *(row.cells or row.shown)) for row in chart.rows)
    heads = (chart.named, *chart.series)
    table = Table(rows, (40, 30, 30), heads, (1, 2))
    return Section(chart.title, table, chart=chart, chart_for_table=True, part=True)


def _about_owed(summary: WeekSummary) -> Iterator[Section]:
    bands = tuple(
        (
            one.name,
            one.complaints.described,
            "" if one.pence is None else show_pounds(one.pence),
        )
        for one in owed_bands(summary)
    )
    if bands:
        heads = ("Days to pay", "Complaints", "Outstanding")
        table = Table(bands, (40, 30, 30), heads, (1, 2))
        yield Section(
            "Still owed, by age",
            table,
            (WOULD_FALL,),
            chart=owed_chart(summary),
            chart_for_table=True,
            part=True,
        )


def _about_themes(summary: WeekSummary) -> Iterator[Section]:
    if summary.rising:
        rising = tuple(
            (name, summary.described(now), summary.described(then))
            for name, now, then in summary.rising
        )
        names = ("Theme", f"Quarter to {day_and_month(summary.until)}", "The one before")
        title = f"{summary.themes_called}, to {show_day(summary.until)}"
        yield Section(title, Table(rising, (50, 25, 25), names, (1, 2)), part=True)
