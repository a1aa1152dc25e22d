"""What the area goes by that changes with the years: the clocks of assets of community value, and
the limits of rates relief. What is not confirmed says so in its source.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from spoc_tui.casework.council.dated_figures import DatedFigure, Value

DECIDED = "Community value: decided within"
LISTED = "Community value: listed for"
OWNER_REVIEW = "Community value: owner may ask for a review"
INTERIM = "Disposal of listed land: interim moratorium"
FULL = "Disposal of listed land: full moratorium"
PROTECTED = "Disposal of listed land: protected period"
RIGHT_TO_BUY = "Community right to buy: moratorium"
"""None of it comes with the program: that Part of the 2026 Act (c. 23) is in force from a day that
was not known. Once the officer has entered it, with that day, it takes the place of the three
above for notices received from then on.
"""
MANDATORY = "Rates relief: mandatory"
TOP_UP = "Rates relief: top-up, at most"
NON_PROFIT = "Rates relief: non-profit, at most"
DECIDE_LIMIT = "Rates relief: decided after the year’s end, within"
WITHDRAW_NOTICE = "Rates relief: notice to withdraw a discretionary one"

_ACT, _REGULATIONS = "Localism Act 2011", "SI 2012/2421"
_IN_FORCE = date(2012, 9, 21)
_FIRST_RATES = date(1990, 4, 1)
UNCONFIRMED = "unconfirmed, check before you rely on it"


def _figure(name: str, n: int, unit: str, since: date, source: str) -> DatedFigure:
    return DatedFigure("", name, Value(Decimal(n), unit), since, source)


FIGURES = (
    _figure(DECIDED, 8, "weeks", _IN_FORCE, f"{_REGULATIONS} regulation 7"),
    _figure(LISTED, 5, "years", _IN_FORCE, f"{_ACT} section 87(3)"),
    _figure(
        OWNER_REVIEW,
        8,
        "weeks",
        _IN_FORCE,
        f"{_ACT} section 92, {_REGULATIONS} schedule 2; the eight weeks were not read there: "
        f"{UNCONFIRMED}",
    ),
    _figure(INTERIM, 6, "weeks", _IN_FORCE, f"{_ACT} section 95(6)"),
    _figure(FULL, 6, "months", _IN_FORCE, f"{_ACT} section 95(6)"),
    _figure(PROTECTED, 18, "months", _IN_FORCE, f"{_ACT} section 95(6)"),
    _figure(MANDATORY, 80, "%", _FIRST_RATES, "Local Government Finance Act 1988 section 43"),
    _figure(TOP_UP, 20, "%", _FIRST_RATES, "Local Government Finance Act 1988 section 47"),
    _figure(NON_PROFIT, 100, "%", _FIRST_RATES, "Local Government Finance Act 1988 section 47"),
    _figure(
        DECIDE_LIMIT,
        6,
        "months",
        _FIRST_RATES,
        "Local Government Finance Act 1988 section 47(7), until the change of 1 April 2024",
    ),
    _figure(
        DECIDE_LIMIT,
        0,
        "months",
        date(2024, 4, 1),
        "no limit for years from 1 April 2024 (Business Rates Information Letter 4/2023); a "
        "council may keep one of its own: ask Revenues",
    ),
    _figure(
        WITHDRAW_NOTICE,
        12,
        "months",
        _FIRST_RATES,
        f"that it takes a year’s notice, to the end of a rates year, is {UNCONFIRMED}",
    ),
)
"""Those that come with the program; the officer adds the next, or corrects one."""
