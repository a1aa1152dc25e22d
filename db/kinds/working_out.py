"""What follows from declared records by the calendar and the figures that change with the years,
worked out as they are written, and again where those change.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from datetime import date

    from db.connection import Connection
    from db.store import Store
    from spoc_tui.casework.kinds.act import Change
    from spoc_tui.casework.kinds.kind import Kind
    from spoc_tui.casework.kinds.record import R

COUNTED_BY = ("holiday", "dated_figure")
"""The tables from which what is worked out follows, beside the records."""


def is_worked_out(kind: Kind[Any]) -> bool:
    """Whether anything follows from the records of a kind so."""
    from spoc_tui.casework.kinds.kind import nothing_to_work_out

    return kind.works_out is not nothing_to_work_out


def of(store: Store, kind: Kind[R], one: R) -> dict[str, Any]:
    """What follows from a record, as far as it is not so yet."""
    from spoc_tui.casework.kinds.working_out import worked_out

    if not is_worked_out(kind):
        return {}
    return worked_out(kind, one, store.days, store.dated_figures.all())


def with_what_follows(store: Store, kind: Kind[R], before: R, change: Change) -> Change:
    """A change with what follows from it; its words say which days moved by that."""
    from spoc_tui.casework.kinds.working_out import moved_words

    if not is_worked_out(kind):
        return change
    follows = of(store, kind, kind.after(before, change.values))
    moved = moved_words(kind, before, follows)
    text = "; ".join(filter(None, (change.text, moved)))
    return change._replace(values={**change.values, **follows}, text=text)


class MovedDay(NamedTuple):
    """A day that follows from a record, and moved with what it is counted by."""

    reference: str
    what: str
    before: date
    after: date


def work_out_again(store: Store, why: str) -> list[MovedDay]:
    """Works it out again of all open records, within an action; returns the days that moved, of
    those that a record's page says.
    """
    from spoc_tui.casework.kinds.catalogue import all_kinds
    from spoc_tui.casework.kinds.fields import Day

    moved = list[MovedDay]()
    for kind in all_kinds():
        if not is_worked_out(kind):
            continue
        records = store.declared(kind.code)
        days = {n: its.label_within for n, its in kind.fields.items() if isinstance(its, Day)}
        shown = {name: label for name, label in days.items() if kind.fields[name].shown}
        for before in sorted(records.page(limit=-1, open_only=True), key=lambda one: one.uid):
            if not records.work_out_again(before.uid, why):
                continue
            after = records.by_uids([before.uid])[before.uid]
            for name, label in shown.items():
                was, now = getattr(before, name), getattr(after, name)
                if was != now and None not in (was, now):
                    moved.append(MovedDay(before.reference, label, was, now))
    return moved


def work_out_undone(store: Store, action_uid: str, why: str) -> None:
    """The same after an undo or redo of an action that touched what is counted by."""
    touched = store.connection.execute(
        "SELECT 1 FROM change WHERE action = ? AND tbl IN (SELECT value FROM json_each(?)) LIMIT 1",
        [action_uid, json.dumps(COUNTED_BY)],
    )
    if touched.fetchone() is not None:
        work_out_again(store, why)


def counts_by_touched(connection: Connection) -> bool:
    """Whether a join touched what is counted by."""
    names = json.dumps(COUNTED_BY)
    found = connection.execute(
        "SELECT 1 FROM temp.touched WHERE tbl IN (SELECT value FROM json_each(?)) LIMIT 1", [names]
    )
    return found.fetchone() is not None
