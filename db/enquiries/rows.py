"""Rows of enquiries and what belongs to them, read into records."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date

from db.connection import Connection, by_name
from db.records.by_when import time_of
from db.records.rows import (
    RowColumns,
    day_of,
    last_chase,
    moment_of,
    read_promises,
    read_timeline,
)
from db.records.survivors import joined
from spoc_tui.casework.council.succession import SUCCEEDED
from spoc_tui.casework.dates import when
from spoc_tui.casework.enquiries.enquiry import Case, Enquiry, Outcome, Routing, Status, Urgency
from spoc_tui.casework.records.channel import Channel

_COLUMNS = f"""e.*, o.uid AS organisation_uid, o.name AS organisation_name,
    o.phone AS organisation_phone, c.name AS contact_name,
    topic.name AS topic_name, topic.code AS topic_code, team.name AS team_name,
    (SELECT count(*) FROM routing AS r WHERE r.enquiry = e.uid AND r.removed_at IS NULL
        AND r.ended_why NOT LIKE '{SUCCEEDED}%') AS hops,
    {last_chase("e.uid")}"""
_FROM = f"""FROM enquiry AS e
{joined("o", "e.organisation")}
LEFT JOIN contact AS c ON c.uid = e.contact
LEFT JOIN topic ON topic.uid = e.topic
LEFT JOIN team ON team.uid = e.team
WHERE e.removed_at IS NULL AND"""
_THEMES = """(SELECT json_group_array(name) FROM (
    SELECT theme.name FROM enquiry_theme AS t JOIN theme ON theme.uid = t.theme
    WHERE t.enquiry = e.uid AND t.removed_at IS NULL ORDER BY theme.name, theme.uid))"""
REPLY_BY = """(SELECT h.reply_by FROM routing AS h WHERE h.enquiry = e.uid
    AND h.replied_at IS NULL AND h.ended_at IS NULL AND h.removed_at IS NULL)"""
"""SQL: the day by which the team that has enquiry `e` is to reply."""


def read_enquiries(
    connection: Connection, where: str, values: Sequence[object] = ()
) -> list[Enquiry]:
    """The enquiries that `where` (with its ORDER BY and LIMIT) selects, undone ones left out."""
    rows = connection.execute(f"SELECT {_COLUMNS} {_FROM} {where}", values)
    return [_enquiry_of(row) for row in by_name(rows)]


def read_with_replies(
    connection: Connection, where: str, values: Sequence[object] = ()
) -> Iterator[tuple[Enquiry, date | None]]:
    """The same, each with the day by which the team that has it is to reply."""
    columns = f"{_COLUMNS}, {REPLY_BY} AS reply_by"
    rows = connection.execute(f"SELECT {columns} {_FROM} {where}", values)
    return ((_enquiry_of(row), day_of(row["reply_by"])) for row in by_name(rows))


def read_case(connection: Connection, uid: str) -> Case | None:
    """An enquiry with its timeline (as it happened), hops, promises and themes."""
    rows = connection.execute(f"SELECT {_COLUMNS}, {_THEMES} AS themes {_FROM} e.uid = ?", [uid])
    for row in by_name(rows):
        return read_counted(connection, _enquiry_of(row))._replace(
            promises=read_promises(connection, uid), themes=tuple(json.loads(row["themes"]))
        )
    return None


def read_just_logged(connection: Connection, uid: str) -> Case:
    """An enquiry that has been logged in this action, and so far has its first line and no more."""
    (enquiry,) = read_enquiries(connection, "e.uid = ?", [uid])
    return Case(enquiry, read_timeline(connection, uid, Status), (), ())


def read_counted(connection: Connection, enquiry: Enquiry) -> Case:
    """An enquiry with what its dates are counted from: timeline and hops, and nothing else."""
    timeline = read_timeline(connection, enquiry.uid, Status)
    return Case(enquiry, timeline, read_routings(connection, enquiry.uid), ())


def read_routings(connection: Connection, uid: str) -> tuple[Routing, ...]:
    """The hops of an enquiry, the earliest first."""
    routings = connection.execute(
        "SELECT r.*, team.name AS team_name, d.name AS directorate_name FROM routing AS r "
        "JOIN team ON team.uid = r.team JOIN directorate AS d ON d.uid = team.directorate "
        "WHERE r.enquiry = ? AND r.removed_at IS NULL ORDER BY r.sent_at, r.uid",
        [uid],
    )
    return tuple(map(_routing_of, by_name(routings)))


def _enquiry_of(row: RowColumns) -> Enquiry:
    """One row of SELECT as an Enquiry."""
    return Enquiry(
        uid=row["uid"],
        reference=row["reference"],
        subject=row["subject"],
        status=Status(row["status"]),
        received_at=when.from_iso(row["received_at"]),
        acknowledge_by=date.fromisoformat(row["acknowledge_by"]),
        answer_by=date.fromisoformat(row["answer_by"]),
        clock_from=date.fromisoformat(row["clock_from"]),
        channel=Channel(row["channel"]),
        urgency=Urgency(row["urgency"]),
        detail=row["detail"],
        organisation_uid=row["organisation_uid"],
        organisation=row["organisation_name"],
        contact_uid=row["contact"],
        contact=row["contact_name"],
        caller=row["caller"],
        phone=row["phone"],
        organisation_phone=row["organisation_phone"] or "",
        topic_uid=row["topic"],
        topic=row["topic_name"],
        topic_code=row["topic_code"],
        team_uid=row["team"],
        team=row["team_name"],
        hops=row["hops"],
        outcome=Outcome(row["outcome"]) if row["outcome"] else None,
        outcome_reason=row["outcome_reason"],
        acknowledge_by_typed=bool(row["acknowledge_by_typed"]),
        answer_by_typed=bool(row["answer_by_typed"]),
        acknowledged_at=moment_of(row["acknowledged_at"]),
        answer=row["answer"],
        answered_at=moment_of(row["answered_at"]),
        told_at=moment_of(row["told_at"]),
        closed_at=moment_of(row["closed_at"]),
        waiting_since=moment_of(row["waiting_since"]),
        waiting_for=row["waiting_for"],
        follow_up_on=day_of(row["follow_up_on"]),
        follow_up_time=time_of(row["follow_up_time"]),
        chased_at=moment_of(row["chased_at"]),
    )


def _routing_of(row: RowColumns) -> Routing:
    return Routing(
        uid=row["uid"],
        team_uid=row["team"],
        team=row["team_name"],
        directorate=row["directorate_name"],
        sent_at=when.from_iso(row["sent_at"]),
        reply_by=date.fromisoformat(row["reply_by"]),
        reply_by_typed=bool(row["reply_by_typed"]),
        reason=row["reason"],
        acknowledged_at=moment_of(row["acknowledged_at"]),
        replied_at=moment_of(row["replied_at"]),
        ended_at=moment_of(row["ended_at"]),
        ended_why=row["ended_why"],
    )
