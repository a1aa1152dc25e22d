"""Months as people and lists write them."""

from __future__ import annotations

import re
from datetime import date

from spoc_tui.casework.dates.in_cells import day_in_cell
from spoc_tui.casework.dates.when import MONTH_NAMES

_IN_FIGURES = (
    re.compile(r"(?P<year>20\d\d)[-/. ](?P<month>0?[1-9]|1[0-2])"),
    re.compile(r"(?P<month>0?[1-9]|1[0-2])[-/. ](?P<year>20\d\d)"),
)
_NAMED = re.compile(r"(?P<month>[a-z]{3,9})[-/. ]+(?P<year>20\d\d|\d\d)", re.IGNORECASE)


def read_month(text: str) -> date | None:
    """The first day of the month that some words say: “2026-09”, “09/2026”, “Sep 2026”, “Sep-26” or
    a day of it; None where they say none, or more than one.
    """
    bare = text.strip()
    for shape in _IN_FIGURES:
        if match := shape.fullmatch(bare):
            return date(int(match["year"]), int(match["month"]), 1)
    if match := _NAMED.fullmatch(bare):
        word, year = match["month"].casefold(), int(match["year"])
        named = (n for n, name in enumerate(MONTH_NAMES, 1) if _is_called(name.casefold(), word))
        month = next(named, None)
        return date(year if year > 99 else 2000 + year, month, 1) if month else None
    day = day_in_cell(bare)
    return day.replace(day=1) if day else None


def _is_called(name: str, word: str) -> bool:
    return name.startswith(word) or (word == "sept" and name == "september")


def show_month(month: date) -> str:
    """“Sep 2026”."""
    return f"{MONTH_NAMES[month.month - 1][:3]} {month.year}"
