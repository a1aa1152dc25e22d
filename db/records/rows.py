"""Rows of what belongs to records of every kind, read: events, promises, when somebody was
chased.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from db.connection import Connection, Row, by_name
from db.records.by_when import time_of
from spoc_tui.casework.dates import when
from spoc_tui.casework.records.channel import Channel
from spoc_tui.casework.records.event import Event, EventKind
from spoc_tui.casework.records.promise import Promise
from spoc_tui.casework.records.worded import Worded

RowColumns = Row | Mapping[str, Any]
"""A row, by the names of its columns."""


def last_chase(uid: str) -> str:
    """SQL: when somebody was chased last about the record of that uid, as `chased_at`: looked for
    among what happened on it, not (so the “+”) among all chases.
    """
    return (
        f"(SELECT max(v.at) FROM event AS v WHERE v.record = {uid} AND +v.kind = 'chased' "
        "AND v.removed_at IS NULL) AS chased_at"
    )


def promise_number(row: str) -> str:
    """SQL: as `number`, which promise on its record the promise `row` (an alias) is, by when it was
    made: counted with those that were undone, so that no other takes a number that was given out.
    """
    return (
        f"(SELECT count(*) FROM promise AS made WHERE made.record = {row}.record "
        f"AND (made.made_at, made.uid) <= ({row}.made_at, {row}.uid)) AS number"
    )


def read_happened(
    connection: Connection, uid: str, statuses: type[Worded]
) -> tuple[tuple[Event, ...], tuple[Promise, ...]]:
    """The timeline (as it happened) and the promises of a record of any kind."""
    return (
        read_timeline(connection, uid, statuses),
        read_promises(connection, uid),
    )


def read_timeline(connection: Connection, uid: str, statuses: type[Worded]) -> tuple[Event, ...]:
    """The timeline of a record of any kind, in its order."""
    events = connection.execute(
        "SELECT * FROM event WHERE record = ? AND removed_at IS NULL ORDER BY at, uid", [uid]
    )
    return tuple(event_of(row, statuses) for row in by_name(events))


def read_promises(connection: Connection, uid: str) -> tuple[Promise, ...]:
    """The promises on a record of any kind, the earliest first."""
    promises = connection.execute(
        f"SELECT p.*, {promise_number('p')} FROM promise AS p WHERE p.record = ? "
        "AND p.removed_at IS NULL ORDER BY p.made_at, p.uid",
        [uid],
    )
    return tuple(map(promise_of, by_name(promises)))


def event_of(row: RowColumns, status: type[Worded]) -> Event:
    """A row of `event`, of a record whose statuses these are."""
    return Event(
        uid=row["uid"],
        kind=EventKind(row["kind"]),
        at=when.from_iso(row["at"]),
        text=row["text"],
        channel=Channel(row["channel"]) if row["channel"] else None,
        whom=row["whom"],
        from_status=status(row["from_status"]) if row["from_status"] else None,
        to_status=status(row["to_status"]) if row["to_status"] else None,
    )


def promise_of(row: RowColumns) -> Promise:
    """A row of `promise`, with its `promise_number`."""
    return Promise(
        uid=row["uid"],
        number=row["number"],
        text=row["text"],
        due=date.fromisoformat(row["due"]),
        due_time=time_of(row["due_time"]),
        made_at=when.from_iso(row["made_at"]),
        kept_at=moment_of(row["kept_at"]),
        withdrawn_at=moment_of(row["withdrawn_at"]),
        withdrawn_why=row["withdrawn_why"],
    )


def moment_of(text: str | None) -> datetime | None:
    """A stored moment, if there is one."""
    return when.from_iso(text) if text else None


def day_of(text: str | None) -> date | None:
    """A stored day, if there is one."""
    return date.fromisoformat(text) if text else None
