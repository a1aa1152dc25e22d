"""The rows of the week's screen: each figure, what it is broken down by, and what its key means."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from screens.widgets.columns import Column, DropOrder
from screens.widgets.list_source import Row
from spoc_tui.casework.dates.when import show_day
from spoc_tui.casework.figures.figure import Figure, Unit
from spoc_tui.casework.figures.numbers import plainly
from spoc_tui.casework.money import show_pounds
from spoc_tui.casework.week.compared import compared, heads, moved, sections_shown
from spoc_tui.casework.week.definitions import BREAKDOWNS, BY_CODE, DIVIDED, SECTIONS, of_section
from spoc_tui.casework.week.facts import ENQUIRY_COUNTS
from spoc_tui.casework.week.measures import LONGEST_PREFIX, NO_FIGURE, Given
from spoc_tui.casework.week.records import BAND, DAYS
from spoc_tui.casework.week.summary import WeekSummary, broken_down

COLUMNS = (
    Column("Figure", least=20),
    Column("Now", 14, "right"),
    Column("Before", 14, "right", DropOrder.NARROW),
    Column("Four before", 14, "right", DropOrder.NARROW),
)
OF_DAYS = (
    "Enquiries whose caller was told the answer in the period, by how many working days that took, "
    "less those waited on the caller."
)
RISING = "rising"
DUE, WEEK = "due", "week"
"""What the keys of other rows begin with; those of figures are figure|breakdown|name."""


def figure_rows(summary: WeekSummary) -> list[Row]:
    """Every figure beside those before, and then what they are broken down by."""
    return [
        *_figures(summary),
        *_broken_down(summary),
        *_answered(summary),
        *_owed(summary),
        *_divided(summary),
        *_trend(summary),
        *_rising(summary),
        *_due(summary),
    ]


def figure_of_row(key: str) -> tuple[str, str, str]:
    """Figure, breakdown and name that a row stands for; the last two blank for all of it."""
    figure, _, rest = key.partition("|")
    by, _, name = rest.partition("|")
    return figure, by, name


def due_of_row(key: str) -> date | None:
    """The day of a row of what is due, or None."""
    return _day_after(DUE, key)


def week_of_row(key: str) -> date | None:
    """The Monday of a row of the trend, or None."""
    return _day_after(WEEK, key)


def title_of(key: str) -> str:
    """The title of a figure's row: “Enquiries, received, Housing”; blank if it is not one."""
    code, by, name = figure_of_row(key)
    figure = BY_CODE.get(code)
    if figure is None:
        return ""
    if by == DAYS:  # within the standard and beyond it
        return f"Enquiries, answered, {name} working day{'' if name == '1' else 's'}"
    of = f", {name}" if by else ""
    return f"{SECTIONS[figure.section]}, {figure.name.lower()}{of}"


def explanation_of(key: str) -> str:
    """How the figure of a row is worked out; blank if it is not one."""
    code, by, _ = figure_of_row(key)
    if code not in BY_CODE:
        return ""
    return f"{title_of(key)}: {OF_DAYS if by == DAYS else BY_CODE[code].definition}"


def _day_after(word: str, key: str) -> date | None:
    first, _, day = key.partition(" ")
    return date.fromisoformat(day) if first == word else None


def heading(title: str, *heads: str) -> Row:
    """A heading whose words are over the columns of what follows."""
    return Row(None, (" · ".join((title, *heads)),), "heading")


def _figures(summary: WeekSummary) -> Iterator[Row]:
    of_code, changed = compared(summary), moved(summary)
    for code, title in sections_shown(summary):
        yield heading(title, *heads(summary))
        for figure in of_section(code):
            cells = (brief(figure, one) for one in of_code[figure.code])
            yield Row(figure.code, (figure.name, *cells))
        moves = [one for one in changed if one.figure.section == code]
        if moves:
            yield heading(f"Changed since the {summary.period.called} ended", "now", "then")
        for one in moves:
            key = f"{one.figure.code}|"
            cells = (brief(one.figure, given) for given in (one.now, one.then))
            yield Row(key, (one.figure.name, *cells))


