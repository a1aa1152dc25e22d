"""What is refused of a declared record for what else is there, or was changed meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from db.kinds.columns import to_columns
from db.kinds.reading import read_records
from spoc_tui.casework.errors import ChangedMeanwhile, Refused
from spoc_tui.casework.kinds.values import column_of, described
from spoc_tui.casework.text import compared

if TYPE_CHECKING:
    from db.connection import Connection
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


def refuse_if_called_so(
    connection: Connection, kind: Kind[Any], new: DeclaredRecord, values: Values
) -> None:
    """Refuses what tells an open record apart where another has it."""
    name = kind.distinct
    if not name or name not in values:
        return
    wanted = compared(getattr(new, name))
    open_ones = "r.closed_at IS NULL ORDER BY r.began_at DESC, r.uid DESC"
    for one in read_records(connection, kind, open_ones, whole=False):
        if one.uid != new.uid and compared(getattr(one, name)) == wanted:
            raise Refused(
                f"There is a {kind.called} {getattr(one, name)} already: {one.reference}."
            )


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
