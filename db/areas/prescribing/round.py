"""Reads whom to ring for room, with the numbers that there are."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from spoc_tui.casework.prescribing.round import ToRing, in_order, is_to_ring

if TYPE_CHECKING:
    from db.store import Store
    from spoc_tui.casework.prescribing.service import Service


def to_ring(store: Store) -> list[ToRing]:
    """The services that are to be asked for room today, in the order in which they are rung."""
    found = cast("list[Service]", store.declared("service").page(open_only=True, limit=-1))
    today = store.today()
    return in_order(reached(store, one) for one in found if is_to_ring(one, today))


def reached(store: Store, one: Service) -> ToRing:
    """A service with whom to ask for, and where: its own number, the person's, or the
    organisation's.
    """
    organisation = store.organisations.get(one.read_as(one.organisation))
    person, number = "", one.phone
    if one.contact is not None:
        its = [
            c for c in store.organisations.contacts(organisation.uid) if c.uid == one.contact.uid
        ]
        person = one.contact.name
        number = number or next((c.phone for c in its), "")
    return ToRing(one, person, number or organisation.phone)
