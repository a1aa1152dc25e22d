"""What the area goes by that changes with the years: when a reading is stale, when a service is
assured again, by when the counts of a month are in, and from how many referrals a gap is shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from spoc_tui.casework.council.dated_figures import DatedFigure, Value, figure_on
from spoc_tui.casework.errors import NotFound

STALE = "Days until a service is asked again for room"
ASSURED = "Months until a service is assured again"
COUNTED = "Working days after a month until its counts are in"
GAP = "Referrals without money that are shown"
BOARD = "Working days before the board meets for an update"
_SINCE = date(2010, 1, 1)
_HERE = "Set here; no standard or law says"
MOST = {STALE: 1_000, ASSURED: 120, COUNTED: 250, GAP: 10_000, BOARD: 250}
"""The most that each can be: a figure that says more is none for it."""


def _of(name: str, number: int, unit: str, source: str) -> DatedFigure:
    return DatedFigure("", name, Value(Decimal(number), unit), _SINCE, source)


FIGURES = (
    _of(STALE, 90, "days", f"{_HERE}: room to take people is in no standard for services"),
    _of(ASSURED, 12, "months", f"{_HERE}: once a year"),
    _of(COUNTED, 15, "working days", _HERE),
    _of(GAP, 5, "", f"{_HERE}: fewer than five are not shown in figures either"),
    _of(BOARD, 5, "working days", _HERE),
)
"""Those that come with the program; the officer adds the next, or corrects one."""


def number_on(figures: Sequence[DatedFigure], name: str, on: date) -> tuple[int, str]:
    """The number that a figure has on a day, 0 where it is not known or is none that it can be; and
    what says so.
    """
    try:
        found = figure_on(figures, name, on)
    except NotFound as error:
        return 0, str(error)
    value = found.figure.value
    if value.number != int(value.number) or not 0 <= value.number <= MOST[name]:
        return 0, f"{name} is none that it can be: {value.words}."
    return int(value.number), f"{name}: {found.words}."
