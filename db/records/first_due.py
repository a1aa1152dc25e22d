"""What is due first on each open record, of any kind, kept in its line of the index: lists go
by it, and need none of what it follows from.

It is the first of what the officer's calendar has of the record: what its kind says is due, its
follow-up, and the promises on it. What is only to be tidied up stands for it where there is nothing
else, and without a day: that presses nobody. Like the line it is derived, and outside the history.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import date
from itertools import islice
from typing import NamedTuple

from db.connection import Connection
from db.records.among import among
from db.records.by_when import time_of
from db.records.every_kind import stored
from spoc_tui.casework.dates.when import DayAndTime
from spoc_tui.casework.desk.desk import UNPRESSED
from spoc_tui.casework.records.kinds import BY_HAND, DECLARED_CODES

PROMISE = "promise"
AT_ONCE = 40_000
"""How many records are read at a time."""
_LAST = "24"
"""What is due on a day comes after what is due at a time of it."""
_RANKS = (f"WHEN '{band.code}' THEN {rank}" for rank, band in enumerate(UNPRESSED, 1))
RANK = f"CASE d.band {' '.join(_RANKS)} ELSE 0 END"
"""SQL: the rank; 0 of what has a last day, then the order of the bands that have none."""
_DECLARED = f"""SELECT d.record, {RANK}, d.due, d.at, replace(d.what, ' ', '-')
    FROM record_due AS d WHERE {{}}"""
_PROMISED = f"""(SELECT min(p.due || ' ' || coalesce(p.due_time, '{_LAST}')) FROM promise AS p
    WHERE p.record = r.uid AND p.kept_at IS NULL AND p.withdrawn_at IS NULL
    AND p.removed_at IS NULL)"""
"""SQL: the day and time of the promise on record `r` that is due first."""
_LINES = f"""SELECT r.uid, r.kind, r.open AND r.removed_at IS NULL AS is_open, r.due, r.due_what,
    CASE WHEN r.open AND r.removed_at IS NULL THEN {_PROMISED} END AS promised
    FROM record AS r WHERE {{}}"""
_OVER = "due_what IS NOT NULL AND NOT (open AND removed_at IS NULL)"
"""SQL: a record is over, and its line still has what was due on it."""


class FirstDue(NamedTuple):
    """The first due line of a record."""

    by: str | None
    """The day, and the time of it if there is one, as `DayAndTime.typed` has them; None of what
    presses nobody.
    """
    what: str
    """As one word, as the calendar has it: “fill-a-seat”."""


class Line(NamedTuple):
    """Of a record's line in the index what is due first follows from, and what it has of it."""

    uid: str
    kind: str
    is_open: int
    by: str | None
    what: str | None
    promised: str | None
    """The day and time of the promise that is due first, of an open one."""


def read_lines(connection: Connection, uids: Collection[str]) -> list[Line]:
    """The lines of these records, so far as they are needed here."""
    within, asked = among("r.uid", uids)
    return [Line(*row) for row in connection.execute(_LINES.format(within), asked)]


def write(connection: Connection) -> None:
    """Writes what is due first on all records again; within a transaction."""
    connection.execute(f"UPDATE main.record SET due = NULL, due_what = NULL WHERE {_OVER}")
    for lines in _open_lines(connection):
        write_of(connection, lines)


def write_of(connection: Connection, lines: Collection[Line]) -> None:
    """Writes what is due first on the records of these lines again, where it is not what they have;
    within a transaction.
    """
    if changed := [*_otherwise(connection, lines)]:
        connection.executemany(
            "UPDATE main.record SET due = ?, due_what = ? WHERE uid = ?", changed
        )


def in_parts(uids: Iterable[str]) -> Iterator[tuple[str, ...]]:
    """So many at a time that memory does not grow with them."""
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
        return  # a shape before it
    otherwise = {uid for (uid,) in connection.execute(f"SELECT uid FROM record WHERE {_OVER}")}
    for lines in _open_lines(connection):
        otherwise |= {uid for _, _, uid in _otherwise(connection, lines)}
    yield from sorted(otherwise)


def _is_kept(connection: Connection) -> bool:
    return any(row["name"] == "due" for row in connection.execute("PRAGMA table_info(record)"))


def _open_lines(connection: Connection) -> Iterator[list[Line]]:
    rows = connection.execute("SELECT uid FROM record WHERE open = 1 AND removed_at IS NULL")
    for part in in_parts([uid for (uid,) in rows]):
        yield read_lines(connection, part)


def _otherwise(
    connection: Connection, lines: Collection[Line]
) -> Iterator[tuple[str | None, str | None, str]]:
    """The first due line of each record whose index line has another, by uid."""
    first: dict[str, tuple[int, str, str, str]] = {}
    for uid, rank, day, at, what in _due(connection, lines):
        one = (rank, day, at or _LAST, what)
        first[uid] = min(first.get(uid, one), one)
    for line in lines:
        due = _as_kept(*first[line.uid]) if line.uid in first else (None, None)
        if due != (line.by, line.what):
            yield *due, line.uid


def _as_kept(rank: int, day: str, at: str, what: str) -> FirstDue:
    if rank:
        return FirstDue(None, what)
    on = DayAndTime(date.fromisoformat(day), None if at == _LAST else time_of(at))
    return FirstDue(on.typed, what)


def _due(
    connection: Connection, lines: Collection[Line]
) -> Iterator[tuple[str, int, str, str | None, str]]:
    """All that is due on the open ones: the record, its rank (`RANK`), the day, its time if there
    is one, and what.
    """
    of_kind = defaultdict[str, list[str]](list)
    for line in lines:
        if line.is_open:
            of_kind[line.kind].append(line.uid)
        if line.promised:
            on = line.promised.split()
            yield line.uid, 0, on[0], on[1], PROMISE
    declared = [uid for code in of_kind.keys() & DECLARED_CODES for uid in of_kind[code]]
    if declared:
        within, asked = among("d.record", declared)
        yield from map(tuple, connection.execute(_DECLARED.format(within), asked))
    for kind in BY_HAND:
        if kind.code in of_kind:
            for entry in stored(kind.code).calendar(connection, of_kind[kind.code], None):
                at = f"{entry.at:%H:%M}" if entry.at else None
                yield entry.uid, 0, entry.day.isoformat(), at, entry.code
