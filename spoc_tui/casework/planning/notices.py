"""The days in which views count: from each notice, and until the last of them is over.

Counted *beginning with* the day of the notice: that day is day 1. Public holidays are no days of
it, but for an application with an environmental statement (SI 2015/595, article 33 and schedule 3).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from spoc_tui.casework.council.dated_figures import DatedFigure, FigureOn, figure_on
from spoc_tui.casework.dates.working_days import ONE_DAY
from spoc_tui.casework.errors import BadInput, NotFound
from spoc_tui.casework.kinds.clocks import (
    beginning_with,
    days_without_holidays,
    is_public_holiday,
)
from spoc_tui.casework.kinds.fields import choice, day
from spoc_tui.casework.kinds.record import RecordRow
from spoc_tui.casework.planning import dated
from spoc_tui.casework.records.worded import Worded

if TYPE_CHECKING:
    from spoc_tui.casework.dates.deadlines import Deadline
    from spoc_tui.casework.dates.working_days import WorkingDays

USUAL_DAYS = 21
"""The window that the targets of the standards are said of."""
MOST_DAYS = 366


class NoticeKind(Worded):
    """How an application is made known."""

    SITE = "site"
    NEIGHBOURS = "neighbours"
    NEWSPAPER = "newspaper"
    WEBSITE = "website"

    @property
    def words(self) -> str:
        return {"site": "site notice", "neighbours": "letter to neighbours"}.get(
            self.value, self.value
        )


@dataclass(frozen=True, kw_only=True, repr=False)
class Notice(RecordRow):
    """An application made known in one way."""

    kind: NoticeKind = choice("Notice", NoticeKind, "how it is made known", needed=True, column=0)
    on: date = day("On", "the first day", needed=True)
    last: date | None = day("Last day", "for views")


class Application(NamedTuple):
    """What of an application its days go by."""

    infrastructure: bool = False
    """Whether it is public service infrastructure: 18 days in place of 21."""
    eia: bool = False
    """Whether it has an environmental statement: 30 days, and public holidays count."""

    def figure_of(self, kind: NoticeKind) -> str:
        """The name of the dated figure that says how many days a notice gives."""
        if self.eia:
            return dated.ENVIRONMENT
        if kind in (NoticeKind.NEWSPAPER, NoticeKind.WEBSITE):
            return dated.PUBLISHED
        return dated.INFRASTRUCTURE if self.infrastructure else dated.DISPLAYED


def last_day(
    kind: NoticeKind,
    on: date,
    of: Application,
    figures: Sequence[DatedFigure],
    days: WorkingDays,
) -> Deadline:
    """The last day on which views count of one notice, with the working and its source."""
    found = _days_of(kind, on, of, figures)
    n, what = int(found.figure.value.number), kind.words.capitalize()
    counted = (
        beginning_with(what, on, n, "days") if of.eia else days_without_holidays(what, on, n, days)
    )
    how = "public holidays count" if of.eia else "public holidays do not count"
    return counted._replace(working=f"{counted.working} {n} days, {how}: {found.figure.source}.")


def _days_of(
    kind: NoticeKind, on: date, of: Application, figures: Sequence[DatedFigure]
) -> FigureOn:
    try:
        found = figure_on(figures, of.figure_of(kind), on)
    except NotFound as error:
        raise BadInput(str(error), field="opened") from None
    if not 1 <= found.figure.value.number <= MOST_DAYS:
        raise BadInput(f"{found.figure.name} is no number of days: {found.figure.value.words}.")
    return found


def dated_notices(
    notices: Sequence[Notice],
    of: Application,
    figures: Sequence[DatedFigure],
    days: WorkingDays,
) -> tuple[tuple[Notice, ...], Deadline]:
    """Notices, each with its last day; and the last day of all, with the working of each."""
    found = [last_day(one.kind, one.on, of, figures, days) for one in notices]
    latest = max(found, key=lambda one: one.day)
    return (
        tuple(replace(one, last=its.day) for one, its in zip(notices, found, strict=True)),
        latest._replace(working="\n".join(one.working for one in found)),
    )


def counted_days(first: date, last: date, days: WorkingDays, *, holidays: bool) -> Iterator[date]:
    """The days of a window from the first to the last, as it counts them; none where it ends
    before it begins.
    """
    day = first
    while day <= last:
        if holidays or not is_public_holiday(day, days):
            yield day
        day += ONE_DAY


def target(first: date, last: date, nth_of_21: int, days: WorkingDays, *, holidays: bool) -> date:
    """The day of a window that is as far into it as the nth is of 21, rounded down: of 14 days the
    5th for the 8th. At least its first day.
    """
    counted = list(counted_days(first, last, days, holidays=holidays))
    nth = len(counted) * nth_of_21 // USUAL_DAYS
    return counted[min(max(nth, 1), len(counted)) - 1] if counted else first
