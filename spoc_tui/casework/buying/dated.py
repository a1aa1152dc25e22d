"""What the area goes by that changes with the years: thresholds, how far the Social Value Act goes,
and its clocks. What is not confirmed says so in its source.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from spoc_tui.casework.council.dated_figures import DatedFigure, FigureOn, Value, figure_on
from spoc_tui.casework.errors import NotFound

TELL = "Working days until the sector is told of a contract"
RESULT = "Working days until the result of a bid is asked for"
PIPELINE = "Days of April and May by which a pipeline is looked at"
PLANNED_FROM = "Planned notice: days until a tender may be short"
PLANNED_UNTIL = "Planned notice: months for which a tender may be short"
FAR = "Months after which a closing day is asked about"
GOODS_AND_SERVICES = "Threshold: goods and services"
LIGHT_TOUCH = "Threshold: light touch"
WORKS_AND_CONCESSIONS = "Threshold: works and concessions"
LIGHT_CONCESSION = "Threshold: light touch concession"
NOTIFIABLE = "Threshold: notifiable below the others"
ACT_APPLIES = "Social Value Act 2012 applies to services"

UNCONFIRMED = "unconfirmed, check before you rely on it"
_SET = "Set here; no law says"
_2026, _ACT_2023 = date(2026, 1, 1), date(2025, 2, 24)
_THRESHOLDS = "SI 2025/1200, with VAT, for councils; the next change is expected on 1 January 2028"
_SCOPE = (
    "services, and services with goods or works; not call-offs; a framework where services are the "
    "greater part. Before the process begins: how it might improve the area’s wellbeing, how to "
    "secure that, whether to consult"
)


def _of(name: str, number: int, unit: str, since: date, source: str) -> DatedFigure:
    return DatedFigure("", name, Value(Decimal(number), unit), since, source)


FIGURES = (
    _of(TELL, 2, "working days", date(2020, 6, 16), f"{_SET}: after it was heard of"),
    _of(RESULT, 40, "working days", date(2020, 6, 16), f"{_SET}: after the bid was submitted"),
    _of(
        PIPELINE,
        56,
        "days",
        _ACT_2023,
        "Procurement Act 2023, for authorities that buy for over £100m a year: beginning with "
        f"1 April; {UNCONFIRMED}",
    ),
    _of(PLANNED_FROM, 40, "days", _ACT_2023, f"Procurement Act 2023; {UNCONFIRMED}"),
    _of(PLANNED_UNTIL, 12, "months", _ACT_2023, f"Procurement Act 2023; {UNCONFIRMED}"),
    _of(FAR, 12, "months", date(2020, 6, 16), f"{_SET}: notices have mistyped years"),
    _of(GOODS_AND_SERVICES, 207_720, "£", _2026, _THRESHOLDS),
    _of(
        LIGHT_TOUCH,
        589_148,
        "£",
        date(2020, 6, 16),
        "the Task Group’s report of 2020, 6.25: kept as history, it is no longer in force; which "
        f"threshold is meant there is {UNCONFIRMED}",
    ),
    _of(LIGHT_TOUCH, 663_540, "£", _2026, _THRESHOLDS),
    _of(WORKS_AND_CONCESSIONS, 5_193_000, "£", _2026, _THRESHOLDS),
    _of(LIGHT_CONCESSION, 5_372_609, "£", _2026, _THRESHOLDS),
    _of(
        NOTIFIABLE,
        30_000,
        "£",
        _ACT_2023,
        "Procurement Act 2023, with VAT, for councils: from it, what is advertised has a notice on "
        "the central platform",
    ),
    _of(
        ACT_APPLIES,
        1,
        "",
        date(2013, 1, 31),
        f"Public Services (Social Value) Act 2012: {_SCOPE}; 0 where it does not; from "
        f"which day is {UNCONFIRMED}",
    ),
    _of(
        ACT_APPLIES,
        1,
        "",
        _ACT_2023,
        f"the same Act as amended by SI 2025/163 regulation 7: {_SCOPE}; concessions and exempted "
        f"contracts have definitions of their own; the text of the new ones was not read: "
        f"{UNCONFIRMED}",
    ),
)
"""Those that come with the program; the officer adds the next, or corrects one."""


def number_on(figures: Sequence[DatedFigure], name: str, on: date, most: int) -> tuple[int, str]:
    """The whole number that a figure has on a day, 0 where it is not known or is none that it can
    be; and what says so.
    """
    found, source = found_on(figures, name, on)
    if found is None:
        return 0, source
    value = found.figure.value
    if value.number != int(value.number) or not 0 <= value.number <= most:
        return 0, f"{name} is none that it can be: {value.words}."
    return int(value.number), source


def found_on(figures: Sequence[DatedFigure], name: str, on: date) -> tuple[FigureOn | None, str]:
    """The figure that counts on a day, None where there is none; and what says so."""
    try:
        found = figure_on(figures, name, on)
    except NotFound as error:
        return None, str(error)
    return found, f"{name}: {found.words}."
