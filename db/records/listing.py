"""Records of every kind listed, filtered and ordered: one query over their lines in the index."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from db.connection import Connection, Row
from db.records.by_when import time_of
from db.records.kind_columns import KIND_COLUMNS, PART_TABLES
from db.records.of_organisation import begin_with, own_of
from db.records.own_numbers import OWN_NUMBER
from db.records.survivors import joined
from spoc_tui.casework.dates import when
from spoc_tui.casework.dates.when import DayAndTime
from spoc_tui.casework.kinds.values import column_of
from spoc_tui.casework.organisations.wards import is_in, wards_in
from spoc_tui.casework.records.kinds import DECLARED_KINDS, KIND_OF
from spoc_tui.casework.records.listing import SORTS, Filters, Listed
from spoc_tui.casework.text import compared

if TYPE_CHECKING:
    from db.writing import Writing

_AREAS = " ".join(f"WHEN '{kind.code}' THEN '{kind.area}'" for kind in DECLARED_KINDS)
_COLUMNS = f"""r.uid, r.reference, r.kind, r.status, r.subject, r.open, r.due, r.due_what,
    r.came_at, r.closed_at, o.uid AS organisation_uid, o.name AS organisation, t.name AS team,
    {OWN_NUMBER} AS number"""
_NAMES = f"{joined('o', 'r.organisation')} LEFT JOIN team AS t ON t.uid = r.team"
_TEXT = "{} COLLATE NOCASE"
_SORTS = {
    "organisation": _TEXT.format("o.name"),
    "team": _TEXT.format("t.name"),
    "subject": _TEXT.format("r.subject"),
    "area": f"CASE r.kind {_AREAS} END",
    "created_at": "r.came_at",
}
"""SQL: what records are ordered by, where that is not a column of that name."""
_NAMED = ("organisation", "team")
"""What is ordered by a name, which is in another table."""
_IN_WARD = """in_ward (uid) AS (
    SELECT uid FROM organisation WHERE ward_folded = fold_of_ward AND merged_into IS NULL
    UNION SELECT m.uid FROM in_ward JOIN organisation AS m ON m.merged_into = in_ward.uid)"""


def list_records(store: Writing, filters: Filters) -> tuple[list[Listed], bool]:
    """The records that the filters leave, in their order, at most as many as they say; and whether
    there are more.
    """
    statement, asked = statement_of(filters, today=store.today(), now=store.now())
    rows = store.connection.execute(statement, asked)
    found = list(map(_listed_of, rows))
    return found[: filters.limit], len(found) > filters.limit


def count_records(store: Writing, filters: Filters) -> int:
    """How many records the filters leave, whatever their limit."""
    begin, where, asked = _narrowed(filters, today=store.today(), now=store.now())
    row = store.connection.execute(f"{begin} SELECT count(*) FROM record AS r WHERE {where}", asked)
    return int(row.fetchone()[0])


def read_listed(connection: Connection, uids: Collection[str]) -> dict[str, Listed]:
    """The columns that all kinds share, of these records, by uid; of undone ones too."""
    rows = connection.execute(
        f"SELECT {_COLUMNS} FROM record AS r {_NAMES} "
        "WHERE r.uid IN (SELECT value FROM json_each(?))",
        [json.dumps(list(uids))],
    )
    return {row["uid"]: _listed_of(row) for row in rows}


def wards(connection: Connection) -> list[str]:
    """The wards that organisations are in, or records themselves, each as it is written first, by
    name.
    """
    rows = connection.execute(
        "SELECT DISTINCT ward FROM organisation WHERE ward <> '' AND removed_at IS NULL ORDER BY 1"
    )
    names = [ward for (ward,) in rows]
    names += [ward for _, its in _own_wards(connection) for ward in its]
    found: dict[str, str] = {}
    for name in names:
        found.setdefault(compared(name), name)
    return sorted(found.values())


def lying_in(connection: Connection, ward: str) -> list[str]:
    """The uids of the records that say themselves that they lie in a ward, however it is written
    there.
    """
    return [uid for uid, its in _own_wards(connection) if is_in(its, ward)]


def _own_wards(connection: Connection) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each record that says itself in which wards it lies, by uid, with those."""
    for table, kept in KIND_COLUMNS.items():
        if kept.wards:
            for uid, said in connection.execute(
                f"SELECT uid, {kept.wards} FROM {table} "
                f"WHERE {kept.wards} <> '' AND removed_at IS NULL ORDER BY uid"
            ).fetchall():
                yield uid, wards_in(said)


