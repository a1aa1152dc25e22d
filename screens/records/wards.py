"""The wards that are shown of a record or an organisation, each with a page of its own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from screens.records.opening import place

if TYPE_CHECKING:
    from db.store import Store
    from screens.base import OfficerScreen


def wards_of(store: Store, record: Any) -> Sequence[str]:
    """Those that a record names, else that of its organisation."""
    its = getattr(record, "ward_names", ()) or filter(None, [getattr(record, "ward", "")])
    found = [*its]
    if not found and (uid := getattr(record, "organisation_uid", None)):
        found = [*filter(None, [store.organisations.get(uid).ward])]
    return found


async def open_ward(screen: OfficerScreen, wards: Sequence[str]) -> None:
    """Opens the page of one of them; asks which where there are several."""
    from screens.dialogs.menu import MenuScreen, numbered

    chosen: str | None = wards[0] if wards else None
    if len(wards) > 1:
        items = numbered((name, name) for name in wards)
        chosen = await screen.app.push_screen_wait(MenuScreen("Which ward", items))
    if chosen is not None:
        screen.app.push_screen(place("ward", chosen))
