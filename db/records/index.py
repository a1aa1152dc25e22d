"""One line for every record of every kind: what belongs to records, lists and searches read it, and
need not know the tables of the kinds.

It is derived, and so outside the history: triggers write a line as its record is written, in a
joined history too, and `fill` makes all of them again.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import NamedTuple

from db.connection import Connection
from db.records.kind_columns import KIND_COLUMNS, PART_TABLES, parts_of
from db.records.tables import TABLES_OF_KIND, Tables
from spoc_tui.casework.records.kinds import (
    DECLARED_KINDS,
    RECORD_KINDS,
    TABLE_OF,
    RecordKind,
)

IN_LINE = (
    *("uid", "kind", "reference", "organisation", "subject", "status", "open", "removed_at"),
    *("team", "came_at", "closed_at"),
)
"""Those of the table `record` that triggers write; what is due first is written beside them
(db/records/first_due.py).
"""


_OF_CASES = ("reference", "status", "organisation", "team", "closed_at")
"""The columns that every record with a reference has in its line."""


class LineSource(NamedTuple):
    """Where the line of a kind's record comes from."""

    read: tuple[str, ...]
    """The columns of the kind's table that its line follows from."""
    line: Callable[[str], Mapping[str, str]]
    """SQL: each column of the line, of a row of that alias; `uid`, `kind` and `removed_at` are as
    they are.
    """


def _by_hand(tables: Tables) -> LineSource:
    """The line of a record with a reference."""

    def line(row: str) -> Mapping[str, str]:
        return {
            **{name: f"{row}.{name}" for name in _OF_CASES},
            "subject": tables.subject(row),
            "open": f"{row}.status <> 'closed'",
            "came_at": f"{row}.{tables.came}",
        }

    return LineSource((*_OF_CASES, *tables.reads, tables.came), line)


def _declared(kind: RecordKind) -> LineSource:
    kept = KIND_COLUMNS[kind.table]
    linked = {"organisation": kept.organisation, "team": kept.team}

    def line(row: str) -> Mapping[str, str]:
        return {
            "reference": f"{row}.reference",
            "status": f"{row}.status",
            **{name: f"{row}.{own}" if own else "NULL" for name, own in linked.items()},
            "subject": kept.subject.format(row=row),
            "open": f"{row}.closed_at IS NULL",
            "came_at": f"{row}.began_at",
            "closed_at": f"{row}.closed_at",
        }

    read = ("reference", "status", "began_at", "closed_at", *kept.described)
    return LineSource((*read, *filter(None, linked.values())), line)


SOURCES: Mapping[str, LineSource] = {
    **{code: _by_hand(tables) for code, tables in TABLES_OF_KIND.items()},
    **{kind.code: _declared(kind) for kind in DECLARED_KINDS},
}
_FOLLOWS = [
    (code, table, *whose)
    for code, tables in TABLES_OF_KIND.items()
    for table, whose in tables.follows.items()
]
"""What else lines follow from: the code of the kind, the table, its columns, on which records."""


READ = frozenset(
    (
        *(TABLE_OF[code] for code in SOURCES),
        *(table for _, table, *_ in _FOLLOWS),
        *PART_TABLES,
        *(kept.named_after.table for kept in KIND_COLUMNS.values() if kept.named_after),
    )
)
"""The tables that lines, and the words of records, follow from."""


def fill(connection: Connection) -> None:
    """Makes the line of every record that has none or another; within a transaction."""
    there, columns = _there(connection), _columns(connection)
    lines, names = _lines(there, columns), ", ".join(columns)
    pairs = ", ".join(f"{name} = excluded.{name}" for name in columns[1:])
    connection.execute(f"DELETE FROM record WHERE uid NOT IN (SELECT uid FROM ({lines}))")
    connection.execute(
        f"INSERT INTO record ({names}) SELECT * FROM ({lines} EXCEPT "
        f"SELECT {names} FROM record) WHERE 1 ON CONFLICT (uid) DO UPDATE SET {pairs}"
    )
    if "record_text" in there:
        texts = _texts(there)
        connection.execute(f"DELETE FROM record_text WHERE record NOT IN (SELECT r FROM ({texts}))")
        connection.execute(
            f"INSERT INTO record_text (record, words) SELECT * FROM ({texts} EXCEPT "
            "SELECT record, words FROM record_text) WHERE 1 "
            "ON CONFLICT (record) DO UPDATE SET words = excluded.words"
        )


