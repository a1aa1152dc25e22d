"""What a period was made of, as it is read from the timeline, and the figures that follow."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from math import ceil
from typing import NamedTuple

from spoc_tui.casework.figures import BREAKDOWNS, Figures
from spoc_tui.casework.when import london_date
from spoc_tui.casework.working_days import WorkingDays

NOT_KNOWN = "not known"
SINGLE_DAYS = 10
"""Up to so many working days each is counted for itself."""
LONGER, LONGEST = f"{SINGLE_DAYS + 1} to {2 * SINGLE_DAYS}", f"over {2 * SINGLE_DAYS}"


class Received(NamedTuple):
    """An enquiry received in the period, and what it is counted under; blank: not known."""

    topic: str
    directorate: str
    channel: str
    ward: str


class Told(NamedTuple):
    """That a caller heard: from which day it is counted, when, the waits between, the standard."""

    since: date
    at: date
    waits: tuple[tuple[date, date], ...]
    standard: int
    """Working days."""


class StillOwed(NamedTuple):
    """A payment complaint on which money is to come at the end. Pence."""

    band: str
    outstanding: int
    interest: int
    days_to_pay: int | None


@dataclass(frozen=True)
class WeekFacts:
    """The facts of one period."""

    received: Sequence[Received] = ()
    closed: int = 0
    open: int = 0
    overdue: Sequence[str] = ()
    """The directorate, blank where there is none, of each enquiry overdue at the end."""
    acknowledged: Sequence[Told] = ()
    told: Sequence[Told] = ()
    passed_on: int = 0
    first_time: int = 0
    payments: Mapping[str, int] = field(default_factory=dict)
    """new, escalated, paid."""
    owed: Sequence[StillOwed] = ()
    feedback: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    """heard, done, told, late; each by side."""


def figures_of(facts: WeekFacts, days: WorkingDays) -> Figures:
    """The figures, each as casework/figures.py defines it."""
    acknowledged = [_days_taken(one, days) for one in facts.acknowledged]
    answered = [_days_taken(one, days) for one in facts.told]
    values: dict[str, int | None] = {
        "enquiries.received": len(facts.received),
        "enquiries.closed": facts.closed,
        "enquiries.open": facts.open,
        "enquiries.overdue": len(facts.overdue),
        "enquiries.acknowledged_median": middle(acknowledged),
        "enquiries.acknowledged_within": _within(facts.acknowledged, acknowledged),
        "enquiries.answered_median": middle(answered),
        "enquiries.answered_90th": nine_in_ten(answered),
        "enquiries.answered_within": _within(facts.told, answered),
        "enquiries.passed_on": facts.passed_on,
        "enquiries.first_time": facts.first_time,
        **{
            f"payments.{name}": facts.payments.get(name, 0) for name in ("new", "escalated", "paid")
        },
        "payments.open": len(facts.owed),
        "payments.outstanding": sum(one.outstanding for one in facts.owed),
        "payments.oldest": max(
            (one.days_to_pay for one in facts.owed if one.days_to_pay is not None), default=None
        ),
        "payments.interest": sum(one.interest for one in facts.owed),
    }
    sides = {}
    for name in ("heard", "done", "told", "late"):
        by_side = facts.feedback.get(name, {})
        values[f"feedback.{name}"] = sum(by_side.values())
        sides[f"feedback.{name}"] = dict(by_side)
    return Figures(
        values,
        received=_broken_down(facts.received),
        owed=_by_band(facts.owed),
        sides=sides,
        taken=_by_days(facts.told, answered),
        overdue=_most_first(Counter(name or NOT_KNOWN for name in facts.overdue)),
    )


def middle(numbers: Sequence[int]) -> int | None:
    """The median, the lower of the two middle ones; None of nothing."""
    return sorted(numbers)[(len(numbers) - 1) // 2] if numbers else None


def nine_in_ten(numbers: Sequence[int]) -> int | None:
    """The 90th percentile by nearest rank; None of nothing."""
    return sorted(numbers)[ceil(len(numbers) * 9 / 10) - 1] if numbers else None


def day_of(at: datetime) -> date:
    """The day in London."""
    return london_date(at)


def _days_taken(one: Told, days: WorkingDays) -> int:
    """The working days from the day it is counted from, less those waited on the caller."""
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


def _broken_down(received: Iterable[Received]) -> dict[str, dict[str, int]]:
    listed = list(received)
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
        (_stretch(took), took > one.standard) for one, took in zip(told, taken, strict=True)
    )
    rows = [*map(str, range(SINGLE_DAYS + 1)), LONGER, LONGEST] if told else []
    return {row: (counts[row, False], counts[row, True]) for row in rows}


def _stretch(days: int) -> str:
    return str(days) if days <= SINGLE_DAYS else LONGER if days <= 2 * SINGLE_DAYS else LONGEST


def _by_band(owed: Iterable[StillOwed]) -> dict[str, tuple[int, int]]:
    bands: dict[str, tuple[int, int]] = {}
    for one in owed:
        count, pence = bands.get(one.band, (0, 0))
        bands[one.band] = count + 1, pence + one.outstanding
    return bands
