"""The figures of a period, from what it was made of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache

from spoc_tui.casework.dates.working_days import WorkingDays
from spoc_tui.casework.figures.figure import MEDIANS, NOT_KNOWN, STANDARD_FIGURES, Unit
from spoc_tui.casework.figures.hiding import FEW
from spoc_tui.casework.figures.numbers import Number, middle
from spoc_tui.casework.payments.days_to_pay import PaymentBand
from spoc_tui.casework.payments.totals import Owing, totals
from spoc_tui.casework.week.definitions import (
    ALL_FIGURES,
    BREAKDOWNS,
    BY_CODE,
    COUNTED_ALONE,
    DIVIDED,
)
from spoc_tui.casework.week.facts import (
    Amount,
    CountedEnquiry,
    DeadlineResult,
    OfMany,
    Several,
    Told,
    Took,
    Under,
    WeekFacts,
)
from spoc_tui.casework.week.measures import DeadlineCounts, Figures, measured

SINGLE_DAYS = 10
"""Up to so many working days each is counted for itself."""
UP_TO_TWICE, OVER_TWICE = f"{SINGLE_DAYS + 1} to {2 * SINGLE_DAYS}", f"over {2 * SINGLE_DAYS}"


def figures_of(facts: WeekFacts, days: WorkingDays) -> Figures:
    """The figures, each as casework/week/definitions.py defines it."""
    answered = days_taken(facts.told, days)
    owed = totals(facts.owed)
    counts: dict[str, Number | None] = {
        "enquiries.open_before": len(facts.open_before),
        "enquiries.received": len(facts.received),
        "enquiries.reopened": len(facts.reopened),
        "enquiries.closed": len(facts.closed),
        "enquiries.open": len(facts.open),
        "enquiries.overdue": sum(one.overdue for one in facts.open),
        "enquiries.passed_on": sum(one.times for one in facts.passed_on),
        "enquiries.passed_around": sum(one.in_all > 1 for one in facts.passed_on),
        "enquiries.first_time": len(facts.first_time),
        **{
            code: _counted(code, facts.counted.get(code, ()))
            for code in COUNTED_ALONE
            if not BY_CODE[code].is_of_many
        },
        "payments.open": owed.count,
        "payments.outstanding": owed.outstanding,
        "payments.oldest": owed.oldest,
        "payments.interest": owed.interest,
        "payments.assumed": owed.assumed,
    }
    under = {code: _under(facts.counted.get(code, ())) for code in DIVIDED}
    took = {"acknowledged": days_taken(facts.acknowledged, days), "answered": answered}
    numbers = measured(
        counts,
        {name: Counter(each) for name, each in took.items()} | _days_of(facts),
        {name: _kept(facts.due.get(name, ())) for name in STANDARD_FIGURES} | _parts_of(facts),
    )
    return Figures(
        numbers.values,
        numbers.of,
        numbers.days,
        numbers.kept,
        received=_broken_down(facts.received),
        closed=_broken_down(facts.closed),
        open=_broken_down(facts.open),
        owed=_by_band(facts.owed),
        under=under,
        taken=_by_days(facts.told, answered),
        longest=_longest(facts.told, answered),
        overdue=_most_first(
            Counter(one.directorate or NOT_KNOWN for one in facts.open if one.overdue)
        ),
    )


def _counted(code: str, its: Sequence[object]) -> int:
    """How many there are, or what they come to where the figure is a sum."""
    if BY_CODE[code].unit is Unit.PENCE:
        return sum(one.pence for one in its if isinstance(one, Amount))
    numbers = (one.number for one in its if isinstance(one, Several))
    under = [one for one in its if isinstance(one, Under)]
    others = (1 for one in its if not isinstance(one, Several | Under))
    return sum(numbers) + sum(others) + _each_once(under)


def _each_once(its: Iterable[Under]) -> int:
    """What these come to, all of one organisation as one."""
    found = list(its)
    whose = {one.whose for one in found if one.whose}
    return len(whose) + sum(one.number for one in found if not one.whose)


def _under(its: Iterable[object]) -> dict[str, int]:
    """The same by name, the most first."""
    found: dict[str, list[Under]] = {}
    for one in its:
        if isinstance(one, Under):
            found.setdefault(one.name or NOT_KNOWN, []).append(one)
    return _most_first(Counter({name: _each_once(each) for name, each in found.items()}))


def _days_of(facts: WeekFacts) -> dict[str, Counter[int]]:
    """By the code of a figure that is a median by itself, the days that each record took."""
    return {
        code: Counter(one.days for one in facts.counted.get(code, ()) if isinstance(one, Took))
        for code in COUNTED_ALONE
        if BY_CODE[code].unit in MEDIANS
    }


def _parts_of(facts: WeekFacts) -> dict[str, DeadlineCounts]:
    """By the code of a figure that is a share by itself, how many there were, and were not."""
    found = {}
    for code in COUNTED_ALONE:
        if BY_CODE[code].unit is Unit.SHARE:
            its = [one for one in facts.counted.get(code, ()) if isinstance(one, OfMany)]
            part = sum(one.part for one in its)
            found[code] = DeadlineCounts(part, not_yet=sum(one.of for one in its) - part)
    return found


def no_figures() -> Figures:
    """The figures of a time before the first record: none."""
    nothing = figures_of(WeekFacts(), WorkingDays())
    return replace(nothing, values=dict.fromkeys((one.code for one in ALL_FIGURES), None))


def _kept(due: Sequence[DeadlineResult]) -> DeadlineCounts:
    return DeadlineCounts(**Counter(one.how for one in due))


def days_taken(told: Sequence[Told], days: WorkingDays) -> list[int]:
    """Of each, the working days from the day it counts from, less those waited on the caller."""
    counted = cache(days.count)  # a great many took the same days
    return [_less_waits(one, days) if one.waits else counted(one.since, one.at) for one in told]


def _less_waits(one: Told, days: WorkingDays) -> int:
    waited = waited_days(one.since, one.at, one.waits, days)
    return len(_working(one.since, one.at, days) - waited)


def waited_days(
    since: date, until: date, waits: Iterable[tuple[date, date]], days: WorkingDays
) -> set[date]:
    """The working days waited on the caller after `since`, up to and with `until`."""
    waited = set[date]()
    for began, ended in waits:
        waited |= _working(max(began, since), min(ended, until), days)
    return waited


def _working(start: date, end: date, days: WorkingDays) -> set[date]:
    """The working days after `start`, up to and with `end`."""
    count = (end - start).days
    dates = (date.fromordinal(start.toordinal() + n) for n in range(1, count + 1))
    return {day for day in dates if days.is_working(day)}


def _broken_down(enquiries: Iterable[CountedEnquiry]) -> dict[str, dict[str, int]]:
    listed = list(enquiries)
    found = {}
    for breakdown in BREAKDOWNS:
        counts = Counter(getattr(one, breakdown) or NOT_KNOWN for one in listed)
        found[breakdown] = _most_first(counts)
    return found


def _most_first(counts: Counter[str]) -> dict[str, int]:
    return dict(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))


def _by_days(told: Sequence[Told], taken: Sequence[int]) -> dict[str, tuple[int, int]]:
    """How many took so many working days: told by their day, and after it."""
    counts = Counter(
        (stretch(took), one.at > one.by) for one, took in zip(told, taken, strict=True)
    )
    rows = [*map(str, range(SINGLE_DAYS + 1)), UP_TO_TWICE, OVER_TWICE] if told else []
    return {row: (counts[row, False], counts[row, True]) for row in rows}


def stretch(days: int) -> str:
    """The row that so many working days are counted in: “3”, “11 to 20”, “over 20”."""
    return (
        str(days) if days <= SINGLE_DAYS else UP_TO_TWICE if days <= 2 * SINGLE_DAYS else OVER_TWICE
    )


def _longest(told: Sequence[Told], taken: Sequence[int]) -> tuple[str, Decimal, int] | None:
    """The directorate whose enquiries took longest to answer, of those with FEW or more, the
    median of their working days, and of how many.
    """
    days: dict[str, list[int]] = {}
    for one, took in zip(told, taken, strict=True):
        days.setdefault(one.directorate, []).append(took)
    found = [
        (name, middle(Counter(each)) or Decimal(0), len(each))
        for name, each in sorted(days.items())
        if name and len(each) >= FEW
    ]
    return max(found, key=lambda one: one[1]) if len(found) > 1 else None


def band_name(owed: Owing) -> str:
    """Its ageing band, as it is named."""
    return owed.band.words if owed.band else NOT_KNOWN


def _by_band(owed: Iterable[Owing]) -> dict[str, tuple[int, int]]:
    listed = list(owed)
    found = {}
    for band in (*(band.words for band in PaymentBand), NOT_KNOWN):
        pence = [one.outstanding for one in listed if band_name(one) == band]
        if pence:
            found[band] = len(pence), sum(pence)
    return found
