"""A past period as it stood when it ended: what was added, corrected or undone since, taken back.

The records in question are read back through the history into a database in memory, and counted
there by the same statements; all others are counted as they are. Teams, topics, wards, standards,
rates and working days are taken as they stand now, for then as for now.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from typing import Any

from db.changes.shapes import current_columns
from db.connection import Connection, Cursor, in_memory
from db.groups import week as groups
from db.records.survivors import survivor_of, survivors, with_merged
from db.records.tables import TABLES_OF_KIND, merged
from db.week.source import WeekSource
from spoc_tui.casework.dates import when
from spoc_tui.casework.week.facts import WeekFacts
from spoc_tui.casework.week.periods import Period

COUNTED_KINDS = tuple(TABLES_OF_KIND)
PART_OF = {"event": "record", **merged(*(tables.counted for tables in TABLES_OF_KIND.values()))}
"""What belongs to records, and the column that says on which."""
HEARD_FROM = tuple(kind for kind, tables in TABLES_OF_KIND.items() if tables.heard_from)
"""The kinds by which an organisation is heard from."""
READ_WITH = ("directorate", "team", "topic")
"""Of which there are few, and all are read with any record."""
ORDINARY = merged(*(tables.ordinary for tables in TABLES_OF_KIND.values()))
"""Columns that change as a record goes on: what they were is on its timeline."""
DATED_COLUMNS = {
    **{kind: tables.came for kind, tables in TABLES_OF_KIND.items()},
    **merged({"event": "at"}, *(tables.dated for tables in TABLES_OF_KIND.values())),
}
"""By what an added row is of a time."""
_COUNTED = ", ".join(f"'{table}'" for table in (*COUNTED_KINDS, *PART_OF, *groups.TABLES))
_CHANGES = f"""
SELECT c.tbl, c.record, c.before, c.after FROM action AS a JOIN change AS c ON c.action = a.uid
WHERE a.clock >= ? AND a.at >= ?
    AND (c.tbl IN ({_COUNTED})
        OR c.tbl = 'organisation' AND c.before LIKE '%"merged_into"%')
