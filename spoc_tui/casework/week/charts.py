"""The charts of a period's summary, before they have a form: rows of values, and one sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import NamedTuple

from spoc_tui.casework.dates.when import day_and_month
from spoc_tui.casework.figures.figure import Unit
from spoc_tui.casework.figures.hiding import PublishedCount
from spoc_tui.casework.money import show_pounds
from spoc_tui.casework.text import one_line, shortened
from spoc_tui.casework.week.facts import NO_NAMES
from spoc_tui.casework.week.measures import NO_FIGURE
from spoc_tui.casework.week.summary import WeekSummary
from spoc_tui.casework.working_lines import day_in_full

MOST_DIRECTORATES = 12
LONGEST_NAME = 40
SUNDAY = timedelta(days=6)
"""After a Monday."""


class ChartKind(StrEnum):
    """How the values of a row are drawn."""

    BARS = "a bar for each row"
    STACKED = "a bar for each row, of a part for each series"
    OVER_TIME = "a bar for each series, row after row from left to right"


class ChartRow(NamedTuple):
    """A row: its name, a value for each series, and what is at each of its bars."""

    name: str
    values: tuple[int | None, ...]
    """None: hidden, or there is none, and so without a bar."""
    shown: tuple[str, ...]
    cells: tuple[str, ...] = ()
    """Each value as it stands in a table, where that is not the same."""


@dataclass(frozen=True)
class OwedBand:
    """An ageing band: its name as counted and as shown (“31–60 days”), how many
    complaints are in it, and pence outstanding; None where their number is hidden.
    """

    band: str
    name: str
    complaints: PublishedCount
    pence: int | None


@dataclass(frozen=True)
class Chart:
    """Something to be drawn. It has at least one bar."""

    code: str
    title: str
    alt: str
    """What it shows, in a sentence, for those who do not see it."""
    named: str
    """What the names of its rows are: “Directorate”."""
    series: tuple[str, ...]
    rows: tuple[ChartRow, ...]
    kind: ChartKind = ChartKind.BARS
    unit: Unit = Unit.COUNT
    long_names: bool = False
    """Whether the names may take half of a line of text, and not only a third."""

    @property
    def most(self) -> int:
        """The value of the longest bar."""
        together = sum if self.kind is ChartKind.STACKED else max
        return max((together(value or 0 for value in row.values) for row in self.rows), default=0)


def week_charts(summary: WeekSummary) -> Iterator[Chart]:
    """The charts that have something to show."""
    makers = (trend_chart, directorate_chart, taken_chart, owed_chart)
    yield from filter(None, (make(summary) for make in makers))


def trend_chart(summary: WeekSummary) -> Chart | None:
    """Received and closed in each of the last weeks; None where there was nothing."""
    weeks = summary.trend
    not_over = weeks and not weeks[-1].is_over(summary.today)
    so_far = " so far" if not_over else ""
    rows = tuple(
        ChartRow(
            day_and_month(week.start),
            (week.received, week.closed),
            tuple(NO_FIGURE if count is None else f"{count:,}" for count in week[1:]),
        )
        for week in weeks
    )
    if not any(any(row.values) for row in rows):
        return None
    return Chart(
        code="trend",
        title=f"Received and closed, the last {len(weeks):,} weeks"
        + (" (the last is not over)" if not_over else ""),
        alt=(
            f"Enquiries received and closed in each of the {len(weeks):,} weeks to "
            f"{day_in_full(weeks[-1].start + SUNDAY)}: {weeks[-1].received or 0:,} received in the "
            f"last{so_far}, {max(week.received or 0 for week in weeks):,} at most."
        ),
        named="Week from",
        series=("Received", "Closed"),
        rows=rows,
        kind=ChartKind.OVER_TIME,
    )


def directorate_chart(summary: WeekSummary) -> Chart | None:
    """Received by directorate, the most first; None where there is no bar to draw."""
    parts = list(summary.parts(summary.figures.received["directorate"]).items())
    rows = [
        _counted_row(shortened(one_line(name), LONGEST_NAME), part)
        for name, part in parts[:MOST_DIRECTORATES]
    ]
    rows += _others([part for _, part in parts[MOST_DIRECTORATES:]])
    if not any(any(row.values) for row in rows):
        return None
    most = next((row for row in rows if row.name not in NO_NAMES), None)
    described = f"the most, {most.shown[0]}, by {most.name}" if most else "none is with one"
    return Chart(
        code="directorate",
        title="Enquiries received by directorate",
        alt=f"Enquiries received by directorate: {described}.",
        named="Directorate",
        series=("Received",),
        rows=tuple(rows),
    )


def taken_chart(summary: WeekSummary) -> Chart | None:
    """Answers by the working days they took, by their day and after it."""
    rows = tuple(
        ChartRow(
            days,
            (by_day.number, after.number),
            (_by_and_after(by_day, after),),
            (by_day.described, after.described),
        )
        for days, (by_day, after) in taken_parts(summary).items()
    )
    if not any(any(row.values) for row in rows):
        return None
    of_each = zip(*summary.figures.taken.values(), strict=True)
    by_day, after = (f"{sum(counts):,}" for counts in of_each)
    return Chart(
        code="taken",
        title="Working days to answer, and whether by the day due",
        alt=f"Enquiries answered, by the working days that took: {by_day} by their day, {after} "
        "after it.",
        named="Working days",
        series=("By their day", "After it"),
        rows=rows,
        kind=ChartKind.STACKED,
    )


def taken_parts(summary: WeekSummary) -> dict[str, tuple[PublishedCount, PublishedCount]]:
    """By the working days that took, how many answers by their day and after it. None where a count
    of them would be hidden: with the median, and of how many that is, it could be told.
    """
    taken = summary.figures.taken
    by_day = summary.parts({days: counts[0] for days, counts in taken.items()})
    after = summary.parts({days: counts[1] for days, counts in taken.items()})
    if any(part.number is None for part in (*by_day.values(), *after.values())):
        return {}
    return {days: (by_day[days], after[days]) for days in taken}


def owed_chart(summary: WeekSummary) -> Chart | None:
    """Pence outstanding on payment complaints, by days to pay."""
    rows = tuple(
        ChartRow(one.name, (one.pence,), (_outstanding(one),)) for one in owed_bands(summary)
    )
    if not any(any(row.values) for row in rows):
        return None
    longest = max(rows, key=lambda row: row.values[0] or 0)
    # More may be outstanding in a band of which the number of complaints is hidden.
    of_shown = " of those shown" if any(None in row.values for row in rows) else ""
    return Chart(
        code="owed",
        title="Outstanding by days to pay",
        alt=(
            f"Outstanding on payment complaints by days to pay: the most{of_shown}, "
            f"{show_pounds(longest.values[0] or 0)}, at {longest.name}."
        ),
        named="Days to pay",
        series=("Outstanding",),
        rows=rows,
        unit=Unit.PENCE,
    )


def owed_bands(summary: WeekSummary) -> Iterator[OwedBand]:
    """The bands in which something is outstanding, the youngest first."""
    parts = summary.parts({band: count for band, (count, _) in summary.figures.owed.items()})
    # The names of the bands sort by age, and “not known” comes last.
    for band, (_, pence) in sorted(summary.figures.owed.items()):
        name = f"{band} days" if band[:1].isdigit() else band
        hidden = parts[band].number is None
        yield OwedBand(band, name, parts[band], None if hidden else pence)


def _outstanding(band: OwedBand) -> str:
    if band.pence is None:
        return band.complaints.described
    return f"{show_pounds(band.pence)} on {band.complaints.described}"


def _counted_row(name: str, part: PublishedCount) -> ChartRow:
    return ChartRow(name, (part.number,), (part.described,))


def _others(parts: Sequence[PublishedCount]) -> Iterator[ChartRow]:
    """All of them in one row. Their sum is hidden if one of them is: it would tell what that is."""
    if not parts:
        return
    name = "1 other" if len(parts) == 1 else f"{len(parts):,} others"
    counts = [part.number for part in parts if part.number is not None]
    if len(counts) == len(parts):
        yield _counted_row(name, PublishedCount(sum(counts)))
    else:
        word = parts[-1].hidden_as  # the hidden ones come last
        yield ChartRow(name, (None,), (word if len(parts) == 1 else f"some {word}",))


def _by_and_after(by_day: PublishedCount, after: PublishedCount) -> str:
    parts = ((by_day, "by their day"), (after, "after"))
    described = [f"{part.described} {name}" for part, name in parts if part.plain]
    return ", ".join(described) or "0"
