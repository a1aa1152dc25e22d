"""Interruption: a call that is half typed is kept, listed on the desk, and gone on with."""

from __future__ import annotations

import pytest
from desk_app import call, desk, field, fill, flat, press, rows, said, to, type_text, typed
from factories import FixedClock, another_window, make_organisation, team, topic, value
from textual.widgets import TextArea

from db.store import Store
from screens.desk.page import DeskScreen
from screens.dialogs.confirm import ConfirmScreen
from screens.enquiries.call import CallScreen
from screens.records.draft_screen import KEPT_EVERY
from screens.records.logged import LoggedScreen
from spoc_tui.casework.records.channel import Channel


async def test_what_is_typed_is_kept_without_leaving(store: Store) -> None:
    other = another_window(store)
    async with desk(store) as (app, pilot):
        await press(pilot, "n")
        await type_text(pilot, "ab")
        call(app)._keep()  # what its timer calls
        (draft,) = other.drafts.all()
        assert draft.who == "ab"
        await type_text(pilot, "c")
        call(app)._keep()
        assert [draft.who for draft in other.drafts.all()] == ["abc"]
        assert "what is typed is kept" in flat(app)
    assert KEPT_EVERY <= 1
    other.close()


@pytest.mark.slow
async def test_every_field_comes_back(store: Store, clock: FixedClock) -> None:
    rook = make_organisation(store)
    contact = store.organisations.add_contact(rook.uid, "Ida Quill")
    began = clock.moment
    async with desk(store) as (app, pilot):
        await press(pilot, "n")
        await fill(pilot, caller="rook")
        await press(pilot, "enter")
        await fill(pilot, person="ida")
        await press(pilot, "enter")
        for name, text in (("topic", "housing"), ("team", "planning"), ("channel", "letter")):
            await fill(pilot, **{name: text})
            await press(pilot, "enter")
        await fill(
            pilot,
            phone="01634 555 010",
            subject="A gate",
            detail="Line\nline",
            answer="Perhaps",
            urgency="soon",
            answer_by="+3wd",
        )
        before = typed(app)
        await press(pilot, "escape")
        assert isinstance(app.screen, DeskScreen)
        assert "as a draft" in said(app)
        assert rows(app) == [
            "Half logged (1)",
            " | Rook Lane Bowls Club | A gate | finish | from 2 Apr",
        ]
        clock.advance(hours=2)
        await press(pilot, "enter")
        assert typed(app) == before | {"answer_by": "2026-04-09"}
        assert "Thursday 9 April 2026" in flat(app)
        field(app.screen, "answer").text = ""
        await press(pilot, "ctrl+s")
        assert isinstance(app.screen, LoggedScreen)
        assert store.drafts.all() == []
    enquiry = store.enquiries.get("1").enquiry
    assert (enquiry.organisation_uid, enquiry.contact_uid) == (rook.uid, contact.uid)
    assert (enquiry.topic_uid, enquiry.team_uid) == (
        topic(store, "housing").uid,
        team(store, "Planning").uid,
    )
    assert enquiry.channel is Channel.LETTER
    assert enquiry.received_at == began


@pytest.mark.slow
async def test_several_calls_at_once(store: Store) -> None:
    async with desk(store) as (app, pilot):
        await press(pilot, "n")
        await fill(pilot, subject="First")
        await press(pilot, "f2")  # from inside a field
        await fill(pilot, subject="Second", detail="More")
        assert isinstance(app.focused, TextArea)
        await press(pilot, "f2")
        await fill(pilot, subject="Third")
        await press(pilot, "f4")
        assert isinstance(app.screen, DeskScreen)
        assert [draft.title for draft in store.drafts.all()] == ["First", "Second", "Third"]
        await press(pilot, "down", "enter", "ctrl+s", "enter")
        assert [draft.title for draft in store.drafts.all()] == ["First", "Third"]
        assert "Half logged (2)" in rows(app)
    assert store.enquiries.get("1").enquiry.subject == "Second"