def brief(figure: Figure, given: Given) -> str:
    """As in print, but short enough for a column: “83% of 12”, “4 (of 12)”, “longest 9 of 4”."""
    if given.number is None or given.of is None:
        return given.described
    plain = plainly(given.number)
    if figure.unit is Unit.SHARE:
        return f"{plain}% of {given.of:,}"
    if given.described.startswith(LONGEST_PREFIX):
        return f"{LONGEST_PREFIX}{plain} of {given.of:,}"
    return f"{plain} (of {given.of:,})"


def _broken_down(summary: WeekSummary) -> Iterator[Row]:
    for breakdown, words in BREAKDOWNS.items():
        table = broken_down(summary, breakdown)
        if table:
            yield heading(f"Enquiries {words}", *ENQUIRY_COUNTS)
        for name, counts in table:
            # It opens the first of them that there are any of.
            of = next(
                (of for of, count in zip(ENQUIRY_COUNTS, counts, strict=True) if count),
                ENQUIRY_COUNTS[0],
            )
            yield Row(f"enquiries.{of}|{breakdown}|{name}", (name, *map(summary.described, counts)))
    if summary.figures.overdue:
        yield heading("Answer overdue, and where it sits")
    for name, count in summary.figures.overdue.items():
        yield Row(f"enquiries.overdue|directorate|{name}", (name, f"{count:,}"))


def _answered(summary: WeekSummary) -> Iterator[Row]:
    if summary.figures.taken:
        yield heading("Answered, by working days", "by their day", "after it")
    for days, (by_day, after) in summary.figures.taken.items():
        if by_day or after:
            key = f"enquiries.answered_median|{DAYS}|{days}"
            yield Row(key, (days, f"{by_day:,}", f"{after:,}"))


def _owed(summary: WeekSummary) -> Iterator[Row]:
    if summary.figures.owed:
        yield heading("Still owed, by days to pay", "complaints", "outstanding")
    for band, (count, pence) in summary.figures.owed.items():
        yield Row(f"payments.open|{BAND}|{band}", (band, f"{count:,}", show_pounds(pence)))


def _divided(summary: WeekSummary) -> Iterator[Row]:
    for code, counts in summary.figures.under.items():
        if counts:
            figure = BY_CODE[code]
            named = f"{SECTIONS[figure.section]}, {figure.name.lower()}"
            yield heading(f"{named}, by {DIVIDED[code]}")
        for name, count in counts.items():
            yield Row(f"{code}|{DIVIDED[code]}|{name}", (name, f"{count:,}"))


def _trend(summary: WeekSummary) -> Iterator[Row]:
    yield heading(f"The last {len(summary.trend)} weeks", "received", "closed")
    for one in summary.trend:
        so_far = "" if one.is_over(summary.today) else ", so far"
        counts = (NO_FIGURE if count is None else f"{count:,}" for count in one[1:])
        cells = (f"From {show_day(one.start)}{so_far}", *counts)
        yield Row(f"{WEEK} {one.start.isoformat()}", cells)


def _rising(summary: WeekSummary) -> Iterator[Row]:
    if summary.rising:
        to = show_day(summary.until)
        yield heading(summary.themes_called, f"quarter to {to}", "the one before")
    for name, lately, before in summary.rising:
        counts = (NO_FIGURE if count is None else f"{count:,}" for count in (lately, before))
        yield Row(f"{RISING} {name}", (name, *counts))


def _due(summary: WeekSummary) -> Iterator[Row]:
    if summary.due:
        yield heading(f"Due {summary.period.after().dates}, as of {show_day(summary.today)}")
    for one in summary.due:
        yield Row(f"{DUE} {one.day.isoformat()}", (f"{show_day(one.day)}: {one.what}",))
