"""Whether a plan is open long enough, and when people answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from spoc_tui.casework.codesign.dated import CHRISTMAS, MONTH, NEW_YEAR, OPEN, number_on
from spoc_tui.casework.dates.when import MONTH_NAMES
from spoc_tui.casework.text import counted

if TYPE_CHECKING:
    from spoc_tui.casework.council.dated_figures import DatedFigure
    from spoc_tui.casework.dates.working_days import WorkingDays

DECEMBER, JANUARY = 12, 1
MOST_DAYS = 3_660
"""A plan that is open for longer is none: nothing is worked out of it day by day."""
MOST_WORKING_DAYS = 260
_Quiet = Callable[[date], bool]


def warnings(
    opened: date, closes: date, days: WorkingDays, figures: Sequence[DatedFigure]
) -> Iterator[str]:
    """What is to be said of the days for which a plan is open, the first and the last among them:
    a sentence each.
    """
    if not 0 <= (closes - opened).days <= MOST_DAYS:
        return
    working = [day for day in _each(opened, closes) if days.is_working(day)]
    least, source = number_on(figures, OPEN, opened, MOST_WORKING_DAYS)
    if len(working) < least:
        yield f"It is open for {counted(len(working), 'working day')}, under {least:,}. {source}"
    for called, quiet in _quiet(opened, figures):
        if any(map(quiet, _each(opened, closes))):
            inside = sum(map(quiet, working))
            lie = "lies" if inside == 1 else "lie"
            yield f"{inside:,} of its {counted(len(working), 'working day')} {lie} {called}."


def _quiet(on: date, figures: Sequence[DatedFigure]) -> Iterator[tuple[str, _Quiet]]:
    month, _ = number_on(figures, MONTH, on, DECEMBER)
    first, _ = number_on(figures, CHRISTMAS, on, 31)
    last, _ = number_on(figures, NEW_YEAR, on, 31)
    if month:
        yield f"in {MONTH_NAMES[month - 1]}", lambda day: day.month == month
    if first:
        yield (
            "at Christmas",
            lambda day: (
                (day.month == DECEMBER and day.day >= first)
                or (day.month == JANUARY and day.day <= last)
            ),
        )


def _each(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=n) for n in range((last - first).days + 1))
