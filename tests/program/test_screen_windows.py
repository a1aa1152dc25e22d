"""Other windows and programs on the same file: their writing is noticed, their locks are borne."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from desk_app import act, call, cancel, desk, fill, flat, press, rows, said, typed
from factories import another_window, make_enquiry, make_organisation

from db.file import connecting
from db.store import Store
from screens.council.settings import SettingsScreen
from screens.desk.page import DeskScreen
from screens.dialogs.confirm import ConfirmScreen
from screens.dialogs.waiting import WaitingScreen
from screens.enquiries.call import CallScreen
from screens.enquiries.list import EnquiriesScreen
from screens.records.logged import LoggedScreen
from screens.shell.window_watch import LOOK_SECONDS


@pytest.fixture
def other(store: Store, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """Another program on the same file; nobody waits long for the other."""
    monkeypatch.setattr(connecting, "BUSY_MILLISECONDS", 20)
    monkeypatch.setattr(connecting, "BRIEF_MILLISECONDS", 5)
    store.connection.execute("PRAGMA busy_timeout = 20")
    opened = another_window(store)
    yield opened
    opened.close()


async def test_what_another_program_wrote_appears(store: Store, other: Store) -> None:
    async with desk(store) as (app, pilot):
        assert "0 to do" in flat(app)
        make_enquiry(other, subject="By the command line")
        app._reload_if_changed()  # what its timer calls
        await pilot.pause()
        assert "1 to do · 1 open" in flat(app)
        assert "By the command line" in flat(app, "CaseView")
        other.enquiries.note("1", "More of it")
        app._reload_if_changed()
        await pilot.pause()
        assert "More of it" in flat(app, "CaseView")
        # Behind a dialog too, once it is closed.
        await press(pilot, "m")
        make_enquiry(other, subject="Meanwhile")
        app._reload_if_changed()
        await cancel(pilot)
        assert len(rows(app)) == 3
        await press(pilot, "d")
        make_organisation(other, "Wigmore Scouts")
        app._reload_if_changed()
        await pilot.pause()
        assert "Wigmore Scouts" in flat(app)
    assert LOOK_SECONDS <= 1


async def test_news_for_a_screen_that_is_still_being_made(store: Store) -> None:
    async with desk(store) as (app, pilot):
        opening = app.push_screen(EnquiriesScreen())
        make_enquiry(store, subject="Logged meanwhile")
        app._reload_if_changed()
        await opening
        await pilot.pause()
        assert "Logged meanwhile" in flat(app)


async def test_a_record_that_another_window_took_back(store: Store, other: Store) -> None:
    make_enquiry(store)
    async with desk(store) as (app, pilot):
        await press(pilot, "m")
        other.undo()
        await fill(pilot, text="A long note that must not be lost")
        await press(pilot, "ctrl+s")
        assert "was undone on" in flat(app, "#dialog")
        assert typed(app) == {"text": "A long note that must not be lost"}
        await cancel(pilot)
        assert rows(app) == []
        assert "Nothing needs doing." in flat(app)


@pytest.mark.slow
async def test_a_draft_of_an_organisation_that_was_taken_back(store: Store, other: Store) -> None:
    make_organisation(store)
    async with desk(store) as (app, pilot):
        await press(pilot, "d", "enter", "n")
        await fill(pilot, subject="A gate")
        await cancel(pilot)
        await press(pilot, "f4")
        other.undo()
        await press(pilot, "enter")
        assert "Rook Lane Bowls Club was undone" in flat(app, "#side")
        await press(pilot, "ctrl+s")
        assert isinstance(app.screen, CallScreen)
        assert typed(app)["subject"] == "A gate"
        await fill(pilot, caller="Rook Lane, they said")
        await press(pilot, "ctrl+s")
        assert isinstance(app.screen, LoggedScreen)
    assert store.enquiries.get("1").enquiry.who == "Rook Lane, they said"


async def test_a_draft_finished_in_another_window(store: Store, other: Store) -> None:
    uid = store.drafts.save({"subject": "Half"}, started_at=store.now(), uid=None)
    async with desk(store) as (app, pilot):
        other.drafts.take_up(uid, over=True)
        other.drafts.drop(uid)
        await press(pilot, "enter")
        assert isinstance(app.screen, DeskScreen)
        assert "finished" in said(app)
        assert rows(app) == []


@pytest.mark.slow
async def test_a_call_while_another_program_holds_the_file(store: Store, other: Store) -> None:
    async with desk(store) as (app, pilot):
        await press(pilot, "n")
        await fill(pilot, subject="A gate", detail="Before the lock")
        call(app)._keep()
        with other.transaction():
            await fill(pilot, phone="01634 555 010")
            call(app)._keep()
            assert "not kept yet: another program is writing" in flat(app)
            await press(pilot, "ctrl+s")
            assert isinstance(app.screen, WaitingScreen)
            await press(pilot, "escape")
            assert isinstance(app.screen, CallScreen)
            assert "is being written to by another" in said(app)
            assert "Nothing was saved" in said(app)
            assert typed(app)["phone"] == "01634 555 010"
            await cancel(pilot)  # it does not leave what is not kept
            assert isinstance(app.screen, CallScreen)
            await press(pilot, "f8")
            assert isinstance(app.screen, ConfirmScreen)
            await press(pilot, "y", "escape")
            assert "is being written to by another" in said(app)
            assert typed(app)["subject"] == "A gate"
        assert [draft.title for draft in other.drafts.all()] == ["A gate"]
        call(app)._keep()
        assert other.drafts.all()[0].fields["phone"] == "01634 555 010"
        await press(pilot, "ctrl+s")
        assert isinstance(app.screen, LoggedScreen)
        assert other.drafts.all() == []
    assert other.enquiries.get("1").enquiry.phone == "01634 555 010"


@pytest.mark.slow
async def test_an_act_while_another_program_holds_the_file(store: Store, other: Store) -> None:
    make_enquiry(store)
    async with desk(store) as (app, pilot):
        with other.transaction():
            await act(pilot, "a", text="Under the mat.")
            await press(pilot, "escape")
            assert "is being written to by another" in flat(app, "#dialog")
            assert typed(app) == {"text": "Under the mat."}
        await press(pilot, "ctrl+s")
        assert store.enquiries.get("1").enquiry.answer == "Under the mat."
        with other.transaction():
            await press(pilot, "u", "escape")
            assert "is being written to by another" in said(app)
            await press(pilot, "g", "s", "x", "escape")
            assert isinstance(app.screen, SettingsScreen)
            assert "is being written to by another" in said(app)
