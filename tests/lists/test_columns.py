"""How the columns of a list share its width: the date stays, the rest by need."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from screens.desk.page import COLUMNS as DESK
from screens.organisations.lists import PEOPLE_COLUMNS
from screens.payments.lists import OPEN_COLUMNS
from screens.widgets.columns import (
    COLUMN_GAP,
    DAY_WIDTH,
    MOMENT_WIDTH,
    Column,
    DropOrder,
    breakpoints,
    column_widths,
    comfortable,
)
from spoc_tui.casework.dates import when

PLAIN = (
    Column("Reference", 12),
    Column("Subject", least=10),
    Column("Team", 8, goes=DropOrder.NARROW),
    Column("Due", 5, "right"),
)


@pytest.mark.parametrize(
    ("columns", "total", "widths"),
    [
        # Fixed ones have their need, the open one the rest.
        (PLAIN, 80, (12, 49, 8, 5)),
        (PLAIN, 41, (12, 10, 8, 5)),
        # What may go goes before the open one gets less than its least.
        (PLAIN, 40, (12, 19, 0, 5)),
        (PLAIN, 31, (12, 10, 0, 5)),
        # Then the text gives way to what stays; and last the reference to the date.
        (PLAIN, 24, (12, 3, 0, 5)),
        (PLAIN, 21, (12, 0, 0, 5)),
        (PLAIN, 18, (0, 0, 0, 5)),
        (PLAIN, 0, (0, 0, 0, 5)),
        # At 80 and 120 cells of screen, as the desk has them.
        (DESK, 75, (5, 14, 25, 12, 11)),
        (DESK, 80, (5, 14, 30, 12, 11)),
        (DESK, 110, (5, 30, 44, 12, 11)),
        # Both have what is enough for nearly all before one gets more.
        (DESK, 138, (5, 44, 58, 12, 11)),
        (DESK, 150, (5, 48, 66, 12, 11)),
        # What gives way to a pane goes first, the right one of two.
        (OPEN_COLUMNS, 75, (5, 24, 13, 5, 6, 12, 0, 0)),
        (OPEN_COLUMNS, 92, (5, 41, 13, 5, 6, 12, 0, 0)),
        (OPEN_COLUMNS, 93, (5, 28, 13, 5, 6, 12, 12, 0)),
        (PEOPLE_COLUMNS, 75, (22, 15, 21, 11, 0, 0)),
    ],
)
def test_who_gets_how_much(columns: Sequence[Column], total: int, widths: tuple[int, ...]) -> None:
    assert column_widths(columns, total) == widths


a_column = st.builds(
    Column,
    st.just(""),
    st.none() | st.integers(1, 30),
    goes=st.sampled_from(DropOrder),
    least=st.integers(1, 30),
    fewest=st.integers(0, 30),
    enough=st.integers(0, 60),
    share=st.integers(1, 4),
)
a_date = st.builds(Column, st.just("Due"), st.just(DAY_WIDTH))
some_columns = st.builds(lambda some, date: (*some, date), st.lists(a_column, max_size=6), a_date)


def taken(widths: Sequence[int]) -> int:
    shown = [width for width in widths if width]
    return sum(shown) + COLUMN_GAP * (len(shown) - 1)


@given(some_columns, st.integers(DAY_WIDTH, 250))
def test_they_fit_and_the_date_is_whole(columns: tuple[Column, ...], total: int) -> None:
    widths = column_widths(columns, total)
    assert widths[-1] == DAY_WIDTH
    assert taken(widths) <= total
    for column, width in zip(columns, widths, strict=True):
        if column.width is not None:
            assert width in (0, column.width)  # a fixed one is whole or not there
        elif width and any(
            shown and other.goes for other, shown in zip(columns, widths, strict=True)
        ):
            assert width >= column.shortest  # nothing is squeezed while something could go
    texts = [
        bool(width) for column, width in zip(columns, widths, strict=True) if column.width is None
    ]
    if texts and all(texts):
        assert taken(widths) == total  # no cell is left over while a text could have it


@given(some_columns, st.integers(0, 250))
def test_more_room_takes_nothing_away(columns: tuple[Column, ...], total: int) -> None:
    one, more = column_widths(columns, total), column_widths(columns, total + 1)
    shown, shown_then = ([bool(width) for width in widths] for widths in (one, more))
    assert all(then or not now for now, then in zip(shown, shown_then, strict=True))
    if shown == shown_then:
        assert all(then >= now for now, then in zip(one, more, strict=True))


@given(some_columns, st.integers(0, 250))
def test_the_less_important_go_first(columns: tuple[Column, ...], total: int) -> None:
    widths = column_widths(columns, total)
    for column, width in zip(columns, widths, strict=True):
        for other, other_width in zip(columns, widths, strict=True):
            if column.goes < other.goes and other_width and column.needs <= other.needs:
                assert width


@given(some_columns)
def test_a_pane_opens_where_nothing_is_lost_to_it(columns: tuple[Column, ...]) -> None:
    (_, narrow), (width, wide) = breakpoints(columns)
    assert (narrow, wide) == ("-narrow", "-wide")
    of_list = width * 5 // 7
    assert of_list >= comfortable(columns)
    assert width - of_list >= 34
    widths = column_widths(columns, of_list - 5)
    for column, got in zip(columns, widths, strict=True):
        if column.goes < DropOrder.PANE:
            assert got >= column.wants


@given(
    st.dates(date(2000, 1, 1), date(2099, 12, 31)), st.dates(date(2000, 1, 1), date(2099, 12, 31))
)
def test_every_day_and_moment_fits_its_column(day: date, today: date) -> None:
    assert cell_len(when.day_in_list(day, today)) <= DAY_WIDTH
    assert cell_len(when.day_in_list(day, day + timedelta(days=1))) <= DAY_WIDTH
    moment = when.from_iso(f"{day.isoformat()}T23:59:00Z")
    assert cell_len(when.show_moment(moment)) <= MOMENT_WIDTH
