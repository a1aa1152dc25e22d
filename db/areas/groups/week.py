"""What groups did in a period: the meetings held and who came, the decisions, by their days; and
the actions that came of them, as feedback counts them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from db.records.in_a_week import KindFacts
from db.records.survivors import survivor
from spoc_tui.casework.groups.figures import ATTENDANCE, CARRIED_OUT, DECIDED, HELD, OF_FEEDBACK
from spoc_tui.casework.groups.member import Came
from spoc_tui.casework.week.facts import OfMany, Took, Uid

if TYPE_CHECKING:
    from db.week.source import Asked, WeekSource

MEETS, MEMBERS, MET, ATTENDED = (
    "groups_group",
    "groups_group_members",
    "groups_meeting",
    "groups_meeting_attendance",
)
COUNTED = {MET: ("held",), "groups_decision": ("decided", "carried")}
"""The tables of which records are counted, and by which days."""
TABLES = {**COUNTED, MEETS: (), MEMBERS: (), ATTENDED: ()}
"""All that the figures are counted from, beside feedback."""
READ_TOO = {
    ATTENDED: ("record", MET, "uid"),
    MEETS: ("uid", MET, "group_"),
    MEMBERS: ("record", MET, "group_"),
}
"""What is read with those: a table, by which of its columns, and of which column of which table."""
NAMING = (MEMBERS, ATTENDED)
"""Those that name organisations."""
_IN_IT = "SELECT uid, {0} FROM {1} WHERE {0} BETWEEN ? AND ? AND removed_at IS NULL ORDER BY uid"
_CARRIED_OUT = """SELECT uid, decided, carried FROM groups_decision
    WHERE carried BETWEEN ? AND ? AND decided IS NOT NULL AND removed_at IS NULL ORDER BY uid"""
_SEAT = f"coalesce({survivor('o')}, ''), coalesce(p.team, '')"
# How many of those who were members on its day came, or had a deputy there.
_ATTENDANCE = f"""
WITH met AS MATERIALIZED (
    SELECT m.uid, m.group_, m.held FROM groups_meeting AS m
    JOIN groups_group AS g ON g.uid = m.group_ AND g.removed_at IS NULL
    WHERE m.held BETWEEN ? AND ? AND m.removed_at IS NULL AND EXISTS (
        SELECT 1 FROM groups_meeting_attendance WHERE record = m.uid AND removed_at IS NULL)),
member (meeting, organisation, team) AS (
    SELECT DISTINCT met.uid, {_SEAT} FROM met
    CROSS JOIN groups_group_members AS p ON p.record = met.group_
    LEFT JOIN organisation AS o ON o.uid = p.organisation
    WHERE p.removed_at IS NULL AND p.starts <= met.held AND coalesce(p.ends, '~') >= met.held),
came (meeting, organisation, team) AS MATERIALIZED (
    SELECT DISTINCT met.uid, {_SEAT} FROM met
    CROSS JOIN groups_meeting_attendance AS p ON p.record = met.uid
    LEFT JOIN organisation AS o ON o.uid = p.organisation
    WHERE p.removed_at IS NULL AND p.came IN ('{Came.PRESENT.value}', '{Came.DEPUTY.value}'))
SELECT met.uid, count(came.meeting), count(member.meeting) FROM met
LEFT JOIN member ON member.meeting = met.uid LEFT JOIN came ON came.meeting = member.meeting
    AND came.organisation = member.organisation AND came.team = member.team
GROUP BY met.uid ORDER BY met.uid"""
_CAME_OF = """
SELECT DISTINCT l.one FROM json_each(?) AS j CROSS JOIN link AS l ON l.one = j.value
CROSS JOIN record AS r ON r.uid = l.other
WHERE l.says = 'came-of' AND l.removed_at IS NULL AND r.kind IN ('meeting', 'decision')"""


def facts(
    source: WeekSource, asked: Asked, until: date, counted: Mapping[str, Sequence[Any]]
) -> KindFacts:
    """The meetings held in it, the decisions, who came, and what came of them; `counted` is what
    the other kinds count.
    """
    actions = {code: counted.get(of, ()) for code, of in OF_FEEDBACK.items()}
    asked_of = json.dumps([one.uid for of_code in actions.values() for one in of_code])
    came_of = {uid for (uid,) in source.history.execute(_CAME_OF, [asked_of])}
    within = (asked["first"], until.isoformat())
    found: dict[str, list[Any]] = {
        HELD: _days(source, "held", MET, within),
        DECIDED: _days(source, "decided", "groups_decision", within),
        ATTENDANCE: [OfMany(*row) for row in source.rows(_ATTENDANCE, within)],
        CARRIED_OUT: [
            Took(uid, source.days.count(*map(date.fromisoformat, days)))
            for uid, *days in source.rows(_CARRIED_OUT, within)
        ],
    }
    for code, of_code in actions.items():
        found[code] = [one for one in of_code if one.uid in came_of]
    return KindFacts(found)


def _days(source: WeekSource, day: str, table: str, within: tuple[str, str]) -> list[Uid]:
    return [Uid(row["uid"]) for row in source.rows(_IN_IT.format(day, table), within)]