def statement_of(filters: Filters, *, today: date, now: datetime) -> tuple[str, Mapping[str, Any]]:
    """SQL: one more than the records that are wanted, and its parameters."""
    begin, where, asked = _narrowed(filters, today=today, now=now)
    source = f"record AS r {_NAMES if filters.sort in _NAMED else ''}"
    sort = _SORTS.get(filters.sort, f"r.{filters.sort}")
    if filters.sort not in SORTS:  # a field of the one kind
        (kind,) = filters.kinds or ()
        source = f"{source} JOIN {KIND_OF[kind].table} AS k ON k.uid = r.uid"
        sort = f"nullif(k.{column_of(filters.sort)}, '')"
    way = "DESC" if filters.backwards else "ASC"
    # The few are picked first, and named then; it is the same order twice.
    return (
        f"{begin} SELECT {_COLUMNS} FROM ("
        f"SELECT r.*, {sort} AS sorted_by FROM {source} WHERE {where} "
        f"ORDER BY {sort} {way} NULLS LAST, r.uid {way} LIMIT :limit) AS r {_NAMES} "
        f"ORDER BY r.sorted_by {way} NULLS LAST, r.uid {way}",
        {**asked, "limit": filters.limit + 1},
    )


def _narrowed(
    filters: Filters, *, today: date, now: datetime
) -> tuple[str, str, Mapping[str, Any]]:
    """SQL: what a statement on these records `r` begins with, what must be so of them, and its
    parameters.
    """
    withs, wheres, asked = [], ["r.removed_at IS NULL"], dict[str, Any]()
    for where, values in _conditions(filters, today, now):
        wheres.append(where)
        asked |= values
    if filters.organisation_uid is not None:
        withs.append(
            f"{begin_with(':organisation')}, own (uid) AS MATERIALIZED "
            f"({own_of('its')} UNION {_taking_part('organisation', 'IN its')})"
        )
        wheres.append("r.uid IN own")
        asked["organisation"] = filters.organisation_uid
    if filters.ward:
        there = _IN_WARD.replace("fold_of_ward", ":ward")
        withs.append(f"WITH {there}, of_ward (uid) AS MATERIALIZED ({own_of('in_ward')})")
        wheres.append("(r.uid IN of_ward OR r.uid IN (SELECT value FROM json_each(:lying_in)))")
        asked |= {"ward": filters.ward, "lying_in": json.dumps(list(filters.lying_in))}
    begin = ", ".join(one.removeprefix("WITH ") for one in withs)
    return f"WITH RECURSIVE {begin}" if begin else "", " AND ".join(wheres), asked


def _conditions(
    filters: Filters, today: date, now: datetime
) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """SQL: what must be so of a record `r`, each with its parameters."""
    if filters.kinds is not None:
        kinds = json.dumps(list(filters.kinds))
        yield "r.kind IN (SELECT value FROM json_each(:kinds))", {"kinds": kinds}
    if filters.open_only:
        yield "r.open = 1", {}
    if filters.status:
        yield "r.status = :status", {"status": filters.status}
    if filters.due_by is not None:
        # A time of the day comes after the day: “2026-11-27 14:30”.
        yield "r.due < :due", {"due": _day_after(filters.due_by).isoformat()}
    if filters.overdue:
        minute = {"today": today.isoformat(), "now": when.london_minute(now)}
        yield "r.due < :now AND r.due <> :today", minute
    if filters.team_uid is not None:
        there = _taking_part("team", "= :team")
        yield f"(r.team = :team OR r.uid IN ({there}))", {"team": filters.team_uid}
    if filters.since is not None:
        yield "r.came_at >= :since", {"since": _begins(filters.since)}
    if filters.until is not None:
        yield "r.came_at < :until", {"until": _begins(_day_after(filters.until))}
    if filters.among is not None:
        uids = json.dumps(list(filters.among))
        yield "r.uid IN (SELECT value FROM json_each(:among))", {"among": uids}


def _taking_part(column: str, its: str) -> str:
    """SQL: the uids of the records on which an organisation, or a team, takes part: as a member, as
    one who came, or was asked.
    """
    return " UNION ".join(
        f"SELECT record FROM {table} WHERE {column} {its} AND removed_at IS NULL"
        for table, part in PART_TABLES.items()
        if part.takes_part
    )


def _day_after(day: date) -> date:
    return day if day == date.max else day + timedelta(days=1)


def _begins(day: date) -> str:
    """The moment at which a day begins in London, as stored."""
    return when.to_iso(datetime.combine(day, time.min, when.london()).astimezone(UTC))


def _listed_of(row: Row) -> Listed:
    day, _, at = (row["due"] or "").partition(" ")
    return Listed(
        uid=row["uid"],
        reference=row["reference"],
        number=row["number"],
        kind=row["kind"],
        area=KIND_OF[row["kind"]].area,
        status=row["status"],
        subject=row["subject"],
        organisation=row["organisation"],
        organisation_uid=row["organisation_uid"],
        team=row["team"],
        due=DayAndTime(date.fromisoformat(day), time_of(at)) if day else None,
        due_what=row["due_what"],
        is_open=bool(row["open"]),
        came_at=when.from_iso(row["came_at"]) if row["came_at"] else None,
        closed_at=when.from_iso(row["closed_at"]) if row["closed_at"] else None,
    )
