"""What a week’s summary says of section 106 in words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from spoc_tui.casework.planning.figures import OPENED, SCHEMES, SECURED
from spoc_tui.casework.text import counted

if TYPE_CHECKING:
    from spoc_tui.casework.week.summary import WeekSummary


def described(summary: WeekSummary) -> Iterator[str]:
    """How many windows opened, and what became of schemes."""
    now = summary.figures.values
    opened, forward, secured = (int(now[code] or 0) for code in (OPENED, SCHEMES, SECURED))
    if opened or forward or secured:
        yield (
            f"{counted(opened, 'planning window')} opened, {counted(forward, 'scheme')} put "
            f"forward, {secured:,} secured."
        )
