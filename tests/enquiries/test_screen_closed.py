"""On a closed record nothing is asked in vain: it is said at once, and reopening is offered."""

from __future__ import annotations

import pytest
from desk_app import act, desk, fill, flat, page, press, said, shown, typed, workers_ended
from factories import a_case, a_payment, another_window, make_enquiry

from db.feedback.acting import By
from db.store import Store
from screens.dialogs.confirm import ConfirmScreen
from screens.dialogs.dialog import Dialog
from screens.records.record_screen import Marked
from spoc_tui.casework.enquiries.enquiry import Outcome, Status
from spoc_tui.casework.payments.payment import PaymentStatus


def closed(store: Store, kind: str) -> str:
    """The reference of a closed record."""
    if kind == "enquiry":
        return a_case(store, Status.CLOSED).enquiry.reference
    if kind == "payment":
        return a_payment(store, PaymentStatus.CLOSED).reference
    reference = store.feedback.add("No ramp.", [By(speaker="Ida")]).feedback.reference
    store.feedback.cannot(reference, "No money.")
    store.feedback.told(reference, everybody=True)
    store.feedback.close(reference)
    return reference


@pytest.mark.slow
@pytest.mark.parametrize(
    ("kind", "keys", "still"),
    [
        ("enquiry", "ratcsbvA", "me"),
        ("payment", "ratcsbeiEA", "m"),
        ("feedback", "tsbe", "mV"),
    ],
)
async def test_a_closed_record_is_asked_about_before_any_dialog(
    store: Store, kind: str, keys: str, still: str
) -> None:
    reference = closed(store, kind)
    async with desk(store) as (app, pilot):
        app.screen.open_record(Marked(kind, reference))  # type: ignore[attr-defined]
        await pilot.pause()
        line = f" {flat(app, 'KeyLine')} "
        assert " x Reopen " in line
        assert all(f" {key} " not in line for key in keys), line
        for key in keys:
            await press(pilot, key)
            assert isinstance(app.screen, ConfirmScreen), key
            assert f"{reference} is closed. Reopen it before you" in flat(app)
            await press(pilot, "n")
        for key in still:
            await press(pilot, key)
            assert isinstance(app.screen, Dialog), key
            await press(pilot, "escape")
        await press(pilot, "b", "y")
        await fill(pilot, reason="They rang")
        await press(pilot, "ctrl+s")
        assert said(app).startswith(f"Reopened {reference}")
        assert "Promises on" in flat(app, "#dialog")
        await press(pilot, "escape")
        assert store.records_of(reference).get(reference).record.is_open


@pytest.mark.slow
async def test_what_is_typed_for_a_record_closed_meanwhile_is_saved_once_it_is_reopened(
    store: Store,
) -> None:
    make_enquiry(store)
    async with page(store) as (app, pilot):
        await press(pilot, "a")
        await fill(pilot, text="Under the mat.")
        other = another_window(store)
        other.enquiries.close("1", outcome=Outcome.WITHDRAWN, reason="They rang off.")
        other.close()
        await press(pilot, "ctrl+s")
        assert "ENQ-26-0001 is closed. Reopen it before you answer it." in flat(app)
        await press(pilot, "n")
        assert typed(app) == {"text": "Under the mat."}  # the dialog is there again, filled
        assert "is closed. Reopen it" in flat(app, "#dialog")
        await press(pilot, "ctrl+s", "y")
        await fill(pilot, reason="They rang again")
        await press(pilot, "ctrl+s")
        assert "Saved the answer to ENQ-26-0001" in said(app)
    assert store.enquiries.get("1").enquiry.answer == "Under the mat."


async def test_the_footer_and_the_palette_follow_the_record(store: Store) -> None:
    make_enquiry(store)
    async with page(store) as (app, pilot):
        assert " t Told " not in flat(app, "KeyLine")
        await act(pilot, "a", text="Yes.")
        assert " t Told " in flat(app, "KeyLine")
        await act(pilot, "v", **{"for": "the lease"})
        assert " v Go on " in flat(app, "KeyLine")
        other = another_window(store)
        other.enquiries.close("1", outcome=Outcome.PARTLY, reason="Gone.")
        other.close()
        app._reload_if_changed()
        await pilot.pause()
        assert " x Reopen " in flat(app, "KeyLine")
        await press(pilot, "ctrl+p")
        await pilot.press(*"reop")
        await workers_ended(app)
        await pilot.pause()
        assert "Reopen (x)" in shown(app)


async def test_what_is_typed_for_what_is_gone_is_handed_back(store: Store) -> None:
    from factories import make_organisation

    copied: list[str] = []
    rook = make_organisation(store)
    async with desk(store, copy=copied.append) as (app, pilot):
        await press(pilot, "d", "enter", "P")
        await fill(pilot, name="Ida Quill", phone="01634 555 010")
        other = another_window(store)
        other.undo()
        other.close()
        await press(pilot, "ctrl+s")
        assert said(app).startswith("What you typed is not lost.")
    assert copied == ["Ida Quill\n01634 555 010"]
    assert store.organisations.count() == 0
    assert rook.uid
