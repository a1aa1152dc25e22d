"""The rate of statutory interest: 8 % over the Bank of England's base rate on a reference date.

SI 2002/1675: the base rate in force on 30 June counts for interest that starts to run from 1 July
to 31 December, that of 31 December for interest that starts from 1 January to 30 June.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from spoc_tui.casework.errors import BadInput
from spoc_tui.casework.payments.reference_dates import is_reference_date, reference_dates
from spoc_tui.casework.working_lines import day_in_full

IN_FORCE = date(2002, 8, 7)
"""From when the rate is calculated so: SI 2002/1675."""
OVER_BASE_RATE = Decimal(8)
_FIRST_YEAR = 2002
_MOST_PERCENT = Decimal(25)
_PERCENT = re.compile(r"(?P<number>[0-9]{1,2}(?:\.[0-9]{1,4})?)\s*%?")


@dataclass(frozen=True)
class ReferenceRate:
    """The base rate, in percent, that counts for interest from a reference date on."""

    percent: Decimal
    taken_from: date
    """The reference date whose rate it is."""
    expected: bool
    """It was added before its day came, as what is expected."""
    # The last, because from here on `date` names it and no longer the type.
    date: date
    """The reference date whose rate is wanted."""

    @property
    def assumed(self) -> bool:
        """Whether the rate wanted is not known yet: an earlier one, or an expected one, is
        used.
        """
        return self.expected or self.taken_from != self.date

    @property
    def statutory(self) -> Decimal:
        """The rate of statutory interest, in percent a year."""
        return self.percent + OVER_BASE_RATE


class KnownRate(NamedTuple):
    """One line of the table: a reference date, the base rate in percent, who it is from."""

    date: date
    percent: Decimal
    added: bool
    """By the officer; otherwise it came with the program."""
    expected: bool = False
    """Added before its day came: sums that rest on it count as assumed."""


class ReferenceRates:
    """The rates that came with the program, with those the officer added (`added`, reference date
    to percent), of which some are only `expected`. An added rate counts only past the dates that
    came with the program.
    """

    def __init__(
        self, added: Mapping[date, Decimal] | None = None, expected: Collection[date] = ()
    ) -> None:
        shipped = _shipped()
        self._added = {day: rate for day, rate in (added or {}).items() if day > max(shipped)}
        self._expected = frozenset(expected) & self._added.keys()
        self._rates = {**shipped, **self._added}

    @property
    def known_to(self) -> date:
        """The last day on which the base rate that came with the program was observed."""
        from spoc_tui.data import BANK_RATE_KNOWN_TO

        return BANK_RATE_KNOWN_TO

    def reference_date(self, starts: date) -> date:
        """The 30 June or 31 December before interest that starts to run on `starts`."""
        if starts.month <= 6:
            return date(starts.year - 1, 12, 31)
        return date(starts.year, 6, 30)

    def on(self, starts: date) -> ReferenceRate:
        """The rate for interest that starts to run on `starts`, for the life of the debt.

        Where it is not known yet, that of the last reference date that is, marked as assumed.
        BadInput for a day before 7 August 2002.
        """
        if starts < IN_FORCE:
            raise BadInput(
                f"Interest from {day_in_full(starts)} is before {day_in_full(IN_FORCE)}, when the "
                "rate of statutory interest was first set this way. Check the dates."
            )
        day = self.reference_date(starts)
        known = day if day in self._rates else max(one for one in self._really_known if one <= day)
        return ReferenceRate(self._rates[known], known, known in self._expected, day)

    def all(self) -> tuple[KnownRate, ...]:
        """Every reference date from 30 June 2002 on whose rate is known, newest first."""
        newest_first = sorted(self._rates.items(), reverse=True)
        return tuple(
            KnownRate(day, rate, day in self._added, day in self._expected)
            for day, rate in newest_first
        )

    def to_add(self, today: date) -> tuple[date, ...]:
        """The reference dates that have come and whose rate is not known yet, the earliest
        first.
        """
        came = reference_dates(max(_shipped()), today)
        return tuple(day for day in came if day not in self._really_known)

    @property
    def _really_known(self) -> Collection[date]:
        """The dates whose rate is known, and not only expected."""
        return self._rates.keys() - self._expected


def read_reference_rate(day: date | str, percent: str) -> tuple[date, Decimal]:
    """A reference date (a date, or ISO text) and the base rate as typed: `3.75` or `3.75%`.

    BadInput, with the field `date` or `percent`: for a day that is no 30 June or 31 December from
    2002 on, for what is no percentage from 0 to 25 with at most four decimals, and for another rate
    than came with the program.
    """
    on = _read_date(day) if isinstance(day, str) else day
    if not is_reference_date(on) or on.year < _FIRST_YEAR:
        raise BadInput(
            f"{day_in_full(on)} is not a reference date. Give 30 June or 31 December of a year "
            f"from {_FIRST_YEAR} on.",
            field="date",
        )
    rate = read_percent(percent)
    shipped = _shipped().get(on)
    if shipped is not None and shipped != rate:
        raise BadInput(
            f"The base rate of {day_in_full(on)} came with the program: {show_percent(shipped)}%, "
            f"not {show_percent(rate)}%. Only later dates can be added.",
            field="percent",
        )
    return on, rate


def show_percent(percent: Decimal) -> str:
    """`3.75`, `12`: without noughts at the end."""
    return f"{percent.normalize():f}"


def _read_date(text: str) -> date:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise BadInput(
            f"“{text.strip()[:40]}” is not a date. Type for example 2026-12-31.", field="date"
        ) from None


def read_percent(text: str) -> Decimal:
    """A base rate in percent; BadInput if it is not one."""
    typed = text.strip()
    match = _PERCENT.fullmatch(typed)
    rate = Decimal(match["number"]) if match else None
    if rate is None or rate > _MOST_PERCENT:
        raise BadInput(
            f"“{typed[:40]}” is not a base rate. Type a percentage from 0 to {_MOST_PERCENT}, with "
            "at most four decimals, for example 3.75.",
            field="percent",
        )
    return rate


@cache
def _shipped() -> Mapping[date, Decimal]:
    """The base rate on each reference date since 30 June 2002 that came with the program."""
    import csv

    from spoc_tui.data import BANK_RATE_KNOWN_TO, text_of

    rows = csv.DictReader(text_of("bank_rate.csv").splitlines())
    changes = {date.fromisoformat(row["date"]): Decimal(row["percent"]) for row in rows}
    first = date(_FIRST_YEAR - 1, 12, 31)
    return {
        day: changes[max(one for one in changes if one <= day)]
        for day in reference_dates(first, BANK_RATE_KNOWN_TO)
    }
