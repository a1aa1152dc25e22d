"""A save that meets another program's: no key waits, and it is saved once the other is done."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from desk_app import act, call, desk, dialog, fill, flat, press, said, settled, typed
from factories import another_window, make_enquiry, make_organisation
from textual.pilot import Pilot

from db.store import Store
from screens.dialogs import waiting
from screens.dialogs.waiting import WaitingScreen
from screens.enquiries.call import CallScreen
from screens.records.logged import LoggedScreen
from spoc_tui.app import SpocApp
from spoc_tui.casework.errors import StorageFailed


@pytest.fixture
def other(store: Store) -> Iterator[Store]:
    """Another program on the same file."""
    opened = another_window(store)
    yield opened
    opened.close()


@pytest.fixture(autouse=True)
def by_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is tried again when a test says so."""
    monkeypatch.setattr(waiting, "TRIED_EVERY", 3600)


def waits(app: SpocApp) -> WaitingScreen[object]:
    """What says that it waits."""
    assert isinstance(app.screen, WaitingScreen), app.screen
    return app.screen


async def again(app: SpocApp, pilot: Pilot[None]) -> None:
    """As its timer does."""
    waits(app).try_again()
    await settled(pilot)


async def test_a_call_is_saved_once_the_other_is_done(store: Store, other: Store) -> None:
    async with desk(store) as (app, pilot):
        await press(pilot, "n")
        with other.transaction():
            await fill(pilot, subject="A gate")
            await press(pilot, "ctrl+s")
            await again(app, pilot)
            assert "Another program is writing" in flat(app)
            assert "Trying to save for" in flat(app)
            assert other.enquiries.count_open() == 0
        await again(app, pilot)
        assert isinstance(app.screen, LoggedScreen)
    assert store.enquiries.get("1").enquiry.subject == "A gate"
    assert store.drafts.all() == []


async def test_it_stops_at_escape_and_leaves_the_form_as_it_was(store: Store, other: Store) -> None:
    make_enquiry(store)
    async with desk(store) as (app, pilot):
        with other.transaction():
            await act(pilot, "a", text="Under the mat.")
            await press(pilot, "escape")
            assert typed(app) == {"text": "Under the mat."}
            assert "Nothing was saved" in flat(app, "#dialog")
    assert store.enquiries.get("1").enquiry.answer == ""


async def test_after_a_minute_it_is_said_that_nothing_is_saved(
    store: Store, other: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with desk(store) as (app, pilot):
        await press(pilot, "n")
        with other.transaction():
            await fill(pilot, subject="A gate")
            await press(pilot, "ctrl+s")
            monkeypatch.setattr(waiting, "WAITS_AT_MOST", -1)
            await again(app, pilot)
            assert "Nothing was saved" in said(app)
            assert call(app)


@pytest.mark.slow
async def test_a_call_begun_meanwhile_lies_over_it_and_the_first_is_saved(
    store: Store, other: Store
) -> None:
    make_enquiry(store)
    async with desk(store) as (app, pilot):
        with other.transaction():
            await act(pilot, "m", text="Rang twice")
            below = waits(app)
            await press(pilot, "f2")
            assert isinstance(app.screen, CallScreen)
        below.try_again()
        assert "Rang twice" in [one.text for one in store.enquiries.get("1").timeline]
        await press(pilot, "escape")
        assert app.screen is app.screen_stack[0]


async def test_who_leaves_while_it_waits_has_the_form_again(store: Store, other: Store) -> None:
    make_enquiry(store)
    async with desk(store) as (app, pilot):
        with other.transaction():
            await act(pilot, "a", text="Under the mat.")
            await press(pilot, "ctrl+q")
            assert dialog(app)
            assert typed(app) == {"text": "Under the mat."}


async def test_undo_and_a_dialog_that_is_thrown_away_wait_too(store: Store, other: Store) -> None:
    make_enquiry(store)
    make_organisation(store)
    async with desk(store) as (app, pilot):
        with other.transaction():
            await press(pilot, "u", "y")
            assert waits(app)
        await again(app, pilot)
        assert said(app).startswith("Undone: ")
        await press(pilot, "U", "y")
        await press(pilot, "m")
        await fill(pilot, text="No")
        dialog(app).keep()
        with other.transaction():
            await press(pilot, "escape", "y")
            assert waits(app)
        await again(app, pilot)
        assert store.drafts.all() == []


async def test_no_save_of_a_desk_waits_for_another_program(store: Store, other: Store) -> None:
    async with desk(store) as (app, pilot):
        await press(pilot, "n")
        await fill(pilot, subject="A gate")
        call(app)._keep()
        (waits_for,) = store.connection.execute("PRAGMA busy_timeout").fetchone()
        assert waits_for == 0
        with other.transaction(), pytest.raises(StorageFailed) as failed:
            make_organisation(store)
        assert failed.value.is_passing


@pytest.mark.slow
async def test_what_is_saved_takes_its_draft_with_it_or_neither_is(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_enquiry(store)
    async with desk(store) as (app, pilot):
        await press(pilot, "m")
        await fill(pilot, text="Rang twice")
        dialog(app).keep()
        with monkeypatch.context() as patch:

            def drop(drafts: object, uid: str) -> None:
                raise StorageFailed("The disk is full.")

            patch.setattr("db.records.drafts.Drafts.drop", drop)
            await press(pilot, "ctrl+s")
        assert "The disk is full." in flat(app, "#dialog")
        assert "Rang twice" not in [one.text for one in store.enquiries.get("1").timeline]
        await press(pilot, "ctrl+s")
        assert store.drafts.all() == []
    assert "Rang twice" in [one.text for one in store.enquiries.get("1").timeline]
