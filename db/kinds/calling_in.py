"""Who stands on a declared record to be told, by what the record says: put there as it begins, and
as that changes (db/areas/PACKAGE/calling_in.py says who).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from db.records.rooms import room_of
from spoc_tui.casework.records.kinds import PACKAGE_OF

if TYPE_CHECKING:
    from db.store import Store
    from spoc_tui.casework.kinds.act import Change
    from spoc_tui.casework.kinds.kind import Kind
    from spoc_tui.casework.kinds.party import Party
    from spoc_tui.casework.kinds.record import DeclaredRecord


def of(
    store: Store, kind: Kind[Any], before: DeclaredRecord | None, after: DeclaredRecord
) -> tuple[Party, ...]:
    """The parties of a record that are new, or other than they were."""
    if not kind.calls_in:
        return ()
    stand: list[Party] = _room_of(kind).who_stands(store, after)
    there = {one.key: one for one in before.parties} if before else {}
    wanted = {one.key for one in stand}
    new = [one for one in stand if one.key not in there]
    roles = {one.role for one in stand} | set(_called(kind))
    over = [
        replace(one, excused=NO_LONGER)
        for one in there.values()
        if one.role in roles and one.key not in wanted and _waits(one)
    ]
    again = [
        replace(there[key], excused="")
        for key in wanted
        if key in there and there[key].excused == NO_LONGER
    ]
    return (*new, *over, *again)


NO_LONGER = "not concerned, as the record says now"
"""Why somebody who was called in is not told."""


def with_who_stands(
    store: Store, kind: Kind[Any], before: DeclaredRecord, change: Change
) -> Change:
    """A change with who stands on the record by it."""
    if not any(name in change.values for name in kind.calls_in):
        return change
    after = replace(before, **change.values)
    return change._replace(then=(*change.then, *of(store, kind, before, after)))


def _called(kind: Kind[Any]) -> tuple[str, ...]:
    """The roles of those who are called in."""
    found: tuple[str, ...] = _room_of(kind).ROLES
    return found


def _room_of(kind: Kind[Any]) -> Any:
    return room_of(PACKAGE_OF[kind.code], "calling_in")


def _waits(one: Party) -> bool:
    return one.asked is None and one.told is None and not one.excused
