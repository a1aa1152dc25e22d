"""The base rates of late payment as figures that change with the years: each counts for interest
that starts in the half-year after its reference date (SI 2002/1675).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from spoc_tui.casework.council.dated_figures import BASE_RATE, DatedFigure, Value
from spoc_tui.casework.dates.when import show_day
from spoc_tui.casework.payments.rates import ReferenceRates


def base_rates(rates: ReferenceRates) -> Iterator[DatedFigure]:
    """The base rates that are known, the latest first; one that is only expected is left out."""
    for one in rates.all():
        if not one.expected:
            begins = one.date + timedelta(days=1)
            half = date(begins.year, 6, 30) if begins.month == 1 else date(begins.year, 12, 31)
            whose = "added here" if one.added else "came with the program"
            yield DatedFigure(
                uid="",
                name=BASE_RATE,
                value=Value(one.percent, "%"),
                valid_from=begins,
                source=f"Bank of England, {show_day(one.date)}, {whose}",
                fixed_to=half,
            )
