"""The numbers of a period, and how many records each is based on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from spoc_tui.casework.figures.figure import MEDIANS, STANDARD_FIGURES, Figure, Unit
from spoc_tui.casework.figures.hiding import FEW, HIDDEN_TEXT, parts_of
from spoc_tui.casework.figures.numbers import (
    ENOUGH,
    LATE,
    NOT_YET,
    ONE_WHOLE,
    WITHIN,
    Number,
    middle,
    nine_in_ten,
    percent,
    plainly,
    rounded,
)
from spoc_tui.casework.money import show_pounds
from spoc_tui.casework.week.definitions import ALL_FIGURES, BY_CODE

NO_FIGURE = "–"
"""Shown where there is no figure."""
LONGEST_PREFIX = "longest "


class DeadlineCounts(NamedTuple):
    """Of those whose day fell in a period: how many were done by it, after it, and not yet."""

    within: int = 0
    late: int = 0
    not_yet: int = 0


@dataclass(frozen=True)
class FigureValues:
    """Figures by code, None where there is nothing to count from, each rounded as it is given out:
    a share in whole percent, a mean to one place. Pence and days are whole but for medians.
    """

    values: Mapping[str, Number | None]
    of: Mapping[str, int] = field(default_factory=dict)
    """Of how many each share, median and 9 in 10 is, by its code."""
    days: Mapping[str, Mapping[int, int]] = field(default_factory=dict)
    """acknowledged, answered, and by its code a median by itself: by working days, how many took
    that long.
    """
    kept: Mapping[str, DeadlineCounts] = field(default_factory=dict)
    """By standard, and by its code a share by itself."""


@dataclass(frozen=True, kw_only=True)
class Figures(FigureValues):
    """The figures of one period, and what they are broken down by."""

    received: Mapping[str, Mapping[str, int]]
    """Enquiries received, by breakdown and then by name, the most first."""
    closed: Mapping[str, Mapping[str, int]]
    open: Mapping[str, Mapping[str, int]]
    """At the end."""
    owed: Mapping[str, tuple[int, int]]
    """Payments still owed at the end, by ageing band: how many, and pence outstanding."""
    under: Mapping[str, Mapping[str, int]]
    """What is broken down in DIVIDED, by code and then by name, the most first."""
    taken: Mapping[str, tuple[int, int]]
    """Enquiries answered, by the working days that took (“0” … “10”, “11 to 20”, “over 20”): how
    many by their day, and how many after it. Every row is there, if anyone was answered.
    """
    overdue: Mapping[str, int]
    """Enquiries whose answer was overdue at the end, by where they sit, the most first."""
    longest: tuple[str, Decimal, int] | None
    """The directorate that took longest to answer, the median of its working days, of how many."""


class Given(NamedTuple):
    """A figure as it is given out: the number (None: none, or hidden), of how many, in print."""

    number: Number | None
    of: int | None
    described: str


def measured(
    counts: Mapping[str, Number | None],
    days: Mapping[str, Mapping[int, int]],
    kept: Mapping[str, DeadlineCounts],
) -> FigureValues:
    """The counts, and the medians, 9 in 10 and shares that follow from the days and standards."""
    values, of = dict(counts), dict[str, int]()
    for name, each in days.items():
        if name in BY_CODE:
            values[name], of[name] = middle(each), sum(each.values())
            continue
        values[f"enquiries.{name}_median"] = middle(each)
        values[f"enquiries.{name}_90th"] = nine_in_ten(each)
        of |= dict.fromkeys(
            (f"enquiries.{name}_median", f"enquiries.{name}_90th"), sum(each.values())
        )
    for name, one in kept.items():
        code = name if name in BY_CODE else f"enquiries.{name}_{WITHIN}"
        of[code] = sum(one)
        values[code] = percent(one.within, sum(one)) if sum(one) else None
        if name in BY_CODE:
            continue
        values.setdefault(f"enquiries.{name}_{LATE}", one.late)
        values.setdefault(f"enquiries.{name}_{NOT_YET}", one.not_yet)
    return FigureValues(
        {figure.code: values.get(figure.code) for figure in ALL_FIGURES}, of, days, kept
    )


def together(periods: Sequence[FigureValues]) -> FigureValues:
    """Of counts and sums the mean of those that have one; of medians, 9 in 10 and shares, what all
    that was counted in them together makes.
    """
    days = {
        name: sum((Counter(one.days.get(name, {})) for one in periods), Counter[int]())
        for name in dict.fromkeys(name for one in periods for name in one.days)
    }
    kept = {
        name: DeadlineCounts(
            *map(sum, zip(*(one.kept.get(name, DeadlineCounts()) for one in periods), strict=True))
        )
        for name in dict.fromkeys(name for one in periods for name in one.kept)
    }
    means = {figure.code: _mean(figure, periods) for figure in ALL_FIGURES if not figure.is_of_many}
    return measured(means, days, kept)


def _mean(figure: Figure, periods: Sequence[FigureValues]) -> Decimal | int | None:
    values = [one.values.get(figure.code) for one in periods]
    there = [value for value in values if value is not None]
    if not there:
        return None
    mean = Decimal(sum(there)) / len(there)
    return int(rounded(mean, ONE_WHOLE)) if figure.unit is Unit.PENCE else rounded(mean)


def given(numbers: FigureValues, code: str, *, hide_few: bool = False) -> Given:
    """A figure as every form gives it out: “31”, “83% (10 of 12)”, “4.5 days (of 12)”, “longest 9
    days (of 4)”, “£1,240.00”, “–”. With `hide_few`, what would tell a small count is hidden.
    """
    figure, number, of = BY_CODE[code], numbers.values.get(code), numbers.of.get(code)
    if number is None:
        return Given(None, of or None, NO_FIGURE)
    if hide_few and (word := _hidden(numbers, figure)):
        return Given(None, None, word)
    return Given(number, of, _described(figure, number, of, numbers))


def _described(figure: Figure, number: Number, of: int | None, numbers: FigureValues) -> str:
    if figure.unit is Unit.PENCE:
        return show_pounds(int(number))
    plain = plainly(number)
    if figure.unit is Unit.SHARE:
        done = numbers.kept[figure.standard or figure.code].within
        return f"{plain}% ({done:,} of {of:,})"
    if figure.unit in MEDIANS:
        longest = LONGEST_PREFIX if figure.is_ninety and (of or 0) < ENOUGH else ""
        unit = "month" if figure.unit is Unit.MONTHS else "day"
        return f"{longest}{plain} {unit}{'' if number == 1 else 's'} (of {of:,})"
    return plain


def _hidden(numbers: FigureValues, figure: Figure) -> str:
    """Shown for a figure that would tell a small count; blank where it does not.

    Kept, late and not yet are the parts of one total, as those of a breakdown are. What few took
    would be shown for them alone.
    """
    if figure.unit in MEDIANS:
        return HIDDEN_TEXT if numbers.of[figure.code] < FEW else ""
    if figure.standard not in STANDARD_FIGURES:
        return ""
    kept = numbers.kept.get(figure.standard, DeadlineCounts())
    parts = parts_of(kept._asdict(), hide_few=True)
    part = parts[figure.code.partition(f"{figure.standard}_")[2]]
    return part.hidden_as if part.number is None else ""
