"""What the area goes by that changes with the years: how long after its signing it is reviewed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from spoc_tui.casework.council.dated_figures import DatedFigure, Value

REVIEW = "Months to the review of a compact"

FIGURES = (
    DatedFigure(
        "",
        REVIEW,
        Value(Decimal(12), "months"),
        date(2010, 1, 1),
        "Set here: a year, as local compacts were reviewed. No law sets it, nor enforces a "
        "compact; what the compact itself says is on its own record",
    ),
)
"""Those that come with the program; the officer adds the next, or corrects one."""
