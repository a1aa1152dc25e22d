"""Where something is decided: at a meeting of the group that was held, on its day, or outside one,
where the group does that.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from spoc_tui.casework.dates.when import show_day
from spoc_tui.casework.errors import BadInput
from spoc_tui.casework.kinds.fields import Linked, day, link, moment, yes_no
from spoc_tui.casework.kinds.record import RecordRow

if TYPE_CHECKING:
    from spoc_tui.casework.groups.decision import Decision
    from spoc_tui.casework.groups.meeting import Meeting
    from spoc_tui.casework.kinds.act import Values


@dataclass(frozen=True, kw_only=True, repr=False)
class ItsMeeting(RecordRow):
    """The fields of a decision's meeting that the decision goes by."""

    group: Linked = link("Group", "group", needed=True)
    held: date | None = day("Held")
    notes_at: datetime | None = moment("Notes out")


@dataclass(frozen=True, kw_only=True, repr=False)
class ItsGroup(RecordRow):
    """The fields of a decision's group that the decision goes by."""

    virtual: bool | None = yes_no("Online")


def taken_from(meeting: Meeting, values: Values) -> Values:
    """What a meeting decides is decided on its day."""
    return {} if values.get("closes") else {"decided": meeting.held}


def fits(before: Decision | None, after: Decision) -> None:
    """BadInput for a meeting of another group, one that is not held yet, or another day than its
    own; and outside a meeting where the group decides only at those. What stood so before stays.
    """
    if before is not None and _place(before) == _place(after):
        return
    if after.meeting is None:
        if after.decides is not None and after.decides.virtual is False:
            raise BadInput(
                f"{after.group.name} decides only at its meetings (Online: no). Give the meeting, "
                "or change that on the group first.",
                field="meeting",
            )
        return
    its = after.met
    if its is None or its.group.uid != after.group.uid:
        raise BadInput(
            f"{after.meeting.name} is no meeting of {after.group.name}.", field="meeting"
        )
    if its.held is None:
        raise BadInput(
            f"{after.meeting.name} was not held yet. Say that it was, then what it decided.",
            field="meeting",
        )
    if after.decided != its.held:
        raise BadInput(
            f"What a meeting decides is decided on its day, here {show_day(its.held)}. Give that "
            "day, or leave out the meeting.",
            field="decided",
        )


def _place(one: Decision) -> tuple[object, ...]:
    """Where and when it is decided, or is to be."""
    its = one.meeting.uid if one.meeting else ""
    return its, one.group.uid, one.decided if its else None, one.closes
