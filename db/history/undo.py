"""Undo and redo: the history read backwards, itself written as a new action."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Collection, Sequence
from contextlib import AbstractContextManager, nullcontext, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from db.connection import with_room
from db.council_merging import point_on
from db.history import brought_in
from db.history.brought_in import Range
from db.history.in_the_way import in_the_way
from db.history.proposing import (
    ASK_ABOVE,
    STANDS,
    UNDID,
    Proposal,
    act_to_undo,
    is_last,
    propose_redo,
    propose_undo,
)
from db.history.shapes import said_now, said_sql
from db.history.tables import AUDITED, DERIVED, pointing
from db.kinds.names import CHANGE_DUE, KEPT, WHERE_IT_STANDS
from db.natural_keys import ONCE
from db.survivors import survivor_of, with_merged
from spoc_tui.casework import when
from spoc_tui.casework.errors import Refused
from spoc_tui.casework.field_words import field_words
from spoc_tui.casework.history import ActionEntry
from spoc_tui.casework.records.kinds import KIND_OF_TABLE, TABLE_OF
from spoc_tui.casework.text import compared

if TYPE_CHECKING:
    from db.store import Store

MANY_ALIKE = 1_000
"""From this many rows on, those that were alike before are changed back together."""

STAGE = {
    "enquiry": frozenset(
        (
            *("status", "answer", "answered_at", "told_at", "closed_at", "outcome"),
            *("waiting_since", "team"),
        )
    ),
    "payment": frozenset(
        (
            *("status", "answer", "replied_at", "told_at", "closed_at", "outcome"),
            *("amount_pence", "paid_pence"),
            *("finance_at", "escalated_at", "promised_for", "formal_stage", "formal_answered"),
        )
    ),
    "feedback": frozenset(
        ("status", "agreed_at", "begun_at", "cannot_at", "done_at", "told_at", "closed_at")
    ),
    **{table: frozenset((*WHERE_IT_STANDS, *kept.acted)) for table, kept in KEPT.items()},
}
"""The fields of a record that say where it stands: each act rests on those before it."""

FOLLOWS = frozenset(("clock_from", "acknowledge_by", "answer_by", "reply_by"))
"""The dates that follow from the rest, unless they were typed: nothing rests on how they stood."""

OPENS = frozenset(("removed_at", "replied_at", "ended_at", "settled"))
"""The columns that say whether something that there is once is there."""

COMPARED: dict[str, tuple[str, Callable[[sqlite3.Row], object]]] = {
    "identifier": ("number", lambda row: (row["scheme"], row["number"], row["linked"])),
    "other_name": ("name", lambda row: compared(row["name"])),
}
"""What an organisation has once: its column, and what makes two of them the same."""


_SINCE = "(a.clock, a.uid) > (?, ?)"
_LAST_FIRST = "ORDER BY a.clock DESC, a.uid DESC"
PUT_BACK = f"""(a.kind = 'act' AND {STANDS} AND c.before IS NOT NULL
    AND json_type(c.after, '$.removed_at') = 'null')"""
"""SQL: an act has put back a row that was removed, which points where it did."""
LATER = "a.label, a.at, c.tbl, c.record"
"""SQL: what is said of a later action: its label and moment, and the row that it changed."""


@dataclass(frozen=True)
class Later:
    """What came after an action and stands in its way: its label, on which record, and when."""

    label: str
    record: str = ""
    at: str = ""
    fields: frozenset[str] = frozenset()
    """What it changed there, where that was asked for."""

    @property
    def where(self) -> str:
        """As a parenthesis, as far as it is known."""
        known = "; ".join(filter(None, (self.record, self.at)))
        return f" ({known})" if known else ""


class _Rehearsed(Exception):
    """It can be undone, and was not."""


def propose(store: Store, action_uid: str | None = None) -> Proposal:
    """What would be undone. One that is named is tried and given up again, so that what later rests
    on it is said (Refused) before anybody is asked; one of many records only when it is undone.
    """
    proposal = propose_undo(store, action_uid)
    if action_uid is not None and proposal.action.records <= ASK_ABOVE:
        with suppress(_Rehearsed), store.action("Tries to undo", kind="undo"):
            _revert(store, proposal.action, named=True)
            raise _Rehearsed
    return proposal


def undo(store: Store, action_uid: str | None = None) -> ActionEntry:
    """Takes an action back (by default the last that stands); returns what it took back.

    Raises Refused, naming the action in the way, where a later one that still stands has changed
    the same fields or rests on what this one made.
    """
    with store.action("Undid", kind="undo") as undoing:
        # Found within the transaction: another window may have undone it a moment ago.
        action = act_to_undo(store, action_uid)
        undoing.label, undoing.undoes = f"{UNDID}{action.label}", action.uid
        with _room_for(store, action):
            _revert(store, action, named=action_uid is not None)
    return action


def redo(store: Store, undo_uid: str | None = None) -> ActionEntry:
    """Takes the last undo back; returns it under the label of what is done again.

    Raises Refused where `undo_uid`, what the officer agreed to, is no longer the last.
    """
    with store.action("Redid", kind="redo") as redoing:
        action = propose_redo(store).action
        if undo_uid not in (None, action.uid):
            raise Refused("Another window was faster: nothing was done again. Look, and try again.")
        redoing.label, redoing.undoes = f"Redid: {action.label}", action.uid
        with _room_for(store, action):
            _revert(store, action, named=False)
    return action


def _room_for(store: Store, action: ActionEntry) -> AbstractContextManager[None]:
    many = action.records > MANY_ALIKE
    return with_room(store.connection) if many else nullcontext()


def _revert(store: Store, action: ActionEntry, *, named: bool) -> None:
    # Where nothing that stands was done since, nothing can rest on it: an import is undone fast.
    later = not is_last(store, action, named=named)
    ranges = brought_in.of_action(store.connection, action.uid)
    many = action.records > MANY_ALIKE and not later
    alike = _many_alike(store, action, ranges) if many else []
    others = "".join(" AND NOT (tbl = ? AND before IS ?)" for _ in alike)
    if ranges and _is_still_shown(store, action):
        raise Refused(f"“{action.label}” is still being shown. Try again in a moment.")
    if ranges and later:
        _refuse_if_built_on(store, action, list(ranges))
    rows = store.connection.execute(
        f"SELECT * FROM change WHERE action = ?{others} ORDER BY id DESC",
        [action.uid, *(value for group in alike for value in group)],
    ).fetchall()
    for table, before in alike:
        values = _as_before(store, table, before)
        store.connection.execute(
            f"UPDATE {table} SET {', '.join(f'{name} = ?' for name in values)} WHERE uid IN "
            "(SELECT record FROM change WHERE action = ? AND tbl = ? AND before IS ?)",
            [*values.values(), action.uid, table, before],
        )
        if table in CHANGE_DUE:
            store.change_due(table)
    for change in rows:
        if change["before"] is None:
            if later:
                _refuse_if_rested_on(store, action, change)
        else:
            removed_before = json.loads(change["before"]).get("removed_at", "")
            if later and removed_before is None:
                _refuse_if_there_again(store, action, change)
            _refuse_if_changed_since(store, action, change, later=later)
            if later:
                _refuse_if_stood_on(store, action, change)
                if removed_before:  # it was put back, and is taken away again
                    _refuse_if_rested_on(store, action, change)
        as_before = _as_before(store, change["tbl"], change["before"])
        store.update(change["tbl"], change["record"], as_before)
    for one in reversed(ranges):
        store.connection.execute(
            f"UPDATE {one.table} SET removed_at = ? WHERE id BETWEEN ? AND ? "
            "AND removed_at IS NULL",
            [store.now_text(), one.first, one.last],
        )
    if later:
        for change in rows:
            _refuse_if_twice(store, action, change)
            _refuse_if_in_the_way(store, action, change)
        _restate(store, action)
    point_on(store, [(change["tbl"], change["record"]) for change in rows])
    store.deadlines.move_undone(action.uid, f"“{action.label}” was undone")


def _is_still_shown(store: Store, action: ActionEntry) -> bool:
    """Whether it is a long import that is sealed, and not all shown yet."""
    found = store.connection.execute(
        "SELECT 1 FROM unfinished_import WHERE action = ?", [action.uid]
    )
    return found.fetchone() is not None


def _restate(store: Store, action: ActionEntry) -> None:
    """A voice that comes or goes beneath later acts changes where its feedback action stands."""
    told = store.connection.execute(
        "SELECT DISTINCT t.feedback FROM telling AS t JOIN change AS c ON c.record = t.uid "
        "JOIN feedback AS f ON f.uid = t.feedback WHERE c.action = ? AND f.removed_at IS NULL",
        [action.uid],
    )
    for (uid,) in told.fetchall():
        store.feedback.restate(uid)


def _as_before(store: Store, table: str, before: str | None) -> dict[str, Any]:
    """The values that make a row as it was; one that was not there is marked as removed."""
    if before is None:
        return {"removed_at": store.now_text()}
    values = said_now(table, json.loads(before))
    return {name: value for name, value in values.items() if name not in DERIVED}


def _many_alike(
    store: Store, action: ActionEntry, ranges: Collection[Range]
) -> list[tuple[str, str | None]]:
    """The tables and former values that many rows share, to be changed back by one statement
    each: of an import's rows, that none of them was there. None where a row was changed twice.
    """
    (changes,) = store.connection.execute(
        "SELECT count(*) FROM change WHERE action = ?", [action.uid]
    ).fetchone()
    if changes + sum(one.last - one.first + 1 for one in ranges) != action.records:
        return []
    rows = store.connection.execute(
        "SELECT tbl, before FROM change WHERE action = ? GROUP BY tbl, before HAVING count(*) > ?",
        [action.uid, MANY_ALIKE],
    )
    return [(row["tbl"], row["before"]) for row in rows]


def _refuse_if_changed_since(
    store: Store, action: ActionEntry, change: sqlite3.Row, *, later: bool
) -> None:
    """Refuses what was changed since, though by now it may be again what this one made of it: else
    what changed it could not be undone any more.
    """
    present = store.row(change["tbl"], change["record"])
    after: dict[str, Any] = {
        name: value
        for name, value in said_now(change["tbl"], json.loads(change["after"])).items()
        if name not in DERIVED and not _follows(name, present)
    }
    changed = [name for name, value in after.items() if present[name] != value]
    act = None
    if later:
        act = _later_on_same_record(store, action, change["record"], changed or list(after))
    if act and not changed:
        changed = [name for name in after if name in act.fields]
    if changed:
        said = f" by “{act.label}”{act.where}. Undo that first." if act else "."
        words = ", ".join(_columns_said(change["tbl"], changed))
        raise Refused(f"“{action.label}” cannot be undone: {words} changed again since{said}")


def _columns_said(table: str, columns: list[str]) -> list[str]:
    """What the officer calls the fields that these columns are of."""
    if table not in KEPT:
        return field_words(columns)
    from spoc_tui.casework.kinds.history import columns_said

    return columns_said(KIND_OF_TABLE[table].code, columns)


def _follows(name: str, row: sqlite3.Row) -> bool:
    """Whether a column of a row is a date that follows from the rest."""
    typed = f"{name}_typed"
    return name in FOLLOWS and not (typed in row.keys() and row[typed])  # noqa: SIM118


def _refuse_if_stood_on(store: Store, action: ActionEntry, change: sqlite3.Row) -> None:
    """Refuses to pull a stage from under a later one: told rests on answered, closed on told and
    on promises kept.
    """
    names: set[str] = set(json.loads(change["after"]))
    stage: frozenset[str] = STAGE.get(change["tbl"], frozenset())
    later = None
    if names & stage:
        later = _later_on_same_record(store, action, change["record"], sorted(stage))
    elif change["tbl"] == "promise":
        promise = store.row("promise", change["record"])
        kind = store.kind_of_uid(promise["record"])
        if kind is not None and store.row(TABLE_OF[kind], promise["record"])["closed_at"]:
            later = _later_on_same_record(store, action, promise["record"], ["closed_at"])
    if later:
        raise _came_after(action, later)


def _refuse_if_there_again(store: Store, action: ActionEntry, change: sqlite3.Row) -> None:
    """Refuses to bring back a number or another name that the organisation was given anew."""
    table = change["tbl"]
    if table not in COMPARED:
        return
    word, key = COMPARED[table]
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


def _refuse_if_twice(store: Store, action: ActionEntry, change: sqlite3.Row) -> None:
    """Refuses to open or bring back what there is once, where another stands in its place since."""
    table = change["tbl"]
    if table not in ONCE or not OPENS & json.loads(change["before"] or "{}").keys():
        return
    columns, there = ONCE[table]
    same = " AND ".join(f"other.{name} IS own.{name}" for name in columns)
    found = store.connection.execute(
        f"SELECT other.uid FROM (SELECT * FROM {table} WHERE uid = ? AND {there}) AS own "
        f"JOIN (SELECT * FROM {table} WHERE {there}) AS other ON {same} AND other.uid <> own.uid",
        [change["record"]],
    ).fetchone()
    if found:
        later = _later_on_same_record(store, action, found["uid"], None)
        raise _came_after(action, later or Later(f"a later {table.replace('_', ' ')}"))


def _refuse_if_in_the_way(store: Store, action: ActionEntry, change: sqlite3.Row) -> None:
    """Refuses what would give a name twice, or point to what was removed or merged since."""
    for uid, fields in in_the_way(store, change["tbl"], change["record"], change["before"]):
        later = _later_on_same_record(store, action, uid, fields)
        if later:
            raise _came_after(action, later)


def _refuse_if_built_on(store: Store, action: ActionEntry, ranges: Sequence[Range]) -> None:
    """Refuses to take back what a long import added, once something was changed of it or rests on
    it.
    """
    within = {one.table: _within(ranges, one.table) for one in ranges}
    for table, where in within.items():
        changed = store.connection.execute(
            f"SELECT {LATER} FROM change AS c JOIN action AS a ON a.uid = c.action "
            f"WHERE c.record IN (SELECT uid FROM {table} WHERE {where}) AND {_SINCE} "
            f"AND a.kind = 'act' AND {STANDS} {_LAST_FIRST} LIMIT 1",
            [action.clock, action.uid],
        ).fetchone()
        if changed:
            raise _came_after(action, _later(store, changed))
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
                    later = _later_on_same_record(store, action, row["uid"], None)
                    raise _came_after(action, later or Later(f"a later {child.replace('_', ' ')}"))


def _within(ranges: Sequence[Range], table: str, row: str = "") -> str:
    """SQL: whether the id of a row of a table is in one of these ranges of it."""
    return " OR ".join(
        f"{row}id BETWEEN {one.first} AND {one.last}" for one in ranges if one.table == table
    )


def _refuse_if_rested_on(store: Store, action: ActionEntry, change: sqlite3.Row) -> None:
    later = _later_on_same_record(store, action, change["record"], None)
    if later is None:
        later = _row_resting_on(store, change["tbl"], change["record"])
    if later:
        raise _came_after(action, later)


def _came_after(action: ActionEntry, later: Later) -> Refused:
    return Refused(
        f"“{action.label}” cannot be undone: “{later.label}” came after it and rests on it"
        f"{later.where}. Undo that first."
    )


def _later(store: Store, row: sqlite3.Row, fields: frozenset[str] = frozenset()) -> Later:
    """Of a row of LATER."""
    at = when.show_moment(when.from_iso(row["at"]))
    return Later(row["label"], store.history.whole_name(row["tbl"], row["record"]), at, fields)


def _later_on_same_record(
    store: Store, action: ActionEntry, record: str, fields: Sequence[str] | None
) -> Later | None:
    rows = store.connection.execute(
        f"SELECT {LATER}, c.before, c.after FROM change AS c JOIN action AS a ON a.uid = c.action "
        f"WHERE c.record = ? AND {_SINCE} AND a.kind = 'act' AND {STANDS} {_LAST_FIRST}",
        [record, action.clock, action.uid],
    )
    for row in rows:
        before = json.loads(row["before"] or "{}")
        changed = frozenset(
            name  # of a group, what changed
            for name, value in json.loads(row["after"]).items()
            if name not in before or before[name] != value
        )
        if fields is None or changed.intersection(fields):
            return _later(store, row, changed)
    return None


def _row_resting_on(store: Store, table: str, record: str) -> Later | None:
    """The last action that made a row which still stands point to this one."""
    for child in AUDITED:
        for column, parent in pointing(store.connection, child):
            if parent != table:
                continue
            said = said_sql(child, column, "c.after")
            row = store.connection.execute(
                f"SELECT {LATER} FROM action AS a JOIN change AS c ON c.action = a.uid "
                f"JOIN {child} AS child ON child.uid = c.record "
                f"WHERE child.{column} = :record AND child.removed_at IS NULL "
                f"AND ({said} = :record AND a.kind <> 'undo' OR {PUT_BACK}) "
                f"{_LAST_FIRST} LIMIT 1",
                {"record": record},
            ).fetchone()
            if row:
                return _later(store, row)
    return None
