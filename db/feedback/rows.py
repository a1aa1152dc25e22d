"""Rows of feedback actions and what belongs to them, read into records."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from db.connection import Connection, by_name
from db.feedback.voice_order import AS_HEARD
from db.records.links import LINK_IN_FORCE
from db.records.rows import RowColumns, day_of, moment_of, read_happened
from db.records.survivors import joined
from spoc_tui.casework.dates import when
from spoc_tui.casework.feedback.feedback import (
    Feedback,
    FeedbackCase,
    FeedbackStatus,
    HeardIn,
    Voice,
)
from spoc_tui.casework.records.channel import Channel
from spoc_tui.casework.records.link import Says
from spoc_tui.casework.records.side import Side

HEARD_IN_SQL = f"""l.one = f.uid AND l.says = '{Says.CAME_OF}' AND {LINK_IN_FORCE}"""
"""SQL: link `l` says in which record feedback `f` was heard."""
OPEN = "f.status <> 'closed'"
SELECT = f"""
SELECT f.*, theme.name AS theme_name, d.name AS directorate_name, team.name AS team_name,
    o.uid AS owner_uid, o.name AS owner_name, heard.uid AS heard_uid, heard.kind AS heard_kind,
    heard.reference AS heard_reference
FROM feedback AS f
LEFT JOIN theme ON theme.uid = f.theme
LEFT JOIN directorate AS d ON d.uid = f.directorate
LEFT JOIN team ON team.uid = f.team
LEFT JOIN record AS heard ON heard.uid = (SELECT l.other FROM link AS l WHERE {HEARD_IN_SQL}
    ORDER BY l.since, l.uid LIMIT 1)
{joined("o", "f.organisation")}
"""
_VOICES = f"""
SELECT t.feedback, t.uid AS telling_uid, t.told_at, t.channel, t.excused,
    b.reference AS bulletin_reference, v.uid, v.said, v.said_on, v.speaker,
    o.uid AS organisation_uid, o.name AS organisation_name, o.named_on,
    (o_own.merged_into IS NOT NULL OR EXISTS (SELECT 1 FROM organisation AS m
        WHERE m.merged_into = o.uid)) AS merged, c.uid AS contact_uid, c.name AS contact_name
FROM telling AS t JOIN voice AS v ON v.uid = t.voice
LEFT JOIN bulletin AS b ON b.uid = t.bulletin AND b.removed_at IS NULL
LEFT JOIN contact AS c ON c.uid = v.contact
{joined("o", "v.organisation")}
WHERE t.feedback IN (SELECT value FROM json_each(?)) AND t.removed_at IS NULL
    AND v.removed_at IS NULL
ORDER BY {AS_HEARD}"""


def read_feedback(
    connection: Connection, where: str, values: Sequence[object] = ()
) -> list[Feedback]:
    """The actions that `where` (with its ORDER BY and LIMIT) selects, undone ones left out."""
    found = connection.execute(f"{SELECT} WHERE f.removed_at IS NULL AND {where}", values)
    rows = list(by_name(found))
    voices = _voices(connection, [row["uid"] for row in rows])
    return [_feedback_of(row, tuple(voices[row["uid"]])) for row in rows]


def actions_of(connection: Connection, uids: Sequence[str]) -> dict[str, list[Feedback]]:
    """By the uid of each of these records, the actions that came of it, the first begun first."""
    found: dict[str, list[Feedback]] = {}
    among = (
        "f.uid IN (SELECT l.one FROM link AS l WHERE l.other IN (SELECT value FROM json_each(?)) "
        f"AND l.says = '{Says.CAME_OF}' AND {LINK_IN_FORCE}) ORDER BY f.heard_at, f.uid"
    )
    for one in read_feedback(connection, among, [json.dumps(list(uids))]):
        if one.heard_in is not None:
            found.setdefault(one.heard_in.uid, []).append(one)
    return found


def read_by_uids(connection: Connection, uids: Sequence[str]) -> dict[str, Feedback]:
    """The actions of these uids, by uid."""
    among = "f.uid IN (SELECT value FROM json_each(?))"
    return {one.uid: one for one in read_feedback(connection, among, [json.dumps(list(uids))])}


def read_case(connection: Connection, uid: str) -> FeedbackCase | None:
    """An action with its timeline (as it happened) and promises."""
    for feedback in read_feedback(connection, "f.uid = ?", [uid]):
        return FeedbackCase(feedback, *read_happened(connection, uid, FeedbackStatus))
    return None


def _voices(connection: Connection, uids: Sequence[str]) -> defaultdict[str, list[Voice]]:
    found: defaultdict[str, list[Voice]] = defaultdict(list)
    if uids:
        for row in by_name(connection.execute(_VOICES, [json.dumps(uids)])):
            found[row["feedback"]].append(_voice_of(row))
    return found


def _voice_of(row: RowColumns) -> Voice:
    organisation, then = row["organisation_name"] or "", row["speaker"]
    return Voice(
        uid=row["uid"],
        said=row["said"],
        said_on=date.fromisoformat(row["said_on"]),
        organisation_uid=row["organisation_uid"],
        organisation=organisation,
        named=then if organisation and row["merged"] and then != organisation else "",
        contact_uid=row["contact_uid"],
        contact=row["contact_name"] or "",
        speaker="" if organisation else then,
        may_be_named=row["named_on"] is not None,
        telling_uid=row["telling_uid"],
        told_at=moment_of(row["told_at"]),
        channel=Channel(row["channel"]) if row["channel"] else None,
        bulletin=row["bulletin_reference"] or "",
        excused=row["excused"],
    )


def _heard_in(row: RowColumns) -> HeardIn | None:
    if row["heard_uid"] is None:
        return None
    return HeardIn(row["heard_kind"], row["heard_uid"], row["heard_reference"])


def _feedback_of(row: RowColumns, voices: tuple[Voice, ...]) -> Feedback:
    return Feedback(
        uid=row["uid"],
        reference=row["reference"],
        status=FeedbackStatus(row["status"]),
        heard_at=when.from_iso(row["heard_at"]),
        voices=voices,
        action=row["action"],
        side=Side(row["side"]),
        theme_uid=row["theme"],
        theme=row["theme_name"],
        directorate_uid=row["directorate"],
        directorate=row["directorate_name"],
        team_uid=row["team"],
        team=row["team_name"],
        owner_uid=row["owner_uid"],
        owner_organisation=row["owner_name"],
        owner_typed=row["owner"],
        due=day_of(row["due"]),
        tell_how=row["tell_how"],
        heard_from=row["heard_from"],
        paragraph=row["paragraph"],
        heard_in=_heard_in(row),
        agreed_at=moment_of(row["agreed_at"]),
        begun_at=moment_of(row["begun_at"]),
        cannot_at=moment_of(row["cannot_at"]),
        because=row["because"],
        done_at=moment_of(row["done_at"]),
        done_text=row["done_text"],
        closed_at=moment_of(row["closed_at"]),
    )
