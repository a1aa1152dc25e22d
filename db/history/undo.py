"""Undo and redo: the history read backwards, itself written as a new action."""

from __future__ import annotations

import json
from collections.abc import Collection
from contextlib import AbstractContextManager, nullcontext, suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from db.changes import imported
from db.changes.desks import is_joined
from db.changes.imported import Range
from db.changes.shapes import change_now, current_columns
from db.changes.tables import DERIVED, LIST_COLUMNS
from db.connection import Row
from db.council.merging import point_on
from db.file.tuning import with_room
from db.history import later
from db.history.fold import merged
from db.history.folding import folded_without
from db.history.later import DependsElsewhere
from db.history.proposing import (
    ASK_ABOVE,
    UNDID,
    UndoProposal,
    acts_to_undo,
    is_last,
    propose_redo,
    propose_undo,
)
from db.kinds.working_out import work_out_undone
from db.records.kind_columns import NAMED_IN_DUE
from db.records.tables import CHANGE_DUE
from spoc_tui.casework.errors import NotFound, Refused
from spoc_tui.casework.history.history import ActionEntry
from spoc_tui.casework.records.field_words import field_words

if TYPE_CHECKING:
    from db.store import Store

MANY_ALIKE = 1_000
"""From this many rows on, those that were alike before are changed back together."""


class _Rehearsed(Exception):
    """It can be undone, and was not."""


def propose(store: Store, action_uid: str | None = None) -> UndoProposal:
    """What would be undone. One that is named is tried and given up again, so that what later rests
    on it is said (Refused) before anybody is asked; one of many records only when it is undone.
    """
    if action_uid is None:
        return propose_undo(store, _first_free(store).uid if is_joined(store.connection) else None)
    proposal = propose_undo(store, action_uid)
    if proposal.action.records <= ASK_ABOVE:
        _rehearse(store, proposal.action)
    return proposal


def undo(store: Store, action_uid: str | None = None) -> ActionEntry:
    """Takes an action back (by default the last in force); returns what it took back, under a
    label that says what stays of it as another desk has made it since.

    Raises Refused, naming the action in the way, where a later one that still stands has changed
    the same fields here, or rests on what this one made.
    """
    if action_uid is None and is_joined(store.connection):
        action_uid = _first_free(store).uid
    with store.action("Undid", kind="undo") as undoing:
        # Found within the transaction: another window may have undone it a moment ago.
        action = next(acts_to_undo(store, action_uid))
        with _room_for(store, action):
            left = _take_back(store, action, named=action_uid is not None)
        label = action.label
        if left:
            label += f", but for {', '.join(field_words(sorted(left)))}, changed at another desk"
        undoing.label, undoing.undoes = f"{UNDID}{label}", action.uid
    return replace(action, label=label)


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
            _take_back(store, action, named=False)
    return action


def _first_free(store: Store) -> ActionEntry:
    """The last act of this desk that is in force and can be undone, though other desks have gone on
    from later ones: what `u` offers can be undone. Where there is none, why the last cannot.
    """
    refused: Refused | None = None
    for action in acts_to_undo(store):
        try:
            _rehearse(store, action)
        except Refused as error:
            refused = refused or error
        else:
            return action
    raise refused or NotFound("There is nothing to undo.")


def _rehearse(store: Store, action: ActionEntry) -> None:
    """Undoes it and gives that up again; Refused where it cannot be undone."""
    with suppress(_Rehearsed), store.action("Tries to undo", kind="undo"):
        _take_back(store, action, named=True)
        raise _Rehearsed


def _room_for(store: Store, action: ActionEntry) -> AbstractContextManager[None]:
    many = action.records > MANY_ALIKE
    return with_room(store.connection) if many else nullcontext()


def _take_back(store: Store, action: ActionEntry, *, named: bool) -> frozenset[str]:
    """Changes back what an action changed; the columns that stay, since another desk has changed
    them: then what was changed back is made to fit those.
    """
    if not is_joined(store.connection):
        return _revert(store, action, named=named)
    from db.history.settling import Settling
    from db.history.touched import touching

    with touching(store.connection):
        left = _revert(store, action, named=named)
        store.connection.execute(
            "INSERT OR IGNORE INTO temp.touched (tbl, uid) SELECT tbl, record FROM change "
            "WHERE action = (SELECT uid FROM current_action)"
        )
        Settling(store, ()).settle()
    if left and not _has_changed_anything(store):
        raise DependsElsewhere(
            f"“{action.label}” cannot be undone: {', '.join(field_words(sorted(left)))} changed "
            "again since, at another desk, and nothing else is left of it."
        )
    return left


