"""What the area goes by that changes with the years: how long a plan is open, when few answer,
by when those invited are told, and how often a directorate is briefed.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from spoc_tui.casework.council.dated_figures import DatedFigure, Value, figure_on
from spoc_tui.casework.errors import NotFound

OPEN = "Working days for which a plan is open"
TOLD = "Working days until those invited to a plan are told"
MONTH = "Month of the year in which few answer"
CHRISTMAS = "First day in December on which few answer"
NEW_YEAR = "Last day in January on which few answer"
BRIEFED = "Months between two briefings of a directorate"
_SINCE = date(2010, 1, 1)
_NO_LAW = "Set here; for most plans no law says how long"


def _of(name: str, number: int, unit: str, source: str) -> DatedFigure:
    return DatedFigure("", name, Value(Decimal(number), unit), _SINCE, source)


FIGURES = (
    _of(
        OPEN,
        20,
        "working days",
        f"{_NO_LAW}. The national Compact of 2010 had 12 weeks for written consultations: use that "
        "only where the local compact says so",
    ),
    _of(TOLD, 20, "working days", "Set here, after the last day for answers; no law says"),
    _of(MONTH, 8, "", "Set here: August; 0 for none"),
    _of(CHRISTMAS, 20, "", "Set here; 0 for no such days at Christmas"),
    _of(NEW_YEAR, 4, "", "Set here; 0 where they end with the year"),
    _of(BRIEFED, 12, "months", "Set here: once a year"),
)
"""Those that come with the program; the officer adds the next, or corrects one."""


def number_on(figures: Sequence[DatedFigure], name: str, on: date, most: int) -> tuple[int, str]:
    """The number that a figure has on a day, 0 where it is not known or is none that it can be; and
    what says so.
    """
    try:
        found = figure_on(figures, name, on)
    except NotFound as error:
        return 0, str(error)
    value = found.figure.value
    if value.number != int(value.number) or not 0 <= value.number <= most:
        return 0, f"{name} is none that it can be: {value.words}."
    return int(value.number), f"{name}: {found.words}."
