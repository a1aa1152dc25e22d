"""Says back, after an act, how the dates that were typed were understood."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from spoc_tui.casework.dates.when import (
    MONTH_NAMES,
    DayAndTime,
    in_words,
    show_day,
    show_day_and_time,
)
from spoc_tui.casework.dates.working_days import WorkingDays


@dataclass(frozen=True)
class Understood:
    """A date as it was read: the field it was typed into, and what it means."""

    field: str
    on: DayAndTime


def read_back(
    understood: Iterable[Understood], described: str, *, today: date, days: WorkingDays
) -> list[str]:
    """“Received: Friday 20 November 2026, 5 days ago”: each date that `described` does not say,
    once.
    """
    return [
        f"{one.field.replace('_', ' ').capitalize()}: "
        f"{in_words(one.on.day, today=today, days=days, at=one.on.at)}"
        for one in dict.fromkeys(understood)
        if not _says(described, one.on, today)
    ]


def _says(described: str, on: DayAndTime, today: date) -> bool:
    if on.at is not None and f"{on.at:%H:%M}" not in described:
        return False
    day = on.day
    in_full = f"{day.day} {MONTH_NAMES[day.month - 1]} {day.year}"
    shown = (show_day(day, today), show_day_and_time(on, today), in_full)
    return any(re.search(rf"(?<![0-9]){re.escape(one)}", described) for one in shown)
