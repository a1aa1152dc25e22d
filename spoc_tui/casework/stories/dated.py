"""What the area goes by that changes with the years: for how long a consent holds, after how many
days a group is reminded, and how often the council’s magazine may be out.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from spoc_tui.casework.council.dated_figures import DatedFigure, Value, figure_on
from spoc_tui.casework.errors import NotFound

CONSENT = "Months for which a consent to a story holds"
REMINDED = "Working days until a group is reminded of its story"
ISSUES = "Most issues of the magazine in twelve months"
MOST_MONTHS, MOST_DAYS, MOST_ISSUES = 120, 260, 366
"""A figure that says more is none for it."""
_SINCE = date(2010, 1, 1)

FIGURES = (
    DatedFigure(
        *("", CONSENT, Value(Decimal(24), "months"), _SINCE),
        "Set here: two years; after that the group is asked again. No law sets it",
    ),
    DatedFigure(
        *("", REMINDED, Value(Decimal(5), "working days"), _SINCE),
        "Set here, after it was asked. No law sets it",
    ),
    DatedFigure(
        *("", ISSUES, Value(Decimal(4), ""), date(2011, 4, 1)),
        "Publicity Code of 2011, paragraph 28: newsletters not more often than quarterly (as a law "
        "firm quotes it; the Code was not read: check before you rely on it)",
    ),
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
    if value.number != int(value.number) or not 1 <= value.number <= most:
        return 0, f"{name} is none that it can be: {value.words}."
    return int(value.number), f"{name}: {found.words}."
