"""Equality in the words of a week's summary."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from spoc_tui.casework.equality.figures import AUTHORISED, DRAFTED, LATE
from spoc_tui.casework.text import counted

if TYPE_CHECKING:
    from spoc_tui.casework.week.summary import WeekSummary


def described(summary: WeekSummary) -> Iterator[str]:
    """What was authorised, what waits for that, whose review is late."""
    now = {code: int(value or 0) for code, value in summary.figures.values.items()}
    if authorised := now[AUTHORISED]:
        yield f"{counted(authorised, 'impact assessment')} authorised."
    if drafted := now[DRAFTED]:
        yield f"{counted(drafted, 'impact assessment')} not authorised yet."
    if late := now[LATE]:
        yield f"The review of {counted(late, 'impact assessment')} is late."
