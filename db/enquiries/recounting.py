"""Whether the running dates were counted by this program and these standards, and if not, again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.council.remembered import recall, remember
from db.council.standards import STANDARDS_CHANGED
from spoc_tui import __version__

if TYPE_CHECKING:
    from db.enquiries.deadlines import MovedDeadline
    from db.store import Store

COUNTED_BY = "dates counted by"
"""What is remembered: by which program and standards the running dates were last counted."""


def recalculate_deadlines(store: Store) -> list[MovedDeadline]:
    """Calculates every running deadline again where the program or the standards are others than at
    the last start; no act of the officer's. Cheap where nothing changed: what counts is not loaded.
    """
    now = " ".join(map(str, (__version__, *store.standards.of_enquiries)))
    last = recall(store, COUNTED_BY)
    if last == now:
        return []
    others = last.partition(" ")[2] not in ("", now.partition(" ")[2])
    why = STANDARDS_CHANGED if others else "Counted again from what happened"
    with store.action("Counted the running dates again", kind="setup") as action:
        moved = store.deadlines.move_all(why)
        action.label += f": {len(moved)} moved"
    remember(store, COUNTED_BY, now)
    return moved
