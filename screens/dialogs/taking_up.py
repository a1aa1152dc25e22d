"""A draft is gone on with by one window: where another types it, it is looked at or taken over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screens.dialogs.half_typed import HalfTyped, Subject
from screens.dialogs.menu import MenuItem, MenuScreen
from spoc_tui.casework.errors import HeldElsewhere, StorageFailed

if TYPE_CHECKING:
    from textual.app import App

    from db.records.drafts import Draft
    from db.store import Store

LOOK, TAKE_OVER, ANEW = "look", "take over", "anew"
HELD = "This is being typed in another window"
HELD_ITEMS = (
    MenuItem("l", LOOK, "Look at it; it goes on there"),
    MenuItem("t", TAKE_OVER, "Take it over; the other window saves nothing more of it"),
)
BEGIN_ANEW = MenuItem("a", ANEW, "Begin anew here; that one stays as it is")


async def half_typed(app: App[None], store: Store, of: Subject) -> HalfTyped | None:
    """The draft of a dialog, held by this window; None where the officer leaves it to another."""
    found = store.drafts.of_act(of.record, of.act, of.kind.code)
    if found is None:
        return HalfTyped(store, of)
    how = await taken_up(app, store, found, anew=True)
    if how is None:
        return None
    if how == ANEW:
        return HalfTyped(store, of)
    as_it_is = store.drafts.get(found.uid)
    return HalfTyped(store, of, as_it_is, only_shown=how == LOOK)


async def taken_up(app: App[None], store: Store, draft: Draft, *, anew: bool = False) -> str | None:
    """TAKE_OVER where this window holds the draft from now on, LOOK where it is only shown here,
    ANEW where it is left alone; None where the officer leaves. Asks where another window types it;
    `anew` is offered where the same may be typed twice.
    """
    try:
        store.drafts.take_up(draft.uid)
        return TAKE_OVER
    except HeldElsewhere:
        items = (*HELD_ITEMS, BEGIN_ANEW) if anew else HELD_ITEMS
        chosen = await app.push_screen_wait(MenuScreen(HELD, items))
    except StorageFailed:  # nothing can be written now: it stays as it is
        return ANEW
    if chosen == TAKE_OVER:
        store.drafts.take_up(draft.uid, over=True)
    return chosen
