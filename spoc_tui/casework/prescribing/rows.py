"""What is put down on a service over time: whether it has room, and the counts of each month."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from spoc_tui.casework.dates.months import show_month
from spoc_tui.casework.errors import BadInput
from spoc_tui.casework.kinds.fields import choice, day, line, number, whole_month
from spoc_tui.casework.kinds.record import RecordRow
from spoc_tui.casework.prescribing.steps import Room, Source

MOST_WEEKS = 260
MOST_PEOPLE = 100_000
A_MONTH = "such as Sep 2026; a quarter is three months, each with its own counts"
REMEDY = "Counts are of one month: type it as Sep 2026 or 2026-09; not a quarter."


@dataclass(frozen=True, kw_only=True, repr=False)
class Reading(RecordRow):
    """Whether a service had room on a day, as somebody there said."""

    as_of: date = day("As of", "the day on which it was said", needed=True, past=True)
    room: Room = choice("Room", Room, "yes, few, no or not-known", needed=True, column=0)
    places: int | None = number("Places a month", "blank: not known", most=MOST_PEOPLE, counts=None)
    wait: int | None = number("Weeks to wait", "blank: not known", most=MOST_WEEKS, counts="week")
    said_by: str = line("Said by", "whoever answered", personal=True)


@dataclass(frozen=True, kw_only=True, repr=False)
class Counts(RecordRow):
    """How many were referred to a service in a month, and what became of that; nobody is named."""

    month: date = whole_month("Month", A_MONTH, needed=True, remedy=REMEDY)
    from_whom: Source | None = choice("From whom", Source, "blank: not split")
    referred: int = number("Referred", "how many", needed=True, most=MOST_PEOPLE, counts=None)
    accepted: int | None = number("Accepted", "blank: not known", most=MOST_PEOPLE, counts=None)
    turned_away: int | None = number(
        "Turned away full", "for want of room; blank: not known", most=MOST_PEOPLE, counts=None
    )
    started: int | None = number("Started", "blank: not known", most=MOST_PEOPLE, counts=None)
    source: str = line("Source", "which list or e-mail says so", column=0)

    def __post_init__(self) -> None:
        object.__setattr__(self, "month", self.month.replace(day=1))


class Month(NamedTuple):
    """What is known of a month, from whomever people came; None: not known."""

    month: date
    referred: int
    accepted: int | None
    turned_away: int | None
    started: int | None

    @property
    def last_day(self) -> date:
        return last_day_of(self.month)


def month_after(month: date) -> date:
    """The first day of the next month."""
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)


def last_day_of(month: date) -> date:
    """The last day of a month."""
    return month_after(month) - timedelta(days=1)


def by_month(counts: Iterable[Counts]) -> tuple[Month, ...]:
    """The counts of each month, the earliest first."""
    its = defaultdict[date, list[Counts]](list)
    for one in counts:
        its[one.month].append(one)
    return tuple(
        Month(
            month,
            sum(one.referred for one in rows),
            _sum(one.accepted for one in rows),
            _sum(one.turned_away for one in rows),
            _sum(one.started for one in rows),
        )
        for month, rows in sorted(its.items())
    )


def _sum(numbers: Iterable[int | None]) -> int | None:
    known = [one for one in numbers if one is not None]
    return sum(known) if known else None


def check_counts(counts: Iterable[Counts]) -> None:
    """BadInput where a month is there twice, or more were accepted than referred."""
    there = set[tuple[date, Source | None]]()
    split: dict[date, bool] = {}
    for one in counts:
        called = show_month(one.month)
        if (one.month, one.from_whom) in there:
            whom = f" from {one.from_whom.words}" if one.from_whom else ""
            raise BadInput(
                f"The counts of {called}{whom} are there already. Correct those instead.",
                field="month",
            )
        there.add((one.month, one.from_whom))
        if split.setdefault(one.month, one.from_whom is not None) != (one.from_whom is not None):
            raise BadInput(
                f"The counts of {called} are there as a whole and split by from whom: they would "
                "be added twice. Keep one of both.",
                field="from_whom",
            )
        for name, label in (
            ("accepted", "accepted"),
            ("started", "started"),
            ("turned_away", "turned away"),
        ):
            if (getattr(one, name) or 0) > one.referred:
                raise BadInput(
                    f"In {called} more were {label} ({getattr(one, name):,}) than referred "
                    f"({one.referred:,}). Check both; somebody who was accepted in a later month "
                    "counts in the month of the referral.",
                    field=name,
                )
        if (one.accepted or 0) + (one.turned_away or 0) > one.referred:
            raise BadInput(
                f"In {called} accepted and turned away come to more than referred.",
                field="turned_away",
            )
