"""The dates that a field can mean, and which of several readings it takes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from spoc_tui.casework.dates.when import show_day
from spoc_tui.casework.errors import BadInput
from spoc_tui.casework.text import display_safe

if TYPE_CHECKING:
    from spoc_tui.casework.dates.working_days import WorkingDays

T = TypeVar("T")

YEARS = range(1990, 2101)
LONGEST_TYPED = 60


class Direction(Enum):
    """Which days a field can mean, seen from today."""

    PAST = "up to today"
    AHEAD = "from today on"
    MOSTLY_PAST = "up to today; later where only that can be meant"
    MOSTLY_AHEAD = "from today on; earlier where only that can be meant"
    ANY = "any day"

    @property
    def looks_back(self) -> bool:
        return self in (Direction.PAST, Direction.MOSTLY_PAST)

    @property
    def looks_ahead(self) -> bool:
        return self in (Direction.AHEAD, Direction.MOSTLY_AHEAD)

    @property
    def is_strict(self) -> bool:
        """Whether a day on the other side is refused even where nothing else can be meant."""
        return self in (Direction.PAST, Direction.AHEAD)


class WrongSide(BadInput):
    """A day that can be read, on the side of today that a field does not mean."""


class DateRequest(NamedTuple):
    """A date that is asked for: the field's direction, and the days a phrase is read against."""

    today: date
    days: WorkingDays
    direction: Direction
    near: date
    """What a date without a year is nearest to; today, where nothing else was given."""
    last: date
    """The last day that a field for the past can mean; usually today."""
    timed: bool = False
    """A field for a moment: a dot between two numbers is a time there."""
    today_counts: bool = False
    """A weekday's name can be today, as a time of day is with it."""

    def can_mean(self, day: date) -> bool:
        if self.direction.looks_back:
            return day <= self.last
        return not self.direction.looks_ahead or day >= self.today

    def with_time(self) -> DateRequest:
        """The same, of a phrase that has a time of day with it."""
        return self._replace(today_counts=True)


class Readings(NamedTuple):
    """The days that a phrase can mean, the nearest first; what to type where it is refused."""

    days: Sequence[date]
    tell: str = "type the year"


def nearest_years(days: Iterable[date], asked: DateRequest) -> Readings:
    """The same day in several years, the nearest to `near` first; of two as near, the one that the
    field can mean.
    """

    def distance(day: date) -> tuple[int, bool]:
        return abs((day - asked.near).days), not asked.can_mean(day)

    return Readings(sorted(days, key=distance))


def settle(
    text: str,
    readings: Sequence[T],
    asked: DateRequest,
    *,
    can_mean: Callable[[T], bool],
    show: Callable[[T], str],
    tell: str,
    give: str,
    field: str,
) -> T:
    """The first reading; WrongSide, with the other one, where the field cannot mean it.

    `tell` says what to type to be understood, `give` what there can be where nothing else is meant.
    It is never moved on to the next one: who types 26/11 a day too early may mean 25/11, and not
    last year.
    """
    first, *others = readings
    ahead = asked.direction.looks_ahead
    if can_mean(first) or not (others or asked.direction.is_strict):
        return first
    side = "past" if ahead else "to come"
    if other := next(filter(can_mean, others), None):
        raise WrongSide(
            f"{quoted(text)} is either {show(first)}, which is {side}, or {show(other)}: {tell}.",
            field=field,
        )
    raise WrongSide(f"{quoted(text)} is {show(first)}, which is {side}. Give {give}.", field=field)


def settle_day(text: str, readings: Readings, asked: DateRequest, field: str) -> date:
    """The day that is meant; BadInput where it is on the wrong side, or outside 1990 to 2100."""
    day = settle(
        text,
        readings.days,
        asked,
        can_mean=asked.can_mean,
        show=show_day,
        tell=readings.tell,
        give=f"today or {'a later' if asked.direction.looks_ahead else 'an earlier'} day",
        field=field,
    )
    check_year(day, text, field)
    return day


def check_year(day: date, text: str, field: str) -> None:
    """BadInput outside 1990 to 2100."""
    if day.year not in YEARS:
        raise BadInput(
            f"{quoted(text)} is in the year {day.year}; dates from {YEARS[0]} to {YEARS[-1]} "
            "are understood.",
            field=field,
        )


def plain(text: str, examples: str, field: str) -> str:
    """Lower case, single spaces; BadInput when there is nothing, or far too much, to read."""
    if len(text) > LONGEST_TYPED:
        raise BadInput(
            f"{quoted(text)} is too long to be a date ({len(text):,} characters). {examples}",
            field=field,
        )
    typed = " ".join(text.lower().replace("’", "'").split())
    if not typed:
        raise BadInput(f"No date was typed. {examples}", field=field)
    return typed


def quoted(text: str) -> str:
    """The text typed, short and safe enough to put in a sentence."""
    typed = " ".join(display_safe(text[:LONGEST_TYPED]).split())
    return f"“{typed[:40]}…”" if len(typed) > 40 or len(text) > LONGEST_TYPED else f"“{typed}”"
