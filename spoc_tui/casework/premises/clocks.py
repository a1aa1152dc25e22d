"""When a nomination is decided by, a listing ends, and the owner of listed land may sell.

Each period is a figure that changes with the years, chosen by the day of the nomination or notice.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, cast, get_args

from spoc_tui.casework.council.dated_figures import DatedFigure, figure_on
from spoc_tui.casework.errors import BadInput, NotFound
from spoc_tui.casework.kinds.clocks import (
    Unit,
    after,
    beginning_with,
    or_last_working_day,
    working_days_before,
)
from spoc_tui.casework.premises import dated

if TYPE_CHECKING:
    from spoc_tui.casework.dates.deadlines import Deadline
    from spoc_tui.casework.dates.working_days import WorkingDays

MOST = 1_200
"""Of any unit: what is longer is a slip of the pen."""
Way = Literal["beginning with", "after"]
INDICATIVE = "Indicative, not legal advice."


class Period(NamedTuple):
    """So many weeks, months or years, and who says so."""

    n: int
    unit: Unit
    source: str


def period(figures: Sequence[DatedFigure], name: str, on: date, field: str) -> Period:
    """The period that a figure gives on a day. BadInput, naming the field of the day, where none is
    known for it, or the figure is no period.
    """
    try:
        found = figure_on(figures, name, on).figure
    except NotFound as error:
        raise BadInput(str(error), field=field) from None
    number, unit = found.value.number, found.value.unit.casefold().rstrip("s") + "s"
    if unit not in get_args(Unit) or number != int(number) or not 1 <= number <= MOST:
        raise BadInput(
            f"{found.name} is no period: {found.value.words}. Correct the figure: 8 weeks, 6 "
            "months."
        )
    return Period(int(number), cast("Unit", unit), found.source)


def deadline(
    figures: Sequence[DatedFigure], name: str, what: str, on: date, field: str, way: Way
) -> Deadline:
    """The last day of a period that begins with a day, or is counted after it (that day is day 0),
    with the working and its source.
    """
    n, unit, source = period(figures, name, on, field)
    counted = beginning_with if way == "beginning with" else after
    found = counted(what, on, n, unit)
    return found._replace(working=f"{found.working} {source}.")


class Moratorium(NamedTuple):
    """Until when the owner may not sell, by the Act that counts on the day of the notice."""

    interim: Deadline | None
    """None of both where only `full` is known: the 2026 Act."""
    work_to: Deadline | None
    """The last working day on or before it."""
    full: Deadline
    protected: Deadline | None
    is_right_to_buy: bool = False

    @property
    def values(self) -> Mapping[str, Any]:
        """As the fields of a disposal have it."""
        parts = {
            "Interim": self.interim,
            "Work to": self.work_to if self.work_to != self.interim else None,
            "Full": self.full,
            "Protected": self.protected,
        }
        lines = [f"{name}: {one.working}" for name, one in parts.items() if one is not None]
        return {
            "interim_end": self.interim.day if self.interim else None,
            "work_to": self.work_to.day if self.work_to else None,
            "full_end": self.full.day,
            "protected_end": self.protected.day if self.protected else None,
            "right_to_buy": self.is_right_to_buy,
            "working": "\n".join([*lines, INDICATIVE]),
        }


def moratorium(figures: Sequence[DatedFigure], received: date, days: WorkingDays) -> Moratorium:
    """The periods of a notice of disposal, all beginning with the day it was received: those of the
    2011 Act, unless that of the 2026 Act is known for the day.
    """
    if _right_to_buy(figures, received):
        full = deadline(
            figures, dated.RIGHT_TO_BUY, "Notice received", received, "received", "beginning with"
        )
        return Moratorium(None, None, full, None, is_right_to_buy=True)
    interim, full, protected = (
        deadline(figures, name, "Notice received", received, "received", "beginning with")
        for name in (dated.INTERIM, dated.FULL, dated.PROTECTED)
    )
    return Moratorium(interim, or_last_working_day(interim, days), full, protected)


def _right_to_buy(figures: Sequence[DatedFigure], on: date) -> bool:
    """Whether the officer has entered the moratorium of the 2026 Act for a day."""
    try:
        figure_on(figures, dated.RIGHT_TO_BUY, on)
    except NotFound:
        return False
    return True


SHOWN = 20
"""So many working days before it the desk shows the last day of a clock."""


def shown_before(on: date, days: WorkingDays) -> date:
    """From which day the desk shows that a clock runs out."""
    return working_days_before("Ends", on, SHOWN, days).day
