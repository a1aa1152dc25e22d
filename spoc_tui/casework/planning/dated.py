"""What the area goes by that changes with the years: the days for views, and the sum for each home.
What is not confirmed says so in its source.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from spoc_tui.casework.council.dated_figures import DatedFigure, Value

DISPLAYED = "Days for views: site notice or letter"
PUBLISHED = "Days for views: newspaper or website"
INFRASTRUCTURE = "Days for views: public service infrastructure"
ENVIRONMENT = "Days for views: with an environmental statement"
A_HOME = "Community facilities: contribution for each home"
LEAST_HOMES = "Community facilities: homes from which it is asked"

_ORDER = "SI 2015/595 article 33 and schedule 3"


def _days(name: str, n: int, since: date, source: str) -> DatedFigure:
    return DatedFigure("", name, Value(Decimal(n), "days"), since, source)


FIGURES = (
    _days(DISPLAYED, 21, date(2015, 4, 15), f"{_ORDER}, as amended by SI 2021/746"),
    _days(
        PUBLISHED,
        14,
        date(2015, 4, 15),
        f"{_ORDER}; that public holidays do not count for a website too is unconfirmed",
    ),
    _days(INFRASTRUCTURE, 18, date(2021, 8, 1), "SI 2015/595 schedule 3 (fa), by SI 2021/746"),
    _days(
        ENVIRONMENT,
        30,
        date(2017, 5, 16),
        "SI 2017/571; that public holidays count is unconfirmed, check before you rely on it",
    ),
    DatedFigure(
        "",
        A_HOME,
        Value(Decimal("183.24"), "£"),
        date(2020, 6, 16),
        "the Task Group’s report of 2020, 6.19; linked to an index and due for indexing since: "
        "ask planning for today’s",
    ),
    DatedFigure(
        "",
        LEAST_HOMES,
        Value(Decimal(10), "homes"),
        date(2021, 4, 28),
        "Medway’s Planning Committee, 28 April 2021; a new guide was drafted in 2026: check before "
        "you rely on it",
    ),
)
"""Those that come with the program; the officer adds the next, or corrects one."""
