"""Undo and redo by their keys: what is said, and when it is asked first."""

from __future__ import annotations

from pathlib import Path

import pytest
from desk_app import act, desk, flat, press, said
from factories import FixedClock, another_window, listed, make_enquiry, make_organisation

from db.store import Store
from screens.desk.page import DeskScreen
from screens.dialogs.confirm import ConfirmScreen
from screens.enquiries.page import EnquiryScreen
from screens.organisations.page import OrganisationScreen
from spoc_tui.casework.enquiries.enquiry import Outcome, Status


@pytest.mark.slow
async def test_one_act_after_the_other_back_and_forward(store: Store) -> None:
    make_enquiry(store)
    async with desk(store) as (app, pilot):
        await act(pilot, "a", text="Under the mat.")
        await act(pilot, "t")
        await press(pilot, "u")
        assert said(app) == (
            "Undone: Told the caller of ENQ-26-0001. But the caller has already been told. "
            "U goes forward again."
        )
        assert store.enquiries.get("1").enquiry.told_at is None
        await press(pilot, "u")
        assert said(app).startswith("Undone: Answered ENQ-26-0001.")
        assert store.enquiries.get("1").enquiry.status is Status.NEW
        assert "New, not routed (1)" in flat(app)  # the desk follows at once
        await press(pilot, "U")
        assert said(app) == "Done again: Answered ENQ-26-0001."
        await press(pilot, "U", "U")
        assert said(app) == "There is nothing to redo."
        await press(pilot, "u", "u", "u", "u")
        assert said(app) == "There is nothing to undo."
        assert store.enquiries.count() == 0
        assert "Nothing needs doing." in flat(app)


async def test_more_than_twenty_records_are_asked_about(store: Store) -> None:
    store.lists.import_list([listed(line) for line in range(2, 32)], source="A list")
    async with desk(store) as (app, pilot):
        await press(pilot, "u")
        assert isinstance(app.screen, ConfirmScreen)
        assert "It touched " in flat(app)
        await press(pilot, "n")
        assert store.organisations.count() == 30
        await press(pilot, "u", "y")
        assert store.organisations.count() == 0
        await press(pilot, "U", "y")
        assert store.organisations.count() == 30


@pytest.mark.slow
async def test_what_was_done_elsewhere_or_before_is_asked_about(
    store: Store, tmp_path: Path, clock: FixedClock
) -> None:
    other = another_window(store)
    make_enquiry(other, answered="Yes.")
    other.close()
    async with desk(store) as (app, pilot):
        await press(pilot, "u")
        assert isinstance(app.screen, ConfirmScreen)
        assert "not done in this window" in flat(app)
        assert "the caller has already been told" in flat(app)
        await press(pilot, "escape")
        assert store.enquiries.count() == 1
        await press(pilot, "u", "y")
        assert store.enquiries.count() == 0
    later = Store.open(tmp_path / "spoc.db", now=clock)
    async with desk(later) as (app, pilot):
        await press(pilot, "U")
        assert isinstance(app.screen, ConfirmScreen)
        await press(pilot, "y")
        assert later.enquiries.get("1").enquiry.outcome is Outcome.RESOLVED
    later.close()


async def test_a_page_whose_record_is_undone_says_so(store: Store) -> None:
    rook = make_organisation(store)
    reference = make_enquiry(store, organisation_uid=rook.uid).enquiry.reference
    async with desk(store) as (app, pilot):
        await app.push_screen(OrganisationScreen(rook.uid))
        await app.push_screen(EnquiryScreen(reference))
        await press(pilot, "u")
        assert "ENQ-26-0001 was undone on" in flat(app)
        await press(pilot, "r")
        assert "was undone on" in said(app)
        await press(pilot, "escape", "u")
        assert "was undone" in flat(app)
        await press(pilot, "U", "U", "y")  # what was undone is on no list: it is named first
        assert "Rook Lane Bowls Club" in flat(app)
        await press(pilot, "escape")
        assert isinstance(app.screen, DeskScreen)
