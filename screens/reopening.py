"""A closed record is opened again: for its own sake, or for an act that needs it open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screens.confirm import ConfirmScreen
from spoc_tui.casework import when
from spoc_tui.casework.enquiries import Case

if TYPE_CHECKING:
    from screens.base import OfficerScreen
    from screens.dialog import Typed
    from spoc_tui.casework.acts import AnyCase
    from spoc_tui.casework.records.require import Closed


async def reopen(screen: OfficerScreen, case: AnyCase) -> bool:
    """Asks why, and reopens it; whether that was done."""
    from screens.record_dialogs import reopen as ask

    reference, records = case.record.reference, screen.store.records_of(case.record.uid)

    def act(typed: Typed) -> str:
        after: AnyCase = records.reopen(case.record.uid, typed["reason"])
        if isinstance(after, Case):
            by = when.show_day(after.enquiry.answer_by)
            return f"Reopened {reference}; answer by {by}."
        return f"Reopened {reference}: {after.record.status.words}."

    under_way = screen.subject  # what is typed here is none of its draft
    if under_way is not None:
        screen.subject = under_way._replace(act="reopen")
    try:
        return await screen.ask_until_done(lambda typed, error: ask(case, typed, error), act)
    finally:
        screen.subject = under_way


async def reopened(screen: OfficerScreen, closed: Closed) -> bool:
    """Where an act was refused because the record is closed: offers to reopen it for the act."""
    question = ConfirmScreen(f"Reopen {closed.reference}?", f"{closed} It asks why, and goes on.")
    if not await screen.app.push_screen_wait(question):
        return False
    return await reopen(screen, screen.store.records_of(closed.uid).get(closed.uid))
