"""The history by its keys: of what is marked or shown, and of everything that was done."""

from __future__ import annotations

import pytest
from desk_app import NARROW, act, desk, flat, press, rows, said
from factories import listed, make_enquiry, make_organisation, team

from db.store import Store
from screens.council.settings import SettingsScreen
from screens.desk.page import DeskScreen
from screens.enquiries.page import EnquiryScreen
from screens.history.actions import ActionsScreen
from screens.history.record import ActionScreen, HistoryScreen
from screens.organisations.page import OrganisationScreen
from screens.widgets.record_list import RecordList
from spoc_tui.app import SpocApp


def mark(app: SpocApp, kind: str, name: str = "") -> None:
    """Puts the cursor of the settings on the first of a kind with that in its name."""
    records = app.screen.query_one(RecordList)
    source = records._source
    assert source is not None
    records.cursor = next(
        at
        for at, row in enumerate(source.rows(0, source.count()))
        if (row.key or "").startswith(f"{kind} ") and name in row.cells[0]
    )


async def test_the_history_of_an_organisation_from_its_page(store: Store) -> None:
    rook = make_organisation(store, "Rook [bold]Lane\x1b[31m", phone="01634 000000")
    make_enquiry(store, organisation_uid=rook.uid)
    store.organisations.add_contact(rook.uid, "Bea Example")
    async with desk(store) as (app, pilot):
        await app.push_screen(OrganisationScreen(rook.uid))
        await press(pilot, "h")
        assert isinstance(app.screen, HistoryScreen)
        text = flat(app)
        assert text.startswith("History of Rook [bold]Lane")
        assert "contact name: Bea Example" in text
        assert "organisation phone: 01634 000000" in text
        assert "Logged" not in text  # what was asked has a history of its own
        assert text.index("Added a person") < text.index("organisation phone")
        await press(pilot, "escape", "enter", "h")
        assert "History of ENQ-26-0001: A key for the hall" in flat(app)


async def test_an_organisation_without_enquiries_has_a_history(store: Store) -> None:
    rook = make_organisation(store)
    async with desk(store) as (app, pilot):
        await app.push_screen(OrganisationScreen(rook.uid))
        await press(pilot, "h")
        assert "History of Rook Lane Bowls Club" in flat(app)


@pytest.mark.slow
async def test_the_history_of_what_is_marked_in_the_settings(store: Store) -> None:
    with store.action("Edited the team Housing"):
        store.update("team", team(store).uid, {"lead": "Ida", "retired_on": "2026-04-02"})
    async with desk(store, size=NARROW) as (app, pilot):
        await press(pilot, "g", "s")
        for kind in ("team", "topic", "directorate"):
            mark(app, kind, "Housing" if kind == "team" else "")
            await press(pilot, "h")
            assert isinstance(app.screen, HistoryScreen)
            text = flat(app)
            assert "The starting set of teams and topics" in text
            assert ("team lead: Ida" in text) is (kind == "team")
            await press(pilot, "escape")
        mark(app, "holiday")
        await press(pilot, "h")
        assert isinstance(app.screen, SettingsScreen)
        assert said(app).startswith("A bank holiday has no history of its own")


@pytest.mark.slow
async def test_everything_done_and_what_each_act_changed(store: Store) -> None:
    make_organisation(store)
    make_enquiry(store)
    async with desk(store) as (app, pilot):
        await act(pilot, "m", text="Rang again")
        await press(pilot, "g", "h")
        assert isinstance(app.screen, ActionsScreen)
        assert "4 actions" in flat(app)
        assert rows(app)[:3] == [
            "Thu 2 Apr 2026 10:00 | Noted on ENQ-26-0001 |  | officer",
            "Thu 2 Apr 2026 10:00 | Logged ENQ-26-0001 |  | officer",
            "Thu 2 Apr 2026 10:00 | Added Rook Lane Bowls Club |  | officer",
        ]
        await press(pilot, "enter")
        assert isinstance(app.screen, ActionScreen)
        assert "enquiry ENQ-26-0001: A key for the hall event text: Rang again" in flat(app)
        await press(pilot, "escape", "h")
        assert isinstance(app.screen, HistoryScreen)
        assert "Logged ENQ-26-0001" in flat(app)
        await press(pilot, "f4")
        assert isinstance(app.screen, DeskScreen)


async def test_an_undone_enquiry_is_reached_through_what_was_done(store: Store) -> None:
    make_enquiry(store)
    async with desk(store) as (app, pilot):
        await press(pilot, "g", "h", "u")
        assert rows(app)[:2] == [
            "Thu 2 Apr 2026 10:00 | Undid: Logged ENQ-26-0001 |  | officer",
            "Thu 2 Apr 2026 10:00 | Logged ENQ-26-0001 | undone | officer",
        ]
        await press(pilot, "home", "enter")
        assert "enquiry removed at: Thu 2 Apr 2026 10:00" in flat(app)
        await press(pilot, "escape", "h")
        text = flat(app)
        assert text.index("Undid: Logged") < text.index("enquiry subject: A key for the hall")


async def test_an_enquiry_undone_while_it_is_shown_keeps_its_history(store: Store) -> None:
    make_enquiry(store)
    async with desk(store) as (app, pilot):
        await app.push_screen(EnquiryScreen("1"))
        await press(pilot, "u", "h")
        assert isinstance(app.screen, HistoryScreen)
        assert "Undid: Logged ENQ-26-0001" in flat(app)


@pytest.mark.slow
async def test_an_act_on_many_records_is_told_in_part(store: Store) -> None:
    store.lists.import_list([listed(line) for line in range(2, 300)], source="long")
    async with desk(store) as (app, pilot):
        await press(pilot, "g", "h", "h")
        assert isinstance(app.screen, ActionsScreen)
        assert said(app) == "It changed more than one record: enter shows them."
        await press(pilot, "enter", "end")
        assert "These are the first of 894 records." in flat(app)
