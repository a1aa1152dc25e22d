"""Reads the facts that the papers of prescribing are made of."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from db.areas.prescribing.round import reached
from spoc_tui.casework.prescribing.papers import CARD, CardFacts, RequestFacts, ResourceFacts

if TYPE_CHECKING:
    from db.store import Store
    from spoc_tui.casework.kinds.paper import AreaPaper, Narrowed, Paper
    from spoc_tui.casework.prescribing.assurance import Assurance
    from spoc_tui.casework.prescribing.service import Service
    from spoc_tui.settings import Settings


def facts(
    store: Store, kind: str, reference: str, paper: Paper, year: int | None = None
) -> CardFacts | RequestFacts:
    """The facts of the card of a service, or of the request of an assurance, as of today."""
    record = store.declared(kind).get(reference).record
    if paper != CARD:
        asked = cast("Assurance", record)
        return RequestFacts(paper, asked, _services(store), store.today(), store.signed_for(paper))
    one = cast("Service", record)
    call = reached(store, one)
    rings = ", ".join(filter(None, (call.number, f"ask for {call.person}" if call.person else "")))
    organisation = store.organisations.get(one.read_as(one.organisation))
    return CardFacts(paper, one, organisation, rings, store.today(), store.signed_for(paper))


def area_facts(
    store: Store, paper: AreaPaper, of: Narrowed, settings: Settings | None = None
) -> ResourceFacts:
    """The services that there are, of one organisation where it is narrowed."""
    services, called = _services(store), ""
    if of.organisation:
        only = store.organisations.find(of.organisation)
        called = only.name
        services = tuple(one for one in services if one.read_as(one.organisation) == only.uid)
    uids = {one.read_as(one.organisation) for one in services}
    organisations = {uid: store.organisations.get(uid) for uid in uids}
    return ResourceFacts(
        paper, services, organisations, called, store.today(), store.signed_for(paper)
    )


def _services(store: Store) -> tuple[Service, ...]:
    """All, those that ended too: what was counted of them stays counted. By name."""
    found = cast("list[Service]", store.declared("service").page(limit=-1))
    return tuple(sorted(found, key=lambda one: (one.who, one.name, one.uid)))
