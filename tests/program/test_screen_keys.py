"""Keys that come in faster than the one before has had its effect."""

from __future__ import annotations

from desk_app import desk, press, settled, typed
from factories import make_enquiry
from textual import events
from textual.pilot import Pilot

from db.store import Store
from screens.desk.page import DeskScreen
from screens.enquiries.call import CallScreen
from screens.records.logged import LoggedScreen
from spoc_tui.app import SpocApp

NAMED = {"\t": "tab", "\r": "enter", "\x13": "ctrl+s", "\x1b": "escape", " ": "space"}


async def at_once(app: SpocApp, pilot: Pilot[None], keys: str) -> None:
    """All keys in one go, as the terminal hands them over where the program was busy."""
    for sign in keys:
        app.post_message(events.Key(NAMED.get(sign, sign), sign))
    await settled(pilot)
    await settled(pilot)


async def test_letters_go_to_the_field_that_tab_went_to(store: Store) -> None:
    async with desk(store) as (app, pilot):
        await at_once(app, pilot, "nsomebody\t\t12345\tHall\tRoof")
        await pilot.pause()
        form = typed(app)
        assert form["caller"] == "somebody"
        assert form["phone"] == "12345"
        assert form["subject"] == "Hall"


async def test_what_was_typed_last_is_saved_too(store: Store) -> None:
    async with desk(store) as (app, pilot):
        await at_once(app, pilot, "n\t\t\tHall roof\x13")
        await pilot.pause()
        assert isinstance(app.screen, LoggedScreen)
    assert store.enquiries.get("1").enquiry.subject == "Hall roof"


async def test_a_letter_typed_after_find_is_no_command(store: Store) -> None:
    make_enquiry(store, subject="Stays")
    async with desk(store) as (app, pilot):
        app.post_message(events.Key("slash", "/"))
        await at_once(app, pilot, "unu")
        assert app.screen.query_one("#typed").value == "unu"  # type: ignore[attr-defined]
    assert store.enquiries.get("1").enquiry.subject == "Stays"


async def test_a_screen_that_is_left_takes_no_key_with_it(store: Store) -> None:
    async with desk(store) as (app, pilot):
        await press(pilot, "slash")
        await at_once(app, pilot, "ab\x1bnMrs Hill")
        await pilot.pause()
        assert typed(app)["caller"] == "Mrs Hill"
        await press(pilot, "f4")
        assert isinstance(app.screen, DeskScreen)


async def test_a_dialog_gets_what_is_typed_as_it_opens(store: Store) -> None:
    make_enquiry(store)
    async with desk(store) as (app, pilot):
        await press(pilot, "enter")
        await at_once(app, pilot, "mRang twice\x13")
        await pilot.pause()
    assert "Rang twice" in [event.text for event in store.enquiries.get("1").timeline]


async def test_keys_go_on_at_once_where_a_turn_went_with_its_screen(store: Store) -> None:
    async with desk(store) as (app, pilot):
        await press(pilot, "slash")
        app._turn = app.Turn(app.screen)  # on its way up, and nobody hands it on
        app.post_message(events.Key("n", "n"))
        app.pop_screen()
        await pilot.pause()
        assert (app._turn, list(app._keys)) == (None, [])
        assert isinstance(app.screen, CallScreen)
