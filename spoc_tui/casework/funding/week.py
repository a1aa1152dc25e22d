"""Money in the words of a week's summary."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from spoc_tui.casework.funding.figures import ENDING, SHORT_NOTICE, SUCCESS
from spoc_tui.casework.text import counted

if TYPE_CHECKING:
    from spoc_tui.casework.week.summary import WeekSummary


def described(summary: WeekSummary) -> Iterator[str]:
    """How many bids were decided, what ended with short notice, and what is about to end."""
    now = summary.figures
    if decided := now.of.get(SUCCESS):
        won = now.kept[SUCCESS].within
        yield f"{counted(decided, 'bid')} decided, {won:,} of them won."
    if short := int(now.values[SHORT_NOTICE] or 0):
        yield f"{counted(short, 'award')} ended with less notice than three months, or none."
    if ending := int(now.values[ENDING] or 0):
        ends = "ends" if ending == 1 else "end"
        yield f"{counted(ending, 'award')} {ends} within six months with nothing after."
