"""What the area goes by that changes with the years: when assessments are reviewed, when the next
publication is due, and after how long it is asked again whom an organisation serves.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from spoc_tui.casework.council.dated_figures import DatedFigure, Value, figure_on
from spoc_tui.casework.errors import NotFound

REVIEW = "Months to the review of an impact assessment"
ASK_AGAIN = "Months until it is asked again whom an organisation serves"
INFORMATION = "Months between publications of equality information"
OBJECTIVES = "Months between publications of equality objectives"
MOST_MONTHS = 120
"""A figure that says more is no figure for it."""
_REGULATIONS = (
    "SI 2017/353: at intervals not greater than so long, beginning with the last publication "
    "(the wording was not read in full: check before you rely on it)"
)

FIGURES = (
    DatedFigure(
        "",
        REVIEW,
        Value(Decimal(12), "months"),
        date(2010, 1, 1),
        "Set here: yearly, and whenever what it assesses changes. No law sets it",
    ),
    DatedFigure(
        "",
        ASK_AGAIN,
        Value(Decimal(24), "months"),
        date(2010, 1, 1),
        "Set here: two years. No law sets it",
    ),
    DatedFigure("", INFORMATION, Value(Decimal(12), "months"), date(2010, 1, 1), _REGULATIONS),
    DatedFigure("", OBJECTIVES, Value(Decimal(48), "months"), date(2010, 1, 1), _REGULATIONS),
)
"""Those that come with the program; the officer adds the next, or corrects one."""


def months_on(figures: Sequence[DatedFigure], name: str, on: date) -> tuple[int, str]:
    """How many months a figure says of a day, 0 where that is not known, and what says so."""
    try:
        found = figure_on(figures, name, on)
    except NotFound as error:
        return 0, str(error)
    months = int(found.figure.value.number)
    if not 1 <= months <= MOST_MONTHS:
        return 0, f"{name} is no number of months: {found.figure.value.words}."
    return months, f"{name}: {found.words}."