@pytest.mark.slow
async def test_what_was_typed_and_taken_away_again_leaves_no_draft(store: Store) -> None:
    async with desk(store) as (app, pilot):
        await press(pilot, "n")
        await type_text(pilot, "ab")
        call(app)._keep()
        assert [draft.who for draft in store.drafts.all()] == ["ab"]
        await press(pilot, "backspace", "backspace")
        call(app)._keep()
        assert store.drafts.all() == []
        assert "nothing is typed" in flat(app)
        await press(pilot, "escape")
        assert (isinstance(app.screen, DeskScreen), said(app)) == (True, "")
        # What was typed after all is kept as ever.
        await press(pilot, "n")
        await fill(pilot, subject="After all")
        await press(pilot, "f4")
        assert [draft.title for draft in store.drafts.all()] == ["After all"]


async def test_closing_the_program_keeps_what_is_typed(store: Store) -> None:
    async with desk(store) as (app, pilot):
        await press(pilot, "n")
        await fill(pilot, subject="Half a thought")
        call(app)._unkept = True
        await press(pilot, "ctrl+q")
    assert [draft.title for draft in store.drafts.all()] == ["Half a thought"]


@pytest.mark.slow
async def test_a_refused_save_leaves_the_draft(store: Store) -> None:
    async with desk(store) as (app, pilot):
        await press(pilot, "n")
        await fill(pilot, caller="Somebody")
        await press(pilot, "ctrl+s")
        call(app)._keep()
        assert len(store.drafts.all()) == 1
        assert value(store, "SELECT count(*) FROM counter") == 0
        await fill(pilot, subject="Found it")
        await press(pilot, "ctrl+s")
        assert store.drafts.all() == []
        await press(pilot, "escape", "u")  # undone: the call is not half logged again
        assert store.enquiries.count() == 0


@pytest.mark.slow
async def test_a_caller_taken_back_while_it_was_a_draft_is_reported_at_the_field(
    store: Store,
) -> None:
    async with desk(store) as (app, pilot):
        await press(pilot, "n")
        await type_text(pilot, "New Group")
        await press(pilot, "f7")
        await fill(pilot, subject="Hall")
        await press(pilot, "escape")
        store.undo()
        await press(pilot, "enter")
        await press(pilot, "ctrl+s")
        assert "New Group was undone. Choose another caller." in flat(app)
        assert field(app.screen, "caller").has_focus_within
        await press(pilot, "f7")  # the name is there still: added once more, it is logged
        await press(pilot, "ctrl+s")
        assert isinstance(app.screen, LoggedScreen)
    assert store.enquiries.get("1").enquiry.organisation == "New Group"


async def test_discarding_asks_first(store: Store) -> None:
    async with desk(store) as (app, pilot):
        await press(pilot, "n")
        await fill(pilot, subject="Nonsense")
        call(app)._keep()
        await press(pilot, "f8")
        assert isinstance(app.screen, ConfirmScreen)
        await press(pilot, "n")
        assert typed(app)["subject"] == "Nonsense"
        assert len(store.drafts.all()) == 1
        await press(pilot, "f8", "y")
        assert isinstance(app.screen, DeskScreen)
        assert store.drafts.all() == []
        # A form in which nothing was typed leaves nothing behind.
        await press(pilot, "n", "escape")
        assert isinstance(app.screen, DeskScreen)
    assert store.drafts.all() == []


async def test_escape_closes_an_open_list_first(store: Store) -> None:
    make_organisation(store)
    async with desk(store) as (app, pilot):
        await press(pilot, "n")
        to(app, "caller")
        await type_text(pilot, "ro")
        await press(pilot, "escape")
        assert isinstance(app.screen, CallScreen)
        await press(pilot, "escape")
        assert isinstance(app.screen, DeskScreen)
    assert [draft.who for draft in store.drafts.all()] == ["ro"]


async def test_a_weekday_typed_today_is_the_same_day_tomorrow(
    store: Store, clock: FixedClock
) -> None:
    async with desk(store) as (app, pilot):
        await press(pilot, "n")
        await fill(pilot, subject="A gate", answer_by="tue")
        to(app, "subject")
        await pilot.pause()
        await press(pilot, "escape")
        clock.advance(days=6)
        await press(pilot, "enter")
        assert typed(app)["answer_by"] == "2026-04-07"
        assert "Tuesday 7 April 2026, yesterday" in flat(app)