def wrong(connection: Connection) -> Iterator[str]:
    """The uids of records whose line is missing or not as they are, and of lines of none."""
    there, columns = _there(connection), _columns(connection)
    held = f"SELECT {', '.join(columns)} FROM record"
    texts = "SELECT record, words FROM record_text"
    pairs = ((_lines(there, columns), held), (_texts(there), texts))
    found = set[str]()
    for made, kept in pairs:
        one_way = f"SELECT * FROM ({made}) EXCEPT {kept}"
        other_way = f"{kept} EXCEPT SELECT * FROM ({made})"
        rows = connection.execute(
            f"SELECT * FROM ({one_way}) UNION ALL SELECT * FROM ({other_way})"
        )
        found |= {row[0] for row in rows}
    yield from sorted(found)


def create_triggers(connection: Connection) -> None:
    """Makes the triggers that write a line as its record is written."""
    there = _there(connection)
    if "record" not in there:
        return  # a shape before it
    columns = _columns(connection)
    for code, source in SOURCES.items():
        kind = TABLE_OF[code]
        if kind not in there:
            continue  # a table of a later step
        line = _line(code, "NEW", columns)
        read = (*source.read, "removed_at")
        changed = " OR ".join(f"OLD.{name} IS NOT NEW.{name}" for name in read)
        connection.execute(
            f"CREATE TRIGGER {kind}_record_added AFTER INSERT ON {kind} BEGIN "
            f"INSERT INTO record ({', '.join(line)}) VALUES ({', '.join(line.values())}); END"
        )
        connection.execute(
            f"CREATE TRIGGER {kind}_record_changed AFTER UPDATE OF {', '.join(read)} ON {kind} "
            f"WHEN {changed} BEGIN {_anew(line)} END"
        )
        if kind in KIND_COLUMNS:
            _create_text_triggers(connection, kind, there)
            _create_within_triggers(connection, kind)
            _create_naming_triggers(connection, kind, there)
    for code, table, read_of, whose in _FOLLOWS:
        subject, kind = TABLES_OF_KIND[code].subject("r"), TABLE_OF[code]
        for event in ("INSERT", f"UPDATE OF {read_of}"):
            connection.execute(
                f"CREATE TRIGGER {table}_record_{event[:6].lower()} AFTER {event} ON {table} BEGIN "
                f"UPDATE record SET subject = (SELECT {subject} FROM {kind} AS r "
                f"WHERE r.uid = record.uid) WHERE uid IN ({whose}); END"
            )


def _create_text_triggers(connection: Connection, table: str, there: Collection[str]) -> None:
    """Those that write the words by which a declared record is found."""
    kept = KIND_COLUMNS[table]
    after = [kept.named_after.column] if kept.named_after else []
    searched = ", ".join((*kept.searched, *after))
    words = _words(table, "NEW", there)
    connection.execute(
        f"CREATE TRIGGER {table}_text_added AFTER INSERT ON {table} BEGIN "
        f"INSERT INTO record_text (record, words) VALUES (NEW.uid, {words}); END"
    )
    connection.execute(
        f"CREATE TRIGGER {table}_text_changed AFTER UPDATE OF {searched} ON {table} BEGIN "
        f"UPDATE record_text SET words = {words} WHERE record = NEW.uid AND words <> {words}; END"
    )
    words = _words(table, "r", there)
    afresh = (
        f"UPDATE record_text SET words = (SELECT {words} FROM {table} AS r "
        "WHERE r.uid = record_text.record) WHERE record = NEW.record AND EXISTS "
        f"(SELECT 1 FROM {table} AS r WHERE r.uid = NEW.record)"
    )
    for part in _searched_parts(table, there):
        changed = ", ".join((*PART_TABLES[part].searched, "removed_at"))
        for event in ("INSERT", f"UPDATE OF {changed}"):
            connection.execute(
                f"CREATE TRIGGER {part}_{table}_text_{event[:6].lower()} AFTER {event} ON {part} "
                f"BEGIN {afresh}; END"
            )


def _create_within_triggers(connection: Connection, table: str) -> None:
    """Those that write what records are called after the record that they are part of."""
    within = KIND_COLUMNS[table].within
    if within is None or not within.named:
        return
    subject = KIND_COLUMNS[table].subject.format(row="r")
    for event in ("INSERT", f"UPDATE OF {within.named}"):
        connection.execute(
            f"CREATE TRIGGER {table}_within_{event[:6].lower()} AFTER {event} ON {within.table} "
            f"BEGIN UPDATE record SET subject = (SELECT {subject} FROM {table} AS r "
            f"WHERE r.uid = record.uid) WHERE uid IN (SELECT uid FROM {table} "
            f"WHERE {within.column} = NEW.uid); END"
        )


