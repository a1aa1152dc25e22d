"""Finds what came after an act, or rests on what it made, and stands in the way of undoing it."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NoReturn

from db.changes.desks import OWN_ORIGINS, is_joined
from db.changes.imported import Range
from db.changes.in_force import ACT_IN_FORCE
from db.changes.natural_keys import ONCE
from db.changes.shapes import change_now, current_columns, table_now, value_sql
from db.changes.tables import AUDITED, DERIVED, LIST_COLUMNS, group_of, pointing
from db.connection import Row
from db.history.blocking import blocking_rows
from db.records.kind_columns import KIND_COLUMNS, WHERE_IT_STANDS
from db.records.survivors import survivor_of, with_merged
from db.records.tables import TABLES_OF_KIND
from spoc_tui.casework.dates import when
from spoc_tui.casework.errors import Refused
from spoc_tui.casework.history.history import ActionEntry, short_id
from spoc_tui.casework.records.field_words import field_words
from spoc_tui.casework.records.kinds import KIND_OF_TABLE, TABLE_OF, is_declared
from spoc_tui.casework.text import compared

if TYPE_CHECKING:
    from db.store import Store

STATUS_FIELDS = {
    **{kind: tables.stage for kind, tables in TABLES_OF_KIND.items()},
    **{table: frozenset((*WHERE_IT_STANDS, *kept.acted)) for table, kept in KIND_COLUMNS.items()},
}
"""The fields of a record that say where it stands: each act rests on those before it."""

DERIVED_DATES = frozenset(("clock_from", "acknowledge_by", "answer_by", "reply_by"))
"""The dates that follow from the rest, unless they were typed: nothing rests on how they stood."""

PRESENCE_COLUMNS = frozenset(("removed_at", "replied_at", "ended_at", "settled"))
"""The columns that say whether something that there is once is there."""

HELD_ONCE: dict[str, tuple[str, Callable[[Row], object]]] = {
    "identifier": ("number", lambda row: (row["scheme"], row["number"], row["linked"])),
    "other_name": ("name", lambda row: compared(row["name"])),
}
"""What an organisation has once: its column, and what makes two of them the same."""

_SINCE = "(a.clock, a.uid) > (?, ?)"
_LAST_FIRST = "ORDER BY a.clock DESC, a.uid DESC"
_PUT_BACK = f"""(a.kind = 'act' AND {ACT_IN_FORCE} AND c.before IS NOT NULL
    AND json_type(c.after, '$.removed_at') = 'null')"""
"""SQL: an act has put back a row that was removed, which points where it did."""
_LATER = f"a.uid, a.label, a.at, c.tbl, c.record, +a.origin IN {OWN_ORIGINS} AS own"
"""SQL: what is said of a later action: its label and moment, the row that it changed, and whether
it was done here.
"""


@dataclass(frozen=True)
class Later:
    """A later act that stands in its way: its label, on which record, and when."""

    label: str
    record: str = ""
    at: str = ""
    fields: frozenset[str] = frozenset()
    """What it changed there, where that was asked for."""
    elsewhere: bool = False
    """Whether it was done at another desk."""
    uid: str = ""
    """Its uid, where one act can be named."""

    def own_label(self, action: ActionEntry) -> str:
        """Its label; with its id, where the other is called the same."""
        alike = f" [{short_id(self.uid)}]" if self.label == action.label else ""
        return f"“{self.label}”{alike}"

    @property
    def where(self) -> str:
        """As a parenthesis, as far as it is known."""
        elsewhere = "at another desk" if self.elsewhere else ""
        known = "; ".join(filter(None, (self.record, self.at, elsewhere)))
        return f" ({known})" if known else ""


class DependsElsewhere(Refused):
    """An act at another desk that rests on it: the act before may be undone all the same."""


def left_as_changed(
    store: Store, action: ActionEntry, change: Row, *, later: bool
) -> frozenset[str]:
    """The columns that another desk has changed since, which stay as that made them; of several
    that make one fact, all.

    Refused where they were changed here, though by now a column may be again what this one made of
    it: else what changed it could not be undone any more.
    """
    table, present = change["tbl"], store.row(change["tbl"], change["record"])
    after = {
        name: value
        for name, value in current_columns(table, json.loads(change["after"])).items()
        if name not in DERIVED and not _follows(name, present)
    }
    changed = [name for name, value in after.items() if present[name] != value]
    joined = is_joined(store.connection)
    if joined and action.kind == "undo":
        changed = []  # where it took something back may be another desk's value from before
    since = list(
        _later_on_same_record(store, action, change["record"], changed or list(after))
        if later
        else ()
    )
    if since and not changed:
        changed = [name for name in after if any(name in act.fields for act in since)]
    if not changed:
        return frozenset()
    here = next((act for act in since if not act.elsewhere), None)
    if here is None and joined:
        # Of several values in one column, what others added and took away stays anyhow.
        left = {one for name in changed for one in group_of(table, name)}
        return frozenset(left.intersection(after).difference(LIST_COLUMNS.get(table, ())))
    described = f" by {here.own_label(action)}{here.where}. Undo that first." if here else "."
    words = ", ".join(describe_columns(table, changed))
    raise Refused(f"“{action.label}” cannot be undone: {words} changed again since{described}")


def describe_columns(table: str, columns: Sequence[str]) -> list[str]:
    """The officer's names of the fields that these columns are of."""
    if not is_declared(table):
        return field_words(columns)
    from spoc_tui.casework.history import declared as history

    return history.describe_columns(table, columns)


