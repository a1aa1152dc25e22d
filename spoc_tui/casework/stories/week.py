"""Stories in the words of a week's summary."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from spoc_tui.casework.stories import figures as its
from spoc_tui.casework.text import counted

if TYPE_CHECKING:
    from spoc_tui.casework.week.summary import WeekSummary

_WITHOUT = {
    its.NO_WARD: ("ward",),
    its.NO_SIZE: ("size band",),
    its.NO_GROUP: ("equality group",),
}


def described(summary: WeekSummary) -> Iterator[str]:
    """What was out, whether they know, what was cut; of whom there was none in a year."""
    numbers = summary.figures
    now = {code: int(numbers.values.get(code) or 0) for code in (its.PUBLISHED, its.CUT)}
    if out := now[its.PUBLISHED]:
        told = numbers.kept[its.TOLD].within if its.TOLD in numbers.kept else 0
        stories = counted(out, "story", "stories")
        yield f"{stories} out in the magazine; of {told:,} the organisation knows."
    if cut := now[its.CUT]:
        yield f"{counted(cut, 'story', 'stories')} cut."
    without = [
        counted(number, *called)
        for code, called in _WITHOUT.items()
        if (number := int(numbers.values.get(code) or 0))
    ]
    if without:
        yield f"No story in {its.MONTHS} months: {', '.join(without)}."