def _create_naming_triggers(connection: Connection, table: str, there: Collection[str]) -> None:
    """Those that write what records are called, and found by, after a row of another table."""
    after = KIND_COLUMNS[table].named_after
    if after is None:
        return
    subject, words = KIND_COLUMNS[table].subject.format(row="r"), _words(table, "r", there)
    its = f"(SELECT uid FROM {table} WHERE {after.column} = NEW.uid)"
    for event in ("INSERT", f"UPDATE OF {after.name}"):
        connection.execute(
            f"CREATE TRIGGER {table}_named_{event[:6].lower()} AFTER {event} ON {after.table} "
            f"BEGIN UPDATE record SET subject = (SELECT {subject} FROM {table} AS r "
            f"WHERE r.uid = record.uid) WHERE uid IN {its}; "
            f"UPDATE record_text SET words = (SELECT {words} FROM {table} AS r "
            f"WHERE r.uid = record_text.record) WHERE record IN {its}; END"
        )


def _searched_parts(table: str, there: Collection[str]) -> list[str]:
    """The tables of what belongs to a kind's records and is searched."""
    return [part for part in parts_of(table) if part in there and PART_TABLES[part].searched]


def _words(table: str, row: str, there: Collection[str]) -> str:
    """SQL: all the words by which a declared record is found, its own and those of its parts."""
    kept = KIND_COLUMNS[table]
    own = [f"{row}.{name}" for name in kept.searched]
    if (after := kept.named_after) is not None:
        named = f"SELECT n.{after.name} FROM {after.table} AS n WHERE n.uid = {row}.{after.column}"
        own.append(f"coalesce(({named}), '')")
    return " || char(10) || ".join(
        (*own, *(_words_of(part, row) for part in _searched_parts(table, there)))
    )


def _words_of(part: str, row: str) -> str:
    its = " || ' ' || ".join(f"p.{name}" for name in PART_TABLES[part].searched)
    return (
        f"coalesce((SELECT group_concat(words, char(10)) FROM (SELECT {its} AS words "
        f"FROM {part} AS p WHERE p.record = {row}.uid AND p.removed_at IS NULL "
        "ORDER BY p.uid)), '')"
    )


def _texts(there: Collection[str]) -> str:
    """SQL: the words of every declared record, as they should be, of those tables likewise."""
    return " UNION ALL ".join(
        f"SELECT t.uid AS r, {_words(table, 't', there)} AS words FROM {table} AS t"
        for table in KIND_COLUMNS
        if table in there
    )


def _there(connection: Connection) -> set[str]:
    """The names in this shape."""
    return {row[0] for row in connection.execute("SELECT name FROM sqlite_schema")}


def _columns(connection: Connection) -> tuple[str, ...]:
    """Those of COLUMNS that this shape has."""
    there = {row["name"] for row in connection.execute("PRAGMA table_info(record)")}
    return tuple(name for name in IN_LINE if name in there)


def _line(kind: str, row: str, columns: Collection[str]) -> dict[str, str]:
    """SQL: these columns of the line of a record, by their names."""
    its = {
        "uid": f"{row}.uid",
        "kind": f"'{kind}'",
        "removed_at": f"{row}.removed_at",
        **SOURCES[kind].line(row),
    }
    return {name: its[name] for name in columns}


def _anew(line: Mapping[str, str]) -> str:
    # Its key is left: where that is written, everything that points to a record is looked through.
    never = ("uid", "kind")
    pairs = ", ".join(f"{name} = {value}" for name, value in line.items() if name not in never)
    return f"UPDATE record SET {pairs} WHERE uid = NEW.uid;"


def _lines(there: Collection[str], columns: Collection[str]) -> str:
    """SQL: the line of every record, as it should be, of those tables that are there."""
    lines = {one.table: _line(one.code, "r", columns) for one in RECORD_KINDS if one.table in there}
    return " UNION ALL ".join(
        f"SELECT {', '.join(f'{value} AS {name}' for name, value in line.items())} "
        f"FROM {table} AS r"
        for table, line in lines.items()
    )
