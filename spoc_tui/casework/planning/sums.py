"""What a development may be asked for: so much for each home, as the figure of the day says."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from spoc_tui.casework.council.dated_figures import DatedFigure, figure_on
from spoc_tui.casework.errors import NotFound
from spoc_tui.casework.money import show_money
from spoc_tui.casework.planning.dated import A_HOME

INDICATIVE = "Indicative; the agreement decides."


class Sum(NamedTuple):
    """An indicative sum, in pence, and how it was worked out."""

    pence: int | None
    """None: the figure is not known for the day."""
    working: str
    known_to: date | None = None
    """The last day for which the figure is known for certain."""


def contribution(dwellings: int, on: date, figures: Sequence[DatedFigure]) -> Sum:
    """So many homes by the figure that is valid on the day asked; rounded once, half up."""
    try:
        found = figure_on(figures, A_HOME, on)
    except NotFound as error:
        return Sum(None, f"{error} {INDICATIVE}")
    each = found.figure.value.number
    pence = int((dwellings * each * 100).quantize(Decimal(1), ROUND_HALF_UP))
    working = f"{dwellings:,} × £{each:,.2f} = {show_money(pence)}. {found.words}. {INDICATIVE}"
    return Sum(pence, working, found.figure.known_to)
