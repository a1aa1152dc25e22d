"""Finds the organisations that a paper goes to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.organisations.reading import IN_LISTS, narrowed_by
from spoc_tui.casework.errors import NotFound
from spoc_tui.casework.organisations.addressed import Addressed, Addressee, described
from spoc_tui.casework.organisations.profile import SizeBand

if TYPE_CHECKING:
    from db.store import Store
    from spoc_tui.casework.kinds.paper import Narrowed


def addressed(store: Store, of: Narrowed) -> Addressed:
    """Those of the tag, size and ward, but for what is no longer active; by name. NotFound where
    there is none.
    """
    size = SizeBand.read(of.size, field="size") if of.size else None
    tag, ward = of.tag.strip().lower(), of.ward.strip()
    where, values = narrowed_by(tag, size, ward)
    rows = store.connection.execute(
        "SELECT o.uid, o.name, o.email FROM organisation AS o "
        f"WHERE {IN_LISTS} AND o.state = 'active' AND {where} ORDER BY o.folded, o.uid",
        values,
    ).fetchall()
    words = described(tag, str(size or ""), ward)
    if not rows and words:
        raise NotFound(
            f"No active organisation is of {words}. Leave one out, or put it on their pages first.",
            field="tag" if tag else "size" if size else "ward",
        )
    return Addressed(words, tuple(Addressee(row["uid"], row["name"], row["email"]) for row in rows))
