"""The reference rates: of every half-year since 2002, assumed ones, and those the officer adds."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
import uk_bank_rate
from hypothesis import given
from hypothesis import strategies as st

from spoc_tui.casework.errors import BadInput
from spoc_tui.casework.payments.rates import (
    IN_FORCE,
    ReferenceRates,
    read_reference_rate,
    show_percent,
)

RATES = ReferenceRates()
DECEMBER = date(2026, 12, 31)


@pytest.mark.parametrize(
    ("starts", "reference_date"),
    [
        (date(2026, 6, 29), date(2025, 12, 31)),
        (date(2026, 6, 30), date(2025, 12, 31)),
        (date(2026, 7, 1), date(2026, 6, 30)),
        (date(2026, 12, 31), date(2026, 6, 30)),
        (date(2027, 1, 1), date(2026, 12, 31)),
        (date(2024, 2, 29), date(2023, 12, 31)),
    ],
)
def test_the_reference_date_before_interest_starts(starts: date, reference_date: date) -> None:
    assert RATES.reference_date(starts) == reference_date


@pytest.mark.parametrize(
    ("starts", "statutory"),
    [
        (date(2002, 8, 7), "12"),
        (date(2009, 1, 1), "10"),
        (date(2009, 7, 1), "8.5"),
        (date(2022, 1, 1), "8.25"),
        (date(2024, 1, 1), "13.25"),
        (date(2025, 6, 30), "12.75"),
        (date(2025, 7, 1), "12.25"),
        (date(2025, 12, 31), "12.25"),
        (date(2026, 1, 1), "11.75"),
        (date(2026, 7, 1), "11.75"),
    ],
)
def test_the_rate_of_statutory_interest(starts: date, statutory: str) -> None:
    rate = RATES.on(starts)
    assert show_percent(rate.statutory) == statutory
    assert not rate.assumed


def test_every_half_year_has_the_rate_that_another_program_has() -> None:
    history = uk_bank_rate.bundled_history
    now = datetime(2026, 10, 6, 12, tzinfo=UTC)
    unfinished_pairs = [date(2002, 8, 7), date(2002, 12, 31)]
    for year in range(2003, 2027):
        unfinished_pairs += [date(year, *day) for day in ((1, 1), (6, 30), (7, 1), (12, 31))]
    for starts in unfinished_pairs:
        theirs = uk_bank_rate.late_payment_rate(history, starts, now)
        assert theirs is not None
        ours = RATES.on(starts)
        assert (ours.date, ours.percent) == (theirs.reference_date, theirs.reference_rate)
        assert ours.statutory == theirs.rate


def test_a_rate_that_is_not_known_yet_is_the_last_known_one_and_says_so() -> None:
    rate = RATES.on(date(2027, 7, 1))
    assert (rate.date, rate.taken_from) == (date(2027, 6, 30), date(2026, 6, 30))
    assert rate.assumed
    assert rate.percent == Decimal("3.75")


def test_an_added_rate_is_no_longer_assumed() -> None:
    rates = ReferenceRates({DECEMBER: Decimal("3.5")})
    rate = rates.on(date(2027, 1, 1))
    assert (rate.statutory, rate.assumed) == (Decimal("11.5"), False)
    assert rates.on(date(2027, 7, 1)).taken_from == DECEMBER
    # One added for later says nothing of a date before it.
    assert ReferenceRates({date(2027, 6, 30): Decimal(3)}).on(date(2027, 1, 1)).assumed


def test_an_added_rate_does_not_replace_one_that_came_with_the_program() -> None:
    rates = ReferenceRates({date(2026, 6, 30): Decimal(1), date(2026, 3, 31): Decimal(1)})
    assert rates.all() == RATES.all()


def test_an_expected_rate_is_assumed_until_the_real_one_replaces_it() -> None:
    june = date(2027, 6, 30)
    expected = ReferenceRates({DECEMBER: Decimal("3.5")}, {DECEMBER})
    rate = expected.on(date(2027, 1, 1))
    assert (rate.percent, rate.assumed, rate.expected) == (Decimal("3.5"), True, True)
    # For a later date the last that is really known is in, not one that is only expected.
    assert expected.on(date(2027, 7, 1)).taken_from == date(2026, 6, 30)
    assert expected.all()[0].expected
    assert not ReferenceRates({DECEMBER: Decimal("3.5")}).on(date(2027, 1, 1)).assumed
    assert expected.to_add(june) == (DECEMBER, june)


@pytest.mark.parametrize(
    ("today", "asked"),
    [
        (date(2026, 11, 28), ()),
        (DECEMBER - timedelta(days=1), ()),
        (DECEMBER, (DECEMBER,)),
        (date(2027, 6, 29), (DECEMBER,)),
        (date(2028, 1, 1), (DECEMBER, date(2027, 6, 30), date(2027, 12, 31))),
    ],
)
def test_a_rate_is_asked_for_once_its_day_has_come(today: date, asked: tuple[date, ...]) -> None:
    assert RATES.to_add(today) == asked
    added = ReferenceRates({DECEMBER: Decimal(3)})
    assert added.to_add(today) == asked[1:]


def test_the_table_newest_first() -> None:
    table = ReferenceRates({DECEMBER: Decimal("3.5")}).all()
    assert table[0] == (DECEMBER, Decimal("3.5"), True, False)
    assert table[1] == (date(2026, 6, 30), Decimal("3.75"), False, False)
    assert table[-1] == (date(2002, 6, 30), Decimal(4), False, False)
    assert len(table) == 50
    assert RATES.known_to == date(2026, 10, 6)


def test_interest_before_the_rate_was_set_this_way_is_refused() -> None:
    assert RATES.on(IN_FORCE).date == date(2002, 6, 30)
    with pytest.raises(BadInput, match="7 August 2002"):
        RATES.on(IN_FORCE - timedelta(days=1))


@given(st.dates(IN_FORCE, date(2100, 12, 31)))
def test_the_reference_date_is_the_last_one_before_interest_starts(starts: date) -> None:
    reference_date = RATES.reference_date(starts)
    assert (reference_date.month, reference_date.day) in ((6, 30), (12, 31))
    assert 1 <= (starts - reference_date).days <= 184


@pytest.mark.parametrize(
    ("typed", "rate"),
    [("3.75", "3.75"), (" 3.75 % ", "3.75"), ("0", "0"), ("25", "25"), ("0.1234", "0.1234")],
)
def test_a_rate_as_it_is_typed(typed: str, rate: str) -> None:
    assert read_reference_rate(DECEMBER, typed) == (DECEMBER, Decimal(rate))
    assert read_reference_rate("2026-12-31", typed) == (DECEMBER, Decimal(rate))


@pytest.mark.parametrize(
    "typed", ["", "-1", "25.01", "26", "3,75", "3.75.1", "0.12345", "1e1", "NaN", "٣", "9" * 50]
)
def test_what_is_no_rate(typed: str) -> None:
    with pytest.raises(BadInput) as refused:
        read_reference_rate(DECEMBER, typed)
    assert refused.value.field == "percent"


@pytest.mark.parametrize(
    "day", [date(2026, 12, 30), date(2026, 6, 29), date(2001, 12, 31), "31/12/2026", ""]
)
def test_what_is_no_reference_date(day: date | str) -> None:
    with pytest.raises(BadInput) as refused:
        read_reference_rate(day, "3.75")
    assert refused.value.field == "date"


def test_a_rate_that_came_with_the_program_is_not_another() -> None:
    june = date(2026, 6, 30)
    assert read_reference_rate(june, "3.750") == (june, Decimal("3.75"))
    with pytest.raises(BadInput, match=r"30 June 2026 came with the program: 3\.75%, not 4%"):
        read_reference_rate(june, "4")
