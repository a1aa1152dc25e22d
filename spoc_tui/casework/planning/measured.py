"""What a window showed, by exactly the figures on which the pilot is evaluated."""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from spoc_tui.casework.planning.steps import Role, Understood

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spoc_tui.casework.dates.working_days import WorkingDays
    from spoc_tui.casework.planning.window import Window


class Measured(NamedTuple):
    """The figures of one window."""

    in_time: bool | None
    """Whether views were sent on or before the last day; None: it is not over, and none were."""
    days_used: int | None
    """The day of the window on which they were sent."""
    asked: dict[Role, int]
    answered: dict[Role, int]
    schemes: int
    """How many were put forward."""
    secured: int
    """In pence, for those, by the agreements."""
    secured_things: tuple[str, ...]
    understood: Understood
    """Whether the developer understood; not known where nobody was asked."""


def measured(one: Window, days: WorkingDays, *, is_over: bool) -> Measured:
    """The figures of a window; `is_over` says whether its last day has passed."""
    in_time: bool | None = None
    if one.sent is not None and one.closes is not None:
        in_time = one.sent <= one.closes
    elif is_over:
        in_time = False
    return Measured(
        in_time,
        one.day_of(one.sent, days) if one.sent else None,
        {role: len(one.asked(role)) for role in Role},
        {role: sum(each.answered is not None for each in one.asked(role)) for role in Role},
        len(one.schemes),
        sum(each.secured_sum or 0 for each in one.schemes),
        tuple(each.secured_thing for each in one.schemes if each.secured_thing),
        one.understood or Understood.UNKNOWN,
    )


def half_took(days: Iterable[int]) -> float | None:
    """The median; None of none."""
    found = sorted(days)
    return median(found) if found else None
