"""A record may be the answer of an organisation that was asked on another: what it copies of the
organisation as it begins, and that it is put down there that it answered.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from db.connection import by_name
from db.records.survivors import survivor, with_merged

if TYPE_CHECKING:
    from db.store import Store
    from db.writing import Writing
    from spoc_tui.casework.kinds.act import Values
    from spoc_tui.casework.kinds.kind import Kind
    from spoc_tui.casework.kinds.record import DeclaredRecord

_SURVIVOR = f"SELECT {survivor('o')} AS uid FROM organisation AS o WHERE o.uid = ?"
_ASKED = f"""SELECT uid, asked FROM party WHERE record = ? AND asked IS NOT NULL
    AND answered IS NULL AND removed_at IS NULL
    AND organisation IN {with_merged("?")} ORDER BY asked, uid"""


def copied(store: Store, kind: Kind[Any], values: Values) -> dict[str, Any]:
    """What a record copies of its organisation as it stands, where that is among the values."""
    of = values.get("organisation")
    if not kind.copies or "organisation" not in values:
        return {}
    if of is None:
        return {name: kind.fields[name].blank for name in kind.copies}
    its = store.organisations.get(of.uid)
    return {name: getattr(its, name) for name in kind.copies}


def put_down(store: Writing, kind: Kind[Any], one: DeclaredRecord) -> None:
    """Those who were asked on what a record answers, and whose answer it is, have answered; within
    an action.
    """
    if not kind.answers or one.organisation is None or one.day is None:
        return
    to = getattr(one, kind.answers)
    whose = store.connection.execute(_SURVIVOR, [one.organisation.uid]).fetchone()[0]
    for row in by_name(store.connection.execute(_ASKED, [to.uid, whose])):
        answered = max(one.day.isoformat(), row["asked"])
        store.update("party", row["uid"], {"answered": answered, "excused": ""})
