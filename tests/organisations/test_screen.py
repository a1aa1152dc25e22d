"""The organisation's page: what it shows, and that its keys change what is stored."""

from __future__ import annotations

from datetime import date

import pytest
from desk_app import (
    NARROW,
    WIDE,
    act,
    desk,
    flat,
    press,
    resize,
    said,
)
from factories import FixedClock, make_enquiry, make_organisation
from textual.pilot import Pilot
from textual.widgets import Static

from db.store import Store
from screens.enquiries.page import EnquiryScreen
from screens.history.record import HistoryScreen
from screens.organisations.page import OrganisationScreen
from screens.widgets.record_list import RecordList
from spoc_tui.app import SpocApp
from spoc_tui.casework.organisations.organisation import Organisation
from spoc_tui.casework.organisations.profile import PreferredWay


async def show(app: SpocApp, pilot: Pilot[None], one: Organisation) -> None:
    """Opens its page."""
    await app.push_screen(OrganisationScreen(one.uid))
    await pilot.pause()


def visible_uids(app: SpocApp) -> list[str]:
    """The rows of the list that is shown."""
    (records,) = (one for one in app.screen.query(RecordList) if one.display)
    source = records._source
    assert source is not None
    return [" | ".join(row.cells) for row in source.rows(0, source.count())]


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_what_to_know_before_saying_hello(
    store: Store, clock: FixedClock, size: tuple[int, int]
) -> None:
    rook = make_organisation(store)
    for subject in ("A key", "A lamp"):
        make_enquiry(store, subject=subject, organisation_uid=rook.uid)
    store.promises.make("1", "send the form", store.today())
    clock.advance(days=40)
    async with desk(store, size=size) as (app, pilot):
        await show(app, pilot, rook)
        hello = flat(app, "#hello")
        assert "!! Promised by Thu 2 Apr (ENQ-26-0001): send the form" in hello
        assert "2 open, 2 overdue · last contact Thu 2 Apr, logged: A lamp" in hello
        assert app.screen.query_one("#hello", Static).region.height == 2


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_an_e_mail_address_is_never_cut(store: Store, size: tuple[int, int]) -> None:
    address = f"{'the.secretary.of.the.bowls.club' * 2}@example.org"
    rook = make_organisation(store, email=address)
    async with desk(store, size=size) as (app, pilot):
        await show(app, pilot, rook)
        assert address in flat(app, "#profile").replace(" ", "")


@pytest.mark.slow
async def test_an_organisation_of_which_only_the_name_is_known(store: Store) -> None:
    rook = make_organisation(store, "[b]Rook & Crow")
    async with desk(store, size=NARROW) as (app, pilot):
        await show(app, pilot, rook)
        text = flat(app)
        assert "[b]Rook & Crow · not previously known to the council" in text
        assert "Nothing open · no contact yet: n logs a call with them" in text
        assert "No way to reach it is known yet: e adds one." in text
        assert "Nobody is known there yet: P adds a person." in text
        assert (
            "not known kind, purpose, size, income, staff, volunteers, income from, challenges"
            in text
        )
        assert "unknown" not in text
        await press(pilot, "2")
        assert "No enquiries yet. n logs a call with them." in flat(app)
        await press(pilot, "3")
        assert "Nothing happened yet." in flat(app)
        await press(pilot, "4")
        assert "Nobody is known there yet. P adds a person." in flat(app)


async def test_a_closed_one_of_a_very_long_name_says_so_first(store: Store) -> None:
    rook = make_organisation(store, "Ystafell 🎈 " + "Gŵyl y Môr " * 20)
    store.organisations.edit(rook.uid, {"state": "closed"})
    async with desk(store, size=NARROW) as (app, pilot):
        await show(app, pilot, rook)
        headline = flat(app, "#headline")
        assert headline.startswith("CLOSED · Ystafell 🎈")
        assert headline.endswith("…")


