"""Reads the facts that the papers of co-design are made of."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from db.organisations.unnamed import named_and_not
from spoc_tui.casework.codesign.papers import (
    BRIEFED,
    BriefedFacts,
    EventsFacts,
    InvitationFacts,
)

if TYPE_CHECKING:
    from db.store import Store
    from spoc_tui.casework.codesign.briefing import Briefing
    from spoc_tui.casework.codesign.event import Event
    from spoc_tui.casework.codesign.invitation import Invitation
    from spoc_tui.casework.kinds.paper import AreaPaper, Narrowed, Paper
    from spoc_tui.settings import Settings


def facts(
    store: Store, kind: str, reference: str, paper: Paper, year: int | None = None
) -> InvitationFacts:
    """The facts of a paper of an invitation, as of today."""
    one = cast("Invitation", store.declared(kind).get(reference).record)
    organisations = {each.organisation for each in one.parties if each.organisation}
    organisations |= {each.organisation for each in one.voices if each.organisation}
    named, unnamed = named_and_not(store, (each.uid for each in organisations))
    contacts = {each.contact.name for each in one.parties if each.contact}
    called = {each.called for each in one.parties if each.called}
    people = sorted(contacts | called, key=lambda name: (-len(name), name))
    return InvitationFacts(
        paper, one, named, unnamed, tuple(people), store.today(), store.signed_for(paper)
    )


def area_facts(
    store: Store, paper: AreaPaper, of: Narrowed, settings: Settings | None = None
) -> EventsFacts | BriefedFacts:
    """The events to come; or the briefings, of one directorate where it is narrowed."""
    today = store.today()
    if paper != BRIEFED:
        found = cast("list[Event]", store.declared("event").page(open_only=True, limit=-1))
        its = sorted(
            (one for one in found if one.day >= today and one.attended is None),
            key=lambda one: (one.day, one.when.at is not None, one.when.at, one.uid),
        )
        return EventsFacts(paper, tuple(its), store.now(), today, store.signed_for(paper))
    briefings = cast("list[Briefing]", store.declared("briefing").page(limit=-1))
    briefings.sort(key=lambda one: (one.on, one.uid), reverse=True)
    only = store.council.find_directorate(of.directorate) if of.directorate else None
    directorates = [
        (each.name, tuple(one for one in briefings if one.directorate.uid == each.uid))
        for each in ([only] if only else store.council.directorates())
    ]
    return BriefedFacts(
        paper, tuple(directorates), only.name if only else "", today, store.signed_for(paper)
    )
