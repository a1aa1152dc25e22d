"""The summary of a period as a document, and as one tidy table."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from spoc_tui.casework.figures import BREAKDOWNS, FIGURES, SECTIONS
from spoc_tui.casework.money import show_pounds
from spoc_tui.casework.spreadsheets import as_text
from spoc_tui.casework.week_summary import (
    WeekSummary,
    compared,
    counted,
    few,
    heard_from_said,
    in_words,
)
from spoc_tui.casework.when import show_day
from spoc_tui.reports.document import Document, Section, Table

NOTICE = "Draft, not issued."
NOT_OVER = "It is not over yet."
FIGURE_WIDTHS = (40, 20, 20, 20)
COUNT_WIDTHS = (75, 25)
DUE_WIDTHS = (25, 75)
"""Of the columns, in hundredths of the page."""
TIDY = ("period_start", "period_end", "figure", "by", "name", "value")


def week_page(summary: WeekSummary) -> Document:
    """The whole summary. No person is named in it, and no organisation that did not agree to be."""
    day = show_day(summary.today)
    notice = NOTICE if summary.is_over else f"{NOTICE} {NOT_OVER}"
    if summary.issued:
        notice = f"Issued as {summary.issued}."
    return Document(
        title=f"The voluntary sector: {summary.period.name}",
        notice=notice,
        written=f"As it stood on {day}; written by {summary.officer}.",
        author=summary.officer,
        day=summary.today,
        sections=tuple(_sections(summary)),
    )


def file_name(summary: WeekSummary, ending: str) -> str:
    """`week-2026-11-23.docx`: its kind, and its first day."""
    return f"{summary.period.called}-{summary.period.start.isoformat()}.{ending}"


def tidy(summary: WeekSummary) -> bytes:
    """One tidy CSV: a line for each figure, by what it is broken down, and its value."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(TIDY)
    period = (summary.period.start.isoformat(), summary.period.end.isoformat())
    for code, by, name, value in tidy_rows(summary):
        writer.writerow((*period, code, by, as_text(name), "" if value is None else value))
    return file.getvalue().encode()


def tidy_rows(summary: WeekSummary) -> Iterator[tuple[str, str, str, int | str | None]]:
    """Figure, by what, under which name, value; sums are pence."""
    figures = summary.figures
    for figure in FIGURES:
        yield figure.code, "", "", figures.values[figure.code]
    for breakdown, counts in figures.received.items():
        for name, count in counted(summary, counts):
            yield "enquiries.received", breakdown, name, count.replace(",", "")
    for band, (complaints, pence) in figures.owed.items():
        yield "payments.open", "band", band, complaints
        yield "payments.outstanding", "band", band, pence
    for code, by_side in figures.sides.items():
        for side, actions in by_side.items():
            yield code, "side", side, few(summary, actions)
    if summary.heard_from:
        for name in summary.heard_from.named:
            yield "organisations.named", "name", name, 1
        yield "organisations.others", "", "", few(summary, summary.heard_from.others)


def _sections(summary: WeekSummary) -> Iterator[Section]:
    yield Section("In short", lines=(in_words(summary),))
    for title, text in (
        ("What has changed", summary.own.changed),
        ("Remarks", summary.own.remarks),
        ("A story worth telling", summary.own.story),
    ):
        if text:
            yield Section(title, lines=tuple(filter(None, text.splitlines())))
    called = summary.period.called
    heads = ("", f"This {called}", f"The {called} before", "Mean of the last four")
    for code, title in SECTIONS.items():
        rows = tuple(
            (figure.name, *compared(summary, figure.code))
            for figure in FIGURES
            if figure.section == code
        )
        yield Section(title, Table(rows, FIGURE_WIDTHS, heads, (1, 2, 3)))
    for breakdown, words in BREAKDOWNS.items():
        counts = tuple(counted(summary, summary.figures.received[breakdown]))
        if counts:
            table = Table(counts, COUNT_WIDTHS, (breakdown.capitalize(), "Received"), (1,))
            yield Section(f"Enquiries received, {words}", table, part=True)
    if summary.figures.owed:
        bands = tuple(
            (f"{band} days" if band[0].isdigit() else band, f"{count:,}", show_pounds(pence))
            for band, (count, pence) in summary.figures.owed.items()
        )
        heads_of = ("Days to pay", "Complaints", "Outstanding")
        yield Section("Still owed, by age", Table(bands, (40, 30, 30), heads_of, (1, 2)), part=True)
    if summary.rising:
        rising = tuple((name, f"{now:,}", f"{then:,}") for name, now, then in summary.rising)
        heads_of = ("Theme", "Last quarter", "The one before")
        yield Section("Themes that grow", Table(rising, (50, 25, 25), heads_of, (1, 2)), part=True)
    if summary.heard_from:
        heard = tuple(heard_from_said(summary, summary.heard_from))
        yield Section("Organisations heard from", lines=heard)
    if summary.due:
        due = tuple((show_day(one.day), one.what) for one in summary.due)
        yield Section("Due next", Table(due, DUE_WIDTHS, ("When", "What")))
