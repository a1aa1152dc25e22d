"""The survey in the words of a week's summary."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from spoc_tui.casework.survey import figures as its
from spoc_tui.casework.text import counted

if TYPE_CHECKING:
    from spoc_tui.casework.week.summary import WeekSummary


def described(summary: WeekSummary) -> Iterator[str]:
    """What came in, what was coded, what came of it."""
    now = {one.code: int(summary.figures.values.get(one.code) or 0) for one in its.FIGURES.figures}
    if responses := now[its.RESPONSES]:
        yield f"{counted(responses, 'response')} to the survey came in."
    if coded := now[its.CODED]:
        yield f"{counted(coded, 'answer')} to it put under themes."
    if concluded := now[its.CONCLUDED]:
        yield f"It was said what came of {counted(concluded, 'round')} of the survey."
    if told := now[its.TOLD]:
        yield f"Everybody who answered was told of {counted(told, 'round')}."
