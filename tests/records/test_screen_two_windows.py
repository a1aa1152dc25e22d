"""Two windows on one file: neither makes a second record of one draft, or writes over the other."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import pytest
from desk_app import desk, dialog, field, fill, flat, press, said, settled, type_text
from factories import another_window, make_enquiry, make_organisation
from textual.pilot import Pilot

from db.store import Store
from screens.dialogs.menu import MenuScreen
from screens.dialogs.versions import VersionsScreen
from screens.enquiries.call import CallScreen
from screens.organisations.page import OrganisationScreen
from screens.records.opening import page_of
from spoc_tui.app import SpocApp

Window = tuple[SpocApp, Pilot[None]]


@asynccontextmanager
async def windows(store: Store) -> AsyncIterator[tuple[Window, Window]]:
    other = another_window(store)
    try:
        async with desk(store) as one, desk(other) as two:
            yield one, two
    finally:
        other.close()


async def in_its_window(window: Window, does: Callable[[], object]) -> None:
    """Does it as that window does it itself: here the app that is there is that opened last."""
    app, pilot = window
    app.call_later(does)
    await settled(pilot)


async def half_a_call_in_both(one: Window, two: Window, answer: str) -> tuple[CallScreen, object]:
    """A call half typed in the first window, gone on with in the second."""
    (app, pilot), (second, hand) = one, two
    await press(pilot, "n")
    await fill(pilot, subject="A gate at the hall", caller="Ida Swift")
    form = app.screen
    assert isinstance(form, CallScreen)
    await in_its_window(one, form._keep)  # what its timer calls
    await in_its_window(two, second.screen.reload_if_changed)  # type: ignore[attr-defined]
    await press(hand, "end", "enter")
    await settled(hand)
    assert isinstance(second.screen, MenuScreen)
    assert "being typed in another window" in flat(second)
    await press(hand, answer)
    await settled(hand)
    return form, second.screen


@pytest.mark.slow
async def test_a_half_typed_call_is_only_looked_at_in_a_second_window(store: Store) -> None:
    async with windows(store) as (one, two):
        _, shown = await half_a_call_in_both(one, two, "l")
        assert isinstance(shown, CallScreen)
        assert field(shown, "subject").text == "A gate at the hall"
        assert shown.query_one("#form").disabled
        await press(two[1], "ctrl+s")
        assert "Another window has taken this over" in said(two[0]) or "Nothing" in said(two[0])
        assert store.enquiries.count() == 0
        await press(one[1], "ctrl+s")
        assert store.enquiries.count() == 1
        await press(two[1], "ctrl+s")
        assert "saved this already: ENQ-26-0001" in said(two[0])
        assert store.enquiries.count() == 1


@pytest.mark.slow
async def test_one_that_is_taken_over_is_saved_once(store: Store) -> None:
    async with windows(store) as (one, two):
        form, taken = await half_a_call_in_both(one, two, "t")
        assert isinstance(taken, CallScreen)
        await press(one[1], "ctrl+s")
        assert "Another window has taken this over" in said(one[0])
        await in_its_window(one, form._keep)
        assert form.query_one("#form").disabled  # type: ignore[attr-defined]
        assert "nothing more of it is saved here" in flat(one[0])
        await type_text(one[1], "un")  # who types on presses no keys of commands
        assert one[0].screen is form
        await press(two[1], "ctrl+s")
        assert store.enquiries.count() == 1
        await press(one[1], "ctrl+s")
        assert "saved this already: ENQ-26-0001" in said(one[0])
        assert store.enquiries.count() == 1
        await press(one[1], "escape")
        assert store.drafts.all() == []


@pytest.mark.slow
async def test_one_that_was_left_is_free(store: Store) -> None:
    async with windows(store) as (one, two):
        await press(one[1], "n")
        await fill(one[1], subject="A gate at the hall")
        await press(one[1], "escape")
        await in_its_window(two, two[0].screen.reload_if_changed)  # type: ignore[attr-defined]
        await press(two[1], "end", "enter")
        await settled(two[1])
        assert isinstance(two[0].screen, CallScreen)
        assert not two[0].screen.only_shown


async def test_a_dialog_that_is_taken_over_is_locked_in_the_first(store: Store) -> None:
    uid = make_enquiry(store).enquiry.uid
    async with windows(store) as (one, two):
        for app, pilot in (one, two):
            await app.push_screen(page_of("enquiry", uid))
            await press(pilot, "m")
            if app is one[0]:
                await fill(pilot, text="They rang")
                await in_its_window(one, dialog(app).keep)
        await press(two[1], "t")
        await settled(two[1])
        assert field(two[0].screen, "text").text == "They rang"
        await in_its_window(one, dialog(one[0]).keep)
        assert "Another window has taken this over" in flat(one[0])
        await press(one[1], "ctrl+s", "escape")
        await press(two[1], "ctrl+s")
        texts = [event.text for event in store.enquiries.get(uid).timeline]
        assert texts.count("They rang") == 1
        assert store.drafts.all() == []


async def edited_in_both(store: Store, one: Window, two: Window) -> str:
    """The subject of an enquiry changed in both windows; the second saves last, and the phone with
    it, and the first has changed the caller.
    """
    uid = make_enquiry(store, subject="A key", caller="Jo").enquiry.uid
    for app, pilot in (one, two):
        await app.push_screen(page_of("enquiry", uid))
        await press(pilot, "e")
    await fill(one[1], subject="Two keys", caller="Jo Swift")
    await fill(two[1], subject="Three keys", phone="01632 960001")
    await press(one[1], "ctrl+s")
    await press(two[1], "ctrl+s")
    await settled(two[1])
    assert isinstance(two[0].screen, VersionsScreen)
    shown = flat(two[0])
    assert "Subject: another window has changed it too" in shown
    assert "Yours Three keys" in shown
    assert "Theirs Two keys" in shown
    return uid


@pytest.mark.slow
@pytest.mark.parametrize(("key", "stands"), [("y", "Three keys"), ("t", "Two keys")])
async def test_of_one_field_both_versions_are_shown_and_the_officer_picks(
    store: Store, key: str, stands: str
) -> None:
    async with windows(store) as (one, two):
        uid = await edited_in_both(store, one, two)
        await press(two[1], key)
        await settled(two[1])
        after = store.enquiries.get(uid).enquiry
        assert (after.subject, after.caller, after.phone) == (stands, "Jo Swift", "01632 960001")


@pytest.mark.slow
async def test_where_the_officer_picks_nothing_it_is_asked_again(store: Store) -> None:
    async with windows(store) as (one, two):
        uid = await edited_in_both(store, one, two)
        await press(two[1], "escape")
        await settled(two[1])
        assert field(two[0].screen, "subject").text == "Three keys"
        assert field(two[0].screen, "caller").text == "Jo Swift"  # which was not typed here
        await press(two[1], "ctrl+s")
        after = store.enquiries.get(uid).enquiry
        assert (after.subject, after.caller) == ("Three keys", "Jo Swift")


@pytest.mark.slow
async def test_an_organisation_is_compared_too(store: Store) -> None:
    uid = make_organisation(store).uid
    async with windows(store) as (one, two):
        for app, pilot in (one, two):
            await app.push_screen(OrganisationScreen(uid))
            await press(pilot, "e", "e")
        await fill(one[1], phone="01632 960001", web="one.example")
        await fill(two[1], phone="01632 960002", email="two@example.org")
        await press(one[1], "ctrl+s")
        await press(two[1], "ctrl+s")
        await settled(two[1])
        await press(two[1], "y")
        await settled(two[1])
        one_now = store.organisations.get(uid)
        assert (one_now.phone, one_now.web) == ("01632 960002", "one.example")
        assert one_now.email == "two@example.org"
