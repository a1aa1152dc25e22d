"""The rows of the year's screen: each recommendation with what was done for it, and the figures."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from screens.week.rows import brief, heading
from screens.widgets.columns import Column, DropOrder
from screens.widgets.list_source import Row
from spoc_tui.casework.dates.when import day_in_list
from spoc_tui.casework.week.definitions import BREAKDOWNS
from spoc_tui.casework.week.summary import broken_down
from spoc_tui.casework.year.done import DoneLine
from spoc_tui.casework.year.recommendations import RECOMMENDATIONS
from spoc_tui.casework.year.summary import Answered, FigureRow, YearSummary, heads

COLUMNS = (
    Column("What", least=20),
    Column("The year", 16, "right"),
    Column("Year before", 16, "right", DropOrder.NARROW),
)
SILENT, ACT, MONTH = "silent", "act", "month"
"""What the keys of rows that are no figure begin with."""


class ActRow(NamedTuple):
    """What the key of an act's row says: the record it was on."""

    kind: str
    uid: str


def year_rows(summary: YearSummary) -> list[Row]:
    """The recommendations, the figures, and what the enquiries are broken down by."""
    return [
        *(row for one in summary.answered() for row in _answered(summary, one)),
        *_figures(summary),
        *_months(summary),
        *_broken_down(summary),
    ]


def act_of_row(key: str) -> ActRow | None:
    """The record of an act's row; None: it is another row."""
    if not key.startswith(f"{ACT} "):
        return None
    _, kind, uid, *_ = key.split(" ")
    return ActRow(kind, uid)


def explanation_of_answer(summary: YearSummary, key: str) -> str:
    """What is said of a row that is no figure; blank: of a figure."""
    word, _, rest = key.partition(" ")
    if word == SILENT:
        quoted = next(one.words for one in RECOMMENDATIONS if one.number == rest)
        return f"Recommendation {rest}: “{quoted}”"
    if word != ACT:
        return ""
    *_, number, place = key.split(" ")
    one = next(each for each in summary.answered() if each.one.number == number)
    line = one.done.lines[int(place)]
    return (
        f"For recommendation {number}: {line.reference} {line.what}, {line.described}, by "
        f"{'; '.join(line.by)}."
    )


def _answered(summary: YearSummary, one: Answered) -> Iterator[Row]:
    yield heading(f"{one.one.number} · {one.one.heading}")
    if one.is_silent:
        yield Row(f"{SILENT} {one.one.number}", (summary.silent,), "muted")
    for name, row in zip(one.names, one.figures, strict=True):
        yield _figure(row, f"{row.figure.code}||{one.one.number}", name)
    for place, line in enumerate(one.done.lines):
        yield _act(summary, one.one.number, place, line)


def _act(summary: YearSummary, number: str, place: int, line: DoneLine) -> Row:
    key = f"{ACT} {line.kind} {line.uid} {number} {place}"
    words = f"{line.described}: {line.reference} {line.what}"
    return Row(key, (words, day_in_list(line.day, summary.week.today)))


def _figure(row: FigureRow, key: str, name: str) -> Row:
    return Row(key, (name, brief(row.figure, row.now), brief(row.figure, row.before)))


def _figures(summary: YearSummary) -> Iterator[Row]:
    for _, title, rows in summary.sections():
        yield heading(title, *heads(summary))
        for row in rows:
            yield _figure(row, row.figure.code, row.figure.name)
    changed = summary.changed()
    if changed:
        yield heading("Changed since the year ended", "now", "then")
    for one in changed:
        cells = (brief(one.figure, given) for given in (one.now, one.then))
        yield Row(f"{one.figure.code}|", (one.figure.name, *cells))


def _months(summary: YearSummary) -> Iterator[Row]:
    if any(one.received or one.closed for one in summary.months):
        yield heading("Enquiries by month", "received", "closed")
        for one in summary.months:
            cells = (f"{one.received:,}", f"{one.closed:,}")
            yield Row(f"{MONTH} {one.short}", (one.called(summary.week.today), *cells))


def _broken_down(summary: YearSummary) -> Iterator[Row]:
    for breakdown, words in BREAKDOWNS.items():
        table = broken_down(summary.week, breakdown)
        if table:
            yield heading(f"Enquiries {words}", "received", "closed")
        for name, (received, closed, _) in table:
            code = "received" if received else "closed" if closed else "open"
            cells = (summary.week.described(count) for count in (received, closed))
            yield Row(f"enquiries.{code}|{breakdown}|{name}", (name, *cells))
