"""What the area goes by that changes with the years: how long before money ends that is said."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from spoc_tui.casework.council.dated_figures import DatedFigure, Value

NOTICE = "Months of notice before money ends"

FIGURES = (
    DatedFigure(
        "",
        NOTICE,
        Value(Decimal(3), "months"),
        date(2011, 9, 2),
        "Best Value Statutory Guidance of 2011, at least three months before a grant or contract "
        "is reduced or ends; that it is still current after the guidance of 2024 is unconfirmed, "
        "check before you rely on it",
    ),
)
"""Those that come with the program; the officer adds the next, or corrects one."""
