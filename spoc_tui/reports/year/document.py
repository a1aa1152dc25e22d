"""The paper of a year as a document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spoc_tui.casework.dates.when import day_and_month, show_day
from spoc_tui.casework.text import counted
from spoc_tui.casework.week.explained import BROKEN_DOWN, HOW
from spoc_tui.casework.year.done import DoneLine
from spoc_tui.casework.year.in_words import in_words, listed
from spoc_tui.casework.year.months import month_chart
from spoc_tui.casework.year.summary import Answered, FigureRow, YearSummary, heads
from spoc_tui.reports.documents.document import Document, Section, Table
from spoc_tui.reports.fitting import short
from spoc_tui.reports.week.document import (
    HOW_WIDTHS,
    MOVED_WIDTHS,
    NOTICE,
    charted,
    enquiries_broken_down,
)

FIGURE_WIDTHS = (50, 25, 25)
DONE_WIDTHS = (15, 30, 20, 14, 21)
DONE_HEADS = ("Record", "What", "Step", "On", "By whom")
MOST_NAMED = 30
"""So many acts of a recommendation are listed in print; the workbook has all."""
LONGEST_WHAT = 160
OF_YEARS = (
    "What is compared is the year and the year before it. An unfinished year counts so far, and "
    "stands beside the whole of the one before."
)
OF_RECOMMENDATIONS = (
    "The recommendations are those of section 8 of the Task Group’s report; the words in quotation "
    "marks are its own, the headings are not. Of each are shown the figures that count what was "
    "done, and the acts on record with a day in the year, as the records stand now, by the team "
    "or board that is on record for them, else by the single point of contact. What is on record "
    "for recommendation 2 as a whole is with 2a. Silent is what nothing was put down for: that is "
    "not that nothing was done.",
    "No person is named, no organisation that did not agree to be, and no contract that is "
    "confidential.",
)


def year_page(summary: YearSummary) -> Document:
    """The whole paper, with how its figures are worked out."""
    week = summary.week
    notice = f"Issued as {week.issued}." if week.issued else NOTICE
    if not summary.is_over:
        notice = f"{notice} The year {'was' if week.issued else 'is'} not over: so far."
    return Document(
        title=f"The single point of contact: {summary.name}",
        notice=notice,
        written=f"As at {show_day(week.today)}; written by {week.officer}.",
        author=week.officer,
        day=week.today,
        sections=tuple(_sections(summary)),
    )


def file_name(summary: YearSummary, ending: str) -> str:
    """`year-2026-27.docx`."""
    return f"year-{summary.period.years.replace('/', '-')}.{ending}"


def _sections(summary: YearSummary) -> Iterator[Section]:
    own = summary.week.own
    yield Section("In short", lines=(in_words(summary),))
    for title, text in (("What has changed", own.changed), ("Remarks", own.remarks)):
        if text:
            yield Section(title, lines=tuple(filter(None, text.splitlines())))
    if own.story:
        yield Section("A story worth telling", lines=tuple(filter(None, own.story.splitlines())))
    yield Section("The recommendations", lines=(_answered_in_short(summary),))
    for one in summary.answered():
        yield from _recommendation(summary, one)
    names = heads(summary)
    for section, title, rows in summary.sections():
        yield Section(title, _table(((row.figure.name, row) for row in rows), names))
        if section == "enquiries":
            if chart := month_chart(summary.months, summary.week.today):
                yield charted(chart)
            yield from enquiries_broken_down(summary.week)
    if changed := summary.changed():
        moves = tuple((one.figure.name, one.now.described, one.then.described) for one in changed)
        table = Table(moves, MOVED_WIDTHS, ("", "Now", "When it ended"), (1, 2))
        yield Section("Changed since the year ended, by what was added or corrected", table)
    yield from _explained(summary)


def _answered_in_short(summary: YearSummary) -> str:
    """Of which there is something on record, and which are silent."""
    found = summary.answered()
    silent = [each.one.number for each in found if each.is_silent]
    if not silent:
        return "There is something on record for each of them."
    if len(silent) == len(found):
        return "Nothing was put down for any of them."
    said = [each.one.number for each in found if not each.is_silent]
    return f"There is something on record for {listed(said)}; silent: {listed(silent)}."


def _recommendation(summary: YearSummary, one: Answered) -> Iterator[Section]:
    quoted = f"“{one.one.words}”"
    said = (summary.silent,) if one.is_silent else tuple(in_lines(one))
    yield Section(one.one.title, lines=(quoted, *said))
    if one.figures:
        table = _table(zip(one.names, one.figures, strict=True), heads(summary))
        yield Section(f"{one.one.number} in figures", table, part=True)
    lines = one.done.lines
    if lines:
        rows = tuple(_cells(line) for line in lines[-MOST_NAMED:])
        left = len(lines) - MOST_NAMED
        more = (f"{left:,} earlier are left out here: the workbook has all.",) if left > 0 else ()
        table = Table(rows, DONE_WIDTHS, DONE_HEADS)
        yield Section(f"On record for {one.one.number}", table, more, part=True)


def in_lines(one: Answered) -> Iterator[str]:
    """By whom it was, and how many records speak for and against."""
    done = one.done
    if one.handled:
        with_whom = (f"{name} {part.described}" for name, part in one.handled.items())
        yield f"Enquiries received, by where they were last: {'; '.join(with_whom)}."
    if done.acts:
        acts = counted(len(done.acts), "act")
        by = [f"{name} {count:,}" for name, count in done.by.items()]
        whose = "; ".join(by) if len(by) > 1 else next(iter(done.by))
        yield f"{acts} on record, by whom: {whose}."
    if any(done.says.values()):
        parts = [f"{done.says[name]:,} {_SAYS[name]}" for name in _SAYS if done.says.get(name)]
        yield f"Records linked to it that speak of it: {listed(parts)}."


_SAYS = {"for": "for it", "against": "against it", "mixed": "for and against it"}


def _cells(line: DoneLine) -> tuple[str, ...]:
    return (
        line.reference,
        short(line.what, LONGEST_WHAT),
        short(line.described, LONGEST_WHAT),
        f"{day_and_month(line.day)} {line.day.year}",
        "; ".join(line.by),
    )


def _table(rows: Iterable[tuple[str, FigureRow]], names: tuple[str, str]) -> Table:
    cells = tuple((name, row.now.described, row.before.described) for name, row in rows)
    return Table(cells, FIGURE_WIDTHS, ("", *names), (1, 2))


def _explained(summary: YearSummary) -> Iterator[Section]:
    yield Section("How it is worked out", lines=(OF_YEARS, *OF_RECOMMENDATIONS, *HOW[:3]))
    for _, title, rows in summary.sections():
        cells = tuple(
            (one.figure.name, one.figure.unit.words, one.figure.definition) for one in rows
        )
        table = Table(cells, HOW_WIDTHS, ("Figure", "In", "How it is worked out"))
        yield Section(f"{title}: how", table, part=True)
    if summary.handled:
        yield Section("Enquiries broken down: how", lines=(BROKEN_DOWN,), part=True)
