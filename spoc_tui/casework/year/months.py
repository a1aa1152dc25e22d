"""The enquiries of a year month by month, and the chart of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from spoc_tui.casework.dates.when import MONTH_NAMES
from spoc_tui.casework.week.charts import Chart, ChartKind, ChartRow
from spoc_tui.casework.week.periods import Period


class Month(NamedTuple):
    """A month: how many enquiries came in, and how often one was closed."""

    period: Period
    received: int
    closed: int

    @property
    def short(self) -> str:
        """“Apr 26”."""
        start = self.period.start
        return f"{MONTH_NAMES[start.month - 1][:3]} {start.year % 100:02}"

    def called(self, today: date) -> str:
        """“April 2026”, “December 2026 so far”."""
        return f"{self.period.name}{' so far' if self.period.end >= today else ''}"


def month_chart(months: Sequence[Month], today: date) -> Chart | None:
    """Received and closed in each of them; None where there was nothing."""
    rows = tuple(
        ChartRow(one.short, (one.received, one.closed), (f"{one.received:,}", f"{one.closed:,}"))
        for one in months
    )
    if not any(any(row.values) for row in rows):
        return None
    most = max(months, key=lambda one: one.received)
    not_over = months[-1].period.end >= today
    return Chart(
        code="months",
        title=f"Received and closed by month{' (the last is not over)' if not_over else ''}",
        alt=(
            f"Enquiries received and closed in each month from {months[0].period.name} to "
            f"{months[-1].called(today)}: {most.received:,} received at most, in "
            f"{most.period.name}."
        ),
        named="Month",
        series=("Received", "Closed"),
        rows=rows,
        kind=ChartKind.OVER_TIME,
    )
