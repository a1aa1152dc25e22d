"""One line for every record of every kind: what hangs on records, lists and searches read it, and
need not know the tables of the kinds.

It is derived, and so outside the history: triggers write a line as its record is written, in a
joined history too, and `fill` makes all of them anew.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from db.payment_subject import payment_subject
from db.voice_order import AS_HEARD
from spoc_tui.casework.records.kinds import CHECK_IN, ENQUIRY, FEEDBACK, PAYMENT, RECORD_KINDS

COLUMNS = ("uid", "kind", "reference", "organisation", "subject", "status", "open", "removed_at")
"""Those of the table `record`."""


class Source(NamedTuple):
    """Where the line of a kind's record comes from."""

    read: tuple[str, ...]
    """The columns of the kind's table that its line follows from."""
    line: Callable[[str], Mapping[str, str]]
    """SQL: each column of the line, of a row of that alias; `uid`, `kind` and `removed_at` are as
    they are.
    """


def _case(row: str, subject: str) -> Mapping[str, str]:
    """The line of a record with a reference; `subject` is SQL."""
    return {
        **{name: f"{row}.{name}" for name in ("reference", "organisation", "status")},
        **{"subject": subject, "open": f"{row}.status <> 'closed'"},
    }


def _feedback_subject(row: str) -> str:
    """What is to be done, or where that is not said what was said first."""
    first = f"""(SELECT '“' || v.said || '”' FROM telling AS t JOIN voice AS v ON v.uid = t.voice
        WHERE t.feedback = {row}.uid AND t.removed_at IS NULL AND v.removed_at IS NULL
        ORDER BY {AS_HEARD} LIMIT 1)"""
    return f"coalesce(nullif({row}.action, ''), {first}, '')"


def _check_in(row: str) -> Mapping[str, str]:
    return {
        **{"reference": "''", "organisation": "NULL", "subject": f"{row}.name", "status": "''"},
        "open": f"{row}.ended_on IS NULL",
    }


_OF_CASES = ("reference", "status", "organisation")
SOURCES: Mapping[str, Source] = {
    ENQUIRY.code: Source((*_OF_CASES, "subject"), lambda row: _case(row, f"{row}.subject")),
    PAYMENT.code: Source(
        (*_OF_CASES, "invoice", "what_for", "kind"), lambda row: _case(row, payment_subject(row))
    ),
    FEEDBACK.code: Source((*_OF_CASES, "action"), lambda row: _case(row, _feedback_subject(row))),
    CHECK_IN.code: Source(("name", "ended_on"), _check_in),
}
_VOICES = {
    "telling": ("removed_at", "NEW.feedback"),
    "voice": ("said, removed_at", "(SELECT feedback FROM telling WHERE voice = NEW.uid)"),
}
"""What else a line of feedback follows from: its columns, and (SQL) on which feedback."""


READ = frozenset((*SOURCES, *_VOICES))
"""The tables that lines follow from."""


def fill(connection: sqlite3.Connection) -> None:
    """Makes the line of every record that has none or another; within a transaction."""
    pairs = ", ".join(f"{name} = excluded.{name}" for name in COLUMNS[1:])
    connection.execute(f"DELETE FROM record WHERE uid NOT IN (SELECT uid FROM ({_lines()}))")
    connection.execute(
        f"INSERT INTO record ({', '.join(COLUMNS)}) SELECT * FROM ({_lines()} EXCEPT "
        f"SELECT {', '.join(COLUMNS)} FROM record) WHERE 1 ON CONFLICT (uid) DO UPDATE SET {pairs}"
    )


def wrong(connection: sqlite3.Connection) -> Iterator[str]:
    """The uids of records whose line is missing or not as they are, and of lines of none."""
    held, lines = f"SELECT {', '.join(COLUMNS)} FROM record", f"SELECT * FROM ({_lines()})"
    rows = connection.execute(
        f"SELECT DISTINCT uid FROM (SELECT * FROM ({lines} EXCEPT {held}) "
        f"UNION ALL SELECT * FROM ({held} EXCEPT {lines})) ORDER BY uid"
    )
    yield from (uid for (uid,) in rows)


def create_triggers(connection: sqlite3.Connection) -> None:
    """Makes the triggers that write a line as its record is written."""
    there = {row[0] for row in connection.execute("SELECT name FROM sqlite_schema")}
    if "record" not in there:
        return  # a shape before it
    for kind, source in SOURCES.items():
        line = _line(kind, "NEW")
        read = (*source.read, "removed_at")
        changed = " OR ".join(f"OLD.{name} IS NOT NEW.{name}" for name in read)
        connection.execute(
            f"CREATE TRIGGER {kind}_record_added AFTER INSERT ON {kind} BEGIN "
            f"INSERT INTO record ({', '.join(line)}) VALUES ({', '.join(line.values())}); END"
        )
        connection.execute(
            f"CREATE TRIGGER {kind}_record_changed AFTER UPDATE OF {', '.join(read)} ON {kind} "
            f"WHEN {changed} BEGIN {_anew(kind, 'NEW', 'NEW.uid')} END"
        )
    subject = _feedback_subject("f")
    for table, (columns, whose) in _VOICES.items():
        for event in ("INSERT", f"UPDATE OF {columns}"):
            connection.execute(
                f"CREATE TRIGGER {table}_record_{event[:6].lower()} AFTER {event} ON {table} BEGIN "
                f"UPDATE record SET subject = (SELECT {subject} FROM feedback AS f "
                f"WHERE f.uid = record.uid) WHERE uid IN ({whose}); END"
            )


def _line(kind: str, row: str) -> dict[str, str]:
    """SQL: the columns of the line of a record, by their names."""
    its = {
        **{"uid": f"{row}.uid", "kind": f"'{kind}'", "removed_at": f"{row}.removed_at"},
        **SOURCES[kind].line(row),
    }
    return {name: its[name] for name in COLUMNS}


def _anew(kind: str, row: str, uid: str) -> str:
    pairs = ", ".join(f"{name} = {value}" for name, value in _line(kind, row).items())
    return f"UPDATE record SET {pairs} WHERE uid = {uid};"


def _lines() -> str:
    """SQL: the line of every record, as it should be."""
    return " UNION ALL ".join(
        f"SELECT {', '.join(f'{value} AS {name}' for name, value in _line(one.code, 'r').items())} "
        f"FROM {one.code} AS r"
        for one in RECORD_KINDS
    )
