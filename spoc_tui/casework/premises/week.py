"""What a week's summary says of premises in words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from spoc_tui.casework.premises.figures import ENDING, REQUESTS
from spoc_tui.casework.text import counted

if TYPE_CHECKING:
    from spoc_tui.casework.week.summary import WeekSummary


def described(summary: WeekSummary) -> Iterator[str]:
    """How many spaces were asked for, and how many holdings end."""
    now = summary.figures.values
    asked, ending = int(now[REQUESTS] or 0), int(now[ENDING] or 0)
    if asked:
        yield f"{counted(asked, 'space')} asked for."
    if ending:
        yield (
            f"{counted(ending, 'lease, licence or hire ends', 'leases, licences and hires end')} "
            "within a year."
        )
