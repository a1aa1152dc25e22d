"""What a change corrects of what went out before, whichever way it is made: typed, by an act, or in
a row.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from db.kinds.looking_up import now_of
from db.kinds.reading import brought
from spoc_tui.casework.kinds.act import Change

if TYPE_CHECKING:
    from db.writing import Writing
    from spoc_tui.casework.kinds.kind import Kind
    from spoc_tui.casework.kinds.now import Now
    from spoc_tui.casework.kinds.record import DeclaredRecord


def with_corrections(
    store: Writing, kind: Kind[Any], before: DeclaredRecord, change: Change
) -> Change:
    """A change to a record, with what it corrects of what went out."""
    if kind.corrects is None:
        return change
    after = brought(store.connection, kind, replace(before, **change.values))
    more = kind.corrects(before, after, now_of(store))
    text = ", ".join(filter(None, (change.text, more.text)))
    values = {**change.values, **more.values}
    return change._replace(values=values, text=text, then=(*change.then, *more.then))


def of_new(kind: Kind[Any], new: DeclaredRecord, now: Now) -> Change:
    """What follows for what went out from a record that begins."""
    return Change() if kind.corrects is None else kind.corrects(None, new, now)
