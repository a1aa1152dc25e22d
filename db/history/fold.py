"""What a row is by all that was ever changed of it, on whichever desk: the history folded up.

The changes of a row are taken in the order of their actions (clock, uid), and within an action as
they were made; of each column the later one is kept. That gives the same row from the same actions,
in whatever order they came to be known.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from db.changes.shapes import current_columns
from db.changes.tables import LIST_COLUMNS, group_of

ColumnValues = dict[str, Any]


class RowChange(NamedTuple):
    """The change of a row by an action, in the history; `before` is None where it made it."""

    action: str
    kind: str
    before: str | None
    after: str
    undoes: str | None = None
    """The action that it took back, of an undo or redo."""


class Lost(NamedTuple):
    """A value that was overwritten by an action that did not know it."""

    column: str
    value: Any
    by: str
    """The uid of the action whose value is kept instead."""
    of: str
    """The uid of the action whose value it was."""


class Undone(NamedTuple):
    """A column that an undo took back: which act had set it, and whose value counted then."""

    act: str
    set_by: str


@dataclass(slots=True)
class Folded:
    """A row as the history makes it."""

    values: ColumnValues
    """By column, but those that follow from others (tables.DERIVED)."""
    made: bool = False
    """Whether the history has its beginning."""
    removed_by: str | None = None
    """The uid of the undo that took it away, if one did."""
    set_by: dict[str, str] = field(default_factory=dict)
    """By column, the uid of the action whose value is kept."""
    changed_by: list[str] = field(default_factory=list)
    """The uids of the acts that changed it after it was made."""
    undone: dict[tuple[str, str], Undone] = field(default_factory=dict)
    """By undo and column, what it took back."""
    lost: list[Lost] = field(default_factory=list)


def fold(table: str, changes: Iterable[RowChange], blank: Mapping[str, Any]) -> Folded:
    """Folds the changes of one row, in their order; `blank` is what its columns are that nothing
    was said of.
    """
    row, seen = Folded(dict(blank)), list[RowChange]()
    for change in changes:
        after = _columns(table, change.after)
        if change.before is None:
            _make(row, table, change, after, blank)
        else:
            before = _columns(table, change.before)
            if change.kind in ("undo", "redo"):
                _take_back(row, table, change, before, after, seen, blank)
            else:
                _change(row, table, change, before, after)
        seen.append(change)
    return row


def without(table: str, changes: Iterable[RowChange], act: str, blank: Mapping[str, Any]) -> Folded:
    """A row as it would be if an act had not been done: without it, its undos and their redos; and
    without what was itself taken back, whose undo would else bring the act's values with it.
    """
    changes = tuple(changes)
    gone, left = {act, *_taken_back(changes)}, list[RowChange]()
    for change in changes:
        if change.action in gone or change.undoes in gone:
            gone.add(change.action)
        else:
            left.append(change)
    return fold(table, left, blank)


def _taken_back(changes: Iterable[RowChange]) -> set[str]:
    """The acts of which an undo is the last word."""
    act_of, undone = dict[str, str](), set[str]()
    for change in changes:
        if change.undoes is not None:
            act = act_of[change.action] = act_of.get(change.undoes, change.undoes)
            (undone.add if change.kind == "undo" else undone.discard)(act)
    return undone


_read = json.JSONDecoder().raw_decode  # made once: a join reads millions


def _columns(table: str, text: str) -> ColumnValues:
    """The columns of one side of a change; none where that was damaged, which the seals show."""
    try:
        values, _ = _read(text)
    except ValueError:
        return {}
    return current_columns(table, values) if isinstance(values, dict) else {}


def _make(
    row: Folded, table: str, change: RowChange, after: ColumnValues, blank: Mapping[str, Any]
) -> None:
    """Made on a second desk as well, or anew after it was removed, it is there again; what that one
    left blank takes nothing away.
    """
    if row.made:
        values_set = dict.fromkeys(
            one
            for name, value in after.items()
            if not _same(value, blank.get(name))
            for one in group_of(table, name)
            if one in blank
        )
        after = {name: after.get(name, blank[name]) for name in values_set}
        after = {"removed_at": None, **_together(row, table, {}, after)}
        row.lost += _overwritten(row, table, change, {}, after)
    row.made, row.removed_by = True, None
    _set(row, change, after)


def _change(
    row: Folded, table: str, change: RowChange, before: ColumnValues, after: ColumnValues
) -> None:
    taken = _together(row, table, before, after)
    # Where every column stands as the change knew it, nothing is overwritten: mostly it is so.
    if not (before.items() <= row.values.items() and after.keys() <= before.keys()):
        row.lost += _overwritten(row, table, change, before, taken)
    if "removed_at" in taken:
        row.removed_by = None
    if change.kind == "act":
        row.changed_by.append(change.action)
    _set(row, change, taken)


def _take_back(
    row: Folded,
    table: str,
    change: RowChange,
    before: ColumnValues,
    after: ColumnValues,
    seen: Sequence[RowChange],
    blank: Mapping[str, Any],
) -> None:
    """An undo or redo. What another desk has made of a column since is not its to take away, nor
    half of what is one fact; and where what it takes back is still there, there comes what
    would be there without it, of which the desk that undid it may not have known.
    """
    several, taken = LIST_COLUMNS.get(table, ()), _together(row, table, before, after)
    own = {
        name
        for name in taken.keys() & row.values.keys() - {"removed_at", *several}
        if _still_stands(row, change, name)
    }
    still = own | {
        name
        for name in taken
        if name in several or _is_still(name, row.values.get(name), before.get(name))
    }
    taken = {
        name: value
        for name, value in taken.items()
        if still.issuperset(taken.keys() & set(group_of(table, name)))
    }
    if "removed_at" in taken:
        gone = taken["removed_at"] is not None
        # What a redo takes away an act in force had taken away.
        row.removed_by = change.action if gone and change.kind == "undo" else None
    own &= taken.keys()
    if change.kind == "redo":
        _set(row, change, taken)
        row.set_by.update({name: row.undone[change.undoes or "", name].act for name in own})
        return
    other = without(table, seen, change.undoes or "", blank) if own else row
    # Of what nobody else said anything, and of a row made by what is taken back, the undo itself
    # has what it was.
    values_set = {name: other.values[name] for name in own if other.made and other.set_by.get(name)}
    _set(row, change, taken | values_set)
    row.set_by.update({name: other.set_by[name] for name in values_set})
    for name in own:
        row.undone[change.action, name] = Undone(change.undoes or "", row.set_by[name])


def _still_stands(row: Folded, change: RowChange, name: str) -> bool:
    """Whether what an undo or redo takes back is what is in a column."""
    undoes = change.undoes or ""
    if change.kind == "undo":
        return row.set_by.get(name) == undoes
    undone = row.undone.get((undoes, name))
    return undone is not None and undone.set_by == row.set_by.get(name)


def _set(row: Folded, change: RowChange, values: ColumnValues) -> None:
    # Earlier shapes had columns that are no more, or that the history no longer keeps.
    known = values
    if not values.keys() <= row.values.keys():
        known = {name: value for name, value in values.items() if name in row.values}
    row.values.update(known)
    row.set_by.update(dict.fromkeys(known, change.action))


def _together(row: Folded, table: str, before: ColumnValues, after: ColumnValues) -> ColumnValues:
    """The values that a change makes of columns: of several values, those that there are with its
    own.
    """
    several = LIST_COLUMNS.get(table)
    if several is None:
        return after
    return {
        name: merged(row.values.get(name), before.get(name), value) if name in several else value
        for name, value in after.items()
    }


def _overwritten(
    row: Folded, table: str, change: RowChange, before: ColumnValues, after: ColumnValues
) -> Iterator[Lost]:
    several = LIST_COLUMNS.get(table, ())
    for name, value in after.items():
        present = row.values.get(name)
        if name == "removed_at" or name in several:
            continue
        if _same(present, value) or _same(present, before.get(name)):
            continue
        if name in row.set_by:
            yield Lost(name, present, change.action, row.set_by[name])


def _same(one: Any, other: Any) -> bool:
    """Whether two values of a column say the same: what was blank when a row was made is in no
    change.
    """
    return bool(one == other) or (one in (None, "") and other in (None, ""))


def _is_still(name: str, present: Any, before: Any) -> bool:
    if name == "removed_at":  # two desks remove it at different moments
        return (present is None) == (before is None)
    return _same(present, before)


def merged(present: str | None, before: str | None, after: str | None) -> str | None:
    """Several values with commas between: what was added comes to what there is, what was taken
    away goes.
    """
    if _same(present, before):
        return after
    there, was, now = (_parts(text) for text in (present, before, after))
    kept = [part for part in there if part in now or part not in was]
    added = [part for part in now if part not in was and part not in kept]
    return ", ".join((*kept, *added))


def _parts(text: str | None) -> list[str]:
    return [part for part in map(str.strip, (text or "").split(",")) if part]
