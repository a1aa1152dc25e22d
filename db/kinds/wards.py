"""The ward of a declared record that is somewhere: that of its postcode, where none is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from db.store import Store
    from spoc_tui.casework.kinds.act import Values
    from spoc_tui.casework.kinds.kind import Kind
    from spoc_tui.casework.kinds.record import DeclaredRecord


def ward_that_follows(
    store: Store, kind: Kind[Any], before: DeclaredRecord | None, values: Values
) -> dict[str, str]:
    """The ward of a new postcode, where none is given, and none is known or it only followed from
    the old one; nothing where it is not known, or the kind has no such fields.
    """
    fields = kind.fields
    if "ward" not in fields or "postcode" not in fields:
        return {}
    postcode = values.get("postcode", "")
    if not postcode or values.get("ward"):
        return {}
    ward = store.postcodes.ward_of(postcode)
    stood = getattr(before, "ward", "")
    follows = not stood or stood == store.postcodes.ward_of(getattr(before, "postcode", ""))
    return {"ward": ward} if ward and follows else {}
