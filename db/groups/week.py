"""What groups did in a period. Meetings and decisions are counted as they stand now, for then as
for now; the actions that came of them as feedback counts them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, cast

from db.kinds.reading import read_records
from db.records.in_a_week import KindFacts
from spoc_tui.casework.groups.figures import ATTENDANCE, CARRIED_OUT, OF_FEEDBACK
from spoc_tui.casework.groups.group import Group
from spoc_tui.casework.groups.meeting import Meeting
from spoc_tui.casework.groups.member import Attendance, Member, members_on
from spoc_tui.casework.kinds.catalogue import kind_of
from spoc_tui.casework.week.facts import OfMany, Took, Uid

if TYPE_CHECKING:
    from db.week.source import Asked, WeekSource

_CAME_OF = """
SELECT DISTINCT l.one FROM link AS l JOIN record AS r ON r.uid = l.other
WHERE l.says = 'came-of' AND l.removed_at IS NULL AND r.kind IN ('meeting', 'decision')"""


def facts(
    source: WeekSource, asked: Asked, until: date, counted: Mapping[str, Sequence[Any]]
) -> KindFacts:
    """What was held and decided in it, who came, and what came of it; `counted` is what the other
    kinds count.
    """
    came_of = {uid for (uid,) in source.history.execute(_CAME_OF)}
    actions = {
        code: [one for one in counted.get(of, ()) if one.uid in came_of]
        for code, of in OF_FEEDBACK.items()
    }
    if source.connection is not source.history:
        return KindFacts(actions)
    first = date.fromisoformat(asked["first"])

    def within(day: date | None) -> bool:
        return day is not None and first <= day <= until

    groups = {one.uid: cast("Group", one) for one in _all(source, "group")}
    meetings, decisions = _all(source, "meeting"), _all(source, "decision")
    found: dict[str, list[Any]] = {
        figure.code: [Uid(one.uid) for one in records if within(figure.day(one))]
        for code, records in (("meeting", meetings), ("decision", decisions))
        for figure in kind_of(code).figures
    }
    found[ATTENDANCE] = [
        _attendance(groups[one.group.uid], one)
        for one in cast("list[Meeting]", meetings)
        if within(one.held) and one.attendance and one.group.uid in groups
    ]
    found[CARRIED_OUT] = [
        Took(one.uid, source.days.count(one.decided, one.carried))
        for one in decisions
        if within(one.carried) and one.decided is not None
    ]
    return KindFacts({**found, **actions})


def _all(source: WeekSource, code: str) -> list[Any]:
    return read_records(source.connection, kind_of(code), "1 ORDER BY r.began_at, r.uid", [])


def _attendance(group: Group, meeting: Meeting) -> OfMany:
    """How many of those who were members on its day came, or had a deputy there."""
    seat = _directorates_with(group)
    members = {seat(one) for one in members_on(group.members, meeting.day)}
    there = {seat(one) for one in meeting.attendance if one.was_there}
    return OfMany(meeting.uid, len(members & there), len(members))


def _directorates_with(group: Group) -> Callable[[Member | Attendance], tuple[str, str]]:
    """Whom somebody sits for: an organisation as it is read today, or a team."""
    return lambda one: (group.read_as(one.organisation), one.team.uid if one.team else "")
