"""Days as people and spreadsheets write them in a cell."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spoc_tui.casework.dates.in_cells import day_in_cell, is_month_first

WRITTEN = {
    "2024-03-05": date(2024, 3, 5),
    "2024-03-05 00:00:00": date(2024, 3, 5),
    "2024-03-05T10:00:00+01:00": date(2024, 3, 5),
    "2024/3/5": date(2024, 3, 5),
    "20240305": date(2024, 3, 5),
    "05.03.2024": date(2024, 3, 5),
    "5/3/24": date(2024, 3, 5),
    "5/3/2024 14:00": date(2024, 3, 5),
    "18/01/2026 12:00 AM": date(2026, 1, 18),
    "5-Mar-24": date(2024, 3, 5),
    "5 Mar ’24": date(2024, 3, 5),
    "05Mar2024": date(2024, 3, 5),
    "1st Sept 2020": date(2020, 9, 1),
    "12th October 2026": date(2026, 10, 12),
    "Thursday, 12th of October 2026": date(2026, 10, 12),
    "October 12, 2026": date(2026, 10, 12),
    "7/6/85": date(1985, 6, 7),
    "45356": date(2024, 3, 5),
    "45356.5": date(2024, 3, 5),
}


@pytest.mark.parametrize(("cell", "day"), WRITTEN.items())
def test_days_as_lists_write_them(cell: str, day: date) -> None:
    assert day_in_cell(f" {cell} ") == day


@pytest.mark.parametrize(
    "cell",
    [
        *("", "soon", "2021", "Mar 2024", "3/4", "31/31/2020", "29-Feb-2023", "12/25/2026"),
        *("01634", "99999", "5 Foo 2024", "5/3/2024 and 6/3/2024"),
    ],
)
def test_what_is_no_day(cell: str) -> None:
    assert day_in_cell(cell) is None


@given(st.text(max_size=70))
def test_any_cell_is_a_day_or_none(cell: str) -> None:
    assert day_in_cell(cell) is None or isinstance(day_in_cell(cell), date)


@given(st.dates(date(1960, 1, 1), date(2090, 1, 1)))
def test_a_day_and_its_serial_read_back(day: date) -> None:
    assert day_in_cell(str((day - date(1899, 12, 30)).days)) == day_in_cell(str(day)) == day


@pytest.mark.parametrize(
    ("cells", "first"),
    [
        (["03/25/2024", "04/05/2024", ""], True),
        (["25/03/2024", "04/05/2024"], False),
        (["25/03/2024", "03/25/2024"], False),  # of both: as here
        (["03/04/2024", "x"], None),
        (["02/04/2024", "03/04/2024"], False),
        (["04/02/2024", "04/03/2024"], None),
        (["03/03/2024", "5-Mar-24", "2024-03-25", "45356"], False),
        ([], False),
    ],
)
def test_whether_the_month_comes_first(cells: list[str], first: bool | None) -> None:
    assert is_month_first(cells) is first


def test_a_day_with_the_month_first() -> None:
    assert day_in_cell("03/25/2024") is None
    assert day_in_cell("03/25/2024 9:30", month_first=True) == date(2024, 3, 25)
    assert day_in_cell("3/4/24", month_first=True) == date(2024, 3, 4)
    assert day_in_cell("2024-03-04", month_first=True) == date(2024, 3, 4)
    assert day_in_cell("4 March 2024", month_first=True) == date(2024, 3, 4)
