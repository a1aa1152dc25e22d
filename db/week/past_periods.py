"""A past period as it stood when it ended: what was added, corrected or undone since, taken back.

What was added since is left out. The records in question are read back through the history into a
database in memory, and counted there by the same statements; all others are counted as they are.
Teams, topics, themes, wards, standards, rates and working days are taken as they stand now, for
then as for now.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from typing import Any

from db.areas.buying import week as buying
from db.areas.codesign import week as codesign
from db.areas.compact import week as compact
from db.areas.equality import week as equality
from db.areas.funding import week as funding
from db.areas.groups import week as groups
from db.areas.planning import week as planning
from db.areas.premises import week as premises
from db.areas.prescribing import week as prescribing
from db.areas.stories import week as stories
from db.areas.survey import week as survey
from db.areas.volunteering import week as volunteering
from db.connection import Connection
from db.file.connecting import in_memory
from db.records.among import among
from db.records.survivors import EACH_OF, survivor, survivor_of, survivors, with_merged
from db.records.tables import TABLES_OF_KIND
from db.week.changed_since import COUNTED_KINDS, ORDINARY, PART_OF, Since
from db.week.source import HEARD, WeekSource
from spoc_tui.casework.dates import when
from spoc_tui.casework.kinds.clocks import after
from spoc_tui.casework.week.facts import WeekFacts
from spoc_tui.casework.week.periods import Period

HEARD_FROM = tuple(kind for kind, tables in TABLES_OF_KIND.items() if tables.heard_from)
"""The kinds by which an organisation is heard from."""
READ_WITH = ("directorate", "team", "topic", "theme")
"""Of which there are few, and all are read with any record."""
_ITS = " UNION ALL ".join(
    (
        *(
            f"SELECT '{kind}' AS kind, uid FROM {kind} WHERE organisation IN {with_merged(':uid')}"
            for kind in HEARD_FROM
        ),
        f"SELECT 'organisation' AS kind, uid FROM {with_merged(':uid')}",
    )
)
# All that those have brought who were heard from in the period.
_OF_HEARD = f"""
{EACH_OF.replace("?", ":heard")}
SELECT each_of.root, r.uid FROM each_of CROSS JOIN record AS r ON r.organisation = each_of.uid
WHERE r.kind IN ({", ".join(f"'{kind}'" for kind in HEARD_FROM)})"""
_HEARD = f"SELECT DISTINCT {survivor('o')} FROM organisation AS o WHERE o.uid IN ({HEARD})"

UidsByKind = dict[str, set[str]]
"""Of records, by kind."""

_AREAS = (groups, planning, premises)
"""The areas of which what was done in a period is counted by its days."""
_BY_DAYS: Mapping[str, Sequence[str]] = {**groups.TABLES, **planning.TABLES, **premises.TABLES}
"""Their tables, each with the days that are looked at."""
_WHOLE = (
    *(funding, compact, codesign, equality, prescribing, buying, volunteering, stories),
    survey,
)
"""The areas whose records are few, and are all read back."""


def facts_then(
    source: WeekSource,
    period: Period,
    facts: WeekFacts,
    count: Callable[[WeekSource, Period], WeekFacts],
) -> WeekFacts | None:
    """The facts of a period when it ended, where `facts` are those of now; None
    where nothing that bears on it was added, corrected or undone since.
    """
    since = Since(source.history, period)
    changes = since.changed()
    merged = [change for change in changes if change["tbl"] == "organisation"]
    read_as = {k: v for t in READ_WITH for k, v in survivors(source.connection, t).items()}
    corrected = _corrected(source.connection, since, changes, read_as)
    added = since.added(facts.records())
    own = _organisations(source.connection, corrected, changes)
    own |= _with_added(source.connection, since, period)
    did = _did(since, period)
    whole = any(since.has_touched(area.TABLES) for area in _WHOLE)
    if not (added or own or did or whole or any(corrected.values())):
        return None
    heard = {survivor_of(source.connection, uid) for uid in own}
    corrected["organisation"] = own | heard
    _add_all_of(source.connection, heard, corrected)
    with closing(_same_tables(source.connection)) as connection:
        _fill(source.connection, connection, corrected, since)
        again = set().union(*corrected.values(), added)
        if merged or did:
            again |= _fill_areas(source.connection, connection, since, period, did)
        if merged or whole:
            again |= _fill_whole(source.connection, connection, since)
        then = count(replace(source, connection=connection), period)
    return facts.without(again).joined(then)


def _corrected(
    connection: Connection, since: Since, changes: Sequence[Any], read_as: Mapping[str, str]
) -> UidsByKind:
    """The records that were there then, and of which something that counted was changed since;
    `read_as` is, by uid, as what a merged team, topic or directorate is read.
    """
    found: UidsByKind = {kind: set() for kind in COUNTED_KINDS}
    parts: defaultdict[str, set[str]] = defaultdict(set)
    new = since.added({change["record"] for change in changes})
    for change in changes:
        table, uid = change["tbl"], change["record"]
        if table == "organisation" or uid in new:
            continue
        if _bears_on_then(change, read_as):
            (found if table in COUNTED_KINDS else parts)[table].add(uid)
    for table, uids in parts.items():
        within, asked = among("p.uid", uids)
        for kind, uid in connection.execute(
            f"SELECT r.kind, r.uid FROM {table} AS p "
            f"JOIN record AS r ON r.uid = p.{PART_OF[table]} WHERE {within}",
            asked,
        ):
            if kind in found:  # groups are read back by themselves
                found[kind].add(uid)
    for kind, uid in since.with_added_parts():
        found[kind].add(uid)
    new = since.added(set().union(*found.values()))
    return {kind: uids - new for kind, uids in found.items()}


def _bears_on_then(change: Any, read_as: Mapping[str, str]) -> bool:
    """Not what went on afterwards as records do, nor what is merely called after another team or
    topic, since its own was merged.
    """
    before, after = json.loads(change["before"]), json.loads(change["after"])
    changed = {
        name
        for name, value in after.items()
        if read_as.get(before.get(name), before.get(name)) != read_as.get(value, value)
    }
    return not changed <= ORDINARY.get(change["tbl"], set())


def _organisations(
    connection: Connection, corrected: UidsByKind, changes: Sequence[Any]
) -> set[str]:
    """Whose these records are, then as now, and those that were merged: of which it is counted
    anew who was heard from first.
    """
    own = set[str]()
    for kind in HEARD_FROM:
        within, asked = among("uid", corrected[kind])
        rows = connection.execute(f"SELECT organisation FROM {kind} WHERE {within}", asked)
        own |= {uid for (uid,) in rows}
    for change in changes:
        if change["tbl"] == "organisation":
            own |= {change["record"], json.loads(change["before"])["merged_into"]}
        elif change["record"] in corrected.get(change["tbl"], ()):
            own.add(json.loads(change["before"]).get("organisation"))
    return own - {None}


def _with_added(connection: Connection, since: Since, period: Period) -> set[str]:
    """Those heard from in the period of whom something was added since."""
    asked = {"start": when.to_iso(period.begins_at), "end": when.to_iso(period.ends_at)}
    heard = [uid for (uid,) in connection.execute(_HEARD, asked)]
    rows = connection.execute(_OF_HEARD, {"heard": json.dumps(heard)}).fetchall()
    added = since.added({uid for _, uid in rows})
    return {organisation for organisation, uid in rows if uid in added}


def _add_all_of(connection: Connection, heard: Iterable[str], corrected: UidsByKind) -> None:
    """Adds all that these organisations brought."""
    for uid in heard:
        for kind, record in connection.execute(_ITS, {"uid": uid}):
            corrected[kind].add(record)


def _same_tables(connection: Connection) -> Connection:
    """A database in memory of the same tables, empty, in which a row may point to one that is not
    there.
    """
    made = in_memory()
    made.execute("PRAGMA foreign_keys = OFF")
    read_back = {*_BY_DAYS, "organisation"}.union(*(area.TABLES for area in _WHOLE))
    tables = ", ".join(f"'{name}'" for name in (*COUNTED_KINDS, *PART_OF, *READ_WITH, *read_back))
    for (sql,) in connection.execute(
        "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND (type = 'table' "
        f"OR type = 'index' AND tbl_name <> 'organisation') AND tbl_name IN ({tables})"
    ):
        made.execute(sql)
    return made


def _fill(connection: Connection, made: Connection, records: UidsByKind, since: Since) -> None:
    """These records with what belongs to them, as they were; what they are read with, as it is."""
    for table in READ_WITH:
        _put(made, table, _as_they_are_read(connection, table))
    for kind, uids in records.items():
        _put_then(connection, made, since, kind, "uid", uids)
        for part, of in PART_OF.items():
            if of in ("record", kind):
                _put_then(connection, made, since, part, of, uids)


def _fill_areas(
    connection: Connection,
    made: Connection,
    since: Since,
    period: Period,
    did: Mapping[str, set[str]],
) -> set[str]:
    """What was done in a period in the areas that are counted by days, now or then (of what was
    changed since, by table, what they `did`), with what is read with it as it was, and the
    organisations that it names. The uids of the records that are counted.
    """
    again = set[str]()
    for area in _AREAS:
        for table, columns in area.COUNTED.items():
            first, last = _days_of(period, premises.AHEAD.get(table, 0))
            days = {"first": first, "last": last}
            on_days = " OR ".join(f"{column} BETWEEN :first AND :last" for column in columns)
            rows = connection.execute(f"SELECT uid FROM {table} WHERE {on_days}", days)
            uids = {*did.get(table, ()), *(uid for (uid,) in rows)}
            _put_then(connection, made, since, table, "uid", uids)
            again |= uids
        for table, (column, of, its) in area.READ_TOO.items():
            found = {uid for (uid,) in made.execute(f"SELECT {its} FROM {of}")}
            _put_then(connection, made, since, table, column, found)
        _fill_organisations(connection, made, since, area.NAMING)
    return again


def _fill_whole(connection: Connection, made: Connection, since: Since) -> set[str]:
    """All records of the areas whose records are few as they were, with what is read with them, and
    the organisations that they name. The uids of the records that are counted, and the blank one of
    what is counted without a record.
    """
    again = {""}
    for area in _WHOLE:
        for table in area.WHOLE:
            uids = {uid for (uid,) in connection.execute(f"SELECT uid FROM {table}")}
            _put_then(connection, made, since, table, "uid", uids)
            again |= uids
        for table, (column, of) in area.READ_TOO.items():
            found = {uid for (uid,) in made.execute(f"SELECT uid FROM {of}")}
            _put_then(connection, made, since, table, column, found)
        _fill_organisations(connection, made, since, area.NAMING)
    return again


def _did(since: Since, period: Period) -> Mapping[str, set[str]]:
    """By table of the areas that are counted by days, the rows that were changed since and had
    such a day then.
    """
    did = dict(since.on_days(_BY_DAYS, *_days_of(period)))
    for table, months in premises.AHEAD.items():
        columns = {table: premises.COUNTED[table]}
        for each, uids in since.on_days(columns, *_days_of(period, months)).items():
            did[each] = did.get(each, set()) | uids
    return did


def _days_of(period: Period, months: int = 0) -> tuple[str, str]:
    """The first and last day that are looked at: those of the period, or so many months after it
    as well.
    """
    last = after("Until", period.end, months, "months").day if months else period.end
    return period.start.isoformat(), last.isoformat()


def _fill_organisations(
    connection: Connection, made: Connection, since: Since, naming: Sequence[str]
) -> None:
    """Those that these tables name, and what these were merged into."""
    if not naming:
        return
    named = made.execute(" UNION ".join(f"SELECT organisation FROM {table}" for table in naming))
    left = {uid for (uid,) in named if uid}
    there = {uid for (uid,) in made.execute("SELECT uid FROM organisation")}
    while left := left - there:
        then = _put_then(connection, made, since, "organisation", "uid", left)
        there |= left
        left = {row["merged_into"] for row in then if row["merged_into"]}


def _as_they_are_read(connection: Connection, table: str) -> Iterator[dict[str, Any]]:
    """The rows of a table, a merged one as that which stands for it."""
    rows = {row["uid"]: dict(row) for row in connection.execute(f"SELECT * FROM {table}")}
    read_as = survivors(connection, table)
    for uid, row in rows.items():
        yield {**rows[read_as.get(uid, uid)], "id": row["id"], "uid": uid}


def _put_then(
    connection: Connection,
    made: Connection,
    since: Since,
    table: str,
    column: str,
    uids: Iterable[str],
) -> list[dict[str, Any]]:
    """The rows of a table of which a column has one of these uids, as they were."""
    within, asked = among(column, set(uids))
    rows = connection.execute(f"SELECT * FROM {table} WHERE {within}", asked).fetchall()
    then = list(since.as_they_were(rows))
    _put(made, table, then)
    return then


def _put(made: Connection, table: str, rows: Iterable[dict[str, Any]]) -> None:
    for row in rows:
        names = ", ".join(row)
        marks = ", ".join(f":{name}" for name in row)
        made.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", row)
