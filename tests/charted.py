"""A week whose summary has charts, made up for tests."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from spoc_tui.casework.week.charts import (
    Chart,
    week_charts,
)
from spoc_tui.casework.week.definitions import ALL_FIGURES, BREAKDOWNS
from spoc_tui.casework.week.measures import Figures
from spoc_tui.casework.week.periods import week_of
from spoc_tui.casework.week.summary import Trend, WeekSummary
from spoc_tui.reports.charts import png as png

PERIOD = week_of(date(2026, 11, 25))
CODES = ["trend", "directorate", "taken", "owed"]
NASTY = '=SUM(A1)<script>"&\x1b[31m\n</svg>'
WIDTHS = (40, 76, 120)
SVG = "{http://www.w3.org/2000/svg}"


def summary_of(
    *,
    received: Mapping[str, int] | None = None,
    taken: Mapping[str, tuple[int, int]] | None = None,
    owed: Mapping[str, tuple[int, int]] | None = None,
    trend: Iterator[tuple[int, int]] | None = None,
    hide_few: bool = False,
) -> WeekSummary:
    """A week with these breakdowns, the trend ending in it; else empty."""
    weeks = list(trend or ())
    counts = {**{name: {} for name in BREAKDOWNS}, "directorate": received or {}}
    return WeekSummary(
        PERIOD,
        Figures(
            {figure.code: None if figure.is_of_many else 0 for figure in ALL_FIGURES},
            received=counts,
            closed={name: {} for name in BREAKDOWNS},
            open={name: {} for name in BREAKDOWNS},
            owed=owed or {},
            under={},
            taken=taken or {},
            overdue={},
            longest=None,
        ),
        before=(),
        today=date(2026, 11, 26),
        officer="Ann",
        trend=[
            Trend(PERIOD.start - timedelta(weeks=len(weeks) - 1 - place), *counts)
            for place, counts in enumerate(weeks)
        ],
        hide_few=hide_few,
    )


def filled(*, hide_few: bool = False) -> WeekSummary:
    """All four charts. Of what is hidden with `hide_few`, each sum is £77.77."""
    return summary_of(
        received={"Housing": 1_234, NASTY: 18, "Legal": 2, "Parks": 1},
        taken={"0": (5, 0), "1": (9, 2), "2": (0, 0), "11 to 20": (0, 4)},
        owed={"61+": (5, 1_280_50), "31–60": (3, 77_77), "1–30": (2, 77_77)},
        trend=((n + 10, 40 - n) for n in range(13)),
        hide_few=hide_few,
    )


def shown(chart: Chart | None) -> list[tuple[Any, ...]]:
    assert chart
    return [(row.name, row.values, row.shown) for row in chart.rows]


def chart_of(code: str, summary: WeekSummary | None = None) -> Chart:
    return next(one for one in week_charts(summary or filled()) if one.code == code)
