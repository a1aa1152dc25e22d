"""The charts of a period's summary, before they have a form: rows of values, and one sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import NamedTuple

from spoc_tui.casework.figures import Unit
from spoc_tui.casework.money import show_pounds
from spoc_tui.casework.text import one_line, shortened
from spoc_tui.casework.week_summary import HIDDEN, WeekSummary
from spoc_tui.casework.when import day_and_month
from spoc_tui.casework.working_lines import day_in_full

MOST_DIRECTORATES = 12
LONGEST_NAME = 40
SUNDAY = timedelta(days=6)
"""After a Monday."""


class Kind(StrEnum):
    """How the values of a row are drawn."""

    BARS = "a bar for each row"
    STACKED = "a bar for each row, of a part for each series"
    OVER_TIME = "a bar for each series, row after row from left to right"


class ChartRow(NamedTuple):
    """A row: its name, a value for each series, and what stands at each of its bars."""

    name: str
    values: tuple[int | None, ...]
    """None: hidden, and so without a bar."""
    shown: tuple[str, ...]

    @property
    def cells(self) -> tuple[str, ...]:
        """Each value as it stands in a table; for counts only."""
        return tuple(HIDDEN if value is None else f"{value:,}" for value in self.values)


@dataclass(frozen=True)
class OwedBand:
    """An ageing band: “31–60 days”, how many complaints are in it, pence outstanding. Where few
    are, both are hidden: None.
    """

    name: str
    count: int | None
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
    kind: Kind = Kind.BARS
    unit: Unit = Unit.COUNT

    @property
    def most(self) -> int:
        """The value of the longest bar."""
        together = sum if self.kind is Kind.STACKED else max
        return max((together(value or 0 for value in row.values) for row in self.rows), default=0)


def week_charts(summary: WeekSummary) -> Iterator[Chart]:
    """Those that have something to show."""
    makers = (trend_chart, directorate_chart, taken_chart, owed_chart)
    yield from filter(None, (make(summary) for make in makers))


def trend_chart(summary: WeekSummary) -> Chart | None:
    """Received and closed in each of the last weeks; None where there was nothing."""
    weeks = summary.trend
    rows = tuple(
        ChartRow(
            day_and_month(week.start),
            (week.received, week.closed),
            (f"{week.received:,}", f"{week.closed:,}"),
        )
        for week in weeks
    )
    if not any(any(row.values) for row in rows):
        return None
    return Chart(
        code="trend",
        title=f"Received and closed, the last {len(weeks):,} weeks",
        alt=(
            f"Enquiries received and closed in each of the {len(weeks):,} weeks to "
            f"{day_in_full(weeks[-1].start + SUNDAY)}: {weeks[-1].received:,} received in the "
            f"last, {max(week.received for week in weeks):,} at most."
        ),
        named="Week from",
        series=("Received", "Closed"),
        rows=rows,
        kind=Kind.OVER_TIME,
    )


def directorate_chart(summary: WeekSummary) -> Chart | None:
    """Received by directorate, the most first; None where there is no bar to draw."""
    counts = list(summary.figures.received["directorate"].items())
    rows = [
        _counted_row(shortened(one_line(name), LONGEST_NAME), count, summary)
        for name, count in counts[:MOST_DIRECTORATES]
    ]
    rows += _others([count for _, count in counts[MOST_DIRECTORATES:]], summary)
    if not any(any(row.values) for row in rows):
        return None
    most = rows[0]
    return Chart(
        code="directorate",
        title="Enquiries received by directorate",
        alt=f"Enquiries received by directorate: the most, {most.shown[0]}, by {most.name}.",
        named="Directorate",
        series=("Received",),
        rows=tuple(rows),
    )


def taken_chart(summary: WeekSummary) -> Chart | None:
    """Answers by the working days they took, within their own standard and beyond it."""
    rows = tuple(
        ChartRow(
            days,
            (_open(within, summary), _open(beyond, summary)),
            (_within_and_beyond(within, beyond, summary),),
        )
        for days, (within, beyond) in summary.figures.taken.items()
    )
    if not any(any(row.values) for row in rows):
        return None
    return Chart(
        code="taken",
        title="Working days to answer, against the standard",
        alt=f"Enquiries answered, by the working days that took: {_kept(summary, rows)}.",
        named="Working days",
        series=("Within their own standard", "Beyond it"),
        rows=rows,
        kind=Kind.STACKED,
    )


def owed_chart(summary: WeekSummary) -> Chart | None:
    """Pence outstanding on payment complaints, by days to pay."""
    rows = tuple(
        ChartRow(one.name, (one.pence,), (_outstanding(one),)) for one in owed_bands(summary)
    )
    if not any(any(row.values) for row in rows):
        return None
    name, (pence, *_), _ = max(rows, key=lambda row: row.values[0] or 0)
    return Chart(
        code="owed",
        title="Outstanding by days to pay",
        alt=(
            "Outstanding on payment complaints by days to pay: the most, "
            f"{show_pounds(pence or 0)}, at {name}."
        ),
        named="Days to pay",
        series=("Outstanding",),
        rows=rows,
        unit=Unit.PENCE,
    )


def owed_bands(summary: WeekSummary) -> Iterator[OwedBand]:
    """Those in which something is outstanding, the youngest first."""
    # The names of the bands sort by age, and “not known” comes last.
    for band, (count, pence) in sorted(summary.figures.owed.items()):
        name = f"{band} days" if band[:1].isdigit() else band
        if summary.hides(count):
            yield OwedBand(name, None, None)
        else:
            yield OwedBand(name, count, pence)


def _outstanding(band: OwedBand) -> str:
    if band.count is None or band.pence is None:
        return HIDDEN
    return f"{show_pounds(band.pence)} on {band.count:,}"


def _counted_row(name: str, count: int, summary: WeekSummary) -> ChartRow:
    value = _open(count, summary)
    return ChartRow(name, (value,), (summary.said(count),))


def _others(counts: Sequence[int], summary: WeekSummary) -> Iterator[ChartRow]:
    """All of them in one row. Their sum is hidden if one of them is: it would tell what that is."""
    if not counts:
        return
    name = "1 other" if len(counts) == 1 else f"{len(counts):,} others"
    if any(map(summary.hides, counts)):
        said = HIDDEN if len(counts) == 1 else f"some {HIDDEN}"
        yield ChartRow(name, (None,), (said,))
    else:
        yield _counted_row(name, sum(counts), summary)


def _within_and_beyond(within: int, beyond: int, summary: WeekSummary) -> str:
    parts = ((within, "within"), (beyond, "beyond"))
    said = [f"{summary.said(count)} {name}" for count, name in parts if count]
    return ", ".join(said) or "0"


def _kept(summary: WeekSummary, rows: Sequence[ChartRow]) -> str:
    """How many were within the standard. Sums would tell what is hidden, and then are left out."""
    if any(None in row.values for row in rows):
        return f"within their own standard and beyond it, without those {HIDDEN}"
    within, beyond = (sum(counts) for counts in zip(*summary.figures.taken.values(), strict=True))
    return f"{within:,} within their own standard, {beyond:,} beyond it"


def _open(count: int, summary: WeekSummary) -> int | None:
    """The count, unless it is hidden."""
    return None if summary.hides(count) else count
