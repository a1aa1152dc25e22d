"""What a row is by all that was ever changed of it, on whichever desk: the history folded up.

The changes of a row are taken in the order of their actions (clock, uid), and within an action as
they were made; of each column the later one stands. That gives the same row from the same actions,
in whatever order they came to be known.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from db.history.tables import SEVERAL, group_of

Values = dict[str, Any]


class Change(NamedTuple):
    """What an action changed of a row, as the history has it; `before` is None where it made it."""

    action: str
    kind: str
    before: str | None
    after: str


class Lost(NamedTuple):
    """A value that was overwritten by an action that did not know it."""

    column: str
    value: Any
    by: str
    """The uid of the action whose value stands instead."""
    of: str
    """The uid of the action whose value it was."""


@dataclass(slots=True)
class Folded:
    """What the history makes of a row."""

    values: Values
    """By column, but those that follow from others (tables.DERIVED)."""
    made: bool = False
    """Whether the history has its beginning."""
    removed_by: str | None = None
    """The uid of the undo that took it away, if one did."""
    said_by: dict[str, str] = field(default_factory=dict)
    """By column, the uid of the action whose value stands."""
    changed_by: list[str] = field(default_factory=list)
    """The uids of the acts that changed it after it was made."""
    lost: list[Lost] = field(default_factory=list)


def fold(table: str, changes: Iterable[Change], blank: Mapping[str, Any]) -> Folded:
    """Folds the changes of one row, in their order; `blank` is what its columns are that nothing
    was said of.
    """
    row = Folded(dict(blank))
    for change in changes:
        after = _columns(change.after)
        if change.before is None:
            _make(row, table, change, after, blank)
        else:
            _change(row, table, change, _columns(change.before), after)
    return row


_read = json.JSONDecoder().raw_decode  # made once: a join reads millions


def _columns(text: str) -> Values:
    """The columns of one side of a change; none where that was damaged, which the seals show."""
    try:
        values, _ = _read(text)
    except ValueError:
        return {}
    return values if isinstance(values, dict) else {}


def _make(row: Folded, table: str, change: Change, after: Values, blank: Mapping[str, Any]) -> None:
    """Made on a second desk as well, or anew after it was removed, it is there again; what that one
    left blank takes nothing away.
    """
    if row.made:
        said = dict.fromkeys(
            one
            for name, value in after.items()
            if not _same(value, blank.get(name))
            for one in group_of(table, name)
            if one in blank
        )
        after = {name: after.get(name, blank[name]) for name in said}
        after = {"removed_at": None, **_together(row, table, {}, after)}
        row.lost += _overwritten(row, table, change, {}, after)
    row.made, row.removed_by = True, None
    _set(row, change, after)


def _change(row: Folded, table: str, change: Change, before: Values, after: Values) -> None:
    several, taken = SEVERAL.get(table, ()), _together(row, table, before, after)
    if change.kind in ("undo", "redo"):
        # What another desk has made of it since is not the undo's to take away; nor half of it.
        still = {
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
            # What a redo takes away an act had taken away, which stands.
            row.removed_by = change.action if gone and change.kind == "undo" else None
    else:
        row.lost += _overwritten(row, table, change, before, taken)
        if "removed_at" in taken:
            row.removed_by = None
        if change.kind == "act":
            row.changed_by.append(change.action)
    _set(row, change, taken)


def _set(row: Folded, change: Change, values: Values) -> None:
    # Earlier shapes had columns that are no more, or that the history no longer keeps.
    known = values
    if not values.keys() <= row.values.keys():
        known = {name: value for name, value in values.items() if name in row.values}
    row.values.update(known)
    row.said_by.update(dict.fromkeys(known, change.action))


def _together(row: Folded, table: str, before: Values, after: Values) -> Values:
    """What a change makes of columns: of several values, those that there are with its own."""
    several = SEVERAL.get(table)
    if several is None:
        return after
    return {
        name: _merged(row.values.get(name), before.get(name), value) if name in several else value
        for name, value in after.items()
    }


def _overwritten(
    row: Folded, table: str, change: Change, before: Values, after: Values
) -> Iterator[Lost]:
    several = SEVERAL.get(table, ())
    for name, value in after.items():
        present = row.values.get(name)
        if name == "removed_at" or name in several:
            continue
        if _same(present, value) or _same(present, before.get(name)):
            continue
        if name in row.said_by:
            yield Lost(name, present, change.action, row.said_by[name])


def _same(one: Any, other: Any) -> bool:
    """Whether two values of a column say the same: what was blank when a row was made stands in no
    change.
    """
    return bool(one == other) or (one in (None, "") and other in (None, ""))


def _is_still(name: str, present: Any, before: Any) -> bool:
    if name == "removed_at":  # two desks remove it at different moments
        return (present is None) == (before is None)
    return _same(present, before)


def _merged(present: str | None, before: str | None, after: str | None) -> str | None:
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
