"""What the keys of an organisation's page, and of the call, change in the store."""

from __future__ import annotations

from datetime import date

import pytest
from desk_app import (
    NARROW,
    act,
    call,
    desk,
    dialog,
    field,
    fill,
    flat,
    press,
    rows,
    said,
)
from desk_app import shown as text_of
from factories import make_organisation
from rich.console import Console
from textual.pilot import Pilot
from textual.widgets import Static

from db.store import Store
from screens.dialogs.confirm import ConfirmScreen
from screens.dialogs.menu import MenuScreen
from screens.enquiries.call import CallScreen
from screens.organisations.page import OrganisationScreen
from spoc_tui.app import SpocApp
from spoc_tui.casework.organisations.organisation import Organisation
from spoc_tui.casework.organisations.profile import (
    Challenge,
    Dependence,
    IncomeSource,
    SizeBand,
)


async def show(app: SpocApp, pilot: Pilot[None], one: Organisation) -> None:
    """Opens its page."""
    await app.push_screen(OrganisationScreen(one.uid))
    await pilot.pause()


@pytest.mark.slow
async def test_people_come_and_go(store: Store) -> None:
    rook = make_organisation(store)
    organisations = store.organisations
    async with desk(store) as (app, pilot):
        await show(app, pilot, rook)
        await act(pilot, "P", phone="n/a")
        assert "Give the person a name." in flat(app, "#dialog")
        assert field(app.screen, "phone").text == "n/a"
        await fill(pilot, name="Ida Quill")
        await press(pilot, "ctrl+s")
        assert said(app) == "Saved Ida Quill."
        await press(pilot, "L")  # nobody is marked on this pane
        assert isinstance(app.screen, OrganisationScreen)
        await press(pilot, "4")
        await act(pilot, "L", on="1/1/2030")
        assert "! " in flat(app, "#dialog")
        await fill(pilot, on="1 apr")
        assert "Wednesday 1 April 2026, yesterday" in flat(app, "#dialog")
        await press(pilot, "ctrl+s")
        (ida,) = organisations.contacts(rook.uid)
        assert ida.left_on == date(2026, 4, 1)
        assert "Ida Quill, left Wed 1 Apr" in flat_overview(app)
        await press(pilot, "L")
        assert "Is Ida Quill back? They left on Wed 1 Apr" in flat(app, "#confirm")
        await press(pilot, "n")
        assert organisations.contact(ida.uid).left_on == date(2026, 4, 1)
        await press(pilot, "L", "y")
        assert said(app) == "Saved: Ida Quill is back."
        await press(pilot, "u")
        assert organisations.contact(ida.uid).left_on == date(2026, 4, 1)


def flat_overview(app: SpocApp) -> str:
    """What the overview says, in sight or not."""
    console = Console(width=200)
    with console.capture() as captured:
        console.print(app.screen.query_one("#facts", Static).content)
    return " ".join(captured.get().split())


@pytest.mark.slow
async def test_every_field_is_edited_in_place(store: Store) -> None:
    parent, rook = make_organisation(store, "Rook Federation"), make_organisation(store)
    async with desk(store, size=NARROW) as (app, pilot):
        await show(app, pilot, rook)
        await press(pilot, "e")
        await act(pilot, "e", name="x" * 400, email="rook@example.org", postcode="me7 1aa")
        assert "! Name is 400 characters long" in flat(app, "#dialog")
        assert field(app.screen, "email").text == "rook@example.org"
        await fill(pilot, name="Rook Lane Bowls")
        await press(pilot, "ctrl+s")
        assert said(app) == "Saved Rook Lane Bowls."
        await press(pilot, "e")
        await act(pilot, "p", income="lots", volunteers="partly")
        assert "“lots” is not an amount in pounds" in flat(app, "#dialog")
        await fill(pilot, income="£99,999.50", staff="3", purpose="Bowls for all")
        app.screen.set_focus(field(app.screen, "incomes").query("Ticks").first())
        await press(pilot, "space", "down", "space", "space", "enter", "down", "space")
        await press(pilot, "ctrl+s")
        assert said(app) == "Saved Rook Lane Bowls."
        await press(pilot, "e")
        await act(pilot, "t", parent="Federation", tags="Hall, youth", published_on="1 apr")
        after = store.organisations.get(rook.uid)
        assert (after.parent_uid, after.tags) == (parent.uid, ("hall", "youth"))
        assert (after.published_on, after.named_on) == (date(2026, 4, 1), None)
        assert (after.email, after.postcode) == ("rook@example.org", "ME7 1AA")
        assert (after.income_pence, after.size, after.staff) == (99_999_50, SizeBand.SMALL, 3)
        assert after.volunteers is Dependence.PARTLY
        assert after.incomes == (IncomeSource.FEES,)
        assert after.challenges == (Challenge.AWARENESS,)
        await press(pilot, "e", "p")
        assert "[x] fees from members" in text_of(app)
        await press(pilot, "ctrl+s")
        assert said(app) == "Nothing was changed."
        await press(pilot, "u")
        assert store.organisations.get(rook.uid).tags == ()


