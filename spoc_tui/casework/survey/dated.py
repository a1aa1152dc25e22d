"""What the survey goes by that changes with the years: for how long a round is open, when those who
have not answered are reminded, and by when what was answered is put under themes.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from spoc_tui.casework.council.dated_figures import DatedFigure, Value, figure_on
from spoc_tui.casework.errors import NotFound

OPEN = "Days for which a round of the survey is open"
REMINDED = "Day of a round on which who has not answered is reminded"
AGAIN = "Day of a round on which they are reminded again"
CODED = "Working days until the answers of a round are coded"
MOST = 366
"""A figure that says more is none for it."""
_SINCE = date(2010, 1, 1)


def _of(name: str, number: int, unit: str, source: str) -> DatedFigure:
    return DatedFigure("", name, Value(Decimal(number), unit), _SINCE, source)


FIGURES = (
    _of(OPEN, 21, "days", "Set here, after the day it opens; no law says"),
    _of(REMINDED, 8, "", "Set here, the day it opens being the first"),
    _of(AGAIN, 15, "", "Set here, the day it opens being the first"),
    _of(CODED, 10, "working days", "Set here, after its last day; no law says"),
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
    if value.number != int(value.number) or not 1 <= value.number <= MOST:
        return 0, f"{name} is none that it can be: {value.words}."
    return int(value.number), f"{name}: {found.words}."