def _revert(store: Store, action: ActionEntry, *, named: bool) -> frozenset[str]:
    """Changes back what an action changed; the columns that stay, since another desk has changed
    them.
    """
    # Where nothing that stands was done since, nothing can rest on it: an import is undone fast.
    followed = not is_last(store, action, named=named)
    ranges = imported.of_action(store.connection, action.uid)
    many = action.records > MANY_ALIKE and not followed
    alike = _many_alike(store, action, ranges) if many else []
    others = "".join(" AND NOT (tbl = ? AND before IS ?)" for _ in alike)
    if ranges and _is_still_shown(store, action):
        raise Refused(f"“{action.label}” is still being shown. Try again in a moment.")
    if ranges and followed:
        later.refuse_if_built_on(store, action, list(ranges))
    found = store.connection.execute(
        f"SELECT * FROM change WHERE action = ?{others} ORDER BY id DESC",
        [action.uid, *(value for group in alike for value in group)],
    )
    rows = [change_now(row) for row in found]
    for table, before in alike:
        values = _as_before(store, table, before)
        store.connection.execute(
            f"UPDATE main.{table} SET {', '.join(f'{name} = ?' for name in values)} WHERE uid IN "
            "(SELECT record FROM change WHERE action = ? AND tbl = ? AND before IS ?)",
            [*values.values(), action.uid, table, before],
        )
        if table in CHANGE_DUE or table in NAMED_IN_DUE:
            store.change_due(table)
    joined, left = is_joined(store.connection), frozenset[str]()
    for change in rows:
        stays = _refuse(store, action, change, followed=followed)
        values = _as_before(store, change["tbl"], change["before"])
        if joined and change["before"] is not None:
            values |= _as_if_not_done(store, action, change, values)
        kept = {name: value for name, value in values.items() if name not in stays}
        store.update(change["tbl"], change["record"], kept)
        left |= stays
    for one in reversed(ranges):
        store.connection.execute(
            f"UPDATE main.{one.table} SET removed_at = ? WHERE id BETWEEN ? AND ? "
            "AND removed_at IS NULL",
            [store.now_text(), one.first, one.last],
        )
    if followed:
        for change in rows:
            later.refuse_if_twice(store, action, change)
            later.refuse_if_blocked(store, action, change)
            later.refuse_if_called_alike(store, action, change)
        _restate(store, action)
    point_on(store, [(change["tbl"], change["record"]) for change in rows])
    undone = f"“{action.label}” was undone"
    store.deadlines.move_undone(action.uid, undone)
    work_out_undone(store, action.uid, undone)
    return left


def _has_changed_anything(store: Store) -> bool:
    """Whether the action under way has changed something."""
    found = store.connection.execute(
        "SELECT 1 FROM change WHERE action = (SELECT uid FROM current_action) LIMIT 1"
    )
    return found.fetchone() is not None


def _refuse(store: Store, action: ActionEntry, change: Row, *, followed: bool) -> frozenset[str]:
    """Refused where a change cannot be changed back; the columns of it that stay as another desk
    has made them since.
    """
    if change["before"] is None:
        if followed:
            later.refuse_if_depended_on(store, action, change)
        return frozenset()
    removed_before = json.loads(change["before"]).get("removed_at", "")
    if followed and removed_before is None:
        later.refuse_if_there_again(store, action, change)
    stays = later.left_as_changed(store, action, change, later=followed)
    if followed:
        later.refuse_if_referenced(store, action, change)
        if removed_before:  # it was put back, and is taken away again
            later.refuse_if_depended_on(store, action, change)
    return stays


def _as_if_not_done(
    store: Store, action: ActionEntry, change: Row, values: dict[str, Any]
) -> dict[str, Any]:
    """Of the columns that an act changed and several desks may have, what they would be without it:
    what it knew of before may not be all that there was.
    """
    table, uid = change["tbl"], change["record"]
    several = {
        name: merged(store.row(table, uid)[name], json.loads(change["after"])[name], value)
        for name, value in values.items()
        if name in LIST_COLUMNS.get(table, ())
    }
    if action.kind != "act":
        return several
    without = folded_without(store.connection, table, uid, action.uid)
    if not without.made:  # the row was made by what is undone
        return several
    known = values.keys() & without.values.keys() - {"removed_at", *several}
    return several | {name: without.values[name] for name in known}


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
    values = current_columns(table, json.loads(before))
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
