"""What the papers of planning are made of, read."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from db.areas.planning.wards import ward
from spoc_tui.casework.errors import NotFound
from spoc_tui.casework.planning.measured import measured
from spoc_tui.casework.planning.papers import PACK as WARD_PACK
from spoc_tui.casework.planning.papers import PilotFacts, PilotSite, WardFacts, WindowFacts
from spoc_tui.casework.planning.ward import Ward

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db.store import Store
    from spoc_tui.casework.kinds.paper import Paper
    from spoc_tui.casework.planning.pilot import Pilot, Site
    from spoc_tui.casework.planning.window import Window


def facts(
    store: Store, kind: str, reference: str, paper: Paper, year: int | None = None
) -> WindowFacts | PilotFacts:
    """The facts of a paper of a window or pilot, as of today."""
    record = store.declared(kind).get(reference).record
    if kind == "window":
        window = cast("Window", record)
        wards = tuple(_ward(store, name) for name in window.ward_names)
        asked = (one.organisation for one in window.parties if one.organisation)
        agreed = frozenset(
            one.uid for one in asked if store.organisations.get(one.uid).named_on is not None
        )
        return WindowFacts(paper, window, wards, agreed, store.today(), store.signed_for(paper))
    pilot = cast("Pilot", record)
    sites = tuple(_site(store, one) for one in pilot.sites)
    return PilotFacts(paper, pilot, sites, store.today(), store.signed_for(paper))


def pack_of(store: Store, names: Sequence[str]) -> WardFacts:
    """The facts of the pack of wards; NotFound where nothing is known of one."""
    return WardFacts(
        WARD_PACK,
        tuple(ward(store, name) for name in names),
        store.today(),
        store.signed_for(WARD_PACK),
    )


def _ward(store: Store, name: str) -> Ward:
    try:
        return ward(store, name)
    except NotFound:
        return Ward(name, (), (), (), (), store.today())


def _site(store: Store, one: Site) -> PilotSite:
    if one.window is None:
        return PilotSite(one, None, None)
    window = cast("Window", store.declared("window").get(one.window.uid).record)
    is_over = window.closes is not None and window.closes < store.today()
    return PilotSite(one, window, measured(window, store.days, is_over=is_over))