def _follows(name: str, row: Row) -> bool:
    """Whether a column of a row is a date that follows from the rest."""
    typed = f"{name}_typed"
    return name in DERIVED_DATES and not (typed in row.keys() and row[typed])  # noqa: SIM118


def refuse_if_referenced(store: Store, action: ActionEntry, change: Row) -> None:
    """Refuses to pull a stage from under a later one: told rests on answered, closed on told and
    on promises kept; and from under what is part of the record since: what a meeting decided rests
    on its having been held.
    """
    names = set[str](json.loads(change["after"]))
    stage = STATUS_FIELDS.get(change["tbl"], frozenset[str]())
    if names & stage:
        _refuse_if_any(action, _later_on_same_record(store, action, change["record"], stage))
        _refuse_if_any(action, _part_of_it_since(store, action, change))
        _refuse_if_any(action, _resting_on_it_since(store, action, change))
        _refuse_if_any(action, _promised_since(store, action, change))
    elif change["tbl"] == "promise":
        record = store.row("promise", change["record"])["record"]
        kind = store.kind_of_uid(record)
        if kind is not None and store.row(TABLE_OF[kind], record)["closed_at"]:
            _refuse_if_any(action, _later_on_same_record(store, action, record, ["closed_at"]))


def refuse_if_there_again(store: Store, action: ActionEntry, change: Row) -> None:
    """Refuses to bring back a number or another name that the organisation was given again."""
    table = change["tbl"]
    if table not in HELD_ONCE:
        return
    word, key = HELD_ONCE[table]
    back = store.row(table, change["record"])
    present = store.connection.execute(
        f"SELECT * FROM {table} WHERE organisation IN {with_merged()} AND removed_at IS NULL",
        [survivor_of(store.connection, back["organisation"])],
    )
    if key(back) in map(key, present):
        raise Refused(
            f"“{action.label}” cannot be undone: the {word} {back[word]} is there again. "
            "Take that one away first."
        )


def refuse_if_twice(store: Store, action: ActionEntry, change: Row) -> None:
    """Refuses to open or bring back what there is once, where another is in its place since."""
    table = change["tbl"]
    if table not in ONCE or not PRESENCE_COLUMNS & json.loads(change["before"] or "{}").keys():
        return
    columns, there = ONCE[table]
    same = " AND ".join(f"other.{name} IS own.{name}" for name in columns)
    found = store.connection.execute(
        f"SELECT other.uid FROM (SELECT * FROM {table} WHERE uid = ? AND {there}) AS own "
        f"JOIN (SELECT * FROM {table} WHERE {there}) AS other ON {same} AND other.uid <> own.uid",
        [change["record"]],
    ).fetchone()
    if found:
        _refuse_if_any(action, _later_on_same_record(store, action, found["uid"]))
        _refuse(action, Later(f"a later {table.replace('_', ' ')}"))


def refuse_if_blocked(store: Store, action: ActionEntry, change: Row) -> None:
    """Refuses what would give a name twice, or point to what was removed or merged since."""
    for uid, fields in blocking_rows(store, change["tbl"], change["record"], change["before"]):
        _refuse_if_any(action, _later_on_same_record(store, action, uid, fields))


