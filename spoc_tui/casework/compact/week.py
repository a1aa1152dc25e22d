"""The compact in the words of a week's summary."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from spoc_tui.casework.compact.figures import LATE, SAID, SILENT, STANDING
from spoc_tui.casework.text import counted

if TYPE_CHECKING:
    from spoc_tui.casework.week.summary import WeekSummary


def described(summary: WeekSummary) -> Iterator[str]:
    """What was put on record for commitments and against, how many are silent, what is late."""
    now = {code: int(value or 0) for code, value in summary.figures.values.items()}
    said = {says: now[code] for says, code in SAID.items()}
    if any(said.values()):
        both = f", {said['mixed']:,} for both" if said["mixed"] else ""
        records = counted(said["for"], "record")
        yield f"{records} put down for commitments, {said['against']:,} against{both}."
    if silent := now[SILENT]:
        standing = counted(now[STANDING], "commitment")
        yield f"Of {standing} of the compact {silent:,} silent for twelve months."
    if late := now[LATE]:
        yield f"{counted(late, 'milestone')} of the compact late."
