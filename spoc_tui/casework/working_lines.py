"""How a sum or a date was worked out, line by line, in plain words."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from spoc_tui.casework.dates.when import MONTH_NAMES
from spoc_tui.casework.text import counted


class WorkingLine(NamedTuple):
    """A line of working: its name, its result, and how it was worked out, with the section it rests
    on.
    """

    what: str
    result: str
    working: str


def day_in_full(day: date) -> str:
    """“31 March 2026”."""
    return f"{day.day} {MONTH_NAMES[day.month - 1]} {day.year}"


def days_in_words(n: int) -> str:
    """“1 day”, “90 days”."""
    return counted(n, "day")
