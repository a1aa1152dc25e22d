"""Reads the facts that the papers of groups and meetings are made of."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, cast

from spoc_tui.casework.groups.meeting import last_meeting
from spoc_tui.casework.groups.papers import GroupFacts, MeetingFacts

if TYPE_CHECKING:
    from db.store import Store
    from spoc_tui.casework.groups.decision import Decision
    from spoc_tui.casework.groups.group import Group
    from spoc_tui.casework.groups.meeting import Meeting
    from spoc_tui.casework.kinds.paper import Paper


def facts(
    store: Store, kind: str, reference: str, paper: Paper, year: int | None = None
) -> GroupFacts | MeetingFacts:
    """The facts of a paper of a group or meeting, as of today; of a year where it is of
    one, by default this one.
    """
    record = store.declared(kind).get(reference).record
    if kind == "group":
        group = cast("Group", record)
        of = year or store.today().year
        decided = [
            one
            for one in _decided(store, group)
            if not paper.of_a_year or (one.decided and one.decided.year == of)
        ]
        return GroupFacts(paper, group, tuple(decided), of, store.today(), store.signed_for(paper))
    meeting = cast("Meeting", record)
    group = cast("Group", store.declared("group").get(meeting.group.uid).record)
    others = [one for one in group.meetings if one.uid != meeting.uid]
    last = last_meeting(others, before=meeting.day)
    decided = [one for one in _decided(store, group) if (one.decided or date.max) <= meeting.day]
    return MeetingFacts(
        paper, meeting, group, last, tuple(decided), store.now(), store.signed_for(paper)
    )


def _decided(store: Store, group: Group) -> list[Decision]:
    """The decisions of a group, the earliest first; withdrawn ones, too."""
    found = cast("list[Decision]", store.declared("decision").linking("group", group.uid))
    decided = [one for one in found if one.decided is not None]
    return sorted(decided, key=lambda one: (one.decided or date.max, one.began_at, one.uid))
