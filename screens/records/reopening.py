"""A closed record is opened again: for its own sake, or for an act that needs it open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screens.dialogs.confirm import ConfirmScreen
from screens.records.dialogs import reopen as ask
from screens.records.every_kind import shown
from spoc_tui.casework.records.references import in_full

if TYPE_CHECKING:
    from screens.dialogs.dialog import Typed
    from screens.records.acting_screen import ActingScreen
    from spoc_tui.casework.records.require import Closed
    from spoc_tui.casework.records.shape import RecordCase


async def reopen(screen: ActingScreen, case: RecordCase) -> bool:
    """Asks why, and reopens it; whether that was done."""
    also = shown(case.kind_code).reopening
    reference, records = in_full(case.record), screen.store.records_of(case.record.uid)

    def act(typed: Typed) -> str:
        after: RecordCase = records.reopen(case.record.uid, typed["reason"])
        return f"Reopened {reference}{shown(after.kind_code).stands_open(after)}."

    under_way = screen.subject  # what is typed here is none of its draft
    if under_way is not None:
        screen.subject = under_way._replace(act="reopen")
    try:
        return await screen.ask_until_done(lambda typed, error: ask(case, also, typed, error), act)
    finally:
        screen.subject = under_way


async def reopened(screen: ActingScreen, closed: Closed) -> bool:
    """Where an act was refused because the record is closed: offers to reopen it for the act."""
    question = ConfirmScreen(f"Reopen {closed.reference}?", f"{closed} It asks why, and goes on.")
    if not await screen.app.push_screen_wait(question):
        return False
    return await reopen(screen, screen.store.records_of(closed.uid).get(closed.uid))
