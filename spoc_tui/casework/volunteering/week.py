"""Volunteering in the words of a week's summary."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from spoc_tui.casework.text import counted
from spoc_tui.casework.volunteering import figures as its

if TYPE_CHECKING:
    from spoc_tui.casework.week.summary import WeekSummary

MOST_THEMES = 3


def described(summary: WeekSummary) -> Iterator[str]:
    """Roles open, how long a sign-up took and which part the check, places, hours, mentors."""
    values = summary.figures.values
    now = {code: int(value or 0) for code, value in values.items()}
    if roles := now[its.ROLES]:
        places = f", {counted(now[its.PLACES], 'place')} in them" if now[its.PLACES] else ""
        yield f"{counted(roles, 'role')} for volunteers open{places}."
    if started := now[its.STARTED]:
        took = f", half of them after at most {counted(now[its.SIGNUP_DAYS], 'day')}"
        check = values.get(its.CHECK_DAYS)
        part = f", of which the check took {counted(int(check), 'day')}" if check else ""
        yield f"{started:,} started to volunteer{took}{part}."
    if gave_up := now[its.GAVE_UP]:
        yield f"{gave_up:,} gave up before they started."
    if barriers := now[its.BARRIERS]:
        who = counted(barriers, "organisation")
        yield f"{who} said what keeps people from volunteering: {_themes(summary)}."
    if training := now[its.TRAINING]:
        yield f"{counted(training, 'training place')} for the sector."
    if hours := now[its.STAFF_HOURS]:
        yield f"Staff of the council volunteered for {counted(hours, 'hour')}."
    if now[its.ASKED] or now[its.MATCHED]:
        yield f"{now[its.ASKED]:,} asked for a mentor, {now[its.MATCHED]:,} found one."


def _themes(summary: WeekSummary) -> str:
    """“signing up as a volunteer (3), volunteers' time (2)”: those most said."""
    parts = summary.parts(summary.figures.under[its.BARRIERS])
    named = [f"{name} ({part.described})" for name, part in parts.items()]
    return ", ".join(named[:MOST_THEMES])
