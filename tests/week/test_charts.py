"""The charts of the week: the rows of each."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import timedelta
from typing import Any

import docx
import openpyxl
import pytest
from charted import PERIOD, chart_of, filled, shown, summary_of

from spoc_tui.casework.week.charts import (
    directorate_chart,
    owed_chart,
    taken_chart,
    taken_parts,
    trend_chart,
    week_charts,
)
from spoc_tui.casework.week.summary import Trend, WeekSummary
from spoc_tui.reports.charts import png as png
from spoc_tui.reports.week.document import tidy
from spoc_tui.reports.week.formats import WeekFormat, week_written
from spoc_tui.reports.week.xlsx import week_xlsx


def test_the_trend_has_a_row_for_each_week() -> None:
    chart = trend_chart(filled())
    assert chart
    assert len(chart.rows) == 13
    assert shown(chart)[0] == ("31 Aug", (10, 40), ("10", "40"))
    assert shown(chart)[-1] == ("23 Nov", (22, 28), ("22", "28"))
    assert chart.alt == (
        "Enquiries received and closed in each of the 13 weeks to 29 November 2026: 22 received in "
        "the last so far, 22 at most."
    )


@pytest.mark.parametrize(
    ("received", "hide_few", "rows"),
    [
        ({"A": 5, "B": 2}, False, [("A", (5,), ("5",)), ("B", (2,), ("2",))]),
        (
            {"A": 5, "B": 2, "C": 1},
            True,
            [
                ("A", (5,), ("5",)),
                ("B", (None,), ("under 3",)),
                ("C", (None,), ("under 3",)),
            ],
        ),
        # The total less 5 and 4 would tell what is hidden.
        (
            {"A": 5, "B": 4, "C": 2},
            True,
            [("A", (5,), ("5",)), ("B", (None,), ("hidden",)), ("C", (None,), ("hidden",))],
        ),
        ({"A": 3}, True, [("A", (3,), ("3",))]),
    ],
)
def test_directorates(received: dict[str, int], hide_few: bool, rows: list[Any]) -> None:
    assert shown(directorate_chart(summary_of(received=received, hide_few=hide_few))) == rows


@pytest.mark.parametrize(
    ("rest", "hide_few", "last"),
    [
        ([], False, ("D11", (9,), ("9",))),
        ([4], False, ("1 other", (4,), ("4",))),
        ([1_004, 4], False, ("2 others", (1_008,), ("1,008",))),
        ([4, 2], False, ("2 others", (6,), ("6",))),
        ([5, 4], True, ("2 others", (9,), ("9",))),
        # Their sum, less what the table shows, would tell what is hidden.
        ([4, 2], True, ("2 others", (None,), ("some hidden",))),
        ([2, 1], True, ("2 others", (None,), ("some under 3",))),
    ],
)
def test_many_directorates_end_in_the_others(
    rest: list[int], hide_few: bool, last: tuple[Any, ...]
) -> None:
    counts = [9] * 12 + rest
    received = {f"D{place}": count for place, count in enumerate(counts)}
    chart = directorate_chart(summary_of(received=received, hide_few=hide_few))
    assert chart
    assert shown(chart)[-1] == last
    assert len(chart.rows) == 12 + bool(rest)


@pytest.mark.parametrize(
    ("counts", "hide_few", "row"),
    [
        ((5, 0), False, ((5, 0), "5 by their day")),
        ((0, 4), False, ((0, 4), "4 after")),
        ((1_000, 2), False, ((1_000, 2), "1,000 by their day, 2 after")),
        ((0, 0), True, ((0, 0), "0")),
        ((5, 4), True, ((5, 4), "5 by their day, 4 after")),
    ],
)
def test_response_times(counts: tuple[int, int], hide_few: bool, row: tuple[Any, str]) -> None:
    taken = {"0": (7, 0), "1": counts, "2": (9, 3)}
    summary = summary_of(taken=taken, hide_few=hide_few)
    assert shown(taken_chart(summary))[1] == ("1", row[0], (row[1],))


def test_response_times_are_not_broken_down_where_one_of_them_would_be_hidden() -> None:
    """The median, and of how many it is, would tell it."""
    assert "14 by their day, 6 after it." in chart_of("taken").alt
    assert taken_chart(filled(hide_few=True)) is None
    assert taken_parts(filled(hide_few=True)) == {}
    assert "5,0" not in tidy(filled(hide_few=True)).decode()


def test_weeks_before_the_first_record_have_no_bar_and_no_number() -> None:
    summary = replace(filled(), trend=[Trend(PERIOD.start - timedelta(7), None, None)])
    summary = replace(summary, trend=[*summary.trend, Trend(PERIOD.start, 4, 2)])
    assert shown(trend_chart(summary)) == [
        ("16 Nov", (None, None), ("–", "–")),
        ("23 Nov", (4, 2), ("4", "2")),
    ]
    book = openpyxl.load_workbook(io.BytesIO(week_xlsx(summary)))
    assert [cell.value for cell in book["Weeks"][2]][1:] == ["–", "–", ""]
    assert [cell.value for cell in book["Weeks"][3]][1:] == [4, 2, "so far"]


@pytest.mark.parametrize(
    ("hide_few", "rows"),
    [
        (
            False,
            [
                ("1–30 days", (77_77,), ("£77.77 on 2",)),
                ("61+ days", (1_280_50,), ("£1,280.50 on 5",)),
                ("not known", (5_00,), ("£5.00 on 4",)),
            ],
        ),
        (
            True,
            [
                ("1–30 days", (None,), ("hidden",)),
                ("61+ days", (1_280_50,), ("£1,280.50 on 5",)),
                ("not known", (None,), ("hidden",)),
            ],
        ),
    ],
)
def test_what_is_owed(hide_few: bool, rows: list[Any]) -> None:
    owed = {"not known": (4, 5_00), "61+": (5, 1_280_50), "1–30": (2, 77_77)}
    chart = owed_chart(summary_of(owed=owed, hide_few=hide_few))
    assert shown(chart) == rows
    assert chart
    of_shown = " of those shown" if hide_few else ""
    assert chart.alt.endswith(f"the most{of_shown}, £1,280.50, at 61+ days.")


@pytest.mark.parametrize(
    "summary",
    [
        summary_of(),
        summary_of(trend=((0, 0) for _ in range(13))),
        summary_of(received={"A": 2}, taken={"0": (2, 1)}, owed={"61+": (1, 80_00)}, hide_few=True),
    ],
)
def test_where_there_is_no_bar_there_is_no_chart(summary: WeekSummary) -> None:
    assert list(week_charts(summary)) == []
    assert b"<svg" not in week_written(summary, WeekFormat.HTML)
    assert not docx.Document(io.BytesIO(week_written(summary, WeekFormat.WORD))).inline_shapes
    assert "Charts" not in openpyxl.load_workbook(io.BytesIO(week_xlsx(summary))).sheetnames