def refuse_if_called_alike(store: Store, action: ActionEntry, change: Row) -> None:
    """Refuses to give a record of a declared kind back the name, or the shorter name, that another
    has since.
    """
    kept = KIND_COLUMNS.get(change["tbl"])
    own = store.row(change["tbl"], change["record"]) if kept is not None and kept.distinct else None
    if kept is None or own is None or own["removed_at"] is not None:
        return
    from spoc_tui.casework.kinds.catalogue import kind_of

    keys = {kept.distinct: kind_of(KIND_OF_TABLE[change["tbl"]].code).compares}
    given = json.loads(change["before"] or "{}").keys()
    both_open = "closed_at IS NULL"
    names = [(kept.distinct, both_open if own["closed_at"] is None else "0"), (kept.short, "1")]
    for name, among in names:
        if not name or not own[name] or not given & {name, "removed_at", "closed_at"}:
            continue
        for other in store.connection.execute(
            f"SELECT uid, {name} FROM {change['tbl']} "
            f"WHERE removed_at IS NULL AND {among} AND uid <> ? ORDER BY uid",
            [change["record"]],
        ).fetchall():
            key = keys.get(name, compared)
            if key(other[name]) == key(own[name]):
                named = store.history.whole_name(change["tbl"], other["uid"])
                raise Refused(
                    f"“{action.label}” cannot be undone: {named} is called {own[name]} since. "
                    "Call that something else first."
                )


def refuse_if_built_on(store: Store, action: ActionEntry, ranges: Sequence[Range]) -> None:
    """Refuses to take back what a long import added, once something was changed of it or rests on
    it.
    """
    within = {one.table: _within(ranges, one.table) for one in ranges}
    for table, where in within.items():
        changed = store.connection.execute(
            f"SELECT {_LATER} FROM change AS c JOIN action AS a ON a.uid = c.action "
            f"WHERE c.record IN (SELECT uid FROM {table} WHERE {where}) AND {_SINCE} "
            f"AND a.kind = 'act' AND {ACT_IN_FORCE} {_LAST_FIRST} LIMIT 1",
            [action.clock, action.uid],
        ).fetchone()
        if changed:
            _refuse(action, _later(store, changed))
        for child in AUDITED:
            for column, parent in pointing(store.connection, child):
                if parent != table:
                    continue
                own = f" AND NOT ({_within(ranges, child, 'child.')})" if child in within else ""
                row = store.connection.execute(
                    f"SELECT child.uid FROM {child} AS child WHERE child.{column} IN "
                    f"(SELECT uid FROM {table} WHERE {where}) AND child.removed_at IS NULL{own} "
                    "AND NOT EXISTS (SELECT 1 FROM change AS c "
                    "WHERE c.record = child.uid AND c.action = ?) LIMIT 1",
                    [action.uid],
                ).fetchone()
                if row:
                    _refuse_if_any(action, _later_on_same_record(store, action, row["uid"]))
                    _refuse(action, Later(f"a later {child.replace('_', ' ')}"))


def _within(ranges: Sequence[Range], table: str, row: str = "") -> str:
    """SQL: whether the id of a row of a table is in one of these ranges of it."""
    return " OR ".join(
        f"{row}id BETWEEN {one.first} AND {one.last}" for one in ranges if one.table == table
    )


def refuse_if_depended_on(store: Store, action: ActionEntry, change: Row) -> None:
    """Refuses to take away what was worked on since, or what anything in force points to."""
    _refuse_if_any(action, _later_on_same_record(store, action, change["record"]))
    _refuse_if_any(action, _pointing_there(store, change["tbl"], change["record"]))


def _refuse_if_any(action: ActionEntry, later: Iterator[Later]) -> None:
    for one in later:
        _refuse(action, one)


def _refuse(action: ActionEntry, later: Later) -> NoReturn:
    raise (DependsElsewhere if later.elsewhere else Refused)(
        f"“{action.label}” cannot be undone: {later.own_label(action)} came after it and rests "
        f"on it{later.where}. Undo that first."
    )


def _later(store: Store, row: Row, fields: frozenset[str] = frozenset()) -> Later:
    """Of a row of _LATER."""
    at = when.show_moment(when.from_iso(row["at"]))
    name = store.history.whole_name(table_now(row["tbl"]), row["record"])
    return Later(row["label"], name, at, fields, elsewhere=not row["own"], uid=row["uid"])


