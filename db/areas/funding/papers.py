"""Reads the facts that the papers of money are made of."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, cast

from db.organisations.addressed import addressed
from spoc_tui.casework.council.council import Directorate, Team
from spoc_tui.casework.funding.papers import (
    BidFacts,
    MoneyFacts,
    Publisher,
    Recipient,
    year_of,
)
from spoc_tui.casework.organisations.profile import SizeBand
from spoc_tui.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterable

    from db.store import Store
    from spoc_tui.casework.funding.award import Award
    from spoc_tui.casework.funding.bid import Bid
    from spoc_tui.casework.funding.model import Model
    from spoc_tui.casework.kinds.paper import AreaPaper, Narrowed, Paper


USUAL = Settings()


def facts(
    store: Store, kind: str, reference: str, paper: Paper, year: int | None = None
) -> BidFacts:
    """The facts of the sheet of a bid."""
    bid = cast("Bid", store.declared(kind).get(reference).record)
    return BidFacts(bid, store.today(), store.signed_for(paper))


def area_facts(
    store: Store, paper: AreaPaper, of: Narrowed, settings: Settings = USUAL
) -> MoneyFacts:
    """The facts of a paper of the area, of one directorate or organisation where it is narrowed."""
    awards = cast("list[Award]", store.declared("award").page())
    directorates = _directorates(store)
    called = ""
    if of.organisation:
        organisation = store.organisations.find(of.organisation)
        called = organisation.name
        awards = [one for one in awards if one.read_as(one.organisation) == organisation.uid]
    if of.directorate:
        called = store.council.find_directorate(of.directorate).name
        awards = [
            one for one in awards if one.team and directorates.get(one.team.uid, "") == called
        ]
    if paper.for_groups:
        called = addressed(store, of).described
    bids = cast("list[Bid]", store.declared("bid").page())
    models = cast("list[Model]", store.declared("model").page(open_only=True))
    return MoneyFacts(
        paper,
        tuple(sorted(awards, key=lambda one: (one.last or date.max, one.subject, one.uid))),
        tuple(sorted(bids, key=lambda one: (one.closes_on or date.max, one.subject, one.uid))),
        tuple(sorted(models, key=lambda one: (one.place, one.what, one.uid))),
        _recipients(store, awards),
        directorates,
        called,
        of.year if of.year is not None else year_of(store.today()),
        Publisher(settings.publisher, settings.org_id, settings.grants_prefix),
        store.today(),
        store.signed_for(paper),
    )


def _recipients(store: Store, awards: Iterable[Award]) -> dict[str, Recipient]:
    found = {}
    for uid in {one.read_as(one.organisation) for one in awards}:
        its = store.organisations.get(uid)
        size = "" if its.size is SizeBand.UNKNOWN else its.size.words
        found[uid] = Recipient(its.name, its.identifiers, size)
    return found


def _directorates(store: Store) -> dict[str, str]:
    """By team, what its directorate is called."""
    names = {one.uid: one.name for one in store.council.listed(Directorate, retired=True)}
    return {
        one.uid: names.get(one.directorate_uid, "")
        for one in store.council.listed(Team, retired=True)
    }