ORDER BY a.clock DESC, a.uid DESC, c.id DESC"""
_HEARD = " UNION ALL ".join(
    (
        *(
            f"SELECT '{kind}' AS kind, uid FROM {kind} WHERE organisation IN {with_merged(':uid')}"
            for kind in HEARD_FROM
        ),
        f"SELECT 'organisation' AS kind, uid FROM {with_merged(':uid')}",
    )
)

UidsByKind = dict[str, set[str]]
"""Of records, by kind."""


def facts_then(
    source: WeekSource,
    period: Period,
    facts: WeekFacts,
    count: Callable[[WeekSource, Period], WeekFacts],
) -> WeekFacts | None:
    """The facts of a period when it ended, where `facts` are those of now; None
    where nothing that bears on it was added, corrected or undone since.
    """
    end = when.to_iso(period.ends_at)
    # No action is before its moment by the clock, by which it is soon found.
    clock = int(period.ends_at.timestamp() * 1000)
    changes = source.history.execute(_CHANGES, [clock, end]).fetchall()
    merged = [change for change in changes if change["tbl"] == "organisation"]
    of_groups = any(change["tbl"] in groups.TABLES for change in changes)
    read_as = {k: v for t in READ_WITH for k, v in survivors(source.connection, t).items()}
    corrected = _corrected(source.connection, changes, end, read_as)
    if not merged and not of_groups and not any(corrected.values()):
        return None
    organisations = _with_their_organisations(source.connection, corrected, changes)
    with closing(_same_tables(source.connection)) as connection:
        before = _before(changes)
        _fill(source.connection, connection, corrected, before)
        again = set().union(*corrected.values(), organisations)
        if merged or of_groups:
            again |= _fill_groups(source.connection, connection, before)
        then = count(replace(source, connection=connection), period)
    return facts.without(again).joined(then)


def _corrected(
    connection: Connection, changes: Sequence[Any], end: str, read_as: Mapping[str, str]
) -> UidsByKind:
    """The records of which something that counted by `end` was changed after it; `read_as` is, by
    uid, as what a merged team, topic or directorate is read.
    """
    found: UidsByKind = {kind: set() for kind in COUNTED_KINDS}
    parts: defaultdict[str, set[str]] = defaultdict(set)
    for change in changes:
        table, uid = change["tbl"], change["record"]
        if table in groups.TABLES:
            continue  # they are few: all are read back
        if table != "organisation" and _is_of_the_past(change, end, read_as):
            (found if table in COUNTED_KINDS else parts)[table].add(uid)
    for table, uids in parts.items():
        for kind, uid in connection.execute(
            f"SELECT r.kind, r.uid FROM {table} AS p JOIN record AS r ON r.uid = "
            f"p.{PART_OF[table]} WHERE p.uid IN (SELECT value FROM json_each(?))",
            [json.dumps(list(uids))],
        ):
            if kind in found:  # groups are read back by themselves
                found[kind].add(uid)
    return found


def _is_of_the_past(change: Any, end: str, read_as: Mapping[str, str]) -> bool:
    """Whether it may bear on what counted by `end`: not what went on afterwards as it does, nor
    what is merely called after another team or topic, since its own was merged.
    """
    table, after = change["tbl"], json.loads(change["after"])
    if change["before"] is None:
        return table not in DATED_COLUMNS or after[DATED_COLUMNS[table]] < end
    before = json.loads(change["before"])
    changed = {
        name
        for name, value in after.items()
        if read_as.get(before.get(name), before.get(name)) != read_as.get(value, value)
    }
    return not changed <= ORDINARY.get(table, set())


def _with_their_organisations(
    connection: Connection, corrected: UidsByKind, changes: Sequence[Any]
) -> set[str]:
    """Adds to them all that their organisations brought, then as now, so that it can be counted who
    was heard from first, and those organisations; gives what these are read as.
    """
    own = set[str]()
    for kind in HEARD_FROM:
        rows = connection.execute(
            f"SELECT organisation FROM {kind} WHERE uid IN (SELECT value FROM json_each(?))",
            [json.dumps(list(corrected[kind]))],
        )
        own |= {uid for (uid,) in rows if uid}
    for change in changes:
        before = json.loads(change["before"] or "{}")
        if change["tbl"] == "organisation":
            own |= {change["record"], before["merged_into"]}
        elif change["record"] in corrected.get(change["tbl"], ()):
            own.add(before.get("organisation"))
    own.discard(None)
    heard = {survivor_of(connection, uid) for uid in own}
    corrected["organisation"] = own | heard
    for uid in heard:
        for kind, record in connection.execute(_HEARD, {"uid": uid}):
            corrected[kind].add(record)
    return heard


def _before(changes: Sequence[Any]) -> Mapping[str, list[str | None]]:
    """By the uid of a row, what it was before each change since, the last change first."""
    before: defaultdict[str, list[str | None]] = defaultdict(list)
    for change in changes:
        before[change["record"]].append(change["before"])
    return before


def _same_tables(connection: Connection) -> Connection:
    """A database in memory of the same tables, empty, in which a row may point to one that is not
    there.
    """
    made = in_memory()
    made.execute("PRAGMA foreign_keys = OFF")
    tables = ", ".join(
        f"'{name}'"
        for name in (*COUNTED_KINDS, *PART_OF, *READ_WITH, *groups.TABLES, "organisation")
    )
    for (sql,) in connection.execute(
        "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND (type = 'table' "
        f"OR type = 'index' AND tbl_name <> 'organisation') AND tbl_name IN ({tables})"
    ):
        made.execute(sql)
    return made


def _fill(
    connection: Connection,
    made: Connection,
    records: UidsByKind,
    before: Mapping[str, list[str | None]],
) -> None:
    """These records with what belongs to them, as they were; what they are read with, as it is."""
    for table in READ_WITH:
        _put(made, table, _as_they_are_read(connection, table))
    for kind, uids in records.items():
        asked = [json.dumps(list(uids))]
        its = {part: of for part, of in PART_OF.items() if of in ("record", kind)}
        for table, of in {kind: "uid", **its}.items():
            rows = connection.execute(
                f"SELECT * FROM {table} WHERE {of} IN (SELECT value FROM json_each(?))", asked
            )
            _put(made, table, _as_they_were(table, rows, before))


def _fill_groups(
    connection: Connection, made: Connection, before: Mapping[str, list[str | None]]
) -> set[str]:
    """All groups with their meetings and decisions, as they were, and the organisations that they
    name. The uids of the records that are counted.
    """
    for table in groups.TABLES:
        _put(
            made, table, _as_they_were(table, connection.execute(f"SELECT * FROM {table}"), before)
        )
    named = made.execute(
        " UNION ".join(f"SELECT organisation FROM {table}" for table in groups.NAMING)
    )
    left = {uid for (uid,) in named if uid}
    there = {uid for (uid,) in made.execute("SELECT uid FROM organisation")}
    while left := left - there:
        rows = connection.execute(
            "SELECT * FROM organisation WHERE uid IN (SELECT value FROM json_each(?))",
            [json.dumps(sorted(left))],
        )
        then = list(_as_they_were("organisation", rows, before))
        _put(made, "organisation", then)
        there |= left
        left = {row["merged_into"] for row in then if row["merged_into"]}
    return {
        uid for table in groups.COUNTED for (uid,) in connection.execute(f"SELECT uid FROM {table}")
    }


def _as_they_are_read(connection: Connection, table: str) -> Iterator[dict[str, Any]]:
    """The rows of a table, a merged one as that which stands for it."""
    rows = {row["uid"]: dict(row) for row in connection.execute(f"SELECT * FROM {table}")}
    read_as = survivors(connection, table)
    for uid, row in rows.items():
        yield {**rows[read_as.get(uid, uid)], "id": row["id"], "uid": uid}


def _as_they_were(
    table: str, rows: Cursor, changed: Mapping[str, list[str | None]]
) -> Iterator[dict[str, Any]]:
    for row in rows:
        then: dict[str, Any] = dict(row)
        for before in changed.get(row["uid"], ()):
            if before is None:
                break  # it was not there yet
            then |= current_columns(table, json.loads(before))
        else:
            yield then


def _put(made: Connection, table: str, rows: Iterable[dict[str, Any]]) -> None:
    for row in rows:
        names = ", ".join(row)
        marks = ", ".join(f":{name}" for name in row)
        made.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", row)
