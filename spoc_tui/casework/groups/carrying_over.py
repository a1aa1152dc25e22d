"""What goes on the agenda of a group's new meeting: what was not reached, or was to be spoken of at
one that was cancelled, and is on no agenda since.
"""

from __future__ import annotations

from datetime import UTC, datetime, time
from typing import TYPE_CHECKING

from spoc_tui.casework.dates.when import london, london_date
from spoc_tui.casework.text import compared

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from spoc_tui.casework.groups.meeting import AgendaItem, Meeting


def carried_over(meetings: Iterable[Meeting], to: date) -> tuple[AgendaItem, ...]:
    """The items that a new meeting on that day has from those that are over, the earliest first.

    A meeting hands on what it has once: to the next that begins after it is over, on whichever day
    the cancelled one was to be. What another took over goes by that one from then on.
    """
    there = list(meetings)
    found: dict[str, AgendaItem] = {}
    for one in sorted(there, key=lambda each: each.day):
        if not _hands_on(one, to) or any(_was_offered(one, other) for other in there):
            continue
        for item in one.to_carry_over:
            if not any(_took(one, item, other) for other in there):
                found.setdefault(compared(item.words), item)
    return tuple(found.values())


def _hands_on(one: Meeting, to: date) -> bool:
    """Whether it is over by that day: it was held before it, or cancelled by then."""
    if one.held is not None:
        return one.held < to
    return one.closed_at is not None and london_date(one.closed_at) <= to


def _was_offered(one: Meeting, other: Meeting) -> bool:
    """Whether another began when this was over, and had what it hands on."""
    if other is one or _began_cancelled(other) or not _hands_on(one, other.day):
        return False
    over = one.closed_at
    if one.held is not None:  # by the end of its day
        over = datetime.combine(one.held, time.max, london()).astimezone(UTC)
    return over is not None and other.began_at is not None and other.began_at > over


def _began_cancelled(one: Meeting) -> bool:
    """Whether it was put on record as one that is not held."""
    return one.held is None and one.closed_at is not None and one.closed_at == one.began_at


def _began(one: Meeting) -> tuple[str, str]:
    """By which it is told which of two is the later."""
    return one.began_at.isoformat() if one.began_at else "", one.uid


def _took(one: Meeting, item: AgendaItem, other: Meeting) -> bool:
    """Whether a later one has an item, as it is carried over, on its agenda."""
    if other is one or _began(other) <= _began(one):
        return False
    return any(
        each.carried == item.carried and compared(each.words) == compared(item.words)
        for each in other.items
    )
