"""Co-design in the words of a week's summary."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from spoc_tui.casework.codesign import figures as its
from spoc_tui.casework.text import counted

if TYPE_CHECKING:
    from spoc_tui.casework.week.summary import WeekSummary


def described(summary: WeekSummary) -> Iterator[str]:
    """Plans opened, who answered, what changed by it, where the council was."""
    numbers = summary.figures
    now = {code: int(value or 0) for code, value in numbers.values.items()}

    def part(code: str) -> int:
        return numbers.kept[code].within if code in numbers.kept else 0

    if opened := now[its.OPENED]:
        early = part(its.EARLY)
        invited = f"to {early:,} the sector was invited before drafting"
        yield f"{counted(opened, 'plan')} opened; {invited}."
    if now[its.INVITED] or now[its.ANSWERED]:
        yield f"{now[its.INVITED]:,} invited to plans, {now[its.ANSWERED]:,} answered."
    if concluded := now[its.CONCLUDED]:
        unvoiced = f", {now[its.UNVOICED]:,} with no voices" if now[its.UNVOICED] else ""
        changed = part(its.CHANGED)
        how = f"{changed:,} changed by what was said{unvoiced}"
        yield f"{counted(concluded, 'plan')} concluded: {how}."
    if events := now[its.EVENTS]:
        yield f"{counted(events, 'event')} of the sector, the council at {part(its.ATTENDED):,}."
    if people := now[its.PEOPLE]:
        yield f"{counted(people, 'person', 'people')} briefed on the sector."
