"""By when: a day, and where one was given a time, as columns and back."""

from __future__ import annotations

from datetime import time
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spoc_tui.casework.dates.when import DayAndTime

NO_FOLLOW_UP: dict[str, Any] = {"follow_up_on": None, "follow_up_time": None}
"""The columns of a follow-up, where there is none."""


def follow_up_columns(by: DayAndTime | None) -> dict[str, Any]:
    """The columns of a follow-up."""
    if by is None:
        return {**NO_FOLLOW_UP}
    return {"follow_up_on": by.day.isoformat(), "follow_up_time": time_text(by.at)}


def time_text(at: time | None) -> str | None:
    """A time of day as stored: HH:MM."""
    return f"{at:%H:%M}" if at else None


def time_of(text: str | None) -> time | None:
    """A stored time of day, if there is one."""
    return time.fromisoformat(text) if text else None
