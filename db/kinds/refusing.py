"""Refuses an act on a declared record for other records, or for what was changed meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from db.kinds.columns import to_columns
from db.kinds.reading import read_records
from spoc_tui.casework.errors import BadInput, ChangedMeanwhile, Refused
from spoc_tui.casework.kinds.fields import Rows
from spoc_tui.casework.kinds.values import column_of, described
from spoc_tui.casework.organisations.closed import require_active, require_ended
from spoc_tui.casework.text import compared, with_article

if TYPE_CHECKING:
    from datetime import date

    from db.connection import Connection
    from db.store import Store
    from spoc_tui.casework.kinds.act import Values
    from spoc_tui.casework.kinds.kind import Kind
    from spoc_tui.casework.kinds.record import DeclaredRecord


def refuse_if_there(connection: Connection, kind: Kind[Any], new: DeclaredRecord) -> None:
    """Refuses a second record of what there is once."""
    once = kind.once
    if not once:
        return
    own = to_columns(kind.record, {name: getattr(new, name) for name in once})
    where = " AND ".join(f"r.{column} = ?" for column in own)
    for there in read_records(connection, kind, f"{where} ORDER BY r.uid LIMIT 1", [*own.values()]):
        instead = "Change that one." if there.is_open else "Open that one again."
        raise Refused(
            f"{there.reference} is that already: {there.subject}, {there.status.words}. {instead}"
        )


def refuse_if_taken(
    connection: Connection, kind: Kind[Any], before: DeclaredRecord | None, after: DeclaredRecord
) -> None:
    """Refuses to put a record where another is that belongs to the same; where it was, it stays."""
    if kind.place is None:
        return
    link, of, taken = kind.place
    belongs_to, place = getattr(after, link), of(after)
    if place is None:
        return
    if before is not None and (getattr(before, link), of(before)) == (belongs_to, place):
        return
    where = f"r.{column_of(link)} = ? AND r.uid <> ? ORDER BY r.began_at, r.uid"
    for other in read_records(connection, kind, where, [belongs_to.uid, after.uid], whole=False):
        if of(other) == place:
            raise Refused(taken(after, other))


def refuse_if_closed(
    store: Store, kind: Kind[Any], before: DeclaredRecord | None, after: DeclaredRecord
) -> None:
    """Refuses a row by which an organisation that is closed goes on taking part, unless it has been
    there until then: it may have closed since; and a new record of what only an active one has.
    """
    whose = getattr(after, kind.of_active) if kind.of_active and before is None else None
    if whose is not None:
        state = store.organisations.get(whose.uid).state
        require_active(whose.name, state, kind.called, kind.of_active)
    for field in kind.fields.values():
        if not isinstance(field, Rows) or not {"organisation", "term"} <= {*dir(field.of)}:
            continue
        stood = {_seat(row) for row in getattr(before, field.name, ())}
        for row in getattr(after, field.name):
            if row.organisation is not None and _seat(row) not in stood:
                its = store.organisations.get(row.organisation.uid)
                require_ended(row.organisation.name, its.state, row.term.ends)


def _seat(row: Any) -> tuple[str, date | None]:
    return row.organisation.uid if row.organisation else "", row.term.ends


def refuse_if_called_so(
    connection: Connection, kind: Kind[Any], before: DeclaredRecord | None, after: DeclaredRecord
) -> None:
    """Refuses what tells an open record apart where another open one has it, and its shorter name
    where any has it: numbers that were given out begin with that. What one was called, it may stay
    called.
    """
    if not kind.distinct:
        return
    begins = before is None or not before.is_open
    names = [
        name
        for name in (kind.distinct, kind.short)
        if name and (begins or getattr(before, name) != getattr(after, name))
    ]
    keys = {kind.distinct: kind.compares, kind.short: compared}
    wanted = {name: said for name in names if (said := keys[name](getattr(after, name)))}
    if not wanted or not after.is_open:
        return
    there = "1 ORDER BY r.began_at DESC, r.uid DESC"
    for one in read_records(connection, kind, there, whole=False, reads=False):
        if one.uid == after.uid:
            continue
        for name, said in wanted.items():
            if keys[name](getattr(one, name)) != said or (name != kind.short and not one.is_open):
                continue
            if name != kind.short:
                raise Refused(
                    f"There is {with_article(kind.called)} {getattr(one, name)} already: "
                    f"{one.reference}."
                )
            label = kind.fields[name].label
            raise BadInput(
                f"{label}: {getattr(one, name)} is that of {one.subject} ({one.reference}) "
                "already. Choose other letters, or change them there first.",
                field=name,
            )


def called_so_before(connection: Connection, kind: Kind[Any], new: DeclaredRecord) -> str:
    """“MC/26/0184 was there before: SEC-26-0001, dropped.” of the last that is closed; blank where
    none was, or values of the kind are one only as they are written.
    """
    if not kind.distinct or kind.compares is compared:
        return ""
    key = kind.compares(getattr(new, kind.distinct))
    closed = "r.closed_at IS NOT NULL ORDER BY r.began_at DESC, r.uid DESC"
    for one in read_records(connection, kind, closed, whole=False, reads=False):
        called = getattr(one, kind.distinct)
        if kind.compares(called) == key:
            return f"{called} was there before: {one.reference}, {one.status.words}."
    return ""


def refuse_if_changed_since(
    kind: Kind[Any], one: DeclaredRecord, shown: DeclaredRecord, values: Values
) -> None:
    """Refuses to write over what another window has changed since it was `shown`."""
    meanwhile = []
    for name, value in values.items():
        stands = getattr(one, name)
        if stands not in (getattr(shown, name), value):
            field = kind.fields[name]
            meanwhile.append(f"{field.label}, to {described(field, stands) or 'blank'}")
    if meanwhile:
        raise ChangedMeanwhile(one.reference, meanwhile)
