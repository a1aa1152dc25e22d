"""What a period was made of, as it is read from the timeline, and the figures that follow."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from math import ceil
from typing import NamedTuple

from spoc_tui.casework.days_to_pay import Band
from spoc_tui.casework.figures import BREAKDOWNS, Figures
from spoc_tui.casework.payment_totals import Owing, totals
from spoc_tui.casework.working_days import WorkingDays

NOT_KNOWN = "not known"
SINGLE_DAYS = 10
"""Up to so many working days each is counted for itself."""
FEW = 3
"""Fewer than this are not spoken of by themselves, for they might point to somebody."""
COUNTED = ("received", "closed", "open")
PAYMENT_COUNTS = ("new", "escalated", "paid")
FEEDBACK_COUNTS = ("heard", "done", "told", "late")
LONGER, LONGEST = f"{SINGLE_DAYS + 1} to {2 * SINGLE_DAYS}", f"over {2 * SINGLE_DAYS}"


class Counted(NamedTuple):
    """An enquiry, and what it is counted under; blank: not known."""

    uid: str
    topic: str
    directorate: str
    channel: str
    ward: str
    overdue: bool = False
    """Of one that was open at the end."""


class Told(NamedTuple):
    """That a caller heard: from which day it is counted, when, the waits between, the standard."""

    uid: str
    directorate: str
    since: date
    at: date
    waits: tuple[tuple[date, date], ...]
    standard: int
    """Working days."""


class PassedOn(NamedTuple):
    """An enquiry that was passed on in the period: how often in it, and how often by its end."""

    uid: str
    times: int
    in_all: int


class OfSide(NamedTuple):
    """A feedback action, and which side owes it."""

    uid: str
    side: str


@dataclass(frozen=True)
class WeekFacts:
    """The facts of one period, each with its record, so that what a figure counts can be shown."""

    received: Sequence[Counted] = ()
    closed: Sequence[Counted] = ()
    open: Sequence[Counted] = ()
    """At the end."""
    acknowledged: Sequence[Told] = ()
    told: Sequence[Told] = ()
    passed_on: Sequence[PassedOn] = ()
    first_time: Sequence[str] = ()
    """Organisations."""
    payments: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """new, escalated, paid."""
    owed: Sequence[Owing] = ()
    """Of the payment complaints on which money is to come at the end."""
    feedback: Mapping[str, Sequence[OfSide]] = field(default_factory=dict)
    """heard, done, told, late."""


def figures_of(facts: WeekFacts, days: WorkingDays) -> Figures:
    """The figures, each as casework/figures.py defines it."""
    acknowledged = days_taken(facts.acknowledged, days)
    answered = days_taken(facts.told, days)
    owed = totals(facts.owed)
    values: dict[str, int | None] = {
        "enquiries.received": len(facts.received),
        "enquiries.closed": len(facts.closed),
        "enquiries.open": len(facts.open),
        "enquiries.overdue": sum(one.overdue for one in facts.open),
        "enquiries.acknowledged_median": middle(acknowledged),
        "enquiries.acknowledged_90th": nine_in_ten(acknowledged),
        "enquiries.acknowledged_within": _within(facts.acknowledged, acknowledged),
        "enquiries.answered_median": middle(answered),
        "enquiries.answered_90th": nine_in_ten(answered),
        "enquiries.answered_within": _within(facts.told, answered),
        "enquiries.passed_on": sum(one.times for one in facts.passed_on),
        "enquiries.passed_around": sum(one.in_all > 1 for one in facts.passed_on),
        "enquiries.first_time": len(facts.first_time),
        **{f"payments.{name}": len(facts.payments.get(name, ())) for name in PAYMENT_COUNTS},
        "payments.open": owed.count,
        "payments.outstanding": owed.outstanding,
        "payments.oldest": owed.oldest,
        "payments.interest": owed.interest,
        "payments.assumed": owed.assumed,
    }
    sides = {}
    for name in FEEDBACK_COUNTS:
        actions = facts.feedback.get(name, ())
        values[f"feedback.{name}"] = len(actions)
        sides[f"feedback.{name}"] = _most_first(Counter(one.side for one in actions))
    return Figures(
        values,
        **{name: _broken_down(getattr(facts, name)) for name in COUNTED},
        owed=_by_band(facts.owed),
        sides=sides,
        taken=_by_days(facts.told, answered),
        longest=_longest(facts.told, answered),
        overdue=_most_first(
            Counter(one.directorate or NOT_KNOWN for one in facts.open if one.overdue)
        ),
    )


def middle(numbers: Sequence[int]) -> int | None:
    """The median, the lower of the two middle ones; None of nothing."""
    return sorted(numbers)[(len(numbers) - 1) // 2] if numbers else None


def nine_in_ten(numbers: Sequence[int]) -> int | None:
    """The 90th percentile by nearest rank; None of nothing."""
    return sorted(numbers)[ceil(len(numbers) * 9 / 10) - 1] if numbers else None


def days_taken(told: Sequence[Told], days: WorkingDays) -> list[int]:
    """Of each, the working days from the day it counts from, less those waited on the caller."""
    counted = cache(days.count)  # a great many took the same days
    return [_less_waits(one, days) if one.waits else counted(one.since, one.at) for one in told]


def _less_waits(one: Told, days: WorkingDays) -> int:
    waited = set[date]()
    for began, ended in one.waits:
        waited |= _working(max(began, one.since), min(ended, one.at), days)
    return len(_working(one.since, one.at, days) - waited)


def _working(start: date, end: date, days: WorkingDays) -> set[date]:
    """The working days after `start`, up to and with `end`."""
    count = (end - start).days
    dates = (date.fromordinal(start.toordinal() + n) for n in range(1, count + 1))
    return {day for day in dates if days.is_working(day)}


def _within(told: Sequence[Told], taken: Sequence[int]) -> int | None:
    """How many percent took no longer than their standard, rounded down; None of nothing."""
    if not told:
        return None
    kept = sum(took <= one.standard for one, took in zip(told, taken, strict=True))
    return 100 * kept // len(told)


def _broken_down(enquiries: Iterable[Counted]) -> dict[str, dict[str, int]]:
    listed = list(enquiries)
    found = {}
    for breakdown in BREAKDOWNS:
        counts = Counter(getattr(one, breakdown) or NOT_KNOWN for one in listed)
        found[breakdown] = _most_first(counts)
    return found


def _most_first(counts: Counter[str]) -> dict[str, int]:
    return dict(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))


def _by_days(told: Sequence[Told], taken: Sequence[int]) -> dict[str, tuple[int, int]]:
    """How many took so many working days: within their standard, and beyond it."""
    counts = Counter(
        (stretch(took), took > one.standard) for one, took in zip(told, taken, strict=True)
    )
    rows = [*map(str, range(SINGLE_DAYS + 1)), LONGER, LONGEST] if told else []
    return {row: (counts[row, False], counts[row, True]) for row in rows}


def stretch(days: int) -> str:
    """The row that so many working days are counted in: “3”, “11 to 20”, “over 20”."""
    return str(days) if days <= SINGLE_DAYS else LONGER if days <= 2 * SINGLE_DAYS else LONGEST


def _longest(told: Sequence[Told], taken: Sequence[int]) -> tuple[str, int] | None:
    """The directorate whose enquiries took longest to answer, of those with FEW or more, and the
    median of their working days.
    """
    days: dict[str, list[int]] = {}
    for one, took in zip(told, taken, strict=True):
        days.setdefault(one.directorate, []).append(took)
    found = {name: middle(each) or 0 for name, each in days.items() if name and len(each) >= FEW}
    return max(sorted(found.items()), key=lambda pair: pair[1]) if len(found) > 1 else None


def band_name(owed: Owing) -> str:
    """Its ageing band, as it is named."""
    return owed.band.words if owed.band else NOT_KNOWN


def _by_band(owed: Iterable[Owing]) -> dict[str, tuple[int, int]]:
    listed = list(owed)
    found = {}
    for band in (*(band.words for band in Band), NOT_KNOWN):
        pence = [one.outstanding for one in listed if band_name(one) == band]
        if pence:
            found[band] = len(pence), sum(pence)
    return found