@pytest.mark.slow
async def test_other_names_and_numbers_are_added_and_taken_away(store: Store) -> None:
    rook = make_organisation(store)
    async with desk(store) as (app, pilot):
        await show(app, pilot, rook)
        await press(pilot, "e", "o")
        await act(pilot, "a", name="The Rook")
        assert said(app) == "Saved: it is found as The Rook too."
        await press(pilot, "e", "n")
        await act(pilot, "a", identifier="12")
        assert "! " in flat(app, "#dialog")
        await fill(pilot, identifier="GB-CHC-1234567")
        await press(pilot, "ctrl+s")
        known = store.organisations.get(rook.uid)
        assert [number.text for number in known.identifiers] == ["GB-CHC-1234567"]
        await press(pilot, "e", "o", "1", "e", "n", "1")
        assert store.organisations.other_names(rook.uid) == []
        assert store.organisations.get(rook.uid).identifiers == ()
        await press(pilot, "e", "a")
        assert dialog(app)._title == "A person at Rook Lane Bowls Club"


@pytest.mark.slow
async def test_copies_its_name_a_number_or_a_persons(store: Store) -> None:
    copied: list[str] = []
    rook = make_organisation(store, phone="01632 960 001")
    store.organisations.add_contact(rook.uid, "Ida Quill", email="ida@example.org")
    async with desk(store, copy=copied.append) as (app, pilot):
        await show(app, pilot, rook)
        await press(pilot, "y")
        assert isinstance(app.screen, MenuScreen)
        await press(pilot, "2", "y", "3", "4", "y", "2")
        assert said(app) == "Copied Ida Quill to the clipboard."
    assert copied == ["01632 960 001", "ida@example.org", "Ida Quill"]


@pytest.mark.slow
async def test_a_call_begins_with_it(store: Store) -> None:
    rook = make_organisation(store)
    async with desk(store) as (app, pilot):
        await show(app, pilot, rook)
        await press(pilot, "4", "n")
        assert call(app).query_one("#field-caller")
        assert field(app.screen, "caller").text == "Rook Lane Bowls Club"


@pytest.mark.slow
async def test_a_caller_in_no_list_is_added_from_the_call(store: Store) -> None:
    make_organisation(store, "Crow Club")
    async with desk(store) as (app, pilot):
        await press(pilot, "n", "f7")
        assert "! Type the name of the organisation, then F7 again." in flat(app, "#form")
        await fill(pilot, caller="Rook Lane  Bowls")
        await press(pilot, "f7")
        assert "Saved Rook Lane Bowls: it is the caller now." in flat(app, "#form")
        await press(pilot, "f7")
        assert "Rook Lane Bowls is in the directory already." in flat(app, "#form")
        await fill(pilot, subject="A key")
        await press(pilot, "ctrl+s")
    enquiry = store.enquiries.get("1").enquiry
    assert enquiry.organisation == "Rook Lane Bowls"
    assert enquiry.organisation_uid is not None
    assert store.organisations.get(enquiry.organisation_uid).not_known_before
    assert store.organisations.count() == 2


@pytest.mark.slow
async def test_a_name_that_is_taken_is_asked_about(store: Store) -> None:
    make_organisation(store, "Rook Lane", phone="01632 960 001")
    async with desk(store) as (app, pilot):
        await press(pilot, "n")
        await fill(pilot, caller="rook lane")
        await press(pilot, "f7")
        assert isinstance(app.screen, ConfirmScreen)
        assert "There is one of that name: Rook Lane (01632 960 001)." in flat(app, "#confirm")
        await press(pilot, "n")
        assert isinstance(app.screen, CallScreen)
        assert "Pick the one you mean" in flat(app, "#form")
        assert store.organisations.count() == 1
        await press(pilot, "f7", "y")
        assert store.organisations.count() == 2
        assert "Saved rook lane: it is the caller now." in flat(app, "#form")


@pytest.mark.slow
async def test_f7_pressed_twice_adds_once(store: Store) -> None:
    make_organisation(store, "Rook Lane")
    async with desk(store) as (app, pilot):
        await press(pilot, "n")
        await fill(pilot, caller="rook lane")
        form = call(app)
        form.action_quick_add()
        form.action_quick_add()
        await press(pilot, "y")
        assert app.screen is form
        assert store.organisations.count() == 2


@pytest.mark.slow
async def test_a_quick_added_caller_is_kept_with_the_draft(store: Store) -> None:
    async with desk(store) as (app, pilot):
        await press(pilot, "n")
        await fill(pilot, caller="Rook Lane")
        await press(pilot, "f7", "escape")
        assert "Rook Lane" in " ".join(rows(app))
        await press(pilot, "enter")
        picked = call(app)._choice("caller").picked
        assert picked is not None
        assert store.organisations.get(picked.key).name == "Rook Lane"
