"""What follows from an opportunity by the calendar and the figures of the years: by when the sector
is told, when its notice is looked at again, whether its closing day can be right.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from spoc_tui.casework.buying import dated
from spoc_tui.casework.buying.steps import Notice
from spoc_tui.casework.buying.thresholds import scope
from spoc_tui.casework.dates.when import show_day
from spoc_tui.casework.kinds.clocks import after, beginning_with, working_days_after
from spoc_tui.casework.text import counted

if TYPE_CHECKING:
    from spoc_tui.casework.buying.opportunity import Opportunity
    from spoc_tui.casework.council.dated_figures import DatedFigure
    from spoc_tui.casework.dates.working_days import WorkingDays

MOST_DAYS, MOST_MONTHS = 366, 120
"""A figure that says more is no figure for it."""


def works_out(
    one: Opportunity, days: WorkingDays, figures: Sequence[DatedFigure]
) -> Mapping[str, Any]:
    """Its days, with the working; what thresholds and the Act say of it; what is odd about it."""
    within, source = dated.number_on(figures, dated.TELL, one.heard, MOST_DAYS)
    by = working_days_after("Heard", one.heard, within, days) if within else None
    lines = [by.working, source] if by else [source]
    check_on, working = _next_look(one, figures)
    result_by = None
    if one.submitted is not None:
        wait, its_source = dated.number_on(figures, dated.RESULT, one.submitted, MOST_DAYS)
        if wait:
            result = working_days_after("Submitted", one.submitted, wait, days)
            result_by = result.day
            lines += [result.working, its_source]
    return {
        "tell_by": by.day if by else None,
        "look_on": check_on,
        "result_by": result_by,
        "working": "\n".join([*lines, *working]),
        "scope": "\n".join(scope(one, figures)),
        "warning": _far(one, figures),
    }


def _next_look(
    one: Opportunity, figures: Sequence[DatedFigure]
) -> tuple[date | None, Sequence[str]]:
    """When its notice is looked at again, with the working; None: it is not by itself."""
    if one.notice is Notice.PIPELINE:
        return _pipeline_day(one.looked or one.heard, figures)
    if one.notice is not Notice.PLANNED:
        return None, ()
    begins = one.published or one.heard
    n, source = dated.number_on(figures, dated.PLANNED_FROM, begins, MOST_DAYS)
    months, until_source = dated.number_on(figures, dated.PLANNED_UNTIL, begins, MOST_MONTHS)
    if not n:
        return None, (source,)
    first = after("Planned", begins, n, "days")
    lines = [
        f"{first.working} From that day a tender may be open for a short time: bids are formed "
        "before.",
        source,
    ]
    if months:
        lines += [after("Planned", begins, months, "months").working, until_source]
    looked = one.looked is not None and one.looked >= first.day
    return None if looked else first.day, lines


def _pipeline_day(seen: date, figures: Sequence[DatedFigure]) -> tuple[date | None, Sequence[str]]:
    """The first day after one was looked at by which the pipeline of a year is there."""
    for year in (seen.year, seen.year + 1):
        first = date(year, 4, 1)
        n, source = dated.number_on(figures, dated.PIPELINE, first, MOST_DAYS)
        if not n:
            return None, (source,)
        last = beginning_with("From", first, n, "days")
        if last.day > seen:
            return last.day, (last.working, source)
    return None, ()


def _far(one: Opportunity, figures: Sequence[DatedFigure]) -> str:
    """That its closing day is so far ahead that the year may be mistyped; blank: it is not."""
    if one.closes is None or one.confirmed is not None:
        return ""
    begins = one.published or one.heard
    months, source = dated.number_on(figures, dated.FAR, begins, MOST_MONTHS)
    if not months or one.closes.day <= after("From", begins, months, "months").day:
        return ""
    return (
        f"It closes on {show_day(one.closes.day)}, over {counted(months, 'month')} after "
        f"{show_day(begins)}: is the year right? {source}"
    )
