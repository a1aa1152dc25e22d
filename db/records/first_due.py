"""What is due first on each open record, of whatever kind, kept in its line of the index: lists go
by it, and need none of what it follows from.

It is the first of what the officer's calendar has of the record: what its kind says is due, its
follow-up, and the promises on it. What is only to be tidied up stands for it where there is nothing
else, and without a day: that presses nobody. Like the line it is derived, and outside the history.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from itertools import islice
from typing import NamedTuple

from db.connection import Connection
from db.records.among import among
from db.records.by_when import time_of
from db.records.every_kind import stored
from spoc_tui.casework.dates.when import DayAndTime
from spoc_tui.casework.desk.desk import Band
from spoc_tui.casework.records.kinds import BY_HAND

PROMISE = "promise"
AT_ONCE = 40_000
"""How many records are read at a time."""
_LAST = "24"
"""What is due on a day comes after what is due at a time of it."""
_DECLARED = f"""SELECT d.record, d.band = '{Band.TIDY.code}', d.due, d.at, replace(d.what, ' ', '-')
    FROM record_due AS d WHERE {{}}"""
_PROMISES = f"""SELECT p.record, 0, p.due, p.due_time, '{PROMISE}' FROM promise AS p
    JOIN record AS r ON r.uid = p.record WHERE p.kept_at IS NULL AND p.withdrawn_at IS NULL
    AND p.removed_at IS NULL AND r.open = 1 AND r.removed_at IS NULL AND {{}}"""
_OPEN_KINDS = "SELECT DISTINCT kind FROM record WHERE open = 1 AND removed_at IS NULL AND {}"


class FirstDue(NamedTuple):
    """What is due first on a record."""

    by: str | None
    """The day, and the time of it if there is one, as `DayAndTime.typed` has them; None of what is
    to be tidied up.
    """
    what: str
    """As one word, as the calendar has it: “fill-a-seat”."""


def write(connection: Connection, uids: Collection[str] | None = None) -> None:
    """Writes what is due first on these records again, or on all; within a transaction."""
    if not _is_kept(connection):
        return  # a shape before it
    within, asked = among("uid", uids)
    connection.execute(
        f"UPDATE record SET due = NULL, due_what = NULL WHERE due_what IS NOT NULL AND {within}",
        asked,
    )
    for part in _in_parts(connection, uids):
        connection.executemany(
            "UPDATE record SET due = ?, due_what = ? WHERE uid = ?",
            [(*due, uid) for uid, due in _found(connection, part).items()],
        )


def _in_parts(connection: Connection, uids: Collection[str] | None) -> Iterator[tuple[str, ...]]:
    """These records, or all open ones, so many at a time that memory does not grow with them."""
    if uids is None:
        rows = connection.execute("SELECT uid FROM record WHERE open = 1 AND removed_at IS NULL")
        uids = [uid for (uid,) in rows]
    left = iter(uids)
    while part := tuple(islice(left, AT_ONCE)):
        yield part


def fill(connection: Connection) -> None:
    """Writes all of it again, where it is not as it should be; within a transaction."""
    if next(wrong(connection), None) is not None:
        write(connection)


def wrong(connection: Connection) -> Iterator[str]:
    """The uids of records of which something else is kept as due first than is."""
    if not _is_kept(connection):
        return
    rows = connection.execute(
        "SELECT uid, due, due_what FROM record WHERE due_what IS NOT NULL OR due IS NOT NULL"
    )
    kept = {uid: FirstDue(by, what) for uid, by, what in rows}
    otherwise = set[str]()
    for part in _in_parts(connection, None):
        for uid, due in _found(connection, part).items():
            if kept.pop(uid, None) != due:
                otherwise.add(uid)
    yield from sorted(otherwise.union(kept))


def _is_kept(connection: Connection) -> bool:
    return any(row["name"] == "due" for row in connection.execute("PRAGMA table_info(record)"))


def _found(connection: Connection, uids: Collection[str] | None) -> dict[str, FirstDue]:
    """What is due first, by the uid of the record."""
    first: dict[str, tuple[bool, str, str, str]] = {}
    for uid, tidy, day, at, what in _due(connection, uids):
        one = (bool(tidy), day, at or _LAST, what)
        first[uid] = min(first.get(uid, one), one)
    return {uid: _as_kept(*one) for uid, one in first.items()}


def _as_kept(tidy: bool, day: str, at: str, what: str) -> FirstDue:
    if tidy:
        return FirstDue(None, what)
    on = DayAndTime(date.fromisoformat(day), None if at == _LAST else time_of(at))
    return FirstDue(on.typed, what)


def _due(
    connection: Connection, uids: Collection[str] | None
) -> Iterator[tuple[str, bool, str, str | None, str]]:
    """All that is due on the open ones: the record, whether it is only to be tidied up, the day,
    its time if there is one, and what.
    """
    for statement, column in ((_DECLARED, "d.record"), (_PROMISES, "p.record")):
        within, asked = among(column, uids)
        yield from map(tuple, connection.execute(statement.format(within), asked))
    within, asked = among("uid", uids)
    open_kinds = {code for (code,) in connection.execute(_OPEN_KINDS.format(within), asked)}
    for kind in BY_HAND:
        if kind.code in open_kinds:
            for entry in stored(kind.code).calendar(connection, uids):
                at = f"{entry.at:%H:%M}" if entry.at else None
                yield entry.uid, False, entry.day.isoformat(), at, entry.code
