"""Days as lists and spreadsheets write them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spoc_tui.casework.dates.written_days import SERIAL_ZERO, written_day

DAY = date(2026, 10, 12)


@pytest.mark.parametrize(
    "cell",
    [
        "46307",
        "46307.0",
        "46307.5",
        "20261012",
        "2026-10-12",
        "2026/10/12",
        "2026-10-12T00:00:00.000Z",
        "2026-10-12 00:00:00+01:00",
        "2026-Oct-12",
        "12/10/2026",
        "12.10.2026",
        "12-10-26",
        "12/10/2026 14:30",
        "12/10/2026 12:00:00 AM",
        "12-Oct-26",
        "12-OCT-2026",
        "12 Oct '26",
        "12 Oct. 2026",
        "12th October 2026",
        "12th of October, 2026",
        "Mon 12 Oct 2026",
        "Mon, 12 Oct 2026 14:30:00 GMT",
        "Monday the 12th of October 2026",
        "Mon 12/10/2026",
        "October 12, 2026",
        "  12   October\t2026 ",
    ],
)
def test_a_day_however_it_is_written(cell: str) -> None:
    assert written_day(cell) == DAY


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("5-Mar-24", date(2024, 3, 5)),
        ("31-Dec-99", date(1999, 12, 31)),
        ("1 Sept 2026", date(2026, 9, 1)),
        ("3/2/2026", date(2026, 2, 3)),
        ("10000", date(1927, 5, 18)),
    ],
)
def test_years_of_two_figures_and_other_days(cell: str, day: date) -> None:
    assert written_day(cell) == day


@pytest.mark.parametrize(
    "cell",
    [
        "",
        "yesterday",
        "2026",
        "1234",
        "99999",
        "46307 or so",
        "12 Oct",
        "Oct-26",
        "October 2026",
        "12 Foo 2026",
        "03/20/2026",
        "30/02/2026",
        "20261332",
        "12/10-2026",
        "Tue 12 Oct 2026",
        "Foo 12 Oct 2026",
        "01634 123456",
        "1" * 400,
    ],
)
def test_what_is_no_day_for_certain(cell: str) -> None:
    assert written_day(cell) is None


@given(st.dates(date(1970, 1, 1), date(2068, 12, 31)))
def test_every_day_in_every_shape(day: date) -> None:
    shapes = ("%Y-%m-%d", "%d/%m/%Y", "%d/%m/%y", "%d-%b-%y", "%a %d %B %Y", "%Y%m%d")
    assert {written_day(day.strftime(shape)) for shape in shapes} == {day}
    assert written_day(str((day - SERIAL_ZERO) // timedelta(days=1))) == day
