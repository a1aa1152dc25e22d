"""The acts that there are on a record of every kind: ask, then act."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from screens.records import dialogs as ask
from screens.records.opening import page_of
from spoc_tui.casework.dates import when
from spoc_tui.casework.errors import BadInput, Refused
from spoc_tui.casework.records.references import in_full

if TYPE_CHECKING:
    from screens.dialogs.dialog import Typed
    from screens.records.record_screen import RecordScreen
    from spoc_tui.casework.records.shape import RecordCase


C = TypeVar("C", bound="RecordCase")


def as_it_is(screen: RecordScreen, case: C) -> C:
    """The case as it stands now: what a dialog begins with, each time that it is asked."""
    uid = case.record.uid
    stands: C = screen.store.records(case.kind_code).get(uid)
    return stands


async def note(screen: RecordScreen, case: RecordCase) -> None:
    """A line on the timeline."""
    reference = in_full(case.record)
    uid = case.record.uid

    def act(typed: Typed) -> str:
        screen.store.records_of(uid).note(uid, typed["text"])
        return f"Saved the note on {reference}."

    await screen.ask_until_done(lambda typed, error: ask.note(case, typed, error), act)


async def promise(screen: RecordScreen, case: RecordCase) -> None:
    """A new promise or follow-up, or what became of one."""
    reference, promises = in_full(case.record), screen.store.promises
    uid = case.record.uid

    def act(typed: Typed) -> str:
        what, _, number = typed.get("what", "new").partition("-")
        if what == "kept" and (typed["text"].strip() or typed["by"].strip()):
            raise BadInput(
                "Kept takes no text and no date. To promise something new, choose Promise.",
                field="what",
            )
        if what == "kept" and number.isdigit():
            promises.keep(uid, int(number))
            return f"Saved: promise {number} of {reference} is kept."
        if what == "withdraw" and number.isdigit():
            promises.withdraw(uid, int(number), typed["text"])
            return f"Saved: promise {number} of {reference} is withdrawn."
        if what not in ("new", "follow"):
            raise BadInput("Pick from the list what this is.", field="what")
        by = screen.store.read_day_and_time(typed["by"], "by")
        if what == "follow":
            records = screen.store.records_of(uid)
            records.edit(uid, {"follow_up": by.typed})
            return f"Saved: {reference} comes back on {when.show_day_and_time(by, screen.today)}."
        promises.make(uid, typed["text"], *by)
        return f"Saved the promise on {reference}, by {when.show_day_and_time(by, screen.today)}."

    await screen.ask_until_done(
        lambda typed, error: ask.promise(screen.store, as_it_is(screen, case), typed, error), act
    )


async def organisation(screen: RecordScreen, case: RecordCase) -> None:
    """Opens the organisation that asks."""
    uid = case.record.organisation_uid
    if uid is None:
        reference, key = in_full(case.record), screen.key("edit")
        screen.say_wrong(Refused(f"{reference} has no organisation. Choose one with Edit ({key})."))
    elif uid != screen.organisation_uid():
        screen.app.push_screen(page_of("organisation", uid))
