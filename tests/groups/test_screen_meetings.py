"""A meeting prepared, held and written up with the keyboard, on a small screen; its papers."""

from __future__ import annotations

from pathlib import Path

import pytest
from desk_app import desk, flat, press, said, type_text
from factories import FixedClock
from liaison import CLUB, SCOUTS, Liaison
from textual.pilot import Pilot

from db.store import Store
from screens.dialogs.menu import MenuScreen
from screens.kinds.page import DeclaredPage
from screens.widgets.fields import Field
from spoc_tui.casework.groups import meeting
from spoc_tui.casework.groups.member import Came


async def act(pilot: Pilot[None], label: str, keys: tuple[str, ...] = (), **typed: str) -> None:
    """One of what comes next, by its label, with keys pressed and what is typed in its fields."""
    await press(pilot, "s")
    assert isinstance(pilot.app.screen, MenuScreen)
    labels = [item.words for item in pilot.app.screen._items]
    place = labels.index(label)
    await press(pilot, *["down"] * place, "enter", *keys)
    for name, text in typed.items():
        pilot.app.screen.query_one(f"#field-{name}", Field).take_focus()
        await type_text(pilot, text)
    await press(pilot, "ctrl+s")


@pytest.mark.slow
async def test_a_meeting_from_agenda_to_notes_with_the_keyboard(
    store: Store, clock: FixedClock
) -> None:
    liaison = Liaison(store, held=False)
    async with desk(store, size=(80, 24)) as (app, pilot):
        await app.push_screen(DeclaredPage("meeting", liaison.meeting))
        await act(pilot, "Send the agenda")
        await act(pilot, "It was held", on="1 apr")
        await act(pilot, "Say who came", keys=("down", "a"))
        await act(pilot, "Declare an interest", who="rook", item="1")
        await act(pilot, "Add a decision", words="Rents stay", item="1")
        await act(pilot, "Add an action", what="Write to all", owner="Housing", due="9 apr")
        await act(pilot, "Say what was reached", unreached="2")
        assert "SLG-26-01" in flat(app)
        await act(pilot, "Send the notes")
        assert "carried over: Keys" in flat(app)
    one = liaison.one
    assert one.status is meeting.Step.NOTES_OUT
    assert [(row.name, row.came) for row in one.attendance] == [
        (CLUB, Came.PRESENT),
        (SCOUTS, Came.APOLOGIES),
    ]
    (decision,) = liaison.of_meeting()
    assert (decision.number, decision.words) == ("SLG-26-01", "Rents stay")
    assert [each.action for each in decision.actions] == ["Write to all"]


async def test_what_is_wrong_is_reported_in_the_dialog_and_kept(store: Store) -> None:
    liaison = Liaison(store)
    async with desk(store, size=(80, 24)) as (app, pilot):
        await app.push_screen(DeclaredPage("meeting", liaison.meeting))
        await act(pilot, "Say what was reached", unreached="hoo")
        assert "“hoo” is no number of an item. Type 3, 5." in flat(app)
        assert app.screen.query_one("#field-unreached", Field).text == "hoo"


async def test_a_decision_shows_both_its_numbers(store: Store) -> None:
    liaison = Liaison(store)
    made = liaison.decide()
    async with desk(store) as (app, _):
        await app.push_screen(DeclaredPage("decision", made.uid))
        assert "DEC-26-0001 SLG-26-01 decided" in flat(app)


@pytest.mark.parametrize(("kind", "paper"), [("meeting", "2"), ("group", "1")])
async def test_a_paper_is_written_beside_the_database(store: Store, kind: str, paper: str) -> None:
    liaison = Liaison(store)
    uid = liaison.meeting if kind == "meeting" else liaison.group
    async with desk(store) as (app, pilot):
        await app.push_screen(DeclaredPage(kind, uid))
        await press(pilot, "o", paper, "m")
        label, _, file = said(app).partition(": ")
    assert label == ("Notes" if kind == "meeting" else "Action list")
    assert Path(file).name.startswith("notes-slg-2026-04-01" if kind == "meeting" else "actions")
    assert "Liaison Group" in Path(file).read_text()


async def test_where_no_paper_goes_out_the_key_is_not_there(store: Store) -> None:
    made = Liaison(store).decide()
    async with desk(store) as (app, pilot):
        await app.push_screen(DeclaredPage("decision", made.uid))
        assert "o Paper" not in flat(app)
        await press(pilot, "o")
        assert isinstance(app.screen, DeclaredPage)


@pytest.mark.slow
async def test_what_is_asked_by_its_number_is_shown_with_it(store: Store) -> None:
    liaison = Liaison(store)
    liaison.decide("Rents stay", item="1")
    async with desk(store, size=(80, 24)) as (app, pilot):
        await app.push_screen(DeclaredPage("meeting", liaison.meeting))
        await press(pilot, "s")
        await press(pilot, key_of(app.screen, "decide"))
        assert "1. Rents of the halls 2. Keys" in flat(app, "#dialog")
        await press(pilot, "escape", "s")
        await press(pilot, key_of(app.screen, "add-action"))
        assert "SLG-26-01: Rents stay" in flat(app, "#dialog")
        await press(pilot, "tab")
        await type_text(pilot, "Write to all")
        await press(pilot, "ctrl+s")
        assert said(app) == f"Action: {liaison.one.reference}. Added FBK-26-0001."


def key_of(screen: object, act_name: str) -> str:
    """The key of an act in the menu that is open."""
    assert isinstance(screen, MenuScreen)
    return next(item.key for item in screen._items if item.answer == act_name)


async def test_a_guest_stands_apart_from_who_was_asked(store: Store) -> None:
    liaison = Liaison(store)
    liaison.act("ask", role="speaker", called="Bo")
    liaison.act("attend", guests="Ann Lee")
    async with desk(store) as (app, pilot):
        await app.push_screen(DeclaredPage("meeting", liaison.meeting))
        await pilot.pause()
        assert "asked 1. speaker, Bo, asked Thu 2 Apr 2026 others guest, Ann Lee" in flat(app)


async def test_seats_that_nobody_has_are_named_once_together(store: Store) -> None:
    liaison = Liaison(store)
    async with desk(store) as (app, pilot):
        await app.push_screen(DeclaredPage("group", liaison.group))
        await pilot.pause()
        assert f"to do fill a seat {CLUB} {SCOUTS} " in flat(app)


@pytest.mark.parametrize(("held", "paper"), [(False, "Agenda"), (True, "Notes")])
async def test_the_paper_that_is_wanted_is_marked(store: Store, held: bool, paper: str) -> None:
    liaison = Liaison(store, held=held)
    async with desk(store) as (app, pilot):
        await app.push_screen(DeclaredPage("meeting", liaison.meeting))
        await press(pilot, "o", "enter", "m")
        assert said(app).startswith(f"{paper}: ")
