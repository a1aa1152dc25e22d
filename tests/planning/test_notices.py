"""When a window closes: by the table of the specification, and against a plain count of days."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spoc_tui.casework.dates.working_days import WorkingDays
from spoc_tui.casework.errors import BadInput
from spoc_tui.casework.planning.dated import FIGURES
from spoc_tui.casework.planning.notices import (
    Application,
    NoticeKind,
    counted_days,
    last_day,
    target,
)
from spoc_tui.casework.planning.sums import contribution

DAYS = WorkingDays()
PLAIN = Application()
EIA, INFRASTRUCTURE = Application(eia=True), Application(infrastructure=True)
SITE, PAPER = NoticeKind.SITE, NoticeKind.NEWSPAPER
MARCH, DECEMBER = date(2026, 3, 30), date(2026, 12, 14)


def closes(kind: NoticeKind, on: date, of: Application = PLAIN) -> date:
    return last_day(kind, on, of, FIGURES, DAYS).day


@pytest.mark.parametrize(
    ("kind", "on", "of", "last"),
    [
        (SITE, MARCH, PLAIN, date(2026, 4, 21)),
        (NoticeKind.NEIGHBOURS, MARCH, PLAIN, date(2026, 4, 21)),
        (SITE, MARCH, INFRASTRUCTURE, date(2026, 4, 18)),
        (PAPER, MARCH, PLAIN, date(2026, 4, 14)),
        (NoticeKind.WEBSITE, MARCH, PLAIN, date(2026, 4, 14)),
        (PAPER, MARCH, INFRASTRUCTURE, date(2026, 4, 14)),
        (SITE, MARCH, EIA, date(2026, 4, 28)),
        (PAPER, MARCH, EIA, date(2026, 4, 28)),
        (SITE, DECEMBER, PLAIN, date(2027, 1, 6)),
        (SITE, date(2027, 12, 14), PLAIN, date(2028, 1, 7)),  # Christmas Day is a Saturday
    ],
)
def test_it_closes(kind: NoticeKind, on: date, of: Application, last: date) -> None:
    assert closes(kind, on, of) == last


def test_the_working_names_the_days_left_out_the_rule_and_what_is_unconfirmed() -> None:
    assert last_day(SITE, MARCH, PLAIN, FIGURES, DAYS).working == (
        "Site notice Mon 30 Mar 2026; the last of 21 days beginning with it, not counting Good "
        "Friday 3 Apr and Easter Monday 6 Apr, is Tue 21 Apr 2026. 21 days, public holidays do not "
        "count: SI 2015/595 article 33 and schedule 3, as amended by SI 2021/746."
    )
    assert "unconfirmed" in last_day(SITE, MARCH, EIA, FIGURES, DAYS).working
    assert "unconfirmed" in last_day(NoticeKind.WEBSITE, MARCH, PLAIN, FIGURES, DAYS).working
    christmas = last_day(SITE, date(2027, 12, 14), PLAIN, FIGURES, DAYS).working
    assert "Christmas Day 25 Dec" in christmas


def test_before_the_rule_began_it_is_refused_in_a_sentence() -> None:
    with pytest.raises(BadInput, match="is not known for Wed 1 Jan 2014"):
        closes(SITE, date(2014, 1, 1))


def plain_count(on: date, n: int, of: Application) -> date:
    """The nth day, counted one by one: the holidays are those of England's calendar, and Christmas
    Day on whatever day it falls.
    """
    day = on - timedelta(days=1)
    while n:
        day += timedelta(days=1)
        off = DAYS.holiday_name(day) is not None or (day.month, day.day) == (12, 25)
        n -= not off or of.eia
    return day


_DAYS_OF = {PLAIN: {SITE: 21, PAPER: 14}, INFRASTRUCTURE: {SITE: 18, PAPER: 14}}
every_day = st.dates(date(2022, 1, 1), date(2040, 12, 31))
around = st.sampled_from(
    [
        date(year, month, day)
        for year in range(2022, 2041)  # Christmas on each weekday, leap years among them
        for month, day in ((12, 4), (12, 11), (12, 24), (12, 25), (12, 26), (12, 31), (2, 28))
    ]
    + [date(year, 2, 29) for year in range(2024, 2041, 4)]
    + [date(2026, 3, day) for day in range(15, 32)]  # before Easter
)


@settings(deadline=None)
@given(on=every_day | around, kind=st.sampled_from([SITE, PAPER]), of=st.sampled_from([*_DAYS_OF]))
def test_it_is_what_a_plain_count_of_days_gives(
    on: date, kind: NoticeKind, of: Application
) -> None:
    n = _DAYS_OF[of][kind]
    last = closes(kind, on, of)
    assert last == plain_count(on, n, of)
    counted = list(counted_days(on, last, DAYS, holidays=False))
    assert len(counted) == n
    assert counted[-1] == last


@settings(deadline=None)
@given(on=every_day | around)
def test_with_a_statement_every_day_counts(on: date) -> None:
    assert closes(SITE, on, EIA) == plain_count(on, 30, EIA) == on + timedelta(days=29)


def test_every_weekday_of_christmas_and_leap_day_is_among_them() -> None:
    years = range(2022, 2041)
    assert {date(year, 12, 25).weekday() for year in years} == set(range(7))


@pytest.mark.parametrize(
    ("kind", "of", "chase", "collate"),
    [
        (PAPER, PLAIN, 5, 10),
        (SITE, INFRASTRUCTURE, 6, 13),
        (SITE, PLAIN, 8, 16),
        (SITE, EIA, 11, 22),
    ],
)
@pytest.mark.parametrize("on", [MARCH, DECEMBER, date(2027, 12, 14), date(2028, 2, 15)])
def test_targets_are_as_far_into_it(
    kind: NoticeKind, of: Application, chase: int, collate: int, on: date
) -> None:
    last = closes(kind, on, of)
    for nth, day in ((8, chase), (16, collate)):
        found = target(on, last, nth, DAYS, holidays=of.eia)
        assert found == plain_count(on, day, of)


def test_the_sum_says_how_and_that_it_is_indicative() -> None:
    found = contribution(137, date(2026, 4, 2), FIGURES)
    assert found.pence == 25_103_88
    assert found.working.startswith("137 × £183.24 = £25,103.88. £183.24, from Tue 16 Jun 2020")
    assert "due for indexing" in found.working
    assert "may have changed by Thu 2 Apr 2026" in found.working
    assert found.working.endswith("Indicative; the agreement decides.")
    unknown = contribution(137, date(2019, 4, 2), FIGURES)
    assert unknown.pence is None
    assert "is not known for Tue 2 Apr 2019" in unknown.working
