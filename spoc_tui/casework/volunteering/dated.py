"""What the area goes by that changes with the years: facts of the Disclosure and Barring Service
(DBS), and after how long somebody is asked again. What is not confirmed says so in its source.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from spoc_tui.casework.council.dated_figures import DatedFigure, Value, figure_on
from spoc_tui.casework.errors import NotFound

ENHANCED_FEE = "DBS: fee of an enhanced check"
VOLUNTEER_FEE = "DBS: fee of a check for a volunteer"
UPDATE_FEE = "DBS Update Service: fee of a year"
UPDATE_VOLUNTEER_FEE = "DBS Update Service: fee of a year for a volunteer"
UPDATE_DAYS = "DBS Update Service: join within, after the certificate’s date"
REGULATED = "Regulated activity with children, supervised: on more days in 30 than"
STALE = "Days until it is asked again whether a role is still open"
STUCK = "Days after which a sign-up is stuck"
UNMATCHED = "Working days until a mentor is found"
UNMET = "Working days until a mentor and those mentored have met"
STAFF_TIME = "Working days after a quarter until its staff hours are in"
UNCONFIRMED = "unconfirmed, check before you rely on it"
MOST = {
    UPDATE_DAYS: 366,
    REGULATED: 30,
    STALE: 1_000,
    STUCK: 1_000,
    UNMATCHED: 250,
    UNMET: 250,
    STAFF_TIME: 250,
}
"""The most that each can be: a figure that says more is none for it."""
_SINCE = date(2010, 1, 1)
_FEES = date(2024, 12, 2)
SINCE_SUPERVISED = date(2026, 9, 1)
"""From this day on being supervised makes no difference."""
_HERE = "Set here; no law says"


def _of(
    name: str, number: str, unit: str, source: str, since: date = _SINCE, seen: date | None = None
) -> DatedFigure:
    return DatedFigure("", name, Value(Decimal(number), unit), since, source, seen)


FIGURES = (
    _of(
        ENHANCED_FEE,
        "49.50",
        "£",
        f"DBS fees from 2 December 2024; whether they changed after April 2026 is {UNCONFIRMED}",
        _FEES,
    ),
    _of(
        VOLUNTEER_FEE,
        "0",
        "£",
        "Free for volunteers by the DBS’s own fees from 2 December 2024; who sends the form in may "
        f"charge for that (£22 to £30 was seen). After April 2026: {UNCONFIRMED}",
        _FEES,
    ),
    _of(
        UPDATE_FEE,
        "16",
        "£",
        f"As published after 2 December 2024; after April 2026: {UNCONFIRMED}",
        _FEES,
    ),
    _of(
        UPDATE_VOLUNTEER_FEE,
        "0",
        "£",
        f"Free for volunteers, as published after 2 December 2024; later: {UNCONFIRMED}",
        _FEES,
    ),
    _of(
        UPDATE_DAYS,
        "30",
        "days",
        f"As published for the Update Service; after April 2026: {UNCONFIRMED}",
    ),
    _of(
        REGULATED,
        "3",
        "days",
        "Crime and Policing Act 2026, as Norfolk’s page for schools of 26 June 2026 says it: since "
        "1 September 2026 supervised unpaid teaching, training and care of children is regulated "
        "activity where it is frequent, on more than 3 days in 30, or overnight (2 to 6 am). The "
        f"Act itself was not read: {UNCONFIRMED}",
        SINCE_SUPERVISED,
        date(2026, 6, 26),
    ),
    _of(STALE, "90", "days", _HERE),
    _of(STUCK, "60", "days", _HERE),
    _of(UNMATCHED, "20", "working days", _HERE),
    _of(UNMET, "20", "working days", _HERE),
    _of(STAFF_TIME, "20", "working days", _HERE),
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
    if value.number != int(value.number) or not 0 <= value.number <= MOST[name]:
        return 0, f"{name} is none that it can be: {value.words}."
    return int(value.number), f"{name}: {found.words}."
