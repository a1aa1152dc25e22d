"""The clocks of assets of community value: by the table of the specification, against a plain count
of days, and by the Act that counts on the day.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spoc_tui.casework.council.dated_figures import DatedFigure, Value
from spoc_tui.casework.dates.when import DayAndTime
from spoc_tui.casework.dates.working_days import WorkingDays
from spoc_tui.casework.errors import BadInput
from spoc_tui.casework.kinds.fields import Linked
from spoc_tui.casework.premises import dated, disposal, listing, nomination, relief
from spoc_tui.casework.premises.clocks import moratorium
from spoc_tui.casework.premises.dated import FIGURES
from spoc_tui.casework.premises.disposal import Disposal
from spoc_tui.casework.premises.listing import Listing
from spoc_tui.casework.premises.nomination import Body, Nomination
from spoc_tui.casework.premises.relief import Relief, ReliefForm

DAYS = WorkingDays()
CLUB = Linked("o1", "Rook Lane")
JUNE = date(2026, 6, 1)


def of_disposal(received: date, figures: tuple[DatedFigure, ...] = FIGURES) -> Any:
    one = Disposal(property="Elm Hall", received=DayAndTime(received))
    return disposal.works_out(one, DAYS, figures)


def of_nomination(received: date) -> Any:
    one = Nomination(
        land="Elm Hall", organisation=CLUB, body=Body.CHARITY, received=DayAndTime(received)
    )
    return nomination.works_out(one, DAYS, FIGURES)


def of_listing(listed: date, told: date | None = None) -> Any:
    one = Listing(land="Elm Hall", listed=listed, owner_told=told)
    return listing.works_out(one, DAYS, FIGURES)


@pytest.mark.parametrize(
    ("received", "interim", "work_to", "full", "protected"),
    [
        ("2026-06-01", "2026-07-12", "2026-07-10", "2026-11-30", "2027-11-30"),
        ("2026-08-31", "2026-10-11", "2026-10-09", "2027-02-28", "2028-02-29"),
        ("2023-08-31", "2023-10-11", "2023-10-11", "2024-02-29", "2025-02-28"),
        ("2024-02-29", "2024-04-10", "2024-04-10", "2024-08-28", "2025-08-28"),
        ("2026-02-21", "2026-04-03", "2026-04-02", "2026-08-20", "2027-08-20"),  # Good Friday
        ("2026-02-24", "2026-04-06", "2026-04-02", "2026-08-23", "2027-08-23"),  # Easter Monday
        ("2026-11-14", "2026-12-25", "2026-12-24", "2027-05-13", "2028-05-13"),  # Christmas Day
        ("2026-11-17", "2026-12-28", "2026-12-24", "2027-05-16", "2028-05-16"),  # its substitute
    ],
)
def test_the_owner_of_listed_land_waits(
    received: str, interim: str, work_to: str, full: str, protected: str
) -> None:
    found = of_disposal(date.fromisoformat(received))
    names = ("interim_end", "work_to", "full_end", "protected_end")
    assert [found[name].isoformat() for name in names] == [interim, work_to, full, protected]


def test_the_working_says_how_and_who_says_so() -> None:
    lines = of_disposal(JUNE)["working"].splitlines()
    assert lines[0] == (
        "Interim: Notice received Mon 1 Jun 2026 (day 1); the last day of 6 weeks beginning with "
        "it is Sun 12 Jul 2026. Localism Act 2011 section 95(6)."
    )
    assert lines[1].endswith(
        "As that is a Sunday: the last working day before it, Fri 10 Jul 2026."
    )
    assert lines[-1] == "Indicative, not legal advice."
    assert "SI 2012/2421 regulation 7" in of_nomination(JUNE)["working"]
    told = of_listing(JUNE, told=JUNE)["working"]
    assert "section 87(3)" in told
    assert "unconfirmed, check before you rely on it" in told


def test_a_nomination_and_a_listing() -> None:
    assert of_nomination(JUNE)["decide_by"] == date(2026, 7, 27)
    found = of_listing(JUNE, told=JUNE)
    assert (found["ends"], found["review_by"]) == (date(2031, 5, 31), date(2026, 7, 26))
    assert of_listing(JUNE)["review_by"] is None
    assert of_listing(date(2024, 2, 29))["ends"] == date(2029, 2, 28)


every_day = st.dates(date(2012, 9, 21), date(2045, 12, 31))
month_ends = st.builds(
    lambda year, month: date(year, month, monthrange(year, month)[1]),
    st.integers(2013, 2045),
    st.integers(1, 12),
)
leap_days = st.sampled_from([date(year, 2, 29) for year in range(2016, 2045, 4)])
days = every_day | month_ends | leap_days


def plain_months(on: date, n: int) -> date:
    """The last day of so many months beginning with a day, found by going on day by day: the one
    before the corresponding day, or the month's last where it has no such day.
    """
    year, month = on.year, on.month
    for _ in range(n):
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    length = monthrange(year, month)[1]
    if on.day > length:
        return date(year, month, length)
    return date(year, month, on.day) - timedelta(days=1)


@settings(deadline=None)  # the calendar of a far year is made once
@given(on=days)
def test_weeks_and_months_beginning_with_a_day(on: date) -> None:
    found = of_disposal(on)
    assert found["interim_end"] == on + timedelta(days=41)
    assert found["full_end"] == plain_months(on, 6)
    assert found["protected_end"] == plain_months(on, 18)
    assert of_listing(on)["ends"] == plain_months(on, 60)
    assert of_nomination(on)["decide_by"] == on + timedelta(days=56)
    work_to = found["work_to"]
    assert DAYS.is_working(work_to)
    after = [
        work_to + timedelta(days=n) for n in range(1, (found["interim_end"] - work_to).days + 1)
    ]
    assert not any(map(DAYS.is_working, after))


@settings(deadline=None)  # the calendar of a far year is made once
@given(on=days)
def test_the_clocks_never_run_backwards(on: date) -> None:
    later = on + timedelta(days=1)
    for name in ("interim_end", "work_to", "full_end", "protected_end"):
        assert of_disposal(on)[name] <= of_disposal(later)[name]


BUY = DatedFigure("", dated.RIGHT_TO_BUY, Value(Decimal(12), "months"), date(2026, 10, 1), "c. 23")


def test_the_later_act_counts_only_once_its_figure_is_entered_and_from_its_day() -> None:
    names = ("interim_end", "work_to", "full_end", "protected_end", "right_to_buy")
    entered = (*FIGURES, BUY)
    before, after = of_disposal(date(2026, 9, 30), entered), of_disposal(date(2026, 10, 1), entered)
    assert before["right_to_buy"] is False
    assert before["interim_end"] == date(2026, 11, 10)
    assert [after[name] for name in names] == [None, None, date(2027, 9, 30), None, True]
    assert after["working"].startswith("Full: Notice received Thu 1 Oct 2026 (day 1)")
    assert of_disposal(date(2026, 10, 1))["right_to_buy"] is False


def test_nothing_of_the_later_act_comes_with_the_program() -> None:
    assert dated.RIGHT_TO_BUY not in {one.name for one in FIGURES}
    assert not any("2026" in one.source or "c. 23" in one.source for one in FIGURES)


def test_before_the_regulations_there_is_no_clock() -> None:
    with pytest.raises(BadInput, match="is not known for Sun 1 Jan 2012") as refused:
        of_disposal(date(2012, 1, 1))
    assert refused.value.field == "received"


@pytest.mark.parametrize("value", [Value(Decimal(6)), Value(Decimal(6), "£")])
def test_a_figure_that_is_no_period_is_refused(value: Value) -> None:
    wrong = DatedFigure("", dated.INTERIM, value, date(2026, 1, 1), "a slip")
    with pytest.raises(BadInput, match="is no period"):
        moratorium((*FIGURES, wrong), JUNE, DAYS)


def relief_of(year: str, form: ReliefForm, **more: Any) -> Any:
    one = Relief(organisation=CLUB, year=year, form=form, **more)
    return relief.works_out(one, DAYS, FIGURES)


def test_what_a_relief_may_come_to_is_a_figure() -> None:
    assert "At most 80 %" in relief_of("2026/27", ReliefForm.MANDATORY)["working"]
    assert relief_of("2026/27", ReliefForm.SMALL_BUSINESS)["working"] == ""
    assert relief_of("2026/27", ReliefForm.HARDSHIP, percent=10_000)["working"] == ""
    relief_of("2026/27", ReliefForm.TOP_UP, percent=2_000)
    with pytest.raises(BadInput, match="at most 20 % in 2026/27"):
        relief_of("2026/27", ReliefForm.TOP_UP, percent=2_001)


def test_by_when_an_old_one_had_to_be_decided() -> None:
    assert relief_of("2023/24", ReliefForm.NON_PROFIT)["decide_limit"] == date(2024, 9, 30)
    assert relief_of("2024/25", ReliefForm.NON_PROFIT)["decide_limit"] is None
    assert relief_of("2023/24", ReliefForm.MANDATORY)["decide_limit"] is None


@pytest.mark.parametrize(
    ("notice", "gone"),
    [("2026-03-31", "2027-04-01"), ("2026-04-01", "2027-04-01"), ("2026-04-02", "2028-04-01")],
)
def test_a_discretionary_one_is_withdrawn_from_the_first_day_of_a_rates_year(
    notice: str, gone: str
) -> None:
    on = date.fromisoformat(notice)
    found = relief_of("2025/26", ReliefForm.TOP_UP, withdrawn=on)
    assert found["withdrawn_from"] == date.fromisoformat(gone)
    assert "unconfirmed" in found["working"]
    assert relief_of("2025/26", ReliefForm.MANDATORY, withdrawn=on)["withdrawn_from"] is None
