"""Who is warned that listed land is to be sold: the groups of its ward, and its tenants."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from spoc_tui.casework.kinds.fields import Linked
from spoc_tui.casework.kinds.party import Party
from spoc_tui.casework.premises.disposal import Role
from spoc_tui.casework.premises.places import is_same_place
from spoc_tui.casework.text import compared

if TYPE_CHECKING:
    from db.store import Store
    from spoc_tui.casework.kinds.record import DeclaredRecord
    from spoc_tui.casework.premises.disposal import Disposal
    from spoc_tui.casework.premises.holding import Holding

ROLES = (Role.GROUP.value, Role.TENANT.value)
_IN_WARDS = """SELECT uid, name, ward FROM organisation
    WHERE ward <> '' AND state = 'active' AND removed_at IS NULL AND merged_into IS NULL
    ORDER BY folded, uid"""


def who_stands(store: Store, record: DeclaredRecord) -> list[Party]:
    """Those who are told that it is to be sold, the tenants first; an organisation once."""
    one = cast("Disposal", record)
    found = {
        each.uid: Party(role=Role.TENANT.value, organisation=each) for each in _tenants(store, one)
    }
    for uid, name in _groups(store, one.ward):
        found.setdefault(uid, Party(role=Role.GROUP.value, organisation=Linked(uid, name)))
    return list(found.values())


def _groups(store: Store, ward: str) -> list[tuple[str, str]]:
    """The active organisations of a ward, by name: uid and name."""
    if not ward:
        return []
    rows = store.connection.execute(_IN_WARDS).fetchall()
    return [(r["uid"], r["name"]) for r in rows if compared(r["ward"]) == compared(ward)]


def _tenants(store: Store, one: Disposal) -> list[Linked]:
    """Who has the building, or a part of it, by a lease, licence or hire that runs."""
    holdings = cast("list[Holding]", store.declared("holding").page(limit=-1, open_only=True))
    return [
        Linked(each.read_as(each.organisation), each.organisation.name)
        for each in reversed(holdings)
        if is_same_place(each.property, each.uprn, one.property, one.uprn)
    ]