def _later_on_same_record(
    store: Store, action: ActionEntry, record: str, fields: Collection[str] | None = None
) -> Iterator[Later]:
    """The later acts in force that changed these fields of a row, or anything of it; the last
    first.
    """
    rows = store.connection.execute(
        f"SELECT {_LATER}, c.before, c.after FROM change AS c JOIN action AS a ON a.uid = c.action "
        f"WHERE c.record = ? AND {_SINCE} AND a.kind = 'act' AND {ACT_IN_FORCE} {_LAST_FIRST}",
        [record, action.clock, action.uid],
    ).fetchall()  # who is refused keeps hold of what was being read
    for row in map(change_now, rows):
        before = json.loads(row["before"] or "{}")
        changed = frozenset(
            name  # of a group, what changed
            for name, value in json.loads(row["after"]).items()
            if name not in before or before[name] != value
        )
        if fields is None or changed.intersection(fields):
            yield _later(store, row, changed)


def _part_of_it_since(store: Store, action: ActionEntry, change: Row) -> Iterator[Later]:
    """The last act in force by which what is still there became part of a record."""
    for child, kept in KIND_COLUMNS.items():
        if kept.within is None or kept.within.table != change["tbl"]:
            continue
        column = kept.within.column
        row = store.connection.execute(
            f"SELECT {_LATER} FROM {child} AS child JOIN change AS c ON c.record = child.uid "
            f"JOIN action AS a ON a.uid = c.action WHERE child.{column} = ? "
            f"AND child.removed_at IS NULL AND {value_sql(child, column, 'c.after')} = ? "
            f"AND {_SINCE} AND a.kind = 'act' AND {ACT_IN_FORCE} {_LAST_FIRST} LIMIT 1",
            [change["record"], change["record"], action.clock, action.uid],
        ).fetchone()
        if row:
            yield _later(store, row)


def _resting_on_it_since(store: Store, action: ActionEntry, change: Row) -> Iterator[Later]:
    """The last act in force by which what is part of a record came to rest on what changed there:
    a scheme is secured by the agreement of its window.
    """
    names = set[str](json.loads(change["after"]))
    for child, kept in KIND_COLUMNS.items():
        if kept.within is None or kept.within.table != change["tbl"]:
            continue
        for own, above in kept.rests:
            if above not in names:
                continue
            row = store.connection.execute(
                f"SELECT {_LATER} FROM {child} AS child JOIN change AS c ON c.record = child.uid "
                f"JOIN action AS a ON a.uid = c.action WHERE child.{kept.within.column} = ? "
                f"AND child.removed_at IS NULL AND child.{own} IS NOT NULL "
                f"AND {value_sql(child, own, 'c.after')} IS NOT NULL "
                f"AND {_SINCE} AND a.kind = 'act' AND {ACT_IN_FORCE} {_LAST_FIRST} LIMIT 1",
                [change["record"], action.clock, action.uid],
            ).fetchone()
            if row:
                yield _later(store, row)


def _promised_since(store: Store, action: ActionEntry, change: Row) -> Iterator[Later]:
    """The acts by which what is still to be kept was promised on a record that was open since: it
    would be closed over them.
    """
    if json.loads(change["before"] or "{}").get("closed_at") is None:
        return
    for row in store.connection.execute(
        "SELECT uid FROM promise WHERE record = ? AND kept_at IS NULL AND withdrawn_at IS NULL "
        "AND removed_at IS NULL ORDER BY uid",
        [change["record"]],
    ).fetchall():
        yield from _later_on_same_record(store, action, row["uid"])


def _pointing_there(store: Store, table: str, record: str) -> Iterator[Later]:
    """The last action that made a row that is still there point to this one."""
    for child in AUDITED:
        for column, parent in pointing(store.connection, child):
            if parent != table:
                continue
            described = value_sql(child, column, "c.after")
            row = store.connection.execute(
                f"SELECT {_LATER} FROM action AS a JOIN change AS c ON c.action = a.uid "
                f"JOIN {child} AS child ON child.uid = c.record "
                f"WHERE child.{column} = :record AND child.removed_at IS NULL "
                f"AND ({described} = :record AND a.kind <> 'undo' OR {_PUT_BACK}) "
                f"{_LAST_FIRST} LIMIT 1",
                {"record": record},
            ).fetchone()
            if row:
                yield _later(store, row)
