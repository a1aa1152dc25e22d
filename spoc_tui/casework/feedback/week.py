"""Feedback actions in the words of a week's summary."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spoc_tui.casework.week.summary import WeekSummary


def described(summary: WeekSummary) -> Iterator[str]:
    """The sentences on what was heard, done and told, and what is late."""
    now = summary.figures.values
    heard, done, told = (now[f"feedback.{name}"] or 0 for name in ("heard", "done", "told"))
    if heard or done or told:
        told_of = f"on {told:,} somebody" if told else "nobody"
        yield (
            f"Feedback: {heard:,} heard, {done:,} done; {told_of} who had spoken was told what "
            "came of it."
        )
    one, many = ("was", "were") if summary.is_over else ("is", "are")
    if late := now["feedback.late"] or 0:
        yield f"{late:,} feedback action{f' {one}' if late == 1 else f's {many}'} late."
