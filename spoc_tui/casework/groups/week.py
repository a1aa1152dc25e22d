"""Groups in the words of a week's summary."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from spoc_tui.casework.text import counted

if TYPE_CHECKING:
    from spoc_tui.casework.week.summary import WeekSummary


def described(summary: WeekSummary) -> Iterator[str]:
    """How many meetings were held, and what was decided."""
    now = summary.figures.values
    held, decided = (int(now[f"group.{name}"] or 0) for name in ("held", "decisions"))
    if held or decided:
        yield f"{counted(held, 'meeting')} held, {counted(decided, 'decision')} made."