@pytest.mark.slow
async def test_everything_known_is_on_the_overview(store: Store) -> None:
    parent = make_organisation(store, "Rook Federation")
    rook = make_organisation(store)
    store.organisations.edit(
        rook.uid,
        {
            "phone": "01632 960 001",
            "income": "12,500",
            "staff": "2",
            "volunteers": "completely",
            "incomes": "fees, grants",
            "challenges": "space",
            "tags": "Youth, hall",
            "memberships": "Better Together Consortium",
            "parent": parent.uid,
            "named_on": "2026-04-01",
        },
    )
    store.organisations.add_other_name(rook.uid, "The Old Rook")
    store.organisations.add_identifier(rook.uid, "GB-CHC-1234567")
    store.organisations.add_contact(rook.uid, "Ida Quill", role="chair", preferred="email")
    async with desk(store, size=(120, 60)) as (app, pilot):
        await show(app, pilot, rook)
        text = flat(app, "#profile")
        for known in (
            "phone 01632 960 001",
            "people Ida Quill, chair, prefers e-mail",
            "size small (£10,000 to £100,000)",
            "income £12,500 a year",
            "staff 2",
            "volunteers completely dependent on them",
            "income from fees from members, grants",
            "challenges space to work in",
            "not known kind, purpose",
            "numbers GB-CHC-1234567",
            "also called The Old Rook",
            "part of Rook Federation",
            "member of Better Together Consortium",
            "tags youth, hall",
            "to be published: no; to be named: yes, Wed 1 Apr",
        ):
            assert known in text, known
        assert "officer, Thu 2 Apr" in text[text.index(" from ") :]
        await press(pilot, "escape")
        await show(app, pilot, parent)
        assert "branches Rook Lane Bowls Club" in flat(app, "#profile")


@pytest.mark.slow
async def test_four_panes_each_with_its_keys(store: Store, clock: FixedClock) -> None:
    rook = make_organisation(store)
    make_enquiry(store, subject="A key", organisation_uid=rook.uid)
    clock.advance(minutes=5)
    store.enquiries.note("1", "Rang again")
    ida = store.organisations.add_contact(rook.uid, "Ida Quill", role="chair")
    gone = store.organisations.add_contact(rook.uid, "Alf Gone")
    store.organisations.left(gone.uid, date(2026, 4, 1))
    async with desk(store, size=NARROW) as (app, pilot):
        await show(app, pilot, rook)
        assert "2 Enquiries (1) 3 Timeline 4 People (2)" in flat(app, "#panes")
        assert "Route" not in flat(app, "KeyLine")  # no enquiry is in sight to act on
        await press(pilot, "2")
        assert visible_uids(app) == ["0001 | A key | new | Thu 2 Apr"]
        await act(pilot, "m", text="From the list")
        assert said(app) == "Saved the note on ENQ-26-0001."
        await press(pilot, "3")
        assert [row.split(" | ")[2:] for row in visible_uids(app)] == [
            ["note", "From the list"],
            ["note", "Rang again"],
            ["logged", "A key"],
        ]
        await act(pilot, "m", text="From the timeline")
        assert len(visible_uids(app)) == 4
        await press(pilot, "enter")
        assert isinstance(app.screen, EnquiryScreen)
        await press(pilot, "escape", "4")
        assert visible_uids(app) == [
            "Ida Quill |  | chair |  |  | ",
            "Alf Gone |  |  | Wed 1 Apr |  | ",
        ]
        assert "Note" not in flat(app, "KeyLine")
        await act(pilot, "e", role="treasurer", preferred="letter")
        assert said(app) == "Saved Ida Quill."
        await press(pilot, "1", "h")
        assert isinstance(app.screen, HistoryScreen)
    changed = store.organisations.contact(ida.uid)
    assert (changed.role, changed.preferred) == ("treasurer", PreferredWay.LETTER)


@pytest.mark.slow
async def test_an_organisation_undone_meanwhile(store: Store) -> None:
    rook = make_organisation(store)
    async with desk(store) as (app, pilot):
        await show(app, pilot, rook)
        await press(pilot, "u")
        assert "Rook Lane Bowls Club was undone." in flat(app)
        for key in ("e", "P", "y", "1", "2", "3", "4"):
            await press(pilot, key, *(["e"] if key == "e" else []))
            assert isinstance(app.screen, OrganisationScreen), key
        await press(pilot, "U")
        assert "no contact yet" in flat(app)


@pytest.mark.slow
async def test_a_terminal_that_grows_and_shrinks(store: Store) -> None:
    rook = make_organisation(store)
    make_enquiry(store, organisation_uid=rook.uid)
    async with desk(store, size=NARROW) as (app, pilot):
        await show(app, pilot, rook)
        await resize(pilot, 120, 40)
        await pilot.pause()
        assert "Route" in flat(app, "KeyLine")
        assert "► 0001" in flat(app)
        for pane in ("2", "5", "6"):  # what is marked is on the same side of each list
            await press(pilot, pane)
            shown = [one for one in app.screen.query("RecordList, #beside") if one.display]
            assert shown[-1].id == "beside"
            assert [one.region.x > 0 for one in shown] == [False, True]
        await resize(pilot, *NARROW)
        await pilot.pause()
        assert "Route" not in flat(app, "KeyLine")
        await resize(pilot, 1, 1)
        await press(pilot, "2", "3", "4", "1", "escape")
