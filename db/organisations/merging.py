"""One organisation merged into another, or two kept apart for good: each one act, undone as one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from db.connection import Row
from db.organisations.rows import COLUMN_OF, COMMA
from db.records.survivors import above
from spoc_tui.casework.errors import Refused
from spoc_tui.casework.organisations.fields import organisation_typed
from spoc_tui.casework.organisations.merging import MergeSide, combined, require_mergeable, sides
from spoc_tui.casework.organisations.profile import SizeBand
from spoc_tui.casework.text import compared

if TYPE_CHECKING:
    from db.store import Store
    from spoc_tui.casework.organisations.organisation import Organisation


def merge(
    store: Store, survivor_uid: str, merged_uid: str, take: Mapping[str, str]
) -> Organisation:
    """Merges an organisation into another, field by field; returns the survivor.

    `take` says whose value of a field is kept (casework/organisations/merging.py), where it is not
    the usual one. What belongs to the merged one stays there, and is read through the survivor; its
    name becomes another name of the survivor. Refused for an organisation and its branch, or one
    that is merged already; BadInput for a field or side that there is not.
    """
    organisations = store.organisations
    with store.action("Merged organisations") as action:
        survivor, merged = organisations.get(survivor_uid), organisations.get(merged_uid)
        action.label = f"Merged {merged.name} into {survivor.name}"
        require_mergeable(
            survivor.name,
            merged.name,
            same=survivor.uid == merged.uid,
            states=(survivor.state, merged.state),
            related=survivor.uid in above(store.connection, merged.uid)
            or merged.uid in above(store.connection, survivor.uid),
        )
        chosen = sides(organisation_typed(survivor), organisation_typed(merged), take)
        ours, theirs = (store.row("organisation", one.uid) for one in (survivor, merged))
        values = _values(ours, theirs, chosen)
        follows = values.get("size") == "" and chosen["income"] is MergeSide.OURS
        if follows and merged.size is not SizeBand.UNKNOWN:
            values["size"] = merged.size.value  # from an income that is not taken
        store.update("organisation", survivor.uid, values)
        store.update("organisation", merged.uid, {"state": "merged", "merged_into": survivor.uid})
        known = {compared(other.name) for other in organisations.other_names(survivor.uid)}
        known.add(compared(organisations.get(survivor.uid).name))
        for name in (survivor.name, merged.name):
            if compared(name) not in known:
                organisations.add_other_name(survivor.uid, name)
    return organisations.get(survivor.uid)


def keep_apart(store: Store, one_uid: str, other_uid: str) -> None:
    """Says of two organisations that they are not the same; Refused where they are already."""
    with store.action("Kept organisations apart") as action:
        organisations = store.organisations
        one, other = (
            organisations.get(organisations.survivor_of(uid)) for uid in (one_uid, other_uid)
        )
        action.label = f"Kept {one.name} and {other.name} apart"
        if one.uid == other.uid:
            raise Refused(f"{one.name} cannot be kept apart from itself: name another.")
        first, second = sorted((one.uid, other.uid))
        if store.connection.execute(
            "SELECT 1 FROM apart WHERE one = ? AND other = ? AND removed_at IS NULL",
            [first, second],
        ).fetchone():
            raise Refused(f"{one.name} and {other.name} are kept apart already.")
        store.put("apart", {"one": first, "other": second, "decided_at": store.now_text()})


def _values(ours: Row, theirs: Row, chosen: Mapping[str, MergeSide]) -> dict[str, Any]:
    """The columns of the survivor that the merge changes."""
    values: dict[str, Any] = {}
    for field, side in chosen.items():
        column = COLUMN_OF.get(field, field)
        if side is MergeSide.THEIRS:
            values[column] = theirs[column]
        elif side is MergeSide.BOTH:
            between = "\n\n" if field == "notes" else COMMA
            both = (text.split(between) if text else () for text in (ours[column], theirs[column]))
            values[column] = between.join(combined(*both))
    return values
